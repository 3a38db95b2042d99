"""Small tables of our own rows, written the ways other offices write them."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from desktop_app.importers.reader import open_table
from desktop_app.importers.table import SourceRow

Row = Sequence[Any]

TITLES = ("Адрес", "Год постройки", "Управляющая компания")
ROWS: tuple[Row, ...] = (
    TITLES,
    ("г. Радужный, ул. Садовая, д. 1", "1961", "ООО «УК «Уют»»"),
    ("г. Радужный, ул. Садовая, д. 2а", "Не заполнено", 'ТСЖ "Клён"'),
    ("г. Радужный, пер. Лесной, д. 3, к. 1", "1988", "строка\nиз двух, с «;» и | внутри"),
)


def as_text(rows: Sequence[Row] = ROWS, mark: str = ",") -> str:
    """Return rows as delimited text with Windows line ends."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def write_book(path: Path, *sheets: Sequence[Row], names: Sequence[str] = ()) -> Path:
    """Write sheets of rows as xlsx; None leaves a cell empty."""
    book = Workbook()
    for index, rows in enumerate(sheets):
        sheet = book.active if index == 0 else book.create_sheet()
        assert sheet is not None
        sheet.title = names[index] if names else f"Лист{index + 1}"
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def read(path: Path, titles: Sequence[str] = TITLES) -> list[SourceRow]:
    """Return all rows of data of a file."""
    with open_table(path, titles) as table:
        return list(table.rows())


def cells(path: Path, titles: Sequence[str] = TITLES) -> list[tuple[str, ...]]:
    """Return the cells of all rows of data of a file."""
    return [row.cells for row in read(path, titles)]
