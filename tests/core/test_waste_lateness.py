"""Hours of late collection against ПП 354, приложение 1, п. 17."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.waste_lateness import (
    COLD_HOURS,
    MONTH_HOURS,
    WARM_HOURS,
    Missed,
    Norm,
    lateness,
)

DUE = dt.datetime(2026, 11, 10, 10)
HOUR = dt.timedelta(hours=1)
MINUTES = st.integers(0, 60 * 24 * 80)


def _cold(_day: dt.date) -> float:
    return -3.0


def _warm(_day: dt.date) -> float:
    return 12.0


@pytest.mark.parametrize(
    ("temperature", "warm_boundary", "hours"),
    [
        (5.1, False, WARM_HOURS),
        (5.0, False, COLD_HOURS),
        (5.0, True, WARM_HOURS),
        (4.9, True, COLD_HOURS),
        (-20.0, False, COLD_HOURS),
        (None, True, COLD_HOURS),
    ],
)
def test_hours_at_once(temperature: float | None, warm_boundary: bool, hours: int) -> None:
    """24 hours above +5 °C, 48 at and below; what +5 itself is the office says."""
    assert Norm(boundary_is_warm=warm_boundary).hours(temperature) == hours


def test_a_delay_within_the_norm_is_no_violation() -> None:
    """48 hours in the cold are allowed to the minute, one minute more is a violation."""
    missed = [Missed(DUE, DUE + 48 * HOUR)]
    found = lateness(missed, DUE + 60 * HOUR, _cold, Norm())
    assert (found.delays[0].hours, found.delays[0].is_violation) == (48, False)
    missed = [Missed(DUE, DUE + 48 * HOUR + dt.timedelta(minutes=1))]
    (delay,) = lateness(missed, DUE + 60 * HOUR, _cold, Norm()).delays
    assert (delay.excess, delay.excess_hours, delay.is_violation) == (1, 0, True)
    assert lateness(missed, DUE + 60 * HOUR, _warm, Norm()).delays[0].excess == 24 * 60 + 1


def test_a_running_delay_grows_by_the_clock() -> None:
    """A collection not made yet is late till now, and is the current one."""
    found = lateness([Missed(DUE)], DUE + 31 * HOUR, _warm, Norm())
    assert found.current is not None
    assert (found.current.hours, found.current.excess_hours) == (31, 7)
    assert lateness([Missed(DUE)], DUE, _warm, Norm()).delays == ()


def test_missed_in_a_row_count_once() -> None:
    """Three mornings missed and one lorry after them are one delay from the first."""
    days = [DUE + dt.timedelta(days=n) for n in range(3)]
    end = DUE + 53 * HOUR
    found = lateness([Missed(day, end) for day in days], end + HOUR, _cold, Norm())
    assert [(d.since, d.until, d.hours) for d in found.delays] == [(DUE, end, 53)]
    assert found.months[0].excess_hours == 5


def test_seventy_two_hours_a_month() -> None:
    """Four delays of a day each stay within 48 at once; the fourth breaks the month."""
    starts = [DUE + dt.timedelta(days=4 * n) for n in range(4)]
    missed = [Missed(day, day + 24 * HOUR) for day in starts]
    found = lateness(missed, DUE + dt.timedelta(days=30), _cold, Norm())
    assert [d.excess_hours for d in found.delays] == [0, 0, 0, 24]
    assert found.month(DUE.date()).hours == 96
    assert found.month(dt.date(2027, 1, 1)).hours == 0


def test_a_delay_over_the_end_of_a_month_belongs_to_both() -> None:
    """Hours go to the month they fall in; hours at once go on, those of the month begin anew."""
    due = dt.datetime(2026, 11, 30, 12)
    found = lateness([Missed(due, due + 60 * HOUR)], due + 90 * HOUR, _cold, Norm())
    assert [(m.month, m.hours, m.excess_hours) for m in found.months] == [(11, 12, 0), (12, 48, 12)]


@given(st.lists(st.tuples(MINUTES, MINUTES), max_size=6), st.floats(-40, 40), st.booleans())
def test_sums_agree(spans: list[tuple[int, int]], temperature: float, warm: bool) -> None:
    """Months and delays hold the same minutes; excess is never more than what goes beyond."""
    start = dt.datetime(2026, 10, 20, 10)
    missed = [
        Missed(start + dt.timedelta(minutes=at), start + dt.timedelta(minutes=at + length))
        for at, length in spans
    ]
    now = start + dt.timedelta(days=200)
    norm = Norm(boundary_is_warm=warm)
    found = lateness(missed, now, lambda _day: temperature, norm)
    assert sum(d.minutes for d in found.delays) == sum(m.minutes for m in found.months)
    assert sum(d.excess for d in found.delays) == sum(m.excess for m in found.months)
    for month in found.months:
        assert max(0, month.minutes - MONTH_HOURS * 60) <= month.excess <= month.minutes
    for delay in found.delays:
        assert delay.excess >= max(0, delay.minutes - delay.allowed_hours * 60)
    pairs = zip(found.delays, found.delays[1:], strict=False)
    assert all(first.until < second.since for first, second in pairs)
    assert sum(d.minutes for d in found.delays) == _covered(spans)


def _covered(spans: list[tuple[int, int]]) -> int:
    """Return the minutes that lie in any of the spans, each once."""
    ends = [(at, at + length) for at, length in spans]
    cuts = sorted({cut for span in ends for cut in span})
    parts = itertools.pairwise(cuts)
    return sum(b - a for a, b in parts if any(first <= a and b <= last for first, last in ends))


def test_one_lorry_for_both_makes_them_one_delay() -> None:
    """Collected just when the next was due to end, or later than the next: one stretch, once."""
    second = DUE + 30 * HOUR
    for first_end, second_end in ((second, second + 20 * HOUR), (DUE + 50 * HOUR, second + HOUR)):
        missed = [Missed(DUE, first_end), Missed(second, second_end)]
        found = lateness(missed, DUE + 90 * HOUR, _cold, Norm())
        assert [(d.since, d.hours, d.excess_hours) for d in found.delays] == [(DUE, 50, 2)]


@pytest.mark.parametrize("collected", [None, DUE + 900 * HOUR])
def test_what_is_not_collected_yet_runs(collected: dt.datetime | None) -> None:
    """Till now, though a later miss was collected already, or a moment ahead is written down."""
    missed = [Missed(DUE, collected), Missed(DUE + 4 * HOUR, DUE + 8 * HOUR)]
    found = lateness(missed, DUE + 20 * HOUR, _cold, Norm())
    assert found.current is not None
    assert (found.current.since, found.current.hours) == (DUE, 20)
