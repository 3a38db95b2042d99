"""Full-text search over tickets: FTS5 trigrams of one folded text, checked in Python.

The index keeps no text (contentless), so a changed ticket is unindexed with the exact old text.
"""

import re
from collections.abc import Iterable, Sequence

from db.connection import Store
from desktop_app.core.text import fold

_WORD = re.compile(r"\w+")
_TRIGRAM = 3


def text_of(parts: Iterable[str], phone_digits: str = "") -> str:
    """Return the searched text of a ticket: folded words of its parts and its phone digits."""
    return fold(" ".join([*(part for part in parts if part), phone_digits]))


def index_ticket(store: Store, ticket_id: int, text: str) -> None:
    """Add a ticket's folded text to the index; inside a transaction."""
    store.execute("INSERT INTO ticket_search (rowid, folded) VALUES (?, ?)", (ticket_id, text))


def unindex_ticket(store: Store, ticket_id: int, text: str) -> None:
    """Remove a ticket by the very text it was indexed with; inside a transaction."""
    store.execute(
        "INSERT INTO ticket_search (ticket_search, rowid, folded) VALUES ('delete', ?, ?)",
        (ticket_id, text),
    )


def index_many(store: Store, rows: Iterable[tuple[int, str]]) -> None:
    """Add many tickets' folded texts to the index; inside a transaction."""
    store.insert_many("INSERT INTO ticket_search (rowid, folded) VALUES (?, ?)", rows)


def words(text: str) -> list[str]:
    """Return the folded words of what was typed."""
    return _WORD.findall(fold(text))


def match_expression(found: Sequence[str]) -> str:
    """Return the FTS5 expression for words of three letters and more; empty when there are none."""
    return " AND ".join(f'"{word}"' for word in found if len(word) >= _TRIGRAM)
