"""Finding houses while a clerk types."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from db.address_index.book import StreetBook
from db.address_index.house_fit import SAME
from db.address_index.places import Place
from db.address_index.records import Candidate, Verdict
from db.address_index.search import Found, Search
from db.address_index.spans import matched_spans
from db.address_index.street_fit import Trust
from db.address_index.typed import Reading, joined_pairs, typed_texts

_SWITCHED: Final = 0.97
_LEAST_SHARE: Final = 0.35


class Finder:
    """Searches the book for typed text."""

    def __init__(self, book: StreetBook, home: Callable[[], Place | None]) -> None:
        """Work over a book; houses of `home` come first among equals."""
        self._book = book
        self._home = home

    def find(self, text: str, limit: int) -> list[Candidate]:
        """Return at most `limit` houses, the best first.

        First as typed, then with typos and joined words, at last leaving one word out; the
        later steps only when the earlier gave no house with the number.
        """
        search = Search(self._book, self._home(), limit)
        texts = typed_texts(text)
        for typos, lax in ((False, False), (True, False), (True, True)):
            for typed in texts:
                factor = _SWITCHED if typed.switched else 1.0
                for reading in _with_joined(typed.readings) if typos else typed.readings:
                    search.read(reading, factor, typos=typos, lax=lax)
            if search.is_answered():
                break
        return _candidates(self._ranked(search), search, limit)

    def _ranked(self, search: Search) -> list[Found]:
        home = self._home()

        def order(found: Found) -> tuple[float, bool, int, str, str, str]:
            street = found.street.street
            return (
                -round(found.score, 6),
                street.place is not home,
                -street.place.houses,
                " ".join(street.key),
                street.kind,
                found.record.house.sort_key,
            )

        return sorted(search.found.values(), key=order)


def _with_joined(readings: Iterable[Reading]) -> Iterator[Reading]:
    for reading in readings:
        yield reading
        for words in joined_pairs(reading.words):
            yield replace(reading, words=words, joined=True)


def _candidates(found: list[Found], search: Search, limit: int) -> list[Candidate]:
    least = found[0].score * _LEAST_SHARE if found else 0.0
    verdicts = _verdicts(found, search)
    return [
        Candidate(
            item.record.building_id,
            item.record.address,
            round(item.score, 1),
            verdicts.get(item.record.building_id, Verdict.DOUBTFUL),
            matched_spans(item.record, item.street.matched, item.reading.house),
        )
        for item in found[:limit]
        if item.score >= least
    ]


def _verdicts(found: list[Found], search: Search) -> dict[int, Verdict]:
    """Return exact or sure for the one house that stands out; all others are doubtful.

    Exact asks that no other street answers to the same words, with this number or without.
    """
    same = [item for item in found if item.house_fit == SAME]
    for trust in (Trust.WHOLE, Trust.BEGINNING):
        reached = [item for item in same if item.trust is trust]
        if len(reached) > 1:
            return {}
        if reached:
            single = trust is Trust.WHOLE and len(search.whole_streets) == 1
            verdict = Verdict.EXACT if single else Verdict.SURE
            return {reached[0].record.building_id: verdict}
    return {}
