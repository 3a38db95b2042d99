"""Every row of the table of norms on, just inside and just outside each of its borders."""

import datetime as dt
from typing import Any

import pytest

from desktop_app.core.assessing import Assessment, assess
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.measuring import coolant_template
from desktop_app.core.norm_book import NormQuestion
from desktop_app.core.norm_rows import Range
from desktop_app.core.norm_words import assessment_words
from desktop_app.services.norms import shipped_norms

BOOK = shipped_norms()
NOON, NIGHT = dt.datetime(2026, 1, 15, 12, 0), dt.datetime(2026, 1, 15, 3, 0)
STEP = 0.001

# code, norm from, norm to, allowed from, allowed to, moment
Case = tuple[str, float | None, float | None, float | None, float | None, dt.datetime]


def _most(code: str, high: float) -> Case:
    return (code, None, high, None, high, NOON)


def _span(code: str, low: float, high: float) -> Case:
    return (code, low, high, low, high, NOON)


def _least(code: str, low: float) -> Case:
    return (code, low, None, low, None, NOON)


def _air(code: str, low: float) -> list[Case]:
    """Room air: above by no more than 4 °C, below by 3 °C at night only."""
    return [(code, low, None, low, low + 4, NOON), (code, low, None, low - 3, low + 4, NIGHT)]


CASES: list[Case] = [
    _most("cold.break.once", 4),
    _most("cold.break.month", 8),
    _span("cold.pressure", 0.03, 0.6),
    _least("cold.pressure.column", 0.1),
    _most("hot.break.once", 4),
    _most("hot.break.month", 8),
    _most("hot.break.deadend", 24),
    _most("hot.break.yearly", 14),
    ("hot.temperature.day", 60, 75, 57, 78, NOON),
    ("hot.temperature.night", 60, 75, 55, 80, NIGHT),
    _least("hot.cold_tariff", 40),
    _span("hot.pressure", 0.03, 0.45),
    _most("sewer.break.once", 4),
    _most("sewer.break.month", 8),
    _most("heat.break.month", 24),
    _most("heat.break.warm", 16),
    _most("heat.break.cool", 8),
    _most("heat.break.cold", 4),
    *_air("heat.air.room", 18),
    *_air("heat.air.corner", 20),
    *_air("heat.air.room.cold", 20),
    *_air("heat.air.corner.cold", 22),
    _most("heat.air.night", 3),
    _most("heat.pressure.iron", 0.6),
    _most("heat.pressure.other", 1.0),
    _least("heat.pressure.static", 0.05),
    _most("waste.delay.cold", 48),
    _most("waste.delay.warm", 24),
    _most("waste.delay.month", 72),
    _most("waste.storage.warm", 1),
    _most("waste.storage.cold", 3),
    _most("waste.bulky.warm", 7),
    _most("waste.bulky.cold", 10),
    _span("waste.hours", 7, 23),
    ("waste.distance", 20, 100, 15, 100, NOON),
    _least("waste.fence", 1),
    _span("climate.room", 18, 24),
    _span("climate.room.cold", 20, 24),
    _span("climate.kitchen", 18, 26),
    _span("climate.toilet", 18, 26),
    _span("climate.bath", 18, 26),
    _span("climate.corridor", 16, 22),
    _span("climate.hall", 14, 20),
    _span("climate.store", 12, 22),
    _most("ads.answer", 5),
    _most("ads.localise", 30),
    _most("ads.sewer", 2),
    _most("ads.chute", 2),
    _most("ads.repair", 3),
    _most("ads.term", 30),
    _most("check.start", 2),
    _most("check.reason", 24),
    _most("check.copy", 3),
    _most("ads.reply", 10),
]
WITHOUT_FIGURES = {
    "cold.quality",
    "hot.quality",
    "coolant.supply",
    "coolant.return",
    "coolant.pressure.supply",
    "coolant.pressure.return",
}
IDS = [f"{case[0]}-{case[5]:%H}" for case in CASES]


def _said(case: Case, value: float) -> Assessment:
    return assess(BOOK.by_code(case[0]), value, case[5])


def test_no_row_of_the_table_is_without_a_case() -> None:
    """All sixty rows are tried here, each has its source and its edition."""
    assert {norm.code for norm in BOOK.norms} == {case[0] for case in CASES} | WITHOUT_FIGURES
    assert len(BOOK.norms) == 60
    assert all(norm.basis and norm.edition for norm in BOOK.norms)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_borders_of_the_norm(case: Case) -> None:
    """On a border and just inside it a value is in norm; just outside it is not."""
    _code, low, high, _allowed_low, allowed_high, _at = case
    top = high if high is not None else allowed_high
    if low is not None:
        assert _said(case, low).in_norm
        assert _said(case, low + STEP).in_norm
        outside = _said(case, low - STEP)
        assert not outside.in_norm
        assert outside.deviation == pytest.approx(-STEP)
    if top is not None:
        assert _said(case, top).in_norm
        assert _said(case, top - STEP).in_norm
        assert not _said(case, top + STEP).in_norm
    if high is not None:
        assert _said(case, high + STEP).deviation == pytest.approx(STEP)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_borders_of_the_tolerance(case: Case) -> None:
    """The same with what is allowed: on and inside it is tolerated, outside it is a violation."""
    _code, _low, _high, low, high, _at = case
    if low is not None:
        assert _said(case, low).within_tolerance
        assert _said(case, low + STEP).within_tolerance
        assert not _said(case, low - STEP).within_tolerance
        assert _said(case, low).allowed_min == low
    if high is not None:
        assert _said(case, high).within_tolerance
        assert _said(case, high - STEP).within_tolerance
        assert not _said(case, high + STEP).within_tolerance
        assert _said(case, high).allowed_max == high


