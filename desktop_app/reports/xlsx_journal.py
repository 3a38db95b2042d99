"""A journal as xlsx: openpyxl makes the workbook, the rows are streamed into it.

openpyxl needs 27 s for 100,000 rows of 18 cells, this 3 s, in constant memory (bench/README.md has
the comparison with Rust writers). A sheet ends before Excel's last row and before 2 GiB, at which a
zip entry needs extensions Excel complains of; the journal then goes on in the next sheet.
"""

import dataclasses
import itertools
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from desktop_app.core.journal_layout import ROW_NUMBER
from desktop_app.core.records.sheets import CellKind, SheetColumn, SheetSpec
from desktop_app.reports import sheet_group_chart, sheet_shell
from desktop_app.reports.cell_text import Cleaning
from desktop_app.reports.sheet_rows import PlainRows, TotalledRows
from desktop_app.reports.sheet_totals import GroupPlace


@dataclass(frozen=True, slots=True)
class Limits:
    """How much goes into one sheet: rows of data, bytes of its XML."""

    rows: int = 1_048_000
    bytes: int = 2_000_000_000


_LEVEL = 3  # zlib: a third quicker than 6, files a fifth bigger
_LIMITS = Limits()


def write_list(path: Path, spec: SheetSpec, records: Iterable[object]) -> tuple[str, ...]:
    """Write a list as `write` does; return notices of what was not written as it is stored."""
    cleaning = Cleaning()
    write(path, spec, records, cleaning)
    return cleaning.notices()


def write(
    path: Path,
    spec: SheetSpec,
    records: Iterable[object],
    cleaning: Cleaning,
    limits: Limits = _LIMITS,
) -> int:
    """Write all records to `path` as `spec` says; return how many there were.

    An empty journal is a proper file too. What had to be changed is counted in `cleaning`. Records
    of one group come one after another. Raises OSError as the disk does, and whatever `records`
    raises; the file is then unfinished: give this function a temporary path
    (`atomic_file.write_whole`).
    """
    if spec.group or spec.totals:
        spec = _numbered(spec)
        rows: PlainRows = TotalledRows(spec, records, cleaning)
    else:
        rows = PlainRows(spec, records, cleaning)
    counts: list[int] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        while not counts or not rows.done:
            counts.append(0)
            before = sheet_shell.shell(spec, counts)
            with archive.open(sheet_shell.sheet_part(len(counts) - 1), "w") as part:
                part.write(before.heads[-1])
                for piece in rows.pieces(limits.rows, limits.bytes):
                    part.write(piece.xml)
                    counts[-1] += piece.filtered
                after = sheet_shell.shell(spec, counts, _chart(spec, rows.groups, len(counts)))
                part.write(after.tails[-1])
        for name, content in after.parts.items():
            archive.writestr(name, content)
    return rows.written


def _numbered(spec: SheetSpec) -> SheetSpec:
    """Return the sheet with its rows numbered in the first column."""
    numbers = itertools.count(1)
    column = SheetColumn(ROW_NUMBER, ROW_NUMBER, CellKind.INTEGER, 7, value=lambda _: next(numbers))
    return dataclasses.replace(spec, columns=(column, *spec.columns), totals=True)


def _chart(
    spec: SheetSpec, groups: list[GroupPlace], sheets: int
) -> Callable[[Workbook], None] | None:
    fits = sheet_group_chart.LEAST <= len(groups) <= sheet_group_chart.MOST
    if not fits or sheets > 1:
        return None
    return lambda book: sheet_group_chart.add(book, spec, groups, "Всего")
