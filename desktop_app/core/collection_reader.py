"""Timetables of waste collection as registers write them: «пн, ср, пт 7:00–10:00», «1 и 15 числа».

What is not understood whole is not guessed: «через день» does not say on which day it began.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from desktop_app.core.collection_schedule import Repeat, Schedule, WasteKind, Weeks
from desktop_app.core.collection_words import MONTHS
from desktop_app.core.text import fold

# What is longer is no timetable; patterns over it would take seconds.
_LONGEST: Final = 300
_STEMS: Final = ("пон", "вто", "сре", "чет", "пят", "суб", "вос")
_SHORT: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_DAY: Final = "|".join(
    (*(f"{stem}[а-я]*" for stem in _STEMS), *(rf"{short}\b" for short in _SHORT))
)
_RANGE: Final = re.compile(rf"({_DAY})\s*[-–—]\s*({_DAY})")
_ONE: Final = re.compile(_DAY)
_DATE: Final = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_NUMBER: Final = r"\b\d{1,2}(?:-?го|-?е)?"
_NUMBERS: Final = re.compile(rf"({_NUMBER}(?:[\s,и]+{_NUMBER})*)\s*чис(?:ла|ло|лам)?\b")
_TIME: Final = r"(\d{1,2})(?:[:.](\d{2}))?"
_WINDOW: Final = re.compile(
    rf"(?:\bс\s+)?\b{_TIME}\s*(?:ч\.?)?\s*(?:[-–—]|до)\s*{_TIME}\b\s*(?:ч\b\.?)?"
)
_SEASON: Final = re.compile(
    rf"\bс\s+(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(?:по|до)\s+(\d{{1,2}})\s+({'|'.join(MONTHS)})"
)
_ODD: Final = re.compile(r"\bнечетн[а-я]*(?:\s+недел[а-я]*)?")
_EVEN: Final = re.compile(r"\bчетн[а-я]*(?:\s+недел[а-я]*)?")
_FILLER: Final = re.compile(
    r"\b(?:по|и|в|на|кажд[а-я]*|еженедельно|недел[а-я]*|месяц[а-я]*|ежемесячно|числа|"
    r"время|вывоз[а-я]*|график|дн[а-я]*|день)\b|[\s,.:()]+"
)
_NAMED: Final = (
    (re.compile(r"\bежедневн[а-я]*|\bкаждый день\b|\b7 раз в неделю\b"), frozenset(range(7))),
    (re.compile(r"\bбудн[а-я]*|\bрабочи[а-я]*\s+дн[а-я]*"), frozenset(range(5))),
    (re.compile(r"\bвыходны[а-я]*(?:\s+дн[а-я]*)?"), frozenset({5, 6})),
)
_KINDS: Final = (
    (re.compile(r"\bкго\b|\bкрупногабарит[а-я]*|\bбункер[а-я]*"), WasteKind.BULKY),
    (re.compile(r"\bраздельн[а-я]*|\bвторсырь[а-я]*|\bрсо\b"), WasteKind.SEPARATE),
    (re.compile(r"\bсмешанн[а-я]*|\bтко\b|\bтбо\b"), WasteKind.MIXED),
)
_SEPARATOR: Final = re.compile(r"[;\n]+")


@dataclass(slots=True)
class _Words:
    """What of a phrase is not read yet."""

    left: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Cut the first match out and return it."""
        found = pattern.search(self.left)
        if found:
            self.left = f"{self.left[: found.start()]} {self.left[found.end() :]}"
        return found


def read_schedules(text: str) -> tuple[list[Schedule], list[str]]:
    """Return the schedules of a cell, parted by semicolons or lines, and what was not understood.

    The carrier is not named in words. A part that only names hours belongs to the one before it.
    """
    found: list[Schedule] = []
    unread: list[str] = []
    for part in _SEPARATOR.split(text):
        if not part.strip():
            continue
        schedule = read_schedule(part)
        if schedule is None:
            unread.append(part.strip())
        else:
            found.append(schedule)
    return found, unread


def read_schedule(text: str) -> Schedule | None:
    """Return one schedule, or None when any of its words is not understood."""
    if len(text) > _LONGEST:
        return None
    words = _Words(fold(text).replace("\N{NO-BREAK SPACE}", " "))
    schedule: Schedule | None = Schedule()
    for step in (_kind, _season, _days):
        schedule = step(words, schedule) if schedule is not None else None
    if schedule is None or _FILLER.sub("", words.left):
        return None
    return schedule


