"""Painted figures one can go through: arrows choose one, Enter or a click opens what is behind it.

One Tab stop for the whole widget, whatever the number of figures; the one chosen is told to the
blind as the widget's name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.ui.theme import colour, follow_look, look
from desktop_app.ui.theme.metrics import FIELD_RADIUS
from desktop_app.ui.widgets.painted import plate
from desktop_app.ui.widgets.tips import plain_tip

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_SIDEWAYS = 3.0  # a figure off the line of the arrow is so many times farther
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A figure on the widget: its key for `pressed`, where it is, what it says in words."""

    key: str
    rect: QRectF
    words: str
    opens: bool = True


class Targets(QWidget):
    """`pressed(key)` opens a figure, `moved(key)` tells which one was chosen by the arrows.

    A subclass gives `places` and draws in `draw`; `copied` is asked for by Ctrl+C.
    """

    pressed = Signal(str)
    moved = Signal(str)
    copied = Signal()

    def __init__(self, name: str) -> None:
        """Start without figures; `name` is read to the blind."""
        super().__init__()
        self._name = name
        self._places: list[Place] | None = None
        self._current, self._hover = "", ""
        self._has_ring = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        follow_look(self.renew)

    # What a subclass gives

    def places(self) -> Sequence[Place]:
        """Return the figures for the present size, in reading order."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw everything but the hover fill and the focus ring."""
        raise NotImplementedError

    # What a page asks

    def renew(self) -> None:
        """Lay out anew, after other figures, another size or look."""
        self._places = None
        known = self.known()
        if self._current not in {place.key for place in known}:
            self._current = known[0].key if known else ""
        self._tell()
        self.updateGeometry()
        self.update()

    def known(self) -> list[Place]:
        """Return the figures as they lie now."""
        if self._places is None:
            self._places = list(self.places())
        return self._places

    def choose(self, key: str) -> None:
        """Make a figure the current one."""
        if any(place.key == key for place in self.known()):
            self._current = key
            self._tell()
            self.update()
            self.moved.emit(key)

    @property
    def current(self) -> Place | None:
        """The figure the arrows stand on."""
        return next((place for place in self.known() if place.key == self._current), None)

    def set_name(self, name: str) -> None:
        """Call the whole by another name."""
        self._name = name
        self._tell()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, Home and End; open by Enter and the space bar; Ctrl+C copies."""
        key = Qt.Key(event.key())
        known = self.known()
        self._show_ring()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C:
            self.copied.emit()
        elif key in _STEPS and known:
            self._go(*_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and known:
            self.choose(known[0 if key == Qt.Key.Key_Home else -1].key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        found = self._at(event.position())
        self._set_hover(found.key if found else "")
        opens = found is not None and found.opens
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        found = self._at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(found.key)
            self._open(found)

    def event(self, event: QEvent) -> bool:
        """Show a figure's words while the pointer rests on it."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(found.words) if found else "", self)
            return True
        if event.type() is QEvent.Type.Leave:
            self._set_hover("")
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell which figure is chosen; a page that opens rings none until a key is pressed."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self._show_ring()
        elif event.reason() is Qt.FocusReason.OtherFocusReason:
            self._has_ring = False
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._places = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hover fill, the figures, the ring of focus."""
        theme, painter = look().theme, QPainter(self)
        for place in self.known():
            if place.key == self._hover and place.opens:
                painter.fillRect(place.rect, colour(theme.hover))
        self.draw(painter)
        current = self.current
        if self._has_ring and self.hasFocus() and current is not None:
            plate(painter, current.rect, FIELD_RADIUS, "", theme.link, 2)
        painter.end()

    # Inside

    def _show_ring(self) -> None:
        self._has_ring = True
        self.update()

    def _go(self, right: int, down: int) -> None:
        """Go to the nearest figure in a direction; stay where there is none."""
        here = self.current
        if here is None:
            return
        start = here.rect.center()
        found: list[tuple[bool, float, str]] = []
        for place in self.known():
            way = place.rect.center() - start
            along = way.x() * right + way.y() * down
            aside = abs(way.x() * down) + abs(way.y() * right)
            if along > 1 and place.key != here.key:
                beside = not _in_line(here.rect, place.rect, upright=bool(down))
                found.append((beside, along + aside * _SIDEWAYS, place.key))
        if found:
            self.choose(min(found)[2])

    def _open(self, place: Place | None) -> None:
        if place is not None and place.opens:
            self.pressed.emit(place.key)

    def _at(self, point: QPointF | QPoint) -> Place | None:
        spot = QPointF(point)
        return next((place for place in self.known() if place.rect.contains(spot)), None)

    def _set_hover(self, key: str) -> None:
        if key != self._hover:
            self._hover = key
            self.update()

    def _tell(self) -> None:
        current = self.current
        words = f"{self._name}. {current.words}" if current else self._name
        if words != self.accessibleName():
            self.setAccessibleName(words)
            if self.hasFocus():
                event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
                QAccessible.updateAccessibility(event)


def _in_line(one: QRectF, other: QRectF, *, upright: bool) -> bool:
    """Tell whether two figures share a row, or a column when going up and down."""
    if upright:
        return one.left() < other.right() and other.left() < one.right()
    return one.top() < other.bottom() and other.top() < one.bottom()
