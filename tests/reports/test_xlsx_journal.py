"""A journal's workbook: what is written is what other programs read."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from desktop_app.core import clock, errors
from desktop_app.core.records.sheets import CellKind, SheetColumn, SheetSpec, depersonalised
from desktop_app.reports import xlsx_journal
from desktop_app.reports.atomic_file import write_whole
from desktop_app.reports.cell_text import Cleaning, cell_text
from desktop_app.reports.xlsx_journal import Limits
from tests.reports.hostile import HOSTILE
from tests.reports.office_suite import as_shown

HEADING = ("Администрация района", "Журнал", "Данные на 24.11.2026 09:41")
HEADER = 4  # the row of column headings under these three lines


@dataclass(frozen=True)
class Line:
    """A record of the test's journal."""

    name: str = ""
    at: dt.datetime | None = None
    day: dt.date | None = None
    count: int | None = None
    degrees: float | None = None


COLUMNS = (
    SheetColumn("name", "Название", width=24),
    SheetColumn("at", "Когда", CellKind.MOMENT, 13),
    SheetColumn("day", "День", CellKind.DATE, 10),
    SheetColumn("count", "Штук", CellKind.INTEGER, 8),
    SheetColumn("degrees", "Градусы", CellKind.DECIMAL, 9),
)


def _spec(*columns: SheetColumn, heading: tuple[str, ...] = HEADING) -> SheetSpec:
    return SheetSpec("Журнал", heading, columns or COLUMNS)


def _written(path: Path, lines: list[Line], spec: SheetSpec | None = None) -> Worksheet:
    xlsx_journal.write(path, spec or _spec(), lines, Cleaning())
    return _sheets(path)[0]


def _sheets(path: Path) -> list[Worksheet]:
    return [
        sheet for sheet in openpyxl.load_workbook(path).worksheets if isinstance(sheet, Worksheet)
    ]


def _cells(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(row) for row in sheet.iter_rows(min_row=HEADER + 1, values_only=True)]


def test_values_keep_their_types(tmp_path: Path) -> None:
    """Text, moments, dates, whole and broken numbers come back as what they were."""
    at = dt.datetime(2026, 11, 24, 9, 41, 7)
    lines = [
        Line("Котельная № 3", at, at.date(), 12, -14.5),
        Line(),
        Line("1926.0", dt.datetime(1900, 3, 1), dt.date(9999, 12, 31), 0, 0.1 + 0.2),
    ]
    sheet = _written(tmp_path / "a.xlsx", lines)
    midnight = dt.datetime.combine
    assert _cells(sheet) == [
        ("Котельная № 3", at, midnight(at.date(), dt.time()), 12, -14.5),
        (None, None, None, None, None),
        ("1926.0", dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31), 0, 0.1 + 0.2),
    ]
    formats = [cell.number_format for cell in sheet[HEADER + 1]]
    assert formats == ["@", "dd.mm.yyyy hh:mm", "dd.mm.yyyy", "0", "0.0"]
    assert [cell.value for cell in sheet[HEADER]] == [column.title for column in COLUMNS]


def test_every_second_of_a_day_comes_back(tmp_path: Path) -> None:
    """Days as fractions lose no second."""
    start = dt.datetime(2026, 2, 28, 0, 0, 1)
    lines = [Line(at=start + dt.timedelta(seconds=7 * n)) for n in range(12_343)]
    read = [row[1] for row in _cells(_written(tmp_path / "a.xlsx", lines))]
    assert read == [line.at for line in lines]


def test_days_excel_cannot_count_are_written_as_text(tmp_path: Path) -> None:
    """Before March 1900 Excel counts wrongly, so such days are shown, not counted."""
    lines = [Line(at=dt.datetime(1899, 5, 1, 7, 30), day=dt.date(1850, 2, 3))]
    row = _cells(_written(tmp_path / "a.xlsx", lines))[0]
    assert row[1:3] == ("01.05.1899 07:30", "03.02.1850")


def test_numbers_that_are_none_are_blank(tmp_path: Path) -> None:
    """Infinity and «not a number» have no cell in Excel."""
    lines = [Line(degrees=float("nan")), Line(degrees=float("inf"))]
    assert [row[4] for row in _cells(_written(tmp_path / "a.xlsx", lines))] == [None, None]


