"""The status line: what is shown at the left, saved and backup at the right."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent

from desktop_app.ui.theme import Type, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.painted import bar, baseline, elided, write
from desktop_app.ui.widgets.panes import Pane


class StatusLine(Pane):
    """One line of muted text at both ends; the left one gives way."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(canvas=True)
        self._left, self._right = "", ""
        follow_look(self._relook)

    @property
    def left(self) -> str:
        """What is shown at the left."""
        return self._left

    def set_left(self, text: str) -> None:
        """Say what is shown: «Показано 124 из 3 518 · просрочено 7 · выбрано 3»."""
        self._left = text
        self._tell()

    def set_right(self, text: str) -> None:
        """Say what is safe: «Сохранено 09:41 · копия базы сегодня 08:00»."""
        self._right = text
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline and both texts."""
        super().paintEvent(event)
        painter = QPainter(self)
        bar(painter, QRect(0, 0, self.width(), 1), look().theme.hairline)
        if self._left or self._right:
            self._write(painter)
        painter.end()

    def _write(self, painter: QPainter) -> None:
        dress, role = look(), Type.CELL
        base, muted = baseline(1, self.height() - 1, role), dress.theme.muted
        right = dress.fonts.width(role, self._right)
        write(painter, self.width() - MARGIN - right, base, self._right, role, muted)
        left = elided(self._left, role, self.width() - 2 * MARGIN - right - MARGIN)
        write(painter, MARGIN, base, left, role, muted)

    def _tell(self) -> None:
        self.setAccessibleName(" · ".join(part for part in (self._left, self._right) if part))
        self.update()

    def _relook(self) -> None:
        self.setFixedHeight(look().metrics.status_line)
