"""A table that draws its own rows: the cheap half of every list, without a list's habits."""

from PySide6.QtCore import QEvent, QItemSelection, QPoint, QSize
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip, QWidget

from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.theme import colour, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.cell_painter import PAD, CellPainter, Line, Slot
from desktop_app.ui.widgets.list_header import ListHeader
from desktop_app.ui.widgets.tips import plain_tip


class PaintedTable(QTableView):
    """A QTableView over a SnapshotModel whose whole viewport is one paintEvent.

    Row height is uniform and comes from font metrics; sections are fixed; scrolling is by pixels.
    """

    def __init__(self, title: str, model: SnapshotModel, parent: QWidget | None = None) -> None:
        """Show a model; `title` is read to the blind."""
        super().__init__(parent)
        self._snapshot = model
        self._painter: CellPainter | None = None
        self._density = "normal"
        self._hover = -1
        self._edge = MARGIN
        self._asked_rows: int | None = None
        self.setAccessibleName(title)
        self._header = ListHeader(model.columns, self)
        self.setHorizontalHeader(self._header)
        self._build()
        self.setModel(model)
        model.rows_arrived.connect(self.viewport().update)
        follow_look(self.relook)

    def set_density(self, density: str) -> None:
        """Set row height: «normal», «panel» (in cards), «dense» or «touch»."""
        self._density = density
        self._set_height()

    def set_edge(self, pixels: int) -> None:
        """Set the left margin of the first column: 16 in a list, 0 in a table inside a panel."""
        self._edge = pixels
        self._header.set_edge(pixels)
        self.viewport().update()

    def show_sort(self, key: str, descending: bool) -> None:
        """Draw the arrow; the page sorts by asking for other ids."""
        self._header.show_sort(key, descending)

    def ask_rows(self, rows: int) -> None:
        """Ask for the height of this many rows, as a table in a panel does; more scroll."""
        self._asked_rows = rows
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height asked for, or the usual one of a list."""
        usual = super().sizeHint()
        if self._asked_rows is None:
            return usual
        return QSize(usual.width(), look().metrics.header + self._asked_rows * self._row_height())

    def minimumSizeHint(self) -> QSize:
        """Return the header and the rows asked for, three rows in a list."""
        rows = 3 if self._asked_rows is None else self._asked_rows
        height = look().metrics.header + rows * self._row_height()
        return QSize(look().metrics.px(160), height)

    def selected_rows(self) -> list[int]:
        """Return the selected row numbers in order."""
        spans = selected_spans(self.selectionModel().selection())
        return [row for top, bottom in spans for row in range(top, bottom + 1)]

    def relook(self) -> None:
        """Measure anew after theme, font or scale changed."""
        self._painter = None
        self._set_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows touched by the event, column by column."""
        height, offset = self._row_height(), self.verticalHeader().offset()
        rows = self._snapshot.rowCount()
        first = max(0, (event.rect().top() + offset) // height)
        last = min(rows, (event.rect().bottom() + offset) // height + 1)
        self._snapshot.look_at(offset // height, (offset + self.viewport().height()) // height + 1)
        painter = QPainter(self.viewport())
        if first < last:
            self._draw(painter, self._lines(first, last, height, offset), height)
        painter.end()

    def _draw(self, painter: QPainter, lines: list[Line], height: int) -> None:
        cells = self._cells()
        active = self.isActiveWindow()
        width = self.viewport().width()
        cells.rows(painter, lines, width, height, active=active)
        for slot in self._slots(width):
            cells.cells(painter, slot, lines, height, active=active)
        current = self.currentIndex().row() if self.hasFocus() else -1
        row = next((line for line in lines if line.current and not line.selected), None)
        if current >= 0 and row is not None:
            frame = colour(look().theme.link)
            for inset in (0, 1):
                painter.setPen(frame)
                size = (width - 1 - 2 * inset, height - 2 - 2 * inset)
                painter.drawRect(inset, row.top + inset, *size)

    def _lines(self, first: int, last: int, height: int, offset: int) -> list[Line]:
        selected: set[int] = set()
        for top, bottom in selected_spans(self.selectionModel().selection()):
            selected.update(range(max(top, first), min(bottom + 1, last)))
        end = self._snapshot.rowCount() - 1
        current, record, hover = self.currentIndex().row(), self._snapshot.row_at, self._hover
        return [
            Line(
                record(row),
                row * height - offset,
                row in selected,
                row == hover,
                row == end,
                row == current,
            )
            for row in range(first, last)
        ]

    def _slots(self, width: int) -> list[Slot]:
        header, columns = self._header, self._snapshot.columns
        slots: list[Slot] = []
        for place, logical in enumerate(self._visual_order()):
            size, left = header.sectionSize(logical), header.sectionViewportPosition(logical)
            if left < width and left + size > 0:
                size -= header.right_air(logical)
                slots.append(Slot(columns[logical], left, size, PAD if place else self._edge))
        return slots

    def _cells(self) -> CellPainter:
        ratio = self.devicePixelRatioF()
        if self._painter is None or self._painter.ratio != ratio:
            self._painter = CellPainter(look(), ratio)
        return self._painter

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of a cut cell as a tooltip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self._full_text(event.pos())), self)
            return True
        if event.type() is QEvent.Type.Leave:
            self._set_hover(-1)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer with the hover fill."""
        self._set_hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def _build(self) -> None:
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setMinimumSectionSize(1)
        vertical.setSectionResizeMode(vertical.ResizeMode.Fixed)
        self._set_height()

    def _set_height(self) -> None:
        vertical = self.verticalHeader()
        if vertical.defaultSectionSize() != self._row_height():
            vertical.setDefaultSectionSize(self._row_height())
        self.viewport().update()

    def _row_height(self) -> int:
        metrics = look().metrics
        heights = {
            "panel": metrics.row_panel,
            "dense": metrics.row_dense,
            "touch": metrics.row_touch,
        }
        return heights.get(self._density, metrics.row)

    def _first_column(self) -> int:
        return next((place for place in self._visual_order()), 0)

    def _visual_order(self) -> list[int]:
        header = self._header
        order = (header.logicalIndex(visual) for visual in range(header.count()))
        return [logical for logical in order if not header.isSectionHidden(logical)]

    def _set_hover(self, row: int) -> None:
        if row == self._hover:
            return
        height, offset = self._row_height(), self.verticalHeader().offset()
        for changed in (self._hover, row):
            if changed >= 0:
                top = changed * height - offset
                self.viewport().update(0, top, self.viewport().width(), height)
        self._hover = row

    def _full_text(self, place: QPoint) -> str:
        index = self.indexAt(place)
        record = self._snapshot.row_at(index.row()) if index.isValid() else None
        if record is None:
            return ""
        column = self._snapshot.columns[index.column()]
        text = column.text(record)
        bold = column.bold is not None and column.bold(record)
        pad = self._edge if index.column() == self._first_column() else PAD
        room = self._header.sectionSize(index.column()) - pad - PAD
        return "" if self._cells().fits(column, text, room, bold=bold) else text


def selected_spans(selection: QItemSelection) -> list[tuple[int, int]]:
    """Return the selected rows as sorted runs (first, last)."""
    ranges = (selection.at(place) for place in range(selection.count()))
    return sorted((span.top(), span.bottom()) for span in ranges)
