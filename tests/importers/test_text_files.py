"""Delimited text in every dress other offices give it."""

import gzip
import zipfile
from pathlib import Path

import pytest

from desktop_app.core.errors import BadFile
from desktop_app.importers import table as tables_module
from desktop_app.importers.reader import open_table
from tests.importers.tables import ROWS, TITLES, as_text, cells, read

EXPECTED = [tuple(row) for row in ROWS[1:]]


@pytest.mark.parametrize("mark", [",", ";", "|", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_every_mark_in_every_encoding(tmp_path: Path, mark: str, encoding: str) -> None:
    """Proves that the same cells come out of any delimiter and encoding, line breaks included."""
    path = tmp_path / "дома.csv"
    path.write_bytes(as_text(mark=mark).encode(encoding))
    assert cells(path) == EXPECTED


def test_rows_keep_the_numbers_excel_shows(tmp_path: Path) -> None:
    """Proves that a quoted line break and a blank line do not shift the numbers of rows."""
    lines = as_text((TITLES, ROWS[3], (), ROWS[1]))
    path = tmp_path / "дома.csv"
    path.write_text(lines, encoding="utf-8", newline="")
    assert [row.number for row in read(path)] == [2, 4]


def test_packed_text(tmp_path: Path) -> None:
    """Proves that a csv is read inside gzip and alone in a zip, whatever lies beside it."""
    packed = tmp_path / "дома.csv.gz"
    packed.write_bytes(gzip.compress(as_text().encode()))
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("папка/export-дома.csv", as_text().encode("utf-8-sig"))
        out.writestr("__MACOSX/папка/._export-дома.csv", b"\0\1")
        out.writestr("папка/прочти.pdf", b"%PDF")
    assert cells(packed) == EXPECTED
    assert cells(archive) == EXPECTED


def test_two_tables_in_one_archive(tmp_path: Path) -> None:
    """Proves that nobody guesses which table of an archive is meant."""
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("a.csv", as_text())
        out.writestr("b.csv", as_text())
    with pytest.raises(BadFile, match="2\N{NO-BREAK SPACE}таблицы, а нужна одна"):
        cells(archive)


def test_stray_quotes_of_registers(tmp_path: Path) -> None:
    """Proves that unescaped quotes of «|» registers are letters, not the ends of cells."""
    text = "Адрес|Год постройки|Управляющая компания\n"
    text += 'г. Радужный, ул. Мира, д. 1|1990|ООО "УК "Дом"\n' * 3
    text += 'г. Радужный, ул. Мира, д. 2|1991|"Наш" дом\n'
    path = tmp_path / "ожф.csv"
    path.write_text(text, encoding="utf-8")
    found = cells(path)
    assert len(found) == 4
    assert found[0][2] == 'ООО "УК "Дом"'
    assert found[3][2] == '"Наш" дом'


def test_one_column_with_commas(tmp_path: Path) -> None:
    """Proves that a bare list of addresses is one column, though every address holds commas."""
    path = tmp_path / "список.csv"
    path.write_text("Адрес\n" + "г. Радужный, ул. Мира, д. 1\n" * 5, encoding="utf-8")
    assert cells(path) == [("г. Радужный, ул. Мира, д. 1",)] * 5


def test_excel_hint_of_the_mark(tmp_path: Path) -> None:
    """Proves that «sep=;» in the first line is obeyed and is no row."""
    path = tmp_path / "дома.csv"
    path.write_text("sep=;\r\n" + as_text(mark=";"), encoding="utf-8", newline="")
    assert cells(path) == EXPECTED


def test_lines_of_another_width_are_marked(tmp_path: Path) -> None:
    """Proves that a cut line and a line with surplus cells are told from sound ones."""
    text = as_text() + "г. Радужный, ул. Мира, д. 9\r\n" + "а,б,в,г,,\r\n" + "а,б,в,,\r\n"
    path = tmp_path / "дома.csv"
    path.write_text(text.replace("Радужный, ул. Мира, д. 9", "Радужный"), encoding="utf-8")
    assert [row.surplus for row in read(path)] == [0, 0, 0, -2, 1, 0]


def test_a_quote_that_never_ends(tmp_path: Path) -> None:
    """Proves that rows are not swallowed by a lost quote: the file is refused with the place."""
    lines = [as_text().rstrip("\r\n")] + [f"д. {n},1990,ТСЖ" for n in range(300)]
    lines[100] = '"д. 100,1990,ТСЖ'
    path = tmp_path / "дома.csv"
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    with pytest.raises(BadFile, match="не закрыта кавычка"):
        cells(path)


def test_strange_encodings_are_refused(tmp_path: Path) -> None:
    """Proves that DOS text and a damaged byte are not read as something else, line named."""
    path = tmp_path / "дома.csv"
    path.write_bytes(as_text().encode("cp866", "replace"))
    with pytest.raises(BadFile, match="не распознана: строка 1 "):
        cells(path)
    body = bytearray(as_text().encode())
    body[body.index("Клён".encode()) + 1] ^= 0xFF
    path.write_bytes(bytes(body))
    with pytest.raises(BadFile, match="не распознана: строка 3 "):
        cells(path)


def test_koi8_is_not_taken_for_windows(tmp_path: Path) -> None:
    """Proves that КОИ-8, whose letters turn into other letters, finds no headings."""
    path = tmp_path / "дома.csv"
    path.write_bytes(as_text().encode("koi8_r", "replace"))
    with pytest.raises(BadFile, match="не найдена строка с заголовками"):
        cells(path)


def test_control_characters_do_not_come_through(tmp_path: Path) -> None:
    """Proves that NUL and other controls are left out of cells, letters around them stay."""
    path = tmp_path / "дома.csv"
    rows = (TITLES, ("г. Радужный,\x00 д. 1\x0b", "19\x0761", "УК\x1f"), *ROWS[1:])
    path.write_text(as_text(rows), encoding="utf-8", newline="")
    assert cells(path)[0] == ("г. Радужный, д. 1", "1961", "УК")


def test_a_table_can_be_read_twice(tmp_path: Path) -> None:
    """Proves that rows may be taken again, all of them or by number."""
    path = tmp_path / "дома.csv"
    path.write_text(as_text(), encoding="utf-8", newline="")
    with open_table(path, TITLES) as table:
        assert isinstance(table, tables_module.Table)
        assert list(table.rows()) == list(table.rows())
        assert [row.number for row in table.pick({3})] == [3]
        assert table.size == 4  # the line break inside a cell makes one line more
        assert table.count_rows() == len(list(table.rows())) == 3


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("later", "told"),
    [(None, "Нет файла"), (b"\x1f\x8b\xff\xff\xff", "дома"), (b"a,b\n\xff\xfe\xff\n", "дома")],
)
def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, later: bytes | None, told: str, *, packed: bool
) -> None:
    """A stick pulled out, or a file written anew between two readings, is told in words."""
    path = tmp_path / ("дома.csv.gz" if packed else "дома.csv")
    content = as_text().encode()
    path.write_bytes(gzip.compress(content) if packed else content)
    with open_table(path, TITLES) as table:
        assert sum(1 for _ in table.rows()) == len(EXPECTED)
        if later is None:
            path.unlink()
        else:
            path.write_bytes(later)
        with pytest.raises(BadFile, match=told):
            list(table.rows())
