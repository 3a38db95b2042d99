"""The connection: settings set and asserted, one way to read and one way to write."""

import random
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import peewee

from db import engine, failures, rowseal
from db.driver import Driver
from desktop_app.core.errors import DatabaseReadOnly, StorageError
from desktop_app.core.file_key import FileKey

Value = str | int | float | bytes | None
Row = tuple[Any, ...]

APPLICATION_ID = 0x52536874  # «RSht»

# TRUNCATE + FULL loses nothing at a power cut, DELETE + FULL does; WAL is unsafe on a share.
SETTINGS: tuple[tuple[str, str, int | str], ...] = (
    ("journal_mode", "truncate", "truncate"),
    ("synchronous", "full", 2),
    ("foreign_keys", "on", 1),
    ("trusted_schema", "off", 0),
    ("cell_size_check", "on", 1),
    ("mmap_size", "0", 0),
    ("temp_store", "memory", 2),
    ("cache_size", "-16000", -16000),
    # Debian builds SQLite so; elsewhere words that were changed stay readable in the file.
    ("secure_delete", "on", 1),
)

_BUSY_SECONDS = 10.0
_RETRIES = 3


@lru_cache(maxsize=1_000)
def _insert(table: peewee.Table, columns: tuple[str, ...]) -> str:
    # Written here and kept: peewee takes half a millisecond to build the text for a ticket.
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    return f'INSERT INTO "{table.__name__}" ({names}) VALUES ({marks})'  # noqa: S608  our own names


@lru_cache(maxsize=1_000)
def _update(table: peewee.Table, columns: tuple[str, ...], keys: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}" = ?' for name in columns)
    found = " AND ".join(f'"{name}" = ?' for name in keys)
    return f'UPDATE "{table.__name__}" SET {names} WHERE {found}'  # noqa: S608  our own names


