"""The only door to the current time.

The office lives in one wall-clock time: every stored moment is local, without a zone and without
microseconds (`2026-11-24T09:41:07`). Russia has had no summer time since 2014, and the law counts
«с 00:00 до 05:00» on the wall clock of the house.
"""

import datetime as dt
import time
from collections.abc import Callable

Clock = Callable[[], dt.datetime]

APART = dt.timedelta(minutes=30)
"""So far the clocks of two computers at one file may differ, and nobody is told."""


def now() -> dt.datetime:
    """Return local wall time, whole seconds, without a zone."""
    return from_timestamp(time.time())  # noqa: TID251  the door itself


def today() -> dt.date:
    """Return the local date."""
    return now().date()


def from_timestamp(seconds: float) -> dt.datetime:
    """Return the local wall time of a file system's time stamp."""
    return dt.datetime.fromtimestamp(int(seconds))  # noqa: DTZ006  the office knows no zones


def stamp(moment: dt.datetime) -> str:
    """Return the stored form of a moment: `YYYY-MM-DDTHH:MM:SS`, which sorts as time does."""
    return moment.isoformat(timespec="seconds")[:19]  # a zone is cut off


# No function of our own around it: a page of the register unstamps a thousand moments.
unstamp: Callable[[str], dt.datetime] = dt.datetime.fromisoformat
"""Return the moment of a stored form; ValueError for anything else."""


def show_date(moment: dt.date) -> str:
    """Return дд.мм.гггг."""
    return f"{moment:%d.%m.%Y}"


def show_moment(moment: dt.datetime) -> str:
    """Return дд.мм.гггг чч:мм."""
    return f"{moment:%d.%m.%Y %H:%M}"


def show_short(moment: dt.datetime) -> str:
    """Return дд.мм чч:мм, as lists show it."""
    return f"{moment:%d.%m %H:%M}"
