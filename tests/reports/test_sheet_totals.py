"""Groups and totals that do not fit in one sheet, and what a spreadsheet makes of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from desktop_app.core.records.sheets import CellKind, SheetColumn, SheetSpec, Total
from desktop_app.reports import xlsx_journal
from desktop_app.reports.cell_text import Cleaning
from desktop_app.reports.xlsx_journal import Limits
from tests.reports.hostile import STORABLE


@dataclass(frozen=True)
class _Line:
    number: str
    service: str
    hours: float | None


_COLUMNS = (
    SheetColumn("number", "№"),
    SheetColumn("service", "Услуга"),
    SheetColumn("hours", "Часов", CellKind.DECIMAL, total=Total.SUM),
)


def _lines(groups: dict[str, int]) -> Iterator[_Line]:
    for service, count in groups.items():
        for number in range(count):
            yield _Line(f"{service}-{number}", service, 1.5 if number % 2 else None)


def _spec(*, grouped: bool) -> SheetSpec:
    group = (lambda line: line.service) if grouped else None
    return SheetSpec("Журнал", ("Отдел", "Журнал", "Все"), _COLUMNS, totals=True, group=group)


def _shown(path: Path) -> list[list[list[object]]]:
    """Return the rows under the header of every sheet, with the results kept beside formulas."""
    book = openpyxl.load_workbook(path, data_only=True)
    found: list[list[list[object]]] = []
    for sheet in book.worksheets:
        rows: list[list[object]] = [list(row) for row in sheet.iter_rows(values_only=True)]
        header = next((n for n, row in enumerate(rows) if row[0] == "№ п/п"), None)
        if header is not None:
            found.append(rows[header + 1 :])
    return found


@pytest.mark.parametrize("rows", [4, 7, 10, 1000])
def test_every_sheet_has_its_own_totals(tmp_path: Path, rows: int) -> None:
    """However the rows are cut into sheets, none is lost and every formula stays in its sheet."""
    path = tmp_path / "a.xlsx"
    groups = {"А": 9, "Б": 1, "В": 14}
    lines = list(_lines(groups))
    spec = _spec(grouped=True)
    written = xlsx_journal.write(path, spec, lines, Cleaning(), Limits(rows=rows))
    assert written == len(lines)
    sheets = _shown(path)
    numbers = [row[1] for sheet in sheets for row in sheet if "-" in str(row[1])]
    assert numbers == [line.number for line in lines]
    wholes = [sheet[-1] for sheet in sheets]
    assert {row[1] for row in wholes} == {"Всего"}
    assert sum(int(str(row[0])) for row in wholes) == len(lines)
    assert sum(float(str(row[3])) for row in wholes) == sum(line.hours or 0 for line in lines)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[: len(sheets)]:
        for row in sheet.iter_rows():
            value = str(row[0].value or "")
            if value.startswith("=SUBTOTAL(2,A"):
                last = int(value.rsplit("A", 1)[1].rstrip(")"))
                assert last < int(row[0].row or 0)


def test_totals_without_groups_keep_the_filter(tmp_path: Path) -> None:
    """One total under all rows; the filter covers the rows and not the total."""
    path = tmp_path / "a.xlsx"
    xlsx_journal.write(path, _spec(grouped=False), _lines({"А": 5}), Cleaning())
    sheet = openpyxl.load_workbook(path).worksheets[0]
    last = sheet.max_row
    assert sheet.cell(last, 2).value == "Всего"
    assert str(sheet.auto_filter.ref).endswith(f"D{last - 1}")
    assert sheet.cell(last, 4).value == f"=SUBTOTAL(9,D{last - 5}:D{last - 1})"


def test_an_empty_journal_with_totals_is_a_proper_file(tmp_path: Path) -> None:
    """Nothing to count gives nought."""
    path = tmp_path / "a.xlsx"
    assert xlsx_journal.write(path, _spec(grouped=True), [], Cleaning()) == 0
    ((total,),) = _shown(path)
    assert (total[0], total[1], total[3]) == (0, "Всего", 0)


def test_hostile_titles_of_groups_stay_text(tmp_path: Path) -> None:
    """A group named «=1+1» or with a broken character is written as text and opens."""
    path = tmp_path / "a.xlsx"
    lines = [_Line("1", text, 1.0) for text in STORABLE]
    written = xlsx_journal.write(path, _spec(grouped=True), lines, Cleaning())
    assert written == len(STORABLE)
    book = openpyxl.load_workbook(path)
    kinds = {cell.data_type for row in book.worksheets[0].iter_rows(min_col=2, max_col=2)
             for cell in row}  # fmt: skip
    assert kinds <= {"s", "n", "inlineStr"}
