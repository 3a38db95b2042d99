"""Drawing of list cells, cheaply: one pass a column, cached strings, pre-rendered pills.

No style is asked, nothing is saved or restored: a page of 22×7 cells is some two hundred blits
and lines of text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from desktop_app.core.deadline_words import DeadlineLevel, DeadlineMark, shorter
from desktop_app.core.enums import TicketStatus
from desktop_app.core.short_address import split_address
from desktop_app.core.text import DASH
from desktop_app.ui.icons import icon_pixmap
from desktop_app.ui.models.columns import Column, Elide, Kind, Mark, shown
from desktop_app.ui.theme import Look, Tone, Type, colour
from desktop_app.ui.theme.metrics import MARK_WIDTH
from desktop_app.ui.theme.pills import Pill, status_pill

PAD = 8
DEADLINE_AIR = 2  # right of a deadline: it never loses a letter, and the next column has its own
_CACHE_LIMIT = 50_000
_PILL_OUTDENT = 2
_ICON_STEP = 19
_HEAD_SHARE = 0.35  # of a cell: what the beginning of words keeps where their end matters more
_LEAST_STREET = "Ммм…"

_DEADLINE_ICONS = {
    DeadlineLevel.OVERDUE: ("alert", Tone.DANGER, True),
    DeadlineLevel.NEAR: ("clock", Tone.WARNING, False),
    DeadlineLevel.PLAIN: ("", Tone.PLAIN, False),
    DeadlineLevel.FINISHED: ("", Tone.MUTED, False),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A visible column: where it starts on the viewport, how wide it is, its left padding."""

    column: Column
    left: int
    width: int
    pad: int


@dataclass(frozen=True, slots=True)
class Line:
    """A visible row: its record (None while it is on its way), its top and its state."""

    record: Any
    top: int
    selected: bool
    hovered: bool
    last: bool
    current: bool


_Cut: TypeAlias = tuple[str, float]


