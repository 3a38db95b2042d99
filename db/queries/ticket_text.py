"""The text by which a ticket is found, of one ticket or of many."""

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db import search
from db.connection import Row, Store

_PARTS = """
SELECT t.id, t.number, coalesce(s.name, ''), coalesce(b.address, t.address_text), t.premise,
    t.applicant_name, t.details, t.phone_digits
FROM ticket AS t LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN settlement AS s ON s.id = b.settlement_id
"""
_BLOCK = 500


class Parts(NamedTuple):
    """What a ticket is found by, as stored."""

    id: int
    number: str
    settlement: str
    address: str
    premise: str
    name: str
    details: str
    digits: str


def text(store: Store, ticket_id: int) -> str:
    """Return the searched text of one ticket: number, address, name, words, phone digits."""
    row = store.row(f"{_PARTS} WHERE t.id = ?", (ticket_id,))
    return search.text_of(row[1:7], row[7]) if row else ""


def texts(store: Store, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield ids with their searched texts, by short reads."""
    for row in _rows(store, ids):
        yield row[0], search.text_of(row[1:7], row[7])


def reindex(store: Store) -> None:
    """Make the whole index of words anew; inside a transaction."""
    store.execute("INSERT INTO ticket_search (ticket_search) VALUES ('delete-all')")
    ids = [row[0] for row in store.rows("SELECT id FROM ticket ORDER BY id")]
    search.index_many(store, texts(store, ids))


def holding(store: Store, ids: Sequence[int], words: Sequence[str]) -> "array[int]":
    """Return those of the tickets whose texts hold every word, in their order."""
    held = {parts.id for parts in parts_holding(store, ids, search.Sought(words))}
    return array("q", (row_id for row_id in ids if row_id in held))


def parts_holding(store: Store, ids: Sequence[int], sought: search.Sought) -> list[Parts]:
    """Return what those of the tickets are found by whose texts hold every word, in any order."""
    return [
        Parts._make(row)
        for row in _rows(store, ids)
        if sought.is_in(search.joined(row[1:7], row[7]))
    ]


def _rows(store: Store, ids: Sequence[int]) -> Iterator[Row]:
    for start in range(0, len(ids), _BLOCK):
        block = ids[start : start + _BLOCK]
        marks = ",".join("?" * len(block))
        yield from store.rows(f"{_PARTS} WHERE t.id IN ({marks})", tuple(block))
