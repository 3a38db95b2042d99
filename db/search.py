"""Full-text search over tickets: FTS5 trigrams of one text, checked in Python.

The index keeps no text (contentless), so a changed ticket is unindexed with the exact old text.
Texts are plain words with a space before, between and after them, so that even a word of one or
two letters has a trigram of its own: « 5 », « кв».
"""

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from db.connection import Store
from desktop_app.core.phones import national
from desktop_app.core.text import fold, fold_letters, plain_words

_WORD = re.compile(r"\w+")
_DIGIT_RUN = re.compile(r"\d[-() \d]*\d")
_TICKET_NUMBER = re.compile(r"\b(?:\d{4}-|20\d\d )\d{1,6}\b")
_TRIGRAM = 3
_PHONE = 7
_TAIL = 5
_LONG = 6
_RANGE = 250_000

_BETWEEN = (
    "SELECT json_group_array(rowid) FROM (SELECT rowid FROM ticket_search"
    " WHERE ticket_search MATCH ? AND rowid >= ? AND rowid < ?)"
)
_NEWEST = (
    "SELECT rowid FROM ticket_search WHERE ticket_search MATCH ? AND rowid < ?"
    " ORDER BY rowid DESC LIMIT ?"
)


def text_of(parts: Iterable[str], phone_digits: str = "") -> str:
    """Return the searched text of a ticket: words of its parts and its phone digits."""
    return searchable(joined(parts, phone_digits))


def joined(parts: Iterable[str], phone_digits: str = "") -> str:
    """Return the parts of a ticket as one raw text."""
    return " ".join([*(part for part in parts if part), phone_digits])


def searchable(raw: str) -> str:
    """Return a raw text as the index keeps it."""
    return f" {plain_words(raw)} "


def index_ticket(store: Store, ticket_id: int, text: str) -> None:
    """Add a ticket's text to the index; inside a transaction."""
    store.execute("INSERT INTO ticket_search (rowid, folded) VALUES (?, ?)", (ticket_id, text))


def unindex_ticket(store: Store, ticket_id: int, text: str) -> None:
    """Remove a ticket by the very text it was indexed with; inside a transaction."""
    store.execute(
        "INSERT INTO ticket_search (ticket_search, rowid, folded) VALUES ('delete', ?, ?)",
        (ticket_id, text),
    )


def index_many(store: Store, rows: Iterable[tuple[int, str]]) -> None:
    """Add many tickets' texts to the index; inside a transaction."""
    store.insert_many("INSERT INTO ticket_search (rowid, folded) VALUES (?, ?)", rows)


def words(text: str) -> list[str]:
    """Return what must stand in a text: stems of typed words, runs of digits joined.

    «батареями» asks for «батаре», «18-63» for «1863» (phones are kept as digits), while a ticket
    number «2026-00123» stays in its two parts. The 8 of a whole number is not asked for.
    """
    folded = fold(text)
    if not _TICKET_NUMBER.search(folded):
        folded = _DIGIT_RUN.sub(_run_joined, folded)
    return [_stem(word) for word in _WORD.findall(folded)]


def _run_joined(run: re.Match[str]) -> str:
    """Join the digits of a phone; a house and a flat («3 45») stay apart."""
    digits = national(re.sub(r"\D", "", run[0]))
    return digits if "-" in run[0] or len(digits) >= _PHONE else run[0]


@cache
def _stemmer() -> Any:  # noqa: ANN401  the library is untyped
    import snowballstemmer  # forty modules of other languages: not before the first search

    return snowballstemmer.stemmer("russian")


def _stem(word: str) -> str:
    if len(word) <= _TRIGRAM or not word.isalpha():
        return word
    stem: str = _stemmer().stemWord(word)
    return stem if len(stem) >= _TRIGRAM else word


def match_expression(found: Sequence[str]) -> str:
    """Return the FTS5 expression that any text holding all these words satisfies.

    The index keeps no positions (detail=none), so a word is asked for as its trigrams and the
    answer is checked with `Sought`. Empty when there are no words.
    """
    trigrams = {piece for word in found for piece in _pieces(word)}
    return " AND ".join(f'"{trigram}"' for trigram in sorted(trigrams))


class Sought:
    """The words of a search, ready to be looked for in many texts.

    A long word may stand anywhere, two letters begin a word, one letter or digit is a word.
    """

    def __init__(self, found: Sequence[str]) -> None:
        """Take the words of `words`."""
        self._long = [word for word in found if len(word) >= _TRIGRAM]
        self._short = [_sought(word) for word in found if len(word) < _TRIGRAM]

    def is_in(self, raw: str) -> bool:
        """Tell whether a text as stored holds every word."""
        letters = fold_letters(raw)
        if not all(word in letters for word in self._long):
            return False
        if not self._short:
            return True
        text = searchable(raw)
        return all(word in text for word in self._short)


def holds(raw: str, found: Sequence[str]) -> bool:
    """Tell whether one text as stored holds every word."""
    return Sought(found).is_in(raw)


def candidates(store: Store, found: Sequence[str]) -> Iterator["array[int]"]:
    """Yield, by short reads, ids of all tickets whose texts have the trigrams of the words."""
    expression = match_expression(found)
    top = int(store.scalar("SELECT max(id) FROM ticket") or 0)
    for start in range(0, top + 1, _RANGE):
        hits = store.scalar(_BETWEEN, (expression, start, start + _RANGE))
        yield array("q", json.loads(hits))


def newest(store: Store, found: Sequence[str], before: int, limit: int) -> list[int]:
    """Return the newest such tickets with an id below `before`, the newest first."""
    rows = store.rows(_NEWEST, (match_expression(found), before, limit))
    return [row[0] for row in rows]


def _pieces(word: str) -> list[str]:
    """Return the trigrams a word is asked for by.

    Every list of tickets costs time and a wrong candidate little, so a long word is asked for by
    every second trigram, and a phone by its end: they all begin alike.
    """
    piece = _sought(word)
    if piece.isdigit() and len(piece) >= _PHONE:
        piece = piece[-_TAIL:]
    last = len(piece) - _TRIGRAM
    step = 2 if len(piece) >= _LONG else 1
    return [piece[start : start + _TRIGRAM] for start in sorted({*range(0, last, step), last})]


def _sought(word: str) -> str:
    if len(word) >= _TRIGRAM:
        return word
    return f" {word} " if len(word) == 1 else f" {word}"