class CellPainter:
    """Draws rows for one look and one device ratio; make a new one when either changes."""

    def __init__(self, look: Look, ratio: float) -> None:
        """Take fonts, colours and metrics once."""
        self._look, self.ratio = look, ratio
        theme, fonts = look.theme, look.fonts
        self._fonts = (fonts[Type.CELL], fonts[Type.CELL_BOLD])
        self._metrics = (fonts.metrics(Type.CELL), fonts.metrics(Type.CELL_BOLD))
        self._ink, self._muted = colour(theme.ink), colour(theme.muted)
        self._on_soft = colour(theme.on_soft)
        self._soft, self._hover = colour(theme.soft), colour(theme.hover)
        self._hairline, self._link = colour(theme.hairline), colour(theme.link)
        self._tones = {tone: colour(theme.text_of(tone)) for tone in Tone}
        self._cuts: dict[tuple[str, int, bool], _Cut] = {}
        self._scale = look.metrics.scale

    def rows(
        self, painter: QPainter, lines: Sequence[Line], width: int, height: int, *, active: bool
    ) -> None:
        """Draw grounds, hairlines and selection marks of rows `height` high."""
        selected = self._soft if active else self._hover
        for line in lines:
            if line.selected:
                painter.fillRect(0, line.top, width, height, selected)
                painter.fillRect(0, line.top, MARK_WIDTH, height, self._link)
            elif line.hovered:
                painter.fillRect(0, line.top, width, height, self._hover)
            if not line.last:
                painter.fillRect(0, line.top + height - 1, width, 1, self._hairline)

    def cells(
        self, painter: QPainter, slot: Slot, lines: Sequence[Line], height: int, *, active: bool
    ) -> None:
        """Draw one column of the rows."""
        kind = slot.column.kind
        if kind in (Kind.STATUS, Kind.PILL):
            self._pills(painter, slot, lines, height, active=active)
        elif kind in (Kind.DEADLINE, Kind.MARK):
            self._marks(painter, slot, lines, height, active=active)
        else:
            self._texts(painter, slot, lines, height, active=active)

    def fits(self, column: Column, text: str, room: int, *, bold: bool) -> bool:
        """Tell whether text is drawn whole where a column leaves it this room."""
        if column.kind in (Kind.DEADLINE, Kind.MARK):
            room += PAD - _air(column) - round(_ICON_STEP * self._scale)
        return self._cut(column, text, room, bold)[0] == text

    def _texts(
        self, painter: QPainter, slot: Slot, lines: Sequence[Line], height: int, *, active: bool
    ) -> None:
        column = slot.column
        left = slot.left + slot.pad
        room = slot.width - slot.pad - PAD
        right = slot.left + slot.width - PAD
        base = self._baseline(height)
        plain = self._muted if column.muted else self._ink
        value, weigh, tone, to_right = column.value, column.bold, column.tone, column.right
        font_now, pen_now = -1, None
        for line in lines:
            record = line.record
            bold = weigh is not None and record is not None and weigh(record)
            pen = plain
            if tone is not None and record is not None:
                pen = self._tones[tone(record)]
            if line.selected:
                pen = self._on_selection(pen, active=active)
            text = "…" if record is None else value(record)
            if type(text) is not str or not text:
                text = shown(text)
            cut, advance = self._cut(column, text, room, bold)
            if bold is not font_now:
                painter.setFont(self._fonts[bold])
                font_now = bold
            if pen is not pen_now:
                painter.setPen(pen)
                pen_now = pen
            painter.drawText(QPointF(right - advance if to_right else left, line.top + base), cut)

    def _on_selection(self, pen: QColor, *, active: bool) -> QColor:
        """Return the colour of text on the selected row: muted becomes ink, black on yellow."""
        if self._look.theme.outlined:
            return self._on_soft if active else pen
        return self._ink if pen is self._muted else pen

    def _pills(
        self, painter: QPainter, slot: Slot, lines: Sequence[Line], height: int, *, active: bool
    ) -> None:
        left = slot.left + slot.pad - _PILL_OUTDENT
        pill_height = self._look.metrics.pill
        drop = (height - 1 - pill_height) // 2
        for line in lines:
            if line.record is None:
                self._placeholder(painter, left + _PILL_OUTDENT, line.top, height)
                continue
            value = slot.column.value(line.record)
            pill = status_pill(value) if isinstance(value, TicketStatus) else value
            if isinstance(pill, Pill):
                pixmap = self._look.pills.pixmap(pill, pill_height, self.ratio)
                painter.drawPixmap(left, line.top + drop, pixmap)
            else:
                mark = Mark(shown(value), tone=Tone.MUTED)
                self._mark(painter, slot, mark, line, height, active=active)

    def _marks(
        self, painter: QPainter, slot: Slot, lines: Sequence[Line], height: int, *, active: bool
    ) -> None:
        for line in lines:
            if line.record is None:
                self._placeholder(painter, slot.left + PAD, line.top, height)
                continue
            value = slot.column.value(line.record)
            if isinstance(value, DeadlineMark):
                icon, tone, bold = _DEADLINE_ICONS[value.level]
                value = Mark(value.text, icon, tone, bold)
            elif not isinstance(value, Mark):
                value = Mark(shown(value), tone=Tone.MUTED)
            self._mark(painter, slot, value, line, height, active=active)

    def _mark(
        self, painter: QPainter, slot: Slot, mark: Mark, line: Line, height: int, *, active: bool
    ) -> None:
        left = slot.left + slot.pad
        room = slot.width - slot.pad - _air(slot.column)
        pen = self._tones[mark.tone]
        theme = self._look.theme
        ground = theme.surface
        if line.selected:
            pen = self._on_selection(pen, active=active)
            ground = theme.soft if active else theme.hover
        if mark.icon:
            side = self._look.metrics.icon_small
            pixmap = icon_pixmap(mark.icon, pen.name(), side, self.ratio, ground)
            painter.drawPixmap(left, line.top + (height - 1 - side) // 2, pixmap)
            step = round(_ICON_STEP * self._scale)
            left, room = left + step, room - step
        cut, advance = self._cut(slot.column, mark.text, room, mark.bold)
        if slot.column.right:
            left = slot.left + slot.width - PAD - round(advance)
        painter.setFont(self._fonts[mark.bold])
        painter.setPen(pen)
        painter.drawText(QPointF(left, line.top + self._baseline(height)), cut)

    def _placeholder(self, painter: QPainter, left: int, top: int, height: int) -> None:
        painter.setFont(self._fonts[0])
        painter.setPen(self._muted)
        painter.drawText(QPointF(left, top + self._baseline(height)), "…")

    def _baseline(self, height: int) -> int:
        metrics = self._metrics[0]
        return round((height - 1 - metrics.height()) / 2 + metrics.ascent())

    def _cut(self, column: Column, text: str, room: int, bold: bool) -> _Cut:
        key = (text, room, bold)
        found = self._cuts.get(key)
        if found is None:
            found = self._measure(column, text, room, bold)
            if len(self._cuts) >= _CACHE_LIMIT:
                self._cuts.clear()
            self._cuts[key] = found
        return found

    def _measure(self, column: Column, text: str, room: int, bold: bool) -> _Cut:
        metrics = self._metrics[bold]
        advance = metrics.horizontalAdvance(text)
        if advance <= room or text == DASH:
            return text, advance
        if column.kind is Kind.DEADLINE:
            cut = cut_deadline(metrics, text, room)
        elif column.kind is Kind.BOLD_NUMBER:
            cut = cut_number(metrics, text, room)
        elif column.elide is Elide.MIDDLE:
            cut = cut_address(metrics, text, room)
        elif column.elide is Elide.WITHIN:
            cut = cut_within(metrics, text, room)
        else:
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        return cut, metrics.horizontalAdvance(cut)


def _air(column: Column) -> int:
    """Return what stays free at the right end of a cell with an icon."""
    return DEADLINE_AIR if column.kind is Kind.DEADLINE else PAD


def cut_address(metrics: QFontMetricsF, text: str, room: int) -> str:
    """Cut a settlement first, then the street, then the flat, the house number never in half.

    Half a house number would be another house.
    """
    street, numbers, place = split_address(text)
    if numbers and place and metrics.horizontalAdvance(f"{street}{numbers}, …") <= room:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    house = numbers.split(", ")[1] if numbers else ""
    for tail in (f"{numbers}…" if place else numbers, f", {house}…"):
        rest = room - 1 - metrics.horizontalAdvance(tail)  # a pixel for the seam
        if house and rest >= metrics.horizontalAdvance(_LEAST_STREET):
            return metrics.elidedText(street, Qt.TextElideMode.ElideRight, rest) + tail
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)


