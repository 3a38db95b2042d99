"""One A4 page being drawn: its measures, and text, lines and pictures put onto it.

Margins 20/10/20/20 mm: ГОСТ Р 7.0.97-2025 as domain/VERIFIED.md §5 gives it. Text is set by our
own wrapping and drawn as plain strings: nothing is parsed as markup, so no text can be hostile.
"""

import io
from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from desktop_app.core import fingerprints
from desktop_app.reports.fonts import Face

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 20 * MM, 10 * MM, 20 * MM, 20 * MM
BODY = WIDTH - LEFT - RIGHT
FULL = HEIGHT - TOP - BOTTOM

_HAIRLINE = 0.5


class Letters:
    """Codes of characters in the fonts of one document; a font is embedded with these alone."""

    def __init__(self, canvas: Canvas) -> None:
        """Work for the document of a canvas."""
        # Fonts ask for the document itself, which the canvas gives no public name.
        self._document = vars(canvas)["_doc"]

    def runs(self, face: Face, text: str) -> list[tuple[str, bytes]]:
        """Return the text as runs of codes, each with the name of the font subset it is in."""
        return [
            (face.font.getSubsetInternalName(number, self._document), codes)
            for number, codes in face.font.splitString(text, self._document)
        ]


class Page:
    """One page being drawn; x and y are points from the lower left corner of the sheet."""

    def __init__(self, canvas: Canvas, letters: Letters) -> None:
        """Start an empty page."""
        self._canvas, self._letters = canvas, letters
        self._code: list[str] = []
        self._rules: list[str] = []
        self._fills: list[str] = []
        self._tints: list[str] = []
        self._pictures: list[tuple[bytes, float, float, float, float]] = []
        self._font = ""
        self._word_space = 0.0

    def text(
        self, x: float, y: float, text: str, face: Face, size: float, word_space: float = 0.0
    ) -> None:
        """Draw one line with its baseline at y; `word_space` widens every space."""
        if not text:
            return
        if word_space != self._word_space:
            self._word_space = word_space
            self._code.append(f"{word_space:.3f} Tw")
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for subset, codes in self._letters.runs(face, text):
            font = f"{subset} {size:g} Tf"
            if font != self._font:
                self._font = font
                self._code.append(font)
            self._code.append(f"<{codes.hex()}> Tj")

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw a hairline."""
        self._rules.append(f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l")

    def squares(self, squares: Sequence[tuple[float, float, float, float]]) -> None:
        """Fill rectangles of x, y, width and height."""
        self._fills += [f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re" for x, y, wide, high in squares]

    def picture(self, jpeg: bytes, x: float, y: float, width: float, height: float) -> None:
        """Put a JPEG onto the sheet as it is, under everything else."""
        self._pictures.append((jpeg, x, y, width, height))

    def tinted(
        self, x: float, y: float, width: float, height: float, colour: tuple[float, float, float]
    ) -> None:
        """Fill a rectangle with a colour of parts 0…1, under everything else."""
        red, green, blue = colour
        paint = f"{red:.3f} {green:.3f} {blue:.3f} rg"
        self._tints.append(f"{paint} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def stroke(
        self, start: tuple[float, float], end: tuple[float, float], colour: tuple[float, ...]
    ) -> None:
        """Draw a line of 1.5 points in a colour of parts 0…1, under everything else."""
        red, green, blue = colour
        paint = f"{red:.3f} {green:.3f} {blue:.3f} RG 1.5 w"
        (x, y), (to_x, to_y) = start, end
        self._tints.append(f"{paint} {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def finish(self) -> None:
        """Put everything onto the sheet."""
        # Operators of our own: the library's text objects spend half of an act's time on measuring
        # and formatting what is already measured.
        rules = [f"{_HAIRLINE} w", *self._rules, "S"] if self._rules else []
        fills = [*self._fills, "f"] if self._fills else []
        tints = ["q", *self._tints, "Q"] if self._tints else []
        for jpeg, *place in self._pictures:
            self._put(jpeg, *place)
        self._canvas.addLiteral("\n".join([*tints, *rules, *fills, "BT", *self._code, "ET"]))
        self._canvas.showPage()

    def _put(self, jpeg: bytes, x: float, y: float, width: float, height: float) -> None:
        """Put a JPEG into the file byte for byte; the library's own way decodes and keeps it."""
        name = fingerprints.of_bytes(jpeg)
        document = vars(self._canvas)["_doc"]
        if document.getXObjectName(name) not in document.idToObject:
            image = PDFImageXObject(name)
            image.loadImageFromJPEG(io.BytesIO(jpeg))
            document.addForm(name, image)
        self._canvas.saveState()
        self._canvas.transform(width, 0, 0, height, x, y)
        self._canvas.doForm(name)
        self._canvas.restoreState()
