"""A text field with an icon at its left, and the search box made of it."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop_app.ui.theme import follow_look, look
from desktop_app.ui.widgets.painted import draw_icon

_ICON_LEFT, _TEXT_GAP = 8, 8
_SEARCH_WIDTH = 272
_PAUSE_MS = 150


class IconEdit(QLineEdit):
    """A line edit whose icon says what goes in."""

    def __init__(self, name: str, icon_name: str, parent: QWidget | None = None) -> None:
        """Show the icon; `name` is read to the blind."""
        super().__init__(parent)
        self._icon = icon_name
        self.setAccessibleName(name)
        follow_look(self._relook)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon over the field."""
        super().paintEvent(event)
        side, painter = look().metrics.px(15), QPainter(self)
        top = (self.height() - side) / 2
        draw_icon(painter, self, self._icon, look().theme.muted, (_ICON_LEFT, top, side))
        painter.end()

    def _relook(self) -> None:
        self.setTextMargins(_ICON_LEFT + look().metrics.px(15) + _TEXT_GAP - 5, 0, 0, 0)


class SearchBox(IconEdit):
    """Search in one list; `searched(text)` comes 150 ms after typing stopped, at once on Enter.

    Esc clears it; on an empty one Esc, and Down at any time, give `left`: the list takes the focus.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str, width: int = _SEARCH_WIDTH) -> None:
        """Say in the placeholder what can be found; `width` is the one at the default body size."""
        super().__init__("Поиск в списке", "search")
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._told, self._width = "", width
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(lambda _: self._pause.start())

    def sizeHint(self) -> QSize:
        """Return the width of the design."""
        return QSize(look().metrics.px(self._width), super().sizeHint().height())

    def begin(self, text: str) -> None:
        """Take the focus with a letter typed in the list; empty text selects what is there."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.setText(text)
        else:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, go at once, or hand over to the list."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)
