"""Destruction of personal data whose term is over: in tickets, their children and history.

History is chained by hashes and never changed but for this: an emptied entry keeps its hash, so
that every later link still holds, and stands in `redaction` under the act that emptied it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from db import search
from db.connection import Store, Value
from db.queries import redacting, ticket_text
from desktop_app.core.addresses import without_premise
from desktop_app.core.enums import Entity

# What `empty` takes away, each kind beside the way to see that a ticket still holds it.
_HELD = (
    ("имя заявителя", "t.applicant_name <> ''"),
    ("телефон", "t.phone <> ''"),
    ("квартира", "t.premise || t.entrance || t.floor <> '' OR has_premise(t.address_text)"),
    ("содержание", "t.details || t.private_note || t.answer <> ''"),
    (
        "повторные звонки",
        "EXISTS (SELECT 1 FROM call_note AS n WHERE n.ticket_id = t.id"
        " AND n.caller_name || n.phone || n.details <> '')",
    ),
    (
        "обзвон",
        "EXISTS (SELECT 1 FROM callback AS b WHERE b.ticket_id = t.id AND b.remark <> '')",
    ),
    (
        "возвраты",
        "EXISTS (SELECT 1 FROM ticket_cycle AS c WHERE c.ticket_id = t.id AND c.reason <> '')",
    ),
    (
        "ответы исполнителей",
        "EXISTS (SELECT 1 FROM handover AS h WHERE h.ticket_id = t.id"
        " AND h.answer || h.accepted_by <> '')",
    ),
    (
        "файлы",
        "EXISTS (SELECT 1 FROM attachment AS a JOIN attachment_file AS f ON f.attachment_id = a.id"
        " WHERE a.entity = 'ticket' AND a.entity_id = t.id)",
    ),
)
_KINDS = tuple(kind for kind, _ in _HELD)
_DUE = f"""
SELECT t.id, t.number, t.closed_at, {", ".join(held for _, held in _HELD)}
FROM ticket AS t WHERE t.closed_at < ? AND ({" OR ".join(held for _, held in _HELD)})
ORDER BY t.closed_at, t.id LIMIT ?
"""  # noqa: S608  our own words
_BY_HAND = "задан вручную"  # before the words a clerk gave for another term
_EMPTIED = (
    "UPDATE ticket SET applicant_name = '', phone = '', phone_digits = '', no_phone = 1,"
    " premise = '', entrance = '', floor = '', details = '', private_note = '', answer = '',"
    " version = version + 1 WHERE id = ?",
    "UPDATE call_note SET caller_name = '', phone = '', details = '' WHERE ticket_id = ?",
    "UPDATE callback SET remark = '' WHERE ticket_id = ?",
    # A new cycle begins with the remark of the call it was opened by.
    "UPDATE ticket_cycle SET reason = '' WHERE ticket_id = ?",
    f"UPDATE ticket_cycle SET deadline_basis = '{_BY_HAND}'"  # noqa: S608  our own words
    f" WHERE deadline_basis LIKE '{_BY_HAND} · %' AND ticket_id = ?",
    f"UPDATE ticket SET deadline_basis = '{_BY_HAND}'"  # noqa: S608  our own words
    f" WHERE deadline_basis LIKE '{_BY_HAND} · %' AND id = ?",
    "UPDATE handover SET answer = '', accepted_by = '' WHERE ticket_id = ?",
    "DELETE FROM attachment_file WHERE attachment_id IN"
    " (SELECT id FROM attachment WHERE entity = 'ticket' AND entity_id = ?)",
    "UPDATE attachment SET title = 'файл.' || extension,"
    " removed_at = coalesce(removed_at, closed.at) FROM"
    " (SELECT closed_at AS at FROM ticket WHERE id = ?1) AS closed"
    " WHERE entity = 'ticket' AND entity_id = ?1",
)
_PERSONAL = frozenset(
    {
        "accepted_by", "answer", "applicant_name", "caller_name", "details", "entrance", "floor",
        "phone", "phone_digits", "premise", "private_note", "reason", "remark",
    }
)  # fmt: skip
_INSERT = """
INSERT INTO destruction_act (number, made_at, closed_before, basis, tickets, entries, events,
    clerk_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_ACTS = """
SELECT a.number, a.made_at, a.closed_before, a.basis, a.tickets, a.entries, a.events,
    coalesce(c.name, ''), coalesce(c.post, '')
FROM destruction_act AS a LEFT JOIN clerk AS c ON c.id = a.clerk_id ORDER BY a.id DESC
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A ticket or a visit that is over, as its data are; `kinds` say what it still holds."""

    id: int
    number: str
    closed_at: str
    kinds: tuple[str, ...]


def due(store: Store, closed_before: str, limit: int) -> list[Due]:
    """Return tickets closed before a moment that still hold personal data, the oldest first."""
    return still_held(store, _DUE, (closed_before, limit), _KINDS)


def still_held(store: Store, sql: str, asked: tuple[str, int], kinds: Sequence[str]) -> list[Due]:
    """Return records by a query of their id, number, end, and whether each kind is there."""
    store.raw.create_function("has_premise", 1, has_premise, deterministic=True)
    return [
        Due(row[0], row[1], row[2], tuple(compress(kinds, row[3:])))
        for row in store.rows(sql, asked)
    ]


def empty(store: Store, ticket_ids: Sequence[int]) -> list[int]:
    """Empty tickets and their history; return ids of emptied entries; inside a transaction.

    The freed room is overwritten by SQLite itself, see `db.connection.SETTINGS`.
    """
    emptied: list[int] = []
    with redacting.unguarded(store):
        for ticket_id in ticket_ids:
            old = ticket_text.text(store, ticket_id)
            for sql in _EMPTIED:
                store.execute(sql, (ticket_id,))
            _empty_address(store, ticket_id)
            search.unindex_ticket(store, ticket_id, old)
            search.index_ticket(store, ticket_id, ticket_text.text(store, ticket_id))
            emptied += redacting.empty_entries(store, Entity.TICKET, ticket_id, _blank)
    return emptied


def add_act(store: Store, values: Sequence[Value], emptied: Sequence[int]) -> int:
    """Write an act down with the entries it emptied; return its id; inside a transaction."""
    store.execute(_INSERT, values)
    act_id = int(store.scalar("SELECT max(id) FROM destruction_act"))
    sql = "INSERT INTO redaction (history_id, act_id) VALUES (?, ?)"
    store.insert_many(sql, [(entry, act_id) for entry in emptied])
    return act_id


def acts(store: Store) -> list[tuple[Value, ...]]:
    """Return the acts, the newest first."""
    return store.rows(_ACTS)


def has_premise(said: str) -> bool:
    """Tell whether words name a flat."""
    return bool(said) and without_premise(said) != said


def _empty_address(store: Store, ticket_id: int) -> None:
    """Take the flat out of an address that is not in the book."""
    said = str(store.scalar("SELECT address_text FROM ticket WHERE id = ?", (ticket_id,)))
    if has_premise(said):
        sql = "UPDATE ticket SET address_text = ? WHERE id = ?"
        store.execute(sql, (without_premise(said), ticket_id))


def _blank(name: str, value: object) -> object:
    """Return a value of history without what is personal in it; rows of children are JSON."""
    if value in (None, ""):
        return value
    own, said = name.rsplit(":", 1)[-1], str(value)
    if own in _PERSONAL:
        return ""
    if own == "address_text":
        return without_premise(said)
    if own == "deadline_basis" and said.startswith(f"{_BY_HAND} · "):
        return _BY_HAND
    is_row = isinstance(value, str) and said.startswith("{")
    return redacting.blank_row(said, _PERSONAL) if is_row else value
