"""Edits of houses and organisations go back, unless the same field was edited since."""

from dataclasses import replace
from typing import Any

import pytest

from desktop_app.core.changes import Changes
from desktop_app.core.enums import Entity, OrganizationKind
from desktop_app.core.errors import NotAllowed, NotFound
from desktop_app.core.records.buildings import Entrance
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.services.office import Office
from tests.factories import house_draft, new_company, new_house
from tests.services.fixtures import entries_of, new_ticket


def _undo(office: Office, changes: Changes) -> None:
    assert changes.action is not None
    office.undo.undo(changes.action)


def _passport(office: Office, house: int, **fields: Any) -> Changes:
    """Save fields of the passport of a house as a form does."""
    card = office.buildings.card(house)
    passport = replace(card.passport, **fields)
    return office.buildings.save(
        house, card.version, replace(card.draft, passport=passport)
    ).changes


def _rename(office: Office, company: int, **fields: Any) -> Changes:
    """Save fields of an organisation as a form does."""
    card = office.organizations.card(company)
    draft = replace(card.draft, **fields)
    return office.organizations.save(company, card.version, draft).changes


def _edited(office: Office, house: int) -> str:
    sql = "SELECT edited_fields FROM building WHERE id = ?"
    return str(office.desk.store.scalar(sql, (house,)))


def test_a_passport_is_put_back(office: Office) -> None:
    """Numbers, a flag and the note are as before; history keeps both, imports may fill anew."""
    house = new_house(office.buildings)
    before, edited = office.buildings.card(house), _edited(office, house)
    changes = _passport(office, house, floors=9, is_dangerous=True, note="домофон сломан")
    assert "note" in _edited(office, house)
    entries = len(entries_of(office, Entity.BUILDING, house))
    _undo(office, changes)
    after = office.buildings.card(house)
    assert after.passport == before.passport
    assert _edited(office, house) == edited
    assert len(entries_of(office, Entity.BUILDING, house)) == entries + 1
    with pytest.raises(NotAllowed, match="уже отменена"):
        _undo(office, changes)


def test_another_address_is_put_back(office: Office) -> None:
    """The house and its tickets are found by the former address again."""
    house = new_house(office.buildings, "ул. Садовая", "3")
    new_ticket(office)
    before = office.buildings.card(house)
    moved = replace(before.draft, street="ул. Лесная", house="14 к. 2")
    changes = office.buildings.save(house, before.version, moved).changes
    assert office.house_search.find("лесная 14")[0].building_id == house
    _undo(office, changes)
    after = office.buildings.card(house)
    assert (after.draft, after.full_address) == (before.draft, before.full_address)
    assert office.house_search.find("садовая 3")[0].building_id == house
    assert all(found.building_id != house for found in office.house_search.find("лесная 14"))


def test_an_address_taken_since_is_not_put_back(office: Office) -> None:
    """Another house stands there by now: refused in words, nothing changed."""
    house = new_house(office.buildings, "ул. Садовая", "3")
    card = office.buildings.card(house)
    moved = replace(card.draft, house="5")
    changes = office.buildings.save(house, card.version, moved).changes
    new_house(office.buildings, "ул. Садовая", "3")
    with pytest.raises(NotAllowed, match="такой дом уже есть"):
        _undo(office, changes)
    assert office.buildings.card(house).house == "5"


def test_entrances_and_names_are_put_back(office: Office) -> None:
    """Codes with spaces and names with semicolons come back as they were."""
    house = new_house(office.buildings)
    details = office.buildings.details
    first = [Entrance(1, 1, 20, 5, "код; 12 К"), Entrance(2, 21, 40)]
    details.set_entrances(house, office.buildings.card(house).version, first)
    second = details.set_entrances(house, office.buildings.card(house).version, [Entrance(1)])
    names = ["дом быта; бывший", "башня"]
    details.set_aliases(house, office.buildings.card(house).version, names)
    third = details.set_aliases(house, office.buildings.card(house).version, [])
    _undo(office, third.changes)
    _undo(office, second.changes)
    card = office.buildings.card(house)
    assert list(card.entrances) == first
    assert sorted(card.aliases) == sorted(names)
    assert office.house_search.find("башня")[0].building_id == house


