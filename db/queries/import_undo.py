"""Taking a batch back: what it added, what has moved on since; inside the caller's action."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db import search, tables
from db.connection import Store, Value
from db.queries import spent_ids, ticket_text
from db.queries.references import packed

_TOUCHED = "SELECT DISTINCT entity_id FROM history WHERE entity = ? AND action > ?"
_LIST = "SELECT value FROM json_each(?)"
_STRAY_STREETS = """
DELETE FROM street WHERE id NOT IN (SELECT street_id FROM building)
    AND id NOT IN (SELECT street_id FROM street_alias)
"""
_STRAY_SETTLEMENTS = """
DELETE FROM settlement WHERE id NOT IN (SELECT settlement_id FROM building)
    AND id NOT IN (SELECT settlement_id FROM street)
"""
_LINKED_OUTSIDE = f"""
SELECT ticket_id, other_id FROM ticket_link
WHERE (ticket_id IN ({_LIST})) <> (other_id IN ({_LIST}))
"""  # noqa: S608  our own words only


def batch(store: Store, batch_id: int) -> tuple[int | None, str | None] | None:
    """Return the action of a batch and the moment of its undoing; None without such a batch."""
    row = store.row("SELECT action, undone_at FROM import_batch WHERE id = ?", (batch_id,))
    return (row[0], row[1]) if row else None


def added(store: Store, table: str, batch_id: int) -> list[int]:
    """Return ids of the rows a batch added to a table."""
    sql = f"SELECT id FROM {table} WHERE batch_id = ? ORDER BY id"  # noqa: S608  our own words only
    return [row[0] for row in store.rows(sql, (batch_id,))]


def touched_after(store: Store, entity: str, action: int) -> set[int]:
    """Return ids of things that history tells of after an action."""
    return {row[0] for row in store.rows(_TOUCHED, (entity, action))}


def remove(store: Store, table: str, ids: Sequence[int]) -> None:
    """Delete rows; their children go with them, their ids never come again."""
    sql = f"DELETE FROM {table} WHERE id IN ({_LIST})"  # noqa: S608  our own words only
    store.execute(sql, (packed(ids),))
    spent_ids.spend(store, table, ids)


def remove_tickets(store: Store, ids: Sequence[int]) -> None:
    """Delete tickets with their search texts."""
    for ticket_id, text in list(ticket_text.texts(store, ids)):
        search.unindex_ticket(store, ticket_id, text)
    remove(store, "ticket", ids)


def linked_outside(store: Store, ids: Sequence[int]) -> set[int]:
    """Return tickets of a batch that are linked to tickets outside of it."""
    both = packed(ids)
    own = set(ids)
    found = store.rows(_LINKED_OUTSIDE, (both, both))
    return {ticket for pair in found for ticket in pair if ticket in own}


def remove_contracts(store: Store, batch_id: int, kept: Iterable[int]) -> int:
    """Delete contracts a batch added to houses that are not among these; return how many."""
    sql = f"DELETE FROM service_contract WHERE batch_id = ? AND building_id NOT IN ({_LIST})"  # noqa: S608  our own words only
    return store.execute(sql, (batch_id, packed(kept)))


def remove_strays(store: Store) -> None:
    """Delete streets and settlements no house stands in."""
    store.execute(_STRAY_STREETS)
    store.execute(_STRAY_SETTLEMENTS)


def house_columns(store: Store, building_id: int, names: Sequence[str]) -> dict[str, Any]:
    """Return columns of a house, nothing when it is gone."""
    listed = ", ".join(names) or "id"
    row = store.row(f"SELECT {listed} FROM building WHERE id = ?", (building_id,))  # noqa: S608  our own words only
    return dict(zip(names, row, strict=False)) if row else {}


def put_back_house(store: Store, building_id: int, values: Mapping[str, Value]) -> None:
    """Write columns of a house, raising its version."""
    version: int = store.scalar("SELECT version FROM building WHERE id = ?", (building_id,))
    store.update_version(tables.building, building_id, version, values)


def contract_column(store: Store, contract_id: int, column: str) -> Any:  # noqa: ANN401  a cell is of any type
    """Return a column of a contract, None when it is gone."""
    sql = f"SELECT {column} FROM service_contract WHERE id = ?"  # noqa: S608  our own words only
    return store.scalar(sql, (contract_id,))


def put_back_contract(store: Store, contract_id: int, column: str, value: Value) -> None:
    """Write a column of a contract."""
    store.update(tables.service_contract, contract_id, {column: value})


def finish(store: Store, batch_id: int, at: str) -> None:
    """Mark a batch as undone."""
    store.update(tables.import_batch, batch_id, {"undone_at": at})
