"""The section «Отключения» in a real window over a real file, driven by keys."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.records.incidents import IncidentDraft
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.outages.page import OutagesPage
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Page, PageFactory, UndoOffer
from desktop_app.ui.state import State
from tests.factories import new_house
from tests.ui.keyboard import NONE, press, type_text

_LIST_PAUSE_MS = 80


class OutageDesk:
    """A window with the section and an empty neighbour; keys go to what has the focus."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Open an office with four houses and its window at 1366×690."""
        self._qtbot = qtbot
        self.folder = folder
        self.office = Office.open(folder / "office.sqlite")
        self.office.clerks.sit(self.office.clerks.add("Лапина Ирина").id)
        buildings = self.office.buildings
        self.houses = [new_house(buildings, "ул. Садовая", str(n)) for n in (1, 3, 5)]
        self.houses.append(new_house(buildings, "пр-кт Ленина", "12"))
        self.jobs = Jobs(on_thread_end=self.office.close)
        state = State.at(folder / "window.ini")
        self.dialogs = Dialogs(state)
        self.tools = Tools(self.office, self.jobs, ChangesHub(), self.dialogs, state)
        self.undo: list[UndoOffer] = []
        self.failures: list[object] = []
        self.words = ""
        pages = [
            PageFactory("outages", "Отключения", "bolt", self._build),
            PageFactory("tickets", "Обращения", "list", Page),
        ]
        self.window = MainWindow(
            pages, self.jobs, self.tools.hub, self.dialogs, state, first="outages"
        )
        qtbot.addWidget(self.window)
        self.window.resize(1366, 690)
        self.window.show()
        self.window.start()
        self.settle()

    def _build(self) -> OutagesPage:
        page = OutagesPage(self.tools)
        page.undo_offered.connect(self.undo.append)
        page.failed.connect(self.failures.append)
        page.status_text.connect(self._say)
        return page

    def _say(self, words: str) -> None:
        self.words = words

    @property
    def page(self) -> OutagesPage:
        """The page under test."""
        page = self.window.page("outages")
        assert isinstance(page, OutagesPage)
        return page

    @property
    def listed(self) -> list[int]:
        """The ids in the list, from top to bottom."""
        return list(self.page.list.list.model.ids)

    def add(self, houses: list[int] | None = None, **more: object) -> int:
        """Write an outage down and return its id."""
        values: dict[str, object] = {
            "kind": IncidentKind.EMERGENCY,
            "service": Service.HEATING,
            "started_at": clock.now() - dt.timedelta(hours=2),
            "building_ids": tuple(houses or self.houses[:2]),
            "title": "Порыв на Садовой",
            "planned_end": clock.now() + dt.timedelta(hours=5),
            **more,
        }
        draft = IncidentDraft(**values)  # type: ignore[arg-type]  # by name
        return self.office.incidents.open(draft).id

    def call(self, house: int) -> int:
        """Register a call about heating and return its id."""
        topic = self.office.reference.topic("HEAT.NO").id
        draft = TicketDraft(topic, "Холодно", house, premise="7", phone="8 900 555-14-52")
        return self.office.tickets.register(draft).id

    def refresh(self) -> None:
        """Show the list as it is in the file now."""
        self.page.show_list()
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
            self._qtbot.wait(70)
            self._qtbot.waitUntil(lambda: self.jobs.idle, timeout=10_000)
        active = QApplication.activeModalWidget() or self.window
        if not active.isActiveWindow() and QApplication.activePopupWidget() is None:
            active.activateWindow()
            self._qtbot.waitUntil(active.isActiveWindow)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        self._qtbot.waitUntil(true, timeout=10_000)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        press(self.focus(), key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        """Type letter by letter where the focus is, also when the first letter moves it."""
        for letter in text:
            type_text(self.focus(), letter)
        self.settle()

    def tab_to(self, name: str) -> None:
        """Press Tab until a widget of this name has the focus."""
        for _ in range(40):
            if self.focus().accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(name)

    def focus(self) -> QWidget:
        """Return what hears the keys: an open menu, else what has the focus."""
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None
        return widget

    def sheet(self) -> QDialog:
        """Return the open sheet."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found
