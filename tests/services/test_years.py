"""A mistyped year is refused at its field: it would hide a ticket, or make it late for ever."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop_app.core.enums import (
    CallbackOutcome,
    HoldReason,
    IncidentKind,
    Service,
    TicketStatus,
)
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.incidents import IncidentDraft
from desktop_app.core.records.inspections import InspectionDraft, Remedy
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock, draft, new_ticket

_FAR, _OLD = dt.datetime(2062, 11, 24, 12, 0), dt.datetime(1926, 11, 24, 9, 0)


def _deadline(office: Office) -> None:
    office.tickets.register(draft(office, deadline_at=_FAR))


def _received(office: Office) -> None:
    office.tickets.register(draft(office, received_at=_OLD))


def _moved(office: Office) -> None:
    office.tickets.set_deadline(new_ticket(office), _FAR, "просьба жителя")


def _held(office: Office) -> None:
    wait = StatusChange(TicketStatus.ON_HOLD, hold_until=_FAR, hold_reason=HoldReason.OTHER)
    office.tickets.set_status(new_ticket(office), wait)


def _promised(office: Office) -> None:
    promise = HandoverDraft(new_company(office.organizations), promised_at=_FAR)
    office.handovers.hand_over([new_ticket(office)], promise)


def _called(office: Office) -> None:
    ticket = new_ticket(office)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.UNREACHED, next_call_at=_FAR)


def _visit(office: Office, **fields: Any) -> int:
    visit = InspectionDraft(new_house(office.buildings))
    return office.inspections.plan(replace(visit, **fields)).id


def _outage(office: Office) -> None:
    house = new_house(office.buildings)
    office.incidents.open(
        IncidentDraft(IncidentKind.EMERGENCY, Service.HEATING, _OLD, building_ids=(house,))
    )


@pytest.mark.parametrize(
    ("field", "step"),
    [
        ("deadline", _deadline),
        ("received_at", _received),
        ("deadline", _moved),
        ("hold_until", _held),
        ("promised_at", _promised),
        ("started_at", _outage),
        ("next_call_at", _called),
        ("planned_at", lambda office: _visit(office, planned_at=_FAR)),
        ("next_visit_on", lambda office: _visit(office, next_visit_on=_FAR.date())),
        ("started_at", lambda office: _visit(office, started_at=_OLD)),
        ("remedies", lambda office: _visit(office, remedies=(Remedy("x", due_on=_FAR.date()),))),
    ],
)
def test_a_wrong_year_is_refused(
    office: Office, field: str, step: Callable[[Office], None]
) -> None:
    """The field is named with «проверьте год»."""
    with pytest.raises(InvalidDraft) as told:
        step(office)
    assert "проверьте год" in told.value.fields[field]


def test_a_capital_repair_may_be_years_ahead(office: Office, hand_clock: HandClock) -> None:
    """Works are promised for years, a term of a ticket for one or two."""
    due = hand_clock().replace(year=hand_clock().year + 4).date()
    visit = _visit(office, remedies=(Remedy("заменить стояк", due_on=due),))
    assert [one.due_on for one in office.inspections.card(visit).draft.remedies] == [due]
    term = hand_clock().replace(year=hand_clock().year + 2)
    assert office.tickets.register(draft(office, deadline_at=term)).due == term