def cut_within(metrics: QFontMetricsF, text: str, room: int) -> str:
    """Cut words that begin alike so that they stay different: «Ком… от стены», «Ком…от пола»."""
    head = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(room * _HEAD_SHARE))
    if head in ("", "…"):
        return metrics.elidedText(text, Qt.TextElideMode.ElideLeft, room)
    rest = room - 1 - metrics.horizontalAdvance(head.removesuffix("…"))
    end = text[len(head.removesuffix("…")) :]
    return head.removesuffix("…") + metrics.elidedText(end, Qt.TextElideMode.ElideLeft, rest)


def cut_deadline(metrics: QFontMetricsF, text: str, room: int) -> str:
    """Say a lateness of a hundred days in shorter words rather than lose the last letter of it."""
    for said in shorter(text):
        if metrics.horizontalAdvance(said) <= room:
            return said
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def cut_number(metrics: QFontMetricsF, text: str, room: int) -> str:
    """Cut zeros before a number of another journal, then its middle: both ends tell it.

    «00004000/21» and «00004001/21» stay two numbers: «…4000/21», «…4001/21».
    """
    told = text.lstrip("0") or text
    if told != text and metrics.horizontalAdvance(f"…{told}") <= room:
        return f"…{told}"
    return metrics.elidedText(told, Qt.TextElideMode.ElideMiddle, room)