def test_three_readers_agree_on_hostile_text(tmp_path: Path) -> None:
    """openpyxl, calamine and LibreOffice read every hostile text as it was stored or cleaned."""
    path = tmp_path / "hostile.xlsx"
    cleaning = Cleaning()
    xlsx_journal.write(path, _spec(), [Line(text) for text in HOSTILE], cleaning)
    wanted = [cell_text(text, Cleaning()) for text in HOSTILE]
    by_openpyxl = [str(row[0]) for row in _cells(_sheets(path)[0])]
    assert [_decoded(text) for text in by_openpyxl] == wanted
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[HEADER:]
    assert [str(row[0]) for row in rows] == wanted
    assert cleaning.replaced > 0
    assert cleaning.cut > 0
    shown = [row[0] for row in as_shown(path)[HEADER:]]
    assert shown == wanted


def _decoded(value: str) -> str:
    """Undo xlsx's own escape, which openpyxl alone leaves as it is stored."""
    return value.replace("_x005F_", "_")


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    """Cells, headings and column titles that begin with = + - @ are text with nothing added."""
    column = SheetColumn("name", "=СУММ(A1)")
    spec = _spec(column, heading=("=1+1", "@Журнал", "-5"))
    path = tmp_path / "a.xlsx"
    sheet = _written(path, [Line("=2+2"), Line("#N/A")], spec)
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in found] == [
        "=1+1", "@Журнал", "-5", "=СУММ(A1)", "=2+2", "#N/A"
    ]  # fmt: skip
    assert {cell.data_type for cell in found} == {"s"}
    assert all(b"<f>" not in content for content in _parts(path).values())


