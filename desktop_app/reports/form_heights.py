"""Heights of the rows a form repeats, where its author left them to the spreadsheet."""

from collections.abc import Iterable
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.reports.row_height import lines_of

_USUAL_WIDTH, _USUAL_SIZE = 8.43, 11.0
_LINE = 1.4  # sizes of its letters a line is high
_HIGHEST = 409.0  # points, the tallest row Excel has


class Heights:
    """Says how high a row has to be: LibreOffice prints wrapped lines over the next row else."""

    def __init__(self, sheet: Worksheet) -> None:
        """Know the widths of a template's columns, many of which may share one entry."""
        self._widths: dict[int, float] = {}
        for known in sheet.column_dimensions.values():
            if known.width and known.min and known.max:
                self._widths.update(dict.fromkeys(range(known.min, known.max + 1), known.width))
        merged = (area for area in sheet.merged_cells.ranges if area.min_col < area.max_col)
        self._merged = {(area.min_row, area.min_col) for area in merged}
        self._known: dict[tuple[int, int], tuple[int, float]] = {}

    def of(self, source: int, cells: Iterable[Any]) -> float | None:
        """Return the height in points of a row of cells; None where one line is enough.

        `source` is the template's row: its cells look alike in every record, so each is asked once.
        """
        high = max((self._of_cell(source, cell) for cell in cells), default=0.0)
        return high or None

    def _of_cell(self, source: int, cell: Any) -> float:  # noqa: ANN401  openpyxl's cells have no common type
        value, place = cell.value, (source, cell.column)
        if not isinstance(value, str) or cell.data_type != "s":
            return 0.0
        if place not in self._known:
            self._known[place] = self._looks(cell)
        room, line = self._known[place]
        lines = lines_of(value, room) if room else 1
        return min(lines * line, _HIGHEST) if lines > 1 else 0.0

    def _looks(self, cell: Any) -> tuple[int, float]:  # noqa: ANN401  see above
        """Return how many letters a line holds, 0 where lines do not wrap, and a line's height."""
        if not cell.alignment.wrap_text or (cell.row, cell.column) in self._merged:
            return 0, 0.0  # no spreadsheet fits a row to a cell over several columns either
        size = float(cell.font.sz or _USUAL_SIZE)
        # A unit of width is a figure of the usual size, a letter is about as wide.
        room = int(self._widths.get(cell.column, _USUAL_WIDTH) * _USUAL_SIZE / size)
        return max(room, 1), _LINE * size
