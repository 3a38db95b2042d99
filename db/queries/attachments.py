"""Attached files: what is known of them apart from their bytes, which are heavy."""

from db import tables
from db.connection import Row, Store
from desktop_app.core import clock
from desktop_app.core.enums import Entity
from desktop_app.core.records.attachments import Attachment

_LIST = """
SELECT a.id, a.entity, a.entity_id, a.title, a.extension, a.size, a.sha256, a.added_at,
    coalesce(c.name, ''), a.file_at
FROM attachment AS a LEFT JOIN clerk AS c ON c.id = a.clerk_id
"""
_OWNER = {
    Entity.TICKET: "SELECT 1 FROM ticket WHERE id = ?",
    Entity.INSPECTION: "SELECT 1 FROM inspection WHERE id = ?",
}


def of(store: Store, entity: Entity, entity_id: int) -> list[Attachment]:
    """Return the files attached to one thing in the order they came, removed ones left out."""
    sql = f"{_LIST} WHERE a.entity = ? AND a.entity_id = ? AND a.removed_at IS NULL ORDER BY a.id"
    return [_attachment(row) for row in store.rows(sql, (entity.value, entity_id))]


def one(store: Store, attachment_id: int) -> Attachment | None:
    """Return one file that was not removed, or None."""
    row = store.row(f"{_LIST} WHERE a.id = ? AND a.removed_at IS NULL", (attachment_id,))
    return None if row is None else _attachment(row)


def insert(store: Store, made: Attachment, content: bytes, clerk_id: int | None) -> int:
    """Keep a file; return its number."""
    number = store.insert(
        tables.attachment,
        {
            "entity": made.entity.value,
            "entity_id": made.entity_id,
            "title": made.title,
            "extension": made.extension,
            "size": made.size,
            "sha256": made.sha256,
            "added_at": clock.stamp(made.added_at),
            "clerk_id": clerk_id,
            "file_at": clock.stamp(made.file_at) if made.file_at else None,
        },
    )
    store.execute(
        "INSERT INTO attachment_file (attachment_id, content) VALUES (?, ?)", (number, content)
    )
    return number


def content(store: Store, attachment_id: int) -> bytes:
    """Return the bytes of a kept file."""
    sql = "SELECT content FROM attachment_file WHERE attachment_id = ?"
    return bytes(store.scalar(sql, (attachment_id,)))


def has_content(store: Store, attachment_id: int) -> bool:
    """Tell whether the bytes of a file are still kept: an act of destruction takes them away."""
    sql = "SELECT 1 FROM attachment_file WHERE attachment_id = ?"
    return store.row(sql, (attachment_id,)) is not None


def is_in_act(store: Store, attachment_id: int) -> bool:
    """Tell whether the act of a visit shows a file."""
    sql = "SELECT 1 FROM inspection_photo WHERE attachment_id = ?"
    return store.row(sql, (attachment_id,)) is not None


def set_removed(store: Store, attachment_id: int, at: str | None) -> None:
    """Mark a file as removed at a stored moment, or (None) as kept again."""
    store.update(tables.attachment, attachment_id, {"removed_at": at})


def _attachment(row: Row) -> Attachment:
    return Attachment(
        id=row[0],
        entity=Entity(row[1]),
        entity_id=row[2],
        title=row[3],
        extension=row[4],
        size=row[5],
        sha256=row[6],
        added_at=clock.unstamp(row[7]),
        clerk=row[8],
        file_at=clock.unstamp(row[9]) if row[9] else None,
    )


def has_owner(store: Store, entity: Entity, entity_id: int) -> bool:
    """Tell whether the ticket or the visit a file is for is still there."""
    return store.row(_OWNER[entity], (entity_id,)) is not None
