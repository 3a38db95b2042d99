"""Tickets like this one, and houses that ask for a visit."""

import datetime as dt
from collections.abc import Collection

from db.connection import Store
from db.queries.ticket_rows import moment
from desktop_app.core import clock
from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.records.repeats import Nearness, SimilarTicket, VisitProposal

_SIMILAR = """
SELECT t.id, t.number, t.premise, t.entrance, t.status, t.registered_at, t.closed_at,
    t.topic_id, p.title, p.service
FROM ticket AS t JOIN topic AS p ON p.id = t.topic_id
WHERE t.building_id = ? AND t.registered_at >= ? AND t.status <> 'cancelled'
ORDER BY t.registered_at DESC LIMIT 200
"""
# The days looked at are few among all: the planner, without a histogram, would read every ticket.
_HOUSES = """
SELECT t.building_id, p.service, count(*), group_concat(t.id), max(t.registered_at)
FROM ticket AS t INDEXED BY ticket_registered CROSS JOIN topic AS p ON p.id = t.topic_id
WHERE t.registered_at >= ? AND t.building_id IS NOT NULL AND t.status <> 'cancelled'
    AND t.incident_id IS NULL AND p.is_billing = 0
GROUP BY t.building_id, p.service HAVING count(*) >= ?
"""
_FLATS = """
SELECT t.building_id, p.service, count(*), group_concat(t.id), max(t.registered_at), t.premise
FROM ticket AS t INDEXED BY ticket_registered CROSS JOIN topic AS p ON p.id = t.topic_id
WHERE t.registered_at >= ? AND t.building_id IS NOT NULL AND t.premise <> ''
    AND t.status <> 'cancelled' AND t.incident_id IS NULL AND p.is_billing = 0
GROUP BY t.building_id, t.premise, p.service HAVING count(*) >= ?
"""
_VISITED = """
SELECT DISTINCT building_id FROM inspection
WHERE status IN ('planned', 'draft') OR (status = 'issued' AND created_at >= ?)
"""


def similar(
    store: Store, building_id: int, premise: str, entrance: str, since: dt.datetime
) -> list[SimilarTicket]:
    """Return the house's tickets since a moment, each with how near it is to a flat."""
    found = []
    for row in store.rows(_SIMILAR, (building_id, clock.stamp(since))):
        nearness = Nearness.HOUSE
        if entrance and row[3] == entrance:
            nearness = Nearness.ENTRANCE
        if premise and row[2] == premise:
            nearness = Nearness.FLAT
        found.append(
            SimilarTicket(
                id=row[0],
                number=row[1],
                premise=row[2],
                nearness=nearness,
                status=TicketStatus(row[4]),
                registered_at=clock.unstamp(row[5]),
                closed_at=moment(row[6]),
                topic_id=row[7],
                topic=row[8],
                service=Service(row[9]),
            )
        )
    return found


def houses(store: Store, since: dt.datetime, at_least: int) -> list[VisitProposal]:
    """Return houses with so many tickets on one service since a moment."""
    return [
        VisitProposal(row[0], Service(row[1]), row[2], _ids(row[3]), clock.unstamp(row[4]))
        for row in store.rows(_HOUSES, (clock.stamp(since), at_least))
    ]


def flats(store: Store, since: dt.datetime, at_least: int) -> list[VisitProposal]:
    """Return flats with so many tickets on one service since a moment."""
    return [
        VisitProposal(row[0], Service(row[1]), row[2], _ids(row[3]), clock.unstamp(row[4]), row[5])
        for row in store.rows(_FLATS, (clock.stamp(since), at_least))
    ]


def visited(store: Store, since: dt.datetime) -> frozenset[int]:
    """Return houses that have a visit ahead, in work, or just made."""
    return frozenset(row[0] for row in store.rows(_VISITED, (clock.stamp(since),)))


def addresses(store: Store, building_ids: Collection[int]) -> dict[int, str]:
    """Return the addresses of houses by id."""
    marks = ",".join("?" * len(building_ids))
    sql = f"SELECT id, address FROM building WHERE id IN ({marks})"  # noqa: S608  marks only
    return dict(store.rows(sql, tuple(building_ids)))


def _ids(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(part) for part in text.split(",")))
