"""One sheet of a template written out: cells, heights, merges, formats, checks, print areas."""

import copy
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.form_marks import MarkKind, marks
from desktop_app.core.journal_layout import shown
from desktop_app.core.records.sheets import Cell
from desktop_app.core.text import fold
from desktop_app.reports import form_around
from desktop_app.reports.cell_text import Cleaning, cell_text, escaped
from desktop_app.reports.form_formulas import Here, Shifter
from desktop_app.reports.form_heights import Heights
from desktop_app.reports.form_rows import Block, RowMap
from desktop_app.reports.form_scan import is_formula, text_of

_DATE, _MOMENT = "dd.mm.yyyy", "dd.mm.yyyy hh:mm"
Values = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row to write: the template's row, and for which record of which block."""

    source: int
    block: Block | None = None
    instance: int = 0


class SheetFiller:
    """Writes out one sheet in place."""

    def __init__(
        self, sheet: Worksheet, row_map: RowMap, shifter: Shifter, cleaning: Cleaning
    ) -> None:
        """Take the sheet with the map of its rows; texts changed are counted in `cleaning`."""
        self._sheet, self._map, self._shifter = sheet, row_map, shifter
        self._cleaning = cleaning

    def fill(self, values: Values, sections: Mapping[str, Sequence[Values]]) -> None:
        """Put values into every mark and move everything that stands around."""
        by_row = _by_row(self._sheet)
        heights = dict(self._sheet.row_dimensions)
        form_around.move(self._sheet, self._map, self._shifter)
        self._sheet._cells = {}  # openpyxl has no public door to moving rows with their formats
        self._sheet.row_dimensions.clear()
        last = max([*by_row, *heights, *(block.last for block in self._map.blocks)], default=0)
        fitting = Heights(self._sheet)
        for target, line in enumerate(self._lines(last), 1):
            self._height(heights.get(line.source), target)
            given = values
            if line.block is not None:
                rows = sections.get(line.block.name, ())
                own = rows[line.instance] if line.instance < len(rows) else {}
                given = _Blank(own, values)
            here = Here(self._sheet.title, line.block, line.instance)
            made = [self._put(cell, target, given, here) for cell in by_row.get(line.source, ())]
            if line.block is not None:
                written = (cell for cell in made if cell is not None)
                self._fit(target, fitting.of(line.source, written))

    def _lines(self, last: int) -> Iterator[_Line]:
        row = 1
        while row <= last:
            block = self._map.block_at(row)
            if block is None:
                yield _Line(row)
                row += 1
                continue
            for instance in range(block.times):
                for source in block.body:
                    yield _Line(source, block, instance)
            row = block.last + 1

    def _height(self, known: RowDimension | None, target: int) -> None:
        if known is None:
            return
        fresh: Any = RowDimension(
            self._sheet,
            index=target,
            ht=known.ht,
            hidden=known.hidden,
            outlineLevel=known.outlineLevel,
            collapsed=known.collapsed,
            thickBot=known.thickBot,
            thickTop=known.thickTop,
        )
        inner: Any = known
        fresh._style = copy.copy(inner._style)
        self._sheet.row_dimensions[target] = fresh

    def _fit(self, target: int, height: float | None) -> None:
        """Make a repeated row as high as its text, where the template says no height."""
        if height is not None and self._sheet.row_dimensions[target].ht is None:
            self._sheet.row_dimensions[target].ht = height

    def _put(self, source: Any, target: int, given: Values, here: Here) -> SheetCell | None:  # noqa: ANN401  see _by_row
        """Write a cell where it goes now; return it unless a merged one hides it."""
        is_hidden = isinstance(source, MergedCell)
        kind = MergedCell if is_hidden else SheetCell
        cell: Any = kind(self._sheet, target, source.column)
        cell._style = copy.copy(source._style)
        self._sheet._cells[target, source.column] = cell
        if is_hidden:
            return None
        self._value(source, cell, given, here)
        if source.hyperlink is not None:
            link = copy.copy(source.hyperlink)
            link.ref = cell.coordinate
            cell._hyperlink = link
        if source.comment is not None:
            said = source.comment
            cell.comment = Comment(said.text, said.author, said.height, said.width)
        written: SheetCell = cell
        return written

    def _value(self, source: SheetCell, cell: SheetCell, given: Values, here: Here) -> None:
        value = source.value
        if isinstance(value, ArrayFormula):
            text = self._shifter.formula(str(value.text), here)
            cell.value = ArrayFormula(self._shifter.reference(str(value.ref), here), text)
        elif is_formula(source) and isinstance(value, str):
            cell.value = self._shifter.formula(value, here)
        elif "{{" in text_of(source):
            self._filled(cell, text_of(source), given)
        else:
            cell.value = value
            if isinstance(value, str):
                cell.data_type = source.data_type

    def _filled(self, cell: SheetCell, text: str, given: Values) -> None:
        """Write what marks stand for: a value of its own type where a mark stands alone."""
        found = marks(text)
        alone = [mark for mark in found if mark.kind is MarkKind.FIELD]
        rest = "".join(_parts(text))
        if len(alone) == 1 and not rest.strip():
            self._typed(cell, given.get(fold(alone[0].name)))
            return
        told, at = [], 0
        for mark in found:
            told.append(text[at : mark.start])
            if mark.kind is MarkKind.FIELD:
                told.append(shown(given.get(fold(mark.name))))
            at = mark.end
        self._typed(cell, "".join([*told, text[at:]]) or None)

    def _typed(self, cell: SheetCell, value: Cell) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            cell.value = escaped(cell_text(value, self._cleaning))
            cell.data_type = "s"  # openpyxl takes «=…» for a formula and «#N/A» for an error
            return
        is_plain = cell.number_format == "General"
        cell.value = value
        if is_plain and isinstance(value, dt.date):
            cell.number_format = _MOMENT if isinstance(value, dt.datetime) else _DATE


class _Blank(dict[str, Cell]):
    """Values of a record over those of the whole form."""

    def __init__(self, own: Values, whole: Values) -> None:
        super().__init__({**whole, **own})


def _parts(text: str) -> Iterator[str]:
    """Yield the text between marks."""
    at = 0
    for mark in marks(text):
        yield text[at : mark.start]
        at = mark.end
    yield text[at:]


def _by_row(sheet: Worksheet) -> dict[int, list[Any]]:
    """Return the cells of each row, merged ones too; their formats have no public door."""
    rows: dict[int, list[Any]] = {}
    for (row, _), cell in sorted(sheet._cells.items()):
        rows.setdefault(row, []).append(cell)
    return rows
