"""Parts of a ticket's card: cycles, handovers, callbacks, calls, links."""

from db.connection import Store
from db.queries.ticket_rows import moment
from desktop_app.core import clock
from desktop_app.core.enums import (
    CallbackOutcome,
    HandoverChannel,
    HandoverOutcome,
    LinkKind,
    TicketStatus,
)
from desktop_app.core.records.tickets import (
    Callback,
    CallNote,
    Cycle,
    Handover,
    TicketLinkView,
)

_HANDOVERS = """
SELECT h.id, h.cycle_number, h.organization_id, coalesce(nullif(o.short_name, ''), o.name),
    h.channel, h.sent_at, h.accepted_by, h.their_number, h.promised_at, h.answered_at, h.answer,
    h.outcome, coalesce(c.name, '')
FROM handover AS h JOIN organization AS o ON o.id = h.organization_id
LEFT JOIN clerk AS c ON c.id = h.clerk_id
WHERE h.ticket_id = ? ORDER BY h.sent_at DESC, h.id DESC
"""
_LINKS = """
SELECT l.kind, t.id, t.number, t.status, l.made_at
FROM ticket_link AS l
JOIN ticket AS t ON t.id = CASE WHEN l.ticket_id = ?1 THEN l.other_id ELSE l.ticket_id END
WHERE l.ticket_id = ?1 OR l.other_id = ?1 ORDER BY l.made_at DESC
"""


def id_by_number(store: Store, number: str) -> int | None:
    """Return the id of a ticket by its number, or None."""
    found = store.scalar("SELECT id FROM ticket WHERE number = ?", (number,))
    return None if found is None else int(found)


def organization_name(store: Store, organization_id: int | None) -> str:
    """Return the short name of an organisation, or an empty text."""
    found = store.scalar(
        "SELECT coalesce(nullif(short_name, ''), name) FROM organization WHERE id = ?",
        (organization_id,),
    )
    return "" if found is None else str(found)


def cycles(store: Store, ticket_id: int) -> tuple[Cycle, ...]:
    """Return the cycles of a ticket, newest first."""
    rows = store.rows(
        "SELECT number, reason, opened_at, deadline_at, deadline_basis, done_at, closed_at, result,"
        " late_minutes, paused_minutes FROM ticket_cycle WHERE ticket_id = ? ORDER BY number DESC",
        (ticket_id,),
    )
    return tuple(
        Cycle(
            number=row[0],
            reason=row[1],
            opened_at=clock.unstamp(row[2]),
            deadline_at=moment(row[3]),
            deadline_basis=row[4],
            done_at=moment(row[5]),
            closed_at=moment(row[6]),
            result=row[7] or "",
            late_minutes=row[8],
            paused_minutes=row[9],
        )
        for row in rows
    )


def handovers(store: Store, ticket_id: int) -> tuple[Handover, ...]:
    """Return the handovers of a ticket, newest first."""
    return tuple(
        Handover(
            id=row[0],
            cycle_number=row[1],
            organization_id=row[2],
            organization=row[3],
            channel=HandoverChannel(row[4]),
            sent_at=clock.unstamp(row[5]),
            accepted_by=row[6],
            their_number=row[7],
            promised_at=moment(row[8]),
            answered_at=moment(row[9]),
            answer=row[10],
            outcome=HandoverOutcome(row[11]),
            clerk=row[12],
        )
        for row in store.rows(_HANDOVERS, (ticket_id,))
    )


def callbacks(store: Store, ticket_id: int) -> tuple[Callback, ...]:
    """Return the callback attempts of a ticket, newest first."""
    rows = store.rows(
        "SELECT b.id, b.cycle_number, b.attempt, b.made_at, b.outcome, b.remark, b.next_call_at,"
        " coalesce(c.name, '') FROM callback AS b LEFT JOIN clerk AS c ON c.id = b.clerk_id"
        " WHERE b.ticket_id = ? ORDER BY b.made_at DESC, b.id DESC",
        (ticket_id,),
    )
    return tuple(
        Callback(
            id=row[0],
            cycle_number=row[1],
            attempt=row[2],
            made_at=clock.unstamp(row[3]),
            outcome=CallbackOutcome(row[4]),
            remark=row[5],
            next_call_at=moment(row[6]),
            clerk=row[7],
        )
        for row in rows
    )


def notes(store: Store, ticket_id: int) -> tuple[CallNote, ...]:
    """Return the repeat calls on a ticket, newest first."""
    rows = store.rows(
        "SELECT n.made_at, n.caller_name, n.details, coalesce(c.name, '') FROM call_note AS n"
        " LEFT JOIN clerk AS c ON c.id = n.clerk_id WHERE n.ticket_id = ? ORDER BY n.made_at DESC",
        (ticket_id,),
    )
    return tuple(CallNote(clock.unstamp(row[0]), row[1], row[2], row[3]) for row in rows)


def links(store: Store, ticket_id: int) -> tuple[TicketLinkView, ...]:
    """Return the tickets linked with this one, whichever side the link was made from."""
    return tuple(
        TicketLinkView(
            LinkKind(row[0]), row[1], row[2], TicketStatus(row[3]), clock.unstamp(row[4])
        )
        for row in store.rows(_LINKS, (ticket_id,))
    )


def inspections(store: Store, ticket_id: int) -> tuple[str, ...]:
    """Return the numbers of visits this ticket led to."""
    rows = store.rows(
        "SELECT i.number FROM inspection_ticket AS x JOIN inspection AS i ON i.id = x.inspection_id"
        " WHERE x.ticket_id = ? ORDER BY i.id",
        (ticket_id,),
    )
    return tuple(row[0] for row in rows)


def house(store: Store, building_id: int | None) -> tuple[str, int | None, int | None]:
    """Return settlement, storeys and year of a ticket's house."""
    row = store.row(
        "SELECT trim(s.type || ' ' || s.name), b.floors, b.year FROM building AS b"
        " JOIN settlement AS s ON s.id = b.settlement_id WHERE b.id = ?",
        (building_id,),
    )
    return (row[0], row[1], row[2]) if row else ("", None, None)


def near(store: Store, building_id: int | None, since: str) -> int:
    """Return how many tickets of a house were registered since then; cancelled ones left out."""
    sql = (
        "SELECT count(*) FROM ticket"
        " WHERE building_id = ? AND registered_at >= ? AND status <> 'cancelled'"
    )
    return int(store.scalar(sql, (building_id, since)))
