"""How many calls come each day and at which hour: the waves of two heating seasons."""

import datetime as dt
import itertools
from random import Random

from desktop_app.services.demo.moments import DAY, HOUR, MINUTE

# Relative load of the weeks after 1 October: 3,500 calls in the second week, 795 a month later,
# as the winter call centre of Ufa published; then cold waves, a quiet spring, a summer of repairs.
_WEEKS = (
    0.62, 1.0, 0.93, 0.66, 0.42, 0.3, 0.23, 0.23, 0.25, 0.28, 0.33, 0.3, 0.26, 0.34,
    0.42, 0.5, 0.44, 0.36, 0.38, 0.42, 0.33, 0.27, 0.24, 0.22, 0.2, 0.19, 0.18, 0.16,
    0.14, 0.12, 0.12, 0.1, 0.1, 0.1, 0.11, 0.12, 0.12, 0.11, 0.1, 0.09, 0.09, 0.09,
    0.1, 0.1, 0.1, 0.11, 0.11, 0.12, 0.13, 0.15, 0.18, 0.28, 0.4,
)  # fmt: skip
_WEEKDAYS = (1.25, 1.15, 1.1, 1.05, 1.05, 0.75, 0.65)
_HOURS = (
    2, 1, 1, 1, 1, 3, 10, 30, 62, 78, 74, 66, 58, 54, 56, 58, 60, 66, 70, 62, 44, 26, 12, 5,
)  # fmt: skip
_SEASON_MONTH = 10
_COLD_DAYS, _COLD_SNAP = 6, 2.0  # a cold snap at the end, so that the morning has work


def day_counts(first: dt.date, days: int, total: int, rng: Random) -> list[int]:
    """Return how many calls each day brings; they add up to `total` exactly."""
    loads = [_load(first + dt.timedelta(days=n)) * rng.uniform(0.85, 1.15) for n in range(days)]
    loads[-_COLD_DAYS:] = [load * _COLD_SNAP for load in loads[-_COLD_DAYS:]]
    whole = sum(loads)
    reached = [round(total * part / whole) for part in itertools.accumulate(loads)]
    return [later - earlier for earlier, later in itertools.pairwise([0, *reached])]


def part_of_year(day: dt.date) -> str:
    """Return whose mix of topics holds: peak, winter, spring or summer."""
    if day.month == _SEASON_MONTH:
        return "peak"
    if day.month in (11, 12, 1, 2, 3):
        return "winter"
    return "spring" if day.month in (4, 5) else "summer"


def _load(day: dt.date) -> float:
    year = day.year if day.month >= _SEASON_MONTH else day.year - 1
    week = (day - dt.date(year, _SEASON_MONTH, 1)).days // 7
    return _WEEKS[min(week, len(_WEEKS) - 1)] * _WEEKDAYS[day.weekday()]


class Hours:
    """Moments of a day's calls: a quiet night, peaks in the morning and after work."""

    def __init__(self, rng: Random) -> None:
        """Spread the hours over a table to draw from."""
        self._rng = rng
        self._table = [hour for hour, weight in enumerate(_HOURS) for _ in range(weight)]

    def draw(self, day: int, count: int, until: int) -> list[int]:
        """Return `count` moments of a day in order, none after `until` (both in seconds)."""
        start, random, table = day * DAY, self._rng.random, self._table
        size = len(table)
        found = [
            start + table[int(random() * size)] * HOUR + int(random() * HOUR) for _ in range(count)
        ]
        latest = until - MINUTE
        if start + DAY > latest:
            span = max(latest - start, 1)
            found = [start + (second - start) * span // DAY for second in found]
        return sorted(found)
