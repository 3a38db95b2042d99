"""The section «Вывоз» in a real window over a real file, driven by keys."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.collection_schedule import Repeat, Schedule, WasteKind
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.waste import Container, SiteCard, SiteDraft
from desktop_app.services.office import Office
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.waste.page import WastePage
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Page, PageFactory, UndoOffer
from desktop_app.ui.state import State
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock
from tests.ui.keyboard import NONE, press, type_text

MORNING = Schedule(opens=dt.time(7), closes=dt.time(9))
BULKY = Schedule(kind=WasteKind.BULKY, repeat=Repeat.MONTH_DAYS, month_days=(1, 15))


class WasteDesk:
    """A window with the section and an empty neighbour; the clock stands at 24.11.2026, 09:41."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Open an office in a folder and its window at 1366×690."""
        self._qtbot = qtbot
        self.clock = HandClock(dt.datetime(2026, 11, 24, 9, 41))
        self.office = Office.open(folder / "office.sqlite", now=self.clock)
        self.office.clerks.sit(self.office.clerks.add("Лапина Ирина").id)
        self.jobs = Jobs(on_thread_end=self.office.close)
        state = State.at(folder / "window.ini")
        self.dialogs = Dialogs(state)
        self.tools = Tools(self.office, self.jobs, ChangesHub(), self.dialogs, state)
        self.undo: list[UndoOffer] = []
        self.failures: list[object] = []
        self.opened: list[tuple[str, int]] = []
        self.window = MainWindow(
            [
                PageFactory("waste", "Вывоз", "truck", self._build),
                PageFactory("buildings", "Дома", "home", Page),
                PageFactory("tickets", "Обращения", "list", Page),
            ],
            self.jobs,
            self.tools.hub,
            self.dialogs,
            state,
            clerk="Лапина Ирина",
            first="waste",
        )
        qtbot.addWidget(self.window)
        self.window.resize(1366, 690)

    def _build(self) -> WastePage:
        page = WastePage(self.tools)
        page.undo_offered.connect(self.undo.append)
        page.failed.connect(self.failures.append)
        page.open_requested.connect(lambda key, one: self.opened.append((key, one)))
        return page

    def start(self) -> None:
        """Show the window."""
        self.window.show()
        self.window.start()
        self.settle()

    @property
    def page(self) -> WastePage:
        """The page under test."""
        page = self.window.page("waste")
        assert isinstance(page, WastePage)
        return page

    def site(self, address: str = "ул. Садовая, у дома 3") -> int:
        """Put a site with a house, a carrier and a morning timetable into the book."""
        number = len(self.office.waste.ids()) + 3
        house = new_house(self.office.buildings, house=str(number))
        name = f"ООО «Чистый двор {number}»"
        carrier = new_company(self.office.organizations, name, OrganizationKind.CARRIER)
        draft = SiteDraft(
            address,
            register_number=f"51-{number:03d}",
            containers=(Container(WasteKind.MIXED, 0.75, 3),),
            schedules=(Schedule(opens=dt.time(7), closes=dt.time(9), carrier_id=carrier), BULKY),
            building_ids=(house,),
        )
        return self.office.waste.add(draft).id

    def open(self, site: int) -> None:
        """Open the card of a site."""
        self.page.open_record(site)
        self.settle()

    def card(self, site: int) -> SiteCard:
        """Return what is stored of a site."""
        return self.office.waste.card(site)

    def close(self) -> None:
        """End window and lanes, after what lists still want to ask."""
        self.window.hide()
        self._qtbot.wait(80)
        self._qtbot.waitUntil(lambda: self.jobs.idle, timeout=10_000)
        assert self.jobs.shutdown(5.0)
        self.office.close()

    def settle(self) -> None:
        """Wait until lanes and short timers are done and a window has the focus again."""
        for _ in range(3):
            self._qtbot.wait(30)
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
        """Type letter by letter where the focus is."""
        for letter in text:
            type_text(self.focus(), letter)
        self.settle()

    def focus(self) -> QWidget:
        """Return what has the focus, else the window."""
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus is called `name`."""
        for _ in range(40):
            if self.focus().accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches «{name}»")

    def sheet(self) -> QDialog:
        """Return the open sheet."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def words(self) -> str:
        """Return everything the page says now, visible labels and names of painted parts."""
        return self.words_of(self.page)

    def words_of(self, widget: QWidget) -> str:
        """Return everything a widget says now."""
        shown = [w for w in widget.findChildren(QWidget) if w.isVisible()]
        texts = [w.text() for w in shown if isinstance(w, QLabel | QAbstractButton)]
        names = [f"{w.accessibleName()} {w.accessibleDescription()}" for w in shown]
        return "\n".join([*texts, *names]).replace("\N{NO-BREAK SPACE}", " ")
