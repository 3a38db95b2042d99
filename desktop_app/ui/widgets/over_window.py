"""A dialog over the window that gives the keys back when it closes."""

from PySide6.QtWidgets import QDialog, QWidget


class OverWindow(QDialog):
    """Where no window manager brings the window below to the front, this does.

    A dialog that closes by itself while the clerk looks at another program takes nothing.
    """

    def done(self, result: int) -> None:
        """Close, and let the window below hear the keys."""
        parent, in_front = self.parentWidget(), self.isActiveWindow()
        super().done(result)
        if in_front and isinstance(parent, QWidget):
            parent.window().activateWindow()
