"""Executors: numbers one goes through by arrows, a bar with the share of «решено»."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core.chart_scene import cut
from desktop_app.core.records.figures import Figure
from desktop_app.core.records.summary import ExecutorLine
from desktop_app.core.shares import whole_percent
from desktop_app.core.text import DASH, NBSP, number
from desktop_app.ui.theme import Tone, Type, colour, follow_look, look
from desktop_app.ui.widgets.painted import baseline, plate, write
from desktop_app.ui.widgets.targets import Place, Targets

ROWS = 7
_HEADS = ("Исполнитель", "Передано", "Исполнено", "Просрочено", "Решено по обзвону")
_FIGURES = (Figure.HANDED, Figure.EXECUTED, Figure.LATE, Figure.SOLVED_BY)
_GAP, _BAR, _BAR_LEAST, _NAME_LEAST = 16, 6, 60, 120
_BAR_SHARE = 0.36  # of the width, with its percentage
_SAMPLE = "100\N{NO-BREAK SPACE}%"


class _Columns:
    """Where the columns stand: right edges of three numbers, the bar, its percentage."""

    def __init__(self, width: float) -> None:
        fonts, px = look().fonts, look().metrics.px
        self.percent_right = width - px(4)
        percent = fonts.width(Type.CELL, _SAMPLE)
        least = percent + px(_GAP) + px(_BAR_LEAST)
        share = max(width * _BAR_SHARE, fonts.width(Type.CELL, _HEADS[4]), least)
        self.bar = width - share
        self.bar_end = self.percent_right - percent - px(10)
        right = self.bar - px(_GAP)
        found = []
        for head in _HEADS[3:0:-1]:
            found.append(right)
            right -= fonts.width(Type.CELL, head) + px(_GAP + 12)
        self.numbers = found[::-1]
        self.first = self.numbers[0] - fonts.width(Type.CELL, _HEADS[1]) - 6
        self.name = max(right + px(12), 0.0)


class ExecutorRows(Targets):
    """The rows; `pressed("figure id")` opens one number."""

    resized = Signal(int)

    def __init__(self) -> None:
        """Start without rows, and without words until they are known."""
        self._lines: list[ExecutorLine] = []
        self._is_known = False
        super().__init__("Исполнители")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> int:
        """How many executors there are."""
        return len(self._lines)

    def set_lines(self, lines: Sequence[ExecutorLine]) -> None:
        """Show executors."""
        self._lines, self._is_known = list(lines), True
        self.renew()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        row = look().metrics.row
        return QSize(look().metrics.px(420), row * max(len(self._lines), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the heads how wide the rows are."""
        super().resizeEvent(event)
        self.resized.emit(self.width())

    def minimumSizeHint(self) -> QSize:
        """Bear the numbers and a part of the names."""
        fonts, px = look().fonts, look().metrics.px
        heads = sum(fonts.width(Type.CELL, head) + px(_GAP + 12) for head in _HEADS[1:4])
        width = heads + px(_NAME_LEAST) + fonts.width(Type.CELL, _HEADS[4]) + px(_GAP)
        return QSize(round(width), self.sizeHint().height())

    def places(self) -> list[Place]:
        """Return an area for each number of each row."""
        found, row = [], look().metrics.row
        columns = _Columns(float(self.width()))
        for place, line in enumerate(self._lines):
            top = place * row
            left = columns.first
            for figure, value, right in zip(
                _FIGURES, _numbers(line), (*columns.numbers, self.width() - 6), strict=True
            ):
                rect = QRectF(left, top, right - left + 6, row - 1)
                words = f"{line.name}: {_said(figure, line)}"
                found.append(
                    Place(f"{figure.value} {line.organization_id}", rect, words, value > 0)
                )
                left = right + 8
        return found

    def draw(self, painter: QPainter) -> None:
        """Draw names, numbers, bars and hairlines."""
        row, columns = look().metrics.row, _Columns(float(self.width()))
        if not self._lines and self._is_known:
            base = baseline(0, row, Type.CELL)
            words = "За эти дни исполнителям ничего не передавали"
            write(painter, 0, base, words, Type.CELL, look().theme.muted)
        for place, line in enumerate(self._lines):
            self._draw_line(painter, line, place * row, columns)
            if place + 1 < len(self._lines):
                edge = QRectF(0, (place + 1) * row - 1, self.width(), 1)
                painter.fillRect(edge, colour(look().theme.hairline))

    def _draw_line(
        self, painter: QPainter, line: ExecutorLine, top: float, columns: _Columns
    ) -> None:
        theme, fonts, row = look().theme, look().fonts, look().metrics.row
        base = baseline(top, row, Type.CELL)
        name = cut(line.name, columns.name, lambda text, _bold: fonts.width(Type.CELL, text))
        write(painter, 0, base, name, Type.CELL, theme.ink)
        values = (line.handed, line.executed, line.overdue)
        for value, right in zip(values, columns.numbers, strict=True):
            late = value > 0 and right == columns.numbers[2]
            role = Type.CELL_BOLD if late else Type.CELL
            ink = theme.text_of(Tone.DANGER) if late else theme.ink
            text = number(value)
            write(painter, right - fonts.width(role, text), base, text, role, ink)
        percent = whole_percent(line.solved, line.decided)
        text = DASH if percent is None else f"{percent}{NBSP}%"
        left = columns.percent_right - fonts.width(Type.CELL, text)
        write(painter, left, base, text, Type.CELL, theme.ink if line.decided else theme.muted)
        if percent is None:
            return
        height = look().metrics.px(_BAR)
        track = QRectF(columns.bar, top + (row - height) / 2, columns.bar_end - columns.bar, height)
        plate(painter, track, height / 2, theme.track)
        if percent:
            track.setWidth(max(track.width() * percent / 100, height))
            plate(painter, track, height / 2, theme.chart)


