"""A mistyped year: a term in 2062 would never be overdue, a call of 1926 has been late for ever."""

import datetime as dt

WRONG_YEAR = "проверьте год"
_AHEAD = _BACK = dt.timedelta(days=3 * 366)
_WORKS = dt.timedelta(days=10 * 366)  # a capital repair is promised years ahead


def is_far_ahead(moment: dt.date | None, now: dt.datetime, *, works: bool = False) -> bool:
    """Tell whether a day or a moment to come must be a slip of the finger."""
    return moment is not None and _day(moment) > now.date() + (_WORKS if works else _AHEAD)


def is_far_back(moment: dt.date | None, now: dt.datetime) -> bool:
    """Tell whether a day or a moment of what is written down today must be one too."""
    return moment is not None and _day(moment) < now.date() - _BACK


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
