"""What became of the fields of a collection site, in words."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from desktop_app.core.collection_words import titled_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.records.history import FieldChange, Scalar
from desktop_app.core.text import DASH, NBSP, counted, decimal
from desktop_app.core.waste_codec import unpack_containers, unpack_ids, unpack_schedules

_TITLES = MappingProxyType(
    {
        "address": "площадка",
        "settlement": "населённый пункт",
        "register_number": "№ в реестре",
        "latitude": "широта",
        "longitude": "долгота",
        "owner_id": "владелец",
        "owner_text": "владелец",
        "surface": "покрытие",
        "fence": "ограждение",
        "has_roof": "крыша",
        "area": "площадь",
        "note": "заметка",
        "containers": "контейнеры",
        "schedules": "график",
        "building_ids": "дома",
    }
)


def change_words(change: FieldChange) -> str:
    """Return «покрытие: грунт → бетон», «покрытие: бетон» of what was empty; "" for what is silent.

    Of an owner behind a number only that it is another one is said.
    """
    title = _TITLES.get(change.field)
    if title is None:
        return ""
    if change.field == "owner_id":
        return f"{title} изменён"
    shown = _shown(change.field, change.after)
    if change.before in (None, ""):
        return f"{title}: {shown}"
    return f"{title}: {_shown(change.field, change.before)} → {shown}"


def _shown(field: str, value: Scalar) -> str:
    if value in (None, ""):
        return DASH
    words: dict[str, Callable[[Any], str]] = {
        "containers": lambda text: containers_words(unpack_containers(text)),
        "schedules": lambda text: ", ".join(map(titled_words, unpack_schedules(text))),
        "building_ids": lambda text: counted(len(unpack_ids(text)), "дом", "дома", "домов"),
        "has_roof": lambda roof: "есть" if roof else "нет",
        "area": lambda area: f"{decimal(area)}{NBSP}м²",
        "latitude": lambda degrees: decimal(degrees, 5),
        "longitude": lambda degrees: decimal(degrees, 5),
    }
    return words.get(field, str)(value)
