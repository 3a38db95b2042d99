"""Status pills and marks: what they say, and pixmaps rendered once per theme and scale."""

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.icons import icon_pixmap
from desktop_app.ui.theme.fonts import Fonts, Type
from desktop_app.ui.theme.tokens import Theme, Tint, Tone, colour


@dataclass(frozen=True, slots=True)
class Pill:
    """A word with an icon on a tint; the tint comes from a status or from a tone."""

    text: str
    icon: str
    tone: TicketStatus | Tone

    def tint(self, theme: Theme) -> Tint:
        """Return the colours of this pill in a theme."""
        if isinstance(self.tone, TicketStatus):
            return theme.status[self.tone]
        return theme.tint_of(self.tone)


STATUS_PILLS = MappingProxyType(
    {
        TicketStatus.NEW: Pill("Новое", "dot", TicketStatus.NEW),
        TicketStatus.SENT: Pill("Передано", "arrow-right", TicketStatus.SENT),
        TicketStatus.IN_PROGRESS: Pill("В работе", "half", TicketStatus.IN_PROGRESS),
        TicketStatus.ON_HOLD: Pill("Отложено", "pause", TicketStatus.ON_HOLD),
        TicketStatus.DONE: Pill("Обзвонить", "phone", TicketStatus.DONE),
        TicketStatus.REWORK: Pill("На доработке", "back", TicketStatus.REWORK),
        TicketStatus.CLOSED: Pill("Закрыто", "check", TicketStatus.CLOSED),
        TicketStatus.CANCELLED: Pill("Отменено", "struck", TicketStatus.CANCELLED),
    }
)


def status_pill(status: TicketStatus) -> Pill:
    """Return the pill of a ticket's status."""
    return STATUS_PILLS[status]


class PillCache:
    """Pixmaps of pills for one theme and one set of fonts, keyed by (pill, height, ratio)."""

    _LEFT, _GAP, _RIGHT = 7, 5, 10

    def __init__(self, theme: Theme, fonts: Fonts) -> None:
        """Start empty; a new look brings a new cache."""
        self._theme, self._fonts = theme, fonts
        self._scale = fonts.body_pt / 10.5
        self._made: dict[tuple[Pill, int, float], QPixmap] = {}

    def width(self, pill: Pill) -> int:
        """Return the width of a pill in device-independent pixels."""
        text = self._fonts.width(Type.CELL, pill.text)
        return int(text + (self._LEFT + 12 + self._GAP + self._RIGHT) * self._scale)

    def pixmap(self, pill: Pill, height: int, ratio: float) -> QPixmap:
        """Return the pill drawn at this height (device-independent) for this device ratio."""
        key = (pill, height, ratio)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._draw(pill, height, ratio)
        return found

    def _draw(self, pill: Pill, height: int, ratio: float) -> QPixmap:
        width = self.width(pill)
        tint = pill.tint(self._theme)
        pixmap = QPixmap(round(width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour(tint.ground))
        painter.setPen(QPen(colour(tint.text), 1) if self._theme.outlined else Qt.PenStyle.NoPen)
        inset = 0.5 if self._theme.outlined else 0.0
        shape = QRectF(inset, inset, width - 2 * inset, height - 2 * inset)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        side = round(12 * self._scale)
        icon = icon_pixmap(pill.icon, tint.text, side, ratio, tint.ground)
        left = self._LEFT * self._scale
        painter.drawPixmap(QPointF(round(left), round((height - side) / 2)), icon)
        metrics = self._fonts.metrics(Type.CELL)
        painter.setFont(self._fonts[Type.CELL])
        painter.setPen(colour(tint.text))
        base = (height - metrics.height()) / 2 + metrics.ascent()
        start = round(left + side + self._GAP * self._scale)
        painter.drawText(QPointF(start, round(base)), pill.text)
        painter.end()
        return pixmap
