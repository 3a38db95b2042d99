"""Forms of higher bodies: templates come back whole, filled, and recalculated by LibreOffice."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.errors import BadFile
from desktop_app.core.records.forms import FormData
from desktop_app.core.records.sheets import Cell
from desktop_app.reports import xlsx_form
from desktop_app.reports.cell_text import Cleaning, cell_text
from tests.reports import form_samples
from tests.reports.hostile import STORABLE
from tests.reports.office_suite import as_shown

_HOURS = (4.0, 12.0, 20.0)


def _tickets(hours: tuple[float, ...] = _HOURS) -> list[dict[str, Cell]]:
    return [
        {
            "№ п/п": n,
            "№ заявки": f"2026-{n:05d}",
            "адрес": f"ул. Лесная, д. {n}",
            "содержание": f"Холодно {n}",
            "часов": value,
            "дата": dt.datetime(2026, 11, n, 9, 30),
        }
        for n, value in enumerate(hours, 1)
    ]


def _data(hours: tuple[float, ...] = _HOURS) -> FormData:
    topics: list[dict[str, Cell]] = [
        {"тема": "Отопление", "поступило": 6, "закрыто": 5},
        {"тема": "ТКО", "поступило": 2, "закрыто": 2},
    ]
    values: dict[str, Cell] = {
        "учреждение": "Администрация",
        "период": "с 01.11.2026",
        "дата": dt.date(2026, 11, 24),
        "всего": 3,
    }
    return FormData(values, {"обращения": _tickets(hours), "темы": topics})


def _filled(content: bytes, target: Path, data: FormData) -> Worksheet:
    assert xlsx_form.needs(content, form_samples.CATALOGUE).problems == ()
    xlsx_form.fill(content, target, data, form_samples.CATALOGUE, Cleaning())
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return where a form goes."""
    return tmp_path / "форма.xlsx"


def test_a_merged_head_and_totals_survive(target: Path) -> None:
    """Merges, heights, widths, fonts, borders, print areas and formulas move with the rows."""
    content = form_samples.packed(form_samples.merged_head)
    sheet = _filled(content, target, _data())
    assert sheet["A2"].value == "Администрация за период с 01.11.2026"
    assert [sheet[f"B{row}"].value for row in (5, 6, 7)] == [
        "2026-00001",
        "2026-00002",
        "2026-00003",
    ]
    assert sheet["A8"].value == "Итого"
    assert (sheet["D8"].value, sheet["F8"].value) == ("=SUM(D5:D7)", "=SUM(F5:F7)")
    assert (sheet["F6"].value, sheet["G7"].value) == ("=D6*$E6", "=SUM(D$5:D7)")
    assert sheet["F9"].value == "=F8/COUNTA(B5:B7)"
    areas = {str(area) for area in sheet.merged_cells.ranges}
    assert areas == {"A1:F1", "A2:F2", "A3:A4", "B3:C3", "D3:F3", "A8:C8", "A11:F11"}
    heights = {row: sheet.row_dimensions[row].height for row in (1, 5, 6, 7, 8)}
    assert heights == {1: 40, 5: 18, 6: 18, 7: 18, 8: 25}
    assert sheet.column_dimensions["C"].width == 42
    assert sheet["A1"].font.name == "Times New Roman"
    assert all(sheet[f"D{row}"].border.left.style == "thin" for row in (5, 6, 7))
    assert sheet["F7"].number_format == "#,##0.00"
    assert sheet["D8"].fill.fgColor.rgb == "FFFFE699"
    assert sheet.print_area == "'Форма'!$A$1:$F$11"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "A5"
    (formatting,) = sheet.conditional_formatting
    assert (str(formatting.sqref), formatting.rules[0].formula) == ("D5:D7", ["$D$8/2"])
    assert str(sheet.data_validations.dataValidation[0].sqref) == "G5:G8"


def test_libreoffice_recalculates_the_totals(target: Path) -> None:
    """Sums, averages and running totals under the repeated row are those of the rows."""
    content = form_samples.packed(form_samples.merged_head)
    _filled(content, target, _data())
    shown = as_shown(target)
    assert [line[6] for line in shown[4:7]] == ["4", "16", "36"]
    assert (shown[7][3], shown[7][4], shown[7][5]) == ("36", "2", "72")
    assert shown[8][5] == "24"
    assert shown[10][0] == "Руководитель ____________ (24.11.2026)"


