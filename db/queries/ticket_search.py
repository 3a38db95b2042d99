"""Search while typing: candidates from the index newest first, checked, then ranked."""

from db import search
from db.connection import Store
from db.queries import ticket_text
from desktop_app.core.records.search import Found, Place
from desktop_app.core.text import fold

_CANDIDATES = 400
_PLACES = """
SELECT t.id, t.number, coalesce(b.address, t.address_text), t.premise, t.applicant_name,
    t.phone_digits
FROM ticket AS t LEFT JOIN building AS b ON b.id = t.building_id WHERE t.id IN ({marks})
"""
_MATCH = "SELECT rowid FROM ticket_search WHERE ticket_search MATCH ? ORDER BY rowid DESC LIMIT ?"
_NEWEST = "SELECT id FROM ticket ORDER BY id DESC LIMIT ?"


def find(store: Store, text: str, limit: int) -> list[Found]:
    """Return tickets that hold every typed word: by number first, then phone, name, address, text.

    Only the newest candidates are looked at, so the answer comes while the clerk types.
    """
    words = search.words(text)
    if not words:
        return []
    ids = _exact(store, text)
    expression = search.match_expression(words)
    if expression:
        rows = store.rows(_MATCH, (expression, _CANDIDATES))
    else:
        rows = store.rows(_NEWEST, (_CANDIDATES,))
    candidates = [row[0] for row in rows]
    holding = [i for i, full in ticket_text.texts(store, candidates) if search.holds(full, words)]
    ids += [ticket for ticket in holding if ticket not in ids]
    found = _placed(store, ids, words, text)
    return sorted(found, key=lambda item: (item.place, -item.ticket_id))[:limit]


def _exact(store: Store, text: str) -> list[int]:
    typed = text.strip().lstrip("№ ").strip()
    rows = store.rows("SELECT id FROM ticket WHERE number = ?", (typed,))
    if typed.isdigit() and len(typed) <= 5:
        rows += store.rows(
            "SELECT id FROM ticket WHERE number IN (SELECT substr(name, 8) || '-' || ?"
            " FROM counter WHERE name LIKE 'ticket:%')",
            (typed.zfill(5),),
        )
    return [row[0] for row in rows]


def _placed(store: Store, ids: list[int], words: list[str], text: str) -> list[Found]:
    if not ids:
        return []
    rows = store.rows(_PLACES.format(marks=",".join("?" * len(ids))), tuple(ids))
    return [Found(row[0], row[1], _place(row[1:], words, text)) for row in rows]


def _place(row: tuple[str, ...], words: list[str], text: str) -> Place:
    number, address, premise, name, digits = row
    typed = fold(text).lstrip("№ ")
    if number == typed or (typed.isdigit() and number.endswith(f"-{typed.zfill(5)}")):
        return Place.NUMBER
    if len(words) == 1 and words[0].isdigit() and digits.endswith(words[0]):
        return Place.PHONE
    if search.holds(fold(name), words):
        return Place.NAME
    if search.holds(fold(f"{address} {premise}"), words):
        return Place.ADDRESS
    return Place.TEXT
