"""A pen over a sheet: typed cells, texts that stay texts, formulas of ours, sums, the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.reports.cell_text import Cleaning, cell_text, escaped
from desktop_app.reports.row_height import letters_in, lines_of

WHOLE, SHARE, DATE, MOMENT = "#,##0", "0%", "dd.mm.yyyy", "dd.mm.yyyy hh:mm"
TITLE = 13

_FONT = "Arial"
_SIZE, _LINE = 10, 13.0
_GREY, _HEAD = "FF9AA5AE", "FFE9EDF0"
_THIN = Side(style="thin", color=_GREY)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTIMETRE = 1 / 2.54


@dataclass(slots=True)
class Pen:
    """Writes cells of a sheet from top to bottom."""

    sheet: Worksheet
    cleaning: Cleaning
    row: int = 1
    widths: Sequence[float] = ()

    def put(self, column: int, value: object, form: str = "", *, bold: bool = False) -> Cell:
        """Write a cell of the present row; a text is only ever text, «=…» is written by `count`."""
        cell = self.sheet.cell(self.row, column)
        if not isinstance(cell, Cell):
            raise TypeError("a cell lies inside a merged range")
        cell.font = Font(name=_FONT, size=_SIZE, bold=bold)
        if isinstance(value, str):
            cell.value = escaped(cell_text(value, self.cleaning))
            cell.data_type = "s"
        else:
            cell.value = value  # type: ignore[assignment]  # numbers and dates
        if form:
            cell.number_format = form
        return cell

    def count(self, column: int, formula_text: str, form: str, *, bold: bool = False) -> None:
        """Write a formula of ours."""
        cell = self.put(column, 0, form, bold=bold)
        cell.value = formula_text
        boxed(cell, across="right")

    def line(self, text: str, *, bold: bool = False, size: int = _SIZE) -> None:
        """Write a line of text over the width of the sheet."""
        cell = self.put(1, text, bold=bold)
        cell.font = Font(name=_FONT, size=size, bold=bold)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        self.sheet.merge_cells(
            start_row=self.row, end_row=self.row, start_column=1, end_column=len(self.widths)
        )
        letters = sum(self.widths) * 1.05
        lines = max(1, -(-len(text) // int(letters * _SIZE / size)))
        self.sheet.row_dimensions[self.row].height = lines * size * 1.4
        self.row += 1

    def heads(self, heads: Sequence[str]) -> None:
        """Write the heads of a table."""
        for column, head in enumerate(heads, 1):
            cell = self.put(column, head, bold=True)
            cell.fill = PatternFill("solid", fgColor=_HEAD)
            boxed(cell, across="center", wrap=True)
        self.row += 1

    def values(self, values: Sequence[object], forms: Sequence[str]) -> None:
        """Write a line of a table: texts at the left, numbers at the right."""
        lines = 1
        for column, (value, form) in enumerate(zip(values, forms, strict=True), 1):
            cell = self.put(column, value, form)
            if isinstance(value, str):
                boxed(cell, across="left", wrap=True)
                lines = max(lines, lines_of(value, letters_in(self.widths[column - 1])))
            else:
                boxed(cell, across="right")
        if lines > 1:
            self.sheet.row_dimensions[self.row].height = lines * _LINE
        self.row += 1


def boxed(cell: Cell, across: str, *, wrap: bool = False) -> None:
    """Draw lines round a cell and stand its text at «left», «right» or «center»."""
    cell.border = _BOX
    indent = 1 if across == "left" else 0  # a text beside a number does not touch it
    cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=wrap, indent=indent)


def next_sheet(pen: Pen, book: Workbook, title: str, widths: Sequence[float]) -> Pen:
    """Return a pen over a new sheet of a book."""
    return Pen(book.create_sheet(title), pen.cleaning, 1, widths)


def write_sums(pen: Pen, first: int, columns: Mapping[int, str]) -> None:
    """Write «Всего» under a table: sums that follow the cells."""
    pen.put(1, "Всего", bold=True).border = _BOX
    for column, form in columns.items():
        letter, last = get_column_letter(column), max(pen.row - 1, first)
        words = f"=SUM({letter}{first}:{letter}{last})" if pen.row > first else "=0"
        pen.count(column, words, form, bold=True)
    pen.row += 1


def finish(pen: Pen, *, one_page: bool = False) -> None:
    """Set widths and the page of a sheet; a short table with its chart is one page."""
    sheet = pen.sheet
    for column, width in enumerate(pen.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(one_page)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 1.2 * _CENTIMETRE
