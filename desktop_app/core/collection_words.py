"""A schedule in Russian words, and the next collection as it is said to a caller."""

import datetime as dt
from typing import Final

from desktop_app.core import clock
from desktop_app.core.collection_schedule import (
    Collection,
    MonthDay,
    Repeat,
    Schedule,
    WasteKind,
    Weeks,
)
from desktop_app.core.text import NBSP

SHORT_DAYS: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_ON_DAYS: Final = (
    "по понедельникам", "по вторникам", "по средам", "по четвергам", "по пятницам",
    "по субботам", "по воскресеньям",
)  # fmt: skip
MONTHS: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
_WORKDAYS, _WEEKEND, _WHOLE = frozenset(range(5)), frozenset({5, 6}), frozenset(range(7))
_MOST_DATES: Final = 4


def schedule_words(schedule: Schedule) -> str:
    """Return «по будням 7:00–10:00, чётные недели, с 15 апреля по 15 октября»."""
    days = _days(schedule)
    window = window_words(schedule)
    parts = [f"{days} {window}" if window else days]
    if schedule.repeat is Repeat.WEEKDAYS and schedule.weeks is not Weeks.EVERY:
        parts.append(schedule.weeks.title_ru)
    if schedule.season_from is not None and schedule.season_to is not None:
        first, last = _month_day(schedule.season_from), _month_day(schedule.season_to)
        parts.append(f"с {first} по {last}")
    return ", ".join(parts)


def titled_words(schedule: Schedule) -> str:
    """Return the words with what is collected: «КГО: 1 и 15 числа»; mixed waste is not named."""
    words = schedule_words(schedule)
    return words if schedule.kind is WasteKind.MIXED else f"{schedule.kind.title_ru}: {words}"


def window_words(schedule: Schedule) -> str:
    """Return «7:00–10:00», empty where no window is agreed."""
    if schedule.opens is None or schedule.closes is None:
        return ""
    return f"{_hour(schedule.opens)}–{_hour(schedule.closes)}"


def when_words(item: Collection, now: dt.datetime, *, has_window: bool) -> str:
    """Return «сегодня, 7:00–10:00», «завтра», «пятница, 27.11, 7:00–10:00» for a caller."""
    day = _day(item.day, now.date())
    if not has_window:
        return day
    return f"{day}, {_hour(item.opens.time())}–{_hour(item.closes.time())}"


def _day(day: dt.date, today: dt.date) -> str:
    ahead = (day - today).days
    word = {-1: "вчера", 0: "сегодня", 1: "завтра"}.get(ahead, SHORT_DAYS[day.weekday()])
    shown = f"{day:%d.%m}" if day.year == today.year else clock.show_date(day)
    return f"{word}, {shown}"


def _days(schedule: Schedule) -> str:
    if schedule.repeat is Repeat.DATES:
        return _dates(schedule.dates)
    if schedule.repeat is Repeat.MONTH_DAYS:
        return f"{_joined([str(day) for day in sorted(set(schedule.month_days))])}{NBSP}числа"
    named = {_WHOLE: "ежедневно", _WORKDAYS: "по будням", _WEEKEND: "по выходным"}
    if schedule.weekdays in named:
        return named[schedule.weekdays]
    if len(schedule.weekdays) == 1:
        return _ON_DAYS[min(schedule.weekdays)]
    return ", ".join(SHORT_DAYS[day] for day in sorted(schedule.weekdays))


def _dates(dates: tuple[dt.date, ...]) -> str:
    shown = [clock.show_date(day) for day in sorted(set(dates))]
    if len(shown) <= _MOST_DATES:
        return ", ".join(shown)
    return f"{', '.join(shown[:_MOST_DATES])} и ещё {len(shown) - _MOST_DATES}"


def _joined(words: list[str]) -> str:
    """Return «1», «1 и 15», «1, 10 и 20»."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} и {words[-1]}"


def _month_day(value: MonthDay) -> str:
    month, day = value
    return f"{day}{NBSP}{MONTHS[month - 1]}"


def _hour(time: dt.time) -> str:
    return f"{time.hour}:{time.minute:02d}"
