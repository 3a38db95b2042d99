"""The queue of calls: its orders and filters, and the list of it that leaves the office."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from db import history
from desktop_app.core.enums import (
    CallbackOutcome,
    Entity,
    HandoverOutcome,
    Operation,
    Service,
    TicketStatus,
)
from desktop_app.core.errors import NotAllowed, TargetError
from desktop_app.core.records.audit import AuditMode, AuditQuery
from desktop_app.core.records.callbacks import CallQuery, CallSort
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services import call_lists
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.reports.printed import pages
from tests.services.fixtures import HandClock, new_ticket


def done_ticket(office: Office, topic: str = "HEAT.NO", **fields: object) -> int:
    """Return a ticket its executor says is done."""
    ticket = new_ticket(office, topic, **fields)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    return ticket


def asked(office: Office, **parts: object) -> list[int]:
    """Return the queue under a question."""
    return list(office.callbacks.queue(CallQuery(**parts)))  # type: ignore[arg-type]  # by name


def test_orders_sort_within_due_ready_and_later(office: Office, hand_clock: HandClock) -> None:
    """Whatever the order, who is to be rung now comes before who is to be rung tomorrow."""
    lesnaya = new_house(office.buildings, "ул. Лесная", "2")
    sadovaya = new_house(office.buildings, "ул. Садовая", "3")
    company = new_company(office.organizations, "АО «Теплосеть»")
    far = done_ticket(office, building_id=sadovaya, premise="10")
    near = done_ticket(office, building_id=sadovaya, premise="9")
    handed = new_ticket(office, "MSW.MISS", building_id=lesnaya)
    office.handovers.hand_over([handed], HandoverDraft(company))
    office.tickets.set_status(handed, StatusChange(TicketStatus.DONE))
    later = done_ticket(office, building_id=lesnaya)
    moment = hand_clock.moment + dt.timedelta(days=1)
    office.callbacks.record(later, CallbackOutcome.LATER, next_call_at=moment)
    assert asked(office) == [far, near, handed, later]
    assert asked(office, sort=CallSort.ADDRESS) == [handed, near, far, later]
    assert asked(office, sort=CallSort.ADDRESS, descending=True) == [far, near, handed, later]
    assert asked(office, sort=CallSort.ORGANIZATION) == [handed, far, near, later]
    assert asked(office, sort=CallSort.TOPIC) == [far, near, handed, later]
    assert asked(office, sort=CallSort.NUMBER, descending=True) == [handed, near, far, later]
    assert asked(office, sort=CallSort.DONE, descending=True)[-1] == later
    hand_clock.moment = moment
    for order in CallSort:
        assert asked(office, sort=order)[0] == later


def test_filters_mean_what_they_mean_in_the_register(office: Office, hand_clock: HandClock) -> None:
    """Words, a service, an executor, «пора звонить», and all of them together."""
    company = new_company(office.organizations, "АО «Теплосеть»")
    heat = done_ticket(office, applicant_name="Гусева Елена", phone="8 900 555-43-87")
    waste = done_ticket(office, "MSW.MISS", applicant_name="Носов Пётр")
    handed = new_ticket(office, applicant_name="Юрьева Анна")
    office.handovers.hand_over([handed], HandoverDraft(company))
    office.tickets.set_status(handed, StatusChange(TicketStatus.DONE))
    new_ticket(office, applicant_name="Носов Иван")  # not done: nobody to ring
    assert asked(office, text="носов") == [waste]
    assert asked(office, text="4387") == [heat]
    assert asked(office, services=(Service.HEATING,)) == [heat, handed]
    assert asked(office, organization_ids=(company,)) == [handed]
    tomorrow = hand_clock.moment + dt.timedelta(days=1)
    office.callbacks.record(heat, CallbackOutcome.LATER, next_call_at=tomorrow)
    assert asked(office, only_now=True) == [waste, handed]
    assert asked(office, only_now=True, services=(Service.HEATING,), text="анна") == [handed]
    assert not CallQuery(sort=CallSort.ADDRESS).narrows


def test_a_line_holds_what_a_caller_needs(office: Office, hand_clock: HandClock) -> None:
    """Phone as people write it, the complaint, the answer of this cycle, what was tried before."""
    company = new_company(office.organizations, "АО «Теплосеть»")
    ticket = new_ticket(office, premise="52", phone="89005557704", details="Холодно\nс ночи")
    office.handovers.hand_over([ticket], HandoverDraft(company))
    handover = office.tickets.card(ticket).handovers[0].id
    office.handovers.answer(ticket, handover, HandoverOutcome.DONE, "спустили воздух")
    silent = done_ticket(office, phone="", no_phone=True)
    agreed = hand_clock.moment.replace(hour=14, minute=0)
    office.callbacks.record(ticket, CallbackOutcome.LATER, next_call_at=agreed)
    calls = office.call_lists.of(office.callbacks.queue(), "Служба: отопление")
    assert [line.ticket_id for line in calls.rows] == [silent, ticket]
    assert calls.rows[0].phone == "без телефона"
    line = calls.rows[1]
    assert line.phone.replace("\N{NO-BREAK SPACE}", " ") == "+7 (900) 555-77-04"
    assert line.address.endswith(", кв. 52")
    assert (line.answer, line.executor) == ("спустили воздух", "АО «Теплосеть»")
    assert (line.calls, line.again) == (1, agreed)
    (words,) = pages(office.call_lists.pdf(calls))
    for said in ("Холодно с ночи", "спустили воздух", "Служба: отопление", "перезвонить"):
        assert said in words
    assert office.call_lists.pdf(calls) == office.call_lists.pdf(calls)


def test_an_answer_that_proved_untrue_is_not_on_the_list(office: Office) -> None:
    """After «на доработку» the paper does not repeat what the executor said before."""
    company = new_company(office.organizations)
    ticket = new_ticket(office)
    office.handovers.hand_over([ticket], HandoverDraft(company))
    handover = office.tickets.card(ticket).handovers[0].id
    office.handovers.answer(ticket, handover, HandoverOutcome.DONE, "всё сделали")
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "холодно")
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    (line,) = office.call_lists.of([ticket]).rows
    assert line.answer == ""


def test_what_leaves_the_office_stands_in_history(office: Office, tmp_path: Path) -> None:
    """A printed and a written list: how many people, whose numbers, which filter, which file."""
    ticket = done_ticket(office)
    calls = office.call_lists.of([ticket], "Пора звонить")
    office.call_lists.printed(calls)
    place = tmp_path / office.call_lists.file_name(calls, ".xlsx")
    written = office.call_lists.write(calls, place)
    assert (written.path, written.rows) == (place, 1)
    rows = list(openpyxl.load_workbook(place).worksheets[0].iter_rows(values_only=True))
    assert any("Отбор: Пора звонить" in row for row in rows)
    numbers = office.desk.store.rows(
        "SELECT entity_id FROM history WHERE entity = 'export' AND operation = ? ORDER BY id",
        (Operation.EXPORTED.value,),
    )
    entries = [history.of_entity(office.desk.store, Entity.EXPORT, row[0])[0] for row in numbers]
    kept = [{change.field: change.after for change in entry.changes} for entry in entries]
    assert [facts["file"] for facts in kept] == ["на принтер", place.name]
    assert all(facts["rows"] == 1 and facts["personal"] for facts in kept)
    ids = office.audit.ids(AuditQuery(AuditMode.EXPORTS))
    told = [row.details for row in office.audit.page(AuditMode.EXPORTS, ids)]
    assert any(place.name in words for words in told), "the row of the journal names the file"
    with pytest.raises(TargetError):
        office.call_lists.write(calls, tmp_path / "список.docx")


def test_nobody_and_too_many_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was called meanwhile is left out; an empty list and an endless one are not made."""
    first, second = done_ticket(office), done_ticket(office)
    office.callbacks.record(first, CallbackOutcome.SOLVED)
    assert [line.ticket_id for line in office.call_lists.of([first, second]).rows] == [second]
    with pytest.raises(NotAllowed, match="Звонить некому"):
        office.call_lists.of([first])
    monkeypatch.setattr(call_lists, "MOST", 1)
    with pytest.raises(NotAllowed, match="до 1"):
        office.call_lists.of([first, second])