@pytest.mark.parametrize("code", sorted(WITHOUT_FIGURES))
def test_rows_without_figures_give_no_verdict(code: str) -> None:
    """Sanitary composition and the coolant: nothing is judged, nothing is made up."""
    said = assess(BOOK.by_code(code), 84.0, NOON)
    assert (said.in_norm, said.within_tolerance, said.deviation) == (None, None, None)
    assert "вывода нет" in assessment_words(said)


@pytest.mark.parametrize(
    ("service", "parameter", "more", "code"),
    [
        ("отопление", "температура воздуха", {"place": "жилая комната"}, "heat.air.room"),
        ("отоп", "температура воздуха", {"place": "угловая"}, "heat.air.corner"),
        ("отопление", "температура воздуха, жилая комната", {}, "heat.air.room"),
        (
            "отопление",
            "температура воздуха",
            {"place": "жилая комната", "is_cold_district": True},
            "heat.air.room.cold",
        ),
        ("горячая вода", "температура", {"at": NOON}, "hot.temperature.day"),
        ("горячая вода", "температура", {"at": NIGHT}, "hot.temperature.night"),
        ("горячая вода", "температура", {"at": NIGHT.replace(hour=5)}, "hot.temperature.day"),
        (
            "горячая вода",
            "температура в точке разбора, день",
            {"at": NIGHT},
            "hot.temperature.day",
        ),
        ("отопление", "перерыв разово", {}, "heat.break.warm"),
        ("отопление", "перерыв разово", {"room": 12.0}, "heat.break.warm"),
        ("отопление", "перерыв разово", {"room": 11.9}, "heat.break.cool"),
        ("отопление", "перерыв разово", {"room": 10.0}, "heat.break.cool"),
        ("отопление", "перерыв разово", {"room": 9.9}, "heat.break.cold"),
        ("отопление", "перерыв разово", {"room": 8.0}, "heat.break.cold"),
        ("отопление", "перерыв разово", {"place": "воздух от +8 до +10 °C"}, "heat.break.cold"),
        ("ТКО", "задержка вывоза разово", {"outdoor": 5.0}, "waste.delay.cold"),
        ("тко", "задержка вывоза разово", {"outdoor": 5.1}, "waste.delay.warm"),
        ("ТКО", "срок накопления", {"outdoor": 5.0}, "waste.storage.warm"),
        ("ТКО", "срок накопления", {"outdoor": 4.0}, "waste.storage.cold"),
        ("микроклимат", "жилая комната", {}, "climate.room"),
        ("микроклимат", "жилая комната", {"is_cold_district": True}, "climate.room.cold"),
        ("микроклимат", "ванная", {}, "climate.bath"),
        ("холодная вода", "давление в точке", {}, "cold.pressure"),
    ],
)
def test_a_norm_is_found_by_the_words_of_its_row(
    service: str, parameter: str, more: dict[str, Any], code: str
) -> None:
    """Beginnings of words do; place, hour, district and temperatures tell rows apart."""
    question = NormQuestion(service, parameter, **more)
    assert BOOK.find(question).code == code


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (NormQuestion("отопление", "температура воздуха"), "угловая комната"),
        (NormQuestion("ТКО", "задержка вывоза разово"), "температуру наружного воздуха"),
    ],
)
def test_an_ambiguous_question_is_not_guessed(question: NormQuestion, words: str) -> None:
    """What would tell the rows apart is named."""
    with pytest.raises(InvalidDraft) as caught:
        BOOK.find(question)
    assert words in str(caught.value)


def test_what_the_table_does_not_hold_is_said() -> None:
    """An unknown parameter, and a temperature for which the rule names no term."""
    with pytest.raises(NotFound, match="нет в таблице"):
        BOOK.find(NormQuestion("отопление", "влажность"))
    for question in (
        NormQuestion("отопление", "перерыв разово", room=7.9),
        NormQuestion("ТКО", "срок накопления", outdoor=4.5),
    ):
        with pytest.raises(NotFound, match="норма не названа"):
            BOOK.find(question)


def test_the_templates_of_acts_say_what_the_table_says() -> None:
    """Norms written beside measurements are those of the table, in either district."""
    for cold in (False, True):
        suffix = ".cold" if cold else ""
        rows = coolant_template(is_cold_district=cold)
        named = {row.quantity: row for row in rows}
        assert named["Воздух"].norm_min == BOOK.by_code(f"heat.air.room{suffix}").low
        assert named["Воздух, угловая"].norm_min == BOOK.by_code(f"heat.air.corner{suffix}").low
        tap = named["ГВС в точке разбора"]
        day = BOOK.by_code("hot.temperature.day")
        assert (tap.norm_min, tap.norm_max) == (day.low, day.high)


def test_a_range_that_cannot_be_read_is_refused() -> None:
    """A mistake in the file of norms is an error, never an empty condition."""
    with pytest.raises(ValueError, match="not a range"):
        Range.of("от 10 до 12")
    assert Range.of("(;5]").holds(5.0)
    assert not Range.of("(5;)").holds(5.0)