def test_two_blocks_on_one_sheet(target: Path) -> None:
    """Each grows by its own rows; rows of bare marks go; sums under both are right."""
    content = form_samples.packed(form_samples.two_blocks)
    sheet = _filled(content, target, _data())
    assert [sheet[f"A{row}"].value for row in range(3, 7)] == [
        "Тема",
        "Отопление",
        "ТКО",
        "Всего по темам",
    ]
    assert sheet["C5"].value == "=B5/SUM($B$4:$B$5)"
    assert sheet["A9"].value == "№ 2026-00001 от 01.11.2026 09:30"
    areas = {str(area) for area in sheet.merged_cells.ranges}
    assert areas == {"A1:C1", "A10:C10", "A12:C12", "A14:C14"}
    shown = as_shown(target)
    assert [line[2] for line in shown[3:5]] == ["75.0%", "25.0%"]
    assert (shown[5][1], shown[14][1], shown[15][1]) == ("8", "36", "44")


def test_a_label_reaching_over_repeated_rows_is_stretched(target: Path) -> None:
    """A vertical merge grows; totals above see all rows; a lone cell in MAX becomes a range."""
    content = form_samples.packed(form_samples.side_total)
    sheet = _filled(content, target, _data())
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A4:A7"}
    shown = as_shown(target)
    assert (shown[0][1], shown[1][1]) == ("36", "20")
    assert [line[3] for line in shown[3:6]] == ["мало", "много", "много"]
    assert shown[7][2] == "2"


def test_sheets_that_look_at_each_other(target: Path) -> None:
    """Sums of another sheet, names, charts, tables, notes and links follow the rows."""
    sheet = _filled(form_samples.book_of_two(), target, _data())
    book = openpyxl.load_workbook(target)
    second = book["Свод по форме"]
    assert isinstance(second, Worksheet)
    assert (second["A2"].value, second["A3"].value) == ("=SUM(Список!B2:B4)", "=Список!B5")
    assert book.defined_names["Часы"].attr_text == "SUM(Список!$B$2:$B$4)"
    assert sheet.tables["Заявки"].ref == "A1:B4"
    note = sheet["A5"].comment
    assert note is not None
    assert note.text == "проверяет отдел"
    assert sheet["A5"].hyperlink is not None
    with zipfile.ZipFile(target) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
        anchored = archive.read("xl/drawings/drawing1.xml").decode()
    assert "$B$2:$B$4" in drawn
    assert "$A$2:$A$4" in drawn
    assert "<row>6</row>" in anchored or "<xdr:row>6</xdr:row>" in anchored
    assert [line[1] for line in as_shown(target)[1:5]] == ["4", "12", "20", "36"]


def test_nothing_found_leaves_one_blank_row(target: Path) -> None:
    """An empty section keeps its frame and every formula its range."""
    content = form_samples.packed(form_samples.merged_head)
    sheet = _filled(content, target, _data(()))
    assert (sheet["B5"].value, sheet["A6"].value) == (None, "Итого")
    assert as_shown(target)[5][3] == "0"


def test_values_keep_their_type_and_texts_are_never_formulas(target: Path) -> None:
    """A number is a number, a date gets a format of dates, «=1+1» of a caller stays text."""

    def draw(sheet: Worksheet) -> None:
        for place, value in (
            ("A1", "{{дата}}"),
            ("A2", "{{#обращения}}{{часов}}"),
            ("B2", "{{содержание}}"),
            ("C2", "Суть: {{содержание}}"),
            ("D2", "{{/обращения}}"),
        ):
            sheet[place] = value

    content = form_samples.packed(draw)
    rows: list[dict[str, Cell]] = [{"часов": 1.5, "содержание": text} for text in STORABLE]
    data = FormData({"дата": dt.date(2026, 11, 24)}, {"обращения": rows})
    sheet = _filled(content, target, data)
    assert sheet["A1"].value == dt.datetime(2026, 11, 24)
    assert sheet["A1"].number_format == "dd.mm.yyyy"
    for number, text in enumerate(STORABLE, 2):
        cell = sheet.cell(number, 2)
        assert cell.data_type in ("s", "n")
        wanted = cell_text(text, Cleaning()) or None
        got = cell.value if cell.value is None else str(cell.value).replace("_x005F_", "_")
        assert got == wanted
        assert sheet.cell(number, 3).data_type == "s"
    assert len(as_shown(target)) >= len(STORABLE)


