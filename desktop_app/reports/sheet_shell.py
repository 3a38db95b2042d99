"""Everything of a workbook but the rows: heading, header, styles, views, print set-up, by openpyxl.

The rows are streamed into this shell by xlsx_journal. Styles get the same ids in every shell of one
SheetSpec, so a sheet may be streamed before it is known how many sheets there will be.
"""

import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core import text
from desktop_app.core.records.sheets import CellKind, SheetColumn, SheetSpec
from desktop_app.reports.cell_text import Cleaning, cell_text, escaped
from desktop_app.reports.row_height import letters_in

_FORMATS: Mapping[CellKind, str] = {
    CellKind.TEXT: "@",  # text stays text even when a clerk edits the cell
    CellKind.DATE: "dd.mm.yyyy",
    CellKind.MOMENT: "dd.mm.yyyy hh:mm",
    CellKind.INTEGER: "0",
    CellKind.DECIMAL: "0.0",
}
_ACROSS = {CellKind.TEXT: "left", CellKind.INTEGER: "right", CellKind.DECIMAL: "right"}
# Arial, because Linux has a font of the same widths for it and often none for Calibri.
_FONT, _NORMAL_SIZE, _BODY_SIZE, _TITLE_SIZE = "Arial", 10, 8, 13
_LINE, _TITLE_LINE, _HEADER_LINE = 12.0, 20.0, 11.25  # points
_GREY, _HEADER_FILL = "FF9AA5AE", "FFE9EDF0"
_HEADING_WIDTH = 110  # column units; a heading is read without scrolling
_SHEET_NAME = 31  # characters Excel allows
_CENTIMETRE = 1 / 2.54  # margins are in inches
_WIDTH_PADDING = 0.7109375  # Excel's own padding, part of the stored width
_FILTER_BUTTON = 3  # letters it hides

HeadingLine = tuple[str, bool]

_THIN = Side(style="thin", color=_GREY)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_BREAKS = re.compile(r"[ \t\n]+")
_END_OF_ROWS = b"</sheetData>"


@dataclass(frozen=True, slots=True)
class Shell:
    """Parts of the workbook by name, and each sheet's text before and after the streamed rows."""

    parts: Mapping[str, bytes]
    heads: tuple[bytes, ...]
    tails: tuple[bytes, ...]


def sheet_part(index: int) -> str:
    """Return the name of a sheet's part, counted from 0."""
    return f"xl/worksheets/sheet{index + 1}.xml"


def first_row(spec: SheetSpec) -> int:
    """Return the number of the first row of data, counted from 1 as Excel does."""
    return len(_heading(spec)) + 2


def shell(
    spec: SheetSpec, counts: Sequence[int], after: Callable[[Workbook], object] | None = None
) -> Shell:
    """Return a workbook with a sheet for each count of rows; `after` may add sheets of its own."""
    book = _book()
    book.remove(book.worksheets[0])
    book.properties.creator = "Райштаб"
    book.properties.title = _clean(spec.title)
    for index, count in enumerate(counts):
        _fill(book.create_sheet(sheet_name(spec.title, index)), spec, count)
    if after is not None:
        after(book)
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [parts.pop(sheet_part(index)) for index in range(len(counts))]
    # A dimension that ends before the rows do makes readers stop there; without it they read on.
    split = [_DIMENSION.sub(b"", sheet).partition(_END_OF_ROWS) for sheet in sheets]
    return Shell(parts, tuple(s[0] for s in split), tuple(s[1] + s[2] for s in split))


def style_ids(spec: SheetSpec) -> tuple[int, ...]:
    """Return the style id of each column's cells, the same in every shell of the spec."""
    book = _book()
    sheet = book.worksheets[0]
    _fill(sheet, spec, 0)
    return tuple(_style(sheet, column) for column in spec.columns)


def total_ids(spec: SheetSpec) -> tuple[int, ...]:
    """Return the style id of each column's cell in a row of totals, the same in every shell."""
    book = _book()
    sheet = book.worksheets[0]
    _fill(sheet, spec, 0)
    return tuple(_total_style(sheet, column) for column in spec.columns)


def _book() -> Workbook:
    """Return an empty workbook whose column widths are counted in digits of our font."""
    book = Workbook()
    normal = Font(name=_FONT, size=_NORMAL_SIZE)
    inner: Any = book  # openpyxl has no public door to the style «Normal»
    inner._fonts = IndexedList([normal])
    inner._named_styles["Normal"].font = normal
    return book


def _fill(sheet: Worksheet, spec: SheetSpec, count: int) -> None:
    # First of all, so that ids do not depend on the heading.
    for column in spec.columns:
        _style(sheet, column)
    if spec.totals:
        for column in spec.columns:
            _total_style(sheet, column)
        sheet.sheet_format.outlineLevelRow = 1 if spec.group else 0
    heading = _heading(spec)
    header = len(heading) + 1
    _write_heading(sheet, spec, heading)
    _write_header(sheet, spec, header)
    last = get_column_letter(len(spec.columns))
    sheet.freeze_panes = f"{'B' if _is_wide(spec) else 'A'}{header + 1}"
    if spec.group is None:  # a filter would part rows from the heads of their groups
        sheet.auto_filter.ref = f"A{header}:{last}{header + count}"
    _set_page(sheet, spec, header)


