"""Workbooks as people make them: sheets, merged headings, typed cells."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from desktop_app.core.errors import BadFile
from desktop_app.importers import child, spool, workbook
from desktop_app.importers.limits import DEFAULT
from desktop_app.importers.reader import never, open_table
from tests.importers.tables import ROWS, TITLES, cells, read, write_book

FILES = Path(__file__).parent / "files"


def test_typed_cells_become_text(tmp_path: Path) -> None:
    """Proves that numbers lose a zero fraction, dates and yes/no become what a person types."""
    path = write_book(
        tmp_path / "дома.xlsx",
        [
            TITLES,
            ("д. 1", 1926.0, True),
            ("д. 2", 4863.5, dt.datetime(2021, 1, 2, 3, 4)),
            ("д. 3", 1027700132195, dt.date(2021, 1, 31)),
            ("д. 4", 0.1 + 0.2, "=1+1"),
        ],
    )
    assert cells(path) == [
        ("д. 1", "1926", "Да"),
        ("д. 2", "4863.5", "2021-01-02 03:04:00"),
        ("д. 3", "1027700132195", "2021-01-31"),
        ("д. 4", "0.3", ""),
    ]


def test_two_heading_rows(tmp_path: Path) -> None:
    """Proves that a row of groups names repeated headings apart and is no data."""
    groups = (None, "Крыша", None, "Фасад", None)
    titles = ("Адрес", "Износ", "Год", "Износ", "Год")
    path = write_book(tmp_path / "дома.xlsx", [groups, titles, ("д. 1", 5, 1960, 7, 1970)])
    with open_table(path, TITLES) as table:
        assert table.header.names == (
            "Адрес",
            "Крыша: Износ",
            "Крыша: Год",
            "Фасад: Износ",
            "Фасад: Год",
        )
        assert [row.number for row in table.rows()] == [3]
        assert table.header.column(["Фасад Год"]) == 4


def test_repeated_headings_without_groups(tmp_path: Path) -> None:
    """Proves that equal headings get numbers and the first of them is the one found."""
    path = write_book(tmp_path / "дома.xlsx", [("Адрес", "Тип", "Тип", None), ("д. 1", 1, 2, 3)])
    with open_table(path, TITLES) as table:
        assert table.header.names == ("Адрес", "Тип", "Тип (2)")
        assert table.header.column(["тип"]) == 1


def test_merged_headings_below_a_title(tmp_path: Path) -> None:
    """Proves that a sheet may start lower, with merged headings and a row counting columns."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C3"] = "Перечень домов на 01.10.2026"
    sheet.merge_cells("C3:F3")
    sheet["C5"], sheet["D5"], sheet["E5"] = "Адрес", "Год постройки", "Площадь"
    sheet["E6"], sheet["F6"] = "общая", "жилая"
    for span in ("C5:C6", "D5:D6", "E5:F5"):
        sheet.merge_cells(span)
    for row, values in ((7, ("1", "2", "3", "4")), (8, ("д. 1", "1960", "100", "80"))):
        for column, value in zip("CDEF", values, strict=True):
            sheet[f"{column}{row}"] = value
    book.save(tmp_path / "дома.xlsx")
    with open_table(tmp_path / "дома.xlsx", TITLES) as table:
        assert table.header.column(["Площадь жилая"]) is not None
        assert table.header.names == ("Адрес", "Год постройки", "общая", "жилая")
        assert [(r.number, r.cells) for r in table.rows()] == [(8, ("д. 1", "1960", "100", "80"))]


def test_headings_repeated_in_the_middle(tmp_path: Path) -> None:
    """Proves that headings printed on every page are no rows of data."""
    path = write_book(tmp_path / "дома.xlsx", [*ROWS, TITLES, ROWS[1], (None, None, None), ROWS[2]])
    assert len(cells(path)) == 5


def test_the_sheet_with_known_headings_is_taken(tmp_path: Path) -> None:
    """Proves that a cover sheet and a hidden one are passed by."""
    path = write_book(
        tmp_path / "дома.xlsx", [("Пояснение",), ("Адрес",)], list(ROWS), [TITLES, ("д. 9", 1, 2)]
    )
    book = load_workbook(path)
    book["Лист3"].sheet_state = "hidden"
    book.save(path)
    with open_table(path, TITLES) as table:
        assert table.source.name == "Лист2"
        assert len(list(table.rows())) == 3


def test_old_xls(tmp_path: Path) -> None:
    """Proves that a workbook of Excel 97 gives the same cells, whatever its name says."""
    for name in ("houses.xls", "houses-renamed.xlsx"):
        path = tmp_path / name
        path.write_bytes((FILES / "houses.xls").read_bytes())
        assert cells(path) == [tuple(map(str, row)) for row in ROWS[1:]]


def test_a_cell_in_the_far_corner(tmp_path: Path) -> None:
    """Proves that 4 KB with a cell at XFD1048576 cost a second and a clear refusal."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(TITLES))
    sheet["XFD1048576"] = "я"
    book.save(tmp_path / "угол.xlsx")
    with pytest.raises(BadFile, match="правее 500-го столбца"):
        cells(tmp_path / "угол.xlsx")


def test_the_careful_reader_gives_the_same(tmp_path: Path) -> None:
    """Proves that both readers agree on a workbook, rows in a far line included."""
    path = write_book(tmp_path / "дома.xlsx", [*ROWS, *[()] * 5000, ROWS[1]])
    folders = [tmp_path / "a", tmp_path / "b"]
    found = []
    for folder, engine in zip(folders, (child.QUICK, child.CAREFUL), strict=True):
        folder.mkdir()
        out = folder / "sheets.rows"
        assert workbook.run_child(path, out, engine, DEFAULT, never) == "done"
        found.append([list(sheet.rows()) for sheet in spool.spooled(out)])
    assert found[0] == found[1]
    assert found[0][0][-1][0] == 5005


def test_row_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    """Proves that blank rows count in the numbers a person looks for."""
    path = write_book(tmp_path / "дома.xlsx", [(), (), TITLES, (), ROWS[1], (), (), ROWS[2]])
    assert [row.number for row in read(path)] == [5, 8]
