"""Files that are no tables: each gets its own Russian words, quickly, and nothing runs wild."""

import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.core.errors import BadFile, Cancelled
from desktop_app.importers.limits import DEFAULT
from desktop_app.importers.reader import open_table
from tests.importers.tables import ROWS, TITLES, as_text, cells, read, write_book

FILES = Path(__file__).parent / "files"


def _write(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _book(*sheets: list[tuple[object, ...]]) -> Callable[[Path], object]:
    return lambda path: write_book(path, *sheets)


def _cut_book(path: Path) -> None:
    write_book(path, list(ROWS))
    path.write_bytes(path.read_bytes()[:-900])


def _damaged_book(path: Path) -> None:
    """Break the stored bytes of the sheet itself, leaving the archive whole."""
    write_book(path, list(ROWS))
    with zipfile.ZipFile(path) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row><c"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _word_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")


def _locked_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", as_text())
    content = bytearray(path.read_bytes())
    for start in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[start] |= 1  # the flag «encrypted» in both headers
    path.write_bytes(bytes(content))


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = _OLE + bytes(1016) + "EncryptedPackage".encode("utf-16-le")

BAD_FILES = [
    ("пустой.csv", _write(b""), "Файл пустой.csv пуст"),
    ("a.pdf", _write(b"%PDF-1.7 ..."), "документ PDF, а не таблица"),
    ("a.png", _write(b"\x89PNG\r\n\x1a\n..."), "рисунок, а не таблица"),
    ("a.xls", _write(b"<html><table><tr><td>\n"), "веб-страница, а не таблица"),
    ("a.xml", _write(b'\xef\xbb\xbf<?xml version="1.0"?><a/>'), "файл XML, а не таблица"),
    ("a.csv", _write(b"SQLite format 3\0..."), "база данных, а не таблица"),
    ("a.7z", _write(b"7z\xbc\xaf\x27\x1c"), "архив 7z, а не таблица"),
    ("a.csv", _write(bytes(range(32)) * 20), "двоичные данные, а не таблица"),
    ("a.docx", _word_document, "документ Word, а не таблица"),
    ("a.xlsx", _cut_book, "повреждён или записан не до конца"),
    ("a.xlsx", _damaged_book, "повреждён или записан не до конца"),
    ("a.xlsx", _write(b"PK\x03\x04" + b"\0" * 300), "повреждён или записан не до конца"),
    ("a.csv.gz", _write(b"\x1f\x8b\x08\0" + b"x" * 90), "повреждён или записан не до конца"),
    ("a.xls", _write(_OLE + bytes(900)), "повреждён или записан"),
    ("a.xlsx", _write(_ENCRYPTED), "закрыт паролем"),
    ("a.xls", lambda p: p.write_bytes((FILES / "locked.xls").read_bytes()), "закрыт паролем"),
    ("a.zip", _locked_zip, "закрыт паролем"),
    ("a.xlsx", _book([]), "нет заполненных строк"),
    ("a.xlsx", _book([TITLES]), "нет ни одной строки под ними"),
    ("a.csv", _write(",".join(TITLES).encode()), "нет ни одной строки под ними"),
    ("a.csv", _write(b"a,b\r\n1,2\r\n"), "не найдена строка с заголовками столбцов"),
]


@pytest.mark.parametrize(("name", "make", "words"), BAD_FILES)
def test_refused_with_a_reason(
    tmp_path: Path, name: str, make: Callable[[Path], object], words: str
) -> None:
    """Proves that each kind of bad file is named, with what is safe and what to do next."""
    path = tmp_path / name
    make(path)
    with pytest.raises(BadFile, match=words) as caught:
        cells(path)
    assert caught.value.safe == "ничего не изменено"
    assert caught.value.remedy


