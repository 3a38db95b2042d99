"""The file in which a reading process leaves rows for the window, and how they are taken back.

A table of contents lies beside it (JSON, written last: without it the reading was cut short). The
rows come in blocks: a line «number of the first row, size in bytes», then so many bytes of UTF-8
where rows end with U+001E and cells with U+001F, which no cell holds (`cell_text.clean` takes
them out). A block of size 0 ends a sheet; blank rows are empty and tell nothing but the number of
the next one.

Why so: both sides work by the block in C (join, split), ten times quicker than a JSON list for
each row, and a reader taken over by a hostile workbook can write nothing but texts. Pickle runs
what it is told; marshal runs nothing, but its loader trusts every byte and may be crashed or
worse, and this file is written by the process nobody trusts.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final

from desktop_app.importers.cell_text import cell_texts
from desktop_app.importers.engines import Sheet, Span

ROWS, COLUMNS = "rows", "columns"

_ROW: Final = "\x1e"
_CELL: Final = "\x1f"
# A few rows at a time stay in the processor's nearest memory, and a block of long texts is small.
_BLOCK: Final = 32


class TooMany(Exception):
    """More rows or columns than allowed; holds which."""


class SpoolWriter:
    """Writes sheets into a spool file; `caps` are the most filled rows and columns of a sheet."""

    def __init__(self, out: BinaryIO, caps: tuple[int, int]) -> None:
        """Write into a file opened for bytes, from its beginning."""
        self._out = out
        self._most_rows, self._most_columns = caps
        self._sheets: list[tuple[str, tuple[Span, ...], int, int]] = []

    def add(self, sheet: Sheet) -> None:
        """Write all rows of a sheet; raises TooMany."""
        offset, count, first = self._out.tell(), 0, 1
        while rows := list(islice(sheet.rows, _BLOCK)):
            lines = lines_of(self._narrowed(rows))
            filled = len(lines) - lines.count("")
            if filled:
                self._put(first, _ROW.join(lines).encode())
            count += filled
            first += len(rows)
            if count > self._most_rows:
                raise TooMany(ROWS)
        self._put(0, b"")
        self._sheets.append((sheet.name, sheet.merged, offset, count))

    def finish(self, spool: Path, ending: str) -> None:
        """Close the rows and write the table of contents with the word for how it ended."""
        self._out.close()
        contents = json.dumps({"end": ending, "sheets": self._sheets})
        _contents(spool).write_text(contents, encoding="utf-8")

    def _put(self, first: int, block: bytes) -> None:
        self._out.write(b"%d %d\n" % (first, len(block)))
        self._out.write(block)

    def _narrowed(self, rows: list[Sequence[object]]) -> list[Sequence[object]]:
        """Return rows as they are, wide ones without their empty end; raises TooMany."""
        if max(map(len, rows)) <= self._most_columns:
            return rows
        narrow = [_without_end(row) for row in rows]
        if max(map(len, narrow)) > self._most_columns:
            raise TooMany(COLUMNS)
        return narrow


def lines_of(rows: Sequence[Sequence[object]]) -> list[str]:
    """Return rows as lines of a block without empty cells at their end; "" is a blank row."""
    texts = iter(cell_texts(chain.from_iterable(rows)))
    return [_CELL.join(islice(texts, len(row))).rstrip(_CELL) for row in rows]


def _without_end(row: Sequence[object]) -> Sequence[object]:
    size = len(row)
    while size and (row[size - 1] is None or row[size - 1] == ""):
        size -= 1
    return row[:size]


@dataclass(frozen=True, slots=True)
class SpooledSheet:
    """A sheet that waits in the spool file and can be read again and again."""

    name: str
    merged: tuple[Span, ...]
    spool: Path
    offset: int
    count: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield filled rows with their number in the sheet, from 1."""
        with self.spool.open("rb") as stream:
            stream.seek(self.offset)
            while True:
                first, size = map(int, stream.readline().split())
                if not size:
                    return
                block = stream.read(size).decode()
                for number, line in enumerate(block.split(_ROW), first):
                    if line:
                        yield number, line.split(_CELL)

    def bare_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the same rows: the reading process has cleaned them already."""
        return self.rows()


def ending(spool: Path) -> str | None:
    """Return the word after which the child stopped; None: it was cut short."""
    try:
        return str(json.loads(_contents(spool).read_bytes())["end"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def spooled(spool: Path) -> list[SpooledSheet]:
    """Return the sheets a spool file holds."""
    sheets = json.loads(_contents(spool).read_bytes())["sheets"]
    return [
        SpooledSheet(name, tuple(tuple(span) for span in merged), spool, offset, count)
        for name, merged, offset, count in sheets
    ]


def _contents(spool: Path) -> Path:
    return spool.with_suffix(".json")
