"""A timeline of events: time, round icon, title and detail, joined by a line; one paintEvent.

A title or a detail goes on below where it is wider than the room: a promised date is never cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.theme import Tone, Type, colour, look
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.painted import baseline, draw_icon, plate, write
from desktop_app.ui.widgets.text_places import held_together

_CIRCLE, _TITLE_GAP, _LINE_WIDTH, _LINE_AIR = 20, 9, 1.5, 2
_TIME_WIDTH = 85
_STEP = 28
_LINE, _TITLE_LINE = 18, 19
_ENDLESS = 1_000_000


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `tone` colours the round icon: a status or a message tone."""

    time: str
    icon: str
    tone: TicketStatus | Tone
    title: str
    detail: str = ""


class Timeline(QWidget):
    """Events from top to bottom; read to the blind as one text."""

    def __init__(
        self, events: Sequence[Event] = (), *, time_width: int = _TIME_WIDTH, gap: int = 10
    ) -> None:
        """Show events; `gap` is the air under an event that has a detail."""
        super().__init__()
        self._time_width, self._gap = time_width, gap
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._events: tuple[Event, ...] = ()
        self._wraps: dict[tuple[str, int, Type], list[str]] = {}
        self._dress = look()
        self.set_events(events)

    def set_events(self, events: Sequence[Event]) -> None:
        """Show other events."""
        before = self._events
        self._events = tuple(events)
        self.setAccessibleName("Ход событий")
        lines = (f"{e.time} {e.title}. {e.detail}".strip() for e in self._events)
        self.setAccessibleDescription("\n".join(lines))
        if [(e.title, e.detail) for e in before] != [(e.title, e.detail) for e in self._events]:
            self._wraps.clear()
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all events at the present width."""
        px = look().metrics.px
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 0
        height = sum(self._height(event, width) for event in self._events)
        last = self._events[-1] if self._events else None
        if last is not None:
            height -= self._gap if last.detail else px(_STEP) - px(_CIRCLE)
        return QSize(px(200), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height at another width: details wrap."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wraps.clear()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the events and the lines between them."""
        painter = QPainter(self)
        top = 0
        for place, event in enumerate(self._events):
            height = self._height(event, self.width())
            self._draw(painter, event, top)
            if place < len(self._events) - 1:
                self._join(painter, top, height)
            top += height
        painter.end()

    def _draw(self, painter: QPainter, event: Event, top: int) -> None:
        dress = look()
        theme, px, fonts = dress.theme, dress.metrics.px, dress.fonts
        circle, left = px(_CIRCLE), px(self._time_width) - px(6)
        write(painter, 0, baseline(top, circle, Type.CELL), event.time, Type.CELL, theme.muted)
        tint = Pill("", "", event.tone).tint(theme)
        if not theme.outlined:
            plate(painter, QRectF(left, top, circle, circle), circle / 2, tint.ground)
        side = dress.metrics.icon_tiny
        inset = (circle - side) / 2
        draw_icon(painter, self, event.icon, tint.text, (left + inset, top + inset, side))
        text = left + circle + px(_TITLE_GAP)
        room = self.width() - text
        elide = Qt.TextElideMode.ElideRight
        titles = self._lines(event.title, self.width(), Type.BODY)
        for number, line in enumerate(titles):
            shown = fonts.metrics(Type.BODY).elidedText(line, elide, room)
            base = baseline(top + number * px(_TITLE_LINE), circle, Type.BODY)
            write(painter, text, base, shown, Type.BODY, theme.ink)
        below = top + circle - 1 + self._more(titles)
        for number, line in enumerate(self._lines(event.detail, self.width())):
            shown = fonts.metrics(Type.CELL).elidedText(line, elide, room)
            base = baseline(below + number * px(_LINE), px(_LINE), Type.CELL)
            write(painter, text, base, shown, Type.CELL, theme.muted)

    def _join(self, painter: QPainter, top: int, height: int) -> None:
        px = look().metrics.px
        circle = px(_CIRCLE)
        middle = px(self._time_width) - px(6) + circle / 2
        line = QRectF(
            middle - _LINE_WIDTH / 2,
            top + circle + _LINE_AIR,
            _LINE_WIDTH,
            height - circle - 2 * _LINE_AIR,
        )
        painter.fillRect(line, colour(look().theme.hairline))

    def _height(self, event: Event, width: int) -> int:
        px = look().metrics.px
        more = self._more(self._lines(event.title, width, Type.BODY))
        if not event.detail:
            return px(_STEP) + more
        return px(_LINE) * (1 + len(self._lines(event.detail, width))) + self._gap + more

    def _more(self, titles: Sequence[str]) -> int:
        """Return what a title of several lines takes beyond one."""
        return look().metrics.px(_TITLE_LINE) * max(0, len(titles) - 1)

    def _lines(self, words: str, width: int, role: Type = Type.CELL) -> list[str]:
        """Return words in the lines they take in a timeline of a width; one line for width 0."""
        if self._dress is not look():
            self._dress = look()
            self._wraps.clear()
        if (words, width, role) not in self._wraps:
            px = look().metrics.px
            room = width - (px(self._time_width) - px(6) + px(_CIRCLE) + px(_TITLE_GAP))
            self._wraps[words, width, role] = _wrapped(words, room if width else _ENDLESS, role)
        return self._wraps[words, width, role]


def _wrapped(text: str, room: int, role: Type) -> list[str]:
    """Return lines no wider than the room, broken between words; what is tied stays together."""
    measure, lines = look().fonts.metrics(role).horizontalAdvance, list[str]()
    for word in held_together(text, room, measure).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        elif word:
            lines.append(word)
    return lines
