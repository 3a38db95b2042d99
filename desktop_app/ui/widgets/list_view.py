"""The list: rows of a snapshot, drawn cheaply, driven by the keyboard as in 1С and Excel."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.core.text import counted
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.state import State
from desktop_app.ui.theme import follow_look, look
from desktop_app.ui.widgets.list_layout import ListLayout
from desktop_app.ui.widgets.list_memory import ListMemory
from desktop_app.ui.widgets.painted_table import PaintedTable, selected_spans
from desktop_app.ui.widgets.table_copy import table_mime

REST_MS = 80
COPY_LIMIT = 5_000
# A key held too long opens one card, not as many as the keyboard repeats.
_ONCE = frozenset(
    (
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_F2,
        Qt.Key.Key_F9,
        Qt.Key.Key_Insert,
        Qt.Key.Key_Delete,
    )
)


class ListView(PaintedTable):
    """A list over a SnapshotModel.

    `opened(id)`: Enter, F2, double click. `selection_rested(id)`: 80 ms after the current row came
    to rest, -1 for none. `header_menu_wanted(key, place)`: a header among `filtered_keys` was
    right-clicked. `search_typed(text)`: a letter or Ctrl+F (empty text). `columns_changed`: another
    choice of columns or order. `notice(words)`: something for the status line. Ids, never rows,
    leave this widget.
    """

    opened = Signal(int)
    selection_rested = Signal(int)
    selection_count = Signal(int)
    sort_requested = Signal(str, bool)
    search_typed = Signal(str)
    new_requested = Signal()
    copy_requested = Signal(int)
    delete_requested = Signal(list)
    refresh_requested = Signal()
    notice = Signal(str)
    header_menu_wanted = Signal(str, QPoint)
    columns_changed = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        model: SnapshotModel,
        state: State | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a model; `name` keys the remembered layout, `title` is read to the blind."""
        super().__init__(title, model, parent)
        self._rested = -1
        self.filtered_keys: frozenset[str] = frozenset()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tell_rest)
        self._layout = ListLayout(name, model.columns, self._header, state)
        self._memory = ListMemory(self, model)
        self._layout.apply()
        self._wire()
        follow_look(self._rescale)

    def _wire(self) -> None:
        self._header.sort_requested.connect(self.sort_requested)
        self._header.sectionResized.connect(self._resized)
        self._header.sectionMoved.connect(lambda *_: self.columns_changed.emit())
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._header_menu)
        self._snapshot.modelReset.connect(self._rest.start)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._rest.start())

    # What pages ask for

    def show_ids(self, ids: Iterable[int], *, fresh: bool = False) -> None:
        """Show another snapshot; `fresh` starts at the top, otherwise selection and scroll stay."""
        self._memory.fresh = fresh
        self._snapshot.set_ids(ids)

    def current_id(self) -> int:
        """Return the id of the current row, -1 when there is none."""
        return self._snapshot.id_at(self.currentIndex().row())

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected rows in the order of the list."""
        spans = selected_spans(self.selectionModel().selection())
        ids = self._snapshot.ids
        return [row_id for top, bottom in spans for row_id in ids[top : bottom + 1]]

    def select_id(self, row_id: int) -> bool:
        """Make a row current, select it alone and bring it into view; False when it is not here."""
        row = self._snapshot.position(row_id)
        if row < 0:
            return False
        self.select_row(row)
        return True

    def select_row(self, row: int) -> None:
        """Make a row current and select it alone; rows outside the list are ignored."""
        index = self._snapshot.index(row, self._first_column())
        if index.isValid():
            mode = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, mode.ClearAndSelect | mode.Rows)
            self.scrollTo(index)

    def choose_columns(self, place: QPoint) -> None:
        """Offer the columns to show, as a menu at a global place."""
        from desktop_app.ui.widgets.menu import Menu  # not for the first picture of the window

        menu = Menu(self)
        shown = {column.key for column in self._layout.visible()}
        chosen = set(self.visible_keys())
        for column in self._snapshot.columns:
            no_room = column.key in chosen - shown
            title = f"{column.title} (не поместился)" if no_room else column.title
            action = menu.add_choice(title, is_on=column.key in shown)
            action.triggered.connect(partial(self._toggle_column, column.key))
        menu.popup(place)

    def visible_keys(self) -> list[str]:
        """Return the keys of the list's columns from left to right: what an export takes.

        Those left out for want of room are among them: a small screen does not make a short file.
        """
        return [column.key for column in self._layout.chosen()]

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, as `visible_keys` gave them; none: the usual ones."""
        self._layout.show(keys)
        self._layout.save()
        self.columns_changed.emit()

    def shows_columns(self, keys: Sequence[str]) -> bool:
        """Tell whether these are the columns shown, in this order; unknown ones do not count."""
        known = {column.key for column in self._snapshot.columns}
        return [key for key in keys if key in known] == self.visible_keys()

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard as TSV and HTML with headers."""
        ids = self.selected_ids()
        if len(ids) > COPY_LIMIT:
            self.notice.emit("Выделено слишком много для копирования: выгрузите список в Excel")
        elif ids:
            self._snapshot.collect(ids, self._copy)

    # Mouse, keys, changes of look

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act as lists of 1С and Excel do; see ui/keys.py for the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            key = Qt.Key(event.key())
            if event.isAutoRepeat() and key in _ONCE:
                return
            if not self._plain_key(key, event.text()):
                super().keyPressEvent(event)
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and _is_letter(event.text()):
            self.search_typed.emit(event.text())
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search_typed.emit("")
        else:
            super().keyPressEvent(event)

    def _plain_key(self, key: Qt.Key, text: str) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open(self.currentIndex().row())
        elif key is Qt.Key.Key_Insert:
            self.new_requested.emit()
        elif key is Qt.Key.Key_F9:
            self.copy_requested.emit(self.current_id())
        elif key is Qt.Key.Key_F5:
            self.refresh_requested.emit()
        elif key is Qt.Key.Key_Delete:
            self.delete_requested.emit(self.selected_ids())
        elif _is_letter(text):
            self.search_typed.emit(text)
        else:
            return False
        return True

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move by rows: Home and End go to the ends of the list, left and right scroll."""
        actions = QAbstractItemView.CursorAction
        if action in (actions.MoveLeft, actions.MoveRight):
            bar = self.horizontalScrollBar()
            step = look().metrics.px(40)
            bar.setValue(bar.value() + (step if action is actions.MoveRight else -step))
            return self.currentIndex()
        if action in (actions.MoveHome, actions.MoveEnd):
            row = 0 if action is actions.MoveHome else self._snapshot.rowCount() - 1
            return self._snapshot.index(row, self._first_column())
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Leave typing to the search box: a list of a million is not searched by prefix."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the last columns on the screen where words can give way."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._layout.rescale(event.size().width())

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the layout when the list leaves the screen."""
        self._layout.save()
        super().hideEvent(event)

    # Small things

    def _rescale(self) -> None:
        self._layout.rescale(self.viewport().width() if self.isVisible() else 0)

    def _resized(self, logical: int, _old: int, new: int) -> None:
        self._layout.resized(logical, new)

    def _header_menu(self, place: QPoint) -> None:
        """Offer the filter of the column under the mouse where the page has one, else columns."""
        section = self._header.logicalIndexAt(place)
        over = self._header.mapToGlobal(place)
        columns = self._snapshot.columns
        if self.filtered_keys and 0 <= section < len(columns):
            key = columns[section].key
            if key in self.filtered_keys:
                self.header_menu_wanted.emit(key, over)
                return
        self.choose_columns(over)

    def _open(self, row: int) -> None:
        if (row_id := self._snapshot.id_at(row)) >= 0:
            self.opened.emit(row_id)

    def _toggle_column(self, key: str, _on: bool = True) -> None:
        shown = {column.key for column in self._layout.visible()}
        self._layout.hide(key, key in shown)
        self._layout.save()
        self.columns_changed.emit()

    def _copy(self, rows: list[object]) -> None:
        QGuiApplication.clipboard().setMimeData(table_mime(self._layout.chosen(), rows))
        self.notice.emit(f"Скопировано: {counted(len(rows), 'строка', 'строки', 'строк')}")

    def _selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        spans = selected_spans(self.selectionModel().selection())
        self.selection_count.emit(sum(bottom - top + 1 for top, bottom in spans))
        self.viewport().update()
        self._rest.start()

    def _tell_rest(self) -> None:
        row_id = self.current_id()
        if row_id != self._rested:
            self._rested = row_id
            self.selection_rested.emit(row_id)


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isprintable() and not text.isspace()
