"""A popup under a field: a child of the window, so that the field keeps the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import look
from desktop_app.ui.theme.metrics import CARD_RADIUS
from desktop_app.ui.widgets.painted import plate

_GAP, _EDGE, _USUAL_ROOM = 4, 4, 400


class FieldPopup(QWidget):
    """Opens below its field, above it when there is no room; closes when the field loses focus.

    `room` is the height it may take without covering the field.
    """

    def __init__(self, field: QWidget) -> None:
        """Belong to a field; the popup moves into the field's window when it opens."""
        super().__init__(field)
        self._field = field
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
        self.setGeometry(self._place(window))
        self.show()
        self.raise_()
        self.update()

    def close_popup(self) -> None:
        """Close."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with the field's focus, its hiding, and the window's resizing."""
        kind = event.type()
        own = watched is self._field and kind in (QEvent.Type.FocusOut, QEvent.Type.Hide)
        if own or (watched is not self._field and kind is QEvent.Type.Resize):
            self.close_popup()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the plate: surface and a control border, no shadow."""
        painter = QPainter(self)
        plate(painter, self.rect(), CARD_RADIUS, look().theme.surface, look().theme.field)
        painter.end()

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
