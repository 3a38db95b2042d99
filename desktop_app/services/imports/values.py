"""Cells of a stranger's table as values: placeholders are unknown, what is unclear stays unread."""

import datetime as dt
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, TypeVar

from desktop_app.core.text import fold, one_line

T = TypeVar("T")

# «Не заполнено» of reformagkh, «-» of ФРТ and what people type when they know nothing.
_PLACEHOLDERS: Final = frozenset(
    fold(text)
    for text in (
        *("не заполнено", "незаполнено", "не заполнен", "не указано", "не указан", "не задано"),
        *("нет данных", "нет сведений", "данные отсутствуют", "сведения отсутствуют", "н/д"),
        *("информация отсутствует", "не определено", "не определен", "не определён", "неизвестно"),
        *("не известно", "не присвоен", "не присвоено", "отсутствует", "нет", "не имеется"),
        *(
            "null",
            "none",
            "nan",
            "#н/д",
            "#n/a",
            "#ref!",
            "#value!",
            "#div/0!",
            "#знач!",
            "#ссылка!",
        ),
    )
)
_LONGEST_PLACEHOLDER: Final = 40
_NO_SIGNS: Final = re.compile(r"[\W_]*")  # «-», «—», «…»: not a letter, not a digit
_SPACES: Final = re.compile(r"\s+")
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:[.,]\d{1,15})?")
_YES: Final = frozenset({"да", "yes", "true", "1", "аварийный", "признан", "+"})
_NO: Final = frozenset({"нет", "no", "false", "0", "исправный", "не признан"})
_DATE_RU: Final = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?:\s?г\.?)?"
    r"(?:,?\s+(?:в\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_CENTURY: Final = 2000
_OF_THE_LAST: Final = 69  # years of two digits go by the POSIX rule: 69–99 are the last century's
_DATE_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value, or None where nothing is known; `is_clear` is False when the cell was not read."""

    value: T | None = None
    is_clear: bool = True


def is_unknown(cell: str) -> bool:
    """Tell whether a cell says nothing: empty, a dash, «Не заполнено» and the like."""
    if len(cell) >= _LONGEST_PLACEHOLDER or cell[:1].isdigit():
        return False
    return _is_placeholder(cell)


# Registers of houses consist mostly of the same few hundred cells.
@lru_cache(maxsize=16384)
def _is_placeholder(cell: str) -> bool:
    return bool(_NO_SIGNS.fullmatch(cell)) or fold(cell) in _PLACEHOLDERS


def text(cell: str) -> str:
    """Return a cell as one line, "" for a placeholder."""
    return "" if is_unknown(cell) else one_line(cell)


@lru_cache(maxsize=16384)
def number(cell: str) -> Reading[float]:
    """Read a number with a dot or a comma and spaces between thousands: «1 024», «4863,50»."""
    if is_unknown(cell):
        return Reading()
    plain = _SPACES.sub("", cell)
    if not _NUMBER.fullmatch(plain):
        return Reading(is_clear=False)
    value = float(plain.replace(",", "."))
    return Reading(value) if math.isfinite(value) else Reading(is_clear=False)


def count(cell: str) -> Reading[int]:
    """Read a whole number, «1926.0» included."""
    found = number(cell)
    if found.value is None:
        return Reading(is_clear=found.is_clear)
    return Reading(int(found.value)) if found.value.is_integer() else Reading(is_clear=False)


@lru_cache(maxsize=16384)
def positive(cell: str) -> Reading[float]:
    """Read a number where zero only fills an empty field, as registers of houses do."""
    found = number(cell)
    return Reading() if found.value == 0 else found


@lru_cache(maxsize=16384)
def positive_count(cell: str) -> Reading[int]:
    """Read a whole number where zero only fills an empty field."""
    found = count(cell)
    return Reading() if found.value == 0 else found


@lru_cache(maxsize=256)
def yes_no(cell: str) -> Reading[bool]:
    """Read «Да» and «Нет», «Исправный» and «Аварийный»; «Нет» is an answer here."""
    word = fold(cell)
    if word in _YES or word in _NO:
        return Reading(word in _YES)
    return Reading(is_clear=is_unknown(cell))


def moment(cell: str) -> Reading[dt.datetime]:
    """Read «01.02.2021 09:05», «01.02.21 г.», «2021-02-01 09:05»; a date alone is its midnight."""
    if is_unknown(cell):
        return Reading()
    plain = one_line(cell)
    russian, iso = _DATE_RU.fullmatch(plain), _DATE_ISO.fullmatch(plain)
    if russian:
        day, month, year, *clock = russian.groups()
    elif iso:
        year, month, day, *clock = iso.groups()
    else:
        return Reading(is_clear=False)
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        return Reading(dt.datetime(_full_year(year), int(month), int(day), hour, minute, second))
    except ValueError:
        return Reading(is_clear=False)


def _full_year(typed: str) -> int:
    year = int(typed)
    if len(typed) > 2:
        return year
    return _CENTURY + year - (100 if year >= _OF_THE_LAST else 0)


def date(cell: str) -> Reading[dt.date]:
    """Read the day of a date or a moment."""
    found = moment(cell)
    return Reading(found.value.date() if found.value else None, found.is_clear)
