"""A dialog over the window that gives the keys back when it closes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QWidget


class OverWindow(QDialog):
    """Where no window manager brings the window below to the front, this does.

    It is gone when it closes. A dialog that closes by itself while the clerk looks at another
    program takes nothing.
    """

    def __init__(self, parent: QWidget, title: str) -> None:
        """Stand over the window of `parent` and close the way to it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAutoFillBackground(True)  # a window's role counts only with it
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setWindowTitle(title)

    def done(self, result: int) -> None:
        """Close, and let the window below hear the keys."""
        parent, in_front = self.parentWidget(), self.isActiveWindow()
        super().done(result)
        if in_front and isinstance(parent, QWidget):
            parent.window().activateWindow()