def test_mistakes_are_listed_by_cell() -> None:
    """Each mistake names its cell and what was meant; several sheets are told apart."""

    def draw(sheet: Worksheet) -> None:
        for place, value in (
            ("B7", "{{адресс}}"),
            ("A1", "{{перид}}"),
            ("A2", "{{дата}"),
            ("A3", '="x"&"{{дата}}"'),
            ("A8", "{{#обращение}}"),
            ("A9", "{{/темы}}"),
            ("A10", "{{#темы}}"),
            ("B10", "{{#обращения}}"),
            ("A11", "{{тема}} {{адресс}}"),
        ):
            sheet[place] = value

    content = form_samples.packed(draw)
    found = xlsx_form.needs(content, form_samples.CATALOGUE).problems
    told = {str(problem) for problem in found}
    assert "A1: нет поля «перид», есть «период»" in told
    assert "B7: поле «адрес» бывает только между {{#…}} и {{/…}}" in told
    assert "A2: скобки {{ и }} не сходятся" in told
    assert "A3: поле внутри формулы не заполняется, сошлитесь на ячейку с ним" in told
    assert "A8: нет повторяемого участка «обращение», есть «обращения»" in told
    assert "A9: «{{/темы}}» закрывает то, что не открыто" in told
    assert "B10: «обращения» открыто внутри «темы», закройте прежнее" in told
    assert "A10: нет закрывающей «{{/темы}}»" in told
    assert "A11: поле «тема» бывает только между {{#…}} и {{/…}}" in told


def test_a_mistyped_field_of_a_row_is_answered_with_the_near_one() -> None:
    """«B7: нет поля «адресс», есть «адрес»» inside the repeated row."""

    def draw(sheet: Worksheet) -> None:
        sheet["A7"] = "{{#обращения}}"
        sheet["B7"] = "{{адресс}}"
        sheet["C7"] = "{{/обращения}}"

    found = xlsx_form.needs(form_samples.packed(draw), form_samples.CATALOGUE).problems
    assert [str(problem) for problem in found] == ["B7: нет поля «адресс», есть «адрес»"]


def test_a_sheet_without_marks_is_no_form() -> None:
    """A workbook that asks for nothing is told to be so."""
    content = form_samples.packed(lambda sheet: sheet.append(["просто таблица"]))
    (problem,) = xlsx_form.needs(content, form_samples.CATALOGUE).problems
    assert "нет ни одного поля" in problem.words


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    """Any other file is refused in Russian."""
    with pytest.raises(BadFile, match="не книга Excel"):
        xlsx_form.needs(content, form_samples.CATALOGUE)


def test_a_cell_at_the_end_of_the_world_is_refused_at_once() -> None:
    """One cell at XFD1048576 would hang the reader; it is told instead."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["XFD1048576"] = "{{дата}}"
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(BadFile, match="занята ячейка XFD1048576"):
        xlsx_form.needs(content.getvalue(), form_samples.CATALOGUE)


def test_too_many_rows_are_refused(target: Path) -> None:
    """A form that would not fit in memory says what to do instead."""
    content = form_samples.packed(form_samples.merged_head)
    rows = _tickets() * (xlsx_form.MOST_ROWS // 3 + 1)
    with pytest.raises(BadFile, match="сузьте период"):
        xlsx_form.fill(
            content, target, FormData({}, {"обращения": rows}), form_samples.CATALOGUE, Cleaning()
        )


def test_repeated_rows_are_as_high_as_their_text(target: Path) -> None:
    """LibreOffice fits no row by itself: without a height wrapped lines run over the next row."""

    def template(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = "{{#обращения}}{{№ заявки}}", "{{содержание}}{{/обращения}}"
        sheet["A3"] = "Руководитель"
        sheet["B1"].alignment = Alignment(wrap_text=True)
        sheet.column_dimensions["B"].width = 20

    rows = _tickets()
    rows[1]["содержание"] = "Холодно в угловой комнате, батареи еле тёплые третий день, дети болеют"
    sheet = _filled(form_samples.packed(template), target, FormData({}, {"обращения": rows}))
    heights = [sheet.row_dimensions[row].height for row in (1, 2, 3)]
    assert heights[0] is heights[2] is None
    assert heights[1] is not None
    assert heights[1] >= 4 * 14


def test_a_height_of_the_template_and_cells_over_columns_stay(target: Path) -> None:
    """What the author set is his; a text over several columns has their room."""

    def template(sheet: Worksheet) -> None:
        sheet["A1"], sheet["C1"] = "{{#обращения}}{{содержание}}", "{{№ заявки}}{{/обращения}}"
        sheet["A2"], sheet["C2"] = "{{#темы}}{{тема}}", "{{поступило}}{{/темы}}"
        for place in ("A1", "A2"):
            sheet[place].alignment = Alignment(wrap_text=True)
        sheet.merge_cells("A1:B1")
        sheet.row_dimensions[2].height = 18

    rows = _tickets((4.0,))
    rows[0]["содержание"] = "Холодно " * 20
    topics: list[dict[str, Cell]] = [{"тема": "Отопление " * 9, "поступило": 6}]
    data = FormData({}, {"обращения": rows, "темы": topics})
    sheet = _filled(form_samples.packed(template), target, data)
    assert [sheet.row_dimensions[row].height for row in (1, 2)] == [None, 18]
