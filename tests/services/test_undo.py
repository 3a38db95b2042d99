"""Undo is a new operation that refuses when life has moved on."""

import pytest

from desktop_app.core.enums import CallbackOutcome, CancelReason, TicketStatus
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.summary_periods import Span
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, draft, new_ticket


def test_a_callback_is_taken_back_with_its_cycle(office: Office, hand_clock: HandClock) -> None:
    """After undo the card is as before the call, and history tells of both."""
    ticket = new_ticket(office)
    hand_clock.forward(hours=20)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    before = office.tickets.card(ticket)
    changes = office.callbacks.record(ticket, CallbackOutcome.REWORK, "холодно")
    assert changes.action is not None
    office.undo.undo(changes.action)
    after = office.tickets.card(ticket)
    assert (after.row, after.cycles, after.callbacks) == (before.row, before.cycles, ())
    assert len(after.history) == len(before.history) + 2


def test_operations_are_undone_one_after_another(office: Office) -> None:
    """The last but one can be undone once the last one was."""
    ticket = new_ticket(office)
    first = office.tickets.set_control([ticket], on=True)
    second = office.tickets.set_private_note(ticket, "ключ у соседей")
    assert first.action
    assert second.action
    with pytest.raises(NotAllowed, match="изменено обращение"):
        office.undo.undo(first.action)
    office.undo.undo(second.action)
    office.undo.undo(first.action)
    card = office.tickets.card(ticket)
    assert not card.row.is_control
    assert card.private_note == ""
    with pytest.raises(NotAllowed, match="уже отменена"):
        office.undo.undo(first.action)


def test_a_withdrawn_ticket_keeps_its_number(office: Office) -> None:
    """The number was read aloud: it stays, cancelled as a mistake, and is not given again."""
    saved = office.tickets.register(draft(office))
    assert saved.changes.action
    office.undo.undo(saved.changes.action)
    row = office.tickets.card(saved.id).row
    assert (row.status, row.cancel_reason) == (TicketStatus.CANCELLED, CancelReason.MISTAKE)
    assert office.tickets.register(draft(office)).number == "2026-00002"


def test_a_batch_is_undone_whole(office: Office) -> None:
    """If one row of a batch has moved on, none is put back."""
    tickets = [new_ticket(office), new_ticket(office)]
    marked = office.tickets.set_control(tickets, on=True)
    office.tickets.set_private_note(tickets[1], "позже")
    assert marked.action
    with pytest.raises(NotAllowed):
        office.undo.undo(marked.action)
    assert office.tickets.card(tickets[0]).row.is_control


def test_a_repeat_is_withdrawn_with_its_link(office: Office) -> None:
    """A call registered as a repeat leaves two entries; both are taken back in one step."""
    first = new_ticket(office)
    saved = office.tickets.register(draft(office, repeat_of=first))
    assert saved.changes.action
    office.undo.undo(saved.changes.action)
    card = office.tickets.card(saved.id)
    assert (card.row.status, card.links) == (TicketStatus.CANCELLED, ())
    with pytest.raises(NotAllowed, match="уже отменена"):
        office.undo.undo(saved.changes.action)


def test_a_withdrawn_consultation_was_not_done(office: Office) -> None:
    """It is registered done and closed at once; taken back, it counts as no work."""
    saved = office.tickets.register(draft(office, explained="слив воздуха завтра"))
    assert saved.changes.action
    office.undo.undo(saved.changes.action)
    day = office.desk.now().date()
    summary = office.summaries.read(Span(day, day))
    assert (summary.balance.closed, summary.cancelled) == (1, 1)
    assert office.tickets.card(saved.id).cycles[0].done_at is None