def test_only_an_edit_of_the_same_field_is_in_the_way(office: Office) -> None:
    """A note does not hinder the floors, floors do; taken back one after another both go."""
    house = new_house(office.buildings)
    first = _passport(office, house, floors=9)
    _passport(office, house, note="во дворе шлагбаум")
    third = _passport(office, house, floors=12)
    with pytest.raises(NotAllowed, match="изменён дом"):
        _undo(office, first)
    _undo(office, third)
    _undo(office, first)
    passport = office.buildings.card(house).passport
    assert (passport.floors, passport.note) == (
        house_draft("ул. Садовая", "3").passport.floors,
        "во дворе шлагбаум",
    )


def test_an_organisation_is_put_back(office: Office) -> None:
    """Kind, phones and people are as before; a later edit of one of them is in the way."""
    people = (Person("Орлова Анна", "мастер, участок; 2", "8 900 555-18-63"),)
    company = new_company(office.organizations, people=people, phone="8 (815) 212-34-56")
    before = office.organizations.card(company)
    changes = _rename(
        office,
        company,
        kind=OrganizationKind.UTILITY,
        people=(Person("Лапина Ирина"),),
        dispatcher_phone="112",
    )
    _rename(office, company, note="отвечают до 17:00")
    _undo(office, changes)
    after = office.organizations.card(company).draft
    assert after == replace(before.draft, note="отвечают до 17:00")
    again = _rename(office, company, phone="8 (815) 200-00-00")
    _rename(office, company, phone="8 (815) 200-00-01")
    with pytest.raises(NotAllowed, match="изменена организация"):
        _undo(office, again)


def test_a_name_taken_since_is_not_put_back(office: Office) -> None:
    """Another organisation has the name by now: refused in words."""
    company = new_company(office.organizations, "ООО «Уют»")
    changes = _rename(office, company, name="ООО «Быт»")
    new_company(office.organizations, "ООО «Уют»")
    with pytest.raises(NotAllowed, match="такая организация уже есть"):
        _undo(office, changes)
    assert office.organizations.card(company).draft.name == "ООО «Быт»"


def test_what_was_added_goes_unless_it_is_used(office: Office) -> None:
    """A house and an organisation just added are gone; one that a ticket names stays."""
    house = office.buildings.add(house_draft("ул. Новая", "7"))
    company = office.organizations.add(OrganizationDraft(OrganizationKind.UTILITY, "МУП «Тепло»"))
    _undo(office, house.changes)
    _undo(office, company.changes)
    with pytest.raises(NotFound):
        office.buildings.card(house.id)
    with pytest.raises(NotFound):
        office.organizations.card(company.id)
    assert office.house_search.find("новая 7") == []
    used = office.buildings.add(house_draft("ул. Новая", "7"))
    new_ticket(office, building_id=used.id)
    with pytest.raises(NotAllowed, match="связаны другие"):
        _undo(office, used.changes)


def test_what_was_added_and_then_filled_in_does_not_go(office: Office) -> None:
    """Any later edit is in the way of taking a house away, though it wrote another field."""
    house = office.buildings.add(house_draft("ул. Новая", "7"))
    filled = _passport(office, house.id, note="домофон сломан")
    with pytest.raises(NotAllowed, match="После этого было"):
        _undo(office, house.changes)
    _undo(office, filled)
    _undo(office, house.changes)
    with pytest.raises(NotFound):
        office.buildings.card(house.id)


def test_the_number_of_what_is_gone_comes_to_nothing_else(office: Office) -> None:
    """A house and an organisation added next have no history of those that were taken back."""
    house = office.buildings.add(house_draft("ул. Новая", "7"))
    company = office.organizations.add(OrganizationDraft(OrganizationKind.UTILITY, "МУП «Тепло»"))
    _undo(office, house.changes)
    _undo(office, company.changes)
    other, utility = new_house(office.buildings), new_company(office.organizations)
    assert other != house.id
    assert utility != company.id
    assert len(entries_of(office, Entity.BUILDING, other)) == 1
    assert len(entries_of(office, Entity.ORGANIZATION, utility)) == 1


def test_nothing_changed_offers_nothing(office: Office) -> None:
    """A save without a change and an edit of a former program cannot be undone."""
    house = new_house(office.buildings)
    assert _passport(office, house).action is None
    changes = _passport(office, house, floors=9)
    with office.desk.store.write():
        office.desk.store.execute("DROP TRIGGER history_is_not_changed")
        office.desk.store.execute(
            "UPDATE history SET changes = replace(changes, '\"snapshot\"', '\"digest\"')"
            " WHERE action = ?",
            (changes.action,),
        )
    with pytest.raises(NotAllowed, match="прежняя версия"):
        _undo(office, changes)
