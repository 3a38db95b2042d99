"""What the office's figures in place of a shipped norm must be like."""

from typing import Final

from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.norm_edits import NormEdit, edit_of
from desktop_app.core.norm_rows import Norm
from desktop_app.core.waste_lateness import DELAY

_FARTHEST: Final = 100_000
_MONTH: Final = 744  # hours of the longest month
# Counted elsewhere by rules of their own: a second figure here would say another thing.
_ELSEWHERE: Final = (("coolant.", "допуск к графику РСО задают в настройках, «Нормы и графики»"),)


def demand_here(code: str) -> None:
    """Raise NotAllowed, naming the right place, for a norm that has rules of its own elsewhere."""
    for beginning, words in _ELSEWHERE:
        if code.startswith(beginning):
            raise NotAllowed("Эту норму здесь не меняют", "ничего не изменено", words)


def check_edit(shipped: Norm, edit: NormEdit) -> None:
    """Refuse figures a norm cannot have: InvalidDraft; the shipped ones always fit."""
    demand_here(shipped.code)
    if edit == edit_of(shipped):
        return
    problems = _bounds(shipped, edit)
    bounds, tolerated = edit.figures[:2], edit.figures[2:]
    if not problems and bounds == (None, None) and tolerated != (None, None, None):
        problems["tolerance"] = "допуск бывает только у нормы с числом"
    if not edit.basis:
        problems["basis"] = "впишите документ"
    same = (edit.basis, edit.edition) == (shipped.basis, shipped.edition)
    if same and edit.figures != edit_of(shipped).figures:
        problems["basis"] = "впишите, откуда новые числа"
    if shipped.code.startswith(DELAY):
        problems |= _delay(edit)
    if problems:
        raise InvalidDraft(problems, "Норма не изменена")


def _delay(edit: NormEdit) -> dict[str, str]:
    """Return what a term of waste collection cannot be: only whole hours are counted by it."""
    problems: dict[str, str] = {}
    high = edit.high
    if high is not None and (high != int(high) or not 1 <= high <= _MONTH):
        problems["high"] = f"впишите целые часы, от 1 до {_MONTH}"
    if edit.low is not None:
        problems["low"] = "у срока вывоза нет нижнего предела"
    if any(part is not None for part in edit.figures[2:]):
        problems["tolerance"] = "у срока вывоза допуска нет"
    return problems


def _bounds(shipped: Norm, edit: NormEdit) -> dict[str, str]:
    problems: dict[str, str] = {}
    sides = {"low": (shipped.low, edit.low), "high": (shipped.high, edit.high)}
    for name, (before, after) in sides.items():
        if after is None and before is not None:
            problems[name] = "впишите число"
        elif after is not None and abs(after) > _FARTHEST:
            problems[name] = "слишком большое число"
    if not problems and edit.low is not None and edit.high is not None and edit.low > edit.high:
        problems["high"] = "не меньше, чем «Не ниже»"
    return problems