def read_window(text: str) -> tuple[dt.time, dt.time] | None:
    """Return the hours of «7:00–10:00» or «с 7 до 10»; None when they are not understood."""
    if len(text) > _LONGEST:
        return None
    words = _Words(fold(text).replace("\N{NO-BREAK SPACE}", " "))
    found = _hours(words)
    return None if found is None or _FILLER.sub("", words.left) else found


def _kind(words: _Words, schedule: Schedule) -> Schedule | None:
    for pattern, kind in _KINDS:
        if words.take(pattern):
            return replace(schedule, kind=kind)
    return schedule


def _season(words: _Words, schedule: Schedule) -> Schedule | None:
    found = words.take(_SEASON)
    if found is None:
        return schedule
    first = (MONTHS.index(found[2]) + 1, int(found[1]))
    last = (MONTHS.index(found[4]) + 1, int(found[3]))
    if not (is_month_day(first) and is_month_day(last)):
        return None
    return replace(schedule, season_from=first, season_to=last)


def _days(words: _Words, schedule: Schedule) -> Schedule | None:
    for read in (_dates, _month_days, _weekdays):
        found = read(words, schedule)
        if found is not None:
            return _with_window(words, found)
    return None


def _with_window(words: _Words, schedule: Schedule) -> Schedule | None:
    hours = _hours(words)
    return schedule if hours is None else replace(schedule, opens=hours[0], closes=hours[1])


def _dates(words: _Words, schedule: Schedule) -> Schedule | None:
    days: set[dt.date] = set()
    while match := _DATE.search(words.left):
        try:
            days.add(dt.date(int(match[3]), int(match[2]), int(match[1])))
        except ValueError:
            return None
        words.take(_DATE)
    if not days:
        return None
    return replace(schedule, repeat=Repeat.DATES, dates=tuple(sorted(days)), weekdays=frozenset())


def _month_days(words: _Words, schedule: Schedule) -> Schedule | None:
    found = words.take(_NUMBERS)
    if found is None:
        return None
    days = tuple(sorted({int(number) for number in re.findall(r"\d+", found[1])}))
    if not all(1 <= day <= 31 for day in days):
        return None
    return replace(schedule, repeat=Repeat.MONTH_DAYS, month_days=days, weekdays=frozenset())


def _weekdays(words: _Words, schedule: Schedule) -> Schedule | None:
    weeks = Weeks.EVERY
    if words.take(_ODD):
        weeks = Weeks.ODD
    elif words.take(_EVEN):
        weeks = Weeks.EVEN
    days: set[int] = set()
    for pattern, named in _NAMED:
        if words.take(pattern):
            days |= named
    while span := words.take(_RANGE):
        first, last = _weekday(span[1]), _weekday(span[2])
        length = (last - first) % 7
        days |= {(first + step) % 7 for step in range(length + 1)}
    while one := words.take(_ONE):
        days.add(_weekday(one[0]))
    return replace(schedule, weekdays=frozenset(days), weeks=weeks) if days else None


def _weekday(word: str) -> int:
    tests: tuple[Callable[[int], bool], ...] = (
        lambda place: word == _SHORT[place],
        lambda place: word.startswith(_STEMS[place]),
    )
    return next(place for test in tests for place in range(7) if test(place))


def _hours(words: _Words) -> tuple[dt.time, dt.time] | None:
    match = _WINDOW.search(words.left)
    if match is None:
        return None
    try:
        opens = dt.time(int(match[1]), int(match[2] or 0))
        closes = _closing(int(match[3]), int(match[4] or 0))
    except ValueError:
        return None
    words.take(_WINDOW)
    return opens, closes


def _closing(hour: int, minute: int) -> dt.time:
    """Return the end of a window; 24:00 is midnight, what is later is no time of day."""
    return dt.time(0) if (hour, minute) == (24, 0) else dt.time(hour, minute)


def is_month_day(value: tuple[int, int]) -> bool:
    """Tell whether a leap year has this month and day."""
    try:
        dt.date(2024, *value)
    except ValueError:
        return False
    return True
