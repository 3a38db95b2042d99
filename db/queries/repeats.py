"""Tickets like this one, and houses that ask for a visit."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, cast

from db.connection import Store
from desktop_app.core import clock
from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.records.repeats import Nearness, SimilarTicket

_SIMILAR = """
SELECT t.id, t.number, t.premise, t.entrance, t.status, t.registered_at, t.topic_id,
    p.title, p.service
FROM ticket AS t JOIN topic AS p ON p.id = t.topic_id
WHERE t.building_id = ? AND t.registered_at >= ?
    AND (t.closed_at IS NULL OR t.closed_at >= ?) AND t.status <> 'cancelled'
ORDER BY t.registered_at DESC, t.id DESC LIMIT 200
"""
_CALLS = """
SELECT t.registered_at, t.id, t.building_id, t.premise, t.topic_id FROM ticket AS t
WHERE {chosen} AND t.building_id IS NOT NULL AND t.incident_id IS NULL AND t.status <> 'cancelled'
    AND t.topic_id NOT IN (SELECT id FROM topic WHERE +is_billing = 1)
"""
_BLOCK = 500
_VISITED = """
SELECT DISTINCT building_id FROM inspection
WHERE status IN ('planned', 'draft') OR (status = 'issued' AND created_at >= ?)
"""


@dataclass(frozen=True, slots=True)
class Near:
    """Whose neighbours are sought: a house, and within it a flat and an entrance."""

    building_id: int
    premise: str = ""
    entrance: str = ""


RepeatCall = tuple[str, int, int, str, int]
"""A call that may ask for a visit, no billing and none over a known outage.

A row as it was read: making records of some ten thousand costs a fifth of reading them.
"""
AT: Final = 0
TICKET: Final = 1
HOUSE: Final = 2
FLAT: Final = 3
TOPIC: Final = 4


def similar(
    store: Store, near: Near, since: dt.datetime, closed_since: dt.datetime
) -> list[SimilarTicket]:
    """Return the house's tickets registered since a moment, open or closed since another.

    Each says how near it is to the flat.
    """
    premise, entrance = near.premise, near.entrance
    parameters = (near.building_id, clock.stamp(since), clock.stamp(closed_since))
    found = []
    for row in store.rows(_SIMILAR, parameters):
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
                topic_id=row[6],
                topic=row[7],
                service=Service(row[8]),
            )
        )
    return found


def calls(store: Store, since: str) -> list[RepeatCall]:
    """Return the calls since a moment, the earliest first."""
    # The days looked at are few among all: the planner, without a histogram, may not see it.
    sql = _CALLS.format(chosen="t.registered_at >= ?").replace(
        "ticket AS t", "ticket AS t INDEXED BY ticket_registered"
    )
    return cast("list[RepeatCall]", store.rows(f"{sql} ORDER BY t.registered_at, t.id", (since,)))


def calls_among(store: Store, ids: Sequence[int]) -> list[RepeatCall]:
    """Return those of the tickets that are such calls."""
    found: list[RepeatCall] = []
    for start in range(0, len(ids), _BLOCK):
        block = ids[start : start + _BLOCK]
        sql = _CALLS.format(chosen=f"t.id IN ({','.join('?' * len(block))})")
        found += cast("list[RepeatCall]", store.rows(sql, block))
    return found


def services(store: Store) -> dict[int, str]:
    """Return the service of every topic."""
    return dict(store.rows("SELECT id, service FROM topic"))


def written_since(store: Store, entry: int) -> tuple[int, list[tuple[str, int]]]:
    """Return the last entry of history, and what those after another were about."""
    rows = store.rows(
        "SELECT id, entity, entity_id FROM history WHERE id > ? ORDER BY id", (entry,)
    )
    return (rows[-1][0] if rows else entry), [(row[1], row[2]) for row in rows]


def last_entry(store: Store) -> int:
    """Return the number of the last entry of history."""
    return int(store.scalar("SELECT max(id) FROM history") or 0)


def visited(store: Store, since: dt.datetime) -> frozenset[int]:
    """Return houses that have a visit ahead, in work, or just made."""
    return frozenset(row[0] for row in store.rows(_VISITED, (clock.stamp(since),)))


def addresses(store: Store, building_ids: Collection[int]) -> dict[int, str]:
    """Return the addresses of houses by id."""
    marks = ",".join("?" * len(building_ids))
    sql = f"SELECT id, address FROM building WHERE id IN ({marks})"  # noqa: S608  marks only
    return dict(store.rows(sql, tuple(building_ids)))
