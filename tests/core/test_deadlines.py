"""Which rule of a topic holds and until when, whatever the temperature, the unit and the day."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.calendar import WorkCalendar
from desktop_app.core.deadlines import FIX, choose_rule, compute, late_minutes, short_hint
from desktop_app.core.enums import DeadlineUnit
from desktop_app.core.records.reference import Deadline, DeadlineRule
from desktop_app.core.records.waste import DayTemperature
from desktop_app.core.text import NBSP

U = DeadlineUnit
_FRIDAY = dt.datetime(2026, 11, 20, 9, 41)
_WEEK = WorkCalendar({})
_PLAIN = DeadlineRule(0, 1, FIX, 1, U.HOURS, None, None, "приказ № 1", is_proposal=False)
_BORDERS = st.sampled_from([4.0, 5.0, 8.0, 10.0, 12.0])
_TEMPERATURES = st.floats(-50, 50, allow_nan=False) | _BORDERS


def _hours(amount: float, low: float | None, high: float | None) -> DeadlineRule:
    return dataclasses.replace(_PLAIN, amount=amount, room_from=low, room_to=high)


def _days(amount: float, low: float | None, high: float | None) -> DeadlineRule:
    unit = U.CALENDAR_DAYS
    return dataclasses.replace(_PLAIN, amount=amount, unit=unit, outdoor_from=low, outdoor_to=high)


_ROOM = (_hours(16, 12, None), _hours(8, 10, 12), _hours(4, 8, 10), _hours(4, None, 8))
_BULKY = (_days(7, 5, None), _days(10, None, 4))


def _chosen(rules: Sequence[DeadlineRule], room: float | None = None) -> float:
    rule = choose_rule(rules, room)
    assert rule is not None
    return rule.amount


@given(st.permutations(_ROOM), _TEMPERATURES)
def test_the_break_of_heating_is_that_of_the_room(rules: list[DeadlineRule], room: float) -> None:
    """ПП 354, прил. 1, п. 14, in whatever order the rules lie: never longer than the law gives."""
    lawful = 16 if room >= 12 else 8 if room >= 10 else 4
    assert _chosen(rules, room) == lawful


@given(st.permutations((*_ROOM[:3], _hours(48, None, 8))))
def test_a_room_nobody_asked_about_is_an_ordinary_one(rules: list[DeadlineRule]) -> None:
    """The band of the warmth holds, even where the office gave a colder one more hours."""
    assert _chosen(rules) == 16


def test_bands_that_leave_a_gap_leave_no_ticket_without_a_term() -> None:
    """A room, or a day, that no rule names gets the mildest of them."""
    assert _chosen(_ROOM[:2], 5) == 16
    bulky = choose_rule(_BULKY, None, outdoor=4.5)
    assert bulky is _BULKY[1]


@given(st.permutations(_BULKY), _TEMPERATURES)
def test_both_borders_of_a_day_belong_to_its_rule(rules: list[DeadlineRule], mean: float) -> None:
    """СанПиН 2.1.3684-21, п. 13: from +5 °C on 7 days, up to +4 °C 10; between them the longer."""
    chosen = choose_rule(rules, None, outdoor=mean)
    assert chosen is not None
    assert chosen.amount == (7 if mean >= 5 else 10)


@pytest.mark.parametrize(("is_warm", "amount"), [(False, 2), (True, 1)])
def test_a_border_two_rules_share(is_warm: bool, amount: int) -> None:
    """Exactly at it the longer one holds, or that of the warmth where the office says so."""
    rules = (_days(2, None, 5), _days(1, 5, None))
    chosen = choose_rule(rules, None, outdoor=5, boundary_is_warm=is_warm)
    assert chosen is not None
    assert chosen.amount == amount
    only = choose_rule(rules[:1], None, outdoor=5, boundary_is_warm=is_warm)
    assert only is rules[0]


def test_the_mildest_is_the_longest_in_time() -> None:
    """Two days are longer than 24 hours, though the figure is smaller."""
    assert _chosen((_hours(24, None, None), _days(2, None, None))) == 2


def test_rules_of_another_stage_are_not_mixed_in() -> None:
    """The two hours of a check are no term of the work, and a topic of checks alone has none."""
    check = dataclasses.replace(_hours(200, None, None), stage="check")
    assert _chosen((check, _hours(4, None, None))) == 4
    assert choose_rule((check,), None) is None


@pytest.mark.parametrize(
    ("amount", "unit", "due", "words"),
    [
        (0.5, U.HOURS, dt.datetime(2026, 11, 20, 10, 11), "30 минут"),
        (1.5, U.HOURS, dt.datetime(2026, 11, 20, 11, 11), "90 минут"),
        (16, U.HOURS, dt.datetime(2026, 11, 21, 1, 41), "16 часов"),
        (21, U.HOURS, dt.datetime(2026, 11, 21, 6, 41), "21 час"),
        (72, U.HOURS, dt.datetime(2026, 11, 23, 9, 41), "72 часа"),
        (1, U.CALENDAR_DAYS, dt.datetime(2026, 11, 21, 23, 59), "1 календарный день"),
        (10, U.CALENDAR_DAYS, dt.datetime(2026, 11, 30, 23, 59), "10 календарных дней"),
        (3, U.WORKING_DAYS, dt.datetime(2026, 11, 25, 23, 59), "3 рабочих дня"),
    ],
)
def test_the_moment_and_its_words(
    amount: float, unit: DeadlineUnit, due: dt.datetime, words: str
) -> None:
    """Hours run from the very minute, days end with their last day (ГК РФ ст. 191, 194)."""
    rule = dataclasses.replace(_PLAIN, amount=amount, unit=unit, is_proposal=True)
    found = compute(rule, _FRIDAY, _WEEK)
    assert (found.due, found.rule.replace(NBSP, " ")) == (due, words)
    assert (found.basis, found.is_proposal) == ("приказ № 1", True)


@pytest.mark.parametrize(
    ("average", "words"),
    [
        (5.1, "в среднем +5,1 °C"),
        (0.0, "в среднем 0 °C"),
        (-12.5, "в среднем −12,5 °C"),
        (None, "не внесена, взят больший срок"),
    ],
)
def test_the_basis_says_how_cold_it_was(average: float | None, words: str) -> None:
    """Only where the rule asks for the weather, and honestly where nobody wrote it down."""
    weather = None if average is None else DayTemperature(_FRIDAY.date(), average)
    asked = compute(_BULKY[0], _FRIDAY, _WEEK, weather)
    assert asked.basis.replace(NBSP, " ").endswith(words)
    assert compute(_PLAIN, _FRIDAY, _WEEK, weather).basis == "приказ № 1"
    assert short_hint(asked).replace(NBSP, " ") == "7 календарных дней · приказ № 1"


def test_a_short_hint_leaves_explanations_out() -> None:
    """Only the length and the norm stay of a basis that goes on after a colon."""
    term = Deadline(_FRIDAY, "16 часов", "ПП 354, прил. 1, п. 14: до 16 ч; средняя не внесена")
    assert short_hint(term) == "16 часов · ПП 354, прил. 1, п. 14"


@given(st.integers(-100_000, 100_000), st.integers(0, 59))
def test_lateness_is_whole_minutes_past_the_term(minutes: int, seconds: int) -> None:
    """A minute that is not over is none, and work done in time or without a term is never late."""
    done = _FRIDAY + dt.timedelta(minutes=minutes, seconds=seconds)
    assert late_minutes(_FRIDAY, done) == max(minutes, 0)
    assert late_minutes(None, done) == 0
