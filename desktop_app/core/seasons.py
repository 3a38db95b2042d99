"""The heating season a day belongs to."""

import datetime as dt
import re

_MONTH_DAY = re.compile(r"\d\d-\d\d", re.ASCII)


def is_start(month_day: str) -> bool:
    """Tell whether a text names a day of the year as `start` reads it."""
    if _MONTH_DAY.fullmatch(month_day) is None:  # weeks are ISO too: «W10»
        return False
    try:
        dt.date.fromisoformat(f"2024-{month_day}")
    except ValueError:
        return False
    return True


def start(day: dt.date, month_day: str) -> dt.date:
    """Return the first day of the season under way; `month_day` is «10-01».

    In summer it is the season that has ended: its tickets still matter. 29 February begins on the
    28th in other years.
    """
    month, number = (int(part) for part in month_day.split("-"))
    this_year = _day(day.year, month, number)
    return this_year if day >= this_year else _day(day.year - 1, month, number)


def _day(year: int, month: int, number: int) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return dt.date(year, month, number - 1)
