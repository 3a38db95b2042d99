"""One description of an Excel sheet, feeding whichever writer fits its size."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class CellKind(enum.StrEnum):
    """How a cell is written: typed values, never text that looks like one."""

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its key in the record, heading, kind, width in characters."""

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: float = 14
    is_personal: bool = False
    value: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A whole sheet: heading lines above the table, columns, print set-up."""

    title: str
    heading: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    landscape: bool = True
