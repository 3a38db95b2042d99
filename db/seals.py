"""Rows compared with their seals, and rows sealed that have none; see db/rowseal.py."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from db import rowseal
from db.connection import Store, Value
from db.rowseal import Sealed

_BLOCK = 4_000
_MOST = 200
Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class SealDoubt:
    """A row that is not as it was written: its table, its key, whether it is gone altogether."""

    table: str
    key: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class SealVerdict:
    """What the seals say: `sealed` rows looked at, doubts (200 at most), rows without a seal."""

    sealed: int
    doubts: tuple[SealDoubt, ...]
    unsealed: int


def verdict(connection: sqlite3.Connection, step: Step = lambda: None) -> SealVerdict:
    """Compare every row of a file with its seal; sqlite3.DatabaseError when it does not read."""
    rowseal.arm(connection)
    strangers = rowseal.strangers(connection)
    doubts = [SealDoubt("sealed_table", name, is_gone=False) for name in strangers]
    sealed = unsealed = 0
    for number, table in rowseal.numbered(connection):
        step()
        rows, without = connection.execute(_count(number, table)).fetchone()
        sealed, unsealed = sealed + rows - without, unsealed + without
        for sql, is_gone in ((_changed(number, table), False), (_gone(number, table), True)):
            doubts += [
                SealDoubt(table.name, str(key), is_gone)
                for (key,) in connection.execute(f"{sql} LIMIT {_MOST}")
            ]
    return SealVerdict(sealed, tuple(doubts[:_MOST]), unsealed)


def seal_missing(store: Store, stop: Callable[[], bool] = lambda: False) -> int:
    """Seal rows that have no seal yet, by short transactions; return how many."""
    done = 0
    rowseal.arm(store.raw)
    for number, table in rowseal.numbered(store.raw):
        rows = store.scalar(f'SELECT count(*) FROM "{table.name}"')  # noqa: S608  our own words
        if rows == store.scalar("SELECT count(*) FROM row_seal WHERE table_id = ?", (number,)):
            continue
        for bounds in _blocks(store, table):
            if stop():
                return done
            with store.write():
                done += store.execute(_seal(number, table), bounds)
    return done


def _blocks(store: Store, table: Sealed) -> Iterator[tuple[Value, Value]]:
    """Yield bounds of keys, the first excluded; a table with keys of text is one block."""
    if not table.has_number:
        yield None, None
        return
    key = table.key[0]
    low, high = store.rows(f'SELECT min({key}), max({key}) FROM "{table.name}"')[0]  # noqa: S608  our own words
    for first in range((low or 0) - 1, high or 0, _BLOCK):
        yield first, first + _BLOCK


def _joined(number: int, table: Sealed, join: str) -> str:
    return (
        f'FROM main."{table.name}" AS t {join} row_seal AS s'
        # The plus takes the column's type away: keys of any type are found by the index then.
        f" ON s.table_id = {number} AND s.key = +{table.key_of('t')}"
    )


def _count(number: int, table: Sealed) -> str:
    return f"SELECT count(*), count(*) - count(s.seal) {_joined(number, table, 'LEFT JOIN')}"


def _changed(number: int, table: Sealed) -> str:
    return (
        f"SELECT {table.key_of('t')} {_joined(number, table, 'JOIN')}"
        f" WHERE s.seal IS NOT {table.seal('t')}"
    )


def _gone(number: int, table: Sealed) -> str:
    return (
        f"SELECT key FROM row_seal WHERE table_id = {number}"  # noqa: S608  our own words only
        f' EXCEPT SELECT {table.key_of("t")} FROM main."{table.name}" AS t'
    )


def _seal(number: int, table: Sealed) -> str:
    key = table.key_of("t")
    within = f"{key} > ?1 AND {key} <= ?2" if table.has_number else "?1 IS ?2"
    return (
        f"INSERT INTO row_seal (table_id, key, seal) SELECT {number}, {key}, {table.seal('t')}"
        f" {_joined(number, table, 'LEFT JOIN')} WHERE s.key IS NULL AND {within}"
    )
