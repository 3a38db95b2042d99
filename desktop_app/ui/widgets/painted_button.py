"""A button that draws itself and is pressed with Enter as with the space bar."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton


class PaintedButton(QAbstractButton):
    """Qt leaves Enter to dialogs; where the keys alone lead, it has to press."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too."""
        from PySide6.QtCore import Qt  # not for the first picture of the window

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
