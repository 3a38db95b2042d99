"""The words a clerk reads aloud when calling back."""

import re
from collections.abc import Mapping

# 152-ФЗ, ст. 9: a recorded person must know of it; an office that records nothing must not say so.
RECORDED = "Предупреждаем: разговор записывается."
NAMES = ("учреждение", "запись", "номер", "адрес", "тема", "исполнитель")

_PLACE = re.compile(r"\{\s*([^{}]+?)\s*\}")
_SPACES = re.compile(r"[ \t\n]+")  # no-break spaces stay
_BEFORE_MARK = re.compile(r"\s+([,.!?;:])")


def spoken(text: str, facts: Mapping[str, str], *, recorded: bool) -> str:
    """Return the office's text with its {placeholders} filled in.

    A name not in `facts` stays as it was typed, so that a slip is seen before it is read aloud.
    When the office records calls and its text does not say where that is told, it is told first.
    """
    known = {**facts, "запись": RECORDED if recorded else ""}
    if recorded and "запись" not in places(text):
        text = f"{{запись}} {text}"
    filled = _PLACE.sub(lambda match: known.get(match[1].lower(), match[0]), text)
    return _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", filled)).strip()


def places(text: str) -> frozenset[str]:
    """Return the names of placeholders in a text."""
    return frozenset(match[1].lower() for match in _PLACE.finditer(text))


def unknown_places(text: str) -> list[str]:
    """Return names of placeholders nobody fills, in alphabetical order."""
    return sorted(places(text) - set(NAMES))
