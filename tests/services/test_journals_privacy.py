"""Who called stays inside: every journal upward by default, and with a reason that is kept."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from db import tables
from db.connection import Value
from desktop_app.core.enums import CallbackOutcome, HandoverChannel, HandoverOutcome, TicketSource
from desktop_app.core.journal_books import JOURNALS, journal
from desktop_app.core.records.journals import Journal, JournalOrder
from desktop_app.core.records.tickets import HandoverDraft
from desktop_app.services.exports import Exports
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services import journal_of
from tests.services.fixtures import HandClock, new_ticket

REASON = "запрос прокуратуры"
SECRETS = {
    "name": "Громозека Пётр",
    "phone": "555-77-31",
    "flat": "кв-пятьсот",
    "code": "домофон-К7",
    "words": "у Громозеки",
}
# Which of the secrets a journal shows when a reason is given.
SHOWN = {
    "tickets": {"name", "phone", "flat", "code", "words"},
    "letters": {"name", "phone", "flat", "words"},
    "reception": {"name", "phone", "flat", "words"},
    "handovers": {"name", "flat", "words"},
    "calls": {"flat", "words"},
    "visits": {"name", "flat", "words"},
    "waste": {"words"},
    "sites": {"name"},
    "exports": {"words"},
    "destructions": {"words"},
    "outages": set(),
    "instruments": set(),
}


@pytest.fixture
def told(office: Office, exports: Exports, target: Path, hand_clock: HandClock) -> Path:
    """Live through everything journals tell of, with a person's secrets in every field."""
    house = new_house(office.buildings, "ул. Садовая", "3", settlement="г. Радужный")
    company = new_company(office.organizations, "УК «Уют»")
    tickets = [
        new_ticket(
            office, source=source, building_id=house, address_text="", premise=SECRETS["flat"],
            entrance="2", applicant_name=SECRETS["name"], phone=f"8 900 {SECRETS['phone']}",
            details=f"Холодно {SECRETS['words']}", organization_id=company,
        )
        for source in (TicketSource.PHONE, TicketSource.VISIT, TicketSource.LETTER)
    ]  # fmt: skip
    new_ticket(office, address_text=f"Лесная 3, {SECRETS['flat']}, {SECRETS['name']}")
    office.handovers.hand_over(
        tickets, HandoverDraft(company, HandoverChannel.EMAIL, SECRETS["name"])
    )
    hand_clock.forward(hours=2)
    for ticket in tickets:
        handover = office.desk.store.scalar(
            "SELECT max(id) FROM handover WHERE ticket_id = ?", (ticket,)
        )
        office.handovers.answer(ticket, handover, HandoverOutcome.DONE, f"{SECRETS['words']} тепло")
        office.callbacks.record(ticket, CallbackOutcome.REWORK, f"{SECRETS['words']} холодно")
    _in_tables(office, house, tickets[0])
    leak = target.with_name(f"{SECRETS['words']}.xlsx")
    order = JournalOrder(journal("tickets"), depersonalised=False, reason=SECRETS["words"])
    exports.write(order, leak)
    office.audit.saw("tickets", tickets[0])
    office.audit.write_looks()
    return target


def _in_tables(office: Office, house: int, ticket: int) -> None:
    """Write the rows around a ticket: a door code, a visit, a site, a missed collection, an act."""
    store, words, name = office.desk.store, SECRETS["words"], SECRETS["name"]
    with store.write():
        door: dict[str, Value] = {
            "building_id": house, "number": 2, "door_code": SECRETS["code"],
        }  # fmt: skip
        store.insert(tables.entrance, door)
        visit: dict[str, Value] = {
            "number": "14", "kind": "coolant", "status": "draft", "building_id": house,
            "premise": SECRETS["flat"], "basis": f"жалоба {words}", "special_opinion": words,
            "planned_at": "2026-11-25T10:00:00", "created_at": "2026-11-24T10:00:00",
        }  # fmt: skip
        inspection = store.insert(tables.inspection, visit)
        store.insert(tables.inspection_ticket, {"inspection_id": inspection, "ticket_id": ticket})
        execute = store.execute
        execute(
            "INSERT INTO inspection_member (inspection_id, position, name, organization, role,"
            " signature) VALUES (?, 0, ?, ?, 'consumer', 'refused')",
            (inspection, name, SECRETS["flat"]),
        )
        execute(
            "INSERT INTO measurement (inspection_id, position, block, place, quantity, value)"
            " VALUES (?, 0, 'rooms', ?, 'температура воздуха', 15)",
            (inspection, SECRETS["flat"]),
        )
    _waste_and_act(office, ticket)


