"""A short table inside a panel: its rows are all here, its height is theirs."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import Reader, SnapshotModel
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.column_fit import Span, fit
from desktop_app.ui.widgets.painted_table import PaintedTable

_READABLE, _WIDEST = 0.5, 2.0


def small_table(
    title: str, columns: Sequence[Column], rows: Sequence[Any], reader: Reader
) -> PaintedTable:
    """Return a table of records that have an `id`, as high as its rows; its model goes with it."""
    known = {record.id: record for record in rows}
    model = SnapshotModel(columns, lambda ids: [known[key] for key in ids], reader)
    model.set_ids(list(known))
    table = _SmallTable(title, model)
    model.setParent(table)
    table.setFixedHeight(look().metrics.header + len(known) * look().metrics.row_panel)
    return table


class _SmallTable(PaintedTable):
    """Columns fit the panel: a bar of its own inside a panel that scrolls would be one too many.

    With large type the least needed columns leave.
    """

    def __init__(self, title: str, model: SnapshotModel) -> None:
        super().__init__(title, model)
        self.set_density("panel")
        self.set_edge(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

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
