"""Panes that never cut what they hold: a scrolling column, and a panel at the side."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from desktop_app.ui.theme import look
from desktop_app.ui.widgets.panes import Pane

_LABEL = 24  # the height of a field's label above it, at the default body size


class ScrollPane(QScrollArea):
    """A column that scrolls when the window is short; its width follows the window."""

    def __init__(self, layout: QLayout, *, canvas: bool = False, least: int = 80) -> None:
        """Hold a layout; a field that takes the keys, by Tab or by Enter, comes into view.

        `least`: the pixels of height it does not yield at the default body size, if it has so many.
        """
        super().__init__()
        self._least = least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        role = QPalette.ColorRole.Window if canvas else QPalette.ColorRole.Base
        self.viewport().setBackgroundRole(role)
        inner = QWidget()
        inner.setBackgroundRole(role)
        inner.setAutoFillBackground(True)
        inner.setLayout(layout)
        self.setWidget(inner)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the layout outside when what is inside needs more or less: Qt keeps it to itself."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _follow(self, _left: QWidget | None, taken: QWidget | None) -> None:
        """Show what hears the keys with its label; what the mouse has pressed does not move."""
        inner = self.widget()
        if taken is None or inner is None or not inner.isAncestorOf(taken):
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        label = look().metrics.px(_LABEL)
        if taken.height() + label > self.viewport().height():
            self.verticalScrollBar().setValue(taken.mapTo(inner, QPoint(0, 0)).y() - label)
        else:
            self.ensureWidgetVisible(taken, 0, label)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of what is inside, and for a few lines of its height."""
        inner, few = self.widget(), look().metrics.px(self._least)
        if inner is None:
            return QSize(0, few)
        return QSize(inner.minimumSizeHint().width(), min(few, inner.sizeHint().height()))

    def sizeHint(self) -> QSize:
        """Ask for all of what is inside."""
        inner = self.widget()
        return inner.sizeHint() if inner is not None else QSize(0, 0)


class SidePane(Pane):
    """A panel of a given width at the default body size; it yields when the type is large."""

    def __init__(self, base_width: int, *, yields_to: float = 0.6) -> None:
        """Take the width of the design: 312 for a preview, 540 for a house.

        With large type it may shrink to `yields_to` of that width.
        """
        super().__init__()
        self._base, self._share, self._yields_to = base_width, 0, yields_to
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the width of the design at this body size."""
        width = max(look().metrics.px(self._base), self._share)
        return QSize(width, super().sizeHint().height())

    def set_share(self, pixels: int) -> None:
        """Be at least this wide: on a large screen a panel takes its share of the page."""
        if pixels != self._share:
            self._share = pixels
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Yield to a part of the width, not further than what is inside can bear."""
        part = round(self.sizeHint().width() * self._yields_to)
        least = max(super().minimumSizeHint().width(), part)
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())
