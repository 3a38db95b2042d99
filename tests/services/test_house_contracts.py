"""Who serves a house: one at a time by service, every day with its own answer."""

import dataclasses
import datetime as dt

import pytest

from desktop_app.core.changes import Kind
from desktop_app.core.enums import Entity, Operation, OrganizationKind, Service
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound
from desktop_app.core.field_titles import change_words
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock, entries_of, new_ticket

_TODAY = dt.date(2026, 11, 24)


def test_who_serves(office: Office, hand_clock: HandClock) -> None:
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
    now = hand_clock.moment
    for day, name in (
        (dt.date(2026, 4, 30), "ООО «Прежняя»"),
        (dt.date(2026, 5, 1), "ООО «Новая»"),
    ):
        hand_clock.moment = dt.datetime.combine(day, dt.time())
        assert [one.organization for one in office.buildings.card(house_id).served_by] == [name]
    hand_clock.moment = now
    history = [
        (item.organization, item.until) for item in office.buildings.life.read(house_id).served
    ]
    assert history == [("ООО «Новая»", ""), ("ООО «Прежняя»", "2026-04-30")]
    entry = entries_of(office, Entity.BUILDING, house_id)[-1]
    said = [(item.before, item.after) for item in entry.changes if ":" not in item.field]
    assert said == [("ООО «Прежняя»", "ООО «Новая»")]
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


def _served(office: Office, house: int) -> list[tuple[str, str, str]]:
    return [(s.organization, s.since, s.until) for s in office.buildings.life.read(house).served]


def test_a_contract_begun_is_taken_back(office: Office) -> None:
    """The former organisation serves on as before; both steps stay in history, once only."""
    house = new_house(office.buildings)
    old = new_company(office.organizations, "ООО «Прежняя»")
    new = new_company(office.organizations, "ООО «Новая»")
    office.buildings.set_contract([house], Service.MANAGEMENT, old)
    before, entries = _served(office, house), len(entries_of(office, Entity.BUILDING, house))
    saved = office.buildings.set_contract([house], Service.MANAGEMENT, new, dt.date(2026, 5, 1))
    assert saved.changes.action
    assert len(_served(office, house)) == 2
    changes = office.undo.undo(saved.changes.action)
    assert changes.touches(Kind.BUILDING)
    assert changes.touches(Kind.ORGANIZATION)
    assert _served(office, house) == before
    last = entries_of(office, Entity.BUILDING, house)[-1]
    assert len(entries_of(office, Entity.BUILDING, house)) == entries + 2
    assert last.operation is Operation.UNDONE
    assert (last.changes[0].before, last.changes[0].after) == ("ООО «Новая»", "ООО «Прежняя»")
    with pytest.raises(NotAllowed, match="уже отменена"):
        office.undo.undo(saved.changes.action)


def test_an_organisation_named_anew_and_an_end_are_taken_back(office: Office) -> None:
    """A contract renamed on its own first day and one ended come back, over several houses."""
    houses = [new_house(office.buildings, house=number) for number in ("1", "2")]
    old, new = (new_company(office.organizations, name) for name in ("ООО «А»", "ООО «Б»"))
    office.buildings.set_contract(houses, Service.WASTE, old, dt.date(2026, 5, 1))
    before = [_served(office, house) for house in houses]
    renamed = office.buildings.set_contract(houses, Service.WASTE, new, dt.date(2026, 5, 1))
    ended = office.buildings.end_contract(houses, Service.WASTE, dt.date(2026, 11, 1))
    assert renamed.changes.action
    assert ended.changes.action
    with pytest.raises(NotAllowed, match="меняли ещё раз"):
        office.undo.undo(renamed.changes.action)
    office.undo.undo(ended.changes.action)
    assert [s[2] for house in houses for s in _served(office, house)] == ["", ""]
    office.undo.undo(renamed.changes.action)
    assert [_served(office, house) for house in houses] == before


def test_taking_back_never_makes_two_serve_one_day(office: Office) -> None:
    """An end is not undone when another organisation serves since; nothing is changed then."""
    house = new_house(office.buildings)
    old, new = (new_company(office.organizations, name) for name in ("ООО «А»", "ООО «Б»"))
    office.buildings.set_contract([house], Service.WASTE, old)
    ended = office.buildings.end_contract([house], Service.WASTE, dt.date(2026, 10, 31))
    office.buildings.set_contract([house], Service.WASTE, new, dt.date(2026, 11, 10))
    before, entries = _served(office, house), len(entries_of(office, Entity.BUILDING, house))
    assert ended.changes.action
    with pytest.raises(NotAllowed, match="ТКО"):
        office.undo.undo(ended.changes.action)
    assert (_served(office, house), len(entries_of(office, Entity.BUILDING, house))) == (
        before,
        entries,
    )


def test_other_edits_of_the_house_do_not_hinder(office: Office) -> None:
    """A passport changed meanwhile stays changed; only the contract is taken back."""
    house = new_house(office.buildings)
    company = new_company(office.organizations)
    saved = office.buildings.set_contract([house], Service.MANAGEMENT, company)
    card = office.buildings.card(house)
    passport = dataclasses.replace(card.passport, note="домофон")
    office.buildings.save(house, card.version, dataclasses.replace(card.draft, passport=passport))
    assert saved.changes.action
    office.undo.undo(saved.changes.action)
    assert office.buildings.card(house).passport.note == "домофон"
    assert _served(office, house) == []


def test_history_tells_of_contracts_in_words(office: Office) -> None:
    """The journal of changes names the service and the organisations, no code and no row."""
    house = new_house(office.buildings)
    company = new_company(office.organizations, "ООО «А»")
    office.buildings.set_contract([house], Service.WASTE, company)
    office.buildings.end_contract([house], Service.WASTE, dt.date(2026, 10, 31))
    said = [
        words
        for entry in entries_of(office, Entity.BUILDING, house)[-2:]
        for c in entry.changes
        if (words := change_words(c.field, c.before, c.after))
    ]
    assert said == ["кто обслуживает (ТКО): ООО «А»", "последний день (ТКО): 31.10.2026"]


def test_contract_of_nobody(office: Office) -> None:
    """An unknown organisation or an empty choice of houses is refused."""
    house_id = new_house(office.buildings)
    with pytest.raises(NotFound):
        office.buildings.set_contract([house_id], Service.WASTE, 99)
    company = new_company(office.organizations)
    with pytest.raises(InvalidDraft):
        office.buildings.set_contract([], Service.WASTE, company)
