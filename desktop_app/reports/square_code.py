"""A square (QR) code as rectangles: ГОСТ Р 7.0.97-2025 allows it in the lower right corner."""

from itertools import groupby
from typing import Any

from reportlab.graphics.barcode import qrencoder

_MASK = 2
Square = tuple[float, float, float, float]


def square_code(text: str, x: float, y: float, side: float) -> list[Square]:
    """Return the dark parts of a code of `text` as (x, y, width, height), in points.

    The code fills a square of `side` points whose lower left corner is at x, y. Neighbouring dark
    modules of a row are one rectangle, which keeps the file small and leaves no seams.
    """
    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(text))
    code.version = code.calculate_version()
    # One mask for all: trying the eight of them takes longer than the rest of an act.
    code.makeImpl(False, _MASK)
    count = code.getModuleCount()
    step = side / count
    squares: list[Square] = []
    for number in range(count):
        top = y + side - (number + 1) * step
        for is_dark, run in groupby(range(count), lambda place: code.isDark(number, place)):  # noqa: B023  used at once
            places = list(run)
            if is_dark:
                squares.append((x + places[0] * step, top, len(places) * step, step))
    return squares
