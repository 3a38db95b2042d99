"""Two rows of a book become one: whatever points at the one that goes points at the one that stays.

The schema itself is asked which columns point there, so no table is forgotten. What was done is
returned as plain values, by which it is undone. Inside the caller's transaction.
"""

from collections.abc import Iterable
from typing import Any

from db import search
from db.connection import Store, Value
from db.queries import spent_ids, ticket_text
from db.queries.references import Reference, references_to

Snapshot = dict[str, Any]
"""`keep`: id of the row that stays. `row`: columns of the one that went. `moved`: by
«table.column», keys of rows that were moved. `dropped`: by table, whole rows that went with it
because the other had its own."""


def columns_of(store: Store, table: str) -> list[str]:
    """Return the names of a table's columns in order."""
    return [row[1] for row in store.rows(f"PRAGMA table_info({table})")]


def whole_rows(store: Store, table: str, column: str, value: Value) -> list[dict[str, Any]]:
    """Return rows of a table as dicts."""
    names = columns_of(store, table)
    sql = f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ?"  # noqa: S608  names of the schema
    return [dict(zip(names, row, strict=True)) for row in store.rows(sql, (value,))]


def move(store: Store, table: str, gone: int, keep: int) -> Snapshot:
    """Move all that points at `gone` to `keep`, then delete `gone`; return what was done."""
    row = whole_rows(store, table, "id", gone)[0]
    moved: dict[str, list[list[Value]]] = {}
    dropped: dict[str, list[dict[str, Any]]] = {}
    for reference in references_to(store, table):
        keys, left = _move_one(store, reference, gone, keep)
        if keys:
            moved[f"{reference.table}.{reference.column}"] = keys
        if left:
            dropped.setdefault(reference.table, []).extend(left)
    store.execute(f"DELETE FROM {table} WHERE id = ?", (gone,))  # noqa: S608  a name of the schema
    spent_ids.spend(store, table, [gone])
    return {"keep": keep, "row": row, "moved": moved, "dropped": dropped}


def drop(store: Store, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Delete rows named by their ids."""
    for row in rows:
        store.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))  # noqa: S608  a name of the schema


def put_back(store: Store, table: str, snapshot: Snapshot, keep: int) -> int:
    """Undo `move`: the row stands again, and what still points at `keep` points at it.

    Returns its id: another one, when its own was given to a new row meanwhile.
    """
    row = snapshot["row"]
    if store.scalar(f"SELECT 1 FROM {table} WHERE id = ?", (row["id"],)):  # noqa: S608  a name of the schema
        row = {**row, "id": store.scalar(f"SELECT max(id) + 1 FROM {table}")}  # noqa: S608  as above
    gone: int = row["id"]
    insert(store, table, row)
    for place, keys in snapshot["moved"].items():
        name, column = place.split(".")
        _move_back(store, name, column, keys, gone, keep)
    pointing = {item.table: item.column for item in references_to(store, table)}
    for name, rows in snapshot["dropped"].items():
        for one in rows:
            insert(store, name, {**one, pointing[name]: gone})
    return gone


def insert(store: Store, table: str, row: dict[str, Any]) -> None:
    """Add a whole row with its id; one that is there already is left alone."""
    names = ", ".join(row)
    marks = ",".join("?" * len(row))
    sql = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  names of the schema
    store.execute(sql, tuple(row.values()))


def reindexed(store: Store, building_ids: Iterable[int]) -> "Reindexed":
    """Return a block after which the tickets of these houses are found by their new addresses."""
    return Reindexed(store, list(building_ids))


class Reindexed:
    """The search index keeps no text: old words are taken out, new ones put in."""

    def __init__(self, store: Store, building_ids: list[int]) -> None:
        """Remember the words of the tickets of these houses."""
        marks = ",".join("?" * len(building_ids))
        sql = f"SELECT id FROM ticket WHERE building_id IN ({marks})"  # noqa: S608  marks only
        self._store = store
        self._ids = [row[0] for row in store.rows(sql, tuple(building_ids))]
        self._before: list[tuple[int, str]] = []

    def __enter__(self) -> None:
        """Read the old words."""
        self._before = list(ticket_text.texts(self._store, self._ids))

    def __exit__(self, kind: object, *_: object) -> None:
        """Index anew, unless the block failed: then everything is taken back anyway."""
        if kind is None:
            now = list(ticket_text.texts(self._store, self._ids))
            changed = {pair[0] for pair in set(now) ^ set(self._before)}
            for ticket_id, text in self._before:
                if ticket_id in changed:
                    search.unindex_ticket(self._store, ticket_id, text)
            search.index_many(self._store, [pair for pair in now if pair[0] in changed])


def _keys(store: Store, table: str) -> list[str]:
    """Return the columns of a table's primary key."""
    found = [(row[5], row[1]) for row in store.rows(f"PRAGMA table_info({table})") if row[5]]
    return [name for _, name in sorted(found)]


def _move_one(
    store: Store, reference: Reference, gone: int, keep: int
) -> tuple[list[list[Value]], list[dict[str, Any]]]:
    """Return the keys of rows that were moved (as they are now) and rows that could not be."""
    table, column = reference.table, reference.column
    names = _keys(store, table)
    before = whole_rows(store, table, column, gone)
    if not before:
        return [], []
    version = ", version = version + 1" if "version" in before[0] else ""
    sql = f"UPDATE OR IGNORE {table} SET {column} = ?{version} WHERE {column} = ?"  # noqa: S608  names of the schema
    store.execute(sql, (keep, gone))
    left = whole_rows(store, table, column, gone)
    store.execute(f"DELETE FROM {table} WHERE {column} = ?", (gone,))  # noqa: S608  names of the schema
    stayed = [[row[name] for name in names] for row in left]
    keys = [[row[name] for name in names] for row in before]
    moved = [key for key in keys if key not in stayed]
    place = names.index(column) if column in names else -1
    return [_with(key, place, keep) for key in moved], left


def _with(key: list[Value], place: int, value: Value) -> list[Value]:
    return key if place < 0 else [*key[:place], value, *key[place + 1 :]]


def _move_back(
    store: Store, table: str, column: str, keys: list[list[Value]], gone: int, keep: int
) -> None:
    names = _keys(store, table)
    known = columns_of(store, table)
    version = ", version = version + 1" if "version" in known else ""
    where = " AND ".join(f"{name} = ?" for name in names)
    sql = f"UPDATE OR IGNORE {table} SET {column} = ?{version} WHERE {where} AND {column} = ?"  # noqa: S608  names of the schema
    for key in keys:
        store.execute(sql, (gone, *key, keep))
