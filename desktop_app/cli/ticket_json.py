"""Tickets as commands answer them: JSON with ISO moments, or a line in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from desktop_app.cli.command import joined
from desktop_app.core import clock
from desktop_app.core.enums import Titled
from desktop_app.core.records.tickets import (
    Callback,
    CallNote,
    Cycle,
    Handover,
    HistoryEvent,
    TicketCard,
    TicketLinkView,
    TicketRow,
)


def iso(value: dt.datetime | None) -> str | None:
    """Return the stored form of a moment, or None."""
    return None if value is None else clock.stamp(value)


def code(value: Titled | None) -> str | None:
    """Return the stored code of a closed list, or None."""
    return None if value is None else value.value


def row(ticket: TicketRow) -> dict[str, Any]:
    """Return a ticket as lists answer it."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "registered_at": iso(ticket.registered_at),
        "status": ticket.status.value,
        "status_title": ticket.status.title_ru,
        "address": ticket.address,
        "flat": ticket.premise,
        "topic": ticket.topic,
        "organization": ticket.organization,
        "deadline_at": iso(ticket.deadline_at),
        "done_at": iso(ticket.done_at),
        "closed_at": iso(ticket.closed_at),
        "hold_until": iso(ticket.hold_until),
        "result": code(ticket.close_result),
        "cancel_reason": code(ticket.cancel_reason),
        "late_minutes": ticket.late_minutes,
        "name": ticket.applicant_name,
        "phone": ticket.phone,
        "source": ticket.source.value,
        "is_emergency": ticket.is_emergency,
        "is_control": ticket.is_control,
        "is_repeat": ticket.is_repeat,
        "clerk": ticket.clerk,
    }


def line(ticket: Mapping[str, Any]) -> str:
    """Return the same ticket in words."""
    flat = f"кв. {ticket['flat']}" if ticket["flat"] else ""
    when = clock.show_moment(clock.unstamp(ticket["registered_at"]))
    return joined(
        f"№ {ticket['number']}",
        when,
        ticket["status_title"],
        ticket["address"],
        flat,
        ticket["topic"],
        ticket["organization"],
    )


def card(found: TicketCard) -> dict[str, Any]:
    """Return everything about one ticket."""
    return {
        **row(found.row),
        "version": found.version,
        "kind": found.kind.value,
        "received_at": iso(found.received_at),
        "building_id": found.building_id,
        "full_address": found.full_address,
        "entrance": found.entrance,
        "floor": found.floor,
        "topic_path": found.topic_path,
        "details": found.details,
        "answer": found.answer,
        "room_temperature": found.room_temperature,
        "deadline_basis": found.deadline_basis,
        "cycle_number": found.cycle_number,
        "cycles": [_cycle(cycle) for cycle in found.cycles],
        "handovers": [_handover(handover) for handover in found.handovers],
        "callbacks": [_callback(callback) for callback in found.callbacks],
        "notes": [_note(note) for note in found.notes],
        "links": [_link(link) for link in found.links],
        "inspections": list(found.inspections),
        "history": [_event(event) for event in found.history],
    }


def _cycle(cycle: Cycle) -> dict[str, Any]:
    return {
        "number": cycle.number,
        "reason": cycle.reason,
        "opened_at": iso(cycle.opened_at),
        "deadline_at": iso(cycle.deadline_at),
        "deadline_basis": cycle.deadline_basis,
        "done_at": iso(cycle.done_at),
        "closed_at": iso(cycle.closed_at),
        "result": cycle.result,
        "late_minutes": cycle.late_minutes,
        "paused_minutes": cycle.paused_minutes,
    }


def _handover(handover: Handover) -> dict[str, Any]:
    return {
        "id": handover.id,
        "cycle_number": handover.cycle_number,
        "organization_id": handover.organization_id,
        "organization": handover.organization,
        "channel": handover.channel.value,
        "sent_at": iso(handover.sent_at),
        "accepted_by": handover.accepted_by,
        "their_number": handover.their_number,
        "promised_at": iso(handover.promised_at),
        "answered_at": iso(handover.answered_at),
        "answer": handover.answer,
        "outcome": handover.outcome.value,
        "clerk": handover.clerk,
    }


def _callback(callback: Callback) -> dict[str, Any]:
    return {
        "cycle_number": callback.cycle_number,
        "attempt": callback.attempt,
        "made_at": iso(callback.made_at),
        "outcome": callback.outcome.value,
        "remark": callback.remark,
        "next_call_at": iso(callback.next_call_at),
        "clerk": callback.clerk,
    }


def _note(note: CallNote) -> dict[str, Any]:
    return {
        "made_at": iso(note.made_at),
        "caller_name": note.caller_name,
        "details": note.details,
        "clerk": note.clerk,
    }


def _link(link: TicketLinkView) -> dict[str, Any]:
    return {
        "kind": link.kind.value,
        "number": link.other_number,
        "status": link.other_status.value,
        "made_at": iso(link.made_at),
    }


def _event(event: HistoryEvent) -> dict[str, Any]:
    return {
        "at": iso(event.at),
        "occurred_at": iso(event.occurred_at),
        "operation": event.operation.value,
        "title": event.title,
        "details": event.details,
        "clerk": event.clerk,
        "cycle_number": event.cycle_number,
        "status": code(event.status),
    }
