"""Rows of the ticket journal by blocks of ids, each block from one state of the file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from db.connection import Row, Store
from db.queries.journal_parts import COMPANY, HOUSE
from db.queries.ticket_rows import moment
from desktop_app.core import clock
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverChannel,
    InspectionStatus,
    LinkKind,
    Operation,
    OrganizationKind,
    Priority,
    Service,
    TicketKind,
    TicketSource,
    TicketStatus,
)
from desktop_app.core.records.journal import (
    FilterNames,
    JournalCall,
    JournalHandover,
    JournalRow,
)
from desktop_app.core.records.register import RegisterQuery

_ENDED = (TicketStatus.CLOSED.value, TicketStatus.CANCELLED.value)

_TICKETS = f"""
SELECT t.id, t.number, t.registered_at, t.source, coalesce(c.name, ''), t.applicant_name, t.phone,
    {HOUSE},
    t.address_text, t.premise, t.entrance, t.floor, coalesce(e.door_code, ''), p.service, p.title,
    p.priority, t.is_emergency, t.details, t.room_temperature, coalesce(i.title, ''),
    {COMPANY}, t.deadline_at, t.is_repeat,
    t.status, t.close_result, t.cancel_reason, t.answer, t.done_at, t.closed_at,
    (SELECT max(late_minutes) FROM ticket_cycle WHERE ticket_id = t.id), t.received_at, t.kind,
    i.ended_at, t.phone_digits
