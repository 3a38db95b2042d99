"""Other names of organisations: what a double was called before it became one with another."""

from collections.abc import Callable

NUMBER = 8
TITLE = "Другие названия организаций"

_STATEMENTS = (
    """
    CREATE TABLE organization_alias (
        id INTEGER PRIMARY KEY,
        organization_id INTEGER NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
        name_key TEXT NOT NULL,
        UNIQUE (organization_id, name_key)
    ) STRICT
    """,
    "CREATE INDEX organization_alias_key ON organization_alias (name_key, organization_id)",
)


def up(execute: Callable[[str], object]) -> None:
    """Add the table; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement)
