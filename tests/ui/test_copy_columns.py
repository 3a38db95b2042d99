"""What is said about a copy before the clerk goes back to it."""

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.core.enums import Entity
from desktop_app.core.records.copies import BaseFacts, Copy, KeptCopy, Kin, Newer
from desktop_app.ui.shell.copy_columns import COLUMNS, lost_words, newer_words

_COPY = Copy(Path("копия.sqlite"), dt.datetime(2026, 11, 23, 1, 31), 12, 4096)
_FACTS = BaseFacts(3, 2, 12, "00", 3)


def _kept(newer: Newer | None = None, kin: Kin = Kin.EARLIER, problem: str = "") -> KeptCopy:
    return KeptCopy(0, _COPY, None if problem else _FACTS, problem, newer, kin)


def test_other_records_are_named_where_no_ticket_changed() -> None:
    """Houses and settings written since are not «ничего»."""
    kept = _kept(Newer(0, 0, ((Entity.BUILDING, 3), (Entity.SETTING, 1))))
    assert newer_words(kept) == "прочего 4"
    assert lost_words(kept).startswith(
        "После этой копии обращения не менялись; записано другого: дом 3, настройка 1. "
        "В восстановленной базе этого не будет"
    )


def test_nothing_is_said_only_of_nothing() -> None:
    """A copy that equals the base loses nothing."""
    kept = _kept(Newer(0, 0))
    assert newer_words(kept) == "ничего"
    assert lost_words(kept) == "После этой копии в базе ничего не менялось."


@pytest.mark.parametrize(
    ("kin", "words"),
    [
        (Kin.OTHER, "есть записи, которых в нынешней базе нет"),
        (Kin.LIVE_MISSING, "Нынешнего файла нет на месте"),
        (Kin.LIVE_UNREADABLE, "нынешний файл не читается"),
    ],
)
def test_why_a_copy_is_not_compared(kin: Kin, words: str) -> None:
    """A base that reads is never called unreadable."""
    assert words in lost_words(_kept(kin=kin))


def test_a_bad_copy_is_called_bad_in_its_row() -> None:
    """The long cause stands under the list; a row has room for two words."""
    kind = next(column for column in COLUMNS if column.key == "kind")
    assert kind.text(_kept(problem="Файл х.sqlite не база «Райштаба»")) == "не годится"
    assert kind.text(_kept()) == "по расписанию"
