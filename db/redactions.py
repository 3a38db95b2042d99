"""Entries of history emptied by acts of destruction: which of them the chain itself vouches for.

An act's own entry in the chain holds the digest of what the emptied entries became, so that a row
added to `redaction` by hand hides nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

from db.connection import Row, Store

_EXISTS = "SELECT count(*) FROM sqlite_schema WHERE name = 'redaction'"
_EMPTIED = """
SELECT h.id, h.changes, h.note FROM redaction AS r JOIN history AS h ON h.id = r.history_id
WHERE r.act_id = ? ORDER BY h.id
"""
_NOW = """
SELECT id, changes, note FROM history WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_WITNESS = """
SELECT changes FROM history WHERE entity = 'destruction' AND entity_id = ? ORDER BY id LIMIT 1
"""
DIGEST = "digest"


def digest_of(store: Store, history_ids: Sequence[int]) -> str:
    """Return the digest of what entries hold now, in hex."""
    return _digest(store.rows(_NOW, (json.dumps(list(history_ids)),)))


def trusted(store: Store) -> frozenset[int]:
    """Return ids of emptied entries that are as their acts left them."""
    if not store.scalar(_EXISTS):
        return frozenset()
    found: set[int] = set()
    for (act_id,) in store.rows("SELECT DISTINCT act_id FROM redaction"):
        rows = store.rows(_EMPTIED, (act_id,))
        witness = store.scalar(_WITNESS, (act_id,))
        if _digest(rows) in _told(witness):
            found |= {int(row[0]) for row in rows}
    return frozenset(found)


def _told(witness: object) -> list[object]:
    """Return what an entry of history says things became; nothing of a damaged one."""
    try:
        return [change[2] for change in json.loads(str(witness))]
    except (ValueError, TypeError, LookupError):
        return []


def _digest(rows: Iterable[Row]) -> str:
    body = json.dumps([list(row) for row in rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
