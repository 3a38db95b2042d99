"""Surfaces and lines: panes by role, hairlines, rows and columns with the design's spaces."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget


class Pane(QWidget):
    """A plain area filled with a palette role: surface by default, canvas when asked."""

    def __init__(self, *, canvas: bool = False, parent: QWidget | None = None) -> None:
        """Fill with the role; the colour follows the theme by itself."""
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window if canvas else QPalette.ColorRole.Base)


class Hairline(QFrame):
    """A line one pixel thick, lying by default."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        """Stretch along one direction and stay thin in the other."""
        super().__init__(parent)
        self.setProperty("line", True)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


def row(*items: QWidget | QLayout | int | None, space: int = 8) -> QHBoxLayout:
    """Return a row without margins; see `fill` for what may stand in it."""
    layout = QHBoxLayout()
    fill(layout, items, space)
    return layout


def column(*items: QWidget | QLayout | int | None, space: int = 0) -> QVBoxLayout:
    """Return a column without margins; see `fill` for what may stand in it."""
    layout = QVBoxLayout()
    fill(layout, items, space)
    return layout


def fill(
    layout: QHBoxLayout | QVBoxLayout, items: tuple[QWidget | QLayout | int | None, ...], space: int
) -> None:
    """Put items in a layout: widgets and layouts as such, a number as a gap, None as a spring."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def set_shown(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget that may not stand in its window yet.

    `setVisible(True)` on a widget without a parent would open it as a window of its own; here it
    only forgets that it was hidden.
    """
    if shown and widget.parentWidget() is None:
        from PySide6.QtCore import Qt  # not for the first picture of the window

        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
    else:
        widget.setVisible(shown)


def drop(widget: QWidget | None, layout: QLayout | None = None) -> None:
    """Take a widget away for good; None is nothing to take away.

    Deleting waits for the event loop: hidden, it takes no room and no keys until then.
    """
    if widget is None:
        return
    if layout is not None:
        layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
