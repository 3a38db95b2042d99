"""Full-text search over tickets: FTS5 trigrams of one folded text, checked in Python.

The index keeps no text (contentless), so a changed ticket is unindexed with the exact old text.
"""

import re
from collections.abc import Iterable, Sequence

import snowballstemmer

from db.connection import Store
from desktop_app.core.text import fold

_WORD = re.compile(r"\w+")
_DIGIT_RUN = re.compile(r"\d[-() \d]*\d")
_TICKET_NUMBER = re.compile(r"\b\d{4}-\d{1,5}\b")
_STEMMER = snowballstemmer.stemmer("russian")
_TRIGRAM = 3
_PHONE = 7


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
    """Return what must stand in a folded text: stems of typed words, runs of digits joined.

    «батареями» asks for «батаре», «18-63» for «1863» (phones are kept as digits), while a ticket
    number «2026-00123» stays in its two parts.
    """
    folded = fold(text)
    if not _TICKET_NUMBER.search(folded):
        folded = _DIGIT_RUN.sub(_joined, folded)
    return [_stem(word) for word in _WORD.findall(folded)]


def _joined(run: re.Match[str]) -> str:
    """Join the digits of a phone; a house and a flat («3 45») stay apart."""
    digits = re.sub(r"\D", "", run[0])
    return digits if "-" in run[0] or len(digits) >= _PHONE else run[0]


def _stem(word: str) -> str:
    if len(word) <= _TRIGRAM or not word.isalpha():
        return word
    stem: str = _STEMMER.stemWord(word)
    return stem if len(stem) >= _TRIGRAM else word


def match_expression(found: Sequence[str]) -> str:
    """Return the FTS5 expression that any text holding all these words satisfies.

    The index keeps no positions (detail=none), so a word is asked for as its trigrams and the
    answer is checked with `holds`. Words under three letters are only checked. Empty when nothing
    can be asked.
    """
    trigrams = {
        word[start : start + _TRIGRAM]
        for word in found
        for start in range(len(word) - _TRIGRAM + 1)
    }
    return " AND ".join(f'"{trigram}"' for trigram in sorted(trigrams))


def holds(text: str, found: Sequence[str]) -> bool:
    """Tell whether a folded text holds every word."""
    return all(word in text for word in found)
