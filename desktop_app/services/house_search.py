"""Finding a house by what was typed or written: one index in memory, loaded once."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.address_index import AddressIndex, Candidate, Match, Verdict
from db.queries import house_addresses as queries
from desktop_app.core.addresses import ParsedAddress
from desktop_app.core.text import fold
from desktop_app.services.desk import Desk

_NICKNAME_SCORE = 90.0


@dataclass(slots=True)
class _Book:
    """What is kept in memory: the index, and other names of houses with ids and addresses."""

    index: AddressIndex
    nicknames: list[tuple[str, int, str]]


class HouseSearch:
    """Finds houses of the book; may be used from every thread.

    The first use loads all houses (`warm` does it ahead of time); `refresh` follows saves and
    `reload` imports, both after their transaction.
    """

    def __init__(self, desk: Desk) -> None:
        """Work at the desk; nothing is read yet."""
        self._desk = desk
        self._book: _Book | None = None
        self._lock = threading.RLock()

    def find(self, text: str, limit: int = 10) -> list[Candidate]:
        """Return houses for typed text, best first: «лен 12» → «пр-кт Ленина, д. 12»."""
        with self._lock:
            book = self._loaded()
            named = _by_nickname(book, text)
            found = book.index.find(text, limit)
        known = {candidate.building_id for candidate in named}
        return _alone_sure([*named, *(c for c in found if c.building_id not in known)])[:limit]

    def match(self, parsed: ParsedAddress) -> Match:
        """Return the house a written address means, or why none may be taken for sure."""
        with self._lock:
            return self._loaded().index.match(parsed)

    def warm(self) -> None:
        """Load the houses now, if they are not there yet."""
        with self._lock:
            self._loaded()

    def reload(self) -> None:
        """Forget everything; the next use reads the book anew."""
        with self._lock:
            self._book = None

    def refresh(self, building_ids: Iterable[int]) -> None:
        """Read these houses anew: added, changed and removed ones alike."""
        ids = sorted(set(building_ids))
        with self._lock:
            if self._book is None:
                return
            fresh = {r.building_id: r for r in queries.records(self._desk.store, ids)}
            for building_id in ids:
                if building_id in fresh:
                    self._book.index.replace(fresh[building_id])
                else:
                    self._book.index.remove(building_id)
            self._book.nicknames = queries.nicknames(self._desk.store)

    def _loaded(self) -> _Book:
        if self._book is None:
            store = self._desk.store
            self._book = _Book(AddressIndex(queries.records(store)), queries.nicknames(store))
        return self._book


def _alone_sure(found: list[Candidate]) -> list[Candidate]:
    """Leave nobody sure where several houses are: two schools answer to «школа»."""
    if sum(candidate.match.trusted for candidate in found) < 2:
        return found
    return [replace(candidate, match=Verdict.DOUBTFUL) for candidate in found]


def _by_nickname(book: _Book, text: str) -> list[Candidate]:
    """Return houses whose other name has a word beginning with every typed one."""
    typed = fold(text)
    if not typed:
        return []
    found = []
    for name, building_id, address in book.nicknames:
        words = name.split()
        if all(any(word.startswith(part) for word in words) for part in typed.split()):
            verdict = Verdict.SURE if name == typed else Verdict.DOUBTFUL
            found.append(Candidate(building_id, address, _NICKNAME_SCORE, verdict))
    return found
