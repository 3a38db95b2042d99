"""A ticket at two desks: what one clerk did meanwhile is neither lost nor done twice."""

import datetime as dt

import pytest

from desktop_app.core.enums import (
    CallbackOutcome,
    HandoverOutcome,
    HoldReason,
    LinkKind,
    OrganizationKind,
    TicketStatus,
)
from desktop_app.core.errors import EarlierGone, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from tests.factories import new_company
from tests.services.fixtures import HandClock, draft, new_ticket


@pytest.fixture
def utility(office: Office) -> int:
    """Return the id of an organisation to hand over to."""
    return new_company(office.organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)


def test_what_is_closed_takes_no_call_and_no_term(office: Office) -> None:
    """A caller's words in a closed ticket would be read by nobody; another clerk may close it."""
    ticket = office.tickets.register(draft(office, explained="слив воздуха завтра")).id
    before = office.tickets.card(ticket)
    with pytest.raises(NotAllowed, match="закрыто"):
        office.tickets.add_call(ticket, "опять холодно")
    with pytest.raises(NotAllowed, match="закрыто"):
        office.tickets.set_deadline(ticket, dt.datetime(2026, 12, 1), "договорились")
    assert office.tickets.card(ticket) == before


def test_a_term_begins_after_its_cycle(office: Office, hand_clock: HandClock) -> None:
    """A year mistyped makes no ticket overdue by a year."""
    ticket = new_ticket(office)
    with pytest.raises(InvalidDraft) as refused:
        office.tickets.set_deadline(ticket, dt.datetime(2025, 11, 25), "договорились")
    assert list(refused.value.fields) == ["deadline"]
    hand_clock.forward(days=3)
    due = dt.datetime(2026, 11, 25, 12)
    office.tickets.set_deadline(ticket, due, "ошиблись днём")
    assert office.tickets.card(ticket).row.deadline_at == due


def test_a_clock_that_is_ahead_stops_no_other_desk(
    office: Office, utility: int, hand_clock: HandClock
) -> None:
    """Two computers a few minutes apart: what one wrote «later» is gone on with at the other."""
    ticket = new_ticket(office)
    office.handovers.hand_over([ticket], HandoverDraft(utility))
    written = hand_clock()
    hand_clock.forward(minutes=-4)
    (handover,) = office.tickets.card(ticket).handovers
    office.handovers.answer(ticket, handover.id, HandoverOutcome.DONE, "сделали")
    card = office.tickets.card(ticket)
    assert (card.row.status, card.row.done_at) == (TicketStatus.DONE, written)
    assert card.handovers[0].answered_at == written
    hand_clock.forward(hours=-2)
    with pytest.raises(NotAllowed, match="Часы компьютера отстают"):
        office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))


def test_a_held_rework_goes_on_and_is_not_opened_anew(
    office: Office, hand_clock: HandClock
) -> None:
    """History says «статус» where no new cycle begins."""
    ticket = new_ticket(office)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "холодно")
    until = hand_clock() + dt.timedelta(days=2)
    hold = StatusChange(TicketStatus.ON_HOLD, hold_until=until, hold_reason=HoldReason.PARTS)
    office.tickets.set_status(ticket, hold)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.REWORK))
    card = office.tickets.card(ticket)
    assert card.history[0].title == "Статус: на доработке"
    assert card.cycle_number == 2


def test_a_handover_is_answered_once(office: Office, utility: int, hand_clock: HandClock) -> None:
    """Of two clerks with one card the second is told; nothing of the first answer is lost."""
    ticket = new_ticket(office)
    office.handovers.hand_over([ticket], HandoverDraft(utility))
    office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    (handover,) = office.tickets.card(ticket).handovers
    office.handovers.answer(ticket, handover.id, HandoverOutcome.RETURNED, "не наш дом")
    before = office.tickets.card(ticket)
    hand_clock.forward(hours=1)
    with pytest.raises(NotAllowed, match="возвращено"):
        office.handovers.answer(ticket, handover.id, HandoverOutcome.DONE, "сделали")
    with pytest.raises(NotFound):
        office.handovers.answer(new_ticket(office), handover.id, HandoverOutcome.DONE, "сделали")
    assert office.tickets.card(ticket) == before


def test_an_answer_of_a_former_cycle_ends_no_new_one(
    office: Office, utility: int, hand_clock: HandClock
) -> None:
    """Who was given the ticket before it was opened anew cannot end the new cycle."""
    ticket = new_ticket(office)
    office.handovers.hand_over([ticket], HandoverDraft(utility))
    (handover,) = office.tickets.card(ticket).handovers
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "холодно")
    hand_clock.forward(hours=1)
    with pytest.raises(NotAllowed, match="открыто заново"):
        office.handovers.answer(ticket, handover.id, HandoverOutcome.DONE, "сделали")
    assert office.tickets.card(ticket).row.status is TicketStatus.REWORK


@pytest.mark.parametrize("hours", [-2, 25])
def test_an_answer_stands_between_the_handover_and_now(
    office: Office, utility: int, hand_clock: HandClock, hours: int
) -> None:
    """Also where the status does not move: the answer's own moment is checked."""
    ticket = new_ticket(office)
    hand_clock.forward(hours=3)
    office.handovers.hand_over([ticket], HandoverDraft(utility))
    office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    (handover,) = office.tickets.card(ticket).handovers
    at = hand_clock() + dt.timedelta(hours=hours)
    with pytest.raises(InvalidDraft) as refused:
        office.handovers.answer(ticket, handover.id, HandoverOutcome.RETURNED, "не наш дом", at)
    assert list(refused.value.fields) == ["at"]
    assert office.tickets.card(ticket).handovers == (handover,)


def test_two_tickets_are_linked_once(office: Office) -> None:
    """A second link, one with itself, one with a ticket that is gone: told, never a crash."""
    first, second = new_ticket(office), new_ticket(office)
    office.tickets.link(first, second, LinkKind.RELATED)
    for pair in ((first, second), (second, first), (first, first)):
        with pytest.raises(NotAllowed, match=r"уже связаны|этого же"):
            office.tickets.link(*pair, LinkKind.RELATED)
    with pytest.raises(EarlierGone):
        office.tickets.register(draft(office, repeat_of=99))
    assert len(office.tickets.card(first).links) == 1
