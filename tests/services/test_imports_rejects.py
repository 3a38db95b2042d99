"""The file of rows that were not taken: it tells why and can be loaded again."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop_app.core.errors import FileBusy, OfficeError, TargetError
from desktop_app.services.office import Office
from tests.services.import_files import (
    MINGKH,
    contents,
    counts,
    house,
    houses_in,
    write_csv,
    write_houses,
    write_xlsx,
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a list with rows to reject and a value to remark upon."""
    return write_houses(
        tmp_path / "дома.csv",
        house(YEAR="2850"),
        house(number="д. б/н", OTHER="=1+1\nвторая строка"),
        house(number="д. 3 (дубль 1)", HOUSE_ID="000123"),
    )


def table(path: Path) -> list[tuple[Any, ...]]:
    """Return the rows of a written sheet from its headings on."""
    sheet = load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if str(row[0]).startswith("Строка"))
    return rows[start:]


def test_reason_and_the_columns_of_the_file(office: Office, source: Path, tmp_path: Path) -> None:
    """Proves that each row stands with its number, reason and its own cells as they were."""
    result = office.imports.run(houses_in(source))
    written = office.imports.write_rejects(result, tmp_path / "не взято.xlsx")
    assert [path.name for path in written] == ["не взято.xlsx", "не взято (не понято).xlsx"]
    head, first, second = table(written[0])
    assert head == ("Строка", "Причина", *MINGKH)
    assert (first[0], first[1]) == (3, "в адресе не всё понято: «б/н»")
    assert first[2 + MINGKH.index("OTHER")] == "=1+1\nвторая строка"
    assert second[2 + MINGKH.index("HOUSE_ID")] == "000123"
    remarks = table(written[1])
    assert remarks[0] == ("Строка", "Столбец", "Значение", "Причина")
    assert remarks[1][:3] == (2, "YEAR", "2850")


def test_a_corrected_file_is_loaded_again(office: Office, source: Path, tmp_path: Path) -> None:
    """Proves that a rejects file, put right by hand, is a list of houses itself."""
    result = office.imports.run(houses_in(source))
    target = office.imports.write_rejects(result, tmp_path / "не взято.xlsx")[0]
    book = load_workbook(target)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("д. б/н", "д. 33").replace(" (дубль 1)", "")
    book.save(target)
    again = office.imports.run(houses_in(target))
    assert counts(again) == (2, 0, 0, 0)
    assert again.profile == result.profile
    key = "SELECT source_key FROM building WHERE house_number = '3'"
    assert office.desk.store.scalar(key) == "mingkh:000123"
    assert again.headers[:2] == ("Строка", "Причина")
    rewritten = office.imports.write_rejects(again, tmp_path / "ещё.xlsx")[0]
    assert table(rewritten)[0][:4] == ("Строка (2)", "Причина (2)", "Строка", "Причина")


def test_nothing_rejected_is_a_proper_file_too(office: Office, tmp_path: Path) -> None:
    """Proves that an old rejects file is replaced by an empty one when all rows were taken."""
    target = tmp_path / "не взято.xlsx"
    target.write_bytes(b"old")
    result = office.imports.run(houses_in(write_houses(tmp_path / "дома.csv", house())))
    assert office.imports.write_rejects(result, target) == (target,)
    assert table(target) == [("Строка", "Причина", *MINGKH)]


def test_repeated_headings_of_the_file(office: Office, tmp_path: Path) -> None:
    """Proves that columns with equal headings are written apart."""
    rows = [("Адрес", "Тип", "Тип"), ("г. Радужный, ул. Мира, д. б/н", "а", "б")]
    result = office.imports.run(houses_in(write_xlsx(tmp_path / "дома.xlsx", rows)))
    target = office.imports.write_rejects(result, tmp_path / "не взято.xlsx")[0]
    assert table(target)[0] == ("Строка", "Причина", "Адрес", "Тип", "Тип (2)")
    assert table(target)[1][3:] == ("а", "б")


def test_a_place_that_cannot_be_written(office: Office, source: Path, tmp_path: Path) -> None:
    """Proves that a bad target is told and the batch stays as it was taken."""
    result = office.imports.run(houses_in(source))
    before = contents(office)
    for target in (tmp_path / "нет папки" / "a.xlsx", tmp_path):
        with pytest.raises((TargetError, FileBusy, OfficeError)):
            office.imports.write_rejects(result, target)
    assert contents(office) == before
    assert list(tmp_path.glob("~*")) == []


def test_hostile_cells_come_out_as_text(office: Office, tmp_path: Path) -> None:
    """Proves that formulas and direction marks of a stranger stay text in the rejects file."""
    cells = ('=HYPERLINK("http://x")', "+1", "@SUM(A1)", "\u202eабв", "<b>&amp;", "и\u0306")
    rows = [{"Адрес": f"{cell} д. б/н", "Примечание": cell} for cell in cells]
    result = office.imports.run(
        houses_in(write_csv(tmp_path / "дома.csv", ("Адрес", "Примечание"), rows))
    )
    target = office.imports.write_rejects(result, tmp_path / "не взято.xlsx")[0]
    sheet = load_workbook(target).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows(min_row=6) for cell in row if cell.value}
    assert "f" not in kinds
    assert [row[3] for row in table(target)[1:]] == list(cells)
