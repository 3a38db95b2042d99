"""The field for what the applicant says; while it is empty, digits are outcomes."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_DIGITS = "1234"


class RemarkEdit(QLineEdit):
    """`left` when Enter or Esc gives the keyboard back to the queue.

    An empty field lets the digits 1–4 and Ctrl+Z through to the page and the window; while a
    remark is demanded (`keep_digits`) digits are text in it from the first one.
    """

    left = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setPlaceholderText("Можно начать печатать сразу, цифра в пустом поле — итог")
        self.setMaxLength(2000)
        self._keeps_digits = False

    def keep_digits(self, keep: bool) -> None:
        """Take digits as text even while the field is empty."""
        self._keeps_digits = keep

    def event(self, event: QEvent) -> bool:
        """Leave the keys of an empty field to the shortcuts around it."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and not self.text():
            typed = "" if self._keeps_digits else event.text()
            if (typed and typed in _DIGITS) or event.matches(QKeySequence.StandardKey.Undo):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keyboard back on Enter; what was typed stays.

        The digit that demanded the remark may still be held: its repeats are not the remark.
        """
        held = event.isAutoRepeat()
        if held and not self.text() and event.text() and event.text() in _DIGITS:
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not held:
                self.left.emit()
        else:
            super().keyPressEvent(event)
