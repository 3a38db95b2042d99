"""Two clerks at one record: nothing of either's work is lost."""

import dataclasses
from pathlib import Path

import pytest

from desktop_app.core.errors import Clash, Conflict
from desktop_app.core.records.tickets import TicketCard
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import new_ticket
from tests.services.test_incidents import NOW, heating


@pytest.fixture
def other(office: Office) -> Office:
    """Return another program over the same file, with its own clerk at the desk."""
    office.clerks.sit(office.clerks.add("Лапина Ирина").id)
    second = Office.open(office.path)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    return second


def _ticket(office: Office, other: Office) -> tuple[TicketCard, TicketCard]:
    ticket_id = new_ticket(office, details="Холодно", premise="5")
    return office.tickets.card(ticket_id), other.tickets.card(ticket_id)


def test_different_fields_are_joined(office: Office, other: Office) -> None:
    """One changed the flat, the other the words: the ticket holds both, nobody is asked."""
    mine, theirs = _ticket(office, other)
    other.tickets.merging_edit(theirs)(dataclasses.replace(theirs.draft, premise="6"))
    office.tickets.merging_edit(mine)(dataclasses.replace(mine.draft, details="Холодно с ночи"))
    now = office.tickets.card(mine.row.id)
    assert (now.row.premise, now.details) == ("6", "Холодно с ночи")


def test_the_same_field_is_asked_about(office: Office, other: Office) -> None:
    """Both values and the other's name are told; each may win, and the rest is joined."""
    for keep_mine, wanted in ((True, "7"), (False, "6")):
        mine, theirs = _ticket(office, other)
        changed = dataclasses.replace(theirs.draft, premise="6", entrance="2")
        other.tickets.merging_edit(theirs)(changed)
        save = office.tickets.merging_edit(mine)
        typed = dataclasses.replace(mine.draft, premise="7", details="Совсем холодно")
        with pytest.raises(Clash) as told:
            save(typed)
        assert told.value.fields == {"premise": ("7", "6")}
        assert told.value.who == "Иванова Анна"
        assert office.tickets.card(mine.row.id).row.premise == "6"
        asked = frozenset({"premise"})
        told.value.decide(asked, asked if keep_mine else frozenset())
        save(typed)
        now = office.tickets.card(mine.row.id)
        assert (now.row.premise, now.entrance, now.details) == (wanted, "2", "Совсем холодно")


def test_a_third_change_is_asked_about_again(office: Office, other: Office) -> None:
    """While a person decides the record may move on: a decision is never taken for another."""
    mine, theirs = _ticket(office, other)
    save = office.tickets.merging_edit(mine)
    other_save = other.tickets.merging_edit(theirs)
    other_save(dataclasses.replace(theirs.draft, premise="6"))
    typed = dataclasses.replace(mine.draft, premise="7")
    with pytest.raises(Clash) as told:
        save(typed)
    told.value.decide(frozenset({"premise"}), frozenset({"premise"}))
    again = other.tickets.card(mine.row.id)
    other.tickets.merging_edit(again)(dataclasses.replace(again.draft, premise="8"))
    with pytest.raises(Clash) as told:
        save(typed)
    assert told.value.fields == {"premise": ("7", "8")}
    told.value.decide(frozenset({"premise"}), frozenset())  # now the other's value, not mine
    save(typed)
    assert office.tickets.card(mine.row.id).row.premise == "8"


def test_houses_and_organisations_are_joined_too(office: Office, other: Office) -> None:
    """A field of the passport inside a house's draft is a field of its own."""
    house = new_house(office.buildings, "ул. Садовая", "3")
    mine, theirs = office.buildings.card(house), other.buildings.card(house)
    passport = dataclasses.replace(theirs.draft.passport, floors=9, year=1970)
    other.buildings.merging_save(theirs)(dataclasses.replace(theirs.draft, passport=passport))
    own = dataclasses.replace(mine.draft.passport, flats=80, year=1971)
    save = office.buildings.merging_save(mine)
    with pytest.raises(Clash) as told:
        save(dataclasses.replace(mine.draft, passport=own))
    assert told.value.fields == {"year": (1971, 1970)}
    told.value.decide(frozenset({"year"}), frozenset({"year"}))
    save(dataclasses.replace(mine.draft, passport=own))
    now = office.buildings.card(house).draft.passport
    assert (now.year, now.floors, now.flats) == (1971, 9, 80)
    company = new_company(office.organizations)
    ours, yours = office.organizations.card(company), other.organizations.card(company)
    other.organizations.merging_save(yours)(dataclasses.replace(yours.draft, note="звонить утром"))
    office.organizations.merging_save(ours)(dataclasses.replace(ours.draft, website="uk.example"))
    last = office.organizations.card(company).draft
    assert (last.note, last.website) == ("звонить утром", "uk.example")


def test_a_stale_version_alone_is_still_a_conflict(office: Office, other: Office) -> None:
    """Without the joining the row's version guards as before."""
    mine, theirs = _ticket(office, other)
    other.tickets.edit(theirs.row.id, theirs.version, theirs.draft)
    with pytest.raises(Conflict):
        office.tickets.edit(mine.row.id, mine.version, mine.draft)


def test_the_file_is_the_same(office: Office, other: Office) -> None:
    """Both programs do work over one file."""
    assert Path(other.path).samefile(office.path)


def test_outages_and_sites_are_joined(office: Office, other: Office) -> None:
    """What one corrects and what the other adds stay together."""
    house = new_house(office.buildings, "ул. Садовая", "3")
    outage = office.incidents.open(heating([house])).id
    mine, theirs = office.incidents.card(outage), other.incidents.card(outage)
    other.incidents.merging_save(theirs)(dataclasses.replace(theirs.draft, cause="Авария на ЦТП"))
    later = NOW.replace(hour=20, minute=0)
    office.incidents.merging_save(mine)(dataclasses.replace(mine.draft, planned_end=later))
    now = office.incidents.card(outage).draft
    assert (now.planned_end, now.cause) == (later, "Авария на ЦТП")
