"""Terms of imported tickets: from the journal, else by the topic's rule from the registration."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from desktop_app.core.enums import CloseResult, DeadlineUnit, HoldReason, TicketStatus
from desktop_app.core.records.imports import ImportKind, ImportPlan
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.tickets import StatusChange, TicketCard
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, rules_of
from tests.services.import_files import (
    counts,
    house,
    houses_in,
    plain,
    ticket,
    tickets_in,
    write_csv,
    write_houses,
    write_journal,
)

_TITLES = ("№ заявки", "Дата регистрации", "Адрес", "Тема", "Содержание", "Дата закрытия", "Срок")
_OPENED = dt.datetime(2021, 1, 1, 0, 10)


@pytest.fixture
def path(tmp_path: Path, office: Office) -> Path:
    """Return where a journal lies, with the house of its street in the book."""
    folder = tmp_path / "Файлы"
    folder.mkdir()
    office.imports.run(houses_in(write_houses(folder / "дома.csv", house(number="д. 1"))))
    return folder / "журнал.csv"


def _card(office: Office, number: str = "00000001/21") -> TicketCard:
    return office.tickets.card(office.tickets.find(number))


def _row(number: str, **cells: str) -> dict[str, str]:
    """Return a line of an office's own journal; a term and an end are empty unless given."""
    usual = ("", "05.10.2026 09:15", "г. Радужный, ул. Садовая, д. 1", "Нет отопления", "Холодно")
    named = {"closed": "Дата закрытия", "due": "Срок"}
    row = dict(zip(_TITLES, usual, strict=False))
    return {**row, "№ заявки": number, **{named[name]: cell for name, cell in cells.items()}}


def _write(path: Path, *rows: dict[str, str]) -> Path:
    return write_csv(path, _TITLES, rows, mark=";")


def test_an_open_line_gets_the_term_of_its_topic(office: Office, path: Path) -> None:
    """Counted from the registration, it is overdue at once, and the result says so."""
    lines = (ticket(1, date_end="", label_name="Нет отопления"), ticket(2))
    result = office.imports.run(tickets_in(write_journal(path, *lines)))
    found = _card(office)
    rule = office.reference.deadline(found.topic_id, _OPENED)
    assert rule is not None
    assert found.row.deadline_at == rule.due
    assert found.cycles[0].deadline_at == rule.due
    assert rule.basis in found.cycles[0].deadline_basis
    overdue = office.register.ids(RegisterQuery(view=RegisterView.OVERDUE))
    assert [row.number for row in office.register.page(overdue)] == ["00000001/21"]
    assert "Срок 1 обращения без срока в файле" in " ".join(map(plain, result.notices))
    closed = _card(office, "00000002/21")
    assert (closed.row.deadline_at, closed.cycles[0].late_minutes) == (None, None)


def test_a_section_gives_the_shortest_of_its_topics(office: Office, path: Path) -> None:
    """A journal that says only «Отопление» is never shown in time after the law's own term."""
    _write(path, {**_row("1"), "Тема": "Отопление"}, {**_row("2"), "Тема": "Обращение с ТКО"})
    lines = office.imports.look(ImportPlan(ImportKind.TICKETS, path))[1]
    assert lines[0].after.endswith("открыто, срок 06.10.2026 01:15 по разделу, уточните тему")
    result = office.imports.run(tickets_in(path))
    told = " ".join(map(plain, result.notices))
    assert "Срок 2 обращений без срока в файле" in told
    assert "уточните тему, и срок пересчитается" in told
    cycle = _card(office, "1").cycles[0]
    assert cycle.deadline_at == dt.datetime(2026, 10, 6, 1, 15)
    words = "срок по разделу, уточните тему: 16 часов · ПП 354, прил. 1, п. 14"
    assert plain(cycle.deadline_basis).startswith(words)
    # Nobody wrote how cold that day was: 48 hours, not 24.
    assert _card(office, "2").row.deadline_at == dt.datetime(2026, 10, 7, 9, 15)


