"""Rows of a form that Alt and the arrows put into another order."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui import keys


class MovableRow(QWidget):
    """A row; `stops` are its controls in the order of Tab."""

    stops: tuple[QWidget, ...] = ()


class MovableRows(QWidget):
    """Rows below one another; `moved(row)` when one has found another place."""

    moved = Signal(object)

    def __init__(self, rows: Sequence[MovableRow]) -> None:
        """Show rows; `layout_of_rows` is what a scrolling pane holds."""
        super().__init__()
        self.rows = list(rows)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for line in rows:
            self._column.addWidget(line)
        self.layout_of_rows = QVBoxLayout()
        self.layout_of_rows.setContentsMargins(0, 0, 8, 0)
        self.layout_of_rows.addWidget(self)
        self.layout_of_rows.addStretch(1)
        keys.bind("row_up", self, lambda: self.shift(-1))
        keys.bind("row_down", self, lambda: self.shift(1))

    def shift(self, step: int) -> None:
        """Move the row that has the focus."""
        line = next((r for r in self.rows if any(stop.hasFocus() for stop in r.stops)), None)
        if line is not None:
            place = self.rows.index(line)
            self.put(line, max(0, min(len(self.rows) - 1, place + step)))

    def put(self, line: MovableRow, place: int) -> None:
        """Put a row into a place."""
        self.rows.remove(line)
        self.rows.insert(place, line)
        self._column.removeWidget(line)
        self._column.insertWidget(place, line)
        self._order_tabs()
        self.moved.emit(line)

    def _order_tabs(self) -> None:
        stops = [stop for line in self.rows for stop in line.stops]
        for earlier, later in itertools.pairwise(stops):
            QWidget.setTabOrder(earlier, later)
