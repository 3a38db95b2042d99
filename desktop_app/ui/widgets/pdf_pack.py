"""Papers as pictures: one PDF or several in a row, a page at a time, by PDFium.

PDFium works in one thread only: `sizes` and `picture` are called in the long lane. A paper is
opened for each call and closed at once, so nothing is left to be closed by another thread.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pypdfium2
from PySide6.QtGui import QImage

from desktop_app.core.errors import BadFile

POINTS_PER_INCH = 72
_WHITE = (255, 255, 255, 255)

PageSize = tuple[float, float]


class PdfPack:
    """Papers printed together; pages are counted through all of them from 0."""

    def __init__(self, papers: Sequence[bytes]) -> None:
        """Take the bytes of the papers."""
        self.papers = tuple(papers)
        self._sizes: list[PageSize] = []
        self._places: list[tuple[int, int]] = []

    def sizes(self) -> list[PageSize]:
        """Return width and height of every page in points; BadFile for what is no PDF."""
        if not self._sizes:
            for number, paper in enumerate(self.papers):
                with _opened(paper) as document:
                    for page in range(len(document)):
                        self._sizes.append(document.get_page_size(page))
                        self._places.append((number, page))
        return list(self._sizes)

    def papers_of(self, pages: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers of the papers, from 0, these pages belong to; `sizes` comes first."""
        return tuple(sorted({self._places[page][0] for page in pages}))

    def picture(self, page: int, dots_per_inch: float) -> QImage:
        """Return a page drawn on white; its memory is its own."""
        self.sizes()
        number, inner = self._places[page]
        with _opened(self.papers[number]) as document:
            leaf = document[inner]
            drawn = leaf.render(
                scale=dots_per_inch / POINTS_PER_INCH, fill_color=_WHITE, prefer_bgrx=True
            )
            try:
                shape = (drawn.width, drawn.height, drawn.stride)
                picture = QImage(drawn.buffer, *shape, QImage.Format.Format_RGB32).copy()
            finally:
                drawn.close()
                leaf.close()
        return picture


@contextmanager
def _opened(paper: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(paper)
    except pypdfium2.PdfiumError as error:
        raise BadFile(
            "Документ не читается как PDF", "ничего не напечатано", "составьте его заново"
        ) from error
    try:
        yield document
    finally:
        document.close()
