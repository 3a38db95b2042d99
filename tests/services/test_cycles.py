"""Pauses, lateness and what a step leaves behind: the figures a ticket is judged by."""

import datetime as dt

import pytest

from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HoldReason,
    TicketStatus,
)
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.tickets import Cycle, StatusChange
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, new_ticket

S = TicketStatus


def _to(office: Office, ticket: int, status: TicketStatus, note: str = "") -> None:
    result = CloseResult.CONFIRMED if status is S.CLOSED else None
    office.tickets.set_status(ticket, StatusChange(status, result=result, note=note))


def _hold(office: Office, ticket: int, until: dt.datetime | None = None) -> None:
    until = until or office.desk.now() + dt.timedelta(days=9)
    change = StatusChange(S.ON_HOLD, hold_until=until, hold_reason=HoldReason.PARTS)
    office.tickets.set_status(ticket, change)


def _cycle(office: Office, ticket: int) -> Cycle:
    return office.tickets.card(ticket).cycles[0]


@pytest.mark.parametrize("back", [S.IN_PROGRESS, S.DONE])
def test_pauses_add_up(office: Office, hand_clock: HandClock, back: TicketStatus) -> None:
    """The term moves by every wait and by no minute more, also where work ends from the wait."""
    ticket = new_ticket(office)
    due = _cycle(office, ticket).deadline_at
    assert due is not None
    _to(office, ticket, S.IN_PROGRESS)
    for hours, ending in ((30, S.IN_PROGRESS), (5, back)):
        _hold(office, ticket)
        hand_clock.forward(hours=hours)
        _to(office, ticket, ending)
    cycle, row = _cycle(office, ticket), office.tickets.card(ticket).row
    assert cycle.paused_minutes == 35 * 60
    assert cycle.deadline_at == row.deadline_at == due + dt.timedelta(hours=35)
    if back is S.DONE:
        assert cycle.late_minutes == 0
    assert row.hold_until is None


@pytest.mark.parametrize("held", [S.NEW, S.IN_PROGRESS])
def test_from_a_wait_there_is_one_way_back(office: Office, held: TicketStatus) -> None:
    """A ticket goes back where it waited from, and to no other work."""
    ticket = new_ticket(office)
    if held is not S.NEW:
        _to(office, ticket, held)
    _hold(office, ticket)
    with pytest.raises(NotAllowed):
        _to(office, ticket, S.IN_PROGRESS if held is S.NEW else S.NEW)
    _to(office, ticket, held)
    assert office.tickets.card(ticket).row.status is held


@pytest.mark.parametrize(("later", "words"), [(0, "укажите день"), (4_000, "проверьте год")])
def test_a_wait_has_an_end(office: Office, later: int, words: str) -> None:
    """Neither a moment that has come nor a year typed wrong."""
    ticket = new_ticket(office)
    with pytest.raises(InvalidDraft) as refused:
        _hold(office, ticket, office.desk.now() + dt.timedelta(days=later))
    assert words in refused.value.fields["hold_until"]


def test_lateness_is_not_talked_away(office: Office, hand_clock: HandClock) -> None:
    """Work marked done late, taken back and given another term stays as late as it was."""
    ticket = new_ticket(office)
    hand_clock.forward(hours=17)
    _to(office, ticket, S.DONE)
    assert _cycle(office, ticket).late_minutes == 60
    _to(office, ticket, S.IN_PROGRESS)
    office.tickets.set_deadline(ticket, hand_clock() + dt.timedelta(days=2), "приказ")
    _to(office, ticket, S.DONE)
    assert _cycle(office, ticket).late_minutes == 60


def test_a_cancelled_ticket_is_not_late_work(office: Office, hand_clock: HandClock) -> None:
    """Nobody did it, so nobody did it late, however long ago its term was."""
    ticket = new_ticket(office)
    hand_clock.forward(days=3)
    office.tickets.set_status(ticket, StatusChange(S.CANCELLED, cancel_reason=CancelReason.MISTAKE))
    cycle = _cycle(office, ticket)
    assert (cycle.done_at, cycle.late_minutes) == (None, None)
    assert cycle.closed_at == hand_clock()


