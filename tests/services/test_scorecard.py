"""The scorecard of an organisation and broken promises, against figures counted by hand."""

import datetime as dt

import pytest

from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverOutcome,
    TicketStatus,
)
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.answers import Scorecard
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.records.today import TodayList
from desktop_app.services.office import Office
from tests.factories import new_company
from tests.services.fixtures import HandClock, new_ticket

MONDAY = dt.date(2026, 11, 23)
TUESDAY = dt.date(2026, 11, 24)


@pytest.fixture
def utility(office: Office) -> int:
    """Return the organisation under the scorecard."""
    return new_company(office.organizations, "АО «Теплосеть»")


@pytest.fixture
def other(office: Office) -> int:
    """Return another organisation."""
    return new_company(office.organizations, "МУП «Водоканал»")


def _sent(office: Office, organization: int, hours: float | None, term: float = 30) -> int:
    """Register and hand over now; return the ticket. Promise and term are hours from now."""
    now = office.desk.now()
    ticket = new_ticket(office, deadline_at=now + dt.timedelta(hours=term))
    promised = None if hours is None else now + dt.timedelta(hours=hours)
    office.handovers.hand_over([ticket], HandoverDraft(organization, promised_at=promised))
    return ticket


def _answer(office: Office, ticket: int, outcome: HandoverOutcome) -> None:
    handover = office.tickets.card(ticket).handovers[0]
    office.handovers.answer(ticket, handover.id, outcome, "не наша труба")


def _day(office: Office, utility: int, other: int, hand_clock: HandClock) -> dict[str, int]:
    """Play a day in which every handover has another fate; return tickets by their fate."""
    told = {
        "kept": _sent(office, utility, 5),
        "broken": _sent(office, utility, 2, term=3),
        "silent": _sent(office, utility, None, term=10),
        "returned": _sent(office, utility, 8),
        "replaced": _sent(office, utility, 8),
        "cancelled": _sent(office, utility, 8),
        "waits": _sent(office, utility, 50),
        "overdue": _sent(office, utility, 6),
    }
    hand_clock.forward(hours=1)
    office.handovers.hand_over([told["replaced"]], HandoverDraft(other))
    _answer(office, told["returned"], HandoverOutcome.RETURNED)
    office.tickets.set_status(
        told["cancelled"],
        StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN),
    )
    hand_clock.forward(hours=3)
    _answer(office, told["kept"], HandoverOutcome.DONE)
    _answer(office, told["broken"], HandoverOutcome.DONE)
    hand_clock.forward(hours=4)
    # No answer is written into the handover: «Исполнено» on the ticket is the answer.
    office.tickets.set_status(told["silent"], StatusChange(TicketStatus.DONE))
    return told


def test_every_fate_is_counted_once(
    office: Office, utility: int, other: int, hand_clock: HandClock
) -> None:
    """Eight handovers: answers after 4, 4 and 8 hours, one each returned, replaced, dropped."""
    _day(office, utility, other, hand_clock)
    card = office.handovers.scorecard(utility, TUESDAY, TUESDAY)
    assert card == Scorecard(
        utility,
        TUESDAY,
        TUESDAY,
        handed=8,
        answered=3,
        promised=2,
        in_promise=1,
        with_term=3,
        in_term=2,
        returned=1,
        replaced=1,
        dropped=1,
        waiting=2,
        overdue=1,
        median_hours=4.0,
    )
    assert _fates(card) == card.handed
    assert card.rework_share is None
    theirs = office.handovers.scorecard(other, TUESDAY, TUESDAY)
    assert (theirs.handed, theirs.waiting) == (1, 1)


