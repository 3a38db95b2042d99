"""Typing a value straight into its cell, as in a spreadsheet."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.typed_numbers import read_number
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.escape import is_escape
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.text import Text

_STEPS = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Backtab: -1,
}
_SIDE = 4


class ValueEditor(QLineEdit):
    """Stands over one cell of a table.

    `given(place, number or None, step)`: Enter and Down take the value and go down, Up goes up,
    leaving the field takes it too. Esc leaves the cell as it was. What is no number, or what
    `check(place, number)` has words against, stays to be corrected under these words:
    `refused(remedy)`; when the field is left it goes, and `dropped(typed, remedy)` tells of it.
    """

    given = Signal(int, object, int)
    refused = Signal(str)
    dropped = Signal(str, str)

    def __init__(self, table: RowsTable, column: int, check: Callable[[int, float], str]) -> None:
        """Belong to a column of a table; hidden until `begin`."""
        super().__init__(table.viewport())
        self._table, self._column, self._check = table, column, check
        self._text, self._words = Text("", Type.CELL, Tone.DANGER), Pane(parent=table.viewport())
        line = row(self._text)
        line.setContentsMargins(2 * _SIDE, 0, 2 * _SIDE, 0)
        self._words.setLayout(line)
        self._place = -1
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Замер")
        self._words.hide()
        self.hide()
        table.verticalScrollBar().valueChanged.connect(self._leave)

    def begin(self, place: int, text: str, name: str, *, typed: bool) -> None:
        """Open over a row; what was `typed` is gone on with, an old value is selected whole."""
        self._place = place
        self.setAccessibleName(name)
        self._mark("")
        self._table.select_row(place)
        self.setGeometry(self._over(place))
        self.setText(text)
        if not typed:
            self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from closing the whole screen."""
        if is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the value and move, or leave the cell as it was."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self._close()
        elif key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take(_STEPS[key])
        else:
            self._mark("")
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: ARG002  Qt's shape
        """Keep Tab here: it goes to the next row."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the value when the focus goes elsewhere; what is no number is dropped."""
        super().focusOutEvent(event)
        self._leave()

    def finish(self) -> bool:
        """Take the value now; False, and the field stays, when the words are no number."""
        if self._place >= 0:
            self._take(0)
        return self._place < 0

    def _leave(self) -> None:
        if self._place >= 0:
            self._take(0, stay=False)

    def _take(self, step: int, *, stay: bool = True) -> None:
        try:
            value = self._read()
        except ValueError as error:
            if stay:
                self._mark(str(error))
                self.refused.emit(str(error))
            else:
                typed = self.text()
                self._close()
                self.dropped.emit(typed, str(error))
            return
        place = self._place
        self._close()
        self.given.emit(place, value, step)

    def _read(self) -> float | None:
        """Return the number typed, None of nothing; ValueError with the remedy."""
        value = read_number(self.text())
        wrong = "" if value is None else self._check(self._place, value)
        if wrong:
            raise ValueError(wrong)
        return value

    def _close(self) -> None:
        had_focus = self.hasFocus()
        self._words.hide()
        self._place = -1
        self.hide()
        if had_focus:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._table.clearSelection()

    def _mark(self, words: str) -> None:
        """Say beside the field what is wrong; empty words take it back."""
        wrong = bool(words)
        self._words.setVisible(wrong)
        self.setAccessibleDescription(words)
        if wrong:
            self._text.setText(words)
            self._words.setGeometry(self._beside())
            self._words.raise_()
        if bool(self.property("problem")) != wrong:
            self.setProperty("problem", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def _beside(self) -> QRect:
        """Return where the words stand: after the field in its row, before it without room."""
        width, field = self._words.sizeHint().width(), self.geometry()
        fits = field.right() + width < self._table.viewport().width()
        left = field.right() + 1 if fits else max(0, field.left() - width)
        return QRect(left, field.top(), width, field.height())

    def _over(self, place: int) -> QRect:
        cell = self._table.visualRect(self._table.model().index(place, self._column))
        height = look().metrics.field
        top = max(0, cell.top() + (cell.height() - height) // 2)
        top = min(top, max(0, self._table.viewport().height() - height))
        return QRect(cell.left() + _SIDE, top, cell.width() - _SIDE, height)
