"""Whether tables, indexes and triggers of a file are written as the program writes them.

A flipped bit in the text of a trigger leaves every row as it was and counts wrongly from then on;
SQLite itself reads such a text without a word.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from db import engine
from db.migrations import STEPS

_KINDS: Mapping[str, str] = {
    "table": "таблица",
    "index": "индекс",
    "trigger": "правило",
    "view": "представление",
}
# SQLite's own tables (statistics, sequences) come and go by themselves.
_TEXTS = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"


def differences(connection: sqlite3.Connection) -> list[str] | None:
    """Return what is missing, foreign or written otherwise, by kind and name; None if unreadable.

    The pattern is made anew in memory by the same steps that made the file, some 40 ms.
    """
    try:
        found = _texts(connection)
    except engine.unreadable():
        return None
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as pattern:
        for step in STEPS:
            step.up(pattern.execute)
        known = _texts(pattern)
    differ = {key for key in found.keys() | known.keys() if found.get(key) != known.get(key)}
    return [f"{_KINDS.get(kind, kind)} {name}" for kind, name in sorted(differ)]


def _texts(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    return {(kind, name): sql for kind, name, sql in connection.execute(_TEXTS)}
