"""How late waste is collected, in hours, held against the norm.

ПП 354, приложение 1, п. 17 (ред. ПП 671 от 24.05.2024): the schedule may be missed by no more than
72 hours in a month altogether, 48 hours at once at a mean daily temperature of +5 °C and below,
24 hours at once above +5 °C. A delay runs from the end of the agreed window to the collection.

At exactly +5 °C the papers differ: ПП 354 gives 48 hours, СанПиН 2.1.3684-21 п. 11 asks for daily
collection. The rule shipped follows ПП 354, which names the hours; the office may choose the other.
The temperature is that of the day on which the delay began; where nobody knows it, 48 hours are
counted, so that no violation is claimed which the cold would excuse. The program counts hours; the
payment is reckoned by who provides the service.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

MONTH_HOURS: Final = 72
WARM_HOURS: Final = 24
COLD_HOURS: Final = 48
BOUNDARY: Final = 5.0

_MINUTE: Final = dt.timedelta(minutes=1)
_HOUR: Final = 60

TemperatureOf = Callable[[dt.date], float | None]
"""The mean temperature of a day in °C, None where nobody knows it."""


@dataclass(frozen=True, slots=True)
class Norm:
    """The rule of the office; `boundary_is_warm` says what exactly +5 °C is."""

    boundary_is_warm: bool = False

    def hours(self, temperature: float | None) -> int:
        """Return how many hours at once are allowed at a mean daily temperature."""
        if temperature is None:
            return COLD_HOURS
        if temperature == BOUNDARY:
            return WARM_HOURS if self.boundary_is_warm else COLD_HOURS
        return WARM_HOURS if temperature > BOUNDARY else COLD_HOURS


@dataclass(frozen=True, slots=True)
class Missed:
    """A collection that did not happen by the end of its window; `collected` is None till now."""

    due: dt.datetime
    collected: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Delay:
    """Missed collections in a row as one stretch of time, in minutes.

    `excess` is what goes beyond the hours allowed at once or in a month, each minute once.
    """

    since: dt.datetime
    until: dt.datetime
    is_open: bool
    temperature: float | None
    allowed_hours: int
    minutes: int
    excess: int

    @property
    def hours(self) -> int:
        """Whole hours of the delay."""
        return self.minutes // _HOUR

    @property
    def excess_hours(self) -> int:
        """Whole hours of violation."""
        return self.excess // _HOUR

    @property
    def is_violation(self) -> bool:
        """Tell whether more was missed than the norm allows."""
        return self.excess > 0


@dataclass(frozen=True, slots=True)
class MonthLateness:
    """A calendar month: what was missed and what of it goes beyond the norm, in minutes."""

    year: int
    month: int
    minutes: int
    excess: int

    @property
    def hours(self) -> int:
        """Whole hours missed in the month."""
        return self.minutes // _HOUR

    @property
    def excess_hours(self) -> int:
        """Whole hours of violation in the month."""
        return self.excess // _HOUR


@dataclass(frozen=True, slots=True)
class Lateness:
    """All delays of one kind of waste at one site, oldest first, and their months."""

    delays: tuple[Delay, ...] = ()
    months: tuple[MonthLateness, ...] = ()

    @property
    def current(self) -> Delay | None:
        """The delay that still runs, None when everything is collected."""
        return next((delay for delay in self.delays if delay.is_open), None)

    def month(self, day: dt.date) -> MonthLateness:
        """Return the month of a day, an empty one when nothing was missed in it."""
        key = (day.year, day.month)
        found = (item for item in self.months if (item.year, item.month) == key)
        return next(found, MonthLateness(day.year, day.month, 0, 0))


def lateness(
    missed: Iterable[Missed], now: dt.datetime, temperature_of: TemperatureOf, norm: Norm
) -> Lateness:
    """Return the delays with their hours beyond the norm; missed ones that overlap count once."""
    months: dict[tuple[int, int], list[int]] = {}
    delays = []
    for since, until, is_open in _stretches(missed, now):
        temperature = temperature_of(since.date())
        allowed = norm.hours(temperature)
        excess = 0
        left = allowed * _HOUR
        for key, minutes in _by_month(since, until):
            total = months.setdefault(key, [0, 0])
            fair = max(0, min(minutes, left, MONTH_HOURS * _HOUR - total[0]))
            total[0] += minutes
            total[1] += minutes - fair
            left = max(0, left - minutes)
            excess += minutes - fair
        minutes = (until - since) // _MINUTE
        delays.append(Delay(since, until, is_open, temperature, allowed, minutes, excess))
    found = [MonthLateness(*key, total[0], total[1]) for key, total in sorted(months.items())]
    return Lateness(tuple(delays), tuple(found))


def _stretches(
    missed: Iterable[Missed], now: dt.datetime
) -> list[tuple[dt.datetime, dt.datetime, bool]]:
    """Join collections missed in a row: who came late emptied everything that waited."""
    whole: list[tuple[dt.datetime, dt.datetime, bool]] = []
    for item in sorted(missed, key=lambda one: one.due):
        is_open = item.collected is None or item.collected > now
        until = now if item.collected is None or is_open else item.collected
        if until <= item.due:
            continue
        if whole and item.due <= whole[-1][1]:
            since, last, was_open = whole[-1]
            whole[-1] = (since, max(last, until), was_open or is_open)
        else:
            whole.append((item.due, until, is_open))
    return whole


def _by_month(since: dt.datetime, until: dt.datetime) -> Sequence[tuple[tuple[int, int], int]]:
    parts = []
    start = since
    while start < until:
        turn = dt.datetime(start.year + start.month // 12, start.month % 12 + 1, 1)
        end = min(turn, until)
        parts.append(((start.year, start.month), (end - start) // _MINUTE))
        start = end
    return parts
