"""The card of a ticket, and its history in words."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from db import history
from db.connection import Store
from db.queries import incidents_card, ticket_card, ticket_edit, ticket_rows
from desktop_app.core import clock
from desktop_app.core.enums import (
    CallbackOutcome,
    Entity,
    HandoverChannel,
    HoldReason,
    Operation,
    TicketKind,
    TicketStatus,
)
from desktop_app.core.field_title_table import FIELD_TITLES
from desktop_app.core.field_titles import change_words
from desktop_app.core.people import accepted_words
from desktop_app.core.records.history import FieldChange, HistoryEntry
from desktop_app.core.records.tickets import HistoryEvent, TicketCard
from desktop_app.core.text import DASH, counted
from desktop_app.services.reference import Reference

_WEEK = dt.timedelta(days=7)


def card(store: Store, ticket_id: int, reference: Reference, now: dt.datetime) -> TicketCard:
    """Return everything about a ticket, read from one state of the file."""
    with store.snapshot():
        values = ticket_edit.state(store, ticket_id)
        names = ticket_rows.names(store)
        settlement, facts = _house(store, values["building_id"])
        (row,) = ticket_rows.rows(store, [ticket_id], names)
        return TicketCard(
            row=row,
            version=values["version"],
            received_at=clock.unstamp(values["received_at"]),
            kind=TicketKind(values["kind"]),
            building_id=values["building_id"],
            full_address=_joined(settlement, row.address),
            house_facts=facts,
            entrance=values["entrance"],
            floor=values["floor"],
            no_phone=bool(values["no_phone"]),
            topic_id=values["topic_id"],
            topic_path=reference.topic_path(values["topic_id"]),
            details=values["details"],
            organization_id=values["organization_id"],
            is_vulnerable=bool(values["is_vulnerable"]),
            incident_id=values["incident_id"],
            incident_title=incidents_card.title(store, values["incident_id"]),
            room_temperature=values["room_temperature"],
            cycle_number=values["cycle_number"],
            deadline_basis=values["deadline_basis"],
            **_hold(values),
            answer=values["answer"],
            private_note=values["private_note"],
            cycles=ticket_card.cycles(store, ticket_id),
            handovers=ticket_card.handovers(store, ticket_id),
            callbacks=ticket_card.callbacks(store, ticket_id),
            notes=ticket_card.notes(store, ticket_id),
            links=ticket_card.links(store, ticket_id),
            history=tuple(events(history.of_entity(store, Entity.TICKET, ticket_id), names)),
            inspections=ticket_card.inspections(store, ticket_id),
            tickets_week=ticket_card.near(store, values["building_id"], clock.stamp(now - _WEEK)),
        )


def _hold(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return why a ticket is put off and the status it goes back to."""
    reason, came_from = values["hold_reason"], values["hold_from"]
    return {
        "hold_reason": HoldReason(reason) if reason else None,
        "held_from": TicketStatus(came_from) if came_from else None,
    }


def _house(store: Store, building_id: int | None) -> tuple[str, str]:
    """Return the settlement of a house and «5 этажей, 1978 г.»."""
    settlement, floors, year = ticket_card.house(store, building_id)
    parts = [
        counted(floors, "этаж", "этажа", "этажей") if floors else "",
        f"{year} г." if year else "",
    ]
    return settlement, ", ".join(part for part in parts if part)


def _joined(settlement: str, address: str) -> str:
    """Return the address with its settlement, said once."""
    if not settlement or address.startswith(f"{settlement},"):
        return address
    return f"{settlement}, {address}"


def events(entries: Iterable[HistoryEntry], names: ticket_rows.Names) -> list[HistoryEvent]:
    """Return the history in words, newest first; each event knows the cycle it fell into."""
    cycle = 1
    told: list[HistoryEvent] = []
    for entry in entries:
        after = {change.field: change.after for change in entry.changes}
        opened = after.get("cycle_number")
        cycle = int(opened) if opened else cycle
        status = TicketStatus(str(after["status"])) if after.get("status") else None
        title, details = _words(entry, status, names)
        told.append(
            HistoryEvent(
                id=entry.id,
                at=entry.at,
                occurred_at=entry.occurred_at,
                clerk=entry.clerk,
                operation=entry.operation,
                title=title,
                details=details,
                cycle_number=cycle,
                status=status,
            )
        )
    return told[::-1]


def _words(
    entry: HistoryEntry, status: TicketStatus | None, names: ticket_rows.Names
) -> tuple[str, str]:
    later = ""
    if entry.at - entry.occurred_at > dt.timedelta(minutes=1):
        later = f"введено {clock.show_short(entry.at)}"
    title = entry.operation.title_ru
    details = entry.note
    child = _child(entry.changes)
    if entry.operation is Operation.TICKET_HANDED_OVER and child:
        title = f"Передано: {names.organizations.get(child.get('organization_id', 0), '')}"
        details = _handover_words(child)
    elif entry.operation is Operation.CALLBACK_MADE and child:
        title = f"Обзвон: {CallbackOutcome(child['outcome']).title_ru.lower()}"
        details = str(child.get("remark") or "")
    elif entry.operation is Operation.TICKET_STATUS and status:
        title = f"Статус: {status.title_ru.lower()}"
    elif entry.operation in (Operation.TICKET_EDITED, Operation.TICKET_DEADLINE):
        details = _edit_words(entry, names) or entry.note
    elif entry.operation in (Operation.FILE_ATTACHED, Operation.FILE_REMOVED):
        details = entry.note
    parts = (details, later, entry.clerk)
    return title, " · ".join(part for part in parts if part)


def _child(changes: Iterable[FieldChange]) -> dict[str, Any] | None:
    for change in changes:
        if change.before is None and change.field.count(":") == 1:
            found: dict[str, Any] = json.loads(str(change.after))
            return found
    return None


def _handover_words(child: dict[str, Any]) -> str:
    parts = [HandoverChannel(str(child["channel"])).title_ru.lower()]
    if child.get("accepted_by"):
        parts.append(accepted_words(str(child["accepted_by"])))
    if child.get("their_number"):
        parts.append(f"их № {child['their_number']}")
    if child.get("promised_at"):
        promised = clock.unstamp(str(child["promised_at"]))
        parts.append(f"обещали до {clock.show_short(promised)}")
    return ", ".join(parts)


def _edit_words(entry: HistoryEntry, names: ticket_rows.Names) -> str:
    """Return what an edit changed, each thing once: a cycle and its ticket tell the same."""
    told = (_change_words(change, names) for change in entry.changes)
    return "; ".join(dict.fromkeys(words for words in told if words))


def _change_words(change: FieldChange, names: ticket_rows.Names) -> str:
    known = {"topic_id": names.topics, "organization_id": names.organizations}.get(change.field)
    if known is None:
        return change_words(change.field, change.before, change.after)
    was, now = (
        known.get(key, DASH) if isinstance(key, int) else DASH
        for key in (change.before, change.after)
    )
    return f"{FIELD_TITLES[change.field]}: {was} → {now}"
