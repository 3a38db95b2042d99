"""A card on the canvas: a surface with a hairline round it, a head, and what it holds."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import look
from desktop_app.ui.theme.metrics import CARD_RADIUS, MARGIN
from desktop_app.ui.widgets.painted import plate

_AIR, _GAP, _BETWEEN = 12, 6, 12


class Card(QWidget):
    """Holds widgets one under another; the last one takes what height is left."""

    def __init__(self, *items: QWidget | QLayout, air: int = _AIR) -> None:
        """Hold items; `air` is above the first and under the last."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        body = QVBoxLayout(self)
        body.setContentsMargins(MARGIN, air, MARGIN, air)
        body.setSpacing(_GAP)
        for item in items:
            if isinstance(item, QLayout):
                body.addLayout(item)
            else:
                body.addWidget(item)
        body.setStretch(len(items) - 1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and its hairline."""
        painter, theme = QPainter(self), look().theme
        plate(painter, self.rect(), CARD_RADIUS, theme.surface, theme.hairline)
        painter.end()


class Pair(QWidget):
    """Two cards side by side in parts of a hundred, one under another where that is too narrow."""

    def __init__(self, left: QWidget, right: QWidget, parts: tuple[int, int]) -> None:
        """Hold two cards."""
        super().__init__()
        self._cards = (left, right)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BETWEEN)
        for card, part in zip(self._cards, parts, strict=True):
            self._row.addWidget(card, part)

    def minimumSizeHint(self) -> QSize:
        """Bear the wider of the two alone."""
        width = max(card.minimumSizeHint().width() for card in self._cards)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction."""
        super().resizeEvent(event)
        least = sum(card.minimumSizeHint().width() for card in self._cards) + _BETWEEN
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if self.width() >= least else way.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self.updateGeometry()
