"""Who looked at what; acts of destruction of personal data and the history entries they emptied."""

from collections.abc import Callable

NUMBER = 9
TITLE = "Журнал просмотров, уничтожение персональных данных"

SQL = """
CREATE TABLE view_log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    page TEXT NOT NULL,
    record_id INTEGER NOT NULL
) STRICT;
CREATE INDEX view_log_record ON view_log (page, record_id, id);
CREATE TABLE destruction_act (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    closed_before TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis <> ''),
    tickets INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    events TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id)
) STRICT;
CREATE TABLE redaction (
    history_id INTEGER PRIMARY KEY REFERENCES history (id),
    act_id INTEGER NOT NULL REFERENCES destruction_act (id)
) STRICT;
"""


def up(execute: Callable[[str], object]) -> None:
    """Add the tables."""
    for statement in SQL.split(";\n"):
        if statement.strip():
            execute(statement)
