"""One line of the left column: a list of the day with its count."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.core.text import DASH, number
from desktop_app.ui.theme import Tone, Type, colour, look
from desktop_app.ui.theme.metrics import FIELD_RADIUS, MARGIN, MARK_WIDTH
from desktop_app.ui.widgets.painted import baseline, focus_ring, write

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class GroupRow(QAbstractButton):
    """A word at the left, its count at the right; the current one stands on soft selection.

    `stepped(±1)` for the arrows, `entered` for Enter and Right: into the list itself.
    """

    stepped = Signal(int)
    entered = Signal()

    def __init__(self, key: str, title: str, *, tone: Tone = Tone.MUTED, opens: bool) -> None:
        """`tone` colours a count that is not zero; with `opens` the row opens another section."""
        super().__init__()
        self.key, self._tone, self._opens = key, tone, opens
        self._count = 0
        self.setText(title)
        self.setCheckable(not opens)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    @property
    def count(self) -> int:
        """The count shown."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show another count; nothing reads «—»."""
        self._count = count
        self.setAccessibleName(f"{self.text()}: {number(count) if count else 'нет'}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of word and count."""
        fonts = look().fonts
        width = fonts.width(Type.BODY_BOLD, self.text()) + fonts.width(Type.BODY_BOLD, "00 000")
        return QSize(round(width) + 2 * MARGIN, look().metrics.nav_item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the neighbour, or into the list."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, mark, word and count."""
        dress, painter = look(), QPainter(self)
        theme, rect = dress.theme, self.rect()
        current = self.isChecked()
        ink = theme.on_soft if current else theme.ink
        if current:
            painter.fillRect(rect, colour(theme.soft))
            painter.fillRect(QRect(0, 0, MARK_WIDTH, rect.height()), colour(theme.link))
        elif self.underMouse():
            painter.fillRect(rect, colour(theme.hover))
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(1, 1, -1, -1), FIELD_RADIUS)
        role = Type.BODY_BOLD if current else Type.BODY
        base = baseline(0, rect.height(), role)
        word = theme.link if self._opens and self._count else ink
        write(painter, MARGIN, base, self.text(), role, word)
        shown = number(self._count) if self._count else DASH
        left = rect.width() - MARGIN - dress.fonts.width(role, shown)
        write(painter, left, base, shown, role, self._count_ink(ink))
        painter.end()

    def _count_ink(self, ink: str) -> str:
        theme = look().theme
        if self.isChecked() and (theme.outlined or self._tone is Tone.MUTED):
            return ink
        return theme.text_of(self._tone if self._count else Tone.MUTED)
