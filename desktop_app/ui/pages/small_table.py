"""A short table inside a panel: its rows are all here, its height is theirs."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import Reader, SnapshotModel
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.column_fit import Span, fit
from desktop_app.ui.widgets.painted_table import PaintedTable

_READABLE, _WIDEST = 0.5, 2.0
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


def small_table(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Any],
    reader: Reader,
    on_open: Callable[[int], object] | None = None,
) -> PaintedTable:
    """Return a table of records that have an `id`, as high as its rows; its model goes with it.

    `on_open(id)` follows a double click, and Enter and F2 as in every list.
    """
    known = {record.id: record for record in rows}
    model = SnapshotModel(columns, lambda ids: [known[key] for key in ids], reader)
    model.set_ids(list(known))
    table = _SmallTable(title, model, on_open)
    model.setParent(table)
    table.setFixedHeight(look().metrics.header + len(known) * look().metrics.row_panel)
    return table


class _SmallTable(PaintedTable):
    """Columns fit the panel: a bar of its own inside a panel that scrolls would be one too many.

    With large type the least needed columns leave.
    """

    def __init__(
        self, title: str, model: SnapshotModel, on_open: Callable[[int], object] | None
    ) -> None:
        super().__init__(title, model)
        self._on_open = on_open
        self.doubleClicked.connect(lambda _index: self._open())
        self.set_density("panel")
        self.set_edge(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._on_open is not None and not self.currentIndex().isValid():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._on_open is None or event.key() not in _OPENING:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._open()

    def _open(self) -> None:
        row = self.currentIndex().row()
        if self._on_open is not None and row >= 0:
            self._on_open(self._snapshot.ids[row])

    def _fit(self, room: int) -> None:
        spans = [self._span(column) for column in self._snapshot.columns]
        for place, width in enumerate(fit(spans, room)):
            self._header.setSectionHidden(place, not width)
            if width:
                self._header.resizeSection(place, width)

    def _span(self, column: Column) -> Span:
        least = self._header.minimum_of(column)
        wanted = max(look().metrics.px(column.width), least)
        if not column.elides:
            return Span(wanted, wanted, wanted, column.leaves)
        low, high = max(least, round(wanted * _READABLE)), round(wanted * _WIDEST)
        return Span(wanted, low, high, column.leaves)
