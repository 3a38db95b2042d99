"""The journal of what was done, its chain, and personal data whose term is out."""

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.queries import audit as audit_queries
from db.queries import retention
from desktop_app.core.enums import CallbackOutcome, CancelReason, Entity, Operation, TicketStatus
from desktop_app.core.errors import DatabaseLocked, InvalidDraft, NotAllowed
from desktop_app.core.records.audit import AuditMode, AuditQuery
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.text import NBSP, counted
from desktop_app.services.office import Office
from tests.factories import new_company
from tests.reports.printed import pages
from tests.services.fixtures import HandClock, new_ticket

_NAME, _PHONE, _WORDS = "Соколова Вера Андреевна", "+7 900 555-18-63", "Холодно, внучка болеет"


@pytest.fixture
def clerk(office: Office) -> int:
    """Return a clerk at the desk."""
    clerk = office.clerks.add("Лапина Ирина", "специалист")
    office.clerks.sit(clerk.id)
    return clerk.id


def _shown(office: Office, query: AuditQuery) -> list[tuple[str, str, str]]:
    ids = list(office.audit.ids(query))
    rows = {row.id: row for row in office.audit.page(query.mode, ids)}
    return [(rows[key].clerk, rows[key].operation, rows[key].what) for key in ids]


def test_who_did_what_and_when(office: Office, clerk: int, hand_clock: HandClock) -> None:
    """The newest first; found by a ticket's number, words, a clerk, an operation, days."""
    first = new_ticket(office, details=_WORDS)
    hand_clock.forward(hours=48)
    office.clerks.sit(office.clerks.add("Иванова Анна").id)
    second = new_ticket(office, applicant_name="Юдина Ольга")
    number = office.tickets.card(second).row.number
    newest = _shown(office, AuditQuery())[0]
    assert newest == ("Иванова Анна", "Принято обращение", f"№ {number}")
    assert _shown(office, AuditQuery(text=number)) == [newest]
    assert _shown(office, AuditQuery(text="юдина")) == [newest]
    registered = AuditQuery(operation=Operation.TICKET_REGISTERED, clerk_id=clerk)
    assert len(_shown(office, registered)) == 1
    day = dt.date(2026, 11, 24)
    early = AuditQuery(operation=Operation.TICKET_REGISTERED, until=day)
    assert len(_shown(office, early)) == 1
    late = AuditQuery(operation=Operation.TICKET_REGISTERED, since=day + dt.timedelta(days=1))
    assert _shown(office, late) == [newest]
    assert first != second


def test_looks_and_files_are_kept(office: Office, clerk: int, tmp_path: Path) -> None:
    """Who opened a card is written with the beat; a file with personal data tells its reason."""
    ticket = new_ticket(office)
    number = office.tickets.card(ticket).row.number
    office.audit.saw("tickets", ticket)
    office.audit.saw("buildings", 99)
    assert office.audit.write_looks() == 2
    assert office.audit.write_looks() == 0
    looks = AuditQuery(mode=AuditMode.VIEWS, text=number, clerk_id=clerk)
    assert _shown(office, looks) == [("Лапина Ирина", "Просмотр", f"№ {number}")]
    assert len(_shown(office, AuditQuery(mode=AuditMode.VIEWS))) == 2
    office.exports.journal(
        RegisterQuery(), tmp_path / "ж.xlsx", depersonalised=False, reason="запрос прокуратуры"
    )
    ids = list(office.audit.ids(AuditQuery(mode=AuditMode.EXPORTS)))
    assert len(ids) == 1
    (row,) = office.audit.page(AuditMode.EXPORTS, ids)
    assert row.operation == "Выгрузка"
    assert "запрос прокуратуры" in row.details