class Store:
    """One database file; each thread gets a connection of its own.

    Reading is free; every change happens inside `write()`, one BEGIN IMMEDIATE transaction.
    """

    def __init__(
        self,
        path: Path,
        *,
        busy_seconds: float = _BUSY_SECONDS,
        sealing: bool = True,
        key: FileKey | None = None,
    ) -> None:
        """Remember the file and its key; connections are made when first needed.

        Without `sealing` rows are written without their seals: only while a schema is built.
        """
        self.path, self.key = path, key
        self._sealing = sealing
        self._database: peewee.SqliteDatabase = Driver(str(path), timeout=busy_seconds, key=key)
        self._writing = threading.local()
        self._waiter = threading.Event()
        self._was_there = False
        self._schema: int | None = None

    def begin_sealing(self, schema: int) -> None:
        """Seal the rows written from now on: the file is of this schema, and has to stay so.

        DatabaseNewer, from then on, where a newer program has upgraded the file meanwhile.
        """
        self._sealing, self._schema = True, schema

    def connect(self) -> None:
        """Open this thread's connection and assert its settings; StorageError if one is refused."""
        if not self._database.is_closed():
            return
        with self._worded(), self._legible():
            if self._was_there and not failures.is_there(self.path):
                # SQLite would make an empty file in its place.
                raise failures.cannot_open(self.path)
            self._database.connect()
            try:
                self._apply_settings()
            except BaseException:
                self._database.close()  # half set, it would be taken for ready the next time
                raise
            self._was_there = True

    def close(self) -> None:
        """Close this thread's connection."""
        if not self._database.is_closed():
            self._database.close()

    @property
    def raw(self) -> sqlite3.Connection:
        """This thread's driver connection, for backup and bulk work inside db."""
        self.connect()
        connection: sqlite3.Connection = self._database.connection()
        return connection

    def rows(self, query: Any, parameters: Sequence[Value] = ()) -> list[Row]:  # noqa: ANN401  SQL text or a peewee query
        """Return all rows of SQL text with parameters, or of a peewee query, as tuples."""
        self.connect()
        # As in `_worded` and `_legible`: entering and leaving them costs as much as a short read.
        try:
            if isinstance(query, str):
                found = self._database.execute_sql(query, parameters).fetchall()
            else:
                found = self._database.execute(query).fetchall()
        except UnicodeDecodeError as error:
            raise failures.damaged(self.path) from error
        except engine.faults(peewee.PeeweeException) as error:
            worded = self._word(error)
            if worded is None:
                raise
            raise worded from error
        return [tuple(row) for row in found] if found and not isinstance(found[0], tuple) else found

    def row(self, query: Any, parameters: Sequence[Value] = ()) -> Row | None:  # noqa: ANN401  as in rows
        """Return the first row, or None."""
        found = self.rows(query, parameters)
        return found[0] if found else None

    def scalar(self, query: Any, parameters: Sequence[Value] = ()) -> Any:  # noqa: ANN401  a cell is of any type
        """Return the first cell of the first row, or None."""
        found = self.row(query, parameters)
        return found[0] if found else None

    def execute(self, query: Any, parameters: Sequence[Value] = ()) -> int:  # noqa: ANN401  as in rows
        """Run one changing statement inside `write()`; return how many rows it touched."""
        self._demand_transaction()
        if isinstance(query, str):
            return int(self._database.execute_sql(query, parameters).rowcount)
        return int(self._database.execute(query).rowcount)

    def insert(self, table: peewee.Table, values: Mapping[str, Value]) -> int:
        """Insert one row inside `write()` and return its id."""
        self._demand_transaction()
        cursor = self._database.execute_sql(_insert(table, tuple(values)), tuple(values.values()))
        return int(cursor.lastrowid)

    def update(self, table: peewee.Table, row_id: int, values: Mapping[str, Value]) -> int:
        """Update one row by its id inside `write()`; return how many rows it touched."""
        return self.execute(_update(table, tuple(values), ("id",)), (*values.values(), row_id))

    def update_version(
        self, table: peewee.Table, row_id: int, version: int, values: Mapping[str, Value]
    ) -> bool:
        """Update a row that still has this version, raising it by one; tell whether it did."""
        sql = _update(table, (*values, "version"), ("id", "version"))
        return self.execute(sql, (*values.values(), version + 1, row_id, version)) == 1

    def insert_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one INSERT for many rows inside `write()`: the fast way of imports and the demo."""
        self._demand_transaction()
        self.raw.executemany(sql, rows)

    @property
    def in_write(self) -> bool:
        """Tell whether this thread is inside `write()`."""
        return bool(getattr(self._writing, "depth", 0))

    @contextmanager
    def write(self) -> Iterator[None]:
        """Run a block as one transaction: all of it or nothing.

        A write inside a write joins the outer one. BEGIN and COMMIT are tried again a few times
        when another process holds the file; a failure inside rolls back and keeps the first error.
        """
        if self.in_write:
            yield
            return
        with self._worded():
            self.connect()
            self._seal_writes()
            self._try_hard("BEGIN IMMEDIATE")
            self._writing.depth = 1
            try:
                self._demand_schema()
                yield
                self._try_hard("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._writing.depth = 0

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several queries from one state of the file; keep it under 100 ms.

        A snapshot inside a snapshot or a write is the outer one.
        """
        if self.in_write or self.raw.in_transaction:
            yield
            return
        with self._worded():
            self._database.execute_sql("BEGIN DEFERRED")
            try:
                yield
            finally:
                self._roll_back()

    def _demand_schema(self) -> None:
        # Of rows a newer program knows more: ours would be half written, and falsely sealed.
        if self._schema is not None:
            now = self.raw.execute("PRAGMA user_version").fetchone()[0]
            if now > self._schema:
                raise failures.newer(self.path, now, self._schema)

    def _seal_writes(self) -> None:
        connection = self.raw
        if self._sealing and getattr(self._writing, "sealed", None) is not connection:
            rowseal.install(connection)
            self._writing.sealed = connection

    def _roll_back(self) -> None:
        # A full disk ends the transaction inside SQLite; rolling back again would hide the cause.
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def _try_hard(self, statement: str) -> None:
        for attempt in range(_RETRIES + 1):
            try:
                self._database.execute_sql(statement)
            except peewee.OperationalError as error:
                busy = "locked" in str(error) or "busy" in str(error)
                if not busy or attempt == _RETRIES:
                    raise
                self._waiter.wait(random.uniform(0.02, 0.2))  # nothing sets it: a pause
            else:
                return

    def _demand_transaction(self) -> None:
        if not self.in_write:
            message = "changes are made inside Store.write()"
            raise RuntimeError(message)

    def _apply_settings(self) -> None:
        for name, wanted, expected in SETTINGS:
            self._database.execute_sql(f"PRAGMA {name} = {wanted}")
            got = self._database.execute_sql(f"PRAGMA {name}").fetchone()[0]
            if got != expected:
                raise StorageError(
                    f"База не принимает настройку надёжности {name} (получено «{got}»)",
                    "файл не изменён",
                    "перенесите базу на обычный диск этого компьютера",
                )

    @contextmanager
    def _legible(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError as error:
            # The driver cannot even word its failure: the schema's own text is no text any more.
            raise failures.damaged(self.path) from error

    @contextmanager
    def _worded(self) -> Iterator[None]:
        try:
            yield
        except engine.faults(peewee.PeeweeException) as error:
            worded = self._word(error) or failures.gone_reference(error)
            if worded is None:
                raise
            raise worded from error

    def _word(self, error: BaseException) -> StorageError | None:
        worded = failures.world_fault(error, self.path)
        if isinstance(worded, DatabaseReadOnly) and not self.in_write:
            # A connection opened read-only stays so: the next one looks at the file anew.
            self.close()
        return worded or self._outgrown()

    def _outgrown(self) -> StorageError | None:
        """Return «a newer program has upgraded the file» where a statement of ours failed by it."""
        try:
            self._demand_schema()
        except StorageError as error:
            return error
        except engine.faults():
            return None
        return None