def test_the_applicants_word_is_counted_per_cycle(
    office: Office, utility: int, other: int, hand_clock: HandClock
) -> None:
    """Two of three answers are called about: one solved, one back to work, done by another then.

    The new cycle's handover marks the old one replaced; the old one stays answered all the same.
    """
    told = _day(office, utility, other, hand_clock)
    record = office.callbacks.record
    record(told["kept"], CallbackOutcome.SOLVED)
    record(told["silent"], CallbackOutcome.UNREACHED)
    record(told["silent"], CallbackOutcome.REWORK, "холодно")
    office.handovers.hand_over([told["silent"]], HandoverDraft(other))
    hand_clock.forward(hours=2)
    _answer(office, told["silent"], HandoverOutcome.DONE)
    record(told["silent"], CallbackOutcome.SOLVED)
    card = office.handovers.scorecard(utility, TUESDAY, TUESDAY)
    assert (card.handed, card.answered, card.called, card.rework) == (8, 3, 2, 1)
    assert card.rework_share == pytest.approx(0.5)
    assert _fates(card) == card.handed
    theirs = office.handovers.scorecard(other, TUESDAY, TUESDAY)
    assert (theirs.handed, theirs.answered, theirs.called, theirs.rework) == (2, 1, 1, 0)
    assert theirs.median_hours == pytest.approx(2.0)


def test_the_period_is_of_sending(office: Office, utility: int, hand_clock: HandClock) -> None:
    """Midnight belongs to its day; what was sent before the period is not counted in it."""
    hand_clock.moment = dt.datetime(2026, 11, 23, 23, 59, 59)
    _sent(office, utility, 5)
    hand_clock.forward(seconds=1)
    _sent(office, utility, 5)
    assert office.handovers.scorecard(utility, MONDAY, MONDAY).handed == 1
    assert office.handovers.scorecard(utility, TUESDAY, TUESDAY).handed == 1
    assert office.handovers.scorecard(utility, MONDAY, TUESDAY).handed == 2
    with pytest.raises(InvalidDraft, match="наоборот"):
        office.handovers.scorecard(utility, TUESDAY, MONDAY)


def test_an_explained_ticket_was_answered(
    office: Office, utility: int, hand_clock: HandClock
) -> None:
    """A ticket closed after «исполнено» stays answered, an even number of answers has a middle."""
    first, second = _sent(office, utility, 5), _sent(office, utility, 5)
    hand_clock.forward(hours=1)
    _answer(office, first, HandoverOutcome.DONE)
    hand_clock.forward(hours=2)
    _answer(office, second, HandoverOutcome.DONE)
    for ticket in (first, second):
        change = StatusChange(TicketStatus.CLOSED, result=CloseResult.CONFIRMED)
        office.tickets.set_status(ticket, change)
    card = office.handovers.scorecard(utility, TUESDAY, TUESDAY)
    assert (card.answered, card.in_promise, card.median_hours) == (2, 2, 2.0)


def test_broken_promises_are_those_of_today(
    office: Office, utility: int, other: int, hand_clock: HandClock
) -> None:
    """The list of an organisation, the scorecard and «Сегодня» name the same tickets."""
    told = _day(office, utility, other, hand_clock)
    late = _sent(office, other, 1)
    office.tickets.set_status(late, StatusChange(TicketStatus.IN_PROGRESS))
    hand_clock.forward(hours=2)
    broken = office.handovers.waiting_overdue()
    assert [item.ticket_id for item in broken] == [told["overdue"], late]
    assert set(office.today.read().lists[TodayList.WAITING]) == {told["overdue"], late}
    (one,) = office.handovers.waiting_overdue(organization_id=utility)
    number = office.tickets.card(told["overdue"]).row.number
    assert (one.number, one.organization) == (number, "АО «Теплосеть»")
    assert one.promised_at == dt.datetime(2026, 11, 24, 15, 41)
    assert office.handovers.scorecard(other, TUESDAY, TUESDAY).overdue == 1
    early = office.handovers.waiting_overdue(dt.datetime(2026, 11, 24, 15, 41))
    assert early == []


def test_a_promise_of_an_ended_cycle_is_not_broken_again(
    office: Office, utility: int, hand_clock: HandClock
) -> None:
    """Done in the first cycle, back to work in the second: the old promise asks nobody."""
    ticket = _sent(office, utility, 1)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "холодно")
    office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    hand_clock.forward(hours=3)
    assert office.handovers.waiting_overdue() == []
    assert list(office.today.read().lists[TodayList.WAITING]) == []


def _fates(card: Scorecard) -> int:
    return card.answered + card.returned + card.replaced + card.dropped + card.waiting
