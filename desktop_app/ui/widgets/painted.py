"""Small drawing helpers shared by widgets that paint themselves.

The first window is drawn with them. `setBrush`, `setPen` and `fillRect` choose among forms of which
one takes a name of `Qt`, and to look at it Python makes up all 1,200 of them: an eighth of the
start. What is used here instead draws the same and has one form.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.icons import icon_pixmap
from desktop_app.ui.theme import Type, colour, look


@lru_cache(maxsize=512)
def brush(value: str) -> QBrush:
    """Return the brush of `#RRGGBB`, one shared object a value, lent by a palette."""
    palette, role = QPalette(), QPalette.ColorRole.Base
    palette.setColor(role, colour(value))
    return palette.brush(role)


def baseline(top: float, height: float, role: Type) -> int:
    """Return the y of a line of text centred in a band."""
    metrics = look().fonts.metrics(role)
    return round(top + (height - metrics.height()) / 2 + metrics.ascent())


def write(painter: QPainter, left: float, base: float, text: str, role: Type, ink: str) -> float:
    """Draw one line of text at a baseline and return the x where it ends."""
    fonts = look().fonts
    painter.setFont(fonts[role])
    if painter.pen().color() != colour(ink):  # a widget's painter begins with its own ink
        painter.setPen(colour(ink))
    painter.drawText(QPointF(left, base), text)
    return left + fonts.width(role, text)


def elided(text: str, role: Type, room: float) -> str:
    """Return the text, or its beginning and «…» when there is no room for all of it."""
    from PySide6.QtCore import Qt  # not for the first picture: it has room

    metrics = look().fonts.metrics(role)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))


def draw_icon(
    painter: QPainter, widget: QWidget, name: str, ink: str, place: tuple[float, float, int]
) -> None:
    """Draw an icon with its left top corner and side given; it is blitted on whole pixels."""
    left, top, side = place
    pixmap = icon_pixmap(name, ink, side, widget.devicePixelRatioF(), look().theme.surface)
    painter.drawPixmap(QPointF(round(left), round(top)), pixmap)


def bar(painter: QPainter, rect: QRect, ink: str) -> None:
    """Fill a rectangle of whole pixels."""
    painter.setBackground(brush(ink))
    painter.eraseRect(rect)


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
    shape, path = QRectF(rect), QPainterPath()
    if frame:
        inset = width / 2
        shape.adjust(inset, inset, -inset, -inset)
        radius -= inset
    path.addRoundedRect(shape, radius, radius)
    if ground:
        painter.fillPath(path, brush(ground))
    if frame:
        painter.strokePath(path, QPen(brush(frame), width))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def focus_ring(painter: QPainter, rect: QRect, radius: float) -> None:
    """Draw the 2 px ring of the focused widget just inside its edge."""
    plate(painter, rect, radius, "", look().theme.link, 2)
