"""The address book through the office: a house is added once, found, changed, served."""

import dataclasses
import datetime as dt
from typing import Any

import pytest

from desktop_app.core.changes import Kind
from desktop_app.core.enums import CancelReason, Entity, Service, TicketStatus
from desktop_app.core.errors import Conflict, InvalidDraft, NotFound
from desktop_app.core.records.buildings import (
    BuildingQuery,
    BuildingSort,
    Entrance,
    FlatPlace,
    StreetAlias,
)
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.settings import SEASON_START
from desktop_app.services.office import Office
from tests.factories import house_draft, new_company, new_house
from tests.services.fixtures import HandClock, entries_of, new_ticket


def test_added_house_is_listed_and_found(office: Office) -> None:
    """A typed house stands in the list with its parts, and the search knows it at once."""
    assert office.house_search.find("лес 12") == []
    saved = office.buildings.add(house_draft("ул. Лесная", "12а", year=1978, floors=5, flats=80))
    assert saved.address == "ул. Лесная, д. 12а"
    assert saved.changes.ids == {Kind.BUILDING: frozenset({saved.id})}
    (row,) = office.buildings.page(office.buildings.ids())
    assert (row.id, row.address, row.settlement) == (saved.id, saved.address, "г. Радужный")
    assert (row.year, row.floors, row.flats, row.manager) == (1978, 5, 80, "")
    assert [item.building_id for item in office.house_search.find("лес 12а")] == [saved.id]


@pytest.mark.parametrize(
    ("street", "house", "settlement"),
    [
        ("ул. Лесная", "12", "рп. Радужный"),
        ("Лесная ул.", "д. 12", "Радужный"),
        ("улица лесная", "12", "посёлок радужный"),
        ("Лесная", "12", ""),
    ],
)
def test_a_house_is_kept_once(office: Office, street: str, house: str, settlement: str) -> None:
    """However the same house is typed, it is refused with the address that is there."""
    new_house(office.buildings, "ул. Лесная", "12", settlement="рп. Радужный")
    with pytest.raises(InvalidDraft) as refused:
        office.buildings.add(house_draft(street, house, settlement))
    assert refused.value.fields == {"house": "такой дом уже есть: ул. Лесная, д. 12"}
    assert len(office.buildings.ids()) == 1
    assert office.desk.store.scalar("SELECT count(*) FROM street") == 1


@pytest.mark.parametrize(
    ("street", "house", "settlement"),
    [
        ("ул. Лесная", "12а", "г. Радужный"),
        ("ул. Лесная", "12 к. 1", "г. Радужный"),
        ("пер. Лесной", "12", "г. Радужный"),
        ("ул. Лесная", "12", "с. Радужный"),
        ("ул. Большая Лесная", "12", "г. Радужный"),
    ],
)
def test_likeness_is_no_double(office: Office, street: str, house: str, settlement: str) -> None:
    """A letter, a корпус, another street or settlement makes another house."""
    new_house(office.buildings, "ул. Лесная", "12")
    assert new_house(office.buildings, street, house, settlement=settlement)
    assert len(office.buildings.ids()) == 2


def test_only_settlement_is_meant(office: Office) -> None:
    """In an office with one town nobody types its name; with two, it must be typed."""
    new_house(office.buildings)
    house_id = new_house(office.buildings, "ул. Лесная", "1", settlement="")
    assert office.buildings.card(house_id).full_address == "г. Радужный, ул. Лесная, д. 1"
    new_house(office.buildings, "", "7", settlement="д. Ясная")
    with pytest.raises(InvalidDraft, match="населённый пункт"):
        new_house(office.buildings, "ул. Лесная", "2", settlement="")


def test_settlements_of_one_name(office: Office) -> None:
    """Two settlements of one name differ by district; a bare name is then refused."""
    for district in ("Лесной р-н", "Полевой р-н"):
        new_house(office.buildings, "", "1", settlement="д. Ясная", district=district)
    assert office.desk.store.scalar("SELECT count(*) FROM settlement") == 2
    with pytest.raises(InvalidDraft) as refused:
        new_house(office.buildings, "", "2", settlement="д. Ясная")
    assert "settlement" in refused.value.fields


