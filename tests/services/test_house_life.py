"""What happened to a house, as its card shows it."""

import datetime as dt
from dataclasses import replace

from desktop_app.core.enums import Entity, OrganizationKind, Service
from desktop_app.core.records.buildings import BuildingDraft
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from tests.services.fixtures import entries_of


def test_months_and_who_served(office: Office) -> None:
    """Proves twelve months oldest first with this one last, and former companies with days."""
    house = office.buildings.add(BuildingDraft("г. Радужный", "ул. Садовая", "1")).id
    companies = [
        office.organizations.add(OrganizationDraft(OrganizationKind.MANAGER, name)).id
        for name in ("ООО Первая", "ООО Вторая")
    ]
    office.buildings.set_contract([house], Service.MANAGEMENT, companies[0], dt.date(2020, 1, 1))
    office.buildings.set_contract([house], Service.MANAGEMENT, companies[1], dt.date(2025, 3, 1))
    topic = office.reference.topic("HEAT.NO").id
    call = TicketDraft(building_id=house, topic_id=topic, details="Холодно", no_phone=True)
    for at in (dt.datetime(2026, 11, 3, 9), dt.datetime(2026, 10, 5, 9), dt.datetime(2025, 11, 30)):
        office.tickets.register(replace(call, received_at=at))
    life = office.buildings.life.read(house)
    assert [f"{month.month:%Y-%m}" for month in life.months][::11] == ["2025-12", "2026-11"]
    assert sum(month.tickets for month in life.months) == life.months[-1].tickets == 3
    assert [item.until for item in life.served] == ["", "2025-02-28"]
    assert life.visits == ()
    assert [entry.entity_id for entry in entries_of(office, Entity.BUILDING, house)] == [house] * 3
