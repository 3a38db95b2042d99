"""Photographs in acts: which files of a visit its act shows, in what order, under what words."""

from collections.abc import Callable

NUMBER = 16
TITLE = "Фототаблица акта"

_STATEMENTS = (
    """
CREATE TABLE inspection_photo (
    inspection_id INTEGER NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    attachment_id INTEGER NOT NULL REFERENCES attachment (id),
    position INTEGER NOT NULL CHECK (position > 0),
    caption TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (inspection_id, attachment_id)
) STRICT, WITHOUT ROWID
""",
    # The file's own time; files attached before have none.
    "ALTER TABLE attachment ADD COLUMN file_at TEXT",
)


def up(execute: Callable[[str], object]) -> None:
    """Add the table and the column; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement.strip())