def test_a_settlement_learns_its_district(office: Office) -> None:
    """A village first typed bare takes the district named later; another district is another."""
    first = new_house(office.buildings, "", "1", settlement="д. Ясная")
    same = new_house(office.buildings, "", "2", settlement="д. Ясная", district="Лесной р-н")
    other = new_house(office.buildings, "", "1", settlement="д. Ясная", district="Полевой р-н")
    cards = [office.buildings.card(house_id) for house_id in (first, same, other)]
    assert [card.district for card in cards] == ["Лесной р-н", "Лесной р-н", "Полевой р-н"]


def test_every_bad_field_is_named(office: Office) -> None:
    """All that cannot be so is named at once and nothing is written."""
    draft = house_draft(
        "ул. Лесная, кв. 5",
        "дом",
        settlement="",
        year=78,
        floors=3,
        floors_min=5,
        cadastral="37-27",
        oktmo="123",
        fias_guid="нет",
        latitude=55.0,
        area_total=10.0,
        area_living=20.0,
    )
    with pytest.raises(InvalidDraft) as refused:
        office.buildings.add(draft)
    assert set(refused.value.fields) == {
        "settlement",
        "street",
        "house",
        "year",
        "floors_min",
        "cadastral",
        "oktmo",
        "fias_guid",
        "longitude",
        "area_living",
    }
    assert office.desk.store.scalar("SELECT count(*) FROM history WHERE entity = 'building'") == 0


def test_saving_keeps_history_and_version(office: Office) -> None:
    """A changed passport is written with what was and what became, field by field."""
    house_id = new_house(office.buildings, year=1978)
    card = office.buildings.card(house_id)
    passport = dataclasses.replace(card.passport, year=1979, note="Ключ у старшей, кв. 5")
    saved = office.buildings.save(
        house_id, card.version, dataclasses.replace(card.draft, passport=passport)
    )
    assert saved.version == card.version + 1
    assert office.buildings.card(house_id).passport == passport
    *changes, kept = entries_of(office, Entity.BUILDING, house_id)[-1].changes
    assert kept.field == "snapshot"
    assert [(item.field, item.before, item.after) for item in changes] == [
        ("year", 1978, 1979),
        ("note", "", "Ключ у старшей, кв. 5"),
    ]
    edited = office.desk.store.scalar("SELECT edited_fields FROM building")
    assert edited.split() == ["note", "year"]


def test_saving_nothing_new_writes_nothing(office: Office) -> None:
    """An unchanged card leaves neither a version nor history."""
    house_id = new_house(office.buildings, "", "корп. 5", region="Лесная обл.", year=1978)
    card = office.buildings.card(house_id)
    assert office.buildings.save(house_id, card.version, card.draft).version == card.version
    assert len(entries_of(office, Entity.BUILDING, house_id)) == 1


def test_late_save_is_a_conflict(office: Office) -> None:
    """Of two cards open at once the second is told, and its edits do not land."""
    house_id = new_house(office.buildings)
    card = office.buildings.card(house_id)
    first = dataclasses.replace(card.draft, passport=dataclasses.replace(card.passport, year=1970))
    office.buildings.save(house_id, card.version, first)
    second = dataclasses.replace(card.draft, house="44")
    with pytest.raises(Conflict, match=r"Садовая, д\. 3.* правки остались на экране"):
        office.buildings.save(house_id, card.version, second)
    assert office.buildings.card(house_id).address == "ул. Садовая, д. 3"


def test_moved_house_takes_its_tickets_along(office: Office) -> None:
    """A corrected address is found by search, and so are the tickets of the house."""
    house_id = new_house(office.buildings, "ул. Лесная", "12")
    new_ticket(office, building_id=house_id, address_text="")
    card = office.buildings.card(house_id)
    draft = dataclasses.replace(card.draft, street="ул. Ткацкая", house="14")
    saved = office.buildings.save(house_id, card.version, draft)
    assert saved.address == "ул. Ткацкая, д. 14"
    assert [item.building_id for item in office.house_search.find("ткац 14")] == [house_id]
    assert office.house_search.find("лес 12") == []
    assert len(office.register.ids(RegisterQuery(text="ткацкая"))) == 1
    assert len(office.register.ids(RegisterQuery(text="лесная"))) == 0
    indexed = "SELECT count(*) FROM ticket_search WHERE ticket_search MATCH ?"
    assert office.desk.store.scalar(indexed, ('"лес"',)) == 0
    assert office.desk.store.scalar(indexed, ('"тка"',)) == 1


