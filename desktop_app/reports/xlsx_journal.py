"""A journal as xlsx: openpyxl makes the workbook, the rows are streamed into it.

openpyxl needs 27 s for 100,000 rows of 18 cells, this 3 s, in constant memory (bench/README.md has
the comparison with Rust writers). A sheet ends before Excel's last row and before 2 GiB, at which a
zip entry needs extensions Excel complains of; the journal then goes on in the next sheet.
"""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from desktop_app.core.records.sheets import SheetSpec
from desktop_app.reports import sheet_shell
from desktop_app.reports.cell_text import Cleaning
from desktop_app.reports.row_height import HEIGHTS
from desktop_app.reports.sheet_cells import ColumnPen


@dataclass(frozen=True, slots=True)
class Limits:
    """How much goes into one sheet: rows of data, bytes of its XML."""

    rows: int = 1_048_000
    bytes: int = 2_000_000_000


_LEVEL = 3  # zlib: a third quicker than 6, files a fifth bigger
_BLOCK = 100  # rows written at once: what a processor's cache holds
_LIMITS = Limits()


def write(
    path: Path,
    spec: SheetSpec,
    records: Iterable[object],
    cleaning: Cleaning,
    limits: Limits = _LIMITS,
) -> int:
    """Write all records to `path` as `spec` says; return how many there were.

    An empty journal is a proper file too. What had to be changed is counted in `cleaning`. Raises
    OSError as the disk does, and whatever `records` raises; the file is then unfinished: give this
    function a temporary path (`atomic_file.write_whole`).
    """
    rows = _Rows(spec, records, cleaning)
    counts: list[int] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        while not counts or not rows.done:
            counts.append(0)
            before = sheet_shell.shell(spec, counts)
            with archive.open(sheet_shell.sheet_part(len(counts) - 1), "w") as part:
                part.write(before.heads[-1])
                for xml, count in rows.blocks(limits):
                    part.write(xml)
                    counts[-1] += count
                after = sheet_shell.shell(spec, counts)
                part.write(after.tails[-1])
        for name, content in after.parts.items():
            archive.writestr(name, content)
    return sum(counts)


class _Rows:
    """Records turned into XML, sheet after sheet."""

    def __init__(self, spec: SheetSpec, records: Iterable[object], cleaning: Cleaning) -> None:
        columns = zip(spec.columns, sheet_shell.style_ids(spec), strict=True)
        self._pens = tuple(
            ColumnPen(column, index, style, cleaning)
            for index, (column, style) in enumerate(columns)
        )
        self._first = sheet_shell.first_row(spec)
        self._records = iter(records)

    @property
    def done(self) -> bool:
        """Tell whether every record is written."""
        for record in self._records:
            self._records = chain((record,), self._records)
            return False
        return True

    def blocks(self, limits: Limits) -> Iterator[tuple[bytes, int]]:
        """Yield blocks of rows of one sheet as XML with their number."""
        size = written = 0
        while written < limits.rows and size < limits.bytes:
            block = list(islice(self._records, min(_BLOCK, limits.rows - written)))
            if not block:
                return
            xml = self._xml(block, self._first + written)
            size += len(xml)
            written += len(block)
            yield xml, len(block)

    def _xml(self, block: list[object], first: int) -> bytes:
        lines = [1] * len(block)
        columns = [pen.cells(block, first, lines) for pen in self._pens]
        rows = [
            f'<row r="{row}" ht="{HEIGHTS[tall]}">{"".join(cells)}</row>'
            for row, (tall, cells) in enumerate(
                zip(lines, zip(*columns, strict=True), strict=True), first
            )
        ]
        return "".join(rows).encode()
