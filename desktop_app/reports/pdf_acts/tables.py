"""Tables of an act: measurements with their norms, plain tables of words."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.core.records.acts import ActDocument, ActRow, ActTable
from desktop_app.reports.pdf_flow import Block, Gap
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_parts import HAND_ROW, SPACE, table_heading

_LONG_NORM = 11  # characters a column of 22 mm holds


def _measurements(table: ActTable) -> Iterator[Block]:
    """Yield a table with its caption and notes; columns nobody filled are left out."""
    shown = _columns(table)
    columns = [Column(item.title, item.width * MM, item.is_centered) for item in shown]
    rows = [[_cell(row, item.name) for item in shown] for row in table.rows]
    bold = frozenset(n for n, item in enumerate(shown) if item.name in ("value", "verdict"))
    strong = [bold if row.is_violation else frozenset[int]() for row in table.rows]
    yield table_heading(table.title)
    height = 0.0 if any(row.value for row in table.rows) else HAND_ROW
    yield grid(columns, rows, strong, height, table.notes)
    yield Gap(4 * MM)


def measured(document: ActDocument) -> Iterator[Block]:
    """Yield all tables of measurements."""
    if document.tables:
        yield SPACE
    for table in document.tables:
        yield from _measurements(table)


def grids(document: ActDocument) -> Iterator[Block]:
    """Yield plain tables of words."""
    for table in document.grids:
        columns = [
            Column(head, width * MM, is_centered=True)
            for head, width in zip(table.heads, table.widths, strict=True)
        ]
        yield SPACE
        yield table_heading(table.title)
        yield grid(columns, table.rows, (), 0.0 if any(map(any, table.rows)) else HAND_ROW)
        yield SPACE


@dataclass(frozen=True, slots=True)
class _Shown:
    """A column of a measurement table: the field it shows and how; `width` 0 takes what is left."""

    name: str
    title: str
    width: float = 0.0
    is_centered: bool = True


def _columns(table: ActTable) -> list[_Shown]:
    """Return the columns this table needs, widths in mm; words share what figures leave."""
    places = {row.place for row in table.rows}
    longest = max((len(row.norm) for row in table.rows), default=0)
    wide_norm = 26 if table.has_chart or longest > _LONG_NORM else 22
    quantities = any(row.quantity for row in table.rows)
    units = any(row.unit for row in table.rows)
    wanted = [
        _Shown("place", "Точка замера", is_centered=False) if len(places) > 1 else None,
        _Shown("quantity", "Показатель", is_centered=False) if quantities else None,
        _Shown("unit", "Ед.", 12) if units else None,
        _Shown("norm", table.norm_title, wide_norm),
        *(_Shown(f"readings:{n}", str(n + 1), 11) for n in range(table.readings)),
        _Shown("value", "Сред-\nнее" if table.readings else "Факт", 12),
        _Shown("deviation", "Откло-\nнение", 15),
        _Shown("deviation_percent", "Откл.,\n%", 14) if table.has_chart else None,
        _Shown("tolerance", "Допуск", 24),
        _Shown("verdict", "Вывод", 26, is_centered=False),
    ]
    columns = [column for column in wanted if column is not None]
    left = BODY / MM - sum(column.width for column in columns)
    needs = {
        column.name: min(45, max(24, *(len(_cell(row, column.name)) for row in table.rows)))
        for column in columns
        if not column.width
    }
    return [
        dataclasses.replace(
            column, width=column.width or left * needs[column.name] / sum(needs.values())
        )
        for column in columns
    ]


def _cell(row: ActRow, name: str) -> str:
    """Return the text of a column; «readings:1» is the second single measurement."""
    part, _, place = name.partition(":")
    found = getattr(row, part)
    if not place:
        return str(found)
    return str(found[int(place)]) if int(place) < len(found) else ""
