"""The working calendar: which days count, and how a term in working days is counted over them."""

import csv
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.assets import resource
from desktop_app.core.calendar import DayKind, WorkCalendar

K = DayKind
_MONDAY, _SATURDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 28)
_DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
_LISTED = st.dictionaries(_DAYS, st.sampled_from(DayKind), max_size=40)


def _shipped() -> WorkCalendar:
    with resource("reference", "calendar.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    return WorkCalendar({dt.date.fromisoformat(one["day"]): DayKind(one["kind"]) for one in lines})


@pytest.mark.parametrize(
    ("kind", "is_working"),
    [(K.HOLIDAY, False), (K.DAY_OFF, False), (K.SHORT, True), (K.WORKING, True)],
)
def test_a_listed_day_is_what_the_list_says(kind: DayKind, is_working: bool) -> None:
    """On any weekday; a day that is not listed follows its weekday."""
    for day in (_MONDAY, _SATURDAY):
        assert WorkCalendar({day: kind}).is_working(day) is is_working
    week = [WorkCalendar({}).is_working(_MONDAY + dt.timedelta(days=n)) for n in range(7)]
    assert week == [True] * 5 + [False] * 2


@given(_LISTED, _DAYS, st.integers(0, 30))
def test_a_term_ends_on_the_day_it_is_counted_to(
    listed: dict[dt.date, DayKind], start: dt.date, count: int
) -> None:
    """The day it began on is not counted; just so many working days lie after it, the end one."""
    calendar = WorkCalendar(listed)
    end = calendar.add_working_days(start, count)
    assert calendar.is_working(end)
    after = (start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1))
    counted = sum(calendar.is_working(day) for day in after)
    # Zero days from a day of rest end on the next working one (ГК РФ ст. 193).
    assert counted == (count or int(not calendar.is_working(start)))


def test_no_term_is_negative() -> None:
    """A mistake of a caller is told at once instead of counting for ever."""
    with pytest.raises(ValueError, match="negative"):
        WorkCalendar({}).add_working_days(_MONDAY, -1)


@pytest.mark.parametrize(("year", "days"), [(2025, 247), (2026, 247)])
def test_the_shipped_years_have_the_days_of_the_state(year: int, days: int) -> None:
    """As many working days as the production calendar of the year has."""
    assert _shipped().working_days(year) == days
    assert WorkCalendar({}).working_days(2024) == 262  # the last of its 366 days among them


@pytest.mark.parametrize(
    ("today", "listed", "words"),
    [
        ((2026, 11, 30), (2026,), ""),
        ((2026, 12, 1), (2026, 2027), ""),
        ((2026, 12, 1), (2026,), "на 2027 год: сроки в рабочих днях будут неточны"),
        ((2026, 11, 30), (2027,), "на 2026 год: сроки в рабочих днях неточны"),
        ((2026, 12, 31), (), "на 2026 и 2027 год: сроки в рабочих днях неточны"),
    ],
)
def test_an_empty_year_is_told_in_time(
    today: tuple[int, int, int], listed: tuple[int, ...], words: str
) -> None:
    """From December on the next year is asked for; this one as soon as it is empty."""
    calendar = WorkCalendar({dt.date(year, 1, 1): K.HOLIDAY for year in listed})
    assert calendar.warning(dt.date(*today)) == (f"Нет выходных {words}" if words else "")
