"""Undo is a new operation that refuses when life has moved on."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    Entity,
    HandoverOutcome,
    HoldReason,
    LinkKind,
    Operation,
    TicketStatus,
)
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.history import HistoryDraft
from desktop_app.core.records.tickets import HandoverDraft, StatusChange, TicketCard
from desktop_app.core.summary_periods import Span
from desktop_app.services.office import Office
from tests.factories import new_company
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
    card = office.tickets.card(saved.id)
    assert (card.cycles[0].done_at, card.row.close_result) == (None, None)


def test_the_refusal_names_the_last_change(office: Office) -> None:
    """Of several later changes the newest is told: it is the first to be taken back."""
    ticket = new_ticket(office)
    first = office.tickets.set_control([ticket], on=True)
    office.tickets.set_private_note(ticket, "ключ у соседей")
    office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    assert first.action
    with pytest.raises(NotAllowed, match="статус"):
        office.undo.undo(first.action)


def test_an_action_is_taken_back_whole_or_not_at_all(office: Office) -> None:
    """Where one entry of an action cannot be undone, none of it is offered or undone."""
    ticket = new_ticket(office)
    with office.desk.action() as action:
        for operation in (Operation.TICKET_NOTE, Operation.SETTING_SAVED):
            action.record(HistoryDraft(operation, Entity.TICKET, ticket, ()))
    assert office.undo.title(action.number) == ""
    with pytest.raises(NotAllowed, match="нельзя отменить"):
        office.undo.undo(action.number)


def _company(office: Office) -> HandoverDraft:
    """Return who a ticket is given to, the same one each time."""
    known = office.desk.store.scalar("SELECT id FROM organization")
    return HandoverDraft(known or new_company(office.organizations, "ООО «УК «Заречье»»"))


def _answered(office: Office, ticket: int) -> Changes:
    waiting = office.tickets.card(ticket).handovers[0].id
    return office.handovers.answer(ticket, waiting, HandoverOutcome.DONE, "спустили воздух")


def _edited(office: Office, ticket: int) -> Changes:
    card = office.tickets.card(ticket)
    typed = dataclasses.replace(
        card.draft, details="Совсем холодно", premise="7", room_temperature=11.0
    )
    return office.tickets.edit(ticket, card.version, typed)


def _held(office: Office, ticket: int) -> Changes:
    until = office.desk.now() + dt.timedelta(days=3)
    hold = StatusChange(TicketStatus.ON_HOLD, hold_until=until, hold_reason=HoldReason.PARTS)
    return office.tickets.set_status(ticket, hold)


def _to(status: TicketStatus, **more: Any) -> "_Step":
    return lambda office, ticket: office.tickets.set_status(ticket, StatusChange(status, **more))


_Step = Callable[[Office, int], Changes]
_STEPS: dict[str, tuple[list[_Step], _Step]] = {
    "edit": ([], _edited),
    "control": ([], lambda office, ticket: office.tickets.set_control([ticket], on=True)),
    "note": ([], lambda office, ticket: office.tickets.set_private_note(ticket, "ключ")),
    "deadline": (
        [],
        lambda office, ticket: office.tickets.set_deadline(
            ticket, office.desk.now() + dt.timedelta(days=2), "приказ"
        ),
    ),
    "link": (
        [],
        lambda office, ticket: office.tickets.link(ticket, new_ticket(office), LinkKind.RELATED),
    ),
    "call": ([], lambda office, ticket: office.tickets.add_call(ticket, "Всё ещё холодно")),
    "hand over": (
        [],
        lambda office, ticket: office.handovers.hand_over([ticket], _company(office)),
    ),
    "answer": (
        [lambda office, ticket: office.handovers.hand_over([ticket], _company(office))],
        _answered,
    ),
    "hold": ([_to(TicketStatus.IN_PROGRESS)], _held),
    "resume": ([_held], _to(TicketStatus.NEW)),
    "done": ([], _to(TicketStatus.DONE)),
    "taken back": ([_to(TicketStatus.DONE)], _to(TicketStatus.IN_PROGRESS)),
    "solved": (
        [_to(TicketStatus.DONE)],
        lambda office, ticket: office.callbacks.record(ticket, CallbackOutcome.SOLVED),
    ),
    "missed": (
        [_to(TicketStatus.DONE)],
        lambda office, ticket: office.callbacks.record(ticket, CallbackOutcome.UNREACHED),
    ),
    "cancelled": ([], _to(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)),
    "reopened": (
        [
            _to(TicketStatus.DONE),
            _to(TicketStatus.CLOSED, result=CloseResult.BY_ACT, note="Акт № 7"),
        ],
        _to(TicketStatus.REWORK, note="снова холодно"),
    ),
}


@pytest.mark.parametrize("name", _STEPS)
def test_whatever_was_done_stands_as_before_once_undone(
    office: Office, hand_clock: HandClock, name: str
) -> None:
    """The card, its cycles, handovers, calls and links are those of before; only history grew.

    Done again and undone again it works the same, and the other end of a link is told too.
    """
    ticket = new_ticket(office, premise="5")
    earlier, step = _STEPS[name]
    for one in earlier:
        one(office, ticket)
        hand_clock.forward(hours=3)
    before = _facts(office, ticket)
    for _ in range(2):
        done = step(office, ticket)
        assert _facts(office, ticket) != before
        hand_clock.forward(minutes=5)
        assert done.action is not None
        undone = office.undo.undo(done.action)
        assert undone.ids[Kind.TICKET] >= done.ids[Kind.TICKET]
        assert _facts(office, ticket) == before


def _facts(office: Office, ticket: int) -> TicketCard:
    """Return a card without what history and the number of its state say."""
    card = office.tickets.card(ticket)
    return dataclasses.replace(card, version=0, history=(), tickets_week=0)
