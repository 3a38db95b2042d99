"""A sheet with a native chart of the groups of a small journal, fed by the journal's own totals."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.records.sheets import SheetSpec
from desktop_app.reports.cell_text import Cleaning, cell_text, escaped
from desktop_app.reports.sheet_shell import sheet_name
from desktop_app.reports.sheet_totals import GroupPlace

SHEET = "Диаграмма"
LEAST, MOST = 2, 30  # groups a bar chart still shows well
_HEIGHT, _BAR, _WIDTH = 6, 0.75, 22  # centimetres
_FONT = "Arial"


def add(book: Workbook, spec: SheetSpec, groups: Sequence[GroupPlace], word: str) -> None:
    """Add the sheet: title and count of each group, counts as formulas, bars beside them."""
    sheet = book.create_sheet(SHEET)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 14
    source = sheet_name(spec.title, 0).replace("'", "''")
    rows = [(spec.title, word), *((g.title, f"='{source}'!A{g.row}") for g in groups)]
    for number, (title, count) in enumerate(rows, 1):
        name, value = sheet.cell(number, 1), sheet.cell(number, 2)
        name.value, name.data_type = escaped(cell_text(title, Cleaning())), "s"
        value.value = count
        name.alignment = Alignment(wrap_text=True, vertical="top")
        name.font = value.font = Font(name=_FONT, size=9, bold=number == 1)
    sheet.add_chart(_chart(sheet, len(groups)), "D2")
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1


def _chart(sheet: Worksheet, count: int) -> BarChart:
    chart = BarChart()
    chart.type, chart.style = "bar", 10
    chart.legend = None
    chart.gapWidth = 60
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"  # the first group on top, as in the table
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=count + 1), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=count + 1))
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    chart.series[0].dLbls = labels
    chart.series[0].graphicalProperties.solidFill = "4C7FBF"
    chart.width, chart.height = _WIDTH, round(_HEIGHT + _BAR * count)
    return chart
