"""«Сегодня» and «Обзвон» in a real window over a real file, driven by keys, at a set time."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.tickets import StatusChange, TicketRow
from desktop_app.ui.pages.callbacks.page import CallbacksPage
from desktop_app.ui.pages.today.page import TodayPage
from desktop_app.ui.shell.page import Page, PageFactory
from tests.services.fixtures import HandClock, new_ticket
from tests.ui.pages.page_desk import PageDesk

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


class DayDesk(PageDesk):
    """The clock stands at a Tuesday morning; `show` opens the window, after a test's tickets."""

    pause_ms = 70
    hush_ms = 0

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Make the window."""
        self.clock = HandClock(MORNING)
        self.counts: dict[str, int] = {}
        super().__init__(qtbot, folder, self.clock)

    def _pages(self) -> Sequence[PageFactory]:
        return [
            PageFactory("today", "Сегодня", "today", self._today),
            PageFactory("tickets", "Обращения", "list", Cards),
            PageFactory("callbacks", "Обзвон", "phone", self._callbacks),
        ]

    @staticmethod
    def _is_called(widget: QWidget, name: str) -> bool:
        return widget.accessibleName().startswith(name)  # a count may follow

    def show(self, key: str) -> None:
        """Show the window with one section in front."""
        self.window.show()
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        self.window.show_page(key)
        self.settle()

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
        return self.status()

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
        self._watched(page)
        page.counts_changed.connect(self.counts.update)
        page.counts_changed.connect(self.window.set_counts)
        return page

    def _callbacks(self) -> CallbacksPage:
        page = CallbacksPage(self.tools, self.hush_ms)
        self._watched(page)
        page.counts_changed.connect(self.counts.update)
        return page
