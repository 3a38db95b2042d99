"""A table found in a file: headings and rows of text that can be read again and again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from desktop_app.importers.engines import Span
from desktop_app.importers.headers import SEARCHED_ROWS, Header, Line, find_header


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
    """

    source: RowSource
    header: Header
    is_strict: bool

    @property
    def size(self) -> int:
        """Roughly how many rows there are, for progress."""
        return max(self.source.count - 1, 1)

    def rows(self) -> Iterator[SourceRow]:
        """Yield the rows of data in the order of the file."""
        width, last = len(self.header.names), self.header.last
        is_repeated = self.header.is_repeated_by
        for number, cells in self.source.rows():
            if number <= last or is_repeated(cells) or not any(map(str.strip, cells)):
                continue
            yield _fitted(number, cells, width, self.is_strict)

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


def choose(
    sources: list[RowSource], vocabulary: frozenset[str], *, is_strict: Callable[[RowSource], bool]
) -> Table | None:
    """Return the table of the sheet whose headings are known best, or None."""
    best: Table | None = None
    for source in sources:
        lines = list(islice(source.rows(), SEARCHED_ROWS))
        header = find_header(lines, vocabulary, source.merged)
        if header and (best is None or header.score > best.header.score):
            best = Table(source, header, is_strict(source))
    return best
