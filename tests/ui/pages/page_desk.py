"""A real window over a real file with the sections a test needs, driven by keys."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Page, PageFactory, UndoOffer
from desktop_app.ui.state import State
from tests.fresh import fresh_office
from tests.ui.keyboard import NONE, press, type_text

_LIST_PAUSE_MS = 150


class Opened(FileOpener):
    """Keeps what was asked to be opened."""

    def __init__(self) -> None:
        """Nothing was asked for yet."""
        self.files: list[Path] = []
        self.folders: list[Path] = []

    def open(self, path: Path) -> bool:
        """Remember a file."""
        self.files.append(path)
        return True

    def show(self, path: Path) -> bool:
        """Remember a file whose folder was asked for."""
        self.folders.append(path)
        return True


class PageDesk:
    """An office with one clerk and its window at 1366×690; keys go to what has the focus.

    `_pages` of a subclass names the sections, the first in front. `pause_ms` is how long the short
    timers of these sections run.
    """

    pause_ms = 4

    def __init__(self, qtbot: QtBot, folder: Path, now: clock.Clock = clock.now) -> None:
        """Open an office in a folder and make its window; `start` shows it."""
        self._qtbot = qtbot
        self.folder = folder
        self.office = fresh_office(folder / "office.sqlite", now)
        self.office.clerks.sit(self.office.clerks.add("Лапина Ирина").id)
        self.jobs = Jobs(on_thread_end=self.office.close)
        self.state = State.at(folder / "window.ini")
        self.dialogs = Dialogs(self.state)
        self.tools = Tools(self.office, self.jobs, ChangesHub(), self.dialogs, self.state)
        self.tools.hub.announced.connect(self.office.on_changes)
        self.opener = Opened()
        self.undo: list[UndoOffer] = []
        self.failures: list[object] = []
        pages = self._pages()
        self.window = MainWindow(pages, self.state, clerk="Лапина Ирина", first=pages[0].key)
        self.window.equip(self.jobs, self.tools.hub, self.dialogs)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 690)

    @abstractmethod
    def _pages(self) -> Sequence[PageFactory]:
        """Return the sections of the window."""

    def _watched(self, page: Page) -> None:
        """Keep what a page offers to take back and what it fails at."""
        page.undo_offered.connect(self.undo.append)
        page.failed.connect(self.failures.append)

    def start(self) -> None:
        """Show the window with its first section."""
        self.window.show()
        self.window.start()
        self.settle()

    def close(self) -> None:
        """End window and lanes, after what lists still want to ask."""
        self.window.hide()
        self._qtbot.wait(_LIST_PAUSE_MS)
        self._qtbot.waitUntil(lambda: self.jobs.idle, timeout=10_000)
        assert self.jobs.shutdown(5.0)
        self.office.close()

    def settle(self) -> None:
        """Wait until lanes and short timers are done and a window has the focus again."""
        for _ in range(3):
            self._qtbot.wait(self.pause_ms)
            self._qtbot.waitUntil(lambda: self.jobs.idle, timeout=10_000)
        active = QApplication.activeModalWidget() or self.window
        if not active.isActiveWindow() and QApplication.activePopupWidget() is None:
            # The offscreen platform has no window manager to give the focus back after a sheet.
            active.activateWindow()
            self._qtbot.waitUntil(active.isActiveWindow)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        self._qtbot.waitUntil(true, timeout=10_000)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the focus is, and let the program answer."""
        for _ in range(times):
            press(self.focus(), key, modifiers)
            self._qtbot.wait(1)
        self.settle()

    def type(self, text: str) -> None:
        """Type letter by letter where the focus is, also when the first letter moves it."""
        for letter in text:
            type_text(self.focus(), letter)
        self.settle()

    def focus(self) -> QWidget:
        """Return what hears the keys: an open menu, what has the focus, else the front window."""
        menu = QApplication.activePopupWidget()
        front = QApplication.activeModalWidget() or self.window
        return menu or QApplication.focusWidget() or front

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus is called `name`."""
        for _ in range(40):
            if self._is_called(self.focus(), name):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches «{name}»")

    @staticmethod
    def _is_called(widget: QWidget, name: str) -> bool:
        return widget.accessibleName() == name

    def sheet(self) -> QDialog:
        """Return the open sheet."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def status(self) -> str:
        """Return the left of the status line."""
        return self.window.status.left
