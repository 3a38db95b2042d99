"""Pages of a paper one below another, drawn when they come into sight."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from desktop_app.ui.theme import colour, follow_look, look
from desktop_app.ui.widgets.painted import focus_ring
from desktop_app.ui.widgets.pdf_pack import POINTS_PER_INCH, PageSize

_SCREEN_DPI = 96
_GAP, _MARGIN = 12, 16
_MOST_BYTES = 64 * 2**20
LEAST_ZOOM, MOST_ZOOM = 0.25, 3.0
_STEP = 1.25

Wanted = tuple[int, float]


class PdfView(QAbstractScrollArea):
    """Shows pages; `wanted(page, dots per inch)` asks for a picture, `give` brings it.

    One picture is asked for at a time, the nearest to sight first; pictures out of sight are kept
    up to 64 MB, those in sight always. `moved(page)` tells which page is on the screen.
    """

    wanted = Signal(int, float)
    moved = Signal(int)
    zoomed = Signal(float)

    def __init__(self, name: str) -> None:
        """Show nothing yet; `name` is read to the blind."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that comes and goes would change the width the pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sizes: Sequence[PageSize] = ()
        self._tops: list[int] = []
        self._zoom, self._fits = 1.0, True
        self._kept: OrderedDict[Wanted, QImage] = OrderedDict()
        self._asked: Wanted | None = None
        self._page = -1
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())
        follow_look(self.viewport().update)

    @property
    def page(self) -> int:
        """The page in the middle of the screen, from 0; -1 without pages."""
        return self._page

    @property
    def kept_bytes(self) -> int:
        """How much memory the kept pictures take."""
        return sum(picture.sizeInBytes() for picture in self._kept.values())

    def show_pages(self, sizes: Sequence[PageSize]) -> None:
        """Show pages of these sizes in points, the first on top, as wide as the window."""
        self._sizes = sizes
        self._kept.clear()
        self._asked = None
        self._fit()
        self._lay()
        self._scrolled()

    def give(self, page: int, dpi: float, picture: QImage) -> None:
        """Take a picture that was asked for, and ask for the next."""
        if self._asked == (page, dpi):
            self._asked = None
        self._kept[page, dpi] = picture
        self._forget_far()
        self.viewport().update()
        self._ask()

    def set_zoom(self, zoom: float) -> None:
        """Show pages at a size; the page in sight stays."""
        self._fits = False
        self._apply(zoom)

    def fit_width(self) -> None:
        """Show pages as wide as the window, also after it changes."""
        self._fits = True
        self._fit()
        self._apply(self._zoom)

    def step_zoom(self, steps: int) -> None:
        """Show pages bigger or smaller by steps of a quarter."""
        self.set_zoom(self._zoom * _STEP**steps)

    def go_to(self, page: int) -> None:
        """Bring a page to the top of the screen."""
        if 0 <= page < len(self._tops):
            self.verticalScrollBar().setValue(self._tops[page] - _GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with PgUp and PgDn, go to the ends with Home and End."""
        places = {
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._sizes) - 1,
        }
        page = places.get(Qt.Key(event.key()))
        if page is None:
            super().keyPressEvent(event)
        else:
            self.go_to(max(0, min(page, len(self._sizes) - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as the window when they are to be."""
        super().resizeEvent(event)
        if self._fits:
            self._fit()
        self._lay()
        self._scrolled()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight; one not drawn yet is a white sheet."""
        theme, painter = look().theme, QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), colour(theme.canvas))
        for page in self._in_sight():
            box = self._box(page)
            painter.fillRect(box.adjusted(-1, -1, 1, 1), colour(theme.control))
            picture = self._best(page)
            if picture is None:
                painter.fillRect(box, Qt.GlobalColor.white)
            else:
                painter.drawImage(box, picture)
        if self.hasFocus():
            focus_ring(painter, self.viewport().rect(), 0)
        painter.end()

    def sizeHint(self) -> QSize:
        """Return a size at which a page can be read."""
        return QSize(look().metrics.px(760), look().metrics.px(560))

    def _apply(self, zoom: float) -> None:
        page = self._page
        self._zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        self._lay()
        self.go_to(page)
        self.viewport().update()
        self._scrolled()
        self.zoomed.emit(self._zoom)

    def _fit(self) -> None:
        widest = max((width for width, _ in self._sizes), default=0)
        room = self.viewport().width() - 2 * _MARGIN
        if widest and room > 0:
            zoom = room / (widest * _SCREEN_DPI / POINTS_PER_INCH)
            self._zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
            self.zoomed.emit(self._zoom)

    def _pixels(self, page: int) -> QSize:
        width, height = self._sizes[page]
        scale = self._zoom * _SCREEN_DPI / POINTS_PER_INCH
        return QSize(round(width * scale), round(height * scale))

    def _lay(self) -> None:
        """Count where pages begin and how far the bars go."""
        self._tops, top = [], _GAP
        widest = 0
        for page in range(len(self._sizes)):
            size = self._pixels(page)
            self._tops.append(top)
            top += size.height() + _GAP
            widest = max(widest, size.width())
        view = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, top - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(look().metrics.px(40))
        across.setRange(0, max(0, widest + 2 * _MARGIN - view.width()))
        across.setPageStep(view.width())

    def _box(self, page: int) -> QRect:
        size, view = self._pixels(page), self.viewport().width()
        left = max(_MARGIN, (view - size.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(
            left, self._tops[page] - self.verticalScrollBar().value(), size.width(), size.height()
        )

    def _in_sight(self) -> list[int]:
        view = self.viewport().rect()
        return [page for page in range(len(self._sizes)) if self._box(page).intersects(view)]

    def _dpi(self) -> float:
        return round(self._zoom * _SCREEN_DPI * self.devicePixelRatioF(), 2)

    def _best(self, page: int) -> QImage | None:
        """Return the sharpest picture there is; one of another size serves meanwhile."""
        exact = self._kept.get((page, self._dpi()))
        if exact is not None:
            return exact
        return next((p for (known, _), p in self._kept.items() if known == page), None)

    def _scrolled(self) -> None:
        middle = self.viewport().height() // 2
        seen = self._in_sight()
        page = min(seen, key=lambda p: abs(self._box(p).center().y() - middle), default=-1)
        if page != self._page:
            self._page = page
            self.moved.emit(page)
        self.viewport().update()
        self._ask()

    def _ask(self) -> None:
        """Ask for the first picture that is missing: in sight, then one page on either side."""
        if self._asked is not None or not self._sizes:
            return
        near = self._in_sight()
        if near and len(near) * self._bytes(near[0]) < _MOST_BYTES // 2:
            near += [max(near) + 1, min(near) - 1]
        for page in near:
            if 0 <= page < len(self._sizes) and (page, self._dpi()) not in self._kept:
                self._asked = (page, self._dpi())
                self.wanted.emit(*self._asked)
                return

    def _forget_far(self) -> None:
        """Drop pictures of other sizes and those farthest from sight while they are too many."""
        dpi = self._dpi()
        for key in [key for key in self._kept if key[1] != dpi and (key[0], dpi) in self._kept]:
            del self._kept[key]
        seen = set(self._in_sight())
        spare = sorted(
            (key for key in self._kept if key[0] not in seen),
            key=lambda key: abs(key[0] - self._page),
        )
        while spare and self.kept_bytes > _MOST_BYTES:
            del self._kept[spare.pop()]

    def _bytes(self, page: int) -> int:
        """Return how much memory a picture of a page takes."""
        size, ratio = self._pixels(page), self.devicePixelRatioF()
        return round(size.width() * size.height() * 4 * ratio * ratio)
