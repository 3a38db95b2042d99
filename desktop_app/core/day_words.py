"""Days as people say them."""

import datetime as dt

_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip


def show_day(day: dt.date) -> str:
    """Return «вторник, 24 ноября»."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day}\N{NO-BREAK SPACE}{_MONTHS[day.month - 1]}"


def month_of(day: dt.date) -> str:
    """Return the month of a day in the genitive: «октября»."""
    return _MONTHS[day.month - 1]