class ExecutorHead(QWidget):
    """The heads of the columns."""

    def __init__(self) -> None:
        """Stand above the rows."""
        super().__init__()
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        follow_look(self._relook)

    def sizeHint(self) -> QSize:
        """Return the height of a table's header."""
        return QSize(look().metrics.px(420), look().metrics.header)

    def set_room(self, pixels: int) -> None:
        """Stand over rows that are narrower by a scroll bar."""
        self._room = pixels
        self.update()

    def paintEvent(self, _event: object) -> None:
        """Draw the heads over a hairline."""
        painter, theme, fonts = QPainter(self), look().theme, look().fonts
        columns = _Columns(float(self._room or self.width()))
        base = baseline(0, self.height() - 1, Type.CELL)
        write(painter, 0, base, _HEADS[0], Type.CELL, theme.muted)
        for head, right in zip(_HEADS[1:4], columns.numbers, strict=True):
            left = right - fonts.width(Type.CELL, head)
            write(painter, left, base, head, Type.CELL, theme.muted)
        write(painter, columns.bar, base, _HEADS[4], Type.CELL, theme.muted)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(theme.hairline))
        painter.end()

    def _relook(self) -> None:
        self.updateGeometry()


class ExecutorTable(QWidget):
    """Head and seven rows, more on a tall page; the rest scroll, following the number chosen."""

    def __init__(self) -> None:
        """Start without rows."""
        super().__init__()
        self._more = 0
        self.rows = ExecutorRows()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.rows)
        self._scroll.viewport().setAutoFillBackground(False)
        self.rows.setAutoFillBackground(False)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        self._head = ExecutorHead()
        body.addWidget(self._head)
        body.addWidget(self._scroll, 1)
        body.addStretch(0)
        self.rows.moved.connect(self._follow)
        self.rows.resized.connect(self._head.set_room)
        follow_look(self._relook)

    def minimumSizeHint(self) -> QSize:
        """Keep the height of the design: seven rows under the head, and those there is room for."""
        metrics = look().metrics
        width = self.rows.minimumSizeHint().width()
        rows = ROWS + min(max(self.rows.count - ROWS, 0), self._more)
        return QSize(width, metrics.header + rows * metrics.row)

    def sizeHint(self) -> QSize:
        """Return the same height."""
        return self.minimumSizeHint()

    def allow(self, more: int) -> None:
        """Let so many rows more be seen at once."""
        if more != self._more:
            self._more = more
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only: what is left stays empty."""
        super().resizeEvent(event)
        metrics = look().metrics
        whole = max((self.height() - metrics.header) // metrics.row, 1)
        self._scroll.setMaximumHeight(whole * metrics.row)

    def _follow(self, _key: str) -> None:
        current = self.rows.current
        if current is not None:
            spot = current.rect.center()
            self._scroll.ensureVisible(round(spot.x()), round(spot.y()), 0, look().metrics.row)

    def _relook(self) -> None:
        self.updateGeometry()


def _numbers(line: ExecutorLine) -> tuple[int, int, int, int]:
    return line.handed, line.executed, line.overdue, line.solved


def _said(figure: Figure, line: ExecutorLine) -> str:
    if figure is Figure.SOLVED_BY:
        percent = whole_percent(line.solved, line.decided)
        share = DASH if percent is None else f"{percent}{NBSP}%"
        return f"решено по обзвону {share}, {number(line.solved)} из {number(line.decided)}"
    value = {
        Figure.HANDED: line.handed,
        Figure.EXECUTED: line.executed,
        Figure.LATE: line.overdue,
    }[figure]
    word = {
        Figure.HANDED: "передано",
        Figure.EXECUTED: "исполнено",
        Figure.LATE: "просрочено",
    }[figure]
    return f"{word} {number(value)}"