def test_moving_onto_another_house_is_refused(office: Office) -> None:
    """An address that is taken names its house; a ФИАС code is nobody else's either."""
    guid = "0c5b2444-70a0-4932-980c-b4dc0d3f02b5"
    new_house(office.buildings, "ул. Лесная", "12", fias_guid=guid.upper())
    house_id = new_house(office.buildings, "ул. Лесная", "14")
    card = office.buildings.card(house_id)
    with pytest.raises(InvalidDraft, match=r"акой дом уже есть: ул\. Лесная, д\. 12"):
        office.buildings.save(house_id, 1, dataclasses.replace(card.draft, house="12"))
    passport = dataclasses.replace(card.passport, fias_guid=guid)
    with pytest.raises(InvalidDraft, match=r"тот код уже у дома ул\. Лесная, д\. 12"):
        office.buildings.save(house_id, 1, dataclasses.replace(card.draft, passport=passport))


def test_no_such_house(office: Office) -> None:
    """A house that is gone is said to be gone."""
    with pytest.raises(NotFound):
        office.buildings.card(77)
    with pytest.raises(NotFound):
        office.buildings.save(77, 1, house_draft())
    assert office.buildings.locate_flat(77, "5") is None


def test_filters_and_order(office: Office) -> None:
    """Words, street, manager and its lack narrow the list; it goes by street and number."""
    ids = [
        new_house(office.buildings, street, house, year=year)
        for street, house, year in [
            ("ул. Лесная", "10", 1990),
            ("ул. Лесная", "2", None),
            ("б-р Абрикосовый", "1", 1960),
            ("ул. Садовая", "12", 1975),
        ]
    ]
    company = new_company(office.organizations)
    office.buildings.set_contract(ids[:1], Service.MANAGEMENT, company)

    def listed(**parts: Any) -> list[int]:
        return list(office.buildings.ids(BuildingQuery(**parts)))

    assert listed() == [ids[2], ids[1], ids[0], ids[3]]
    assert listed(descending=True) == [ids[3], ids[0], ids[1], ids[2]]
    assert listed(text="лес") == [ids[1], ids[0]]
    assert listed(text="2 САД") == [ids[3]]
    assert listed(text="радужный 12") == [ids[3]]
    assert listed(street_id=office.buildings.card(ids[0]).street_id) == [ids[1], ids[0]]
    assert listed(manager_id=company) == [ids[0]]
    assert listed(without_manager=True) == [ids[2], ids[1], ids[3]]
    assert listed(sort=BuildingSort.YEAR) == [ids[2], ids[3], ids[0], ids[1]]
    assert listed(sort=BuildingSort.YEAR, descending=True) == [ids[0], ids[3], ids[2], ids[1]]
    assert listed(sort=BuildingSort.MANAGER)[0] == ids[0]
    new_ticket(office, building_id=ids[3], address_text="")
    assert listed(sort=BuildingSort.OPEN_TICKETS, descending=True)[0] == ids[3]
    assert [row.open_tickets for row in office.buildings.page(ids)] == [0, 0, 0, 1]
    streets = [(item.title, item.houses) for item in office.buildings.streets()]
    assert streets == [("б-р Абрикосовый", 1), ("ул. Лесная", 2), ("ул. Садовая", 1)]


def test_flat_gives_entrance_and_floor(office: Office) -> None:
    """Entrances typed once answer for every flat; overlaps are refused."""
    house_id = new_house(office.buildings, floors=5)
    entrances = [Entrance(2, 21, 40), Entrance(1, 1, 20, door_code="12к")]
    saved = office.buildings.details.set_entrances(house_id, 1, entrances)
    assert office.buildings.locate_flat(house_id, "кв. 26") == FlatPlace(2, 2)
    assert office.buildings.locate_flat(house_id, "41") is None
    assert [item.number for item in office.buildings.card(house_id).entrances] == [1, 2]
    with pytest.raises(InvalidDraft, match="квартира 20 в обоих"):
        office.buildings.details.set_entrances(
            house_id, saved.version, [Entrance(1, 1, 20), Entrance(2, 20, 40)]
        )
    with pytest.raises(Conflict):
        office.buildings.details.set_entrances(house_id, 1, [])
    assert len(office.buildings.card(house_id).entrances) == 2
    assert entries_of(office, Entity.BUILDING, house_id)[-1].changes[0].after == (
        "1: 1–20, код 12к; 2: 21–40"
    )


