"""Dates and moments as a hurried clerk types them: «24.11», «24», «завтра», «+3», «13:41»."""

import datetime as dt
import re

from desktop_app.core.text import one_line
from desktop_app.core.years import WRONG_YEAR

_DAYS = {"вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
_STEP = re.compile(r"([+-])(\d{1,3})", re.ASCII)
_PARTS = re.compile(r"(\d{1,2})(?:[./ -](\d{1,2})(?:[./ -](\d{4}|\d{2}))?)?", re.ASCII)
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_TIME = re.compile(
    r"(?:^|\s)(?:в\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})$"
    r"|\s(?:в\s+)?(?P<hour_>\d{1,2})[.-](?P<minute_>\d{2})$"  # «8.30» alone would be a date
    r"|(?:^|\s)в\s+(?P<only>\d{1,2})$",
    re.ASCII,
)
_CENTURY = 2000
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def read_date(typed: str, today: dt.date) -> dt.date | None:
    """Return the date meant, None for empty text; ValueError with a remedy in Russian.

    A year left out is this one; a month left out is this one. «+3» and «-1» count days from today.
    """
    words = one_line(typed).casefold()
    if not words:
        return None
    if words in _DAYS:
        return today + dt.timedelta(days=_DAYS[words])
    if match := _STEP.fullmatch(words):
        return today + dt.timedelta(days=int(match[1] + match[2]))
    if match := _ISO.fullmatch(words):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    match = _SOLID.fullmatch(words) or _PARTS.fullmatch(words.rstrip("."))
    if match is None:
        raise ValueError("нужна дата: дд.мм.гггг")
    day, month, year = match[1], match[2], match[3]
    return _date(int(day), int(month or today.month), _year(year, today))


def read_moment(typed: str, now: dt.datetime) -> dt.datetime | None:
    """Return the moment meant, None for empty text; ValueError with a remedy in Russian.

    Time alone is today; a date alone is refused: a term without an hour is a guess.
    """
    words = one_line(typed).casefold()
    if not words:
        return None
    match = _TIME.search(words)
    if match is None:
        raise ValueError("добавьте время: дд.мм.гггг чч:мм")
    day = read_date(words[: match.start()].rstrip(" ,"), now.date()) or now.date()
    try:
        hour = match["hour"] or match["hour_"] or match["only"]
        time = dt.time(int(hour), int(match["minute"] or match["minute_"] or 0))
    except ValueError:
        raise ValueError("такого времени нет") from None
    return dt.datetime.combine(day, time)


def _year(typed: str | None, today: dt.date) -> int:
    if typed is None:
        return today.year
    return int(typed) if len(typed) == 4 else _CENTURY + int(typed)


def _date(day: int, month: int, year: int) -> dt.date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(WRONG_YEAR)
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError("такого дня нет") from None
