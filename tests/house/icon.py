"""Draws the programme's mark: rayshtab.svg as .png (256) and .ico (16…256), for the frozen build.

`python -m tests.house.icon` rewrites both beside the svg.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons" / "app"
SOURCE = FOLDER / "rayshtab.svg"
SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


def drawn(size: int) -> Image.Image:
    """The mark as a square picture of this many pixels; needs a QGuiApplication."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes for the format
    return Image.open(io.BytesIO(data.data())).convert("RGBA")


def main() -> None:
    """Writes the .png and the .ico."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QGuiApplication([])
    pictures = [drawn(size) for size in SIZES]
    pictures[-1].save(FOLDER / "rayshtab.png", optimize=True)
    biggest, *others = reversed(pictures)
    biggest.save(FOLDER / "rayshtab.ico", sizes=[(s, s) for s in SIZES], append_images=others)


if __name__ == "__main__":
    main()
