"""Records turned into the XML of a sheet's rows, a block at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice

from desktop_app.core.records.sheets import SheetSpec
from desktop_app.reports import sheet_shell
from desktop_app.reports.cell_text import Cleaning
from desktop_app.reports.row_height import HEIGHTS
from desktop_app.reports.sheet_cells import ColumnPen
from desktop_app.reports.sheet_totals import GroupPlace, Sums, TotalRows

_BLOCK = 100  # rows written at once: what a processor's cache holds


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows as XML, and how many of them a filter of the sheet covers."""

    xml: bytes
    filtered: int


class PlainRows:
    """Rows of records and nothing else, sheet after sheet."""

    def __init__(self, spec: SheetSpec, records: Iterable[object], cleaning: Cleaning) -> None:
        """Prepare the pens of all columns; texts changed are counted in `cleaning`."""
        columns = zip(spec.columns, sheet_shell.style_ids(spec), strict=True)
        self._pens = tuple(
            ColumnPen(column, index, style, cleaning)
            for index, (column, style) in enumerate(columns)
        )
        self._first = sheet_shell.first_row(spec)
        self._records = iter(records)
        self._outline = ""
        self.groups: list[GroupPlace] = []
        self.written = 0

    @property
    def done(self) -> bool:
        """Tell whether every record is written."""
        for record in self._records:
            self._records = chain((record,), self._records)
            return False
        return True

    def pieces(self, most_rows: int, most_bytes: int) -> Iterator[Piece]:
        """Yield the rows of one sheet, up to about so many rows or bytes."""
        size = used = 0
        while used < most_rows and size < most_bytes:
            block = list(islice(self._records, min(_BLOCK, most_rows - used)))
            if not block:
                return
            xml = self._xml(block, self._first + used)
            size += len(xml)
            used += len(block)
            self.written += len(block)
            yield Piece(xml, len(block))

    def _xml(self, block: Sequence[object], first: int) -> bytes:
        lines = [1] * len(block)
        columns = [pen.cells(block, first, lines) for pen in self._pens]
        rows = [
            f'<row r="{row}" ht="{HEIGHTS[tall]}"{self._outline}>{"".join(cells)}</row>'
            for row, (tall, cells) in enumerate(
                zip(lines, zip(*columns, strict=True), strict=True), first
            )
        ]
        return "".join(rows).encode()


class TotalledRows(PlainRows):
    """Rows with totals under them and, when the spec says so, in groups.

    A group that does not fit goes on in the next sheet under its head, with totals of its own.
    """

    def __init__(self, spec: SheetSpec, records: Iterable[object], cleaning: Cleaning) -> None:
        """Prepare the rows of totals too."""
        super().__init__(spec, records, cleaning)
        self._spec = spec
        self._ruled = TotalRows(spec, sheet_shell.total_ids(spec), cleaning)
        self._outline = ' outlineLevel="1"' if spec.group else ""
        self._open: tuple[str, int, Sums] | None = None

    def pieces(self, most_rows: int, most_bytes: int) -> Iterator[Piece]:
        """Yield the rows of one sheet, its totals the last of them."""
        row, size = self._first, 0
        whole = Sums(self._spec.columns)
        while row - self._first < most_rows and size < most_bytes:
            room = most_rows - (row - self._first)
            block = list(islice(self._records, min(_BLOCK, room)))
            if not block:
                break
            for title, run in groupby(block, self._spec.group or (lambda _: "")):
                part = list(run)
                xml, row = self._run(title, part, row)
                whole.add(part)
                size += len(xml)
                self.written += len(part)
                yield Piece(xml, len(part))
        ended, row = self._close(row)
        last = max(row - 1, self._first)
        total = self._ruled.total(row, "Всего", self._first, last, whole)
        yield Piece(ended + total.encode(), 0)

    def _run(self, title: str, part: Sequence[object], row: int) -> tuple[bytes, int]:
        """Return the XML of records of one group and the next free row."""
        before = b""
        if self._spec.group and (self._open is None or self._open[0] != title):
            ended, row = self._close(row)
            before = ended + self._ruled.head(row, title).encode()
            row += 1
            self._open = (title, row, Sums(self._spec.columns))
        if self._open is not None:
            self._open[2].add(part)
        return before + self._xml(part, row), row + len(part)

    def _close(self, row: int) -> tuple[bytes, int]:
        """Return the XML of the totals of the group that is open and the next free row."""
        if self._open is None:
            return b"", row
        title, first, sums = self._open
        self._open = None
        self.groups.append(GroupPlace(title, row))
        return self._ruled.total(row, f"Итого: {title}", first, row - 1, sums).encode(), row + 1
