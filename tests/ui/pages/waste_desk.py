"""The section «Вывоз» in a real window over a real file, driven by keys."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.collection_schedule import Repeat, Schedule, WasteKind
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.waste import Container, SiteCard, SiteDraft
from desktop_app.ui.pages.waste.page import WastePage
from desktop_app.ui.shell.page import Page, PageFactory
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock
from tests.ui.pages.page_desk import PageDesk

BULKY = Schedule(kind=WasteKind.BULKY, repeat=Repeat.MONTH_DAYS, month_days=(1, 15))


class WasteDesk(PageDesk):
    """The section beside empty neighbours; the clock stands at 24.11.2026, 09:41."""

    pause_ms = 30

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Make the window; a test starts it after its sites are made."""
        self.clock = HandClock(dt.datetime(2026, 11, 24, 9, 41))
        self.opened: list[tuple[str, int]] = []
        super().__init__(qtbot, folder, self.clock)

    def _pages(self) -> Sequence[PageFactory]:
        return [
            PageFactory("waste", "Вывоз", "truck", self._build),
            PageFactory("buildings", "Дома", "home", Page),
            PageFactory("tickets", "Обращения", "list", Page),
        ]

    def _build(self) -> WastePage:
        page = WastePage(self.tools)
        self._watched(page)
        page.open_requested.connect(lambda key, one: self.opened.append((key, one)))
        return page

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

    def words(self) -> str:
        """Return everything the page says now, visible labels and names of painted parts."""
        return self.words_of(self.page)

    def words_of(self, widget: QWidget) -> str:
        """Return everything a widget says now."""
        shown = [w for w in widget.findChildren(QWidget) if w.isVisible()]
        texts = [w.text() for w in shown if isinstance(w, QLabel | QAbstractButton)]
        names = [f"{w.accessibleName()} {w.accessibleDescription()}" for w in shown]
        return "\n".join([*texts, *names]).replace("\N{NO-BREAK SPACE}", " ")
