"""Forms of higher bodies kept under a name, with the bytes of their templates."""

from collections.abc import Callable

NUMBER = 7
TITLE = "Свои формы"

_STATEMENTS = (
    """
CREATE TABLE form_template (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    folded TEXT NOT NULL UNIQUE,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    content BLOB NOT NULL CHECK (length(content) <= 5242880),
    added_at TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id)
) STRICT
""",
)


def up(execute: Callable[[str], object]) -> None:
    """Make the table of forms; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement)
