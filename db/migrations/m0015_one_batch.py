"""Registers of collection sites join the other loads: one list of batches, one way back."""

from collections.abc import Callable

NUMBER = 15
TITLE = "Загрузки площадок вместе с прочими"

_KINDS = "('houses', 'organizations', 'tickets', 'sites')"
_COUNTS = "rows_read, rows_added, rows_updated, rows_same, rows_rejected"
# A column takes its own CHECK away with it: the table four others point at is not made anew.
_STATEMENTS = (
    f"ALTER TABLE import_batch ADD COLUMN brings TEXT NOT NULL DEFAULT 'houses'"
    f" CHECK (brings IN {_KINDS})",
    "UPDATE import_batch SET brings = kind",
    "ALTER TABLE import_batch DROP COLUMN kind",
    "ALTER TABLE import_batch RENAME COLUMN brings TO kind",
    "ALTER TABLE import_batch ADD COLUMN action INTEGER",
    """
UPDATE import_batch SET action = (
    SELECT min(h.action) FROM history AS h
    WHERE h.entity = 'import' AND h.entity_id = import_batch.id AND h.operation = 'imported'
)
""",
    f"""
INSERT INTO import_batch (
    id, kind, action, file_name, file_sha256, started_at, clerk_id, {_COUNTS}, undone_at
)
SELECT id + (SELECT coalesce(max(id), 0) FROM import_batch), 'sites', action, file_name,
    file_sha256, started_at, clerk_id, {_COUNTS}, undone_at
FROM site_batch ORDER BY id
""",  # noqa: S608  our own words only
    "ALTER TABLE collection_site ADD COLUMN came_with INTEGER REFERENCES import_batch (id)",
    """
UPDATE collection_site SET came_with = batch_id
    + (SELECT min(id) FROM import_batch WHERE kind = 'sites') - (SELECT min(id) FROM site_batch)
WHERE batch_id IS NOT NULL
""",
    "ALTER TABLE collection_site DROP COLUMN batch_id",
    "ALTER TABLE collection_site RENAME COLUMN came_with TO batch_id",
    "DROP TABLE site_batch",
)


def up(execute: Callable[[str], object]) -> None:
    """Bring the two tables of batches together; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement.strip())
