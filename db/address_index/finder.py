"""Finding houses while a clerk types."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from db.address_index.book import StreetBook
from db.address_index.house_fit import NEAR, SAME
from db.address_index.places import Place
from db.address_index.records import Candidate, Verdict
from db.address_index.search import Found, Search
from db.address_index.spans import matched_spans
from db.address_index.street_fit import Trust
from db.address_index.typed import Reading, joined_pairs, split_words, typed_texts

_SWITCHED: Final = 0.97
_LEAST_SHARE: Final = 0.35
_LEAST_SCORE: Final = 20.0


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
                for reading in self._regrouped(typed.readings) if typos else typed.readings:
                    search.read(reading, factor, typos=typos, lax=lax)
            if search.is_answered():
                break
        return _candidates(self._ranked(search), limit)

    def _regrouped(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield readings and those with two words joined or one word cut in two."""
        for reading in readings:
            yield reading
            for words in joined_pairs(reading.words):
                yield replace(reading, words=words, regrouped=True)
            for words in split_words(reading.words, self._book.names.has):
                yield replace(reading, words=words, regrouped=True)

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


def _candidates(found: list[Found], limit: int) -> list[Candidate]:
    least = max(_LEAST_SCORE, found[0].score * _LEAST_SHARE) if found else 0.0
    verdicts = _verdicts(found)
    return [
        Candidate(
            item.record.building_id,
            item.record.address,
            round(item.score, 1),
            verdicts.get(item.record.building_id, Verdict.DOUBTFUL),
            matched_spans(item.record, item.street.matched, item.reading.house),
            item.house_fit <= NEAR,
        )
        for item in found[:limit]
        if item.score >= least
    ]


def _verdicts(found: list[Found]) -> dict[int, Verdict]:
    """Return exact or sure for the one house that stands out; all others are doubtful.

    Exact asks that no other street answers to the same words, with this number or without. A
    house that the same text may mean with a flat («садовая 1 8») leaves both doubtful.
    """
    same = [item for item in found if item.house_fit == SAME]
    if any(item.rival for item in same):
        return {}
    for trust in (Trust.WHOLE, Trust.BEGINNING):
        reached = [item for item in same if item.trust is trust]
        if len(reached) > 1:
            return {}
        if reached:
            single = trust is Trust.WHOLE and reached[0].alone
            verdict = Verdict.EXACT if single else Verdict.SURE
            return {reached[0].record.building_id: verdict}
    return {}