def test_every_cause_has_its_own_words(tmp_path: Path) -> None:
    """Proves that a person can tell the causes apart: no two kinds share all their words."""
    seen: dict[tuple[str, str], set[str]] = {}
    for number, (name, make, words) in enumerate(BAD_FILES):
        path = tmp_path / f"{number}{Path(name).suffix}"
        make(path)
        with pytest.raises(BadFile) as caught:
            cells(path)
        cause = caught.value.cause.replace(path.name, "")
        seen.setdefault((cause, caught.value.remedy), set()).add(words)
    assert len(seen) >= 14


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    """Proves that an absent file and a folder are told apart."""
    with pytest.raises(BadFile, match="Нет файла"):
        cells(tmp_path / "нет.xlsx")
    with pytest.raises(BadFile, match="это папка"):
        cells(tmp_path)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (replace(DEFAULT, unpacked=3000), "принимается до 0 МБ"),
        (replace(DEFAULT, ratio=1), "распаковывается более чем в 1 раз"),
        (replace(DEFAULT, entries=3), "принимается до 3"),
        (replace(DEFAULT, rows=2), "больше 2 строк"),
        (replace(DEFAULT, columns=2), "правее 2-го столбца"),
    ],
)
def test_limits_of_workbooks(tmp_path: Path, limits: object, words: str) -> None:
    """Proves that each cap of SAFETY.md 12 stops a workbook with words of its own."""
    path = write_book(tmp_path / "a.xlsx", list(ROWS))
    assert isinstance(limits, type(DEFAULT))
    with (
        pytest.raises(BadFile, match=words.replace(" ", r"[\s\xa0]")),
        open_table(path, TITLES, limits=limits),
    ):
        pass


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (replace(DEFAULT, unpacked=100), "текст больше 0 МБ"),
        (replace(DEFAULT, rows=2), "больше 2 строк"),
        (replace(DEFAULT, columns=2), "правее 2-го столбца"),
    ],
)
def test_limits_of_text(tmp_path: Path, limits: object, words: str) -> None:
    """Proves that text has the same caps, so that a packed bomb stops early."""
    path = tmp_path / "a.csv"
    path.write_text(as_text(), encoding="utf-8")
    assert isinstance(limits, type(DEFAULT))
    with (
        pytest.raises(BadFile, match=words.replace(" ", r"[\s\xa0]")),
        open_table(path, TITLES, limits=limits),
    ):
        pass


def test_a_slow_workbook_is_given_up(tmp_path: Path) -> None:
    """Proves that reading ends at its time limit, the process killed."""
    path = write_book(tmp_path / "a.xlsx", list(ROWS))
    limits = replace(DEFAULT, seconds=0.0, careful_seconds=0.0)
    started = time.monotonic()
    with (
        pytest.raises(BadFile, match="читается дольше 0"),
        open_table(path, TITLES, limits=limits),
    ):
        pass
    assert time.monotonic() - started < 5


def test_stopping_while_a_workbook_is_read(tmp_path: Path) -> None:
    """Proves that a clerk's «Остановить» kills the reading within a second."""
    path = write_book(tmp_path / "a.xlsx", list(ROWS))
    started = time.monotonic()
    with pytest.raises(Cancelled), open_table(path, TITLES, is_cancelled=lambda: True):
        pass
    assert time.monotonic() - started < 2


def test_a_sparse_sheet_is_read_by_the_careful_reader(tmp_path: Path) -> None:
    """Proves that a sheet the quick reader would need 8 GB for is still read, and whole."""
    path = write_book(tmp_path / "a.xlsx", list(ROWS))
    book = load_workbook(path)
    book["Лист1"].cell(900_000, 300).value = "далеко"
    book.save(path)
    found = read(path)
    assert [row.cells for row in found[:-1]] == [tuple(row) for row in ROWS[1:]]
    assert found[-1].number == 900_000


def test_formulas_and_links_are_not_followed(tmp_path: Path) -> None:
    """Proves that a formula gives the value saved with it or nothing, never its own text."""
    path = write_book(
        tmp_path / "a.xlsx", [TITLES, ('=HYPERLINK("file:///etc/passwd")', 1, "=1+1"), ROWS[1]]
    )
    book = load_workbook(path)
    book.save(path)
    assert cells(path) == [("", "1", ""), tuple(ROWS[1])]
