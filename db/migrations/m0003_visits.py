"""Visits of every kind of act: answers, re-visits, readings; charts, tolerances, attachments."""

from collections.abc import Callable

NUMBER = 3
TITLE = "Виды актов, повторные выезды, графики РСО, вложения"

SQL = """
ALTER TABLE inspection ADD COLUMN previous_id INTEGER REFERENCES inspection (id);
CREATE INDEX inspection_previous ON inspection (previous_id, id) WHERE previous_id IS NOT NULL;
ALTER TABLE measurement ADD COLUMN readings TEXT NOT NULL DEFAULT '';
CREATE TABLE inspection_answer (
    inspection_id INTEGER NOT NULL REFERENCES inspection (id) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field <> ''),
    text TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (inspection_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE heating_chart (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL UNIQUE CHECK (title <> ''),
    source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE heating_chart_point (
    chart_id INTEGER NOT NULL REFERENCES heating_chart (id) ON DELETE CASCADE,
    outdoor REAL NOT NULL,
    supply REAL NOT NULL,
    returned REAL NOT NULL,
    PRIMARY KEY (chart_id, outdoor)
) STRICT, WITHOUT ROWID;
CREATE TABLE norm_tolerance (
    parameter TEXT PRIMARY KEY,
    tolerance TEXT NOT NULL CHECK (tolerance <> ''),
    source TEXT NOT NULL CHECK (source <> '')
) STRICT, WITHOUT ROWID;
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL CHECK (entity IN ('ticket', 'inspection')),
    entity_id INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    extension TEXT NOT NULL CHECK (extension IN ('jpg', 'png', 'pdf', 'heic', 'tif', 'webp', 'docx',
        'xlsx', 'mp4')),
    size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 26214400),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    added_at TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    removed_at TEXT
) STRICT;
CREATE INDEX attachment_entity ON attachment (entity, entity_id, id);
CREATE TABLE attachment_file (
    attachment_id INTEGER PRIMARY KEY REFERENCES attachment (id),
    content BLOB NOT NULL
) STRICT;
"""


def up(execute: Callable[[str], object]) -> None:
    """Add the tables and columns; what is stored stays as it is."""
    for statement in SQL.split(";\n"):
        if statement.strip():
            execute(statement)