def _write_heading(sheet: Worksheet, spec: SheetSpec, heading: Sequence[HeadingLine]) -> None:
    # The first column of a wide sheet is repeated on each page: a heading in it would be too.
    first, last = 1 + _is_wide(spec), _heading_columns(spec)
    for number, (line, is_title) in enumerate(heading, 1):
        cell = _put(sheet, number, first, line)
        size = _TITLE_SIZE if is_title else _BODY_SIZE
        cell.font = Font(name=_FONT, size=size, bold=is_title)
        cell.alignment = Alignment(vertical="center")
        sheet.row_dimensions[number].height = _TITLE_LINE if is_title else _LINE
        if last > first:
            sheet.merge_cells(start_row=number, end_row=number, start_column=first, end_column=last)


def _write_header(sheet: Worksheet, spec: SheetSpec, header: int) -> None:
    lines = 1
    for position, column in enumerate(spec.columns, 1):
        title = _clean(column.title)
        cell = _put(sheet, header, position, title)
        cell.font = Font(name=_FONT, size=_BODY_SIZE, bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
        cell.border = _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        width = sheet.column_dimensions[get_column_letter(position)]
        width.width = column.width + _WIDTH_PADDING
        room = max(letters_in(column.width) - _FILTER_BUTTON, 4)
        lines = max(lines, len(textwrap.wrap(title, room)))
    sheet.row_dimensions[header].height = (lines + 0.5) * _HEADER_LINE


def _set_page(sheet: Worksheet, spec: SheetSpec, header: int) -> None:
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if spec.landscape else "portrait"
    sheet.page_setup.fitToWidth = spec.pages_across
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.pageOrder = "overThenDown"  # the pages of a spread come out together
    sheet.print_title_rows = f"{header}:{header}"
    if _is_wide(spec):
        sheet.print_title_cols = "A:A"
    margins = sheet.page_margins
    margins.left = margins.right = 1.0 * _CENTIMETRE
    margins.top, margins.bottom = 1.0 * _CENTIMETRE, 1.4 * _CENTIMETRE
    margins.header = margins.footer = 0.6 * _CENTIMETRE
    footer = sheet.oddFooter
    if footer is not None:
        footer.left.text = _clean(spec.title).replace("&", "&&")
        footer.right.text = "Лист &P из &N"
        footer.left.size = footer.right.size = 8


def _style(sheet: Worksheet, column: SheetColumn) -> int:
    cell = WriteOnlyCell(sheet)
    cell.font = Font(name=_FONT, size=_BODY_SIZE)
    cell.border = _BOX
    cell.number_format = _FORMATS[column.kind]
    across = _ACROSS.get(column.kind, "center")
    is_text = column.kind is CellKind.TEXT
    cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=is_text)
    return int(cell.style_id)


def _total_style(sheet: Worksheet, column: SheetColumn) -> int:
    cell = WriteOnlyCell(sheet)
    cell.font = Font(name=_FONT, size=_BODY_SIZE, bold=True)
    cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
    cell.border = Border(top=_THIN, bottom=_THIN)
    # A label is text in a column of dates or numbers too; it runs over the empty cells after it.
    is_number = column.kind in (CellKind.INTEGER, CellKind.DECIMAL)
    cell.number_format = _FORMATS[column.kind] if is_number else "General"
    cell.alignment = Alignment(horizontal="right" if is_number else "left", vertical="center")
    return int(cell.style_id)


def _put(sheet: Worksheet, row: int, column: int, value: str) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("a heading lies inside a merged range")
    cell.value = escaped(value)
    cell.data_type = "s"  # openpyxl takes «=…» for a formula and «#N/A» for an error
    return cell


def _heading(spec: SheetSpec) -> list[HeadingLine]:
    """Return the heading as lines that fit; the second of `spec.heading` is the title."""
    room = letters_in(_heading_units(spec))
    lines: list[HeadingLine] = []
    for number, written in enumerate(spec.heading):
        is_title = number == 1
        most = int(room * _BODY_SIZE / _TITLE_SIZE) if is_title else room
        line = _BREAKS.sub(" ", _clean(written)).strip()  # no-break spaces stay
        lines += [(part, is_title) for part in textwrap.wrap(line, most, break_on_hyphens=False)]
    return lines


def _heading_columns(spec: SheetSpec) -> int:
    width = 0.0
    for count, column in enumerate(spec.columns, 1):
        width += column.width
        if width >= _HEADING_WIDTH:
            return count
    return len(spec.columns)


def _heading_units(spec: SheetSpec) -> float:
    return sum(column.width for column in spec.columns[_is_wide(spec) : _heading_columns(spec)])


def _is_wide(spec: SheetSpec) -> bool:
    return spec.pages_across > 1


def sheet_name(title: str, index: int) -> str:
    """Return the name of a sheet, counted from 0."""
    tail = f" ({index + 1})" if index else ""
    plain = re.sub(r"[\\/*?:\[\]]", " ", text.one_line(_clean(title))).strip("' ")
    return (plain[: _SHEET_NAME - len(tail)] or "Лист") + tail


def _clean(value: str) -> str:
    return cell_text(value, Cleaning())
