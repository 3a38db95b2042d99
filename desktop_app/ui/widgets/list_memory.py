"""What a list keeps through a new snapshot: selection, current row and the place on screen."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.widgets.painted_table import PaintedTable

_KEPT = 5_000


class ListMemory:
    """Watches the resets of a model and puts the view back by id, so that nothing jumps.

    With `fresh` set before the reset the list starts at its top with the first row selected.
    """

    def __init__(self, view: PaintedTable, model: SnapshotModel) -> None:
        """Listen to the model; the view must have it already, so that its own reset comes first."""
        self._view, self._model = view, model
        self.fresh = False
        self._current, self._row = -1, -1
        self._selected: list[int] = []
        self._top, self._drop = -1, 0
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def _remember(self) -> None:
        view, model = self._view, self._model
        self._row = view.currentIndex().row()
        self._current = model.id_at(self._row)
        rows = view.selected_rows()
        self._selected = [model.id_at(row) for row in rows] if len(rows) <= _KEPT else []
        offset, height = view.verticalHeader().offset(), view.verticalHeader().defaultSectionSize()
        self._top = model.id_at(offset // height) if offset else -1
        self._drop = offset % height

    def _restore(self) -> None:
        if not self._model.rowCount():
            return
        if self.fresh or self._current < 0:
            self.fresh = False
            self._view.scrollToTop()
            self._select([0], 0)
            return
        places = self._places({self._current, self._top, *self._selected})
        current = places.get(self._current, min(self._row, self._model.rowCount() - 1))
        rows = [places[row_id] for row_id in self._selected if row_id in places]
        self._select(rows or [current], current)
        if self._top in places:
            height = self._view.verticalHeader().defaultSectionSize()
            self._view.updateGeometries()
            self._view.verticalScrollBar().setValue(places[self._top] * height + self._drop)

    def _places(self, ids: set[int]) -> dict[int, int]:
        ids.discard(-1)
        if len(ids) <= 3:
            found = {row_id: self._model.position(row_id) for row_id in ids}
            return {row_id: row for row_id, row in found.items() if row >= 0}
        return {row_id: row for row, row_id in enumerate(self._model.ids) if row_id in ids}

    def _select(self, rows: list[int], current: int) -> None:
        model, chosen = self._model, QItemSelection()
        last = model.columnCount() - 1
        for first, end in _runs(sorted(rows)):
            chosen.select(model.index(first, 0), model.index(end, last))
        mode = QItemSelectionModel.SelectionFlag
        column = max(self._view.currentIndex().column(), 0)
        selection = self._view.selectionModel()
        selection.setCurrentIndex(model.index(current, column), mode.NoUpdate)
        selection.select(chosen, mode.ClearAndSelect | mode.Rows)


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return sorted row numbers as runs (first, last), one selection range each."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
