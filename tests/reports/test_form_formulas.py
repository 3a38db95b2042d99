"""References of a form's formulas once its repeated rows are written out."""

import pytest

from desktop_app.reports.form_formulas import Here, Shifter
from desktop_app.reports.form_rows import Block, RowMap

# Row 5 three times; rows 10 to 12, of which 10 and 12 are bare marks, twice.
_FIRST = Block("а", 5, 5, count=3)
_SECOND = Block("б", 10, 12, frozenset({10, 12}), count=2)
_MAP = RowMap.of([_FIRST, _SECOND])
_SHIFTER = Shifter({"Лист": _MAP, "Мой лист": RowMap.of([])})


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [(4, 4, 4), (5, 5, 7), (6, 8, 8), (9, 11, 11), (10, 12, 13), (11, 12, 13), (12, 12, 13),
     (13, 14, 14)],
)  # fmt: skip
def test_rows_come_to_stand(row: int, first: int, last: int) -> None:
    """Rows above stay, repeated ones spread, those below move by what was added."""
    assert (_MAP.first(row), _MAP.last(row)) == (first, last)


@pytest.mark.parametrize(
    ("typed", "moved"),
    [
        ("=A4+B6", "=A4+B8"),
        ("=SUM(E5:E5)", "=SUM(E5:E7)"),
        ("=SUM(E5)", "=SUM(E5:E7)"),
        ("=E5", "=E5"),
        ("=SUM($E$5:$E$6)", "=SUM($E$5:$E$8)"),
        ("=ROUND(SUM(E5)/COUNT(E5),1)", "=ROUND(SUM(E5:E7)/COUNT(E5:E7),1)"),
        ("=IF(E5>0,E13,\"E5\")", "=IF(E5>0,E14,\"E5\")"),
        ("=SUM(C:C)+SUM(5:5)", "=SUM(C:C)+SUM(5:7)"),
        ("='Мой лист'!E5+Лист!E6", "='Мой лист'!E5+Лист!E8"),
        ("=[1]Лист!E6+Имя", "=[1]Лист!E6+Имя"),
        ("=SUMIF(A5:A5,\"x\",B5:B5)", "=SUMIF(A5:A7,\"x\",B5:B7)"),
        ("=SUM(B11:B12)", "=SUM(B12:B13)"),
    ],
)  # fmt: skip
def test_formulas_outside_repeated_rows(typed: str, moved: str) -> None:
    """References move with what they point at; ranges over repeated rows grow."""
    assert _SHIFTER.formula(typed, Here("Лист")) == moved


@pytest.mark.parametrize(
    ("typed", "moved"),
    [
        ("=C5*$D5", "=C7*$D7"),
        ("=E5/SUM($E$5:$E$5)", "=E7/SUM($E$5:$E$7)"),
        ("=SUM(E$5:E5)", "=SUM(E$5:E7)"),
        ("=A4+1", "=A6+1"),
        ("=E5*$B$2", "=E7*$B$2"),
        ("=E5/E6", "=E7/E8"),
    ],
)
def test_formulas_of_the_third_record(typed: str, moved: str) -> None:
    """A record's own references follow it; fixed ones stay; the row above runs down."""
    assert _SHIFTER.formula(typed, Here("Лист", _FIRST, 2)) == moved


def test_what_is_not_understood_stays() -> None:
    """A formula the tokenizer gives up on is left as it was."""
    assert _SHIFTER.formula('="незакрыто', Here("Лист")) == '="незакрыто'
