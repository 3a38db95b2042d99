"""peewee's SQLite with one door for values: whatever text comes, it can be stored."""

from collections.abc import Sequence
from typing import Any

import peewee

from desktop_app.core.text import storable


class Driver(peewee.SqliteDatabase):
    """Turns text SQLite cannot take into text it can, at every statement that passes."""

    def execute_sql(self, sql: str, params: Sequence[Any] | None = None) -> Any:  # noqa: ANN401  peewee's own cursor
        """Run one statement with its values."""
        if params:
            params = [storable(value) if type(value) is str else value for value in params]
        return peewee.SqliteDatabase.execute_sql(self, sql, params)
