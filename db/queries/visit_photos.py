"""Which attached pictures of a visit its act shows; a removed file keeps its place and words."""

from collections.abc import Sequence

from db.connection import Store
from desktop_app.core.records.inspections import Photo

_OF = """
SELECT p.attachment_id, p.caption FROM inspection_photo AS p
JOIN attachment AS a ON a.id = p.attachment_id
WHERE p.inspection_id = ? AND a.removed_at IS NULL ORDER BY p.position, p.attachment_id
"""
_HERE = """
SELECT id FROM attachment WHERE entity = 'inspection' AND entity_id = ? AND removed_at IS NULL
"""
# What is chosen of a removed file stays: when it is put back, so are its place and words.
_CLEAR = """
DELETE FROM inspection_photo WHERE inspection_id = ?1 AND attachment_id IN (
    SELECT id FROM attachment
    WHERE entity = 'inspection' AND entity_id = ?1 AND removed_at IS NULL
)
"""
_INSERT = """
INSERT INTO inspection_photo (inspection_id, attachment_id, position, caption) VALUES (?, ?, ?, ?)
"""


def of(store: Store, inspection_id: int) -> tuple[Photo, ...]:
    """Return the pictures of an act in their order."""
    return tuple(Photo(row[0], row[1]) for row in store.rows(_OF, (inspection_id,)))


def files_here(store: Store, inspection_id: int) -> frozenset[int]:
    """Return ids of the files a visit has now."""
    return frozenset(row[0] for row in store.rows(_HERE, (inspection_id,)))


def write(store: Store, inspection_id: int, photos: Sequence[Photo]) -> None:
    """Replace the pictures of an act; inside a transaction."""
    store.execute(_CLEAR, (inspection_id,))
    here = files_here(store, inspection_id)
    store.insert_many(
        _INSERT,
        [
            (inspection_id, photo.attachment_id, position, photo.caption)
            for position, photo in enumerate(photos, start=1)
            if photo.attachment_id in here
        ],
    )