_EMERGENCY = {"Критичность": "Аварийная"}


@pytest.mark.parametrize(
    ("section", "cells", "hours"),
    [
        ("Холодная вода", {}, 4),  # its break; the half hour is an accident's, which nobody named
        ("Водоотведение", {}, 2),  # a blockage, exactly the least that is not an accident's
        ("Холодная вода", _EMERGENCY, 0.5),
        ("Водоотведение", _EMERGENCY, 0.5),
    ],
)
def test_the_shortest_of_a_section_is_the_laws(
    office: Office, path: Path, section: str, cells: dict[str, str], hours: float
) -> None:
    """ПП 354, прил. 1, ПП 416, п. 13: the half hour of an accident is for a line that names one."""
    titles = (*_TITLES, "Критичность")
    row = {**_row("1"), "Тема": section, "Критичность": "", **cells}
    office.imports.run(tickets_in(write_csv(path, titles, [row], mark=";")))
    due = dt.datetime(2026, 10, 5, 9, 15) + dt.timedelta(hours=hours)
    assert _card(office, "1").row.deadline_at == due


def test_a_section_asks_only_topics_in_use_and_no_bills(office: Office, path: Path) -> None:
    """A retired topic sets no term and a bill's is none of the tap's; the office's stand last."""
    office.reference_edit.set_rule(
        rules_of(office, "CW.CHARGE")[0].id,
        3,
        DeadlineUnit.HOURS,
        "приказ № 7",
    )
    _write(path, {**_row("1"), "Тема": "Холодная вода"})
    office.imports.run(tickets_in(path))
    assert _card(office, "1").row.deadline_at == dt.datetime(2026, 10, 5, 13, 15)
    with office.desk.store.write():
        office.desk.store.execute("UPDATE topic SET is_active = 0 WHERE code = 'CW.NO'")
    office.reference.forget()
    _write(path, {**_row("2"), "Тема": "Холодная вода"})
    office.imports.run(tickets_in(path))
    assert _card(office, "2").row.deadline_at == dt.datetime(2026, 10, 6, 9, 15)


def test_a_topic_named_later_counts_the_term_anew(office: Office, path: Path) -> None:
    """From the registration, by the topic; taken back, the section's term stands again."""
    _write(path, {**_row("1"), "Тема": "Отопление"})
    office.imports.run(tickets_in(path))
    before = _card(office, "1")
    overheated = office.reference.topic("HEAT.OVER").id
    named = dataclasses.replace(before.draft, topic_id=overheated, no_phone=True)
    changes = office.tickets.edit(before.row.id, before.version, named)
    now = _card(office, "1")
    assert now.row.deadline_at == dt.datetime(2026, 10, 7, 9, 15)
    assert now.cycles[0].deadline_at == now.row.deadline_at
    assert "по разделу" not in now.deadline_basis
    aired = office.reference.topic("HEAT.AIR").id
    office.tickets.edit(now.row.id, now.version, dataclasses.replace(now.draft, topic_id=aired))
    term = office.reference.deadline(aired, now.cycles[0].opened_at)
    assert term is not None
    assert _card(office, "1").row.deadline_at == term.due
    office.undo.undo(office.desk.store.scalar("SELECT max(action) FROM history"))
    assert changes.action is not None
    office.undo.undo(changes.action)
    assert _card(office, "1").cycles[0].deadline_at == before.row.deadline_at


def test_the_topic_of_a_newer_journal_counts_the_term_anew(office: Office, path: Path) -> None:
    """An end that comes while only the section is known brings no guessed lateness."""
    for number in ("1", "2"):
        _write(path, {**_row(number), "Тема": "Отопление"})
        office.imports.run(tickets_in(path))
    office.imports.run(tickets_in(_write(path, {**_row("1"), "Тема": "Перетоп"})))
    assert _card(office, "1").row.deadline_at == dt.datetime(2026, 10, 7, 9, 15)
    ended = {**_row("2", closed="07.10.2026 09:15"), "Тема": "Отопление"}
    office.imports.run(tickets_in(_write(path, ended)))
    assert _card(office, "2").cycles[0].late_minutes is None
    assert _card(office, "2").row.deadline_at is None


