"""Entries of history emptied under an act: the only change history ever knows."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from db.connection import Store
from desktop_app.core.enums import Entity

Blank = Callable[[str, object], object]
"""Returns a value of history, given its field, without what is personal in it."""

_GUARD = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'history'"
# An entry emptied by a former act stays as that act's digest knows it.
_ENTRIES = """
SELECT id, changes, note FROM history WHERE entity = ? AND entity_id = ?
    AND id NOT IN (SELECT history_id FROM redaction)
"""


@contextmanager
def unguarded(store: Store) -> Iterator[None]:
    """Let history be emptied while the block runs; inside a transaction."""
    guard = store.rows(_GUARD)
    for name, _ in guard:
        store.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in guard:
        store.execute(sql)


def empty_entries(store: Store, entity: Entity, entity_id: int, blank: Blank) -> list[int]:
    """Take personal values out of entries of one thing; return the ids of those emptied.

    What was done, when and by whom stays.
    """
    emptied = []
    for entry_id, changes, note in store.rows(_ENTRIES, (entity.value, entity_id)):
        fields = json.loads(changes)
        left = [[name, blank(name, before), blank(name, after)] for name, before, after in fields]
        if left == fields and not note:
            continue
        text = json.dumps(left, ensure_ascii=False, separators=(",", ":"))
        store.execute("UPDATE history SET changes = ?, note = '' WHERE id = ?", (text, entry_id))
        emptied.append(int(entry_id))
    return emptied


def is_emptied(store: Store, entity: Entity, entity_id: int) -> bool:
    """Tell whether entries of one thing were emptied under an act."""
    sql = (
        "SELECT 1 FROM redaction AS r JOIN history AS h ON h.id = r.history_id"
        " WHERE h.entity = ? AND h.entity_id = ? LIMIT 1"
    )
    return store.row(sql, (entity.value, entity_id)) is not None


def blank_row(value: str, personal: frozenset[str]) -> str:
    """Return a row of history's JSON with its personal fields emptied; "" of what is no row."""
    try:
        held = json.loads(value)
    except ValueError:
        return ""
    blanked = {key: "" if key in personal and part else part for key, part in held.items()}
    return json.dumps(blanked, ensure_ascii=False)