def test_print_set_up(tmp_path: Path) -> None:
    """A4 landscape, fit to width, headings repeated, pages numbered, margins to be held by."""
    sheet = _written(tmp_path / "a.xlsx", [Line("x")])
    page = sheet.page_setup
    assert (int(page.paperSize or 0), page.orientation) == (9, "landscape")
    assert (page.fitToWidth, page.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:E5"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.right.text == "Лист &P из &N"
    assert sheet.column_dimensions["A"].width == pytest.approx(24.71, abs=0.01)


def test_a_wide_journal_is_printed_as_a_spread(tmp_path: Path) -> None:
    """Columns too many for one page go over several, each with the first column."""
    columns = tuple(SheetColumn("name", f"Столбец {n}", width=30) for n in range(12))
    sheet = _written(tmp_path / "a.xlsx", [Line("x")], _spec(*columns))
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols == "$A:$A"
    assert sheet.freeze_panes == "B5"
    assert sheet["A1"].value is None
    assert sheet["B1"].value == HEADING[0]


def test_rows_are_as_tall_as_their_text(tmp_path: Path) -> None:
    """LibreOffice does not fit rows itself, so wrapped text brings its height."""
    lines = [Line("слово"), Line("слово " * 20), Line("раз\nдва"), Line("слово " * 9_000)]
    sheet = _written(tmp_path / "a.xlsx", lines)
    heights = [sheet.row_dimensions[HEADER + n].height for n in range(1, 5)]
    assert heights[0] < heights[2] < heights[1] < heights[3] <= 409


def test_an_empty_journal_is_a_proper_file(tmp_path: Path) -> None:
    """Nothing found still gives heading, column titles and a filter."""
    sheet = _written(tmp_path / "a.xlsx", [])
    assert sheet["A2"].value == "Журнал"
    assert sheet.max_row == HEADER
    assert sheet.auto_filter.ref == "A4:E4"
    assert as_shown(tmp_path / "a.xlsx")[HEADER - 1][0] == "Название"


def test_a_long_journal_goes_on_in_the_next_sheet(tmp_path: Path) -> None:
    """Every sheet has heading, titles and its own filter, and no row is lost between them."""
    path = tmp_path / "a.xlsx"
    lines = [Line(f"строка {n}") for n in range(701)]
    assert xlsx_journal.write(path, _spec(), lines, Cleaning(), Limits(rows=300)) == 701
    sheets = _sheets(path)
    assert [sheet.title for sheet in sheets] == ["Журнал", "Журнал (2)", "Журнал (3)"]
    assert [len(_cells(sheet)) for sheet in sheets] == [300, 300, 101]
    assert [row[0] for sheet in sheets for row in _cells(sheet)] == [line.name for line in lines]
    assert {sheet["A2"].value for sheet in sheets} == {"Журнал"}
    assert [sheet.auto_filter.ref for sheet in sheets] == ["A4:E304", "A4:E304", "A4:E105"]
    assert {sheet.print_title_rows for sheet in sheets} == {"$4:$4"}


def test_a_sheet_ends_before_its_part_is_too_big(tmp_path: Path) -> None:
    """The bytes of a sheet's XML end it as the rows do."""
    path = tmp_path / "a.xlsx"
    lines = [Line("длинный текст " * 100) for _ in range(1000)]
    xlsx_journal.write(path, _spec(), lines, Cleaning(), Limits(bytes=500_000))
    counts = [len(_cells(sheet)) for sheet in _sheets(path)]
    assert sum(counts) == 1000
    assert len(counts) > 1


def test_exactly_full_sheets_have_no_empty_one_after_them(tmp_path: Path) -> None:
    """The last sheet that is just full is the last."""
    path = tmp_path / "a.xlsx"
    xlsx_journal.write(path, _spec(), [Line("x")] * 6, Cleaning(), Limits(rows=3))
    assert len(_sheets(path)) == 2


def test_readers_that_stream_see_every_row(tmp_path: Path) -> None:
    """A reader that trusts the sheet's dimension is not stopped by a wrong one."""
    path = tmp_path / "a.xlsx"
    xlsx_journal.write(path, _spec(), [Line("x")] * 900, Cleaning())
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        assert sum(1 for _ in book.worksheets[0].iter_rows()) == 900 + HEADER
    finally:
        book.close()


def test_records_are_taken_one_by_one(tmp_path: Path) -> None:
    """The journal never holds more than a block of records."""
    alive = most = 0

    class Counted(Line):
        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def records() -> Iterator[Line]:
        nonlocal alive, most
        for number in range(3_000):
            alive += 1
            most = max(most, alive)
            yield Counted(f"{number}")

    xlsx_journal.write(tmp_path / "a.xlsx", _spec(), records(), Cleaning())
    assert most <= 600


def test_a_long_heading_is_broken_into_lines(tmp_path: Path) -> None:
    """A filter in many words stays readable; the row of column titles moves down."""
    filters = "Отбор: " + ", ".join(f"тема {n}" for n in range(60))
    sheet = _written(tmp_path / "a.xlsx", [Line("x")], _spec(heading=(*HEADING[:2], filters)))
    column = [row[0].value for row in sheet.iter_rows(max_col=1)]
    lines = column[2 : column.index("Название")]
    assert len(lines) > 2
    assert " ".join(str(line) for line in lines) == filters


def test_hostile_titles_make_a_readable_file(tmp_path: Path) -> None:
    """Office, journal and column names may hold anything too."""
    for number, text in enumerate(HOSTILE[:60]):
        spec = SheetSpec(text or "x", (text, text), (SheetColumn("name", f"{text}!"),))
        path = tmp_path / f"{number}.xlsx"
        xlsx_journal.write(path, spec, [Line("x")], Cleaning())
        assert _sheets(path)[0].max_row >= 2
        assert CalamineWorkbook.from_path(path).sheet_names[0]


def test_columns_must_differ() -> None:
    """Two columns of one name, or none at all, are refused at once."""
    with pytest.raises(ValueError, match="different"):
        _spec(SheetColumn("a", "Имя"), SheetColumn("b", "Имя"))
    with pytest.raises(ValueError, match="nothing is left"):
        depersonalised((SheetColumn("a", "Имя", is_personal=True),))


def test_a_full_disk_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    """A file that no longer grows ends in DiskFull; the old file keeps its bytes."""
    resource = pytest.importorskip("resource", reason="предел размера файла есть только в Linux")
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    lines = (Line(clock.stamp(dt.datetime(2026, 1, 1) + dt.timedelta(seconds=n * n)))
             for n in range(100_000))  # fmt: skip
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
    try:
        with pytest.raises(errors.DiskFull):
            write_whole(path, lambda part: xlsx_journal.write(part, _spec(), lines, Cleaning()))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["a.xlsx"]


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
