"""Bulk reads and writes of imported journals; inside the caller's action."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db import search
from db.connection import Store, Value
from db.queries import spent_ids, ticket_text

_KNOWN = """
SELECT id, number, registered_at, batch_id, {columns} FROM ticket WHERE number IN ({marks})
"""
# Anything but an import means that somebody of the office worked on the ticket.
_TOUCHED = """
SELECT DISTINCT entity_id FROM history
WHERE entity = 'ticket' AND operation <> 'imported' AND entity_id IN ({marks})
"""
_INSERT = "INSERT INTO ticket ({names}) VALUES ({marks})"
_IDS = "SELECT number, id FROM ticket WHERE number IN ({marks})"
_CYCLE = "INSERT INTO ticket_cycle (number, {names}) VALUES (1, {marks})"
_LINK = "INSERT INTO ticket_link (ticket_id, other_id, kind, made_at) VALUES (?, ?, 'related', ?)"
_BLOCK = 500
_ADDRESSES = "SELECT id, address FROM building WHERE id IN ({marks})"


@dataclass(frozen=True, slots=True)
class KnownTicket:
    """A ticket of the register as an import compares it."""

    id: int
    registered_at: str
    is_imported: bool
    columns: dict[str, Any]


def known_tickets(
    store: Store, numbers: Sequence[str], columns: Sequence[str]
) -> dict[str, KnownTicket]:
    """Return tickets with these numbers, by number."""
    sql = _KNOWN.format(columns=", ".join(columns), marks=_marks(numbers))
    return {
        row[1]: KnownTicket(
            id=row[0],
            registered_at=row[2],
            is_imported=row[3] is not None,
            columns=dict(zip(columns, row[4:], strict=True)),
        )
        for row in store.rows(sql, tuple(numbers))
    }


def touched(store: Store, ticket_ids: Sequence[int]) -> set[int]:
    """Return those of the tickets on which somebody of the office has worked."""
    sql = _TOUCHED.format(marks=_marks(ticket_ids))
    return {row[0] for row in store.rows(sql, tuple(ticket_ids))}


def insert_tickets(store: Store, rows: Sequence[dict[str, Value]]) -> dict[str, int]:
    """Add tickets, all with the same columns, and their search texts; return ids by number."""
    rows = spent_ids.numbered(store, "ticket", rows)
    names = list(rows[0])
    sql = _INSERT.format(names=", ".join(names), marks=_marks(names))
    store.insert_many(sql, [tuple(row[name] for name in names) for row in rows])
    numbers = [row["number"] for row in rows]
    ids: dict[str, int] = dict(store.rows(_IDS.format(marks=_marks(numbers)), tuple(numbers)))
    search.index_many(store, ticket_text.texts(store, list(ids.values())))
    return ids


def insert_cycles(store: Store, rows: Sequence[dict[str, Value]]) -> None:
    """Add the first cycles, all with the same columns."""
    names = list(rows[0])
    sql = _CYCLE.format(names=", ".join(names), marks=_marks(names))
    store.insert_many(sql, [tuple(row[name] for name in names) for row in rows])


def insert_links(store: Store, pairs: Iterable[tuple[int, int]], made_at: str) -> None:
    """Link tickets the old journal had put together."""
    store.insert_many(_LINK, [(one, other, made_at) for one, other in pairs])


def addresses(store: Store, building_ids: Sequence[int]) -> dict[int, str]:
    """Return addresses of houses by id."""
    found: dict[int, str] = {}
    for start in range(0, len(building_ids), _BLOCK):
        block = building_ids[start : start + _BLOCK]
        found.update(store.rows(_ADDRESSES.format(marks=_marks(block)), tuple(block)))
    return found


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
