"""Which rows of other tables point at a row: the schema itself is asked, no table is forgotten."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import Store

_TABLES = """
SELECT name FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'
"""
_POINTING = (
    "SELECT DISTINCT {column} FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that points at rows of a table; `cascades` when its row dies with what it names."""

    table: str
    column: str
    cascades: bool


def references_to(store: Store, table: str) -> list[Reference]:
    """Return all columns of the schema that point at a table."""
    found = [
        Reference(name, row[3], row[6] == "CASCADE")
        for (name,) in store.rows(_TABLES)
        for row in store.rows(f"PRAGMA foreign_key_list({name})")
        if row[2] == table
    ]
    return sorted(found, key=lambda item: (item.table, item.column))


def pointed_at(store: Store, reference: Reference, ids: Sequence[int]) -> set[int]:
    """Return those of the ids that a column points at."""
    sql = _POINTING.format(table=reference.table, column=reference.column)
    return {row[0] for row in store.rows(sql, (packed(ids),))}


def packed(ids: Iterable[int]) -> str:
    """Return ids as a JSON list for `json_each(?)`."""
    return json.dumps(list(ids))
