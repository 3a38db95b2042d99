"""Records of figures as JSON text and back: dataclasses, tuples, dates, closed lists.

A record kept for years is read by a newer program: a field it has since lost is passed over, one it
has since won takes its default.
"""

import dataclasses
import datetime as dt
import enum
import json
import types
from collections.abc import Mapping
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dump(record: object) -> str:
    """Return the JSON of a dataclass: the same record gives the same text."""
    return json.dumps(_plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(record: object) -> Any:  # noqa: ANN401  JSON is of any type
    """Return a record as values JSON knows."""
    return _plain(record)


def load(kind: type[T], text: str) -> T:
    """Return the record of a JSON text; ValueError or TypeError when it is not one of this kind."""
    found = _read(kind, json.loads(text))
    if not isinstance(found, kind):
        raise TypeError(f"not a {kind.__name__}")
    return found


def _plain(value: object) -> Any:  # noqa: ANN401  JSON is of any type
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, enum.Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401  kinds and JSON are of any type
    if get_origin(kind) in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not type(None)]
        return None if value is None else _read(inner[0], value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, value)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    if kind in (dt.datetime, dt.date):
        return kind.fromisoformat(value)
    return value


def _record(kind: type[Any], value: object) -> object:
    if not isinstance(value, Mapping):
        raise TypeError(f"not a {kind.__name__}")
    hints = get_type_hints(kind)
    known = {f.name for f in dataclasses.fields(kind)}
    return kind(**{name: _read(hints[name], item) for name, item in value.items() if name in known})
