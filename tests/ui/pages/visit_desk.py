"""The section «Выезды» in a real window over a real file, driven by keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.records.inspections import InspectionCard, InspectionDraft
from desktop_app.services.office import Office
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.page import VisitsPage
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Page, PageFactory, UndoOffer
from desktop_app.ui.state import State
from tests.ui.keyboard import NONE, press, type_text

_LIST_PAUSE_MS = 80


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


class VisitDesk:
    """A window with the section and an empty neighbour; keys go to what has the focus."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Open an office in a folder and its window at 1366×690."""
        self._qtbot = qtbot
        self.folder = folder
        self.office = Office.open(folder / "office.sqlite")
        self.office.clerks.sit(self.office.clerks.add("Лапина Ирина").id)
        self.jobs = Jobs(on_thread_end=self.office.close)
        state = State.at(folder / "window.ini")
        self.dialogs = Dialogs(state)
        self.tools = Tools(self.office, self.jobs, ChangesHub(), self.dialogs, state)
        self.opener = Opened()
        self.undo: list[UndoOffer] = []
        self.failures: list[object] = []
        self.window = MainWindow(
            [
                PageFactory("visits", "Выезды", "document", self._build),
                PageFactory("other", "Другое", "list", Page),
            ],
            self.jobs,
            self.tools.hub,
            self.dialogs,
            state,
            clerk="Лапина Ирина",
            first="visits",
        )
        qtbot.addWidget(self.window)
        self.window.resize(1366, 690)
        self.window.show()
        self.window.start()
        self.settle()

    def _build(self) -> VisitsPage:
        page = VisitsPage(self.tools, self.opener)
        page.undo_offered.connect(self.undo.append)
        page.failed.connect(self.failures.append)
        return page

    @property
    def page(self) -> VisitsPage:
        """The page under test."""
        page = self.window.page("visits")
        assert isinstance(page, VisitsPage)
        return page

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
            self._qtbot.wait(4)
            self._qtbot.waitUntil(lambda: self.jobs.idle, timeout=10_000)
        active = QApplication.activeModalWidget() or self.window
        if not active.isActiveWindow():
            # The offscreen platform has no window manager to give the focus back after a sheet.
            active.activateWindow()
            self._qtbot.waitUntil(active.isActiveWindow)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        self._qtbot.waitUntil(true, timeout=10_000)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the focus is."""
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
        """Return what has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def sheet(self) -> QDialog:
        """Return the open sheet."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus is called `name`."""
        for _ in range(40):
            if self.focus().accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches «{name}»")

    def plan(self, draft: InspectionDraft) -> int:
        """Put a visit into the office and open it."""
        visit = self.office.inspections.plan(draft).id
        self.page.open_record(visit)
        self.settle()
        return visit

    def card(self, visit: int) -> InspectionCard:
        """Return what is stored of a visit."""
        return self.office.inspections.card(visit)

    def stored(self) -> None:
        """Store what is typed without waiting for the pause."""
        self.page.visit.keeper.flush(lambda _saved: None)
        self.stored_by_itself()

    def stored_by_itself(self) -> None:
        """Wait until the program has stored everything typed."""
        self.until(lambda: not self.page.visit.keeper.dirty)

    def words(self) -> str:
        """Return the left of the status line."""
        return self.window.status.left

    def shown(self, text: str) -> QAbstractButton:
        """Return the visible button with these words."""
        found = [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible() and button.text().replace("&", "") == text
        ]
        assert len(found) == 1, text
        return found[0]
