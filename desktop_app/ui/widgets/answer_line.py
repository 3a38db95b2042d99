"""The line with an answer out of the knowledge base, on quiet fill."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Type, follow_look, look
from desktop_app.ui.theme.metrics import CARD_RADIUS
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.painted import draw_icon, plate
from desktop_app.ui.widgets.text import Line

_TEXT_LEFT, _ICON_LEFT, _RIGHT = 34, 11, 11


class AnswerLine(QWidget):
    """Words with a book before them and a link at the right."""

    def __init__(self, words: str, verb: str) -> None:
        """Show an answer found; `button` is what to press."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.words = Line(words, Type.BODY)
        self.button = Button(verb, Rank.LINK)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(_TEXT_LEFT, 0, _RIGHT, 0)
        inner.addWidget(self.words, 1)
        inner.addWidget(self.button)
        follow_look(self._relook)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the quiet fill and the book; a frame in high contrast."""
        dress, painter = look(), QPainter(self)
        theme = dress.theme
        plate(painter, self.rect(), CARD_RADIUS, theme.quiet, theme.ink if theme.outlined else "")
        side = dress.metrics.icon_small
        draw_icon(painter, self, "book", theme.link, (_ICON_LEFT, (self.height() - side) / 2, side))
        painter.end()

    def _relook(self) -> None:
        self.setFixedHeight(look().metrics.field + 8)
