"""A whole paper: blocks in, bytes of a PDF out, with page numbers and a foot line.

Numbers stand from the second page at the top centre no closer than 10 mm to the edge: ГОСТ Р
7.0.97-2025 as domain/VERIFIED.md §5 gives it.
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from reportlab.pdfgen.canvas import Canvas

from desktop_app.reports.fonts import faces
from desktop_app.reports.pdf_flow import Block, Gap
from desktop_app.reports.pdf_page import (
    BODY,
    BOTTOM,
    HEIGHT,
    LEFT,
    MM,
    RIGHT,
    TOP,
    WIDTH,
    Letters,
    Page,
)
from desktop_app.reports.square_code import square_code

_NUMBER_SIZE, _NUMBER_TOP = 12, 12 * MM
_FOOT_SIZE, _FOOT_BOTTOM = 8, 11 * MM
_CODE_SIDE = 14 * MM
_CODE_PLACE = (WIDTH - RIGHT - _CODE_SIDE, 4.5 * MM)


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
