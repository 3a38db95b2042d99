"""Handovers as lists: what a registry prints, promises that were not kept."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Row, Store
from db.queries.ticket_rows import moment
from desktop_app.core import clock, phones
from desktop_app.core.records.answers import BrokenPromise
from desktop_app.core.records.handover_registry import RegistryRow

_PLACE = "LEFT JOIN building AS b ON b.id = t.building_id"
_TOWN = "LEFT JOIN settlement AS s ON s.id = b.settlement_id"
_ADDRESS = """
coalesce(coalesce(nullif(trim(s.type || ' ' || s.name), '') || ', ', '') || b.address,
    t.address_text) || CASE t.premise WHEN '' THEN '' ELSE ', кв. ' || t.premise END
"""
_ROWS = f"""
SELECT t.id, t.number, t.received_at, {_ADDRESS}, p.title, t.details,
    CASE WHEN t.phone = '' AND t.no_phone THEN 'без телефона' ELSE t.phone END,
    t.deadline_at, h.organization_id, h.sent_at, t.phone_digits
FROM handover AS h
JOIN ticket AS t ON t.id = h.ticket_id
JOIN topic AS p ON p.id = t.topic_id
{_PLACE}
{_TOWN}
"""  # noqa: S608  our own words only
_OF_TICKETS = f"""
{_ROWS} WHERE h.ticket_id IN (SELECT value FROM json_each(?))
    AND h.cycle_number = t.cycle_number AND h.outcome IN ('waiting', 'done')
    AND NOT EXISTS (SELECT 1 FROM handover AS x WHERE x.ticket_id = h.ticket_id
        AND x.cycle_number = h.cycle_number AND (x.sent_at, x.id) > (h.sent_at, h.id))
ORDER BY h.sent_at, t.number
"""  # noqa: S608  our own words only
_OF_DAYS = f"""
{_ROWS} WHERE h.organization_id = ? AND h.sent_at >= ? AND h.sent_at < ?
    AND NOT (h.outcome = 'replaced' AND EXISTS (SELECT 1 FROM handover AS x
        WHERE x.ticket_id = h.ticket_id AND x.cycle_number = h.cycle_number
            AND (x.sent_at, x.id) > (h.sent_at, h.id)))
ORDER BY h.sent_at, t.number
"""  # noqa: S608  our own words only
_BROKEN = f"""
SELECT t.id, t.number, h.organization_id, coalesce(nullif(o.short_name, ''), o.name),
    {_ADDRESS}, p.title, h.sent_at, h.promised_at
FROM handover AS h
JOIN ticket AS t ON t.id = h.ticket_id
JOIN organization AS o ON o.id = h.organization_id
JOIN topic AS p ON p.id = t.topic_id
{_PLACE}
{_TOWN}
WHERE h.outcome = 'waiting' AND h.promised_at < ?1 AND h.cycle_number = t.cycle_number
    AND t.status IN ('sent', 'in_progress')
    AND (?2 IS NULL OR h.organization_id = ?2)
ORDER BY h.promised_at, h.id
"""  # noqa: S608  our own words only
_LAST_DAY = "SELECT max(sent_at) FROM handover WHERE organization_id = ?"


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a registry with the handover it came from."""

    row: RegistryRow
    organization_id: int
    sent_at: dt.datetime


def of_tickets(store: Store, ticket_ids: Sequence[int]) -> list[Listed]:
    """Return tickets that are handed over now, by moment of handing over; others are left out."""
    wanted = json.dumps(list(dict.fromkeys(ticket_ids)))
    return [_listed(row) for row in store.rows(_OF_TICKETS, (wanted,))]


def of_days(store: Store, organization_id: int, first: dt.date, last: dt.date) -> list[Listed]:
    """Return what was handed to an organisation in inclusive days, each ticket once."""
    days = (first.isoformat(), (last + dt.timedelta(days=1)).isoformat())
    found = [_listed(row) for row in store.rows(_OF_DAYS, (organization_id, *days))]
    latest = {item.row.ticket_id: item for item in found}
    return [item for item in found if latest[item.row.ticket_id] is item]


def broken_promises(
    store: Store, now: dt.datetime, organization_id: int | None
) -> list[BrokenPromise]:
    """Return handovers past their promise, the oldest promise first."""
    rows = store.rows(_BROKEN, (clock.stamp(now), organization_id))
    return [_broken(row) for row in rows]


def last_day(store: Store, organization_id: int) -> dt.date | None:
    """Return the last day something was handed to an organisation, or None."""
    found: str | None = store.scalar(_LAST_DAY, (organization_id,))
    return clock.unstamp(found).date() if found else None


def numbers(store: Store, ticket_ids: Sequence[int]) -> dict[int, str]:
    """Return the numbers of tickets by id."""
    sql = "SELECT id, number FROM ticket WHERE id IN (SELECT value FROM json_each(?))"
    return dict(store.rows(sql, (json.dumps(list(ticket_ids)),)))


def _listed(row: Row) -> Listed:
    return Listed(
        RegistryRow(
            ticket_id=row[0],
            number=row[1],
            accepted_at=clock.unstamp(row[2]),
            address=row[3],
            topic=row[4],
            details=row[5],
            phone=phones.shown(row[6], row[10]),
            deadline_at=moment(row[7]),
        ),
        row[8],
        clock.unstamp(row[9]),
    )


def _broken(row: Row) -> BrokenPromise:
    return BrokenPromise(
        ticket_id=row[0],
        number=row[1],
        organization_id=row[2],
        organization=row[3],
        address=row[4],
        topic=row[5],
        sent_at=clock.unstamp(row[6]),
        promised_at=clock.unstamp(row[7]),
    )
