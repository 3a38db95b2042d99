"""A form of a higher body filled from a template, by openpyxl in memory.

What openpyxl does not keep is lost, and named beforehand by `form_losses`. The rest of the
template stays: formats, merges, widths, heights, formulas, charts, print areas, conditional
formats, checks.
"""

import dataclasses
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook

from desktop_app.core.errors import BadFile
from desktop_app.core.records.forms import Catalogue, FormData, FormNeeds
from desktop_app.core.text import counted, number
from desktop_app.reports import form_losses
from desktop_app.reports.cell_text import Cleaning
from desktop_app.reports.form_formulas import Here, Shifter
from desktop_app.reports.form_rows import RowMap
from desktop_app.reports.form_scan import Scanner
from desktop_app.reports.form_sheet import SheetFiller

MOST_ROWS = 20_000  # of all repeated sections: the workbook is held in memory
_MOST_ROW, _MOST_COLUMN, _MOST_BYTES = 10_000, 500, 40_000_000
_DIMENSION = re.compile(rb"<dimension [^>]*>")
_PLACE = re.compile(rb'(?: r| ref)="([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?"')


def needs(content: bytes, catalogue: Catalogue) -> FormNeeds:
    """Return what a template asks for and its mistakes by cell; BadFile for no workbook."""
    found = Scanner(catalogue).needs(_opened(content))
    return dataclasses.replace(found, losses=form_losses.losses(content))


def fill(
    content: bytes, target: Path, data: FormData, catalogue: Catalogue, cleaning: Cleaning
) -> int:
    """Write the filled form to `target`; return how many rows its sections have.

    The template has no mistakes (`needs`). Raises BadFile when the rows are too many, OSError as
    the disk does: give this function a temporary path.
    """
    book, scanner = _opened(content), Scanner(catalogue)
    maps: dict[str, RowMap] = {}
    rows = 0
    for sheet in book.worksheets:
        blocks = [
            dataclasses.replace(block, count=len(data.sections.get(block.name, ())))
            for block in scanner.sheet(sheet).blocks
        ]
        rows += sum(block.count for block in blocks)
        maps[sheet.title] = RowMap.of(blocks)
    check_rows(rows)
    shifter = Shifter(maps)
    _move_names(book, shifter)
    _move_charts(book, shifter)
    for sheet in book.worksheets:
        filler = SheetFiller(sheet, maps[sheet.title], shifter, cleaning)
        filler.fill(data.values, data.sections)
    book.template = False  # a filled .xltx is a workbook: Excel refuses one that says otherwise
    book.save(target)
    return rows


def check_rows(rows: int) -> None:
    """Refuse more rows than a workbook in memory should have: BadFile."""
    if rows > MOST_ROWS:
        raise BadFile(
            f"В форме получается {counted(rows, 'строка', 'строки', 'строк')}",
            "ничего не записано",
            f"в свою форму помещается до {number(MOST_ROWS)}; сузьте период или выгрузите журнал",
        )


def _opened(content: bytes) -> Workbook:
    _check_size(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, SyntaxError,
            zipfile.BadZipFile) as error:  # fmt: skip
        raise BadFile(
            "Форму не удалось прочитать как книгу Excel",
            "ничего не изменено",
            "откройте её в Excel и сохраните как «Книга Excel (*.xlsx)»",
        ) from error
    return book


def _check_size(content: bytes) -> None:
    """Refuse a template with a cell so far away that reading it would never end."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
            if sum(archive.getinfo(name).file_size for name in sheets) > _MOST_BYTES:
                raise _too_big("она слишком велика для формы")
            texts = (_DIMENSION.sub(b"", archive.read(n)) for n in sheets)
            found = [place for text in texts for place in _PLACE.findall(text)]
    except zipfile.BadZipFile as error:
        raise BadFile(
            "Это не книга Excel (*.xlsx)", "ничего не изменено", "выберите файл .xlsx"
        ) from error
    for place in found:
        row = max(int(place[1]), int(place[3] or 0))
        column = max(_column(place[0]), _column(place[2]))
        if row > _MOST_ROW or column > _MOST_COLUMN:
            raise _too_big(f"в ней занята ячейка {place[0].decode()}{place[1].decode()}")


def _column(letters: bytes) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + letter - 64
    return total


def _too_big(why: str) -> BadFile:
    return BadFile(
        f"Форма не принята: {why}",
        "ничего не изменено",
        f"в форме до {number(_MOST_ROW)} строк и {_MOST_COLUMN} граф; удалите лишние",
    )


def _move_names(book: Workbook, shifter: Shifter) -> None:
    """Move what defined names stand for; a name of no sheet points at sheets by their names."""
    sheets = ((sheet.title, sheet.defined_names) for sheet in book.worksheets)
    for title, names in [("", book.defined_names), *sheets]:
        for name in names.values():
            if name.attr_text:
                name.attr_text = shifter.formula(f"=({name.attr_text})", Here(title))[2:-1]


def _move_charts(book: Workbook, shifter: Shifter) -> None:
    for sheet in book.worksheets:
        inner: Any = sheet  # openpyxl has no public door to charts
        for chart in inner._charts:
            for series in getattr(chart, "series", ()):
                for part in _references(series):
                    part.f = shifter.formula(f"=SUM({part.f})", Here(sheet.title))[5:-1]


def _references(series: Any) -> list[Any]:  # noqa: ANN401  openpyxl's series have many classes
    found = []
    for owner in (series.tx, series.cat, series.val, getattr(series, "xVal", None),
                  getattr(series, "yVal", None)):  # fmt: skip
        for name in ("numRef", "strRef"):
            part = getattr(owner, name, None) if owner is not None else None
            if part is not None and part.f:
                found.append(part)
    return found
