"""A table found in a file: headings and rows of text that can be read again and again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from desktop_app.importers.engines import Span
from desktop_app.importers.headers import SEARCHED_ROWS, Header, Line, find_header, header_at


class RowSource(Protocol):
    """A sheet or a text file: filled rows with their numbers, as often as asked."""

    @property
    def name(self) -> str:
        """What a person calls it."""

    @property
    def merged(self) -> tuple[Span, ...]:
        """Merged cells, where the format has them."""

    @property
    def count(self) -> int:
        """How many rows there are, at least roughly."""

    def rows(self) -> Iterator[Line]:
        """Yield filled rows from the first one."""

    def bare_rows(self) -> Iterator[Line]:
        """Yield the same rows with their cells as the file holds them: to be counted, not read."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of data: its number as Excel shows it and a cell under every heading.

    For text files `surplus` counts filled cells without a heading (positive) or cells the line
    lacks (negative): such a row was cut or shifted and its values cannot be trusted.
    """

    number: int
    cells: tuple[str, ...]
    surplus: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under the headings; blank rows and repeated headings are left out.

    `is_strict` is set for text files, where every line must have as many cells as headings.
    `sheets` are the names of all sheets of the file; a `limit` shows only the first rows.
    """

    source: RowSource
    header: Header
    is_strict: bool
    sheets: tuple[str, ...] = ()
    limit: int = 0

    @property
    def size(self) -> int:
        """Roughly how many rows there are, for progress."""
        return max(self.source.count - 1, 1)

    def rows(self) -> Iterator[SourceRow]:
        """Yield the rows of data in the order of the file."""
        return islice(self._all(), self.limit or None)

    def count_rows(self) -> int:
        """Return how many rows of data there are, to the row: the whole file is read once."""
        return sum(1 for _ in self._data(self.source.bare_rows()))

    def first_lines(self, count: int) -> list[Line]:
        """Return the first filled rows as they are, headings and what stands above included."""
        return list(islice(self.source.rows(), count))

    def _all(self) -> Iterator[SourceRow]:
        width = len(self.header.names)
        for number, cells in self._data(self.source.rows()):
            yield _fitted(number, cells, width, self.is_strict)

    def _data(self, lines: Iterator[Line]) -> Iterator[Line]:
        last, is_repeated = self.header.last, self.header.is_repeated_by
        for number, cells in lines:
            if number > last and not is_repeated(cells) and any(map(str.strip, cells)):
                yield number, cells

    def pick(self, numbers: set[int]) -> Iterator[SourceRow]:
        """Yield only the rows with these numbers."""
        return (row for row in self.rows() if row.number in numbers)


def _fitted(number: int, cells: list[str], width: int, is_strict: bool) -> SourceRow:
    missing = width - len(cells)
    if missing == 0:
        return SourceRow(number, tuple(cells))
    if missing > 0:
        return SourceRow(number, (*cells, *[""] * missing), -missing if is_strict else 0)
    extra = sum(1 for cell in cells[width:] if cell.strip()) if is_strict else 0
    return SourceRow(number, tuple(cells[:width]), extra)


@dataclass(frozen=True, slots=True)
class TableChoice:
    """Which table of a file is meant: a sheet by name ("" = any), its heading row (0 = found).

    A lenient choice takes the first filled row for headings when none are known.
    """

    sheet: str = ""
    header_row: int = 0
    is_lenient: bool = False


def choose(
    sources: list[RowSource],
    vocabulary: frozenset[str],
    *,
    is_strict: Callable[[RowSource], bool],
    choice: TableChoice,
) -> Table | None:
    """Return the table of the chosen sheet, or of the one whose headings are known best."""
    names = tuple(source.name for source in sources)
    best: Table | None = None
    for source in sources:
        if choice.sheet and source.name != choice.sheet:
            continue
        header = _header(source, vocabulary, choice)
        if header and (best is None or header.score > best.header.score):
            best = Table(source, header, is_strict(source), names)
    return best


def _header(source: RowSource, vocabulary: frozenset[str], choice: TableChoice) -> Header | None:
    lines = list(islice(source.rows(), SEARCHED_ROWS))
    if choice.header_row:
        return header_at(lines, choice.header_row, vocabulary, source.merged)
    header = find_header(lines, vocabulary, source.merged)
    if header is None and choice.is_lenient and lines:
        return header_at(lines, lines[0][0], vocabulary, source.merged)
    return header
