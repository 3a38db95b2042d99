"""The annex of an act: photographs two a sheet, videos named, signed as the act is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.core.records.acts import ActAnnex, ActDocument, ActPhoto
from desktop_app.reports.fonts import faces, wrap
from desktop_app.reports.pdf_acts import shared
from desktop_app.reports.pdf_flow import Block, Gap, Keep, Whole
from desktop_app.reports.pdf_page import BODY, FULL, LEFT, MM, Page
from desktop_app.reports.pdf_paper import Paper
from desktop_app.reports.pdf_parts import (
    LEADING,
    NOTE,
    SPACE,
    Line,
    Lines,
    centered,
    heading,
    listed,
    paragraph,
)

_DPI = 200
_LEAST_DPI = 96  # a small picture is printed small, not blown up
_POINTS = 72
# The highest a picture may stand; less where that saves a sheet for the signatures.
_ROOMS = tuple(height * MM for height in range(104, 75, -4))
_UNKNOWN = (120 * MM, 50 * MM)
_PAD = 6 * MM


@dataclass(frozen=True, slots=True)
class AnnexPlan:
    """How many sheets the pictures take, and how high one may stand, in points."""

    sheets: int
    room: float

    def pixels(self, photo: ActPhoto) -> tuple[int, int]:
        """Return how many pixels a picture needs at 200 dots an inch."""
        width, height = _printed(photo, self.room)
        return round(width * _DPI / _POINTS), round(height * _DPI / _POINTS)


@dataclass(frozen=True, slots=True)
class Picture(Whole):
    """A picture between the margins; a frame with words where there is none."""

    width: float
    height: float
    jpeg: bytes
    words: str

    def draw(self, page: Page, top: float) -> None:
        """Draw the picture in a hairline frame: snow is as white as the paper."""
        x, y = LEFT + (BODY - self.width) / 2, top - self.height
        right = x + self.width
        if self.jpeg:
            page.picture(self.jpeg, x, y, self.width, self.height)
        for level in (y, top):
            page.line(x, level, right, level)
        for side in (x, right):
            page.line(side, y, side, top)
        if not self.jpeg:
            self._say(page, top)

    def _say(self, page: Page, top: float) -> None:
        face = faces().regular
        lines = wrap(self.words, face, NOTE, max(self.width, _UNKNOWN[0]) - 2 * _PAD)
        rows = tuple(
            (Line(LEFT + (BODY - face.width(line, NOTE)) / 2, line, face, NOTE),) for line in lines
        )
        said = Lines(rows, NOTE * LEADING)
        said.draw(page, top - max(0.0, self.height - said.height) / 2)


def plan(document: ActDocument, annex: ActAnnex, paper: Callable[[], Paper]) -> AnnexPlan:
    """Return the plan with the fewest sheets; of those the one with the highest pictures.

    `paper` gives an empty paper to try on; the document has its texts drawable already.
    """
    room = min(_ROOMS, key=lambda height: (_estimate(document, annex, height), -height))
    return AnnexPlan(lay(paper(), document, annex, room).sheets, room)


def lay(paper: Paper, document: ActDocument, annex: ActAnnex, room: float) -> Paper:
    """Put the annex onto a paper from the head of a sheet on; return the paper."""
    for pair in _pairs(annex, room):
        paper.next_sheet().add(pair)
    return paper.add((*_videos(annex), _ending(document, annex)))


def _estimate(document: ActDocument, annex: ActAnnex, room: float) -> int:
    """Return about how many sheets the annex takes."""
    heights = [sum(block.height for block in pair) for pair in _pairs(annex, room)]
    sheets = sum(1 if height <= FULL else 2 for height in heights)
    last = (*_videos(annex), _ending(document, annex))
    return sheets + (heights[-1] + sum(block.height for block in last) > FULL)


def _pairs(annex: ActAnnex, room: float) -> list[list[Block]]:
    """Return what stands on each sheet: two pictures, above the first two the title."""
    blocks = [_block(photo, room) for photo in annex.photos]
    starts = range(0, max(1, len(blocks)), 2)
    pairs: list[list[Block]] = [list(blocks[at : at + 2]) for at in starts]
    pairs[0][:0] = [centered(annex.title, is_bold=True, size=14), centered(annex.act), SPACE]
    return pairs


def _block(photo: ActPhoto, room: float) -> Block:
    width, height = _printed(photo, room)
    # What to do about it was told to the clerk; the paper goes to others.
    words = f"{photo.label} не напечатано: {photo.problem.partition(':')[0]}"
    said = f"{photo.label}. {photo.caption}" if photo.caption else photo.label
    return Keep(
        (
            Picture(width, height, photo.picture, words),
            Gap(1.5 * MM),
            centered(said),
            centered(photo.about, size=NOTE),
            Gap(4 * MM),
        )
    )


def _videos(annex: ActAnnex) -> Sequence[Block]:
    """Return the list of what cannot be printed, under its words; nothing where there is none."""
    if not annex.videos:
        return ()
    items = [listed(number, line) for number, line in enumerate(annex.videos, start=1)]
    return (Keep((heading("Видео на носителе:"), items[0])), *items[1:], SPACE)


def _ending(document: ActDocument, annex: ActAnnex) -> Keep:
    people: Sequence[Block] = (
        *shared.to_sign(document.signatures),
        *((SPACE, *shared.to_sign(document.witnesses)) if document.witnesses else ()),
    )
    return Keep((paragraph(annex.ending), Gap(3 * MM), *people))


def _printed(photo: ActPhoto, room: float) -> tuple[float, float]:
    """Return the size of a picture on the paper, in points."""
    if not photo.width or not photo.height:
        return _UNKNOWN
    largest = _POINTS / _LEAST_DPI
    scale = min(BODY / photo.width, room / photo.height, largest)
    return photo.width * scale, photo.height * scale
