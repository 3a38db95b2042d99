"""Hours and degree-hours of a violation: what is counted, and from which border."""

import datetime as dt

import pytest

from desktop_app.core.assessing import Reading, violation
from desktop_app.services.norms import shipped_norms

BOOK = shipped_norms()
ROOM, HOT = BOOK.by_code("heat.air.room"), BOOK.by_code("hot.temperature.day")


def _at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, 0)


@pytest.mark.parametrize(
    ("value", "start", "end", "hours", "degrees"),
    [
        # by day below 18 is a violation from the first tenth of a degree
        (17.0, _at(15, 8), _at(15, 12), 4.0, 4.0),
        (18.0, _at(15, 8), _at(15, 12), 0.0, 0.0),
        # at night 15 is allowed: 23–24 and 5–7 are counted, five hours are not
        (16.0, _at(15, 23), _at(16, 7), 3.0, 6.0),
        # below 15 the night counts too, from its own border
        (14.0, _at(15, 23), _at(16, 7), 8.0, 3 * 4.0 + 5 * 1.0),
        # too warm: from 22
        (23.5, _at(15, 8), _at(15, 10), 2.0, 3.0),
        # two days, two nights
        (16.0, _at(15, 0), _at(17, 0), 2 * 19.0, 2 * 19.0 * 2),
    ],
)
def test_room_air(
    value: float, start: dt.datetime, end: dt.datetime, hours: float, degrees: float
) -> None:
    """The stretch is divided at 00:00 and 05:00, each part by its own tolerance."""
    found = violation(ROOM, [Reading(start, value)], end)
    assert found.hours == pytest.approx(hours)
    assert found.degree_hours == pytest.approx(degrees)


def test_a_reading_holds_until_the_next() -> None:
    """Three readings, the middle one in norm: only the others are counted."""
    readings = [
        Reading(_at(15, 8), 16.0),
        Reading(_at(15, 10), 19.0),
        Reading(_at(15, 11), 17.5),
    ]
    found = violation(ROOM, readings, _at(15, 13))
    assert found.hours == pytest.approx(4.0)
    assert found.degree_hours == pytest.approx(2 * 2.0 + 2 * 0.5)


def test_hot_water_counts_from_the_threshold_of_the_fee() -> None:
    """58 °C is no violation of the fee's threshold, 55 °C is one, by two degrees from 57."""
    assert violation(HOT, [Reading(_at(15, 8), 58.0)], _at(15, 12)).hours == 0.0
    found = violation(HOT, [Reading(_at(15, 8), 55.0)], _at(15, 12))
    assert (found.hours, found.degree_hours) == (4.0, 8.0)


def test_nothing_read_is_no_violation() -> None:
    """Without readings, or with an end before the reading, there are no hours."""
    assert violation(ROOM, [Reading(_at(15, 8), 10.0)], _at(15, 8)).hours == 0.0
