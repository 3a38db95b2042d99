"""Seals of rows, and who works with the file now."""

from collections.abc import Callable

NUMBER = 6
TITLE = "Печати строк, кто сейчас работает"

SQL = """
CREATE TABLE sealed_table (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    columns TEXT NOT NULL
) STRICT;
CREATE TABLE row_seal (
    table_id INTEGER NOT NULL,
    key ANY NOT NULL,
    seal INTEGER NOT NULL,
    PRIMARY KEY (table_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    computer TEXT NOT NULL DEFAULT '',
    clerk_id INTEGER REFERENCES clerk (id),
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    editing TEXT NOT NULL DEFAULT '',
    editing_id INTEGER NOT NULL DEFAULT 0,
    editing_since TEXT
) STRICT;
CREATE INDEX session_editing ON session (editing, editing_id, id) WHERE editing <> '';
"""


def up(execute: Callable[[str], object]) -> None:
    """Add the tables; rows stored before are sealed by the program later, by blocks."""
    for statement in SQL.split(";\n"):
        if statement.strip():
            execute(statement)
