"""Batches of registers of collection sites."""

from dataclasses import dataclass

from db.connection import Store
from desktop_app.core import clock
from desktop_app.core.records.imports import ImportBatch

_KIND = "sites"

_BATCHES = """
SELECT b.id, b.file_name, b.started_at, coalesce(c.name, ''), b.rows_read, b.rows_added,
    b.rows_updated, b.rows_same, b.rows_rejected, b.undone_at
FROM site_batch AS b LEFT JOIN clerk AS c ON c.id = b.clerk_id ORDER BY b.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """A batch: the number of its action in history, and whether it was taken back."""

    id: int
    action: int
    is_undone: bool


def batch(store: Store, batch_id: int) -> StoredBatch | None:
    """Return a batch, or None when there is none of this id."""
    sql = "SELECT id, action, undone_at IS NOT NULL FROM site_batch WHERE id = ?"
    row = store.row(sql, (batch_id,))
    return StoredBatch(row[0], row[1], bool(row[2])) if row else None


def last(store: Store) -> int | None:
    """Return the latest batch that is not taken back and changed something."""
    found: int | None = store.scalar(
        "SELECT id FROM site_batch WHERE undone_at IS NULL AND rows_added + rows_updated > 0"
        " ORDER BY id DESC LIMIT 1"
    )
    return found


def batches(store: Store, limit: int) -> list[ImportBatch]:
    """Return the latest batches, newest first."""
    return [
        ImportBatch(row[0], _KIND, row[1], clock.unstamp(row[2]), *row[3:9])
        for row in store.rows(_BATCHES, (limit,))
    ]