def test_closing_later_moves_no_moment_of_work(office: Office, hand_clock: HandClock) -> None:
    """Work done in time and confirmed a week later was done in time."""
    ticket = new_ticket(office)
    done = hand_clock.forward(hours=2)
    _to(office, ticket, S.DONE)
    hand_clock.forward(days=7)
    _to(office, ticket, S.CLOSED)
    cycle = _cycle(office, ticket)
    assert (cycle.done_at, cycle.late_minutes) == (done, 0)


def test_a_new_cycle_begins_clean(office: Office, hand_clock: HandClock) -> None:
    """Its term by the room, its calls and its end its own; the old cycle keeps when it ended."""
    ticket = new_ticket(office, room_temperature=9.0)
    _to(office, ticket, S.DONE)
    office.callbacks.record(ticket, CallbackOutcome.UNREACHED)
    hand_clock.forward(hours=4)
    office.callbacks.record(ticket, CallbackOutcome.SOLVED)
    closed = hand_clock()
    hand_clock.forward(days=1)
    _to(office, ticket, S.REWORK, note="снова холодно")
    card = office.tickets.card(ticket)
    second, first = card.cycles
    assert (first.closed_at, first.result) == (closed, CloseResult.CONFIRMED.value)
    assert second.deadline_at == hand_clock() + dt.timedelta(hours=4)
    assert (second.done_at, second.closed_at) == (None, None)
    assert (card.row.close_result, card.row.done_at) == (None, None)
    _to(office, ticket, S.DONE)
    (row,) = office.callbacks.rows([ticket])
    assert (row.calls, row.next_call_at) == (0, None)


def test_a_cycle_returned_unclosed_is_closed_as_returned(
    office: Office, hand_clock: HandClock
) -> None:
    """«На доработку» before the ticket was closed ends the cycle at that moment."""
    ticket = new_ticket(office)
    _to(office, ticket, S.DONE)
    returned = hand_clock.forward(hours=1)
    _to(office, ticket, S.REWORK, note="не сделано")
    first = office.tickets.card(ticket).cycles[-1]
    assert (first.closed_at, first.result) == (returned, S.REWORK.value)


def test_work_taken_back_waits_for_no_call(office: Office) -> None:
    """«Исполнено» by mistake: when it is done anew, the call put off before is not waited for."""
    ticket = new_ticket(office)
    _to(office, ticket, S.DONE)
    office.callbacks.record(ticket, CallbackOutcome.LATER)
    _to(office, ticket, S.IN_PROGRESS)
    assert _cycle(office, ticket).done_at is None
    _to(office, ticket, S.DONE)
    (row,) = office.callbacks.rows([ticket])
    assert row.next_call_at is None


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (CloseResult.BY_ACT, "Акт № 7 от 24.11.2026"),
        (CloseResult.CONFIRMED, ""),
    ],
)
def test_words_of_closing_are_an_answer_only_where_they_answer(
    office: Office, result: CloseResult, answer: str
) -> None:
    """What is written about an act is told to the applicant; a note of the office is not."""
    ticket = new_ticket(office)
    _to(office, ticket, S.DONE)
    words = "Акт № 7 от 24.11.2026"
    office.tickets.set_status(ticket, StatusChange(S.CLOSED, result=result, note=words))
    assert office.tickets.card(ticket).answer == answer


def test_a_ticket_given_out_by_mistake_is_taken_back_with_a_reason(office: Office) -> None:
    """«Передано» → «Новое» says why, or does not happen."""
    ticket = new_ticket(office)
    _to(office, ticket, S.SENT)
    with pytest.raises(NotAllowed, match="нужна причина"):
        _to(office, ticket, S.NEW)
    _to(office, ticket, S.NEW, note="не тому передали")
    assert office.tickets.card(ticket).row.status is S.NEW


def test_a_new_ticket_is_closed_at_once_only_as_explained(office: Office) -> None:
    """Nobody confirms what nobody has done."""
    ticket = new_ticket(office)
    with pytest.raises(NotAllowed, match="только как «Разъяснено»"):
        _to(office, ticket, S.CLOSED)