def test_papers_that_name_people_are_kept_as_exports(
    office: Office, clerk: int, seen: InspectionDraft, hand_clock: HandClock, tmp_path: Path
) -> None:
    """The sheet of a day has phones, the journal has what people told: both leave the office."""
    assert clerk
    day = hand_clock().date()
    asked = dataclasses.replace(seen, started_at=None, finished_at=None, planned_at=hand_clock())
    office.inspections.plan(asked)
    office.acts.write_day(day, tmp_path / "лист.pdf")
    office.acts.day_printed(day)
    office.audit.write_pdf(AuditQuery(AuditMode.CHANGES), tmp_path / "журнал.pdf")
    ids = office.audit.ids(AuditQuery(AuditMode.EXPORTS))
    told = [row.details for row in office.audit.page(AuditMode.EXPORTS, ids)]
    assert any("лист.pdf" in words for words in told)
    assert any("на принтер" in words for words in told)
    assert any("журнал.pdf" in words for words in told)


def test_looks_wait_for_a_file_that_is_held(
    office: Office, clerk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was looked at while nothing could be written is written with the next beat."""
    assert clerk
    office.audit.saw("tickets", new_ticket(office))
    with monkeypatch.context() as held:
        held.setattr(audit_queries, "add_looks", _locked)
        with pytest.raises(DatabaseLocked):
            office.audit.write_looks()
    assert office.audit.write_looks() == 1
    assert office.audit.write_looks() == 0


def _locked(*_: object) -> None:
    raise DatabaseLocked("База занята другой программой")


def test_the_journal_is_printed_with_the_verdict(
    office: Office, clerk: int, tmp_path: Path
) -> None:
    """The paper holds the entries, the verdict and the hash the chain ends with."""
    assert clerk
    new_ticket(office, details=_WORDS)
    before = office.audit.verify()
    path = office.audit.write_pdf(AuditQuery(), tmp_path / "журнал.pdf")
    after = office.audit.verify()
    words = "\n".join(pages(path.read_bytes()))
    assert "Журнал изменений" in words
    assert "Лапина Ирина" in words
    assert "цела, записей всего" in words
    assert before.head[:16] in words.replace("\n", "")
    assert f"Отпечаток записи № {before.entries}:" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert (after.entries, after.head == before.head) == (before.entries + 1, False)
    exports = list(office.audit.ids(AuditQuery(mode=AuditMode.EXPORTS)))
    (kept,) = office.audit.page(AuditMode.EXPORTS, exports)
    assert f"отпечаток записи: № {before.entries}: {before.head[:40]}" in kept.details
    assert "Сама эта выгрузка записана в него позже" in " ".join(words.split())


def _closed(office: Office, **fields: Any) -> int:
    """Return a ticket that was cancelled at once: closed, with all it was told."""
    ticket = new_ticket(office, **fields)
    change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)
    office.tickets.set_status(ticket, change)
    return ticket


def _old(office: Office, hand_clock: HandClock) -> int:
    """Return a ticket full of personal data, closed six years before now."""
    ticket = _closed(
        office,
        applicant_name=_NAME,
        phone=_PHONE,
        premise="17",
        details=_WORDS,
    )
    office.tickets.set_private_note(ticket, "звонить Вере Андреевне после обеда")
    hand_clock.forward(hours=24 * 365 * 6)
    return ticket


def test_what_is_due_is_destroyed_and_nothing_else(
    office: Office, clerk: int, hand_clock: HandClock, figure: Callable[[str, object], None]
) -> None:
    """Not a letter of the name, the phone or the words stays in the file; the rest stays."""
    assert clerk
    old = _old(office, hand_clock)
    new = _closed(office, applicant_name="Петров Пётр", phone="+7 900 555-00-11")
    number = office.tickets.card(old).row.number
    due = office.retention.due()
    assert [one.number for one in due] == [number]
    assert "имя заявителя" in due[0].kinds
    act = office.retention.destroy("приказ № 15 от 24.11.2032")
    assert (act.tickets, act.number) == (1, "2032-1")
    assert office.retention.due() == []
    card = office.tickets.card(old)
    assert (card.row.applicant_name, card.row.phone, card.details) == ("", "", "")
    assert card.row.status is TicketStatus.CANCELLED
    assert office.tickets.card(new).row.applicant_name == "Петров Пётр"
    assert [row.id for row in office.search.tickets("Соколова", 10)] == []
    office.close()
    content = office.path.read_bytes()
    for personal in (_NAME, "Соколова", _WORDS, "внучка", "Вере Андреевне", "5551863"):
        assert personal.encode() not in content, personal
    assert "Петров Пётр".encode() in content
    figure("следов уничтоженных данных в файле", 0)


def test_words_copied_from_a_call_are_destroyed_with_it(
    office: Office, clerk: int, hand_clock: HandClock, tmp_path: Path
) -> None:
    """A cycle opened by a call keeps its remark, a term the reason given, a file its name."""
    assert clerk
    ticket = new_ticket(office)
    scan = tmp_path / "Паспорт Соколовой.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    office.attachments.add(Entity.TICKET, ticket, [scan])
    office.tickets.set_deadline(ticket, dt.datetime(2026, 12, 1), "Соколова уехала")
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "Соколова: опять холодно")
    office.tickets.set_deadline(ticket, dt.datetime(2026, 12, 2), "Соколова просит позже")
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.SOLVED)
    hand_clock.forward(hours=24 * 365 * 6)
    (due,) = office.retention.due()
    assert "возвраты" in due.kinds
    office.retention.destroy("приказ № 15")
    assert office.retention.due() == []
    card = office.tickets.card(ticket)
    assert [cycle.reason for cycle in card.cycles] == ["", ""]
    assert card.deadline_basis == "задан вручную"
    assert office.audit.verify().broken is None
    office.close()
    assert "Соколов".encode() not in office.path.read_bytes()


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("ticket", "answer", "содержание"),
        ("ticket_cycle", "reason", "возвраты"),
        ("handover", "answer", "ответы исполнителей"),
        ("handover", "accepted_by", "ответы исполнителей"),
    ],
)
def test_what_an_older_program_left_is_due_again(
    office: Office, clerk: int, hand_clock: HandClock, table: str, column: str, kind: str
) -> None:
    """A ticket emptied by a program that knew fewer fields is found by what it still holds."""
    assert clerk
    ticket = new_ticket(office)
    company = new_company(office.organizations)
    office.handovers.hand_over([ticket], HandoverDraft(company))
    change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)
    office.tickets.set_status(ticket, change)
    hand_clock.forward(hours=24 * 365 * 6)
    office.retention.destroy("приказ № 14")
    key = "id" if table == "ticket" else "ticket_id"
    with office.desk.store.write():
        office.desk.store.execute(
            f"UPDATE {table} SET {column} = 'Соколова' WHERE {key} = ?",  # noqa: S608  our own words
            (ticket,),
        )
    assert [one.kinds for one in office.retention.due()] == [(kind,)]
    office.retention.destroy("приказ № 15")
    assert office.retention.due() == []


def test_a_flat_in_a_free_address_is_destroyed(
    office: Office, clerk: int, hand_clock: HandClock
) -> None:
    """The house that was named stays readable, its flat goes from the ticket and its history."""
    assert clerk
    ticket = _closed(office, building_id=None, address_text="Дачная 3, кв. 77183")
    hand_clock.forward(hours=24 * 365 * 6)
    (due,) = office.retention.due()
    assert "квартира" in due.kinds
    office.retention.destroy("приказ № 15")
    assert office.retention.due() == []
    assert office.tickets.card(ticket).row.address == "Дачная 3"
    assert office.audit.verify().broken is None
    assert [row.id for row in office.search.tickets("Дачная", 10)] == [ticket]
    office.close()
    assert b"77183" not in office.path.read_bytes()


def test_a_second_act_leaves_the_first_one_true(
    office: Office, clerk: int, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An act of a program that knew fewer personal fields is not spoilt by the next one."""
    assert clerk
    ticket = new_ticket(office)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "опять холодно")
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.SOLVED)
    hand_clock.forward(hours=24 * 365 * 6)
    with monkeypatch.context() as former:
        former.setattr(retention, "_PERSONAL", frozenset({"details", "phone"}))
        office.retention.destroy("приказ № 15")
    office.tickets.set_private_note(ticket, "звонила внучка")
    office.retention.destroy("приказ № 16")
    assert office.tickets.card(ticket).private_note == ""
    assert office.audit.verify().broken is None


