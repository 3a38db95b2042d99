"""Foreign-looking templates, built here as a ministry's clerk would draw them."""

import io
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.records.forms import Catalogue, FieldInfo, SectionInfo

CATALOGUE = Catalogue(
    (FieldInfo("учреждение"), FieldInfo("период"), FieldInfo("дата"), FieldInfo("всего")),
    (
        SectionInfo(
            "обращения",
            "обращение",
            tuple(map(FieldInfo, ("№ п/п", "№ заявки", "адрес", "содержание", "часов", "дата"))),
        ),
        SectionInfo("темы", "тема", tuple(map(FieldInfo, ("тема", "поступило", "закрыто")))),
    ),
)
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def packed(fill: Callable[[Worksheet], object], title: str = "Форма") -> bytes:
    """Return a workbook of one sheet as bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cells(sheet: Worksheet, values: dict[str, str | int]) -> None:
    for place, value in values.items():
        sheet[place] = value


def merged_head(sheet: Worksheet) -> None:
    """A head of three merged storeys, one repeated row, totals and signatures under it."""
    _cells(
        sheet,
        {
            "A1": "Министерство ЖКХ\nФорма 7-ОЗП",
            "A2": "{{учреждение}} за период {{период}}",
            "A3": "№",
            "B3": "Заявка",
            "D3": "Исполнение",
            "B4": "номер",
            "C4": "адрес",
            "D4": "часов",
            "E4": "тариф, руб.",
            "F4": "сумма",
            "A5": "{{#обращения}}{{№ п/п}}",
            "B5": "{{№ заявки}}",
            "C5": "{{адрес}}",
            "D5": "{{часов}}",
            "E5": 2,
            "F5": "=D5*$E5",
            "G5": "=SUM(D$5:D5){{/обращения}}",
            "A6": "Итого",
            "D6": "=SUM(D5)",
            "E6": "=AVERAGE(E5:E5)",
            "F6": "=SUM(F5:F5)",
            "A7": "Средняя",
            "F7": "=F6/COUNTA(B5:B5)",
            "A9": "Руководитель ____________ ({{дата}})",
        },
    )
    sheet["G5"] = "=SUM(D$5:D5)"
    sheet["H5"] = "{{/обращения}}"
    _dress_head(sheet)


def _dress_head(sheet: Worksheet) -> None:
    """Fonts, frames, heights, print set-up, a format and a check of the form."""
    for area in ("A1:F1", "A2:F2", "A3:A4", "B3:C3", "D3:F3", "A6:C6", "A9:F9"):
        sheet.merge_cells(area)
    sheet["A1"].font = Font(name="Times New Roman", size=14, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", wrap_text=True)
    for place in ("A5", "B5", "C5", "D5", "E5", "F5"):
        sheet[place].border = _BOX
    sheet["D6"].fill = PatternFill("solid", fgColor="FFFFE699")
    sheet["F5"].number_format = "#,##0.00"
    sheet.row_dimensions[1].height = 40
    sheet.row_dimensions[5].height = 18
    sheet.row_dimensions[6].height = 25
    sheet.column_dimensions["C"].width = 42
    sheet.print_area = "A1:F9"
    sheet.print_title_rows = "3:4"
    sheet.freeze_panes = "A5"
    red = DifferentialStyle(fill=PatternFill("solid", bgColor="FFFF0000"))
    rule = Rule("cellIs", operator="greaterThan", formula=["$D$6/2"], dxf=red)
    sheet.conditional_formatting.add("D5:D5", rule)
    check = DataValidation("list", formula1='"да,нет"', sqref="G5:G6")
    sheet.add_data_validation(check)


def two_blocks(sheet: Worksheet) -> None:
    """Two repeated blocks one under another, marks on rows of their own, a share of the whole."""
    _cells(
        sheet,
        {
            "A1": "Сводные сведения: {{учреждение}}",
            "A3": "Тема",
            "B3": "Поступило",
            "C3": "Доля",
            "A4": "{{#темы}}",
            "A5": "{{тема}}",
            "B5": "{{поступило}}",
            "C5": "=B5/SUM($B$5:$B$5)",
            "A6": "{{/темы}}",
            "A7": "Всего по темам",
            "B7": "=SUM(B5:B5)",
            "A9": "Обращения",
            "A10": "{{#обращения}}",
            "A11": "№ {{№ заявки}} от {{дата}}",
            "B11": "{{часов}}",
            "A12": "{{содержание}}",
            "A13": "{{/обращения}}",
            "A14": "Часов всего",
            "B14": "=SUM(B11:B12)",
            "A15": "Тем и часов",
            "B15": "=B7+B14",
        },
    )
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A12:C12")
    sheet["C5"].number_format = "0.0%"
    sheet["A12"].alignment = Alignment(wrap_text=True)
    sheet.row_dimensions[11].height = 21


def side_total(sheet: Worksheet) -> None:
    """A vertical label merged over the repeated row, a total above it, a running number."""
    _cells(
        sheet,
        {
            "A1": "Всего часов",
            "B1": "=SUM(C4:C4)",
            "A2": "Максимум",
            "B2": "=MAX(C4)",
            "A4": "Обращения",
            "B3": "№",
            "C3": "Часы",
            "B4": "{{#обращения}}",
            "C4": "{{часов}}",
            "D4": '=IF(C4>10,"много","мало")',
            "E4": "{{/обращения}}",
            "C5": "=C4*1",
            "B5": "последнее ниже",
            "C6": '=COUNTIF(C4:C4,">10")',
        },
    )
    sheet.merge_cells("A4:A5")


def book_of_two() -> bytes:
    """A workbook whose second sheet sums the first, with a chart, a name, a table and a note."""
    book = Workbook()
    first: Worksheet = book.create_sheet("Список")
    book.remove(book.worksheets[0])
    _cells(
        first,
        {
            "A1": "Заявка",
            "B1": "Часов",
            "A2": "{{#обращения}}{{№ заявки}}",
            "B2": "{{часов}}",
            "C2": "{{/обращения}}",
            "A3": "Итого",
            "B3": "=SUM(B2)",
        },
    )
    first["A3"].comment = Comment("проверяет отдел", "Министерство")
    first["A3"].hyperlink = "https://example.invalid/форма"
    first.add_table(Table(displayName="Заявки", ref="A1:B2"))
    chart = BarChart()
    chart.add_data(Reference(first, min_col=2, min_row=2, max_row=2))
    chart.set_categories(Reference(first, min_col=1, min_row=2, max_row=2))
    first.add_chart(chart, "E5")
    second = book.create_sheet("Свод по форме")
    _cells(
        second, {"A1": "{{период}}", "A2": "=SUM(Список!B2:B2)", "A3": "=Список!B3", "A4": "=Часы"}
    )
    book.defined_names["Часы"] = DefinedName("Часы", attr_text="SUM(Список!$B$2:$B$2)")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
