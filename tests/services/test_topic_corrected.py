"""A wrong topic put right brings its own term; what was not counted by a topic stays."""

import dataclasses
import datetime as dt

import pytest

from desktop_app.core import deadlines
from desktop_app.core.enums import HoldReason, TicketStatus
from desktop_app.core.records.tickets import StatusChange
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, new_ticket

_COLD, _BILL = "HEAT.NO", "HEAT.CHARGE.SUM"


def _correct(office: Office, ticket: int, topic: str) -> None:
    card = office.tickets.card(ticket)
    right = dataclasses.replace(card.draft, topic_id=office.reference.topic(topic).id)
    office.tickets.edit(ticket, card.version, right)


def _term(office: Office, ticket: int, topic: str) -> tuple[dt.datetime | None, str]:
    """Return what a call of this topic would have got when this one came."""
    began = office.tickets.card(ticket).cycles[-1].opened_at
    term = office.reference.deadline(office.reference.topic(topic).id, began)
    return (term.due, deadlines.hint(term)) if term else (None, "")


def _shown(office: Office, ticket: int) -> tuple[dt.datetime | None, str]:
    card = office.tickets.card(ticket)
    assert card.cycles[-1].deadline_at == card.row.deadline_at
    return card.row.deadline_at, card.deadline_basis


@pytest.mark.parametrize(("wrong", "right"), [(_BILL, _COLD), (_COLD, _BILL)])
def test_a_corrected_topic_brings_its_term(office: Office, wrong: str, right: str) -> None:
    """From the moment the call came, with its own basis; taken back, the former one is there."""
    ticket = new_ticket(office, topic=wrong)
    before = _shown(office, ticket)
    assert before == _term(office, ticket, wrong)
    _correct(office, ticket, right)
    assert _shown(office, ticket) == _term(office, ticket, right) != before
    _correct(office, ticket, wrong)
    assert _shown(office, ticket) == before


def test_the_pause_goes_on_counting(office: Office, hand_clock: HandClock) -> None:
    """A day on hold moves the new term as it moved the former one."""
    ticket = new_ticket(office, topic=_BILL)
    until = hand_clock.forward(hours=1) + dt.timedelta(days=5)
    reason = next(iter(HoldReason))
    held = StatusChange(TicketStatus.ON_HOLD, hold_until=until, hold_reason=reason)
    office.tickets.set_statuses([ticket], held)
    hand_clock.forward(days=1)
    office.tickets.set_statuses([ticket], StatusChange(TicketStatus.NEW))
    _correct(office, ticket, _COLD)
    due, basis = _term(office, ticket, _COLD)
    assert due is not None
    assert _shown(office, ticket) == (due + dt.timedelta(days=1), basis)


def test_a_term_of_another_source_stays(office: Office, hand_clock: HandClock) -> None:
    """One agreed on by hand, and one a done ticket is measured by, are not counted anew."""
    agreed, done = (new_ticket(office, topic=_COLD) for _ in range(2))
    office.tickets.set_deadline(
        agreed, hand_clock.forward(hours=1) + dt.timedelta(days=9), "уговор"
    )
    office.tickets.set_statuses([done], StatusChange(TicketStatus.DONE))
    for ticket in (agreed, done):
        before = _shown(office, ticket)
        _correct(office, ticket, _BILL)
        assert _shown(office, ticket) == before
