"""The palette (Ctrl+K): commands and found records behind one line of text."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.ui.shell.commands import Command, SearchProvider, matching
from desktop_app.ui.theme import Tone, Type, follow_look, look
from desktop_app.ui.theme.metrics import CARD_RADIUS
from desktop_app.ui.widgets.command_row import CommandRow
from desktop_app.ui.widgets.painted import plate
from desktop_app.ui.widgets.text import Text

_WIDTH, _TOP, _ROWS = 560, 72, 12
_INNER = 8
_NOTHING = "Ничего не нашлось"


class Palette(QFrame):
    """Floats over the window; what is typed filters commands and asks the search providers.

    Closes on Esc, on a choice and when the focus leaves it; the focus then returns where it was.
    """

    def __init__(self, over: QWidget, commands: Callable[[], Sequence[Command]]) -> None:
        """Float over a window; `commands` is asked anew each time the palette opens."""
        super().__init__(over)
        self._over, self._source = over, commands
        self._providers: list[SearchProvider] = []
        self._known: Sequence[Command] = ()
        self._found: list[Command] = []
        self._token = self._awaited = 0
        self._came_from: QWidget | None = None
        self._edit = QLineEdit(placeholderText="Команда, номер, адрес, телефон, фамилия")
        self._edit.setAccessibleName("Команда или поиск")
        self._list = QListWidget()
        self._list.setAccessibleName("Найдено")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(CommandRow(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = Text(_NOTHING, Type.CELL, Tone.MUTED)
        self._none.setContentsMargins(_INNER, 0, _INNER, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INNER, _INNER, _INNER, _INNER)
        column.setSpacing(_INNER)
        column.addWidget(self._edit)
        column.addWidget(self._list)
        column.addWidget(self._none)
        self._edit.textChanged.connect(self._search)
        self._edit.installEventFilter(self)
        self._list.itemClicked.connect(lambda _: self._run())
        self.hide()
        follow_look(self._place)

    def add_provider(self, provider: SearchProvider) -> None:
        """Ask this provider as well whenever two letters or more are typed."""
        self._providers.append(provider)

    @property
    def titles(self) -> list[str]:
        """What is offered now, from top to bottom."""
        return [command.title for command in self._shown()]

    def open_palette(self) -> None:
        """Open with an empty line and all commands."""
        window = self._over.window()
        self._came_from = window.focusWidget()
        self._known = tuple(self._source())
        self._edit.clear()
        self._search("")
        self.show()
        self.raise_()
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Close and give the focus back."""
        if not self.isHidden():
            self._token += 1
            self.hide()
            if self._came_from is not None:
                self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            self._came_from = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows, Enter and Esc act while the line has the focus."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key())) or super().eventFilter(watched, event)
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self._came_from = None
            self.close_palette()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the popup's plate: surface and a control border, no shadow."""
        painter = QPainter(self)
        plate(painter, self.rect(), CARD_RADIUS, look().theme.surface, look().theme.field)
        painter.end()

    def _key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            count = max(self._list.count(), 1)
            self._list.setCurrentRow((self._list.currentRow() + steps[key]) % count)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key is Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _run(self) -> None:
        place, shown = self._list.currentRow(), self._shown()
        if 0 <= place < len(shown):
            self.close_palette()
            shown[place].run()

    def _search(self, typed: str) -> None:
        self._token += 1
        self._found = []
        asks = len(typed.strip()) > 1
        self._awaited = len(self._providers) if asks else 0
        self._fill()
        if asks:
            for provider in self._providers:
                provider(typed, partial(self._deliver, self._token))

    def _deliver(self, token: int, found: Sequence[Command]) -> None:
        """Add what was found below what stands there: no row moves under the highlight."""
        if token == self._token:
            self._found += found
            self._awaited -= 1
            self._fill(max(self._list.currentRow(), 0))

    def _shown(self) -> list[Command]:
        return [*matching(self._known, self._edit.text()), *self._found]

    def _fill(self, row: int = 0) -> None:
        self._list.clear()
        for command in self._shown():
            item = QListWidgetItem(command.title)
            item.setData(Qt.ItemDataRole.UserRole, command)
            self._list.addItem(item)
        self._none.setVisible(not self._list.count() and not self._awaited)
        self._list.setVisible(bool(self._list.count()))
        self._list.setCurrentRow(row)
        self._place()

    def _place(self) -> None:
        metrics = look().metrics
        rows = min(max(self._list.count(), 1), _ROWS)
        width = min(metrics.px(_WIDTH), self._over.width() - 2 * _INNER)
        height = metrics.field + rows * metrics.nav_item + 3 * _INNER
        top = min(metrics.px(_TOP), max(0, (self._over.height() - height) // 2))
        corner = ((self._over.width() - width) // 2, top)
        self.setGeometry(QRect(*corner, width, height).intersected(self._over.rect()))

    def sizeHint(self) -> QSize:
        """Return the size it has; the palette places itself."""
        return self.size()
