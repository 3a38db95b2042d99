"""The Russian working calendar: transferred days off, working Saturdays, short days."""

import datetime as dt
from collections.abc import Mapping

from desktop_app.core.enums import Titled

_SATURDAY = 5


class DayKind(Titled):
    """How a listed day differs from its weekday."""

    HOLIDAY = "holiday", "праздник"
    DAY_OFF = "day_off", "выходной"
    SHORT = "short", "короче на час"
    WORKING = "working", "рабочий"


class WorkCalendar:
    """Days that differ from Monday-to-Friday; all others follow the weekday.

    Source of the shipped days: ТК РФ ст. 112, ПП РФ № 1466 от 24.09.2025; the office edits them.
    """

    def __init__(self, days: Mapping[dt.date, DayKind]) -> None:
        """Take the listed days."""
        self._days = dict(days)

    def is_working(self, day: dt.date) -> bool:
        """Tell whether people work on this day."""
        kind = self._days.get(day)
        if kind is None:
            return day.weekday() < _SATURDAY
        return kind in (DayKind.SHORT, DayKind.WORKING)

    def add_working_days(self, start: dt.date, count: int) -> dt.date:
        """Return the count-th working day after `start`; the start itself is not counted.

        Zero gives `start` itself, or the next working day when people rest on it (ГК РФ ст. 191,
        193: a term begins on the next day and ends on a working one).
        """
        if count < 0:
            message = "a term cannot be negative"
            raise ValueError(message)
        day = start
        while count or not self.is_working(day):
            day += dt.timedelta(days=1)
            if self.is_working(day) and count:
                count -= 1
        return day

    def working_days(self, year: int) -> int:
        """Return how many working days a year has."""
        first = dt.date(year, 1, 1)
        length = (dt.date(year + 1, 1, 1) - first).days
        return sum(self.is_working(first + dt.timedelta(days=n)) for n in range(length))

    def covers(self, year: int) -> bool:
        """Tell whether the year's holidays are listed at all."""
        return any(day.year == year for day in self._days)

    def warning(self, today: dt.date) -> str:
        """Return a reminder while this year is empty, in December while the next is, else ""."""
        asked = (today.year, today.year + 1) if today.month == 12 else (today.year,)
        empty = [year for year in asked if not self.covers(year)]
        if not empty:
            return ""
        years = " и ".join(map(str, empty))
        are = "неточны" if today.year in empty else "будут неточны"
        return f"Нет выходных на {years} год: сроки в рабочих днях {are}"
