"""One description of an Excel sheet, feeding whichever writer fits its size."""

import datetime as dt
import enum
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | dt.datetime | dt.date | None

# In units of Excel's column width: what one A4 landscape page holds while print stays readable.
_PAGE_WIDTH = 180.0


class CellKind(enum.StrEnum):
    """How a cell is written: typed values, never text that looks like one."""

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    DECIMAL = "decimal"


class Total(enum.StrEnum):
    """What stands under a column of numbers; a spreadsheet recalculates it."""

    SUM = "sum"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its key in the record, heading, kind, width in Excel's units (about a digit each).

    `value` reads the cell from a record (default: the attribute `key`). A column marked
    `is_personal` is left out of a depersonalised file, unless `public` says what may stay of it.
    `total` says what a row of totals gives under it.
    """

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: float = 14
    is_personal: bool = False
    value: Callable[[Any], Cell] | None = None
    public: Callable[[Any], Cell] | None = None
    total: Total | None = None

    def read(self, record: object) -> Cell:
        """Return this column's cell of a record."""
        return self.value(record) if self.value else getattr(record, self.key)


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A whole sheet: heading lines above the table, columns, print set-up.

    The first line of `heading` is the office, the second the title. ValueError when there is no
    column or two columns share a heading: a filter could not tell them apart. With `totals` rows
    are numbered and totals stand under them; with `group` records that come one after another and
    share its title stand together, each group with its own head and totals.
    """

    title: str
    heading: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    landscape: bool = True
    totals: bool = False
    group: Callable[[Any], str] | None = None

    def __post_init__(self) -> None:
        """Refuse a sheet no filter could work on."""
        titles = [column.title for column in self.columns]
        if not titles or len(set(titles)) < len(titles):
            raise ValueError(f"columns need different headings: {titles}")

    @property
    def pages_across(self) -> int:
        """Pages side by side when printed: a wide journal is a spread, as the paper book is."""
        return math.ceil(sum(column.width for column in self.columns) / _PAGE_WIDTH)


def depersonalised(columns: tuple[SheetColumn, ...]) -> tuple[SheetColumn, ...]:
    """Return the columns without personal data (152-ФЗ): reduced to their public part or left out.

    Raises ValueError when nothing is left.
    """
    kept = tuple(_public(column) for column in columns if not column.is_personal or column.public)
    if not kept:
        raise ValueError("nothing is left without personal data")
    return kept


def _public(column: SheetColumn) -> SheetColumn:
    if not column.is_personal:
        return column
    return SheetColumn(
        column.key,
        column.title,
        column.kind,
        column.width,
        value=column.public,
        total=column.total,
    )
