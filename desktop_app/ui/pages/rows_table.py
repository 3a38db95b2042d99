"""A table whose rows are all here: measurements, remedies, the commission."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSizePolicy, QWidget

from desktop_app.core.errors import OfficeError
from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.theme import follow_look, look
from desktop_app.ui.widgets.column_fit import Span, fit
from desktop_app.ui.widgets.painted_table import PaintedTable
from desktop_app.ui.widgets.table_copy import table_mime

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
# A key held too long removes one row and opens one sheet.
_ONCE = (*_OPENING, Qt.Key.Key_F4, Qt.Key.Key_Delete, Qt.Key.Key_Space)
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_NUMBER_STARTS = frozenset("0123456789,.-−+")


class AtOnce:
    """A reader for rows that are here already: answers before it returns."""

    def read(
        self,
        fn: Callable[[], Any],
        on_done: Callable[[Any], None],
        _on_error: Callable[[OfficeError], None] | None = None,
        *,
        owner: QObject | None = None,  # noqa: ARG002  part of the Reader's shape
    ) -> object:
        """Answer now."""
        on_done(fn())
        return None


class RowsTable(PaintedTable):
    """One current row; signals carry its place.

    `opened`: Enter or F2. `whole_wanted`: F4 or a double click. `removed`: Del. `ticked`: the space
    bar. `typed(place, sign)`: a digit or what a number may begin with. The table is as high as its
    rows, between `least` and `most` of them, and its columns fit its width.
    """

    opened = Signal(int)
    whole_wanted = Signal(int)
    removed = Signal(int)
    ticked = Signal(int)
    typed = Signal(int, str)

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        *,
        least: int = 1,
        most: int = 1_000,
        widest: float = 1.0,
    ) -> None:
        """Start without rows; words grow in a wide table up to `widest` of their width."""
        self._rows: list[Any] = []
        self._least, self._most, self._widest = least, most, widest
        model = SnapshotModel(columns, self._fetch, AtOnce())
        super().__init__(title, model)
        model.setParent(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_density("panel")
        self._header.setSectionsMovable(False)
        self._header.setSectionsClickable(False)
        self.doubleClicked.connect(lambda index: self.whole_wanted.emit(index.row()))
        follow_look(self._measure)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other records, each with its place as `id`; the current place stays current."""
        place, same = self.current_row(), len(rows) == len(self._rows)
        self._rows = list(rows)
        self._snapshot.invalidate()
        if not same:
            self._snapshot.set_ids(range(len(rows)))
            self.select_row(min(max(place, 0), len(rows) - 1))
            self._measure()

    def current_row(self) -> int:
        """Return the place of the current row, -1 when there is none."""
        return self.currentIndex().row()

    def select_row(self, place: int) -> None:
        """Make a row current and bring it into view; places outside the table are ignored."""
        index = self._snapshot.index(place, 0)
        if index.isValid():
            mode = QItemSelectionModel.SelectionFlag
            marked = mode.ClearAndSelect if self.hasFocus() else mode.Clear
            self.selectionModel().setCurrentIndex(index, marked | mode.Rows)
            self.scrollTo(index)

    def sizeHint(self) -> QSize:
        """Ask for the height of the rows, up to `most` of them."""
        return QSize(super().sizeHint().width(), self._height(self._most))

    def minimumSizeHint(self) -> QSize:
        """Bear no less than `least` rows; the rest scroll."""
        return QSize(look().metrics.px(160), self._height(self._least))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current row; see ui/keys.py for the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.isAutoRepeat() and Qt.Key(event.key()) in _ONCE:
            event.accept()
        elif event.modifiers() not in _PLAIN or not self._act(Qt.Key(event.key()), event.text()):
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move by rows: Home and End go to the ends of the table."""
        actions = QAbstractItemView.CursorAction
        if action in (actions.MoveHome, actions.MoveEnd):
            row = 0 if action is actions.MoveHome else len(self._rows) - 1
            return self._snapshot.index(row, 0)
        if action in (actions.MoveLeft, actions.MoveRight):
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters look for nothing here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the current row again."""
        super().focusInEvent(event)
        self.select_row(self.current_row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no mark behind: of several tables only the one with the focus has a marked row."""
        super().focusOutEvent(event)
        taken = QApplication.focusWidget()
        inside = taken is not None and self.isAncestorOf(taken)
        if event.reason() not in _PASSING and not inside:
            self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the width."""
        super().resizeEvent(event)
        self._fit()

    def _act(self, key: Qt.Key, sign: str) -> bool:
        place = self.current_row()
        if place < 0:
            return False
        if key in _OPENING:
            self.opened.emit(place)
        elif key is Qt.Key.Key_F4:
            self.whole_wanted.emit(place)
        elif key is Qt.Key.Key_Delete:
            self.removed.emit(place)
        elif key is Qt.Key.Key_Space:
            self.ticked.emit(place)
        elif sign in _NUMBER_STARTS and sign:
            self.typed.emit(place, sign)
        else:
            return False
        return True

    def _fetch(self, places: Sequence[int]) -> list[Any]:
        return [self._rows[place] for place in places if place < len(self._rows)]

    def _copy(self) -> None:
        if self._rows:
            mime = table_mime(self._snapshot.columns, self._rows)
            QGuiApplication.clipboard().setMimeData(mime)

    def _height(self, rows: int) -> int:
        return look().metrics.header + min(len(self._rows), rows) * self._row_height()

    def _measure(self) -> None:
        self.setMaximumHeight(max(self._height(self._most), look().metrics.header))
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        """Give columns their widths; words lose and win by the room, numbers nothing."""
        spans = [self._span(column) for column in self._snapshot.columns]
        for place, width in enumerate(fit(spans, self.viewport().width())):
            self._header.resizeSection(place, width)

    def _span(self, column: Column) -> Span:
        least = self._header.minimum_of(column)
        wanted = max(look().metrics.px(column.width), least)
        if not column.elides:
            return Span(wanted, wanted, wanted)
        return Span(wanted, least, max(wanted, round(wanted * self._widest)))


class WholeRows(QWidget):
    """Gives a table the height of whole rows out of what there is; its foot follows at once."""

    def __init__(self, table: RowsTable, foot: QWidget) -> None:
        """Hold the table and what stands under it."""
        super().__init__()
        self._table, self._foot = table, foot
        for part in (table, foot):
            part.setParent(self)
        self.setSizePolicy(table.sizePolicy())

    def sizeHint(self) -> QSize:
        """Ask for what both ask for."""
        return self._table.sizeHint() + QSize(0, self._below())

    def minimumSizeHint(self) -> QSize:
        """Bear what the table bears."""
        return self._table.minimumSizeHint() + QSize(0, self._below())

    def event(self, event: QEvent) -> bool:
        """Place the parts anew when one of them asks for another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        self._place()

    def _below(self) -> int:
        return self._foot.sizeHint().height()

    def _place(self) -> None:
        header, step = look().metrics.header, look().metrics.row_panel
        rows = max(0, self.height() - self._below() - header) // step
        height = min(header + rows * step, self._table.maximumHeight())
        self._table.setGeometry(0, 0, self.width(), height)
        self._foot.setGeometry(0, height, self.width(), self._below())
