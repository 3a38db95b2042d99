"""Cells of one column written as XML, a block of rows at a time.

Whole blocks, because a journal of 100,000 rows has millions of cells and a call for each of them
would cost more than the work itself.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from math import isfinite
from operator import attrgetter
from typing import Any

from openpyxl.utils import get_column_letter

from desktop_app.core import clock
from desktop_app.core.records.sheets import CellKind, SheetColumn
from desktop_app.reports.cell_text import LIMIT, Cleaning, as_xml, cell_text, unusual
from desktop_app.reports.row_height import letters_in, lines_of

_EPOCH = dt.datetime(1899, 12, 30)
_DAY = dt.timedelta(days=1)
_FIRST_DAYS = 61  # 1 March 1900; before it Excel counts a 29 February that never was
_ONLY_TEXT = {str}
_SURELY_FITS = LIMIT // 2  # letters: one of them takes two units at most


class ColumnPen:
    """Writes the cells of one column, the `index`-th from 0, in the style given by its id."""

    def __init__(self, column: SheetColumn, index: int, style: int, cleaning: Cleaning) -> None:
        """Prepare the constant parts of the cells; changes to texts are counted in `cleaning`."""
        self._read: Callable[[Any], Any] = column.value or attrgetter(column.key)
        self._start = f'<c r="{get_column_letter(index + 1)}'
        self._blank = f'" s="{style}"/>'
        self._typed = f'" s="{style}"><v>'
        self._inline = f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        self._room = letters_in(column.width)
        self._cleaning = cleaning
        self._write = self._writer(column.kind)

    def cells(self, records: Sequence[object], first: int, lines: list[int]) -> list[str]:
        """Return the cells of these records in rows from number `first` on.

        `lines` holds how many lines each row needs, and grows where this column needs more.
        """
        return self._write(list(map(self._read, records)), first, lines)

    def _writer(self, kind: CellKind) -> Callable[[list[Any], int, list[int]], list[str]]:
        writers = {
            CellKind.TEXT: self._texts,
            CellKind.DATE: self._dates,
            CellKind.MOMENT: self._moments,
        }
        return writers.get(kind, self._numbers)

    def _texts(self, values: list[Any], first: int, lines: list[int]) -> list[str]:
        if set(map(type, values)) != _ONLY_TEXT:
            values = ["" if value is None else str(value) for value in values]
        longest = max(map(len, values))
        if longest > _SURELY_FITS or unusual("".join(values)):
            self._clean(values, lines)
        elif longest > self._room:
            self._measure(values, lines)
        start, blank, inline = self._start, self._blank, self._inline
        return [
            f"{start}{row}{inline}{value}</t></is></c>" if value else f"{start}{row}{blank}"
            for row, value in enumerate(values, first)
        ]

    def _clean(self, values: list[str], lines: list[int]) -> None:
        """Put into XML what needs it; only a few blocks have such text."""
        cleaned = [cell_text(value, self._cleaning) for value in values]
        self._measure(cleaned, lines)
        values[:] = map(as_xml, cleaned)

    def _measure(self, values: list[str], lines: list[int]) -> None:
        room = self._room
        # Topics, organisations and ready words stand in many rows of a block.
        tall = {v: lines_of(v, room) for v in set(values) if len(v) > room or "\n" in v}
        if tall:
            lines[:] = [max(known, tall.get(v, 1)) for known, v in zip(lines, values, strict=True)]

    def _numbers(self, values: list[Any], first: int, _lines: list[int]) -> list[str]:
        start, blank, typed = self._start, self._blank, self._typed
        return [
            f"{start}{row}{blank}"
            if value is None or not isfinite(value)
            else f"{start}{row}{typed}{value!r}</v></c>"
            for row, value in enumerate(values, first)
        ]

    def _moments(self, values: list[Any], first: int, _lines: list[int]) -> list[str]:
        return self._days(values, [v and (v - _EPOCH) / _DAY for v in values], first)

    def _dates(self, values: list[Any], first: int, _lines: list[int]) -> list[str]:
        zero = _EPOCH.toordinal()
        return self._days(values, [v and v.toordinal() - zero for v in values], first)

    def _days(self, values: list[Any], days: list[Any], first: int) -> list[str]:
        """Return cells of moments as Excel counts them, in days since 30 December 1899."""
        start, blank, typed, inline = self._start, self._blank, self._typed, self._inline
        return [
            f"{start}{row}{blank}"
            if count is None
            else f"{start}{row}{typed}{count!r}</v></c>"
            if count >= _FIRST_DAYS
            else f"{start}{row}{inline}{_shown(value)}</t></is></c>"
            for row, (value, count) in enumerate(zip(values, days, strict=True), first)
        ]


def _shown(value: dt.date) -> str:
    return clock.show_moment(value) if isinstance(value, dt.datetime) else clock.show_date(value)
