"""«Сегодня» and «Обзвон» in a real window over a real file, driven by keys, at a set time."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.tickets import StatusChange, TicketRow
from desktop_app.services.office import Office
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.callbacks.page import CallbacksPage
from desktop_app.ui.pages.today.page import TodayPage
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Page, PageFactory
from desktop_app.ui.state import State
from tests.services.fixtures import HandClock, new_ticket
from tests.ui.keyboard import NONE, press, type_text

MORNING = dt.datetime(2026, 11, 24, 9, 41)


class Cards(Page):
    """Stands for «Обращения»: remembers which cards were asked for."""

    def __init__(self) -> None:
        """Nothing was asked for yet."""
        super().__init__()
        self.opened: list[int] = []

    def open_record(self, record_id: int) -> None:
        """Remember a card."""
        self.opened.append(record_id)


class DayDesk:
    """An office and its window; the window opens with `show`, after a test has made its tickets."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Open an office whose clock stands at a Tuesday morning."""
        self._qtbot = qtbot
        self.clock = HandClock(MORNING)
        self.office = Office.open(folder / "office.sqlite", now=self.clock)
        self.office.clerks.sit(self.office.clerks.add("Лапина Ирина").id)
        self.jobs = Jobs(on_thread_end=self.office.close)
        state = State.at(folder / "window.ini")
        self.tools = Tools(self.office, self.jobs, ChangesHub(), Dialogs(state), state)
        self.tools.hub.announced.connect(self.office.on_changes)
        self.failures: list[object] = []
        self.counts: dict[str, int] = {}
        factories = [
            PageFactory("today", "Сегодня", "today", self._today),
            PageFactory("tickets", "Обращения", "list", Cards),
            PageFactory("callbacks", "Обзвон", "phone", self._callbacks),
        ]
        tools = self.tools
        self.window = MainWindow(factories, self.jobs, tools.hub, tools.dialogs, state)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 690)

    def show(self, key: str) -> None:
        """Show the window with one section in front."""
        self.window.show()
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        self.window.show_page(key)
        self.settle()

    def close(self) -> None:
        """End window and lanes, once the short timers of lists have run."""
        self.window.hide()
        self._qtbot.wait(150)
        self.until(lambda: self.jobs.idle)
        assert self.jobs.shutdown(5.0)
        self.office.close()

    @property
    def today(self) -> TodayPage:
        """The section «Сегодня»."""
        page = self.window.page("today")
        assert isinstance(page, TodayPage)
        return page

    @property
    def callbacks(self) -> CallbacksPage:
        """The section «Обзвон»."""
        page = self.window.page("callbacks")
        assert isinstance(page, CallbacksPage)
        return page

    @property
    def cards(self) -> Cards:
        """The neighbour that shows cards."""
        page = self.window.page("tickets")
        assert isinstance(page, Cards)
        return page

    @property
    def words(self) -> str:
        """The left of the status line."""
        return self.window.status.left

    def settle(self) -> None:
        """Wait until the lanes are idle and the short timers of lists have run."""
        for _ in range(2):
            self._qtbot.wait(100)
            self._qtbot.waitUntil(lambda: self.jobs.idle, timeout=10_000)
        active = QApplication.activeModalWidget() or self.window
        if not active.isActiveWindow():
            # The offscreen platform has no window manager to give the focus back after a sheet.
            active.activateWindow()
            self._qtbot.waitUntil(active.isActiveWindow)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        self._qtbot.waitUntil(true, timeout=10_000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is, and let the program answer."""
        press(self.focus(), key, modifiers)
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

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus is called `name` (the beginning of it)."""
        for _ in range(40):
            if self.focus().accessibleName().startswith(name):
                return
            press(self.focus(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches «{name}»")

    def row(self, ticket: int) -> TicketRow:
        """Return what is stored of a ticket."""
        return self.office.tickets.card(ticket).row

    def done_tickets(self, count: int) -> list[int]:
        """Return tickets done one minute after another: the order of the queue."""
        made = []
        for flat in range(count):
            made.append(new_ticket(self.office, premise=str(flat + 1)))
            self.office.tickets.set_status(made[-1], StatusChange(TicketStatus.DONE))
            self.clock.forward(minutes=1)
        return made

    def _today(self) -> TodayPage:
        page = TodayPage(self.tools)
        page.failed.connect(self.failures.append)
        page.counts_changed.connect(self.counts.update)
        page.counts_changed.connect(self.window.set_counts)
        return page

    def _callbacks(self) -> CallbacksPage:
        page = CallbacksPage(self.tools)
        page.failed.connect(self.failures.append)
        page.counts_changed.connect(self.counts.update)
        return page
