"""Saved views on every list: filter, order and columns kept under a name, by keys."""

import datetime as dt
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.core import clock
from desktop_app.core.enums import IncidentKind, Service, TicketStatus
from desktop_app.core.records.incidents import IncidentDraft, IncidentView
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.records.waste import SiteDraft
from desktop_app.services.office import Office
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.buildings.page import BuildingsPage
from desktop_app.ui.pages.callbacks.page import CallbacksPage
from desktop_app.ui.pages.organizations.page import OrganizationsPage
from desktop_app.ui.pages.outages.page import OutagesPage
from desktop_app.ui.pages.saved_views import SavedViewMenu
from desktop_app.ui.pages.visits.page import VisitsPage
from desktop_app.ui.pages.waste.page import WastePage
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.list_view import ListView
from tests.journeys.clerk import ALT, CTRL, ClerkAtKeys, Key
from tests.services.fixtures import new_ticket

pytestmark = pytest.mark.gui
ALL = ("buildings", "organizations", "waste", "outages", "visits", "callbacks")


@dataclass(frozen=True)
class Listed:
    """What a list has, whatever its page."""

    view: ListView
    search: SearchBox
    views: SavedViewMenu


@pytest.fixture(autouse=True)
def _records(office: Office) -> None:
    start = clock.now() - dt.timedelta(hours=2)
    for address in ("ул. Садовая, 3", "ул. Лесная, 10"):
        office.waste.add(SiteDraft(address))
    for text in ("Порыв на вводе", "Опрессовка"):
        office.incidents.open(
            IncidentDraft(
                IncidentKind.EMERGENCY,
                Service.HEATING,
                started_at=start,
                building_ids=(1,),
                title=text,
                public_text="Ждите",
            )
        )
    for house in (1, 3):
        office.inspections.plan(office.inspections.draft_for(house))
    for address in ("ул. Садовая, д. 3", "ул. Лесная, д. 10", "ул. Садовая, д. 1"):
        ticket = new_ticket(office, address_text=address)
        office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))


def _listed(clerk: ClerkAtKeys, key: str) -> Listed:
    clerk.window.show_page(key)
    clerk.wait()
    page = clerk.window.page(key)
    if isinstance(page, BuildingsPage | OrganizationsPage | WastePage):
        found = Listed(page.book.list.view, page.book.search, page.book.views)
    elif isinstance(page, CallbacksPage):
        found = Listed(page.queue.view, page.queue.search, page.queue.views)
    else:
        assert isinstance(page, OutagesPage | VisitsPage)
        found = Listed(page.list.list.view, page.list.search, page.list.views)
    found.view.setFocus()
    return found


def _ids(listed: Listed) -> list[int]:
    model = listed.view.model()
    assert isinstance(model, SnapshotModel)
    return list(model.ids)


def _menu(clerk: ClerkAtKeys) -> dict[str, QAction]:
    clerk.press(Key.Key_V, ALT)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    return {action.text(): action for action in opened.actions()}


def _choose(clerk: ClerkAtKeys, words: str) -> None:
    actions = _menu(clerk)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    opened.setActiveAction(actions[words])
    clerk.press(Key.Key_Return)


def _keep(clerk: ClerkAtKeys, name: str) -> None:
    _choose(clerk, "Записать вид…")
    clerk.type(name)
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: QApplication.activeModalWidget() is None)
    clerk.wait()


def _search(clerk: ClerkAtKeys, listed: Listed, text: str) -> None:
    listed.search.begin("")
    clerk.type(text)
    clerk.press(Key.Key_Return)
    listed.view.setFocus()


