"""Organisations through the office: kept once, checked, counted."""

import dataclasses
import datetime as dt
from functools import partial
from typing import Any

import pytest

from desktop_app.core.changes import Kind
from desktop_app.core.enums import Entity, OrganizationKind, Service
from desktop_app.core.errors import Conflict, InvalidDraft, NotFound
from desktop_app.core.records.organizations import (
    OrganizationDraft,
    OrganizationQuery,
    OrganizationSort,
    Person,
)
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock, entries_of, new_ticket

_INN, _OTHER_INN = "7707083893", "7736050003"
_MANAGER = OrganizationKind.MANAGER


def _draft(name: str = "ООО «УК «Уют»»", **more: Any) -> OrganizationDraft:
    return OrganizationDraft(_MANAGER, name, **more)


def test_added_organisation(office: Office) -> None:
    """What was typed is kept, numbers without the spaces they were pasted with."""
    people = (Person("Орлов Пётр Ильич", "диспетчер", "8 900 555-31-07"), Person(" "))
    saved = office.organizations.add(
        _draft(inn="7707 083893", phone="8 (49341) 2-13-45", email="uk@example.ru", people=people)
    )
    card = office.organizations.card(saved.id)
    assert (card.draft.inn, card.draft.phone) == (_INN, "8 (49341) 2-13-45")
    assert card.draft.people == people[:1]
    assert saved.changes.ids == {Kind.ORGANIZATION: frozenset({saved.id})}
    (entry,) = entries_of(office, Entity.ORGANIZATION, saved.id)
    assert ("inn", None, _INN) in [(c.field, c.before, c.after) for c in entry.changes]


def test_every_bad_field_is_named(office: Office) -> None:
    """All wrong fields are named at once and nothing is written."""
    draft = _draft(
        name="«»",
        inn="7707083894",
        kpp="12",
        ogrn="1027700132196",
        phone="спросить у Веры",
        dispatcher_phone="—",
        email="почта",
        people=(Person("", "директор"),),
        website="a" * 301,
    )
    with pytest.raises(InvalidDraft) as refused:
        office.organizations.add(draft)
    assert set(refused.value.fields) == {
        "name", "inn", "kpp", "ogrn", "phone", "dispatcher_phone", "email", "people", "website"
    }  # fmt: skip
    assert len(office.organizations.ids()) == 0
    with pytest.raises(InvalidDraft, match="предпринимателя КПП нет"):
        office.organizations.add(_draft(inn="500100732259", kpp="770701001"))


@pytest.mark.parametrize("name", ['ООО"УК Уют"', "общество с ограниченной ответственностью УК Уют"])
def test_kept_once(office: Office, name: str) -> None:
    """The same company typed otherwise is refused with the name that is there."""
    new_company(office.organizations, "ООО «УК «Уют»»")
    with pytest.raises(InvalidDraft) as refused:
        office.organizations.add(_draft(name))
    assert refused.value.fields == {"name": "такая организация уже есть: ООО «УК «Уют»»"}


def test_namesakes_differ_by_inn(office: Office) -> None:
    """Two companies of one name are two when both ИНН are known; one ИНН is one company."""
    new_company(office.organizations, "ООО «Восход»", inn=_INN)
    with pytest.raises(InvalidDraft, match="акая организация уже есть"):
        new_company(office.organizations, "ООО «Восход»")
    assert new_company(office.organizations, "ООО «Восход»", inn=_OTHER_INN)
    with pytest.raises(InvalidDraft, match="тот ИНН уже у организации ООО «Восход»"):
        new_company(office.organizations, "ООО «Закат»", inn=_INN)


def test_branches_share_inn(office: Office) -> None:
    """Branches of one company differ by КПП."""
    new_company(office.organizations, "АО «Теплосеть»", inn=_INN, kpp="770701001")
    assert new_company(office.organizations, "Филиал АО «Теплосеть»", inn=_INN, kpp="371401001")


def test_an_import_adds_only_who_is_not_there(office: Office) -> None:
    """An import gets the organisation that is there, or a new one with a printed name."""
    with office.desk.action() as action:
        ensure = partial(office.organizations.ensure, action, kind=_MANAGER)
        first, is_new = ensure('ООО"УК Уют"')
        assert is_new
        assert ensure("ООО «УК «Уют»»") == (first, False)
    with_inn = new_company(office.organizations, "ООО «Закат»", inn=_INN)
    assert office.organizations.card(first).draft.name == "ООО «УК Уют»"
    assert office.organizations.find("ООО «Закат»") == with_inn
    assert office.organizations.find("ООО «Рассвет»", _INN) == with_inn
    assert office.organizations.find("ООО «Закат»", _OTHER_INN) is None
    assert len(office.organizations.ids()) == 2


