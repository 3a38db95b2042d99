"""The section «Отключения» in a real window over a real file, driven by keys."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.records.incidents import IncidentDraft
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.ui.pages.outages.page import OutagesPage
from desktop_app.ui.shell.page import Page, PageFactory
from tests.factories import new_house
from tests.ui.pages.page_desk import PageDesk


class OutageDesk(PageDesk):
    """A window with the section and an empty neighbour, and four houses in the book."""

    pause_ms = 70

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Open it."""
        self.words = ""
        super().__init__(qtbot, folder)
        buildings = self.office.buildings
        self.houses = [new_house(buildings, "ул. Садовая", str(n)) for n in (1, 3, 5)]
        self.houses.append(new_house(buildings, "пр-кт Ленина", "12"))
        self.start()

    def _pages(self) -> Sequence[PageFactory]:
        return [
            PageFactory("outages", "Отключения", "bolt", self._build),
            PageFactory("tickets", "Обращения", "list", Page),
        ]

    def _build(self) -> OutagesPage:
        page = OutagesPage(self.tools)
        self._watched(page)
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
