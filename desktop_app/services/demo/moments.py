"""Time of the demo as whole seconds since the midnight of its first day."""

import datetime as dt

from desktop_app.core import clock

DAY, HOUR, MINUTE = 86_400, 3_600, 60
_AFTER = 500  # days past the last one: promised dates and terms lie there
_SEASON_MONTH = 10
_TICKETS_A_YEAR = 150_000


class Moments:
    """Turns seconds into stored moments by two tables: a million calls need it ten times each."""

    def __init__(self, first: dt.date, until: dt.datetime) -> None:
        """Prepare the days from the first to well after `until`."""
        self.first, self.until = first, self.seconds(until, first)
        count = self.until // DAY + 1 + _AFTER
        self._days = [f"{first + dt.timedelta(days=n)}T" for n in range(count)]
        self._clock = [
            f"{hour:02}:{minute:02}:{second:02}"
            for hour in range(24)
            for minute in range(60)
            for second in range(60)
        ]

    def stamp(self, second: int) -> str:
        """Return the stored form of a moment."""
        day, rest = divmod(second, DAY)
        return self._days[day] + self._clock[rest]

    def date(self, second: int) -> dt.date:
        """Return the date of a moment."""
        return self.first + dt.timedelta(days=second // DAY)

    def moment(self, second: int) -> dt.datetime:
        """Return the moment itself."""
        return clock.unstamp(self.stamp(second))

    @staticmethod
    def seconds(moment: dt.datetime, first: dt.date) -> int:
        """Return whole seconds of a moment since the midnight of `first`."""
        return int((moment - dt.datetime.combine(first, dt.time())).total_seconds())


def season_start(until: dt.date, tickets: int) -> dt.date:
    """Return the first day of the heating season the demo begins with.

    It is the one before that of `until`, and a year more for each further 150,000 tickets: the
    busiest known office takes about that many a year, and a million in one winter is nobody's.
    """
    latest = until.year if until.month >= _SEASON_MONTH else until.year - 1
    return dt.date(latest - 1 - tickets // _TICKETS_A_YEAR, _SEASON_MONTH, 1)


def last_moment(now: dt.datetime) -> dt.datetime:
    """Return where a demo made now ends: 09:00 today or 21:00 yesterday.

    Two demos of one seed made within a morning are equal, and none reaches into the future.
    """
    nine = now.replace(hour=9, minute=0, second=0, microsecond=0)
    return nine if now >= nine else nine - dt.timedelta(hours=12)
