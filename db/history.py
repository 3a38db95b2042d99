"""The append-only history: entries of one action are chained by SHA-256 in the same transaction."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from db import failures, redactions
from db.connection import Row, Store, Value
from desktop_app.core import clock
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.records.history import FieldChange, HistoryDraft, HistoryEntry
from desktop_app.core.text import storable

GENESIS = bytes(32)

_INSERT = """
INSERT INTO history (at, occurred_at, clerk_id, operation, action, entity, entity_id, changes,
    note, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_SELECT = """
SELECT h.id, h.at, h.occurred_at, h.clerk_id, coalesce(c.name, ''), h.operation, h.action, h.entity,
    h.entity_id, h.changes, h.note
FROM history AS h LEFT JOIN clerk AS c ON c.id = h.clerk_id
"""


class Action:
    """One action of a person: its entries share a number and a transaction."""

    def __init__(self, store: Store, at: dt.datetime, clerk_id: int | None) -> None:
        """Read the end of the chain; to be used inside `Store.write()` only."""
        self.at, self.clerk_id = at, clerk_id
        self.is_empty = True
        self._store = store
        last = store.row("SELECT id, hash FROM history ORDER BY id DESC LIMIT 1")
        self.number: int = (last[0] if last else 0) + 1
        self._head: bytes = last[1] if last else GENESIS

    @property
    def taken(self) -> int | None:
        """The number by which this action can be undone; None when it has written nothing."""
        return None if self.is_empty else self.number

    def record(self, draft: HistoryDraft) -> None:
        """Append one entry to the chain."""
        fields = (
            clock.stamp(self.at),
            clock.stamp(draft.occurred_at or self.at),
            self.clerk_id,
            draft.operation.value,
            self.number,
            draft.entity.value,
            draft.entity_id,
            storable(pack(draft.changes)),
            storable(draft.note),
        )
        self._head = link(self._head, fields)
        self._store.execute(_INSERT, (*fields, self._head))
        self.is_empty = False


@contextmanager
def action(store: Store, at: dt.datetime, clerk_id: int | None) -> Iterator[Action]:
    """Open a transaction for one action of a person."""
    with store.write():
        yield Action(store, at, clerk_id)


def pack(changes: Sequence[FieldChange]) -> str:
    """Return changes as compact JSON, the stored and hashed form."""
    return json.dumps(
        [[c.field, c.before, c.after] for c in changes], ensure_ascii=False, separators=(",", ":")
    )


def link(previous: bytes, fields: Sequence[object]) -> bytes:
    """Return the hash of an entry: SHA-256 of the previous hash and the canonical row."""
    # A damaged cell may hold bytes where text stood: it must fail the comparison, not the program.
    body = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=repr)
    return hashlib.sha256(previous + body.encode("utf-8", "surrogatepass")).digest()


def of_entity(store: Store, entity: Entity, entity_id: int) -> list[HistoryEntry]:
    """Return all entries about one thing, oldest first."""
    sql = f"{_SELECT} WHERE h.entity = ? AND h.entity_id = ? ORDER BY h.id"
    return _entries(store, sql, (entity.value, entity_id))


def head(store: Store) -> bytes:
    """Return the hash the chain ends with now."""
    last = store.scalar("SELECT hash FROM history ORDER BY id DESC LIMIT 1")
    return GENESIS if last is None else bytes(last)


def of_action(store: Store, number: int) -> list[HistoryEntry]:
    """Return the entries of one action, in the order they were made."""
    return _entries(store, f"{_SELECT} WHERE h.action = ? ORDER BY h.id", (number,))


def broken_link(store: Store) -> int | None:
    """Return the id of the first entry that does not fit the chain, or None when all do."""
    head = GENESIS
    last_id = 0
    emptied = redactions.trusted(store)
    while True:
        block = store.rows(
            "SELECT id, at, occurred_at, clerk_id, operation, action, entity, entity_id, changes,"
            " note, hash FROM history WHERE id > ? ORDER BY id LIMIT 5000",
            (last_id,),
        )
        if not block:
            return None
        for row in block:
            head = bytes(row[10]) if row[0] in emptied else link(head, row[1:10])
            # Numbers follow one another: nothing is ever deleted, and a refused action takes none.
            if head != row[10] or row[0] != last_id + 1:
                return int(row[0])
            last_id = row[0]


def _entries(store: Store, sql: str, parameters: Sequence[Value]) -> list[HistoryEntry]:
    try:
        return [_entry(row) for row in store.rows(sql, parameters)]
    except (ValueError, TypeError, LookupError) as error:
        raise failures.damaged(store.path) from error


def _entry(row: Row) -> HistoryEntry:
    return HistoryEntry(
        id=row[0],
        at=clock.unstamp(row[1]),
        occurred_at=clock.unstamp(row[2]),
        clerk_id=row[3],
        clerk=row[4],
        operation=Operation(row[5]),
        action=row[6],
        entity=Entity(row[7]),
        entity_id=row[8],
        changes=tuple(FieldChange(*item) for item in json.loads(row[9])),
        note=row[10],
    )


def newest(store: Store, among: int) -> str | None:
    """Return the latest moment of the last entries, None when there are none."""
    found = store.scalar(
        "SELECT max(at) FROM (SELECT at FROM history ORDER BY id DESC LIMIT ?)", (among,)
    )
    return None if found is None else str(found)
