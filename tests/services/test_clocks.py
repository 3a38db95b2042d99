"""Clocks of two computers at one file: half an hour apart is nobody's fault, a second more is."""

import datetime as dt

import pytest

from desktop_app.core.enums import TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.tickets import StatusChange
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, new_ticket

_SECOND, _APART = dt.timedelta(seconds=1), dt.timedelta(minutes=30)
_DONE = StatusChange(TicketStatus.DONE)


def test_a_computer_that_starts_behind_the_base_is_told(
    office: Office, hand_clock: HandClock
) -> None:
    """Another program wrote later than this clock shows: seen at once, beyond half an hour only."""
    new_ticket(office)
    written = hand_clock()
    for behind, is_told in ((_APART, False), (_APART + _SECOND, True)):
        late = HandClock(written - behind)
        other = Office.open(office.path, now=late)
        assert other.desk.clock_behind() == ((written, late()) if is_told else None)
        other.close()


def test_a_step_waits_for_no_clock_of_another_computer(
    office: Office, hand_clock: HandClock
) -> None:
    """Up to half an hour behind a step is made at the last event's moment; further back it is not.

    A moment typed before the last event is named by its field, whatever the clocks.
    """
    accepted = hand_clock()
    for behind, is_made in ((_APART, True), (_APART + _SECOND, False)):
        hand_clock.moment = accepted
        ticket = new_ticket(office)
        hand_clock.moment = accepted - behind
        with pytest.raises(InvalidDraft) as refused:
            office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE, at=hand_clock()))
        assert list(refused.value.fields) == ["at"]
        if is_made:
            office.tickets.set_status(ticket, _DONE)
            assert office.tickets.card(ticket).cycles[0].done_at == accepted
            continue
        with pytest.raises(NotAllowed, match="Часы компьютера отстают"):
            office.tickets.set_status(ticket, _DONE)