def test_other_names(office: Office) -> None:
    """A nickname of a house and a former name of a street find it, until they are taken away."""
    house_id = new_house(office.buildings, "ул. Клёновая", "12")
    street_id = office.buildings.card(house_id).street_id
    office.buildings.details.set_aliases(house_id, 1, ["Дом быта", " дом  быта ", ""])
    office.buildings.details.set_street_aliases(street_id, [StreetAlias("ул. Ленинцев")])
    card = office.buildings.card(house_id)
    assert card.aliases == ("Дом быта",)
    assert card.street_aliases == (StreetAlias("ул. Ленинцев"),)
    assert [item.building_id for item in office.house_search.find("дом быт")] == [house_id]
    assert [item.building_id for item in office.house_search.find("ленинц 12")] == [house_id]
    with pytest.raises(InvalidDraft, match="акой дом уже есть"):
        new_house(office.buildings, "ул. Ленинцев", "12")
    office.buildings.details.set_aliases(house_id, card.version, [])
    office.buildings.details.set_street_aliases(street_id, [])
    assert office.house_search.find("дом быт") == []
    assert office.house_search.find("ленинц 12") == []


def test_panel(office: Office, hand_clock: HandClock) -> None:
    """The panel counts the week and the season up to its moment and names open outages."""
    office.settings.set(SEASON_START, "10-01")
    house_id = new_house(office.buildings, year=1978)
    moments = ["2026-09-30T23:59:00", "2026-10-01T00:00:00", "2026-11-18T08:00:00"]
    for moment in [*moments, "2026-11-24T09:00:00"]:
        hand_clock.moment = dt.datetime.fromisoformat(moment)
        new_ticket(office, building_id=house_id, address_text="", premise="45")
    hand_clock.moment = dt.datetime(2026, 11, 24, 9, 41)
    mistake = new_ticket(office, building_id=house_id, address_text="", premise="45")
    reason = CancelReason.MISTAKE
    office.tickets.set_status(mistake, StatusChange(TicketStatus.CANCELLED, cancel_reason=reason))
    with office.desk.store.write():
        _incident(office, 1, house_id, "2026-11-24T06:20:00", None)
        _incident(office, 2, house_id, "2026-11-20T06:20:00", "2026-11-21T06:20:00")
        _incident(office, 3, house_id, "2026-11-25T06:20:00", None)
    card = office.buildings.card(house_id)
    assert (card.tickets_week, card.tickets_season) == (2, 3)
    assert [item.premise for item in card.last_tickets] == ["45"] * 5
    assert [item.status for item in card.last_tickets][:2] == ["cancelled", "new"]
    assert card.last_tickets[1].registered_at == dt.datetime(2026, 11, 24, 9)
    assert [(item.id, item.public_text) for item in card.incidents] == [(1, "Тепло вернут к 18:00")]
    hand_clock.moment = dt.datetime(2026, 11, 20, 12)
    earlier = office.buildings.card(house_id)
    assert [item.id for item in earlier.incidents] == [2]
    assert (earlier.tickets_week, len(earlier.last_tickets)) == (1, 3)


def _incident(office: Office, number: int, house_id: int, started: str, ended: str | None) -> None:
    office.desk.store.execute(
        "INSERT INTO incident (id, kind, service, title, public_text, started_at, ended_at)"
        " VALUES (?, 'emergency', 'heating', 'Нет отопления', 'Тепло вернут к 18:00', ?, ?)",
        (number, started, ended),
    )
    office.desk.store.execute(
        "INSERT INTO incident_building (incident_id, building_id) VALUES (?, ?)",
        (number, house_id),
    )


def test_offers(office: Office) -> None:
    """The list under the address field tells houses apart: who manages, how high, how often."""
    house_id = new_house(office.buildings, "пр-кт Ленина", "12", floors=5, flats=80)
    new_house(office.buildings, "пр-кт Ленина", "14")
    company = new_company(office.organizations, "ООО «УК «Уют»»", short_name="УК «Уют»")
    office.buildings.set_contract([house_id], Service.MANAGEMENT, company)
    new_ticket(office, building_id=house_id, address_text="")
    offer = office.buildings.offers("лен 12")[0]
    assert (offer.building_id, offer.address) == (house_id, "пр-кт Ленина, д. 12")
    assert (offer.manager, offer.floors, offer.flats, offer.tickets_week) == ("УК «Уют»", 5, 80, 1)
    assert {offer.address[start:end] for start, end in offer.spans} == {"Лен", "12"}
    assert office.buildings.offers("") == []
