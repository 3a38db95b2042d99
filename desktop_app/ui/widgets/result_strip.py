"""The strip after a call was written down: number and term, large, to be read to the caller."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Tone, Type, colour, follow_look, look
from desktop_app.ui.widgets.painted import baseline, draw_icon, write
from desktop_app.ui.widgets.wrap_row import WrapRow

_CHECK_LEFT, _CHECK, _CHECK_GAP, _TEXT_LEFT, _GAP, _RIGHT = 17, 28, 10, 58, 36, 16


@dataclass(frozen=True, slots=True)
class Spoken:
    """A caption over what is read aloud; with `below` the value is 16 bold and a line follows."""

    caption: str
    value: str
    below: str = ""


class _Words(QWidget):
    """Caption over value."""

    def __init__(self, spoken: Spoken) -> None:
        super().__init__()
        self._spoken = spoken
        self.setAccessibleName(f"{spoken.caption}: {spoken.value} {spoken.below}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the room of the longest line."""
        fonts = look().fonts
        lines = (self._spoken.caption, self._spoken.below)
        width = max(fonts.width(Type.CELL, line) for line in lines)
        width = max(width, fonts.width(self._role(), self._spoken.value))
        return QSize(round(width) + 2, look().metrics.strip)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw two or three lines."""
        theme, painter = look().theme, QPainter(self)
        tint = theme.messages[Tone.GOOD].text
        third = self.height() / 3.9
        if self._spoken.below:
            top = (self.height() - 3 * third) / 2
            base = baseline(top, third, Type.CELL)
            write(painter, 0, base, self._spoken.caption, Type.CELL, tint)
            base = baseline(top + third, third, self._role())
            write(painter, 0, base, self._spoken.value, self._role(), theme.ink)
            base = baseline(top + 2 * third, third, Type.CELL)
            write(painter, 0, base, self._spoken.below, Type.CELL, tint)
        else:
            write(painter, 0, baseline(10, third, Type.CELL), self._spoken.caption, Type.CELL, tint)
            rest = self.height() - third - 12
            base = baseline(10 + third - 2, rest, self._role())
            write(painter, 0, base, self._spoken.value, self._role(), theme.ink)
        painter.end()

    def _role(self) -> Type:
        return Type.WORDMARK if self._spoken.below else Type.NUMBER_LARGE


class ResultStrip(QWidget):
    """On the good tint: a check, what to read, and the buttons that follow."""

    def __init__(self, spoken: Sequence[Spoken], tools: Sequence[QWidget]) -> None:
        """Show what was written down."""
        super().__init__()
        self.setAccessibleName(" ".join(words.value for words in spoken))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        items: list[QWidget | int | None] = []
        for words in spoken:
            items += [_Words(words), _GAP]
        items.append(None)
        for tool in tools:
            items += [tool, 8]
        self._inner = WrapRow(*items[:-1], space=0, air=8)
        self.setLayout(self._inner)
        follow_look(self._relook)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and check; a frame in high contrast."""
        dress, painter = look(), QPainter(self)
        tint = dress.theme.messages[Tone.GOOD]
        painter.fillRect(self.rect(), colour(tint.ground))
        if dress.theme.outlined:
            painter.fillRect(0, self.height() - 1, self.width(), 1, colour(tint.text))
        side = dress.metrics.px(_CHECK)
        place = (_CHECK_LEFT, (self.height() - side) / 2, side)
        draw_icon(painter, self, "check", tint.text, place)
        painter.end()

    def _relook(self) -> None:
        metrics = look().metrics
        left = max(_TEXT_LEFT, _CHECK_LEFT + metrics.px(_CHECK) + _CHECK_GAP)
        self._inner.setContentsMargins(left, 0, _RIGHT, 0)
        self.setMinimumHeight(metrics.strip)
