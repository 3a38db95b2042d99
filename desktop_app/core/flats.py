"""Where a flat is: the entrance by its range of flats, the floor where arithmetic is certain."""

import re
from collections.abc import Sequence
from itertools import pairwise

from desktop_app.core.records.buildings import Entrance, FlatPlace, Passport

# «45», «45а», «кв. 45»; an office or a room of a flat is not looked for.
_FLAT = re.compile(r"(?:кв(?:\.|артира)?)?\s*№?\s*([0-9]{1,5})\s*-?[а-яё]?", re.IGNORECASE)

# The word before the number of a flat; «кв» alone or before letters is somebody's own note.
_WORD = re.compile(r"^(?:кв(?:-ра|артира|\.)?)?\s*№?\s*(?=[0-9])", re.IGNORECASE)


def flat_number(text: str) -> int | None:
    """Return the number of a flat as typed, or None when it is not a plain flat."""
    found = _FLAT.fullmatch(text.strip())
    return int(found[1]) if found else None


def plain(text: str) -> str:
    """Return a flat as it is kept: «кв. 52», «Квартира № 52» and «52» are one door, «52»."""
    door = text.strip()
    return _WORD.sub("", door) or door


def locate(entrances: Sequence[Entrance], passport: Passport, flat: int) -> FlatPlace | None:
    """Return the entrance and the floor of a flat, or None unless exactly one entrance has it.

    The floor is known when the flats of the entrance divide evenly among its floors; a house of
    varying height gives no floor unless the entrance itself names its own.
    """
    having = [
        item
        for item in entrances
        if item.flat_from is not None
        and item.flat_to is not None
        and item.flat_from <= flat <= item.flat_to
    ]
    if len(having) != 1:
        return None
    entrance = having[0]
    return FlatPlace(entrance.number, _floor(entrance, _floors(entrance, passport), flat))


def faults(entrances: Sequence[Entrance]) -> str:
    """Return what is wrong with a list of entrances in a few Russian words, or ""."""
    numbers = [item.number for item in entrances]
    if len(set(numbers)) < len(numbers):
        return "номер подъезда повторяется"
    ranges: list[tuple[int, int, int]] = []
    for item in entrances:
        if (item.flat_from is None) != (item.flat_to is None):
            return f"подъезд {item.number}: укажите обе границы квартир"
        if item.flat_from is not None and item.flat_to is not None:
            ranges.append((item.flat_from, item.flat_to, item.number))
        fault = _own_fault(item)
        if fault:
            return f"подъезд {item.number}: {fault}"
    ranges.sort()
    for (_, last, number), (first, _, following) in pairwise(ranges):
        if first <= last:
            return f"подъезды {number} и {following}: квартира {first} в обоих"
    return ""


def shown(entrances: Sequence[Entrance]) -> str:
    """Return the entrances as history shows them: «1: 1–20; 2: 21–40, 5 эт., код 12»."""
    return "; ".join(_shown(item) for item in entrances)


def _own_fault(item: Entrance) -> str:
    if item.number < 1 or item.number > 500:
        return "номер от 1 до 500"
    if item.floors is not None and not 1 <= item.floors <= 200:
        return "этажей от 1 до 200"
    if item.flat_from is not None and item.flat_to is not None:
        if item.flat_from < 1 or item.flat_to > 20_000:
            return "квартиры от 1 до 20000"
        if item.flat_from > item.flat_to:
            return "первая квартира больше последней"
    return ""


def _floors(entrance: Entrance, passport: Passport) -> int | None:
    if entrance.floors is not None:
        return entrance.floors
    even_height = passport.floors_min in (None, passport.floors)
    return passport.floors if even_height else None


def _floor(entrance: Entrance, floors: int | None, flat: int) -> int | None:
    if not floors or entrance.flat_from is None or entrance.flat_to is None:
        return None
    on_each, left = divmod(entrance.flat_to - entrance.flat_from + 1, floors)
    return None if left or not on_each else (flat - entrance.flat_from) // on_each + 1


def _shown(item: Entrance) -> str:
    parts = [f"{item.flat_from}–{item.flat_to}" if item.flat_from is not None else "кв. неизвестны"]
    if item.floors is not None:
        parts.append(f"{item.floors} эт.")
    if item.door_code:
        parts.append(f"код {item.door_code}")
    return f"{item.number}: {', '.join(parts)}"
