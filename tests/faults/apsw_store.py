"""The program's own storage over apsw, so that its real transactions pass our file system."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import apsw

from db.connection import Store
from db.driver import Driver


class ApswStore(Store):
    """`Store` as it is, every setting and transaction of it, over another file system."""

    def __init__(self, path: Path, vfs: str) -> None:
        """Remember the file and the registered name of the file system."""
        super().__init__(path)
        self._database = _Database(str(path), vfs)


class _Database(Driver):
    """peewee's SQLite whose connections are made by apsw."""

    def __init__(self, path: str, vfs: str) -> None:
        """Remember the file system."""
        self._vfs = vfs
        super().__init__(path)

    def _connect(self) -> "_Connection":
        connection = _Connection(str(self.database), self._vfs)
        self._add_conn_hooks(connection)  # type: ignore[attr-defined]  # peewee's own, unstubbed
        return connection


class _Connection:
    """As much of sqlite3.Connection as the program uses, over apsw."""

    isolation_level = None

    def __init__(self, path: str, vfs: str) -> None:
        """Open the file."""
        self._apsw = apsw.Connection(path, vfs=vfs)

    def cursor(self) -> "_Cursor":
        """Return a cursor."""
        return _Cursor(self._apsw)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "_Cursor":
        """Run one statement."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows."""
        self._apsw.cursor().executemany(sql, rows)

    def create_function(
        self, name: str, count: int, function: Callable[..., Any], **options: Any
    ) -> None:
        """Lend SQL a function."""
        self._apsw.create_scalar_function(
            name, function, count, deterministic=bool(options.get("deterministic"))
        )

    @property
    def in_transaction(self) -> bool:
        """Tell whether a transaction is open."""
        return bool(self._apsw.in_transaction)

    def close(self) -> None:
        """Close the file."""
        self._apsw.close()


class _Cursor:
    """As much of sqlite3.Cursor as the program and peewee use; rows are read at once."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Wait for a statement."""
        self._apsw = connection
        self.description: Any = None
        self.rowcount, self.lastrowid = -1, 0
        self._rows: list[tuple[Any, ...]] = []

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "_Cursor":
        """Run one statement and keep its rows."""
        cursor = self._apsw.cursor()
        names: list[Any] = []

        def trace(_cursor: apsw.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
            if not names:
                names.extend(_cursor.get_description())
            return row

        cursor.row_trace = trace
        before = self._apsw.total_changes()
        self._rows = list(cursor.execute(sql, tuple(parameters)))
        self.description = [(name[0], *[None] * 6) for name in names] or None
        self.rowcount = self._apsw.changes() if self._apsw.total_changes() > before else 0
        self.lastrowid = self._apsw.last_insert_rowid()
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows not yet taken."""
        rows, self._rows = self._rows, []
        return rows

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row."""
        return self._rows.pop(0) if self._rows else None

    def __iter__(self) -> "_Cursor":
        """Go over the rows."""
        return self

    def __next__(self) -> tuple[Any, ...]:
        """Return the next row."""
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def close(self) -> None:
        """Forget the rows."""
        self._rows = []