def test_ambiguous_name_is_not_guessed(office: Office) -> None:
    """Of two namesakes none is taken without an ИНН."""
    new_company(office.organizations, "ООО «Восход»", inn=_INN)
    second = new_company(office.organizations, "ООО «Восход»", inn=_OTHER_INN)
    with pytest.raises(InvalidDraft, match="различите их по ИНН"):
        office.organizations.find('ООО "Восход"')
    assert office.organizations.find('ООО "Восход"', _OTHER_INN) == second


def test_saving(office: Office) -> None:
    """A changed card is versioned and remembered; an unchanged one leaves nothing."""
    company = new_company(office.organizations, people=(Person("Орлов П. И."),))
    card = office.organizations.card(company)
    assert office.organizations.save(company, card.version, card.draft).version == card.version
    changed = dataclasses.replace(
        card.draft, dispatcher_phone="8 900 555-20-10", people=(), is_active=False
    )
    saved = office.organizations.save(company, card.version, changed)
    assert saved.version == card.version + 1
    assert office.organizations.card(company).draft == changed
    fields = [
        change.field for change in entries_of(office, Entity.ORGANIZATION, company)[-1].changes
    ]
    assert fields == ["dispatcher_phone", "people", "is_active", "snapshot"]
    with pytest.raises(Conflict, match="ООО «УК «Уют-Сервис»»"):
        office.organizations.save(company, card.version, card.draft)


def test_no_such_organisation(office: Office) -> None:
    """An organisation that is gone is said to be gone."""
    with pytest.raises(NotFound):
        office.organizations.card(5)
    with pytest.raises(NotFound):
        office.organizations.save(5, 1, _draft())


def test_counts(office: Office, hand_clock: HandClock) -> None:
    """Houses served today, open and overdue tickets stand in the list and on the card."""
    manager = new_company(office.organizations)
    utility = new_company(office.organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)
    houses = [new_house(office.buildings, house=str(number)) for number in (1, 2, 3)]
    office.buildings.set_contract(houses, Service.MANAGEMENT, manager)
    office.buildings.set_contract(houses[:2], Service.HEATING, utility)
    office.buildings.set_contract(houses[:2], Service.HOT_WATER, utility)
    office.buildings.end_contract(houses[2:], Service.MANAGEMENT, dt.date(2026, 11, 1))
    new_ticket(office, building_id=houses[0], address_text="")
    hand_clock.forward(days=5)
    new_ticket(office, building_id=houses[1], address_text="")
    first, second = office.organizations.page([utility, manager])
    assert (first.houses, first.open_tickets, first.overdue_tickets) == (2, 2, 1)
    assert (second.houses, second.open_tickets, second.overdue_tickets) == (2, 0, 0)
    card = office.organizations.card(utility)
    assert card.services == ((Service.HEATING, 2), (Service.HOT_WATER, 2))
    assert (card.open_tickets, card.overdue_tickets) == (2, 1)


def test_list(office: Office) -> None:
    """Names, ИНН and phones narrow the list; it goes by name, and left ones stay out."""
    organizations = office.organizations
    second = new_company(organizations, "ТСЖ «Восход-2»", inn=_INN)
    tenth = new_company(organizations, "ЖСК «Восход-10»", phone="+7 900 555-20-10")
    heat = new_company(organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)
    gone = new_company(organizations, "ООО «Арка»", is_active=False)
    house = new_house(office.buildings)
    office.buildings.set_contract([house], Service.HEATING, heat)

    def listed(query: OrganizationQuery) -> list[int]:
        return list(organizations.ids(query))

    assert listed(OrganizationQuery()) == [second, tenth, heat]
    assert listed(OrganizationQuery(descending=True)) == [heat, tenth, second]
    assert listed(OrganizationQuery(only_active=False)) == [gone, second, tenth, heat]
    assert listed(OrganizationQuery(text="ВОСХОД 10")) == [tenth]
    assert listed(OrganizationQuery(text="555201")) == [tenth]
    assert listed(OrganizationQuery(text=_INN)) == [second]
    assert listed(OrganizationQuery(kind=OrganizationKind.UTILITY)) == [heat]
    assert listed(OrganizationQuery(sort=OrganizationSort.KIND)) == [heat, second, tenth]
    by_houses = OrganizationQuery(sort=OrganizationSort.HOUSES, descending=True)
    assert listed(by_houses) == [heat, second, tenth]
    assert [ref.id for ref in organizations.refs(_MANAGER)] == [second, tenth]
    assert len(organizations.refs()) == 3