def test_the_chain_holds_after_an_act(office: Office, clerk: int, hand_clock: HandClock) -> None:
    """Emptied entries keep their links; an entry emptied by hand is still found."""
    assert clerk
    old = _old(office, hand_clock)
    office.retention.destroy("приказ № 15")
    verdict = office.audit.verify()
    assert verdict.broken is None
    assert verdict.redacted > 0
    assert all(finding.is_sound for finding in office.health.check())
    new_ticket(office)
    assert office.audit.verify().broken is None
    entry = office.desk.store.scalar(
        "SELECT max(id) FROM history WHERE entity = 'ticket' AND entity_id <> ?", (old,)
    )
    office.close()
    with closing(sqlite3.connect(office.path)) as connection:
        connection.execute("DROP TRIGGER history_is_not_changed")
        connection.execute("UPDATE history SET changes = '[]' WHERE id = ?", (entry,))
        connection.execute("INSERT INTO redaction (history_id, act_id) VALUES (?, 1)", (entry,))
        connection.commit()
    assert office.audit.verify().broken is not None


def test_the_act_is_printed_with_its_events(
    office: Office, clerk: int, hand_clock: HandClock, tmp_path: Path
) -> None:
    """Number, basis, the list of tickets and what went; kept in the file for later."""
    assert clerk
    old = _old(office, hand_clock)
    number = office.tickets.card(old).row.number
    act = office.retention.destroy("приказ № 15 от 24.11.2032")
    assert [one.number for one in office.retention.acts()] == [act.number]
    path = office.retention.write_act(act.number, tmp_path / "акт.pdf")
    words = "\n".join(pages(path.read_bytes()))
    told = f"закрыты до {act.closed_before:%d.%m.%Y}: 1 обращение"
    for part in (f"№ {act.number}", "приказ № 15", number, told, "имя заявителя", "Лапина"):
        assert part in words
    assert counted(act.entries, "запись", "записи", "записей").replace(NBSP, " ") in words
    assert _NAME not in words


