"""A timeline of events: time, round icon, title and detail, joined by a line; one paintEvent."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.theme import Tone, Type, colour, look
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.painted import baseline, draw_icon, plate, write

_CIRCLE, _TITLE_GAP, _LINE_WIDTH, _LINE_AIR = 20, 9, 1.5, 2
_TIME_WIDTH = 85
_STEP = 28


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
        self.set_events(events)

    def set_events(self, events: Sequence[Event]) -> None:
        """Show other events."""
        before = self._events
        self._events = tuple(events)
        self.setAccessibleName("Ход событий")
        lines = (f"{e.time} {e.title}. {e.detail}".strip() for e in self._events)
        self.setAccessibleDescription("\n".join(lines))
        if [bool(event.detail) for event in before] != [bool(e.detail) for e in self._events]:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all events."""
        px = look().metrics.px
        height = sum(self._height(event) for event in self._events)
        last = self._events[-1] if self._events else None
        if last is not None:
            height -= self._gap if last.detail else px(_STEP) - px(_CIRCLE)
        return QSize(px(200), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the events and the lines between them."""
        painter = QPainter(self)
        top = 0
        for place, event in enumerate(self._events):
            height = self._height(event)
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
        title = fonts.metrics(Type.BODY).elidedText(event.title, elide, room)
        write(painter, text, baseline(top, circle, Type.BODY), title, Type.BODY, theme.ink)
        if event.detail:
            detail = fonts.metrics(Type.CELL).elidedText(event.detail, elide, room)
            base = baseline(top + circle - 1, px(18), Type.CELL)
            write(painter, text, base, detail, Type.CELL, theme.muted)

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

    def _height(self, event: Event) -> int:
        px = look().metrics.px
        return px(18) * 2 + self._gap if event.detail else px(_STEP)