def test_a_wait_under_a_section_is_kept(office: Office, path: Path, hand_clock: HandClock) -> None:
    """The topic named after a pause counts its own term, moved by the pause, and by its room."""
    _write(path, {**_row("1"), "Тема": "Отопление"})
    office.imports.run(tickets_in(path))
    ticket = _card(office, "1").row.id
    until = hand_clock() + dt.timedelta(days=2)
    hold = StatusChange(TicketStatus.ON_HOLD, hold_until=until, hold_reason=HoldReason.NO_ACCESS)
    office.tickets.set_status(ticket, hold)
    hand_clock.forward(hours=30)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.NEW))
    waiting = _card(office, "1")
    topic = office.reference.topic("HEAT.NO").id
    named = dataclasses.replace(waiting.draft, topic_id=topic, room_temperature=11.0, no_phone=True)
    office.tickets.edit(ticket, waiting.version, named)
    # Eight hours at +11 °C (ПП 354, прил. 1, п. 14), and thirty of the wait.
    due = dt.datetime(2026, 10, 5, 9, 15) + dt.timedelta(hours=8 + 30)
    assert _card(office, "1").row.deadline_at == due


def test_closing_under_a_section_guesses_no_lateness(office: Office, path: Path) -> None:
    """Neither in time nor late until the topic is named; then it is counted by that topic."""
    _write(path, {**_row("1"), "Тема": "Отопление"})
    office.imports.run(tickets_in(path))
    ticket = _card(office, "1").row.id
    for change in (
        StatusChange(TicketStatus.DONE),
        StatusChange(TicketStatus.CLOSED, result=CloseResult.CONFIRMED),
    ):
        office.tickets.set_status(ticket, change)
        assert _card(office, "1").cycles[0].late_minutes is None
    closed = _card(office, "1")
    assert (closed.row.deadline_at, closed.cycles[0].deadline_at) == (None, None)
    assert "уточните тему" in closed.deadline_basis
    over = office.reference.topic("HEAT.OVER").id
    named = dataclasses.replace(closed.draft, topic_id=over, no_phone=True)
    office.tickets.edit(ticket, closed.version, named)
    now = _card(office, "1")
    assert now.row.deadline_at == dt.datetime(2026, 10, 7, 9, 15)
    assert now.cycles[0].late_minutes


def test_closing_taken_back_gives_the_section_its_term_again(office: Office, path: Path) -> None:
    """A ticket that goes on being worked at is watched by the section's term as before."""
    _write(path, {**_row("1"), "Тема": "Отопление"})
    office.imports.run(tickets_in(path))
    before = _card(office, "1")
    for change in (
        StatusChange(TicketStatus.DONE),
        StatusChange(TicketStatus.CLOSED, result=CloseResult.CONFIRMED),
    ):
        office.tickets.set_status(before.row.id, change)
    office.undo.undo(office.desk.store.scalar("SELECT max(action) FROM history"))
    assert _card(office, "1").row.deadline_at == before.row.deadline_at


def test_the_journals_own_term_goes_first(office: Office, path: Path) -> None:
    """A day ends at its last minute; a closed line is late against what it was promised by."""
    rows = (
        _row("1", due="07.10.2026"),
        _row("2", due="07.10.2026 12:00", closed="07.10.2026 13:30"),
        _row("3"),
    )
    result = office.imports.run(tickets_in(_write(path, *rows)))
    assert _card(office, "1").row.deadline_at == dt.datetime(2026, 10, 7, 23, 59)
    assert _card(office, "1").cycles[0].deadline_basis == "срок из загруженного журнала"
    late = _card(office, "2").cycles[0]
    assert (late.deadline_at, late.late_minutes) == (dt.datetime(2026, 10, 7, 12), 90)
    assert "ПП 354" in _card(office, "3").cycles[0].deadline_basis
    assert "Срок 1 обращения" in " ".join(map(plain, result.notices))


