"""Small drawing helpers shared by widgets that paint themselves."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.icons import icon_pixmap
from desktop_app.ui.theme import Type, colour, look


def baseline(top: float, height: float, role: Type) -> int:
    """Return the y of a line of text centred in a band."""
    metrics = look().fonts.metrics(role)
    return round(top + (height - metrics.height()) / 2 + metrics.ascent())


def write(painter: QPainter, left: float, base: float, text: str, role: Type, ink: str) -> float:
    """Draw one line of text at a baseline and return the x where it ends."""
    fonts = look().fonts
    painter.setFont(fonts[role])
    painter.setPen(colour(ink))
    painter.drawText(QPointF(left, base), text)
    return left + fonts.width(role, text)


def draw_icon(
    painter: QPainter, widget: QWidget, name: str, ink: str, place: tuple[float, float, int]
) -> None:
    """Draw an icon with its left top corner and side given; it is blitted on whole pixels."""
    left, top, side = place
    pixmap = icon_pixmap(name, ink, side, widget.devicePixelRatioF(), look().theme.surface)
    painter.drawPixmap(QPointF(round(left), round(top)), pixmap)


def bar(painter: QPainter, rect: QRect, ink: str) -> None:
    """Fill a rectangle of whole pixels.

    What the first window draws does not use `fillRect`: to choose among its forms Python would
    make up the 169 presets of gradients at every start.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    painter.drawRect(rect)


def plate(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    ground: str,
    frame: str = "",
    width: int = 1,
) -> None:
    """Draw a rounded plate, with a crisp frame inside its edge when one is asked for."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour(ground) if ground else Qt.BrushStyle.NoBrush)
    shape = QRectF(rect)
    if frame:
        painter.setPen(QPen(colour(frame), width))
        inset = width / 2
        shape.adjust(inset, inset, -inset, -inset)
        radius -= inset
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(shape, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def focus_ring(painter: QPainter, rect: QRect, radius: float) -> None:
    """Draw the 2 px ring of the focused widget just inside its edge."""
    plate(painter, rect, radius, "", look().theme.link, 2)
