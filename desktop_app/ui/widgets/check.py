"""A check box drawn by us: Fusion's outline is lost on black, and the sheet has no check mark."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.painted import baseline, draw_icon, focus_ring, plate, write

_BOX, _GAP, _RADIUS = 16, 8, 3


class Check(QCheckBox):
    """A box with words; `&` before a letter gives Alt+letter."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show words beside an empty box."""
        super().__init__(text, parent)
        self.setAccessibleName(text.replace("&", ""))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of box and words."""
        dress = look()
        width = dress.fonts.width(Type.BODY, self.accessibleName())
        return QSize(round(dress.metrics.px(_BOX) + _GAP + width) + 4, dress.metrics.field - 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, mark and words."""
        dress, painter = look(), QPainter(self)
        theme, side = dress.theme, dress.metrics.px(_BOX)
        box = QRect(0, (self.height() - side) // 2, side, side)
        if self.isChecked():
            plate(painter, box, _RADIUS, theme.accent)
            inner = dress.metrics.icon_tiny
            inset = (side - inner) / 2
            draw_icon(painter, self, "check", theme.on_accent, (inset, box.top() + inset, inner))
        else:
            plate(painter, box, _RADIUS, theme.surface, theme.field)
        if self.hasFocus():
            focus_ring(painter, box.adjusted(-2, -2, 2, 2) & self.rect(), _RADIUS + 1)
        base = baseline(0, self.height(), Type.BODY)
        ink = theme.ink if self.isEnabled() else theme.muted
        write(painter, side + _GAP, base, self.accessibleName(), Type.BODY, ink)
        painter.end()
