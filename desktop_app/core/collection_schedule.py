"""When waste is collected: schedules of a site and the next collections they promise.

A schedule says its days in one of three ways: weekdays (of every, odd or even ISO weeks), days of
the month, or a list of dates; a season may narrow it, a window of hours says when on the day.
"""

import calendar
import datetime as dt
import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Final

from desktop_app.core.enums import Titled

EARLIEST: Final = dt.time(7, 0)
LATEST: Final = dt.time(23, 0)
"""Between these hours waste is collected where no window is agreed (СанПиН 2.1.3684-21, п. 15)."""

_DAY: Final = dt.timedelta(days=1)
# 29 February in a season of one day comes every 8 years at worst (1896–1904, 2096–2104).
_HORIZON_DAYS: Final = 366 * 9
_WHOLE_WEEK: Final = frozenset(range(7))

MonthDay = tuple[int, int]
"""A month and a day of it: (4, 15) is 15 April of any year."""


class WasteKind(Titled):
    """What is collected."""

    MIXED = "mixed", "смешанные"
    SEPARATE = "separate", "раздельно"
    BULKY = "bulky", "КГО"


class Repeat(Titled):
    """In which of the three ways a schedule says its days."""

    WEEKDAYS = "weekdays", "по дням недели"
    MONTH_DAYS = "month_days", "по числам месяца"
    DATES = "dates", "по списку дат"


class Weeks(Titled):
    """Which ISO weeks count; week 53 is odd, and so is week 1 that follows it."""

    EVERY = "every", "каждую неделю"
    ODD = "odd", "нечётные недели"
    EVEN = "even", "чётные недели"


@dataclass(frozen=True, slots=True)
class Schedule:
    """One line of a site's timetable; `weekdays` are 0 (Monday) to 6.

    A day of the month that a short month does not have is its last day. `opens` and `closes` are
    the window on the day; one that closes before it opens ends on the next day. `carrier_id` is an
    organisation of the book, None when nobody is named.
    """

    kind: WasteKind = WasteKind.MIXED
    repeat: Repeat = Repeat.WEEKDAYS
    weekdays: frozenset[int] = _WHOLE_WEEK
    weeks: Weeks = Weeks.EVERY
    month_days: tuple[int, ...] = ()
    dates: tuple[dt.date, ...] = ()
    opens: dt.time | None = None
    closes: dt.time | None = None
    season_from: MonthDay | None = None
    season_to: MonthDay | None = None
    carrier_id: int | None = None

    @property
    def has_window(self) -> bool:
        """Tell whether the hours are agreed, and not only those the law allows."""
        return self.opens is not None and self.closes is not None

    def falls_on(self, day: dt.date) -> bool:
        """Tell whether waste is collected on a day."""
        return self._in_season(day) and self._on_its_days(day)

    def _on_its_days(self, day: dt.date) -> bool:
        if self.repeat is Repeat.DATES:
            return day in self.dates
        if self.repeat is Repeat.MONTH_DAYS:
            last = calendar.monthrange(day.year, day.month)[1]
            return any(min(wanted, last) == day.day for wanted in self.month_days)
        if day.weekday() not in self.weekdays:
            return False
        is_odd = bool(day.isocalendar().week % 2)
        return self.weeks is Weeks.EVERY or is_odd == (self.weeks is Weeks.ODD)

    def _in_season(self, day: dt.date) -> bool:
        """A season that begins after its end goes on over New Year."""
        if self.season_from is None or self.season_to is None:
            return True
        here = (day.month, day.day)
        if self.season_from <= self.season_to:
            return self.season_from <= here <= self.season_to
        return here >= self.season_from or here <= self.season_to


@dataclass(frozen=True, slots=True, order=True)
class Collection:
    """One collection: from when till when it is due, and by which schedule (its place)."""

    opens: dt.datetime
    closes: dt.datetime
    place: int = 0

    @property
    def day(self) -> dt.date:
        """The day it is named by."""
        return self.opens.date()


def collections(
    schedule: Schedule, since: dt.date, until: dt.date, place: int = 0
) -> Iterator[Collection]:
    """Yield the collections of the days from `since` to `until`, both included, in order."""
    for day in _days(schedule, since, until):
        yield _on_day(schedule, day, place)


def next_collections(schedule: Schedule, moment: dt.datetime, count: int = 1) -> list[Collection]:
    """Return the next collections; one whose window is open at the moment is the first of them.

    Fewer come back when the schedule has no more days (a list of dates that ran out).
    """
    return next_of([schedule], moment, count)


def next_of(schedules: Sequence[Schedule], moment: dt.datetime, count: int = 1) -> list[Collection]:
    """Return the next collections of several schedules together, in order of time."""
    # A window may go on over midnight, so yesterday's may still be open.
    since = moment.date() - _DAY
    until = _limit(since)
    streams = [
        collections(schedule, since, until, place) for place, schedule in enumerate(schedules)
    ]
    ahead = (item for item in heapq.merge(*streams) if item.closes > moment)
    return list(islice(ahead, count))


def due_between(
    schedules: Sequence[Schedule], since: dt.datetime, until: dt.datetime
) -> list[Collection]:
    """Return the collections whose window closed after `since` and not after `until`."""
    first = since.date() - _DAY
    streams = [
        collections(schedule, first, until.date(), place)
        for place, schedule in enumerate(schedules)
    ]
    past = takewhile(lambda item: item.opens <= until, heapq.merge(*streams))
    return sorted(
        (item for item in past if since < item.closes <= until), key=lambda item: item.closes
    )


def _on_day(schedule: Schedule, day: dt.date, place: int) -> Collection:
    opens = dt.datetime.combine(day, schedule.opens or EARLIEST)
    closes = dt.datetime.combine(day, schedule.closes or LATEST)
    if closes <= opens:
        closes += _DAY
    return Collection(opens, closes, place)


def _days(schedule: Schedule, since: dt.date, until: dt.date) -> Iterator[dt.date]:
    candidates: Iterable[dt.date]
    if schedule.repeat is Repeat.DATES:
        candidates = (day for day in sorted(set(schedule.dates)) if since <= day <= until)
    else:
        length = (until - since).days + 1
        candidates = (since + dt.timedelta(days=n) for n in range(length))
    return (day for day in candidates if schedule.falls_on(day))


def _limit(since: dt.date) -> dt.date:
    if dt.date.max - since < dt.timedelta(days=_HORIZON_DAYS + 1):
        return dt.date.max - 2 * _DAY
    return since + dt.timedelta(days=_HORIZON_DAYS)
