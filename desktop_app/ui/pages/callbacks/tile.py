"""A big button of the callback page: key digit, outcome, what follows from it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QSizePolicy

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.theme import Tint, Tone, Type, colour, look
from desktop_app.ui.theme.metrics import CARD_RADIUS, FIELD_RADIUS
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.painted import baseline, draw_icon, plate, write
from desktop_app.ui.widgets.painted_button import PaintedButton

_PAD, _SQUARE, _GAP, _LINE_GAP = 13, 28, 12, 13


@dataclass(frozen=True, slots=True)
class Face:
    """What a tile shows; a disabled one says in its words why it cannot be chosen."""

    digit: str
    title: str
    words: str
    icon: str
    tone: TicketStatus | Tone
    enabled: bool = True


class OutcomeTile(PaintedButton):
    """84 px high at the default size, higher when its words need a second line."""

    def __init__(self, face: Face) -> None:
        """Show a face; Enter presses as the space bar does."""
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._marked = False
        self.set_face(face)

    @property
    def face(self) -> Face:
        """What is shown."""
        return self._face

    def set_face(self, face: Face) -> None:
        """Show another face."""
        self._face = face
        self.setText(face.title)
        self.setEnabled(face.enabled)
        self.setAccessibleName(f"{face.digit}. {face.title}: {face.words}")
        self.updateGeometry()
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Show that this outcome waits for the remark."""
        self._marked = marked
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell the layout that a narrow tile is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height with the words wrapped at a width."""
        px = look().metrics.px
        return 2 * px(_PAD) + px(_SQUARE) + px(_LINE_GAP) + round(self._words_height(width))

    def sizeHint(self) -> QSize:
        """Return the width of the design and the height at it."""
        width = look().metrics.px(328)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Bear the title beside its digit; the icon and the length of the words give way."""
        px = look().metrics.px
        title = round(look().fonts.width(Type.SUBJECT, self._face.title))
        width = 2 * px(_PAD) + px(_SQUARE) + px(_GAP) + title
        return QSize(width, self.heightForWidth(self.sizeHint().width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press once, however long the key is held."""
        if not event.isAutoRepeat():
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw plate, digit, title, icon and words."""
        dress, painter = look(), QPainter(self)
        theme, px = dress.theme, dress.metrics.px
        tint = self._tint()
        plate(painter, self.rect(), CARD_RADIUS, tint.ground, tint.text, self._frame())
        if self.hasFocus():
            plate(painter, self.rect(), CARD_RADIUS, "", theme.link, 2)
        pad, square = px(_PAD), px(_SQUARE)
        self._draw_digit(painter, QRectF(pad, pad, square, square), tint)
        left = pad + square + px(_GAP)
        ink = theme.ink if self.isEnabled() else theme.muted
        base = baseline(pad, square, Type.SUBJECT)
        end = write(painter, left, base, self._face.title, Type.SUBJECT, ink)
        side = dress.metrics.icon
        place = self.width() - pad - side
        if place > end + px(4):
            top = pad + (square - side) / 2
            draw_icon(painter, self, self._face.icon, tint.text, (place, top, side))
        painter.setFont(dress.fonts[Type.CELL])
        painter.setPen(colour(ink))
        top = pad + square + px(_LINE_GAP)
        room = QRectF(pad, top, self.width() - 2 * pad, self.height() - top)
        painter.drawText(room, self._face.words, _wrapping())
        painter.end()

    def _draw_digit(self, painter: QPainter, box: QRectF, tint: Tint) -> None:
        dress = look()
        plate(painter, box, FIELD_RADIUS, dress.theme.surface, tint.text)
        width = dress.fonts.width(Type.SUBJECT, self._face.digit)
        base = baseline(box.top(), box.height(), Type.SUBJECT)
        left = box.left() + (box.width() - width) / 2
        write(painter, left, base, self._face.digit, Type.SUBJECT, tint.text)

    def _frame(self) -> int:
        pressed = self.isDown() or self._marked
        return 2 if pressed or (self.underMouse() and self.isEnabled()) else 1

    def _tint(self) -> Tint:
        tone = self._face.tone if self.isEnabled() else Tone.MUTED
        return Pill("", "", tone).tint(look().theme)

    def _words_height(self, width: int) -> float:
        metrics, pad = look().fonts.metrics(Type.CELL), look().metrics.px(_PAD)
        room = QRectF(0, 0, max(width - 2 * pad, 1), 10_000)
        flags = Qt.TextFlag.TextWordWrap
        return max(metrics.boundingRect(room, flags, self._face.words).height(), metrics.height())


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    return option
