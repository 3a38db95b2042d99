"""A question to a list as it is kept in a saved view, and back.

A view outlives the things it names: a value this program does not know (written by a newer one,
or retired since) is left out when the view is read, and the rest still holds.
"""

import dataclasses
import datetime as dt
import enum
import types
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from desktop_app.core.periods import Period
from desktop_app.core.records.figures import FigureAsk

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

E = TypeVar("E", bound=enum.StrEnum)
Q = TypeVar("Q", bound="DataclassInstance")

PERIOD = "period"
_DAYS = ("date_from", "date_to")


def pack(query: "DataclassInstance", period: Period | None = None) -> dict[str, object]:
    """Return what a view keeps: parts that narrow or order; a period in place of its dates.

    Every part of a question has a default, which is not kept.
    """
    plain = type(query)()
    packed: dict[str, object] = {
        field.name: _plain(getattr(query, field.name))
        for field in dataclasses.fields(query)
        if getattr(query, field.name) != getattr(plain, field.name)
    }
    if period is not None:
        for name in _DAYS:
            packed.pop(name, None)
        packed[PERIOD] = period.value
    return packed


def period_of(packed: Mapping[str, object]) -> Period | None:
    """Return the moving period of a view, None when it keeps dates or none at all."""
    return _member(Period, packed.get(PERIOD))


def unpack(kind: type[Q], packed: Mapping[str, object], today: dt.date) -> Q:
    """Return the question of a view on a day; unknown parts are left out."""
    hints = get_type_hints(kind)
    found = {
        field.name: value
        for field in dataclasses.fields(kind)
        if field.name in packed
        and (value := _read(hints[field.name], packed[field.name])) is not None
    }
    period = period_of(packed)
    if period is not None and hints.keys() >= set(_DAYS):
        found |= dict(zip(_DAYS, period.days(today), strict=True))
    return kind(**found)


def _read(kind: Any, value: object) -> object:  # noqa: ANN401  the kind of a field is of any type
    """Return a kept part as its kind, None when it is not of it."""
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        found = [_read(inner, item) for item in value] if isinstance(value, list) else []
        return tuple(item for item in found if item is not None)
    if issubclass(kind, enum.StrEnum):
        return _member(kind, value)
    if kind is dt.date:
        return _date(value)
    if kind is FigureAsk:
        return FigureAsk.read(_text(value))
    return value if type(value) is kind else None


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, FigureAsk):
        return value.stored()
    return value.isoformat() if isinstance(value, dt.date) else value


def _member(kind: type[E], value: object) -> E | None:
    return next((member for member in kind if member.value == value), None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _date(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(_text(value))
    except ValueError:
        return None
