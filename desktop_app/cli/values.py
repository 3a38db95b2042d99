"""What may be typed after a key: dates, moments, numbers; a wrong value is worded."""

import argparse
import datetime as dt
from pathlib import Path

from desktop_app.core.enums import ActKind

_DATES = ("%Y-%m-%d", "%d.%m.%Y")
# In the order of the enumeration; a person may type the letters in Latin.
ACT_KINDS = ("а1", "а2", "а3", "а4", "б", "в1", "в2")
_LATIN = str.maketrans({"a": "а", "v": "в"})
_TIMES = ("%H:%M", "%H:%M:%S")


def date(text: str) -> dt.date:
    """Read 2026-11-24 or 24.11.2026."""
    for form in _DATES:
        try:
            return dt.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"«{text}» не дата, пишите 2026-11-24 или 24.11.2026")


def moment(text: str) -> dt.datetime:
    """Read a date with a time (2026-11-24T09:41, «24.11.2026 09:41»); midnight without one."""
    day, _, time = text.strip().replace("T", " ").partition(" ")
    when = dt.datetime.combine(date(day), dt.time())
    if not time.strip():
        return when
    for form in _TIMES:
        try:
            clock = dt.datetime.strptime(time.strip(), form)
        except ValueError:
            continue
        return when.replace(hour=clock.hour, minute=clock.minute, second=clock.second)
    raise argparse.ArgumentTypeError(f"«{time}» не время, пишите 09:41")


def act_kind(text: str) -> ActKind:
    """Read a kind of act: its letter of the forms («а1», «б») or its code («coolant»)."""
    typed = text.strip().casefold().translate(_LATIN)
    for letter, kind in zip(ACT_KINDS, ActKind, strict=True):
        if typed in (letter, kind.value.translate(_LATIN)):
            return kind
    raise argparse.ArgumentTypeError(f"«{text}» не вид акта, есть {', '.join(ACT_KINDS)}")


def count(text: str) -> int:
    """Read a whole number from zero up."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"«{text}» не целое число")
    return int(text)


def positive(text: str) -> int:
    """Read a whole number from one up."""
    found = count(text)
    if not found:
        raise argparse.ArgumentTypeError("число должно быть больше нуля")
    return found


def decimal(text: str) -> float:
    """Read a number with a point or a comma; a true minus sign is taken too."""
    try:
        found = float(text.replace(",", ".").replace("−", "-"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» не число") from error
    if found != found or abs(found) == float("inf"):  # noqa: PLR0124  the only value unlike itself
        raise argparse.ArgumentTypeError(f"«{text}» не число")
    return found


def path(text: str) -> Path:
    """Read a path; ~ is the home folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("имя файла пустое")
    return Path(text).expanduser()
