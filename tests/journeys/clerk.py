"""A clerk who has no mouse: presses keys, types Russian, and counts the keys."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.jobs import Lane
from desktop_app.ui.pages.settings.import_screen import ImportScreen
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.pages.tickets.page import TicketsPage
from desktop_app.ui.workplace import Workplace
from tests.ui.waiting import held

_NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


class ClerkAtKeys:
    """Sends keys to whatever has the focus; `strokes` counts keys that are not typed content."""

    def __init__(self, qtbot: QtBot, workplace: Workplace) -> None:
        """Sit before a window."""
        self._qtbot, self.workplace = qtbot, workplace
        self.window = workplace.window
        self.strokes = 0

    @property
    def tickets(self) -> TicketsPage:
        """The section of tickets, in front or not."""
        page = self.window.page("tickets")
        assert isinstance(page, TicketsPage)
        return page

    @property
    def settings(self) -> SettingsPage:
        """The section of settings, in front or not."""
        page = self.window.page("settings")
        assert isinstance(page, SettingsPage)
        return page

    @contextmanager
    def held(self, lane: Lane = Lane.READ) -> Iterator[None]:
        """Work while a lane waits for the base, which another program holds; then it answers."""
        with held(self.workplace.jobs, lane):
            yield
        self.wait()

    def wait(self) -> None:
        """Wait until every lane has answered and nothing more was asked."""
        for _ in range(3):
            self._qtbot.wait(100)
            self._qtbot.waitUntil(lambda: self.workplace.jobs.idle, timeout=60_000)
        front = QApplication.activeModalWidget() or self.window
        if not front.isActiveWindow() and QApplication.activePopupWidget() is None:
            # The offscreen platform has no window manager to give the focus back after a sheet.
            front.activateWindow()
            self._qtbot.wait(20)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        self._qtbot.waitUntil(true, timeout=60_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press one key."""
        self.strokes += 1
        QTest.keyClick(self.focus(), key, modifier)
        self.wait()

    def alt(self, letter: str) -> None:
        """Press Alt with a Cyrillic letter, which QTest's own click has no key for."""
        self.strokes += 1
        key = Qt.Key(ord(letter.upper()))
        QTest.sendKeyEvent(QTest.KeyAction.Click, self.focus(), key, letter, ALT)
        # A button pressed by its letter stays down for a tenth of a second.
        self._qtbot.wait(150)
        self.wait()

    def type(self, text: str) -> None:
        """Type content letter by letter, in any alphabet."""
        for letter in text:
            widget = self.focus()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, _NONE, letter))
        self.wait()

    def enter(self, *contents: str) -> None:
        """Type into field after field, each left with Enter."""
        for content in contents:
            self.type(content)
            self.press(Qt.Key.Key_Return)

    def begin_call(self, house: str = "лен 12") -> None:
        """Press Ins and choose a house of the book by its letters."""
        self.press(Qt.Key.Key_Insert)
        self.enter(house)

    def hear_call(self, said: str) -> None:
        """Type what the caller says from field to field: flat, phone, name, topic, the words."""
        self.enter("45", "89005551863", "Соколова Вера Андреевна", "нет отоп")
        self.type(said)

    def take_call(self, said: str) -> None:
        """Type a whole call of the first house; it is not written yet."""
        self.begin_call()
        self.hear_call(said)

    def choose_houses(self, path: Path) -> ImportScreen:
        """Open the settings, press «Загрузить дома…», answer with a file and wait for its lines."""
        self.window.show_page("settings")
        self.wait()
        self.workplace.tools.dialogs.answer_next(path)
        self.settings.files.houses.setFocus(Qt.FocusReason.TabFocusReason)
        self.press(Qt.Key.Key_Space)
        screen = self.settings.imports
        self.until(lambda: not screen.note.busy)
        self.wait()
        return screen

    def command(self, words: str) -> None:
        """Do what the palette offers under these words."""
        self.press(Qt.Key.Key_K, CTRL)
        self.type(words)
        self.press(Qt.Key.Key_Return)

    def correct_address(self, words: str) -> None:
        """Open «Изменить обращение», type another address over the one there, save."""
        self.command("изменить обращение")
        self.alt("а")
        self.press(Qt.Key.Key_A, CTRL)
        self.enter(words)
        self.press(Qt.Key.Key_Return, CTRL)

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus is called `name`."""
        for _ in range(40):
            if self.focus().accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches «{name}»")

    def focus(self) -> QWidget:
        """Return what hears the keys: an open menu, what has the focus, else the active window."""
        menu = QApplication.activePopupWidget()
        return menu or QApplication.focusWidget() or QApplication.activeWindow() or self.window