def _waste_and_act(office: Office, ticket: int) -> None:
    """Write a site of a person, a missed collection and an act of destruction."""
    words = SECRETS["words"]
    execute = office.desk.store.execute
    with office.desk.store.write():
        execute(
            "INSERT INTO collection_site (id, address, address_key, folded, sort_key, owner_text,"
            " note) VALUES (5, 'ул. Садовая', 'к', 'ф', 'с', ?, ?)",
            (SECRETS["name"], words),
        )
        execute(
            "INSERT INTO collection_missed (site_id, kind, opens_at, due_at, noted_at, ticket_id,"
            " note) VALUES (5, 'mixed', '2026-11-24T07:00:00', '2026-11-24T09:00:00',"
            " '2026-11-24T10:00:00', ?, ?)",
            (ticket, words),
        )
        execute(
            "INSERT INTO destruction_act (number, made_at, closed_before, basis, tickets, entries,"
            " events) VALUES ('1', '2026-11-24T10:00:00', '2020-01-01', ?, 1, 1, ?)",
            (f"заявление {words}", '[["2019-00001", "2019-12-01", "имя заявителя, телефон"]]'),
        )


@pytest.mark.parametrize("book", JOURNALS, ids=lambda book: book.key)
def test_no_secret_of_a_person_gets_upward(exports: Exports, told: Path, book: Journal) -> None:
    """By default no cell holds a name, a phone, a flat, a door code or words about a person."""
    assert exports.write(JournalOrder(book), told).rows > 0 or book.key in _EMPTY
    inside = journal_of.everything(told)
    assert [key for key, secret in SECRETS.items() if secret in inside] == []
    assert "Без персональных данных" in inside


@pytest.mark.parametrize("book", JOURNALS, ids=lambda book: book.key)
def test_with_a_reason_they_are_there_and_the_reason_is_kept(
    office: Office, exports: Exports, told: Path, book: Journal
) -> None:
    """What was left out is told, the heading names the reason, history keeps it."""
    exports.write(JournalOrder(book, depersonalised=False, reason=REASON), told)
    inside = journal_of.everything(told)
    assert {key for key, secret in SECRETS.items() if secret in inside} == SHOWN[book.key]
    assert f"Основание: {REASON}" in inside
    last = office.desk.store.row(
        "SELECT note, changes FROM history WHERE entity = 'export' ORDER BY id DESC LIMIT 1"
    )
    assert last is not None
    assert last[0] == REASON
    assert '["personal",null,true]' in last[1].replace(" ", "")


_EMPTY = {"outages", "instruments"}


def test_the_journal_of_access_tells_files_and_looks(exports: Exports, told: Path) -> None:
    """A file that left and a card that was opened are rows of one journal, by their time."""
    assert exports.write(JournalOrder(journal("exports")), told).rows == 2
    lines = [[c.value for c in row] for row in journal_of.sheet(told).iter_rows()]
    head = next(n for n, line in enumerate(lines) if line[0] == "Дата и время")
    rows = [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]
    assert [row["Действие"] for row in rows] == ["выгрузка", "просмотр карточки"]
    assert [row["Что"] for row in rows] == ["Журнал учёта заявок", "№ 2026-00001"]
    assert [row["Получатель и основание"] for row in rows] == ["указано", None]


def test_the_days_of_a_journal_of_two_tables_are_kept(exports: Exports, told: Path) -> None:
    """A period narrows both what left and what was looked at."""
    order = JournalOrder(journal("exports"))
    day = dt.date(2020, 1, 1)
    early = dataclasses.replace(order, query=dataclasses.replace(order.query, date_to=day))
    assert exports.write(early, told).rows == 0
