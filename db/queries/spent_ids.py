"""Ids of rows that are gone: the next row gets another one.

SQLite gives a new row the number after the greatest there is, so that of the last rows taken away
comes again: history, drafts and saved views would then speak of one record and mean another.
"""

from collections.abc import Sequence

import peewee

from db.connection import Store, Value

_SPEND = """
INSERT INTO counter (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)
"""


def spend(store: Store, table: str, ids: Sequence[int]) -> None:
    """Remember that rows of a table are taken away; inside a transaction."""
    if ids:
        store.execute(_SPEND, (_name(table), max(ids)))


def insert(store: Store, table: peewee.Table, values: dict[str, Value]) -> int:
    """Add a row inside a transaction and return its id, which no row had before."""
    (row,) = numbered(store, table.__name__, [values])
    return store.insert(table, row)


def numbered(store: Store, table: str, rows: Sequence[dict[str, Value]]) -> list[dict[str, Value]]:
    """Return rows about to be added, with ids of their own where SQLite would give spent ones."""
    spent = store.scalar("SELECT value FROM counter WHERE name = ?", (_name(table),))
    if spent is None:
        return list(rows)
    last: int = store.scalar(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608  our own names
    if last >= spent:
        return list(rows)
    return [{"id": number, **row} for number, row in enumerate(rows, start=spent + 1)]


def _name(table: str) -> str:
    return f"spent:{table}"
