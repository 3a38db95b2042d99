"""A card with somebody's words: a small caption, and the words under it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.text import counted, one_line, or_dash
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.theme.metrics import CARD_RADIUS
from desktop_app.ui.widgets.painted import plate
from desktop_app.ui.widgets.panes import column
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.tips import plain_tip

_PAD, _AIR = 13, 8
_MOST = 240


class WordsCard(QWidget):
    """Long words end with «…»: the whole is in the tooltip and on the ticket's card."""

    def __init__(self, caption: str) -> None:
        """Name the words."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._words = Paragraph("")
        inner = column(Text(caption, Type.CAPTION, Tone.MUTED), self._words, None, space=4)
        inner.setContentsMargins(_PAD, _AIR, _PAD, _AIR)
        self.setLayout(inner)

    def set_words(self, words: str) -> None:
        """Show other words."""
        whole = one_line(words)
        self._words.set_text(or_dash(shortened(whole)))
        self.setToolTip(plain_tip(whole) if len(whole) > _MOST else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline round the card."""
        painter, theme = QPainter(self), look().theme
        plate(painter, self.rect(), CARD_RADIUS, theme.surface, theme.hairline)
        painter.end()


def shortened(words: str) -> str:
    """Return text no longer than a card bears, cut at a space, with how much is left out."""
    if len(words) <= _MOST:
        return words
    head = words[:_MOST].rsplit(" ", 1)[0].rstrip(",.;:- ")
    left = counted(len(words) - len(head), "знак", "знака", "знаков")
    return f"{head}… (ещё {left}, Enter — карточка)"
