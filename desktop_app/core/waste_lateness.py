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
from dataclasses import dataclass, replace
from typing import Final

from desktop_app.core import norm_rows as row
from desktop_app.core.norm_book import NormBook

MONTH_HOURS: Final = 72
WARM_HOURS: Final = 24
COLD_HOURS: Final = 48
BOUNDARY: Final = 5.0
DELAY: Final = "waste.delay."

_MINUTE: Final = dt.timedelta(minutes=1)
_HOUR: Final = 60

TemperatureOf = Callable[[dt.date], float | None]
"""The mean temperature of a day in °C, None where nobody knows it."""


@dataclass(frozen=True, slots=True)
class Norm:
    """The rule of the office; `boundary_is_warm` says what exactly +5 °C is.

    Hours are those of the table of norms, with what the office put in place of them.
    """

    boundary_is_warm: bool = False
    warm_hours: int = WARM_HOURS
    cold_hours: int = COLD_HOURS
    month_hours: int = MONTH_HOURS

    def hours(self, temperature: float | None) -> int:
        """Return how many hours at once are allowed at a mean daily temperature."""
        if temperature is None:
            return self.cold_hours
        is_warm = temperature > BOUNDARY or (temperature == BOUNDARY and self.boundary_is_warm)
        return self.warm_hours if is_warm else self.cold_hours


def norm_of(book: NormBook) -> Norm:
    """Return the rule of hours as the table of norms has it, the office's rows among them."""
    warm, cold, month = (book.by_code(f"{DELAY}{name}") for name in ("warm", "cold", "month"))
    is_warm = warm.range is not None and warm.range.holds(BOUNDARY)
    return Norm(is_warm, *(int(row.high or 0) for row in (warm, cold, month)))


def with_boundary(norms: Iterable[row.Norm], *, is_warm: bool) -> tuple[row.Norm, ...]:
    """Return rows of the table whose terms of collection say what exactly +5 °C is."""
    return tuple(_at_boundary(norm, is_warm=is_warm) for norm in norms)


def _at_boundary(norm: row.Norm, *, is_warm: bool) -> row.Norm:
    if norm.code == f"{DELAY}warm":
        words = f"средняя за сутки {'+5 °C и выше' if is_warm else 'выше +5 °C'}"
        return replace(norm, range=row.Range(BOUNDARY, None, with_low=is_warm), condition=words)
    if norm.code == f"{DELAY}cold":
        words = f"средняя за сутки {'ниже' if is_warm else 'не выше'} +5 °C"
        return replace(
            norm, range=row.Range(None, BOUNDARY, with_high=not is_warm), condition=words
        )
    return norm


@dataclass(frozen=True, slots=True)
class Missed:
    """A collection that did not happen by the end of its window; `collected` is None till now."""

    due: dt.datetime
    collected: dt.datetime | None = None


class _InHours:
    """What is counted in minutes and told in whole hours."""

    __slots__ = ()
    minutes: int
    excess: int

    @property
    def hours(self) -> int:
        """Whole hours missed."""
        return self.minutes // _HOUR

    @property
    def excess_hours(self) -> int:
        """Whole hours of violation."""
        return self.excess // _HOUR


@dataclass(frozen=True, slots=True)
class Delay(_InHours):
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
    def is_violation(self) -> bool:
        """Tell whether more was missed than the norm allows."""
        return self.excess > 0


@dataclass(frozen=True, slots=True)
class MonthLateness(_InHours):
    """A calendar month: what was missed and what of it goes beyond the norm, in minutes."""

    year: int
    month: int
    minutes: int
    excess: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """All delays of one kind of waste at one site, oldest first, and their months.

    `month_hours` is what a month allows.
    """

    delays: tuple[Delay, ...] = ()
    months: tuple[MonthLateness, ...] = ()
    month_hours: int = MONTH_HOURS

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
            fair = max(0, min(minutes, left, norm.month_hours * _HOUR - total[0]))
            total[0] += minutes
            total[1] += minutes - fair
            left = max(0, left - minutes)
            excess += minutes - fair
        minutes = (until - since) // _MINUTE
        delays.append(Delay(since, until, is_open, temperature, allowed, minutes, excess))
    found = [MonthLateness(*key, total[0], total[1]) for key, total in sorted(months.items())]
    return Lateness(tuple(delays), tuple(found), norm.month_hours)


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
