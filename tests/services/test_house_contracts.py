"""Who serves a house: one at a time by service, every day with its own answer."""

import datetime as dt

import pytest

from desktop_app.core.changes import Kind
from desktop_app.core.enums import OrganizationKind, Service
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import new_ticket

_TODAY = dt.date(2026, 11, 24)


def test_who_serves(office: Office) -> None:
    """A new organisation ends the one before it; every day keeps its own answer."""
    house_id = new_house(office.buildings)
    old = new_company(office.organizations, "ООО «Прежняя»")
    new = new_company(office.organizations, "ООО «Новая»", dispatcher_phone="+7 900 555-20-10")
    office.buildings.set_contract([house_id], Service.MANAGEMENT, old)
    saved = office.buildings.set_contract([house_id], Service.MANAGEMENT, new, dt.date(2026, 5, 1))
    assert (saved.changed, saved.same) == (1, 0)
    assert saved.changes.touches(Kind.BUILDING)
    assert saved.changes.touches(Kind.ORGANIZATION)
    (served,) = office.buildings.card(house_id).served_by
    assert (served.organization, served.dispatcher_phone) == ("ООО «Новая»", "+7 900 555-20-10")
    spring = office.buildings.panel(house_id, dt.datetime(2026, 4, 30, 12)).served_by
    assert [item.organization for item in spring] == ["ООО «Прежняя»"]
    first_day = office.buildings.panel(house_id, dt.datetime(2026, 5, 1)).served_by
    assert [item.organization for item in first_day] == ["ООО «Новая»"]
    history = [
        (item.organization, item.until) for item in office.buildings.life.read(house_id).served
    ]
    assert history == [("ООО «Новая»", ""), ("ООО «Прежняя»", "2026-04-30")]
    entry = office.buildings.history(house_id)[-1]
    assert [(item.before, item.after) for item in entry.changes] == [
        ("ООО «Прежняя»", "ООО «Новая»")
    ]
    again = office.buildings.set_contract([house_id], Service.MANAGEMENT, new)
    assert (again.changed, again.same) == (1, 0)


def test_ending_a_contract(office: Office) -> None:
    """After the last day nobody serves, and the house says so."""
    house_id = new_house(office.buildings)
    company = new_company(office.organizations)
    office.buildings.set_contract([house_id], Service.MANAGEMENT, company)
    last = dt.date(2026, 11, 23)
    assert office.buildings.end_contract([house_id], Service.MANAGEMENT, last).changed == 1
    assert office.buildings.end_contract([house_id], Service.MANAGEMENT, last).changed == 0
    assert office.buildings.card(house_id).served_by == ()
    assert office.buildings.executor_for(house_id, Service.MANAGEMENT, last) == company
    assert office.buildings.executor_for(house_id, Service.MANAGEMENT, _TODAY) is None


def test_executor(office: Office) -> None:
    """The service's own contract decides, then whoever manages; else nobody is proposed."""
    house_id = new_house(office.buildings)
    assert office.buildings.executor_for(house_id, Service.HEATING, _TODAY) is None
    manager = new_company(office.organizations)
    utility = new_company(office.organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)
    office.buildings.set_contract([house_id], Service.MANAGEMENT, manager)
    assert office.buildings.executor_for(house_id, Service.HEATING, _TODAY) == manager
    office.buildings.set_contract([house_id], Service.HEATING, utility, dt.date(2026, 10, 1))
    assert office.buildings.executor_for(house_id, Service.HEATING, _TODAY) == utility
    assert office.buildings.executor_for(house_id, Service.HEATING, dt.date(2026, 9, 1)) == manager
    assert office.buildings.executor_for(house_id, Service.GENERAL, _TODAY) == manager
    ticket = new_ticket(office, building_id=house_id, address_text="")
    assert office.tickets.card(ticket).organization_id == utility


def test_contract_of_nobody(office: Office) -> None:
    """An unknown organisation or an empty choice of houses is refused."""
    house_id = new_house(office.buildings)
    with pytest.raises(NotFound):
        office.buildings.set_contract([house_id], Service.WASTE, 99)
    company = new_company(office.organizations)
    with pytest.raises(InvalidDraft):
        office.buildings.set_contract([], Service.WASTE, company)
