"""Seals of rows: a checksum of every row, written in the transaction that writes the row.

SQLite's own check sees broken structure, not a changed letter. Each connection that writes makes
temporary triggers over all tables worth it; they call CRC-32 and keep its answer in `row_seal`, so
that no writer can forget it. Only the bulk writer, which fires no triggers, leaves rows unsealed;
they are sealed later, by blocks (db/seals.py).

Not sealed: history (chained by itself), figures counted anew, drafts and sessions, the index of
words (its pages are written from inside FTS5, where a trigger is not safe).
"""

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

FUNCTION = "rayshtab_seal"
_REAL = "rayshtab_bits"
_UNSEALED = frozenset(
    {
        "history",
        "row_seal",
        "sealed_table",
        "ticket_cube",
        "ticket_week",
        "ticket_week_topic",
        "draft",
        "session",
    }
)
_COLUMNS = """
SELECT m.name, p.name, p.type, p.pk FROM sqlite_schema AS m, pragma_table_info(m.name) AS p
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'ticket_search%'
ORDER BY m.name, p.cid
"""
_IS_SEALED = "SELECT count(*) FROM sqlite_schema WHERE name = 'sealed_table'"
_REGISTERED = "SELECT name, id, columns FROM sealed_table"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table whose rows are sealed: its columns with their types, and those of its key."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]

    @property
    def signature(self) -> str:
        """The columns as text: a seal holds only as long as they are the same."""
        marks = {"REAL": ":bits"}
        return ",".join(f"{name}{marks.get(kind, '')}" for name, kind in self.columns)

    @property
    def has_number(self) -> bool:
        """Tell whether the key is one whole number."""
        return len(self.key) == 1 and dict(self.columns)[self.key[0]] == "INTEGER"

    def seal(self, row: str) -> str:
        """Return the expression that seals a row called `row` in SQL."""
        parts = ",".join(_part(row, name, kind) for name, kind in self.columns)
        return f"{FUNCTION}(CAST(json_array({parts}) AS BLOB))"

    def key_of(self, row: str) -> str:
        """Return the expression of a row's key: the value itself, or several as JSON."""
        parts = [f'{row}."{name}"' for name in self.key]
        return parts[0] if len(parts) == 1 else f"json_array({','.join(parts)})"


def tables(connection: sqlite3.Connection) -> list[Sealed]:
    """Return the tables of a file whose rows are worth sealing."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for table, name, kind, place in connection.execute(_COLUMNS):
        if table not in _UNSEALED:
            found.setdefault(table, []).append((name, kind, place))
    return [
        Sealed(
            table,
            tuple((name, kind) for name, kind, _ in columns),
            tuple(name for _, name in sorted((p, n) for n, _, p in columns if p)),
        )
        for table, columns in found.items()
        if any(place for _, _, place in columns)
    ]


def register(connection: sqlite3.Connection) -> None:
    """Number the tables of a file just created or upgraded, inside its transaction.

    Seals of a table whose columns have changed are let go: its rows are sealed anew.
    """
    known = _registered(connection)
    for table in tables(connection):
        number, columns = known.pop(table.name, (0, ""))
        if not number:
            sql = "INSERT INTO sealed_table (name, columns) VALUES (?, ?)"
            connection.execute(sql, (table.name, table.signature))
        elif columns != table.signature:
            connection.execute("DELETE FROM row_seal WHERE table_id = ?", (number,))
            sql = "UPDATE sealed_table SET columns = ? WHERE id = ?"
            connection.execute(sql, (table.signature, number))
    for number, _ in known.values():
        connection.execute("DELETE FROM row_seal WHERE table_id = ?", (number,))
        connection.execute("DELETE FROM sealed_table WHERE id = ?", (number,))


def numbered(connection: sqlite3.Connection) -> list[tuple[int, Sealed]]:
    """Return the registered tables under their numbers; none in a file of an older schema."""
    if not connection.execute(_IS_SEALED).fetchone()[0]:
        return []
    known = _registered(connection)
    return [
        (known[table.name][0], table)
        for table in tables(connection)
        if known.get(table.name, (0, ""))[1] == table.signature
    ]


def strangers(connection: sqlite3.Connection) -> list[str]:
    """Return tables whose list of sealed columns is not that of the file: the list is damaged."""
    if not connection.execute(_IS_SEALED).fetchone()[0]:
        return []
    known = {name: columns for name, (_, columns) in _registered(connection).items()}
    here = {table.name: table.signature for table in tables(connection)}
    return sorted(name for name in known.keys() | here.keys() if known.get(name) != here.get(name))


def arm(connection: sqlite3.Connection) -> None:
    """Let a connection compute seals."""
    connection.create_function(FUNCTION, 1, zlib.crc32, deterministic=True)
    connection.create_function(_REAL, 1, _bits, deterministic=True)


def install(connection: sqlite3.Connection) -> None:
    """Let a connection seal what it writes, from now until it is closed."""
    arm(connection)
    for number, table in numbered(connection):
        for statement in _triggers(number, table):
            connection.execute(statement)


def _registered(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    return {name: (number, columns) for name, number, columns in connection.execute(_REGISTERED)}


def _bits(value: float | None) -> str | None:
    """Return a number exactly, in the same letters whatever the engine; no zero is negative."""
    return None if value is None else (value + 0.0).hex()


def _part(row: str, name: str, kind: str) -> str:
    value = f'{row}."{name}"'
    if kind == "BLOB":
        return f"{FUNCTION}(coalesce({value}, x''))"
    if kind == "REAL":  # every SQLite writes a number in digits of its own, JSON keeps 15 of them
        return f"{_REAL}({value})"
    return value


def _triggers(number: int, table: Sealed) -> Iterable[str]:
    name = f"temp.seal_{number}"
    new, old = table.key_of("NEW"), table.key_of("OLD")
    write = (
        f"INSERT INTO row_seal (table_id, key, seal) VALUES ({number}, {new}, {table.seal('NEW')})"  # noqa: S608  our own words
        " ON CONFLICT DO UPDATE SET seal = excluded.seal"
    )
    # The plus takes the column's affinity away: a key of any type is found by its index only then.
    drop = f"DELETE FROM row_seal WHERE table_id = {number} AND key = +{old}"  # noqa: S608  our own words
    yield f'CREATE TRIGGER {name}_i AFTER INSERT ON main."{table.name}" BEGIN {write}; END'
    yield (
        f'CREATE TRIGGER {name}_u AFTER UPDATE ON main."{table.name}" BEGIN'
        f" {drop} AND {old} IS NOT {new}; {write}; END"
    )
    yield f'CREATE TRIGGER {name}_d AFTER DELETE ON main."{table.name}" BEGIN {drop}; END'
