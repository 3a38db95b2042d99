"""A workbook rearranged for its quick reading: the same cells, the same merged cells, whole."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from desktop_app.importers import child, workbook
from desktop_app.importers.limits import DEFAULT
from desktop_app.importers.merged_first import merged_first
from desktop_app.importers.reader import never
from tests.importers.tables import ROWS, TITLES, read, write_book

_SHEET = "xl/worksheets/sheet1.xml"


def _book(path: Path, *spans: str) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"] = "Перечень <домов> & ]]> mergeCells"
    for row in ROWS:
        sheet.append(list(row))
    for span in spans:
        sheet.merge_cells(span)
    book.save(path)
    return path


def _changed(path: Path, change: Callable[[bytes], bytes], *, packed: bool = True) -> Path:
    """Rewrite the XML of the first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_SHEET] = change(parts[_SHEET])
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", way) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _read(path: Path) -> list[tuple[object, object]]:
    with CalamineWorkbook.from_path(path) as book:
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        return [(sheet.to_python(), sheet.merged_cell_ranges) for sheet in sheets]


@pytest.mark.parametrize("spans", [(), ("B2:D2",), tuple(f"A{n}:C{n}" for n in range(20, 4000, 2))])
def test_nothing_else_changes(tmp_path: Path, spans: tuple[str, ...]) -> None:
    """Proves that cells and merged cells are the same, and the archive's check sums right."""
    path = _book(tmp_path / "a.xlsx", *spans)
    copy = merged_first(path, tmp_path, smallest=0)
    assert copy != path
    assert _read(copy) == _read(path)
    with zipfile.ZipFile(copy) as new, zipfile.ZipFile(path) as old:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        first = new.read(_SHEET)
        assert first.endswith(old.read(_SHEET))
        assert first.startswith(b"<mergeCells")
        assert new.read("xl/styles.xml") == old.read("xl/styles.xml")


def _prefixed(xml: bytes) -> bytes:
    for name in (b"mergeCells", b"mergeCell ", b"sheetData"):
        xml = xml.replace(b"<" + name, b"<x:" + name).replace(b"</" + name, b"</x:" + name)
    return xml.replace(b"<worksheet ", b'<worksheet xmlns:x="http://x" ')


@pytest.mark.parametrize(
    "change",
    [
        _prefixed,
        lambda xml: xml.replace(b"</mergeCells>", b"</mergeCells\n >"),
        lambda xml: b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n' + xml,
    ],
)
def test_other_writers(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    """Proves that prefixes, spaces and a declaration hide nothing."""
    path = _changed(_book(tmp_path / "a.xlsx", "B2:D2"), change)
    copy = merged_first(path, tmp_path, smallest=0)
    assert copy != path
    assert _read(copy) == _read(path)
    assert _read(copy)[0][1] == [((1, 1), (1, 3))]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: b"\xef\xbb\xbf" + xml,
        lambda xml: b'<?xml version="1.0" encoding="windows-1251"?>' + xml,
        lambda xml: xml.replace(b"<sheetData>", b"<mergeCells></mergeCells><sheetData>"),
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData><!-- <mergeCells/> -->"),
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData><mergeCells>" * 3),
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + b"<mergeCells>" * 90_000),
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData><f><![CDATA[</sheetData>]]></f>"),
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + b" " * 3_000_000),
        lambda xml: xml[: xml.index(b"</sheetData>")],
    ],
)
def test_unusual_sheets_are_left_alone(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    """Proves that what is not quite clear is read as it stands."""
    path = _changed(_book(tmp_path / "a.xlsx", "B2:D2"), change)
    assert merged_first(path, tmp_path, smallest=0) == path


def _wrong_sum(path: Path) -> None:
    """Spoil the check sum of the sheet in the central directory."""
    content = bytearray(path.read_bytes())
    place = content.rindex(_SHEET.encode()) - 46 + 16
    content[place] ^= 1
    path.write_bytes(bytes(content))


def _twice(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(_SHEET, archive.read(_SHEET))


def _overlapping(path: Path) -> None:
    """Let the directory claim more packed bytes than the file has."""
    content = bytearray(path.read_bytes())
    place = content.rindex(b"xl/styles.xml") - 46 + 20
    content[place : place + 4] = len(content).to_bytes(4, "little")
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("spoil", [_wrong_sum, _twice, _overlapping])
def test_odd_archives_are_left_alone(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """Proves that a wrong check sum, two parts of one name and overlapping ones stop it."""
    path = _book(tmp_path / "a.xlsx", "B2:D2")
    spoil(path)
    assert merged_first(path, tmp_path, smallest=0) == path


def test_small_stored_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    """Proves that a copy is made only where it pays, and never of what is no workbook."""
    path = _book(tmp_path / "a.xlsx")
    assert merged_first(path, tmp_path) == path
    stored = _changed(_book(tmp_path / "b.xlsx"), lambda xml: xml, packed=False)
    assert merged_first(stored, tmp_path, smallest=0) == stored
    text = tmp_path / "c.xlsx"
    text.write_bytes(b"PK\3\4 no archive")
    assert merged_first(text, tmp_path, smallest=0) == text


def test_a_damaged_big_sheet_is_still_refused(tmp_path: Path) -> None:
    """Proves that a wrong check sum is met although calamine no longer reads to the end."""
    path = write_book(tmp_path / "a.xlsx", [TITLES, *[ROWS[1]] * 30_000])
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo(_SHEET).file_size > 4 * 2**20
    assert len(read(path)) == 30_000
    _wrong_sum(path)
    spool = tmp_path / "sheets.rows"
    assert workbook.run_child(path, spool, child.QUICK, DEFAULT, never) == child.BROKEN
