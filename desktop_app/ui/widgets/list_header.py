"""The header of a list: muted titles, the sorted one in ink and bold with an arrow."""

import math

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.icons import icon_pixmap
from desktop_app.ui.models.columns import Column, Kind
from desktop_app.ui.theme import Type, colour, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.theme.pills import status_pill
from desktop_app.ui.widgets.cell_painter import DEADLINE_AIR, PAD

_ARROW_GAP = 5
_SAMPLES = {
    Kind.BOLD_NUMBER: "0000-00000",
    Kind.DATE: "00.00 00:00",
    Kind.NUMBER: "000",
    Kind.DEADLINE: "просрочено на 00 дней",
    Kind.TEXT: "",
    Kind.MARK: "",
}


class ListHeader(QHeaderView):
    """Draws titles; `sort_requested(key, descending)` on a click, order and widths by dragging."""

    sort_requested = Signal(str, bool)

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        """Take the columns of the list; nothing is sorted yet."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns, self._edge = columns, MARGIN
        self._sorted: tuple[str, bool] = ("", False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.sectionClicked.connect(self._clicked)
        self.sectionResized.connect(self._keep_minimum)

    def show_sort(self, key: str, descending: bool) -> None:
        """Draw the arrow at a column; asking for data is not done here."""
        self._sorted = (key, descending)
        self.viewport().update()

    def minimum_of(self, column: Column) -> int:
        """Return the least width of a column: title with arrow, and what may never elide."""
        metrics, fonts = look().metrics, look().fonts
        title = fonts.width(Type.CELL_BOLD, column.title)
        if column.sortable:
            title += _ARROW_GAP + metrics.icon_tiny
        role = Type.CELL if column.kind is Kind.DATE else Type.CELL_BOLD
        sample = column.sample or _SAMPLES.get(column.kind, "")
        need = max(title, fonts.width(role, sample))
        if column.kind is Kind.STATUS:
            widest = max(look().pills.width(status_pill(status)) for status in TicketStatus)
            need = max(title, widest - PAD - 1)
        if column.kind is Kind.DEADLINE:
            need += metrics.px(19) - PAD + DEADLINE_AIR
        air = self.right_air(self._columns.index(column))
        return math.ceil(need) + PAD + self._pad(column) + air

    def sizeHint(self) -> QSize:
        """Return the height of the header row."""
        return QSize(super().sizeHint().width(), look().metrics.header)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's name
        """Draw one title; no style is asked."""
        column, dress = self._columns[logicalIndex], look()
        theme = dress.theme
        key, descending = self._sorted
        is_sorted = key == column.key
        role = Type.CELL_BOLD if is_sorted else Type.CELL
        metrics = dress.fonts.metrics(role)
        painter.fillRect(rect, colour(theme.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour(theme.hairline))
        painter.setFont(dress.fonts[role])
        painter.setPen(colour(theme.ink if is_sorted else theme.muted))
        advance = metrics.horizontalAdvance(column.title)
        left: float = rect.left() + self._pad(column)
        if column.right:
            left = rect.left() + rect.width() - self.right_air(logicalIndex) - PAD - advance
        base = round((rect.height() - 1 - metrics.height()) / 2 + metrics.ascent())
        painter.drawText(QPointF(left, rect.top() + base), column.title)
        if not is_sorted:
            return
        side = dress.metrics.icon_tiny
        arrow = icon_pixmap(
            "chevron-down" if descending else "chevron-up",
            theme.ink,
            side,
            self.devicePixelRatioF(),
        )
        place = left - _ARROW_GAP - side if column.right else left + advance + _ARROW_GAP
        painter.drawPixmap(QPointF(round(place), rect.top() + (rect.height() - side) // 2), arrow)

    def set_edge(self, pixels: int) -> None:
        """Set the left margin of the first column."""
        self._edge = pixels
        self.viewport().update()

    def right_air(self, logical: int) -> int:
        """Return what keeps a last column aligned to the right as far from the edge as the first.

        A table in a panel has no edge of its own.
        """
        after = range(self.visualIndex(logical) + 1, self.count())
        is_last = all(self.isSectionHidden(self.logicalIndex(visual)) for visual in after)
        return max(0, self._edge - PAD) if is_last and self._columns[logical].right else 0

    def _pad(self, column: Column) -> int:
        return self._edge if self._is_first(column) else PAD

    def _is_first(self, column: Column) -> bool:
        for visual in range(self.count()):
            logical = self.logicalIndex(visual)
            if not self.isSectionHidden(logical):
                return self._columns[logical] is column
        return False

    def _clicked(self, logical: int) -> None:
        column = self._columns[logical]
        if column.sortable:
            key, descending = self._sorted
            self.sort_requested.emit(column.key, not descending if key == column.key else False)

    def _keep_minimum(self, logical: int, _old: int, new: int) -> None:
        least = self.minimum_of(self._columns[logical])
        if 0 < new < least:
            self.resizeSection(logical, least)
