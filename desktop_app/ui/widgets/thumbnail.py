"""A small picture in its frame, kept in proportion."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import colour, look
from desktop_app.ui.widgets.painted import draw_icon

_WIDTH, _HEIGHT = 144, 108


class Thumbnail(QWidget):
    """Shows an icon until there is a picture, and where there is none."""

    def __init__(self, icon_name: str) -> None:
        """Show the icon."""
        super().__init__()
        self._icon_name, self._image = icon_name, QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, content: bytes) -> None:
        """Show a small JPEG; bytes that are none leave the icon."""
        self._image = QImage.fromData(content)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a picture at the size of type."""
        metrics = look().metrics
        return QSize(metrics.px(_WIDTH), metrics.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle, a hairline around it."""
        dress, painter = look(), QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._image.isNull():
            side = dress.metrics.px(24)
            middle = ((self.width() - side) / 2, (self.height() - side) / 2)
            draw_icon(painter, self, self._icon_name, dress.theme.muted, (*middle, side))
        else:
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            frame = QRectF(left, top, size.width(), size.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, self._image)
            frame = frame.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour(dress.theme.hairline), 1))
        painter.drawRect(frame)
        painter.end()
