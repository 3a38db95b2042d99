"""peewee's SQLite with one door for values: whatever text comes, it can be stored."""

from collections.abc import Sequence
from typing import Any

import peewee

from db import engine
from desktop_app.core.file_key import FileKey
from desktop_app.core.text import storable


class Driver(peewee.SqliteDatabase):
    """Turns text SQLite cannot take into text it can, at every statement that passes."""

    def __init__(self, path: str, *, timeout: float = 5.0, key: FileKey | None = None) -> None:
        """Remember the file, and its key where it is encrypted."""
        self._key, self._patience = key, timeout
        super().__init__(path, timeout=timeout)

    def _connect(self) -> Any:  # noqa: ANN401  a connection of either engine
        connection = engine.connect(
            self.database, self._key, timeout=self._patience, isolation_level=None
        )
        self._add_conn_hooks(connection)  # type: ignore[attr-defined]  # peewee's own, unstubbed
        return connection

    def execute_sql(self, sql: str, params: Sequence[Any] | None = None) -> Any:  # noqa: ANN401  peewee's own cursor
        """Run one statement with its values."""
        if params:
            params = [storable(value) if type(value) is str else value for value in params]
        return peewee.SqliteDatabase.execute_sql(self, sql, params)
