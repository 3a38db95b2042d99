"""The text by which a ticket is found, of one ticket or of many."""

from collections.abc import Iterator, Sequence

from db import search
from db.connection import Row, Store

_PARTS = """
SELECT t.id, t.number, coalesce(s.name, ''), coalesce(b.address, t.address_text), t.premise,
    t.applicant_name, t.details, t.phone_digits
FROM ticket AS t LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN settlement AS s ON s.id = b.settlement_id
"""
_BLOCK = 500


def text(store: Store, ticket_id: int) -> str:
    """Return the folded text of one ticket: number, address, name, words, phone digits."""
    row = store.row(f"{_PARTS} WHERE t.id = ?", (ticket_id,))
    return _text(row) if row else ""


def texts(store: Store, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield ids with their folded texts, by short reads."""
    for start in range(0, len(ids), _BLOCK):
        block = ids[start : start + _BLOCK]
        marks = ",".join("?" * len(block))
        for row in store.rows(f"{_PARTS} WHERE t.id IN ({marks})", tuple(block)):
            yield row[0], _text(row)


def _text(row: Row) -> str:
    return search.text_of(row[1:7], row[7])
