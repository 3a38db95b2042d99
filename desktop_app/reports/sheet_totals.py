"""Rows of totals and heads of groups: formulas a spreadsheet recalculates, with today's results.

SUBTOTAL counts only what a filter leaves and passes over other SUBTOTALs, so the total of a sheet
may span the totals of its groups. The first column numbers the rows: its numbers are counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from desktop_app.core.records.sheets import SheetColumn, SheetSpec, Total
from desktop_app.reports.cell_text import Cleaning, as_xml, cell_text
from desktop_app.reports.row_height import HEIGHTS

_COUNT, _SUM, _AVERAGE = 2, 9, 1  # functions of SUBTOTAL
_FUNCTIONS: Mapping[Total, int] = {Total.SUM: _SUM, Total.AVERAGE: _AVERAGE}
_LABEL = 1  # the place of the label: right of the numbers of rows


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A group in its sheet: its title and the row of its totals, counted from 1."""

    title: str
    row: int


class Sums:
    """What is counted while rows are written."""

    def __init__(self, columns: Sequence[SheetColumn]) -> None:
        """Start with nothing."""
        self._totalled = [(n, c) for n, c in enumerate(columns) if c.total]
        self.count = 0
        self._sums = {place: 0.0 for place, _ in self._totalled}
        self._counts = {place: 0 for place, _ in self._totalled}

    def add(self, records: Sequence[object]) -> None:
        """Count some records."""
        self.count += len(records)
        for place, column in self._totalled:
            values = [v for v in map(column.read, records) if isinstance(v, int | float)]
            self._sums[place] += sum(values)
            self._counts[place] += len(values)

    def result(self, place: int, total: Total) -> str:
        """Return what the formula under a column gives now, as XML has it."""
        count, found = self._counts[place], self._sums[place]
        if total is Total.AVERAGE:
            return f"{found / count!r}" if count else ""
        return f"{int(found)}" if found == int(found) else f"{round(found, 6)!r}"


class TotalRows:
    """Writes the rows that stand between and under the records of one spec."""

    def __init__(self, spec: SheetSpec, styles: Sequence[int], cleaning: Cleaning) -> None:
        """Take the styles of the cells, one for each column."""
        self._columns, self._styles, self._cleaning = spec.columns, styles, cleaning
        self._letters = [get_column_letter(n) for n in range(1, len(spec.columns) + 1)]

    def head(self, row: int, title: str) -> str:
        """Return the row that opens a group."""
        return self._row(row, {_LABEL: self._text(row, title)})

    def total(self, row: int, label: str, first: int, last: int, sums: Sums) -> str:
        """Return the row under the records in rows `first` to `last`."""
        cells = {
            0: self._formula(row, 0, _COUNT, first, last, f"{sums.count}"),
            _LABEL: self._text(row, label),
        }
        for place, column in enumerate(self._columns):
            if column.total and place > _LABEL:
                function, now = _FUNCTIONS[column.total], sums.result(place, column.total)
                cells[place] = self._formula(row, place, function, first, last, now)
        return self._row(row, cells)

    def _row(self, row: int, cells: Mapping[int, str]) -> str:
        inner = "".join(
            cells.get(place) or f'<c r="{letter}{row}" s="{self._styles[place]}"/>'
            for place, letter in enumerate(self._letters)
        )
        return f'<row r="{row}" ht="{HEIGHTS[1]}" customHeight="1">{inner}</row>'

    def _text(self, row: int, value: str) -> str:
        shown = as_xml(cell_text(value, self._cleaning))
        start = f'<c r="{self._letters[_LABEL]}{row}" s="{self._styles[_LABEL]}" t="inlineStr">'
        return f'{start}<is><t xml:space="preserve">{shown}</t></is></c>'

    def _formula(self, row: int, place: int, function: int, first: int, last: int, now: str) -> str:
        letter = self._letters[place]
        formula = f"SUBTOTAL({function},{letter}{first}:{letter}{last})"
        if function == _AVERAGE:
            formula = f'IFERROR({formula},"")'
        value = f"<v>{now}</v>" if now else ""
        kind = "" if now else ' t="str"'
        return f'<c r="{letter}{row}" s="{self._styles[place]}"{kind}><f>{formula}</f>{value}</c>'
