"""The summary in Excel: numbers are numbers, sums are counted anew, charts stand on cells."""

import csv
import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from desktop_app.core.summary_periods import SummaryForm
from desktop_app.reports import xlsx_summary
from tests.reports.office_suite import as_shown
from tests.reports.summary_samples import summary


def book(form: SummaryForm = SummaryForm.EXTENDED, many: int = 1) -> Workbook:
    """Return the workbook of a summary as openpyxl reads it."""
    return load_workbook(io.BytesIO(xlsx_summary.render(summary(form, many=many), "7/2026")[0]))


def column(made: Workbook, sheet: str, letter: str) -> list[object]:
    """Return the values of a column that are there."""
    return [cell.value for cell in made[sheet][letter] if cell.value is not None]


def test_sheets_follow_the_form() -> None:
    """Each part the form shows has its sheet."""
    assert book().sheetnames == [
        "Сводка", "По периодам", "Темы", "Исполнители", "Повторные адреса", "Площадки", "По дням",
    ]  # fmt: skip
    assert book(SummaryForm.CITY).sheetnames == [
        "Сводка", "По периодам", "Темы", "Исполнители", "Площадки",
    ]  # fmt: skip
    assert book(SummaryForm.RECEPTION).sheetnames == ["Сводка"]


def test_sums_are_formulas_over_numbers() -> None:
    """Totals and shares hold formulas, what they count are numbers."""
    made = book()
    topics = made["Темы"]
    total = next(row for row in topics.iter_rows() if row[0].value == "Всего")
    assert str(total[1].value).startswith("=SUM(B3:B")
    assert all(isinstance(topics.cell(row, 2).value, int) for row in range(3, 11))
    assert "=B" in str(next(c.value for c in made["Сводка"]["F"] if str(c.value).startswith("=")))


def test_charts_stand_on_cells() -> None:
    """Weeks, topics, executors and days have native charts whose values are in the sheet."""
    made = book()
    for sheet, cells in (
        ("По периодам", "'По периодам'!$C$3:$C$9"),
        ("Темы", "'Темы'!$B$3:$B$10"),
        ("Исполнители", "'Исполнители'!$B$3:$B$7"),
        ("По дням", "'По дням'!$B$3:$B$9"),
    ):
        (chart,) = made[sheet]._charts  # type: ignore[attr-defined]  # it has no public name
        assert chart.series[0].val.numRef.f == cells, sheet


def test_libreoffice_counts_the_same(tmp_path: Path) -> None:
    """Another program opens the file and recalculates the balance and the shares."""
    target = tmp_path / "сводка.xlsx"
    target.write_bytes(xlsx_summary.render(summary(), "7/2026")[0])
    lines = {row[0]: row for row in as_shown(target) if row and row[0]}
    balance = lines["16.11\N{NO-BREAK SPACE}– 22.11.2026"]
    assert [cell.replace("\N{NO-BREAK SPACE}", "").replace(",", "") for cell in balance[1:7]] == [
        "231", "795", "0", "842", "184", "7",
    ]  # fmt: skip
    assert lines["Доля в срок"][1] == "91%"
    assert lines["Первый результативный звонок цикла"][4] == "84%"


def test_libreoffice_sums_topics_and_executors(tmp_path: Path) -> None:
    """Sums of the inner sheets come out as the program's own."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("нет LibreOffice (soffice): таблица открыта только своими читателями")
    target = tmp_path / "book.xlsx"
    target.write_bytes(xlsx_summary.render(summary(many=2))[0])
    every = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", every, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(target)], check=True, capture_output=True, timeout=180)

    def total(sheet: str) -> list[str]:
        with (tmp_path / f"book-{sheet}.csv").open(encoding="utf-8", newline="") as file:
            return next(row for row in csv.reader(file) if row and row[0] == "Всего")

    made = summary(many=2)
    topics, executors = total("Темы"), total("Исполнители")
    assert int(topics[1]) == sum(line.received for line in made.topics)
    assert int(topics[4]) == sum(line.season for line in made.topics)
    assert int(executors[1]) == sum(line.handed for line in made.executors)
    solved = sum(line.solved for line in made.executors)
    rework = sum(line.rework for line in made.executors)
    assert round(float(executors[9].rstrip("%")), 2) in (
        round(solved / (solved + rework), 2),
        round(100 * solved / (solved + rework), 0),
    )


def test_no_term_is_no_share() -> None:
    """Where nothing had a term the share comes out a dash, as on the screen and on paper."""
    bare = dataclasses.replace(summary(), with_term=0, in_term=0)
    made = load_workbook(io.BytesIO(xlsx_summary.render(bare)[0]))["Сводка"]
    rows = {row[0].value: row for row in made.iter_rows() if row[0].value}
    assert rows["из них со сроком"][1].value == 0
    assert re.match(r'=IF\(B\d+=0,"—",', str(rows["Доля в срок"][1].value))


def test_a_name_is_never_a_formula() -> None:
    """«=cmd» in a name stays text, for the eye and in the file."""
    full = summary()
    lines = (dataclasses.replace(full.executors[0], name='=HYPERLINK("x";"y")'),)
    content = xlsx_summary.render(dataclasses.replace(full, executors=lines))[0]
    cell = load_workbook(io.BytesIO(content))["Исполнители"]["A3"]
    assert cell.data_type == "s"
    assert cell.value == '=HYPERLINK("x";"y")'
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet4.xml").decode()
    assert not [f for f in re.findall(r"<f>([^<]*)</f>", sheet) if "HYPERLINK" in f]


def test_reception_is_a_list_without_persons() -> None:
    """Numbers, moments as moments, houses; nothing of who came."""
    made = book(SummaryForm.RECEPTION)
    assert column(made, "Сводка", "B")[1:] == [f"2026-{n:05d}" for n in range(1, 5)]
    moments = [cell for cell in made["Сводка"]["C"] if getattr(cell, "is_date", False)]
    assert len(moments) == 4
