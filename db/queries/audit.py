"""The journal of what was done, asked newest first."""

import json
from array import array
from collections.abc import Iterable, Sequence

from db.connection import Row, Store, Value
from desktop_app.core.enums import Operation
from desktop_app.core.records.audit import AuditMode, AuditQuery

MOST = 5_000
_NAMES = {
    # how a record of each kind is called by people
    "ticket": "SELECT id, '№ ' || number FROM ticket WHERE id IN ({marks})",
    "building": "SELECT id, address FROM building WHERE id IN ({marks})",
    "organization": "SELECT id, name FROM organization WHERE id IN ({marks})",
    "inspection": "SELECT id, 'выезд № ' || number FROM inspection WHERE id IN ({marks})",
    "incident": "SELECT id, title FROM incident WHERE id IN ({marks})",
    "clerk": "SELECT id, name FROM clerk WHERE id IN ({marks})",
}
_PAGES = {
    "tickets": "ticket",
    "buildings": "building",
    "organizations": "organization",
    "visits": "inspection",
    "outages": "incident",
}
_ENTRIES = """
SELECT h.id, h.at, coalesce(c.name, ''), h.operation, h.entity, h.entity_id, h.changes, h.note
FROM history AS h LEFT JOIN clerk AS c ON c.id = h.clerk_id
WHERE h.id IN (SELECT value FROM json_each(?))
"""
_VIEWS = """
SELECT v.id, v.at, coalesce(c.name, ''), v.page, v.record_id
FROM view_log AS v LEFT JOIN clerk AS c ON c.id = v.clerk_id
WHERE v.id IN (SELECT value FROM json_each(?))
"""


def ids(store: Store, query: AuditQuery) -> "array[int]":
    """Return ids of the last 5,000 entries (or looks) that answer, newest first."""
    parts: list[str] = []
    values: list[Value] = []
    _narrow(query, parts, values)
    table = "view_log" if query.mode is AuditMode.VIEWS else "history"
    if query.text.strip():
        _narrow_by_text(store, query, parts, values)
    where = f" WHERE {' AND '.join(parts)}" if parts else ""
    sql = f"SELECT id FROM {table}{where} ORDER BY id DESC LIMIT {MOST}"  # noqa: S608  our own words only
    return array("q", (row[0] for row in store.rows(sql, values)))


def entries(store: Store, ids: Sequence[int]) -> list[Row]:
    """Return entries: id, moment, clerk, operation, entity, its id, changes as JSON, note."""
    return store.rows(_ENTRIES, (json.dumps(list(ids)),))


def looks(store: Store, ids: Sequence[int]) -> list[Row]:
    """Return looks: id, moment, clerk, kind of the record, its id."""
    rows = store.rows(_VIEWS, (json.dumps(list(ids)),))
    return [(*row[:3], _PAGES.get(row[3], row[3]), row[4]) for row in rows]


def names(store: Store, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return what records are called, by kind and id; a kind without names is left out."""
    by_kind: dict[str, set[int]] = {}
    for kind, record_id in wanted:
        by_kind.setdefault(kind, set()).add(record_id)
    found: dict[tuple[str, int], str] = {}
    for kind, records in by_kind.items():
        if kind in _NAMES:
            sql = _NAMES[kind].format(marks=",".join("?" * len(records)))
            found |= {(kind, row[0]): row[1] for row in store.rows(sql, tuple(records))}
    return found


def add_looks(store: Store, rows: Iterable[tuple[str, int | None, str, int]]) -> None:
    """Write looks: moment, clerk, page, record; inside a transaction."""
    sql = "INSERT INTO view_log (at, clerk_id, page, record_id) VALUES (?, ?, ?, ?)"
    store.insert_many(sql, rows)


def _narrow(query: AuditQuery, parts: list[str], values: list[Value]) -> None:
    if query.mode is AuditMode.EXPORTS:
        parts.append("operation = ?")
        values.append(Operation.EXPORTED.value)
    elif query.operation is not None and query.mode is AuditMode.CHANGES:
        parts.append("operation = ?")
        values.append(query.operation.value)
    if query.clerk_id is not None:
        parts.append("clerk_id = ?")
        values.append(query.clerk_id)
    if query.since is not None:
        parts.append("at >= ?")
        values.append(query.since.isoformat())
    if query.until is not None:
        parts.append("at < ?")
        values.append(f"{query.until.isoformat()}T99")


def _narrow_by_text(store: Store, query: AuditQuery, parts: list[str], values: list[Value]) -> None:
    """A ticket's number finds the ticket; other words are looked for as typed and capitalised."""
    text = query.text.strip()
    ticket = store.scalar("SELECT id FROM ticket WHERE number = ?", (text.removeprefix("№ "),))
    if query.mode is AuditMode.VIEWS:
        parts.append("page = 'tickets' AND record_id = ?")
        values.append(ticket if ticket is not None else -1)
    elif ticket is not None:
        parts.append("entity = 'ticket' AND entity_id = ?")
        values.append(ticket)
    else:
        forms = list(dict.fromkeys((text, text.lower(), text.capitalize(), text.title())))
        one = "instr(note, ?) OR instr(changes, ?)"
        parts.append(f"({' OR '.join([one] * len(forms))})")
        values += [form for form in forms for _ in range(2)]
