"""Who works with the file now: one row a program, seen by its heartbeat."""

import json
from collections.abc import Iterable

from db.connection import Row, Store

_ALIVE = """
SELECT s.token, coalesce(c.name, ''), s.computer, s.started_at, s.editing, s.editing_id,
    s.editing_since
FROM session AS s LEFT JOIN clerk AS c ON c.id = s.clerk_id
WHERE s.seen_at >= ? ORDER BY s.started_at, s.id
"""
_BEGIN = """
INSERT INTO session (token, computer, clerk_id, started_at, seen_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (token) DO UPDATE SET clerk_id = excluded.clerk_id, seen_at = excluded.seen_at
"""
_EDITING = """
UPDATE session SET editing = ?, editing_id = ?, editing_since = ?, seen_at = ? WHERE token = ?
"""
_NEWS = """
SELECT entity, entity_id FROM history
WHERE id > ? AND action NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?
"""


def beat(store: Store, token: str, computer: str, clerk_id: int | None, at: str) -> None:
    """Say that a program is alive, and who works in it; inside a transaction."""
    store.execute(_BEGIN, (token, computer, clerk_id, at, at))


def edit(store: Store, token: str, thing: str, thing_id: int, at: str) -> None:
    """Say what is being edited; an empty thing means nothing is; inside a transaction."""
    store.execute(_EDITING, (thing, thing_id, at if thing else None, at, token))


def end(store: Store, token: str, forgotten_before: str) -> None:
    """Take a program off the list, and those not seen for long; inside a transaction."""
    store.execute("DELETE FROM session WHERE token = ? OR seen_at < ?", (token, forgotten_before))


def alive(store: Store, since: str) -> list[Row]:
    """Return programs seen since a moment, the oldest first."""
    return store.rows(_ALIVE, (since,))


def data_version(store: Store) -> int:
    """Return SQLite's count of changes made by other connections than this thread's."""
    return int(store.scalar("PRAGMA data_version"))


def head(store: Store) -> int:
    """Return the id of the last history entry."""
    return int(store.scalar("SELECT coalesce(max(id), 0) FROM history"))


def news(store: Store, after: int, own: Iterable[int], limit: int) -> list[Row]:
    """Return entity and id of entries written after one, but for those of own actions."""
    return store.rows(_NEWS, (after, json.dumps(list(own)), limit))
