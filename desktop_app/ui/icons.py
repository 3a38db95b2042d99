"""Icons: one 20×20 set of own SVG files, drawn in any colour at any size and device ratio.

A file names two colours, `currentColor` for strokes and `ground` for what is knocked out of a
filled shape; both are put into its text before it is rendered.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop_app.core.assets import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


@lru_cache(maxsize=128)
def _svg_text(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(
    name: str, ink: str, size: int, ratio: float = 1.0, ground: str = "#FFFFFF"
) -> QPixmap:
    """Return an icon as a pixmap of `size` device-independent pixels, out of the pixmap cache.

    `ink` and `ground` are `#RRGGBB`. Raises FileNotFoundError for an icon that is not in the set.
    """
    key = f"rayshtab/{name}/{ink}/{ground}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    text = _svg_text(name).replace("currentColor", ink).replace("ground", ground)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def icon(name: str, ink: str, size: int, ratio: float = 1.0, ground: str = "#FFFFFF") -> "QIcon":
    """Return the same as a QIcon, for buttons and menus; disabled looks like enabled."""
    from PySide6.QtGui import QIcon  # its themes have 150 names, see `widgets.painted`

    pixmap = icon_pixmap(name, ink, size, ratio, ground)
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Disabled)
    return made
