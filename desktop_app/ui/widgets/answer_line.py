"""The line with an answer out of the knowledge base, on quiet fill."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Type, colour, follow_look, look
from desktop_app.ui.theme.metrics import CARD_RADIUS, FIELD_RADIUS
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.painted import baseline, draw_icon, focus_ring, plate, write
from desktop_app.ui.widgets.painted_button import PaintedButton
from desktop_app.ui.widgets.tips import plain_tip

_TEXT_LEFT, _ICON_LEFT, _RIGHT, _PAD = 30, 11, 11, 4
# The link stands under the words where they would be cut: with larger type, or to little of them.
_TWO_LINES, _LEAST_WORDS = 1.15, 240
_CENTRED = Qt.AlignmentFlag.AlignVCenter


class _Words(PaintedButton):
    """One line that elides; pressing it opens what it names."""

    def __init__(self) -> None:
        super().__init__()
        self.plain, self._tail = "", ""
        self._key_at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def whole(self) -> str:
        """The words with their tail, empty before there are any."""
        return f"{self.plain}{self._tail}"

    def set_words(self, words: str, tail: str, *, opens: bool) -> None:
        """Show words; `&` before a letter gives Alt+letter while they open something."""
        self.plain, self._tail = words.replace("&", ""), tail
        self._key_at = words.find("&") if opens else -1
        self.setShortcut(QKeySequence.mnemonic(words) if opens else QKeySequence())
        self.setAccessibleName(self.whole or "Ответ по теме")
        self.updateGeometry()
        self.setEnabled(opens)
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the whole line."""
        width = look().fonts.width(Type.BODY, self.whole) + 2 * _PAD
        return QSize(round(width) + 2, look().metrics.field - 4)

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters."""
        return QSize(look().metrics.px(80), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits, underlined under the pointer."""
        dress, painter = look(), QPainter(self)
        fonts, elide = dress.fonts, Qt.TextElideMode.ElideRight
        room = self.width() - 2 * _PAD - fonts.width(Type.BODY, self._tail)
        cut = fonts.metrics(Type.BODY).elidedText(self.plain, elide, room)
        self.setToolTip(plain_tip(self.plain) if cut != self.plain else "")
        base = baseline(0, self.height(), Type.BODY)
        ink = dress.theme.ink if self.isEnabled() else dress.theme.muted
        end = write(painter, _PAD, base, cut, Type.BODY, ink)
        end = write(painter, end, base, self._tail, Type.BODY, ink)
        if self._key_at >= 0:
            left = _PAD + fonts.width(Type.BODY, self.plain[: self._key_at])
            wide = fonts.width(Type.BODY, self.plain[self._key_at])
            painter.fillRect(round(left), base + 2, round(wide), 1, colour(ink))
        if self.isEnabled() and self.underMouse():
            painter.fillRect(_PAD, base + 2, round(end) - _PAD, 1, colour(dress.theme.link))
        if self.hasFocus():
            focus_ring(painter, self.rect(), FIELD_RADIUS)
        painter.end()


class AnswerLine(QWidget):
    """Words with a book before them and a link at the right; `opened` when the words are pressed.

    `button` is the link. Words that open nothing are muted and out of the way of Tab.
    """

    opened = Signal()

    def __init__(self, words: str, verb: str) -> None:
        """Show an answer found; `&` in the words and in the verb gives their Alt+letter."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.words = _Words()
        self.button = Button(verb, Rank.LINK)
        self._inner = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._inner.addWidget(self.words, 1)
        self._inner.addWidget(self.button)
        self.words.clicked.connect(self.opened)
        self.set_words(words)
        follow_look(self._relook)

    def set_words(self, words: str, tail: str = "", *, opens: bool = True) -> None:
        """Name another answer, or say that there is none; the tail is never cut off."""
        self.words.set_words(words, tail, opens=opens)
        self._relook()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one line or two, as the words need at this width."""
        super().resizeEvent(event)
        self._relook()

    def text(self) -> str:
        """Return the words shown."""
        return self.words.whole

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the quiet fill and the book; a frame in high contrast."""
        dress, painter = look(), QPainter(self)
        theme = dress.theme
        plate(painter, self.rect(), CARD_RADIUS, theme.quiet, theme.ink if theme.outlined else "")
        side = dress.metrics.icon_small
        top = self.words.geometry().center().y() - (side - 1) / 2
        draw_icon(painter, self, "book", theme.link, (_ICON_LEFT, top, side))
        painter.end()

    def _relook(self) -> None:
        metrics = look().metrics
        tall = self._is_tall()
        direction = QBoxLayout.Direction
        self._inner.setDirection(direction.TopToBottom if tall else direction.LeftToRight)
        self._inner.setSpacing(0 if tall else 8)
        self._inner.setContentsMargins(_TEXT_LEFT, 4 if tall else 0, _RIGHT, 4 if tall else 0)
        self._inner.setAlignment(self.button, Qt.AlignmentFlag.AlignRight if tall else _CENTRED)
        self.setFixedHeight((2 * metrics.field if tall else metrics.field) + 8)

    def _is_tall(self) -> bool:
        metrics = look().metrics
        room = self.width() - _TEXT_LEFT - _RIGHT - 8 - self.button.sizeHint().width()
        fits = self.words.sizeHint().width() <= room
        return not fits and (metrics.scale > _TWO_LINES or room < metrics.px(_LEAST_WORDS))
