"""What the house gives a coolant act: the limit of its pressure, rows of hot water."""

from dataclasses import replace

import pytest

from desktop_app.core.acts.house_acts import (
    CAST_IRON,
    HAS_HOT_WATER,
    NO_HOT_WATER,
    OTHER_RADIATORS,
)
from desktop_app.core.acts.house_rows import answers_of, with_house
from desktop_app.core.enums import Verdict
from desktop_app.core.measuring import UNIT_PRESSURES, coolant_template
from desktop_app.core.norm_book import NormBook
from desktop_app.core.norm_rows import norm_of
from desktop_app.core.norms import judge
from desktop_app.core.records.inspections import Answer, Measurement
from desktop_app.services import shipped

BOOK = NormBook(norm_of(row) for row in shipped.rows("norms.csv"))
IRON, OTHERS = (Answer("radiators", CAST_IRON),), (Answer("radiators", OTHER_RADIATORS),)


def _pressures(rows: tuple[Measurement, ...]) -> list[Measurement]:
    return [row for row in rows if row.quantity in UNIT_PRESSURES]


@pytest.mark.parametrize(
    ("answers", "unit", "limit", "code"),
    [
        (IRON, "МПа", 0.6, "heat.pressure.iron"),
        (OTHERS, "МПа", 1.0, "heat.pressure.other"),
        (IRON, "бар", 6.0, "heat.pressure.iron"),
        (OTHERS, "кгс/см²", 10.0, "heat.pressure.other"),
    ],
)
def test_the_pressure_limit_follows_the_radiators(
    answers: tuple[Answer, ...], unit: str, limit: float, code: str
) -> None:
    """П. 16: 0.6 МПа for cast iron, 1.0 for the rest, in the unit of the row, with its source."""
    rows = tuple(replace(row, unit=unit) for row in _pressures(coolant_template()))
    made = with_house(rows, BOOK, answers)
    assert [row.norm_max for row in made] == [limit, limit]
    assert all(row.basis.startswith(BOOK.by_code(code).basis) for row in made)
    at, above = (judge(replace(made[0], value=limit + more)) for more in (0.0, 0.01))
    assert (at.verdict, above.verdict) == (Verdict.OK, Verdict.ABOVE)


@pytest.mark.parametrize(
    "answers", [(), (Answer("radiators", "неясно какие"),), (Answer("hot_water", NO_HOT_WATER),)]
)
def test_unknown_radiators_give_no_limit_and_no_verdict(answers: tuple[Answer, ...]) -> None:
    """The value is printed «справочно»; a limit once given goes when the answer is taken back."""
    given = with_house(coolant_template(), BOOK, IRON)
    for rows in (coolant_template(), given):
        made = _pressures(with_house(rows, BOOK, answers))
        assert {(row.norm_max, row.basis) for row in made} == {(None, "")}
        said = judge(replace(made[0], value=9.0))
        assert (said.verdict, said.words) == (Verdict.NO_NORM, "справочно")


def test_a_limit_written_by_hand_stays() -> None:
    """The contract's pressure, or the rule's written by somebody, is not ours to change."""
    rows = tuple(
        replace(row, norm_max=5.5, basis=basis)
        for row, basis in zip(_pressures(coolant_template()), ("договор, прил. 3", ""), strict=True)
    )
    for answers in (IRON, OTHERS, ()):
        assert with_house(rows, BOOK, answers) == rows


def test_only_the_pressure_after_the_unit_is_limited() -> None:
    """Pressures of the house input are the contract's; other rows stay as they were."""
    before = coolant_template()
    after = with_house(before, BOOK, IRON)
    changed = [new.quantity for old, new in zip(before, after, strict=True) if old != new]
    assert changed == list(UNIT_PRESSURES)


def test_rows_of_hot_water_follow_the_house() -> None:
    """Without hot water its empty rows go, a measured one stays; with it they come back."""
    rows = coolant_template()
    without = with_house(rows, BOOK, (Answer("hot_water", NO_HOT_WATER),))
    assert not [row for row in without if row.block == "hot_water"]
    none, there = (Answer("hot_water", NO_HOT_WATER),), (Answer("hot_water", HAS_HOT_WATER),)
    assert with_house(without, BOOK, there, there) == without, "removed by hand, not given back"
    again = with_house(without, BOOK, there, none)
    taps = [row for row in again if row.block == "hot_water"]
    assert [row.quantity for row in taps] == [r.quantity for r in rows if r.block == "hot_water"]
    assert {(row.norm_min, row.norm_max) for row in taps} == {(60, 75), (None, None)}
    measured = tuple(replace(r, value=58.0) for r in rows if r.block == "hot_water")
    assert with_house(measured, BOOK, (Answer("hot_water", NO_HOT_WATER),)) == measured
    assert with_house(rows, BOOK, ()) == rows


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("ИТП, независимая, Чугунные радиаторы", CAST_IRON),
        ("конвекторы", OTHER_RADIATORS),
        ("чугунные радиаторы и конвекторы", None),
        ("независимая, закрытая", None),
    ],
)
def test_the_words_of_a_house_tell_its_radiators_when_they_are_clear(
    words: str, known: str | None
) -> None:
    """Mixed or missing words tell nothing; what the last act said is stronger."""
    assert answers_of(words, ()) == ((Answer("radiators", known),) if known else ())
    former = (Answer("radiators", OTHER_RADIATORS), Answer("site", "№ 118"))
    assert answers_of(words, former) == (Answer("radiators", OTHER_RADIATORS),)
