"""Search while typing: candidates from the index newest first, checked, then ranked."""

import re
from collections.abc import Sequence

from db import search
from db.connection import Store
from db.queries import ticket_text
from db.queries.ticket_text import Parts
from desktop_app.core.records.search import Found, Place
from desktop_app.core.text import fold

_RANKED = 60
_BEGUN_NUMBER = re.compile(r"\d{4}-\d*")
_BEGINNING = """
SELECT id FROM ticket WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT ?
"""
_MOST_CANDIDATES = 1_600
_BEYOND = 2**62


def find(store: Store, text: str, limit: int) -> list[Found]:
    """Return tickets that hold every typed word: by number first, then phone, name, address, text.

    The newest sixty hits, or `limit` if that is more, are put in this order; while there are
    fewer, the search goes on to the oldest ticket, so none is missed. A whole number finds its
    ticket alone.
    """
    words = search.words(text)
    if not words:
        return []
    sought = search.Sought(words)
    exact = ticket_text.parts_holding(store, _exact(store, text), search.Sought(()))
    if len(exact) == 1 and exact[0].number == text.strip().lstrip("№ "):
        return [Found(exact[0].id, exact[0].number, Place.NUMBER)]
    hits = {parts.id: parts for parts in exact}
    for parts in _newest(store, words, sought, max(limit, _RANKED)):
        hits[parts.id] = parts
    typed = fold(text).lstrip("№ ")
    found = [
        Found(parts.id, parts.number, _place(parts, words, sought, typed))
        for parts in hits.values()
    ]
    return sorted(found, key=lambda item: (item.place, -item.ticket_id))[:limit]


def _newest(store: Store, words: Sequence[str], sought: search.Sought, wanted: int) -> list[Parts]:
    """Return the newest hits; blocks grow while candidates turn out to be false."""
    found: list[Parts] = []
    before, block = _BEYOND, wanted
    while len(found) < wanted:
        candidates = search.newest(store, words, before, block)
        found += ticket_text.parts_holding(store, candidates, sought)
        if len(candidates) < block:
            break
        before, block = candidates[-1], min(block * 2, _MOST_CANDIDATES)
    return found


def _exact(store: Store, text: str) -> list[int]:
    typed = text.strip().lstrip("№ ").strip()
    rows = store.rows("SELECT id FROM ticket WHERE number = ?", (typed,))
    if not rows and _BEGUN_NUMBER.fullmatch(typed):
        rows = store.rows(_BEGINNING, (typed, f"{typed}:", _RANKED))  # «:» follows «9»
    if typed.isdigit() and len(typed) <= 5:
        rows += store.rows(
            "SELECT id FROM ticket WHERE number IN (SELECT substr(name, 8) || '-' || ?"
            " FROM counter WHERE name LIKE 'ticket:%')",
            (typed.zfill(5),),
        )
    return [row[0] for row in rows]


def _place(parts: Parts, words: Sequence[str], sought: search.Sought, typed: str) -> Place:
    number = parts.number
    if number == typed or (_BEGUN_NUMBER.fullmatch(typed) and number.startswith(typed)):
        return Place.NUMBER
    if typed.isdigit() and number.endswith(f"-{typed.zfill(5)}"):
        return Place.NUMBER
    if len(words) == 1 and words[0].isdigit() and parts.digits.endswith(words[0]):
        return Place.PHONE
    if sought.is_in(parts.name):
        return Place.NAME
    if sought.is_in(f"{parts.address} {parts.premise}"):
        return Place.ADDRESS
    return Place.TEXT
