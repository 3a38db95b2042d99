"""Two readers of workbooks: a quick one, and a careful one that holds a row at a time."""

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_app.importers.merged_first import merged_first

_XLSX: Final = ".xlsx"

Span = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet being read; its rows come from the first one, blank ones too."""

    name: str
    rows: Iterator[Sequence[object]]
    merged: tuple[Span, ...] = ()


def quick(path: Path, folder: Path) -> Iterator[Sheet]:
    """Yield the visible sheets of an xlsx, xls, xlsb or ods, read by calamine.

    `folder` is a place for a copy: when the file's name lies about what it is, or to read it
    quicker.
    """
    # Imported here, as openpyxl below: each book needs one reader of the two.
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    named = _truly_named(path, folder)
    if named.suffix.casefold() == _XLSX:
        named = merged_first(named, folder)
    with CalamineWorkbook.from_path(named) as book:
        sheets = [item for item in book.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
        shown = [item for item in sheets if item.visible == SheetVisibleEnum.Visible]
        for item in shown or sheets:
            sheet = book.get_sheet_by_name(item.name)
            left = sheet.start[1] if sheet.start else 0
            spans = sheet.merged_cell_ranges or []
            merged = tuple((a, b - left, c, d - left) for (a, b), (c, d) in spans)
            yield Sheet(item.name, sheet.iter_rows(), merged)


def careful(path: Path) -> Iterator[Sheet]:
    """Yield the visible sheets of an xlsx, read by openpyxl without trusting its dimensions."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in shown or book.worksheets:
            sheet.reset_dimensions()
            yield Sheet(sheet.title, sheet.iter_rows(values_only=True))
    finally:
        book.close()


def _truly_named(path: Path, folder: Path) -> Path:
    """Return the file, or a copy of it with the suffix its content asks for.

    calamine chooses its reader by the suffix, and only then tells a password from damage.
    """
    with path.open("rb") as stream:
        is_zip = stream.read(2) == b"PK"
    names = _names(path) if is_zip else []
    suffix = _XLSX if is_zip else ".xls"
    if "xl/workbook.bin" in names:
        suffix = ".xlsb"
    elif "content.xml" in names:
        suffix = ".ods"
    if path.suffix.casefold() == suffix:
        return path
    return Path(shutil.copyfile(path, folder / f"copy{suffix}"))


def _names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()