def test_destruction_refuses(office: Office, clerk: int, hand_clock: HandClock) -> None:
    """Without a basis, with nothing due, and over a broken history nothing is touched."""
    assert clerk
    with pytest.raises(NotAllowed, match="Уничтожать нечего"):
        office.retention.destroy("приказ")
    old = _old(office, hand_clock)
    with pytest.raises(InvalidDraft):
        office.retention.destroy("  ")
    office.close()
    with closing(sqlite3.connect(office.path)) as connection:
        connection.execute("DROP TRIGGER history_is_not_changed")
        connection.execute("UPDATE history SET note = 'иначе' WHERE id = 2")
        connection.commit()
    with pytest.raises(NotAllowed, match="История изменений нарушена"):
        office.retention.destroy("приказ")
    assert office.tickets.card(old).row.applicant_name == _NAME


def test_a_clock_set_back_is_seen(office: Office, hand_clock: HandClock) -> None:
    """Entries of a later day than today are a fault of the clock; a few minutes are none."""
    assert office.desk.clock_behind() is None
    hand_clock.forward(hours=48)
    new_ticket(office)
    assert office.desk.clock_behind() is None
    hand_clock.forward(minutes=-10)
    assert office.desk.clock_behind() is None
    hand_clock.forward(hours=-47)
    found = office.desk.clock_behind()
    assert found is not None
    newest, now = found
    assert newest - now > dt.timedelta(hours=46)


def test_a_clock_set_back_while_nothing_is_written_is_seen(
    office: Office, hand_clock: HandClock
) -> None:
    """What the program saw a moment ago counts too; the clock set right, nothing is told."""
    hand_clock.forward(days=3)
    assert office.desk.clock_behind() is None
    seen = hand_clock.moment
    hand_clock.forward(hours=-2)
    assert office.desk.clock_behind() == (seen, hand_clock.moment)
    hand_clock.forward(hours=2, minutes=1)
    assert office.desk.clock_behind() is None


def test_a_step_made_by_a_clock_set_back_names_the_clock(
    office: Office, hand_clock: HandClock
) -> None:
    """No field can mend it: the refusal says what to do, and nothing is changed."""
    ticket = new_ticket(office)
    hand_clock.forward(hours=-2)
    with pytest.raises(NotAllowed, match="Часы компьютера отстают") as told:
        office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    assert "часовой пояс" in told.value.remedy
    assert office.tickets.card(ticket).row.status is TicketStatus.NEW
