"""A4 pages of a paper: margins, page numbers, foot line, and blocks flowing from page to page.

Margins 20/10/20/20 mm, numbers from the second page at the top centre no closer than 10 mm to the
edge: ГОСТ Р 7.0.97-2025 as domain/VERIFIED.md §5 gives it. Text is set by our own wrapping and
drawn as plain strings: nothing is ever parsed as markup, so no text can be hostile.
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from desktop_app.core import fingerprints
from desktop_app.reports.fonts import Face, faces
from desktop_app.reports.square_code import square_code

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 20 * MM, 10 * MM, 20 * MM, 20 * MM
BODY = WIDTH - LEFT - RIGHT
FULL = HEIGHT - TOP - BOTTOM

_NUMBER_SIZE, _NUMBER_TOP = 12, 12 * MM
_FOOT_SIZE, _FOOT_BOTTOM = 8, 11 * MM
_HAIRLINE = 0.5
_CODE_SIDE = 14 * MM
_CODE_PLACE = (WIDTH - RIGHT - _CODE_SIDE, 4.5 * MM)


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


class Block(Protocol):
    """Something with a height that is drawn below a line and may go on on the next page."""

    @property
    def height(self) -> float:
        """Height of the whole block."""

    @property
    def least(self) -> float:
        """Height of the least part that may stand at the foot of a page."""

    def draw(self, page: Page, top: float) -> None:
        """Draw the block with its upper edge at `top`."""

    def split(self, room: float) -> "tuple[Block | None, Block | None]":
        """Return what fits into a height and what is left; (None, itself) when nothing does."""


class Whole:
    """Makes a block never divided: what does not fit goes to the next page."""

    __slots__ = ()

    @property
    def least(self: Block) -> float:
        """The whole."""
        return self.height

    def split(self: Block, room: float) -> tuple[Block | None, Block | None]:
        """Go to the next page whole."""
        del room
        return None, self


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty height that vanishes at the head of a page."""

    height: float

    @property
    def least(self) -> float:
        """A gap asks for no place of its own."""
        return 0.0

    def draw(self, page: Page, top: float) -> None:
        """Draw nothing."""

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Give way at the foot of a page."""
        del room
        return None, None


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stand on one page; only when taller than a page do they flow."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        """Height of all of them."""
        return sum(block.height for block in self.blocks)

    @property
    def least(self) -> float:
        """All of them, or the first where a page is too short."""
        return self.height if self.height <= FULL else self.blocks[0].least

    def draw(self, page: Page, top: float) -> None:
        """Draw them one under another."""
        for block in self.blocks:
            block.draw(page, top)
            top -= block.height

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Move to the next page whole; a taller group is divided between its blocks."""
        if self.height <= FULL:
            return None, self
        fitting: list[Block] = []
        for place, block in enumerate(self.blocks):
            if block.height > room:
                head, tail = block.split(room)
                rest = [*([tail] if tail else []), *self.blocks[place + 1 :]]
                if head is not None:
                    fitting.append(head)
                while head is None and fitting and getattr(fitting[-1], "keeps_next", False):
                    rest.insert(0, fitting.pop())
                return (
                    Keep(tuple(fitting)) if fitting else None,
                    Keep(tuple(rest)) if rest else None,
                )
            fitting.append(block)
            room -= block.height
        return self, None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file and what the clerk should know of it."""

    pdf: bytes
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperProperties:
    """What the file says of itself; the moment is the document's own, never the clock's.

    `code` is drawn as a square code in the lower right corner of the first page.
    """

    title: str
    subject: str
    author: str
    moment: dt.datetime
    foot: str
    code: str = ""


class Paper:
    """A document under way: blocks in, bytes out; the same blocks give the same bytes."""

    def __init__(self, properties: PaperProperties) -> None:
        """Open an empty document."""
        self._foot = properties.foot
        self._buffer = io.BytesIO()
        self._canvas = _canvas(self._buffer, properties)
        self._letters = Letters(self._canvas)
        self._number = 1
        self._page = self._new_page()
        self._y, self._is_fresh = HEIGHT - TOP, True
        if properties.code:
            self._page.squares(square_code(properties.code, *_CODE_PLACE, _CODE_SIDE))

    def add(self, blocks: Sequence[Block]) -> Self:
        """Let blocks flow; one with `keeps_next` stays with what follows it."""
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            self._place(block, following)
        return self

    @property
    def sheets(self) -> int:
        """How many sheets the paper under way has by now."""
        return self._number

    def next_sheet(self) -> Self:
        """Go on from the head of a sheet; the numbering goes on too."""
        if not self._is_fresh:
            self._turn()
        return self

    def next_paper(self, foot: str) -> Self:
        """Begin another paper in the same file: a new sheet, its own foot and numbering."""
        self._page.finish()
        self._foot, self._number = foot, 1
        self._page = self._new_page()
        self._y, self._is_fresh = HEIGHT - TOP, True
        return self

    def finish(self) -> bytes:
        """Close the document and return the file."""
        self._page.finish()
        self._canvas.save()
        return self._buffer.getvalue()

    def _place(self, block: Block, following: Block | None) -> None:
        wanted = block.least
        if following is not None and getattr(block, "keeps_next", False):
            wanted = block.height + following.least
        if not self._is_fresh and wanted > self._y - BOTTOM:
            self._turn()
        left: Block | None = block
        while left is not None:
            if self._is_fresh and isinstance(left, Gap):
                return
            if left.height <= self._y - BOTTOM:
                self._draw(left)
                return
            head, tail = left.split(self._y - BOTTOM)
            if head is not None:
                self._draw(head)
            elif tail is not None and self._is_fresh:
                # Taller than an empty page and indivisible: shown cut rather than lost in a loop.
                self._draw(tail)
                return
            if tail is not None:
                self._turn()
            left = tail

    def _draw(self, block: Block) -> None:
        block.draw(self._page, self._y)
        self._y -= block.height
        self._is_fresh = False

    def _turn(self) -> None:
        self._page.finish()
        self._number += 1
        self._page = self._new_page()
        self._y, self._is_fresh = HEIGHT - TOP, True

    def _new_page(self) -> Page:
        page, face = Page(self._canvas, self._letters), faces().regular
        if self._number > 1:
            number = str(self._number)
            x = LEFT + (BODY - face.width(number, _NUMBER_SIZE)) / 2
            y = HEIGHT - _NUMBER_TOP - _NUMBER_SIZE * 0.7
            page.text(x, y, number, face, _NUMBER_SIZE)
        page.text(LEFT, _FOOT_BOTTOM, self._foot, face, _FOOT_SIZE)
        return page


def _canvas(buffer: io.BytesIO, properties: PaperProperties) -> Canvas:
    canvas = Canvas(
        buffer,
        pagesize=(WIDTH, HEIGHT),
        invariant=1,
        pageCompression=1,
        lang="ru-RU",
        # Otherwise every page asks for Helvetica, which is not embedded.
        initialFontName=faces().regular.name,  # type: ignore[arg-type]  # the stub takes a number
    )
    canvas.setTitle(properties.title)
    canvas.setSubject(properties.subject)
    canvas.setAuthor(properties.author)
    canvas.setCreator("Райштаб")
    stamp = f"D:{properties.moment:%Y%m%d%H%M%S}"
    canvas.setDateFormatter(lambda *_clock: stamp)
    return canvas