@pytest.mark.parametrize(
    ("due", "why"),
    [
        ("скоро", "срок не понят"),
        ("01.09.2026", "срок раньше регистрации"),
        ("07.10.2062", "проверьте год"),
    ],
)
def test_a_term_that_cannot_be_is_told(office: Office, path: Path, due: str, why: str) -> None:
    """The cell is remarked on, and the topic's rule holds in its place."""
    result = office.imports.run(tickets_in(_write(path, _row("1", due=due))))
    assert [(r.column, r.value) for r in result.remarks] == [("Срок", due)]
    assert result.remarks[0].reason.startswith(why)
    assert "ПП 354" in _card(office, "1").cycles[0].deadline_basis


def test_the_preview_says_the_term(office: Office, path: Path) -> None:
    """Before anything is written each open line shows its term and where it is from."""
    _write(path, _row("1"), _row("2", due="07.10.2026 12:00"), _row("3", closed="06.10.2026"))
    lines = office.imports.look(ImportPlan(ImportKind.TICKETS, path))[1]
    assert lines[0].after.endswith("открыто, срок 06.10.2026 01:15 по теме")
    assert lines[1].after.endswith("открыто, срок 07.10.2026 12:00 из файла")
    assert "срок" not in lines[2].after


def test_the_same_journal_again_moves_no_term(office: Office, path: Path) -> None:
    """A rule changed since does not: the term was counted by the old one; a new own term does."""
    office.imports.run(tickets_in(_write(path, _row("1"))))
    before = _card(office, "1").row.deadline_at
    with office.desk.store.write():
        office.desk.store.execute("UPDATE deadline_rule SET amount = amount * 2")
    office.reference.forget()
    assert counts(office.imports.run(tickets_in(path))) == (0, 0, 1, 0)
    assert _card(office, "1").row.deadline_at == before
    told = office.imports.run(tickets_in(_write(path, _row("1", due="20.10.2026"))))
    assert counts(told) == (0, 1, 0, 0)
    assert _card(office, "1").row.deadline_at == dt.datetime(2026, 10, 20, 23, 59)
    assert counts(office.imports.run(tickets_in(path))) == (0, 0, 1, 0)
    office.imports.undo(office.imports.batches()[1].id)
    assert _card(office, "1").row.deadline_at == before
    assert _card(office, "1").cycles[0].deadline_at == before


def test_a_line_closed_later_keeps_its_lateness(office: Office, path: Path) -> None:
    """The end a newer journal brings is held against the term the ticket had here."""
    office.imports.run(
        tickets_in(write_journal(path, ticket(1, date_end="", label_name="Нет отопления")))
    )
    due = _card(office).row.deadline_at
    assert due is not None
    closed = due + dt.timedelta(hours=3)
    end = f"{closed:%Y-%m-%d %H:%M}"
    assert (
        counts(
            office.imports.run(
                tickets_in(write_journal(path, ticket(1, date_end=end, label_name="Нет отопления")))
            )
        )[1]
        == 1
    )
    found = _card(office)
    assert (found.row.status, found.row.deadline_at) == (TicketStatus.CLOSED, due)
    assert (found.cycles[0].deadline_at, found.cycles[0].late_minutes) == (due, 180)
    assert counts(office.imports.run(tickets_in(path))) == (0, 0, 1, 0)


def test_a_ticket_imported_without_a_term_gets_one(office: Office, path: Path) -> None:
    """Journals taken before terms were counted are mended by taking them once more."""
    office.imports.run(tickets_in(write_journal(path, ticket(1, date_end=""))))
    for table in ("ticket", "ticket_cycle"):
        with office.desk.store.write():
            office.desk.store.execute(f"UPDATE {table} SET deadline_at = NULL")  # noqa: S608  two words above
    assert counts(office.imports.run(tickets_in(path))) == (0, 1, 0, 0)
    assert _card(office).row.deadline_at is not None
    assert _card(office).cycles[0].deadline_at == _card(office).row.deadline_at
