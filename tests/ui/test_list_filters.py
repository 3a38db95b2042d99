"""Filters of lists: one part of a question after another, its chip, its menu, the way off."""

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import IncidentKind, Service, TicketStatus
from desktop_app.core.records.incidents import IncidentView
from desktop_app.ui.pages.callbacks.filters import QueueFilters
from desktop_app.ui.pages.list_filters import ListFilters
from desktop_app.ui.pages.outages.filters import OutageFilters
from desktop_app.ui.pages.tickets.filters import RegisterFilters

pytestmark = pytest.mark.gui


def _menu(filters: ListFilters, qtbot: QtBot) -> dict[str, list[str]]:
    """Return the titles of the menu with the words of each."""
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = filters.menu(parent)
    found = {}
    for action in menu.actions():
        below = action.menu()
        items = below.actions() if isinstance(below, QMenu) else []
        found[action.text()] = [item.text() for item in items]
    return found


def test_chips_and_menus_have_the_same_parts(qtbot: QtBot) -> None:
    """The menu names what may be chosen, the chip what is; one that is taken off is gone."""
    filters = OutageFilters()
    filters.organizations = {2: "Теплосеть", 1: "Водоканал"}
    menu = _menu(filters, qtbot)
    assert list(menu) == ["Вид", "Услуга", "Кто устраняет"]
    assert menu["Кто устраняет"] == ["Водоканал", "Теплосеть"]
    assert menu["Вид"] == [kind.title_ru for kind in IncidentKind]
    filters.set(kinds=(IncidentKind.PLANNED,), organization_ids=(2, 9), text="садовая")
    assert filters.chips() == [
        ("kinds", f"Вид: {IncidentKind.PLANNED.title_ru.lower()}"),
        ("organization_ids", "Устраняет: Теплосеть, нет в справочнике"),
        ("text", "Поиск: садовая"),
    ]
    filters.remove("kinds")
    filters.remove("text")
    assert [key for key, _ in filters.chips()] == ["organization_ids"]


def test_a_reset_keeps_tab_and_order() -> None:
    """What narrows goes, tab and order stay; what changes nothing is not told."""
    filters, told = OutageFilters(), []
    filters.changed.connect(lambda: told.append(filters.query))
    filters.show_view(IncidentView.ENDED.value)
    filters.sort("title", descending=True)
    filters.set(services=(Service.HEATING,))
    assert filters.narrowed
    filters.reset()
    filters.reset()
    query = filters.query
    assert (query.view, query.sort.value, query.descending) == (IncidentView.ENDED, "title", True)
    assert filters.chips() == []
    assert len(told) == 4


def test_the_register_offers_fewer_services_than_it_names(qtbot: QtBot) -> None:
    """A service that is not in the menu still has its words on the chip."""
    filters = RegisterFilters()
    menu = _menu(filters, qtbot)
    assert list(menu) == ["Служба", "Статус", "Исполнитель"]
    assert menu["Статус"][0] == TicketStatus.NEW.title_ru
    rare = next(item for item in Service if item.title_ru not in menu["Служба"])
    filters.set(services=(rare,))
    assert filters.chips() == [("services", f"Служба: {rare.title_ru}")]


def test_the_queue_asks_first_whether_it_is_time(qtbot: QtBot) -> None:
    """«Пора звонить» stands first in the menu and on the chips, and is taken off as the others."""
    filters = QueueFilters()
    assert next(iter(_menu(filters, qtbot))) == "Пора звонить"
    filters.set(only_now=True, services=(Service.WASTE,))
    assert filters.words == f"Пора звонить; Служба: {Service.WASTE.title_ru}"
    filters.remove("only_now")
    assert filters.words == f"Служба: {Service.WASTE.title_ru}"
