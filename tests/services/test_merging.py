"""Doubles of the book: found with a reason, made one without a loss, made two again."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from desktop_app.core.enums import Entity, OrganizationKind, Service
from desktop_app.core.errors import MergedAway, NotAllowed, NotFound
from desktop_app.core.records.buildings import BuildingDraft, Entrance, Passport
from desktop_app.core.records.merging import TwinReason
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.imports.companies import Companies
from desktop_app.services.office import Office
from tests.services.fixtures import entries_of
from tests.services.import_files import plain

_INN, _OTHER = "7707083893", "7736050003"


def _house(office: Office, number: str, street: str = "ул. Садовая", **known: Any) -> int:
    passport = replace(Passport(), **known)
    draft = BuildingDraft("г. Радужный", street, number, passport)
    return office.buildings.add(draft).id


def _company(office: Office, name: str, **known: Any) -> int:
    draft = OrganizationDraft(OrganizationKind.MANAGER, name)
    return office.organizations.add(replace(draft, **known)).id


def _call(office: Office, house: int, words: str = "Холодно") -> int:
    topic = office.reference.topic("HEAT.NO").id
    draft = TicketDraft(building_id=house, topic_id=topic, details=words, no_phone=True)
    return office.tickets.register(draft).id


def _whole(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """Return everything merges touch, versions left out."""
    store = office.desk.store
    return {
        "building": store.rows("SELECT id, address, year, flats, cadastral FROM building"),
        "ticket": store.rows("SELECT id, building_id, organization_id FROM ticket"),
        "entrance": store.rows("SELECT * FROM entrance ORDER BY id"),
        "alias": store.rows("SELECT building_id, name FROM building_alias"),
        "contract": store.rows("SELECT * FROM service_contract ORDER BY id"),
        "organization": store.rows("SELECT id, name, inn, phone, folded FROM organization"),
        "names": store.rows("SELECT organization_id, name FROM organization_alias"),
        "people": store.rows("SELECT organization_id, name FROM organization_person"),
        "cube": store.rows("SELECT * FROM ticket_cube WHERE tickets > 0 ORDER BY 1, 2, 3"),
    }


def test_houses_written_twice_are_found(office: Office) -> None:
    """Proves the reasons: a letter written otherwise, one cadastral number; others are two."""
    one, other = _house(office, "15а"), _house(office, "15 к. А")
    third = _house(office, "7", cadastral="37:27:010602:76")
    fourth = _house(office, "7", "пер. Лесной", cadastral="37:27:010602:76")
    _house(office, "15"), _house(office, "15 к. 2"), _house(office, "15 стр. 2")
    found = {(pair.first, pair.second): pair.reason for pair in office.merging.house_twins()}
    assert found == {
        (one, other): TwinReason.LETTER.value,
        (third, fourth): TwinReason.CADASTRAL.value,
    }


def test_a_house_becomes_one_and_two_again(office: Office) -> None:
    """Proves that tickets, contracts, names and empty fields go over, and all comes back."""
    keep, gone = _house(office, "15а", year=1961), _house(office, "15 к. А", flats=60)
    heat, manager = _company(office, "МУП Тепло"), _company(office, "ООО УК Уют")
    office.buildings.set_contract([keep, gone], Service.MANAGEMENT, manager)
    office.buildings.set_contract([gone], Service.HEATING, heat)
    office.buildings.details.set_entrances(gone, 1, [Entrance(1, 1, 30), Entrance(2, 31, 60)])
    first, second = _call(office, keep, "Протечка"), _call(office, gone, "Завоздушивание")
    before = _whole(office)
    merged = office.merging.merge_houses(keep, gone)
    card = office.buildings.card(keep)
    assert (card.passport.year, card.passport.flats) == (1961, 60)
    assert [ticket.id for ticket in card.last_tickets] == [second, first]
    assert {item.service for item in card.served_by} == {Service.MANAGEMENT, Service.HEATING}
    assert [entrance.number for entrance in card.entrances] == [1, 2]
    assert [plain(name) for name in card.aliases] == ["ул. Садовая, д. 15, корп. А"]
    assert merged.left_out == ("кто обслуживает",)  # the same company serves both: one line stays
    with pytest.raises(NotFound):
        office.buildings.card(gone)
    assert len(office.search.tickets("садовая 15а завоздушивание", 10)) == 1
    assert office.desk.store.rows("PRAGMA foreign_key_check") == []
    office.merging.undo(merged.changes.action or 0)
    assert _whole(office) == before
    assert [c.building_id for c in office.house_search.find("садовая 15 к а", 1)] == [gone]
    assert office.merging.past(Entity.BUILDING)[0].is_undone
    assert all(finding.is_sound for finding in office.health.check())


def test_its_own_entrances_stay(office: Office) -> None:
    """Proves that entrances are not mixed, and that what was left out comes back."""
    keep, gone = _house(office, "15а"), _house(office, "15 к. А")
    office.buildings.details.set_entrances(keep, 1, [Entrance(1, 1, 20)])
    office.buildings.details.set_entrances(gone, 1, [Entrance(1, 1, 15), Entrance(2, 16, 30)])
    before = _whole(office)
    merged = office.merging.merge_houses(keep, gone)
    assert [entrance.flat_to for entrance in office.buildings.card(keep).entrances] == [20]
    assert merged.left_out == ("подъезды",)
    office.merging.undo(merged.changes.action or 0)
    assert _whole(office) == before


def test_life_after_a_merge(office: Office) -> None:
    """Proves that undoing leaves alone what was changed since, and refuses what cannot be."""
    keep, gone = _house(office, "15а"), _house(office, "15 к. А", flats=60)
    old = _call(office, gone)
    merged = office.merging.merge_houses(keep, gone)
    new = _call(office, keep, "Позже")
    card = office.buildings.card(keep)
    passport = replace(card.passport, flats=72)
    office.buildings.save(keep, card.version, replace(card.draft, passport=passport))
    number = merged.changes.action or 0
    twin = _house(office, "15 к. А")
    with pytest.raises(NotAllowed, match="уже есть дом"):
        office.merging.undo(number)
    again = office.merging.merge_houses(keep, twin)
    office.merging.undo(number)
    assert office.buildings.card(keep).passport.flats == 72
    assert [t.id for t in office.buildings.card(gone).last_tickets] == [old]
    assert [t.id for t in office.buildings.card(keep).last_tickets] == [new]
    with pytest.raises(NotAllowed, match="уже отменено"):
        office.merging.undo(number)
    with pytest.raises(NotAllowed, match="уже есть дом"):
        office.merging.undo(again.changes.action or 0)
    with pytest.raises(NotAllowed, match="одна и та же"):
        office.merging.merge_houses(keep, keep)


def test_the_number_of_a_merged_house_comes_to_no_other(office: Office) -> None:
    """Proves that a house added after a merge is another one: both stand after the undoing."""
    keep, gone = _house(office, "15а"), _house(office, "15 к. А")
    merged = office.merging.merge_houses(keep, gone)
    added = _house(office, "21")
    assert added != gone
    assert len(entries_of(office, Entity.BUILDING, added)) == 1
    office.merging.undo(merged.changes.action or 0)
    assert office.buildings.card(gone).house == "15, корп. А"
    assert office.buildings.card(added).house == "21"


def test_organisations_written_twice_are_found(office: Office) -> None:
    """Proves one name, one name without its form, and that different ИНН are two."""
    store = office.desk.store
    one, other = _company(office, 'ООО"УК Дом"'), _company(office, "УК Дом")
    _company(office, "ООО Свет", inn=_INN), _company(office, "ООО Свет", inn=_OTHER)
    with store.write():
        companies = Companies(store, 0, OrganizationKind.MANAGER)
        assert companies.find("ООО «УК «Дом»»") == one
    _company(office, "ЖСК УК Дом")
    found = [(pair.first, pair.second, pair.reason) for pair in office.merging.organization_twins()]
    reason = TwinReason.FORM.value
    assert [pair for pair in found if pair[0] == one] == [(one, other, reason)]
    assert {pair[2] for pair in found} == {reason}  # ООО and ЖСК of one name are two


def test_an_organisation_becomes_one_and_two_again(office: Office) -> None:
    """Proves that houses, tickets, people and phones go over, and that the name is remembered."""
    keep = _company(office, "ООО УК Дом")
    gone = _company(office, "Домоуправление № 1", inn=_INN, phone="2-13-45")
    person = office.organizations.card(gone)
    people = (Person("Котова Анна"),)
    office.organizations.save(gone, person.version, replace(person.draft, people=people))
    house = _house(office, "1")
    office.buildings.set_contract([house], Service.MANAGEMENT, gone, dt.date(2020, 1, 1))
    _call(office, house)
    before = _whole(office)
    merged = office.merging.merge_organizations(keep, gone)
    card = office.organizations.card(keep)
    assert (card.draft.inn, card.draft.phone, card.draft.people) == (_INN, "2-13-45", people)
    assert card.services == ((Service.MANAGEMENT, 1),)
    assert office.desk.store.rows("SELECT organization_id FROM ticket") == [(keep,)]
    assert office.organizations.find("домоуправление №1") == keep
    assert all(finding.is_sound for finding in office.health.check())
    office.merging.undo(merged.changes.action or 0)
    assert _whole(office) == before
    assert office.organizations.find("домоуправление №1") == gone
    assert all(finding.is_sound for finding in office.health.check())


def test_a_record_merged_away_says_where_it_went(office: Office) -> None:
    """Whoever still has its card open is told in what it is now, also after a second merging."""
    last, keep, gone = (_house(office, number) for number in ("3", "5", "7"))
    office.merging.merge_houses(keep, gone)
    office.merging.merge_houses(last, keep)
    with pytest.raises(MergedAway, match=r"объединён с «.*д\. 3»") as told:
        office.buildings.card(gone)
    assert told.value.into == last
    kept, lost = _company(office, "ООО «Тепло»"), _company(office, "ООО «Теплоо»")
    office.merging.merge_organizations(kept, lost)
    with pytest.raises(MergedAway, match="объединена с «ООО «Тепло»»"):
        office.organizations.card(lost)
    with pytest.raises(NotFound) as never:
        office.buildings.card(777)
    assert not isinstance(never.value, MergedAway)
