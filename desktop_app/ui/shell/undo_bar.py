"""The undo bar: what was done and «Отменить», ten seconds at the bottom of the window."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.theme import Type, colour, look
from desktop_app.ui.theme.metrics import CARD_RADIUS
from desktop_app.ui.widgets.bars import Footer
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.painted import baseline, plate, write

SECONDS = 10
_FLOAT, _ABOVE_FOOT = 20, 8
_WORD = "Отменить"
_MORE_GAP = 14


class UndoBar(QWidget):
    """An ink bar over the bottom centre of its parent; the whole bar is the button.

    Where the offer has a next step, its word at the right end is a button of its own. It floats
    above the foot of the form or list in front: what is pressed last is never under it.
    It takes no focus: Ctrl+Z of the window acts while the bar is shown. `undone` follows an undo.
    """

    undone = Signal()

    def __init__(self, over: QWidget) -> None:
        """Float over a widget."""
        super().__init__(over)
        self._over = over
        self._offer: UndoOffer | None = None
        self._left = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count_down)
        # What comes to the front takes the focus; its foot is laid out by the next turn of events.
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._place)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusObjectChanged.connect(self._front_changed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        over.installEventFilter(self)

    @property
    def active(self) -> bool:
        """Tell whether something can be undone now."""
        return self._offer is not None

    def offer(self, offer: UndoOffer) -> None:
        """Show what was done; an earlier offer is replaced."""
        self._offer, self._left = offer, SECONDS
        self.setAccessibleName(f"{offer.text}. {_WORD}: Ctrl+Z")
        self._tick.start()
        self._place()
        self.show()
        self.raise_()
        self._again.start()
        self.update()

    def undo(self) -> None:
        """Take the last thing back, once."""
        offer = self._offer
        self.dismiss()
        if offer is not None:
            offer.undo()
            self.undone.emit()

    def follow(self) -> None:
        """Take the next step, once; what was done stays done."""
        more = self._offer.more if self._offer is not None else None
        self.dismiss()
        if more is not None:
            more.act()

    def dismiss(self) -> None:
        """Put the bar away; what was done stays done."""
        self._offer = None
        self._tick.stop()
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the size round the words."""
        fonts, metrics = look().fonts, look().metrics
        text = fonts.width(Type.BODY, self._offer.text if self._offer else "")
        words = fonts.width(Type.BODY_BOLD, _WORD) + fonts.width(Type.BODY, "00 с")
        width = round(text + words + metrics.px(66) + self._more_width())
        return QSize(width, metrics.undo_bar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre when the parent changes size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Undo, or take the next step when its word is pressed."""
        if event.position().x() >= self.width() - self._more_width():
            self.follow()
        else:
            self.undo()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ink ground, words, the underlined verb and the seconds left."""
        if self._offer is None:
            return
        dress, painter = look(), QPainter(self)
        theme, px = dress.theme, dress.metrics.px
        plate(painter, self.rect(), CARD_RADIUS, theme.ink)
        base = baseline(0, self.height(), Type.BODY)
        room = self.sizeHint().width() - self.width()
        text = self._offer.text
        if room > 0:
            width = dress.fonts.width(Type.BODY, text) - room
            text = dress.fonts.metrics(Type.BODY).elidedText(
                text, Qt.TextElideMode.ElideRight, width
            )
        end = write(painter, px(16), base, text, Type.BODY, theme.surface)
        start = end + px(24)
        end = write(painter, start, base, _WORD, Type.BODY_BOLD, theme.surface)
        painter.fillRect(round(start), base + 3, round(end - start), 1, colour(theme.surface))
        write(painter, end + px(9), base, f"{self._left} с", Type.BODY, theme.surface)
        if self._offer.more is not None:
            start = self.width() - self._more_width() + px(_MORE_GAP)
            word = self._offer.more.word
            end = write(painter, start, base, word, Type.BODY_BOLD, theme.surface)
            painter.fillRect(round(start), base + 3, round(end - start), 1, colour(theme.surface))
        painter.end()

    def _more_width(self) -> int:
        """Return the room of the next step's word with the air round it, 0 without one."""
        if self._offer is None or self._offer.more is None:
            return 0
        word = look().fonts.width(Type.BODY_BOLD, self._offer.more.word)
        return round(word + look().metrics.px(2 * _MORE_GAP))

    def _count_down(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.dismiss()
        else:
            self._place()
        self.update()

    def _front_changed(self, _focus: QObject | None) -> None:
        if self.active:
            self._again.start()

    def _place(self) -> None:
        size = self.sizeHint().boundedTo(QSize(self._over.width() - 2 * _FLOAT, 1000))
        left = (self._over.width() - size.width()) // 2
        place = QRect(QPoint(left, self._over.height() - size.height() - _FLOAT), size)
        for foot in sorted(self._feet(), key=QRect.bottom, reverse=True):
            if foot.intersects(place):
                place.moveBottom(foot.top() - 1 - _ABOVE_FOOT)
        self.setGeometry(place)
        self.raise_()

    def _feet(self) -> Iterator[QRect]:
        """Yield where feet and buttons stand in the lower half; what scrolls can be scrolled."""
        for widget in (*self._over.findChildren(Footer), *self._over.findChildren(Button)):
            if widget.isVisible() and not _scrolls(widget, self._over):
                rect = QRect(widget.mapTo(self._over, QPoint(0, 0)), widget.size())
                if rect.top() > self._over.height() // 2:
                    yield rect


def _scrolls(widget: QWidget, top: QWidget) -> bool:
    """Tell whether a widget is inside an area that scrolls."""
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False