FROM ticket AS t
JOIN topic AS p ON p.id = t.topic_id
LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN settlement AS s ON s.id = b.settlement_id
LEFT JOIN entrance AS e ON e.building_id = t.building_id AND CAST(e.number AS TEXT) = t.entrance
LEFT JOIN organization AS o ON o.id = t.organization_id
LEFT JOIN clerk AS c ON c.id = t.clerk_id
LEFT JOIN incident AS i ON i.id = t.incident_id
WHERE t.id IN ({{marks}})
"""  # noqa: S608  our own words only
_HANDOVERS = """
SELECT h.ticket_id, h.sent_at, h.channel, h.accepted_by, h.their_number, o.kind
FROM handover AS h JOIN organization AS o ON o.id = h.organization_id
WHERE h.ticket_id IN ({marks}) ORDER BY h.ticket_id, h.sent_at, h.id
"""
_CALLS = """
SELECT ticket_id, made_at, outcome, remark FROM callback
WHERE ticket_id IN ({marks}) ORDER BY ticket_id, made_at, id
"""
_EARLIER = """
SELECT l.ticket_id, o.number FROM ticket_link AS l JOIN ticket AS o ON o.id = l.other_id
WHERE l.ticket_id IN ({marks}) AND l.kind = ? ORDER BY l.ticket_id, o.registered_at, o.id
"""
_VISITS = """
SELECT x.ticket_id, i.number, i.status, i.planned_at
FROM inspection_ticket AS x JOIN inspection AS i ON i.id = x.inspection_id
WHERE x.ticket_id IN ({marks}) AND i.status <> ? ORDER BY x.ticket_id, i.planned_at, i.id
"""
# The text test only spares parsing: the entry itself decides below.
_ENDINGS = """
SELECT h.entity_id, coalesce(c.name, ''), h.changes, h.operation
FROM history AS h LEFT JOIN clerk AS c ON c.id = h.clerk_id
WHERE h.entity = 'ticket' AND h.entity_id IN ({marks}) AND h.changes LIKE '%["status",%'
ORDER BY h.id
"""


class Numbered(Protocol):
    """A line of any journal: it has the id it was asked by."""

    @property
    def id(self) -> int:
        """Return the id."""


@dataclass(slots=True)
class _Around:
    """What other tables say of the tickets of one block, by ticket id."""

    told: dict[int, JournalHandover] = field(default_factory=dict)
    handed: dict[int, JournalHandover] = field(default_factory=dict)
    calls: dict[int, JournalCall] = field(default_factory=dict)
    earlier: dict[int, tuple[str, ...]] = field(default_factory=dict)
    acts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    checks: dict[int, str] = field(default_factory=dict)
    enders: dict[int, str] = field(default_factory=dict)


def rows(store: Store, ids: Sequence[int]) -> list[JournalRow]:
    """Return the journal's rows of these ids in the order asked for; missing ids are left out.

    Ask for small blocks: 500 rows hold the file for some 30 ms.
    """
    if not ids:
        return []
    with store.snapshot():
        found = {row[0]: row for row in _of(store, _TICKETS, ids)}
        around = _around(store, ids, [i for i, row in found.items() if row[23] in _ENDED])
    return [_row(i, found[i], around) for i in ids if i in found]


def of_sources(store: Store, ids: Sequence[int], sources: Sequence[TicketSource]) -> list[int]:
    """Return those of a block of ids that came by one of the ways, in the order of the ids."""
    ways = ", ".join(f"'{source.value}'" for source in sources)
    sql = f"SELECT id FROM ticket WHERE id IN ({{marks}}) AND source IN ({ways})"  # noqa: S608  codes
    found = {row[0] for row in _of(store, sql, ids)}
    return [i for i in ids if i in found]


def filter_names(store: Store, query: RegisterQuery) -> FilterNames:
    """Return the names behind the ids of a question, in the order of the ids."""
    organizations = "SELECT coalesce(nullif(short_name, ''), name) FROM organization WHERE id = ?"
    building = (
        "SELECT trim(s.type || ' ' || s.name) || ', ' || b.address FROM building AS b"
        " JOIN settlement AS s ON s.id = b.settlement_id WHERE b.id = ?"
    )
    street = "SELECT trim(type || ' ' || name) FROM street WHERE id = ?"
    return FilterNames(
        topics=_names(store, "SELECT title FROM topic WHERE id = ?", query.topic_ids),
        organizations=_names(store, organizations, query.organization_ids),
        building="".join(_names(store, building, (query.building_id,))),
        street="".join(_names(store, street, (query.street_id,))),
        clerk="".join(_names(store, "SELECT name FROM clerk WHERE id = ?", (query.clerk_id,))),
    )


def _names(store: Store, sql: str, ids: Sequence[int | None]) -> tuple[str, ...]:
    found = (store.scalar(sql, (i,)) for i in ids if i is not None)
    return tuple(str(name) for name in found if name is not None)


def _of(store: Store, sql: str, ids: Sequence[int], *more: str) -> list[Row]:
    return store.rows(sql.format(marks=",".join("?" * len(ids))), (*ids, *more))


def _around(store: Store, ids: Sequence[int], ended: Sequence[int]) -> _Around:
    around = _Around()
    for ticket, sent_at, channel, accepted_by, number, kind in _of(store, _HANDOVERS, ids):
        handover = JournalHandover(
            clock.unstamp(sent_at), HandoverChannel(channel), accepted_by, number
        )
        around.handed[ticket] = handover
        if kind == OrganizationKind.UTILITY.value:
            around.told.setdefault(ticket, handover)
    for ticket, made_at, outcome, remark in _of(store, _CALLS, ids):
        known = around.calls.get(ticket)
        around.calls[ticket] = JournalCall(
            clock.unstamp(made_at),
            CallbackOutcome(outcome),
            remark,
            known.attempts + 1 if known else 1,
        )
    for ticket, number in _of(store, _EARLIER, ids, LinkKind.REPEAT.value):
        around.earlier[ticket] = (*around.earlier.get(ticket, ()), number)
    _add_visits(store, ids, around)
    if ended:
        around.enders.update(_endings(store, ended))
    return around


def _add_visits(store: Store, ids: Sequence[int], around: _Around) -> None:
    issued = InspectionStatus.ISSUED.value
    visits = _of(store, _VISITS, ids, InspectionStatus.CANCELLED.value)
    for ticket, number, status, planned_at in visits:
        if planned_at:
            around.checks.setdefault(ticket, planned_at)
        if status == issued:
            around.acts[ticket] = (*around.acts.get(ticket, ()), number)


def _endings(store: Store, ended: Sequence[int]) -> dict[int, str]:
    """Return who closed or cancelled these tickets: undoing a reopening closes nothing anew."""
    enders: dict[int, str] = {}
    for ticket, clerk, changes, operation in _of(store, _ENDINGS, ended):
        if operation == Operation.UNDONE.value and ticket in enders:
            continue
        if any(name == "status" and after in _ENDED for name, _, after in json.loads(changes)):
            enders[ticket] = clerk
    return enders


def _row(ticket: int, row: Row, around: _Around) -> JournalRow:
    return JournalRow(
        id=ticket,
        number=row[1],
        registered_at=clock.unstamp(row[2]),
        source=TicketSource(row[3]),
        clerk=row[4],
        applicant_name=row[5],
        phone=row[6],
        house=row[7],
        address_text=row[8],
        premise=row[9],
        entrance=row[10],
        floor=row[11],
        door_code=row[12],
        service=Service(row[13]),
        topic=row[14],
        priority=Priority(row[15]),
        is_emergency=bool(row[16]),
        details=row[17],
        room_temperature=row[18],
        cause=row[19],
        organization=row[20],
        deadline_at=moment(row[21]),
        is_repeat=bool(row[22]),
        status=TicketStatus(row[23]),
        close_result=CloseResult(row[24]) if row[24] else None,
        cancel_reason=CancelReason(row[25]) if row[25] else None,
        answer=row[26],
        done_at=moment(row[27]),
        closed_at=moment(row[28]),
        late_minutes=row[29],
        **_told_around(ticket, around),
        received_at=moment(row[30]),
        kind=TicketKind(row[31]),
        restored_at=moment(row[32]),
        phone_digits=row[33],
    )


def _told_around(ticket: int, around: _Around) -> dict[str, Any]:
    """Return the fields of a row that come from other tables."""
    return {
        "check_at": moment(around.checks.get(ticket)),
        "utility_told": around.told.get(ticket),
        "handed_over": around.handed.get(ticket),
        "earlier": around.earlier.get(ticket, ()),
        "acts": around.acts.get(ticket, ()),
        "call": around.calls.get(ticket),
        "closed_by": around.enders.get(ticket, ""),
    }
