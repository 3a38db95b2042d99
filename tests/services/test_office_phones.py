"""Local numbers and the office's area code: stored, searched and shown the same way everywhere."""

import dataclasses
from pathlib import Path

import pytest

from desktop_app.core.enums import OrganizationKind
from desktop_app.core.phones import shown
from desktop_app.core.records.organizations import OrganizationDraft, OrganizationQuery
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import HandoverDraft
from desktop_app.core.settings import AREA_CODE
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.reports.printed import pages
from tests.services import journal_of
from tests.services.fixtures import new_ticket
from tests.services.import_files import house, houses_in, tickets_in, write_csv, write_houses

_ASKED = ("8 (49341) 2-13-45", "+7 49341 21345", "84934121345", "4934121345", "2-13-45", "1345")
_PRINTED = "8 (49341) 2-13-45"


@pytest.fixture
def town(office: Office) -> Office:
    """Return an office whose local numbers have five digits."""
    office.settings.set(AREA_CODE, "49341")
    return office


def _printed(office: Office, ticket_id: int) -> str:
    row = office.tickets.card(ticket_id).row
    return shown(row.phone, row.phone_digits).replace("\N{NO-BREAK SPACE}", " ")


def _plain(words: object) -> str:
    return " ".join(str(words).split())


def _found(office: Office, asked: str) -> tuple[list[int], list[int]]:
    """Return what the search box and the register find."""
    boxed = [item.ticket_id for item in office.search.find(asked)]
    return boxed, list(office.register.ids(RegisterQuery(text=asked)))


@pytest.mark.parametrize("asked", _ASKED)
def test_a_local_number_of_a_call_is_found(town: Office, asked: str) -> None:
    """Proves that the full number and its end find a call whose local number was typed."""
    taken = new_ticket(town, phone="2-13-45")
    new_ticket(town, phone="2-13-46")
    assert _found(town, asked) == ([taken], [taken])
    assert town.tickets.card(taken).row.phone == "2-13-45"
    assert _printed(town, taken) == _PRINTED


def test_an_edited_number_gets_the_code(town: Office) -> None:
    """Proves that a corrected number is found by the full one, and the former one no more."""
    taken = new_ticket(town, phone="8 900 555-20-10")
    card = town.tickets.card(taken)
    town.tickets.edit(taken, card.version, dataclasses.replace(card.draft, phone="т. 2-13-45"))
    assert _found(town, _PRINTED) == ([taken], [taken])
    assert _found(town, "8 900 555-20-10") == ([], [])
    assert town.tickets.card(taken).row.phone == "т. 2-13-45"


@pytest.mark.parametrize("code", ["49341", "8 (49341)", "+7 49341", "849341", "(49341)"])
def test_the_code_is_taken_as_offices_type_it(office: Office, code: str) -> None:
    """Proves that the way out of town and brackets around the code do not spoil it."""
    office.settings.set(AREA_CODE, code)
    taken = new_ticket(office, phone="2-13-45")
    assert office.settings.area_code() == "49341"
    assert _printed(office, taken) == _PRINTED


def test_rows_from_before_the_code_are_found(office: Office) -> None:
    """Proves that old rows are found by what they hold, and wear no code nobody gave them."""
    old = new_ticket(office, phone="2-13-45")
    office.settings.set(AREA_CODE, "49341")
    for asked in ("2-13-45", "1345", "21345"):
        assert _found(office, asked) == ([old], [old])
    assert _printed(office, old) == "2-13-45"


def test_a_journal_gets_the_code(town: Office, tmp_path: Path) -> None:
    """Proves that tickets of another office's journal are found by the full number."""
    town.imports.run(houses_in(write_houses(tmp_path / "дома.csv", house(number="д. 1"))))
    line = {
        "№ заявки": "17/21",
        "Дата регистрации": "01.02.2021",
        "Адрес": "ул. Садовая, д. 1",
        "Телефон": "2-13-45",
        "Содержание": "Холодно",
    }
    journal = write_csv(tmp_path / "журнал.csv", tuple(line), [line])
    assert town.imports.run(tickets_in(journal)).added == 1
    taken = town.tickets.find("17/21")
    for asked in _ASKED:
        assert _found(town, asked) == ([taken], [taken])
    assert (town.tickets.card(taken).row.phone, _printed(town, taken)) == ("2-13-45", _PRINTED)


def test_papers_and_exports_print_what_the_window_shows(town: Office, tmp_path: Path) -> None:
    """Proves it of the journal, the registry, the ticket's card and the visits of a day."""
    building = new_house(town.buildings)
    company = new_company(town.organizations, kind=OrganizationKind.UTILITY)
    taken = new_ticket(town, phone="2-13-45", building_id=building, address_text="")
    told = new_ticket(town, phone="2-13-46, спросить дочь", building_id=building, address_text="")
    town.handovers.hand_over([taken, told], HandoverDraft(company))
    printed = {_PRINTED, "2-13-46, спросить дочь"}

    target = tmp_path / "журнал.xlsx"
    town.exports.journal(RegisterQuery(), target, depersonalised=False, reason="сверка")
    assert {_plain(row["Телефон"]) for row in journal_of.rows(target)} == printed

    (registry,) = town.handover_registry.of_tickets([taken, told])
    assert {_plain(row.phone) for row in registry.rows} == printed

    assert _PRINTED in _plain(" ".join(pages(town.ticket_papers.make([taken]))))

    draft = dataclasses.replace(
        town.inspections.draft_for(building),
        ticket_ids=(taken, told),
        planned_at=town.desk.now(),
    )
    town.inspections.plan(draft)
    (visit,) = town.inspections.of_day(town.desk.now().date())
    assert {_plain(phone) for phone in visit.phones} == printed


@pytest.mark.parametrize("asked", _ASKED)
def test_an_organisation_is_found(town: Office, asked: str) -> None:
    """Proves that phones of organisations are searched by the full number and by its end."""
    kind = OrganizationKind.UTILITY
    draft = OrganizationDraft(kind, "МУП «Тепло»", dispatcher_phone="2-13-45")
    saved = town.organizations.add(draft)
    town.organizations.add(OrganizationDraft(kind, "МУП «Вода»", phone="2-13-46"))
    assert list(town.organizations.ids(OrganizationQuery(asked))) == [saved.id]
    assert town.organizations.card(saved.id).draft.dispatcher_phone == "2-13-45"
    other = dataclasses.replace(draft, dispatcher_phone="", phone="2-13-47")
    town.organizations.save(saved.id, 1, other)
    assert list(town.organizations.ids(OrganizationQuery(asked))) == []
    assert list(town.organizations.ids(OrganizationQuery("8 49341 2-13-47"))) == [saved.id]
