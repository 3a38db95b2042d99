"""A popup under a field: a child of the window, so that the field keeps the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_app.ui.theme import look
from desktop_app.ui.theme.metrics import CARD_RADIUS
from desktop_app.ui.widgets.painted import plate

_GAP, _EDGE, _USUAL_ROOM = 4, 4, 400
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize)


class FieldPopup(QWidget):
    """Opens below its field, above it when there is no room; closes when the field loses focus.

    While it is open it goes with the field: a note that grows above pushes both down. `room` is
    the height it may take without covering the field.
    """

    def __init__(self, field: QWidget) -> None:
        """Belong to a field; the popup moves into the field's window when it opens."""
        super().__init__(field)
        self._field = field
        self._around: list[QWidget] = []
        self.room = look().metrics.px(_USUAL_ROOM)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.hide()
        field.installEventFilter(self)

    def wanted(self, width: int) -> QSize:
        """Return the size the popup would like under a field of this width."""
        return QSize(width, look().metrics.field)

    def open_popup(self) -> None:
        """Open, or take the new size when it is open already."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        self._watch(window)
        self.setGeometry(self._place(window))
        self.show()
        self.raise_()
        self.update()

    def close_popup(self) -> None:
        """Close."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with the field's focus, its hiding, the window's resizing; move with the field."""
        kind, window = event.type(), self.parentWidget()
        own = watched is self._field and kind in (QEvent.Type.FocusOut, QEvent.Type.Hide)
        if own or (watched is window and kind is QEvent.Type.Resize):
            self.close_popup()
        elif self.isVisible() and watched is not window and kind in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer at what stands around the field."""
        super().hideEvent(event)
        for widget in self._around:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._around = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the plate: surface and a control border, no shadow."""
        painter = QPainter(self)
        plate(painter, self.rect(), CARD_RADIUS, look().theme.surface, look().theme.field)
        painter.end()

    def _watch(self, window: QWidget) -> None:
        """Hear when the field, or anything it lies in, moves in the window."""
        if self._around:
            return
        around = self._field.parentWidget()
        while around is not None and around is not window:
            self._around.append(around)
            around.installEventFilter(self)
            around = around.parentWidget()

    def _follow(self) -> None:
        """Stand by the field again, or close when it was scrolled out of sight."""
        seen = self._field.rect()
        for widget in self._around:
            corner = self._field.mapTo(widget, QPoint(0, 0))
            seen &= widget.rect().translated(-corner)
        if seen.isEmpty():
            self.close_popup()
        else:
            self.setGeometry(self._place(self._field.window()))

    def _place(self, window: QWidget) -> QRect:
        corner = self._field.mapTo(window, QPoint(0, 0))
        below = corner.y() + self._field.height() + _GAP
        over, under = corner.y() - _GAP - _EDGE, window.height() - _EDGE - below
        self.room = max(over, under)
        size = self.wanted(self._field.width())
        if size.height() <= under or under >= over:
            top = min(below, max(_EDGE, window.height() - _EDGE - size.height()))
        else:
            top = max(_EDGE, corner.y() - _GAP - size.height())
        left = max(_EDGE, min(corner.x(), window.width() - size.width() - _EDGE))
        return QRect(QPoint(left, top), size)