@pytest.mark.parametrize("key", ALL)
def test_a_view_keeps_words_order_and_columns(clerk: ClerkAtKeys, office: Office, key: str) -> None:
    """What was kept comes back over any other state of the list; the usual one is a choice too."""
    listed = _listed(clerk, key)
    usual = listed.view.visible_keys()
    before = _ids(listed)
    _search(clerk, listed, "Сад" if key not in ("organizations", "outages") else "о")
    listed.view.sort_requested.emit(usual[1], True)
    fewer = [usual[1], usual[0], *usual[3:]]
    listed.view.show_columns(fewer)
    clerk.wait()
    wanted = _ids(listed)
    _keep(clerk, "Мой вид")
    assert listed.views.chip.text() == "Мой вид"
    (view,) = office.saved_views.all("sites" if key == "waste" else key)
    assert view.query["columns"] == fewer
    assert office.saved_views.all() == []

    _choose(clerk, "Обычный")
    clerk.wait()
    assert listed.view.visible_keys() == usual
    assert listed.search.text() == ""
    assert _ids(listed) == before
    assert listed.views.chip.text() == "Обычный"

    _choose(clerk, "Мой вид")
    clerk.wait()
    assert listed.view.visible_keys() == fewer
    assert listed.search.text() == view.query["text"]
    assert _ids(listed) == wanted
    assert listed.views.chip.text() == "Мой вид"
    listed.view.show_columns([])
    assert listed.views.chip.text() == "Мой вид, изменён"


def test_marks_and_tabs_are_kept(clerk: ClerkAtKeys) -> None:
    """«Только где не вывезли», the tab of outages and of visits belong to a view."""
    waste = _listed(clerk, "waste")
    page = clerk.window.page("waste")
    assert isinstance(page, WastePage)
    page.list_tools.late.setFocus()
    clerk.press(Key.Key_Space)
    clerk.wait()
    _keep(clerk, "Срывы")
    _choose(clerk, "Обычный")
    assert waste.view.model().rowCount() == 2
    _choose(clerk, "Срывы")
    assert page.list_tools.only_late
    assert waste.view.model().rowCount() == 0

    _listed(clerk, "outages")
    outages = clerk.window.page("outages")
    assert isinstance(outages, OutagesPage)
    outages.list.show_view(IncidentView.ALL)
    outages.list.filters.set(services=(Service.WASTE,))
    clerk.wait()
    _keep(clerk, "Вывоз")
    clerk.press(Key.Key_Q, CTRL)
    _choose(clerk, "Вывоз")
    assert outages.list.filters.query.services == (Service.WASTE,)
    assert outages.list.tabs.current == IncidentView.ALL

    _listed(clerk, "visits")
    visits = clerk.window.page("visits")
    assert isinstance(visits, VisitsPage)
    visits.list.show_remedies()
    clerk.wait()
    _keep(clerk, "Меры")
    _choose(clerk, "Обычный")
    assert visits.list.tabs.current == "all"
    _choose(clerk, "Меры")
    assert visits.list.tabs.current == "remedies"
    assert visits.list.remedies.isVisible()


def test_a_view_of_a_newer_program_still_opens(clerk: ClerkAtKeys, office: Office) -> None:
    """A column, a sort and a tab this program does not know are passed over, the rest holds."""
    query = {"text": "Сад", "sort": "космос", "columns": ["будущее"], "tab": "x", "marks": ["y"]}
    for page in ("buildings", "visits"):
        office.saved_views.save("Из будущего", query, for_all=True, page=page)
        listed = _listed(clerk, page)
        usual = listed.view.visible_keys()
        _choose(clerk, "Из будущего")
        clerk.wait()
        assert listed.search.text() == "Сад"
        assert listed.view.visible_keys() == usual
        assert listed.view.model().rowCount() == 1
    visits = clerk.window.page("visits")
    assert isinstance(visits, VisitsPage)
    assert visits.list.tabs.current == "all"


def test_a_deleted_view_of_houses_comes_back(clerk: ClerkAtKeys, office: Office) -> None:
    """Ctrl+Z in the section of houses puts a deleted view back, as in the register."""
    listed = _listed(clerk, "buildings")
    offers: list[UndoOffer] = []
    clerk.window.page("buildings").undo_offered.connect(offers.append)
    _keep(clerk, "Мой")
    _choose(clerk, "Удалить «Мой»")
    clerk.until(lambda: bool(offers))
    assert office.saved_views.all("buildings") == []
    listed.view.setFocus()
    clerk.press(Key.Key_Z, CTRL)
    clerk.until(lambda: [v.title for v in office.saved_views.all("buildings")] == ["Мой"])
