"""Ruled tables that repeat their head on every page and keep rows whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.reports.fonts import faces, wrap
from desktop_app.reports.pdf_flow import Block, Keep
from desktop_app.reports.pdf_page import FULL, LEFT, MM, Page
from desktop_app.reports.pdf_parts import Lines, note

CELL = 10.0
_LEADING = CELL * 1.18
_PAD_X, _PAD_Y = 1.2 * MM, 0.8 * MM
_BASELINE = 0.34
_NOTES_GAP = 1.0 * MM
_WHOLE = 6  # a table of so few rows is not divided between pages
_MOST_LINES = 40  # a higher row goes on as a further row rather than off the page


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, width in points, and whether cells stand in the middle."""

    title: str
    width: float
    is_centered: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """Cells of wrapped lines; `strong` are the columns drawn bold."""

    cells: tuple[tuple[str, ...], ...]
    height: float
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under way through pages; `notes` stand under its last row and stay with it."""

    columns: tuple[Column, ...]
    head: GridRow
    rows: tuple[GridRow, ...]
    notes: Lines | None = None

    @property
    def height(self) -> float:
        """Height of the head, all rows and the notes."""
        return self.head.height + sum(row.height for row in self.rows) + self._notes_height

    @property
    def least(self) -> float:
        """The head with two rows, or the whole where rows are few; no more than half a page.

        A page is not left empty for rows of many lines: they are divided after the first.
        """
        first = self.rows[:2]
        height = self.head.height + sum(row.height for row in first)
        if len(self.rows) <= _WHOLE:
            height = self.height
        return height if height <= FULL / 2 else self.head.height + first[0].height

    def draw(self, page: Page, top: float) -> None:
        """Draw texts, then the lines between them."""
        width = sum(column.width for column in self.columns)
        y = top
        page.line(LEFT, y, LEFT + width, y)
        for row in (self.head, *self.rows):
            self._draw_row(page, row, y, is_head=row is self.head)
            y -= row.height
            page.line(LEFT, y, LEFT + width, y)
        x = LEFT
        page.line(x, top, x, y)
        for column in self.columns:
            x += column.width
            page.line(x, top, x, y)
        if self.notes is not None:
            self.notes.draw(page, y - _NOTES_GAP)

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Divide between rows; the rest repeats the head."""
        used, fits = self.head.height, 0
        for row in self.rows:
            if used + row.height > room:
                break
            used, fits = used + row.height, fits + 1
        if fits == len(self.rows):
            fits -= 1  # only the notes did not fit: they take a row with them
        if len(self.rows) - fits == 1 and fits > 2:
            fits -= 1
        if not fits:
            return None, self
        return replace(self, rows=self.rows[:fits], notes=None), replace(
            self, rows=self.rows[fits:]
        )

    @property
    def _notes_height(self) -> float:
        return 0.0 if self.notes is None else self.notes.height + _NOTES_GAP

    def _draw_row(self, page: Page, row: GridRow, top: float, *, is_head: bool) -> None:
        x = LEFT
        for number, (column, lines) in enumerate(zip(self.columns, row.cells, strict=True)):
            face = faces().bold if number in row.strong else faces().regular
            spare = row.height - 2 * _PAD_Y - len(lines) * _LEADING if is_head else 0.0
            y = top - _PAD_Y - _LEADING / 2 - CELL * _BASELINE - spare / 2
            for text in lines:
                shift = _PAD_X
                if column.is_centered or is_head:
                    shift = (column.width - face.width(text, CELL)) / 2
                page.text(x + shift, y, text, face, CELL)
                y -= _LEADING
            x += column.width


def grid(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    strong: Sequence[frozenset[int]] = (),
    least_height: float = 0.0,
    notes: Sequence[str] = (),
) -> Grid:
    """Return a table of texts wrapped to their columns, with notes under it.

    `strong` names the bold columns of each row; `least_height` in points gives the rows of a blank
    room for handwriting.
    """
    marks = strong or [frozenset[int]()] * len(rows)
    made: list[GridRow] = []
    for row, bold in zip(rows, marks, strict=True):
        made += _rows(columns, row, bold, least_height)
    head = _rows(columns, [column.title for column in columns], frozenset(), 0.0)[0]
    return Grid(tuple(columns), head, tuple(made), note("\n".join(notes)) if notes else None)


def closed(body: Sequence[Block], end: Sequence[Block]) -> list[Block]:
    """Return blocks with the lines to sign under them.

    A short last table (its heading, itself, a space) goes with them: they do not stand alone.
    """
    last = body[-2] if len(body) > 2 else None
    if isinstance(last, Grid) and len(last.rows) <= _WHOLE:
        return [*body[:-3], Keep((*body[-3:], *end))]
    return [*body, Keep(tuple(end))]


def _rows(
    columns: Sequence[Column], texts: Sequence[str], strong: frozenset[int], least_height: float
) -> list[GridRow]:
    cells = []
    for number, (column, text) in enumerate(zip(columns, texts, strict=True)):
        face = faces().bold if number in strong else faces().regular
        cells.append(wrap(text, face, CELL, column.width - 2 * _PAD_X) if text else [])
    most = max(1, *map(len, cells))
    made = []
    for start in range(0, most, _MOST_LINES):
        part = tuple(tuple(lines[start : start + _MOST_LINES]) for lines in cells)
        height = max(map(len, part)) * _LEADING + 2 * _PAD_Y
        made.append(GridRow(part, max(height, least_height), strong))
    return made
