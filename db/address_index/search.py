"""One search: the houses every reading of the typed text leads to."""

from dataclasses import dataclass
from typing import Final

from db.address_index.book import StreetBook
from db.address_index.hits import WordHits, find_hits
from db.address_index.house_fit import NEAR, SAME, fit_houses
from db.address_index.places import Place
from db.address_index.records import AddressRecord
from db.address_index.street_fit import StreetFit, Trust, fit_street
from db.address_index.streets import first_number
from db.address_index.typed import Reading, TypedWord

_MOST_STREETS: Final = 300
_FEW_STREETS: Final = 60
_LISTED_STREETS: Final = 5
_NUMBER_ALONE_STREETS: Final = 20
_GUESSED: Final = 0.85
_AWAY: Final = 0.96
_UNUSED_NUMBER: Final = 0.8
_HOUSE_FIRST: Final = 0.98
_LAX: Final = 0.7


@dataclass(slots=True)
class Found:
    """A house on the way to a candidate."""

    record: AddressRecord
    street: StreetFit
    reading: Reading
    score: float
    house_fit: float
    trust: Trust
    alone: bool  # no other street answers to the words of this reading
    rival: bool  # a sound reading but for a number left over, perhaps a flat


class Search:
    """Houses found so far for one text, each by the best way it was reached."""

    def __init__(self, book: StreetBook, home: Place | None, limit: int) -> None:
        """Search a book for at most `limit` houses; those of `home` weigh a little more."""
        self._book = book
        self._home = home
        self._limit = limit
        self._hits: dict[tuple[TypedWord, bool], WordHits] = {}
        self.found: dict[int, Found] = {}

    def is_answered(self) -> bool:
        """Return whether a house was reached without errors and nothing more need be tried."""
        return any(
            found.trust is not Trust.ERRORS
            and (
                found.house_fit == SAME
                or found.reading.house is None
                or (found.house_fit >= NEAR and found.trust is Trust.WHOLE)
            )
            for found in self.found.values()
        )

    def read(self, reading: Reading, factor: float, *, typos: bool, lax: bool) -> None:
        """Add the houses one reading leads to; factor: weight of this spelling of the text."""
        if lax and reading.unused_number:
            return
        hits = [self._hit(word, typos=typos) for word in reading.words]
        if typos and not (lax or reading.regrouped or any(hit.misspelt for hit in hits)):
            return
        switched = factor < 1.0
        factor *= _weight_of(reading) * (_LAX if lax else 1.0)
        fits = [fit_street(self._book.street(n), hits) for n in self._streets(hits, reading, lax)]
        fits.sort(key=self._order)
        each = self._limit if reading.house else self._share(len(fits))
        alone = sum(fit.trust is Trust.WHOLE for fit in fits) == 1
        for place, fit in enumerate(fits[: _FEW_STREETS if reading.house else self._limit]):
            trust = max(fit.trust, Trust.BEGINNING if switched else Trust.WHOLE)
            rival = fit.spare_left and trust is Trust.WHOLE and not reading.house_first
            if fit.spare_left or not reading.is_certain:
                trust = Trust.ERRORS
            named = bool(reading.words) and (fit.trust is Trust.WHOLE or not place)
            for house_fit, record in fit_houses(fit.street, reading.house, each, named=named):
                score = 100.0 * factor * self._weight(fit) * house_fit
                self._keep(Found(record, fit, reading, score, house_fit, trust, alone, rival))

    def _weight(self, fit: StreetFit) -> float:
        away = self._home is not None and fit.street.place is not self._home and not fit.placed
        return fit.fit * (_AWAY if away else 1.0)

    def _order(self, fit: StreetFit) -> tuple[float, int, tuple[str, ...]]:
        return -self._weight(fit), -fit.street.place.houses, fit.street.key

    def _share(self, streets: int) -> int:
        """Return how many houses of each street to offer when no number is typed."""
        return max(1, self._limit // max(1, min(streets, _LISTED_STREETS)))

    def _hit(self, word: TypedWord, *, typos: bool) -> WordHits:
        hits = self._hits.get((word, typos))
        if hits is None:
            hits = self._hits[word, typos] = find_hits(self._book, word, typos=typos)
        return hits

    def _streets(self, hits: list[WordHits], reading: Reading, lax: bool) -> list[int]:
        """Return streets every needed word leads to, above all those with the number."""
        numbered = self._numbered(reading)
        if not hits:
            return sorted(numbered) if len(numbered) <= _NUMBER_ALONE_STREETS else []
        needed = [hit.streets for hit in hits if not hit.word.optional]
        if lax:
            needed = [hit.streets for hit in hits if not hit.word.optional and not hit.word.is_kind]
        needed = needed or [hit.streets for hit in hits]
        streets = set.intersection(*needed)
        if lax and not streets:
            streets = _shared_but_one(needed)
        if reading.house is not None and len(streets) > _FEW_STREETS:
            key = tuple(sorted(word.key for word in reading.words if not word.is_kind))
            named = streets & self._book.by_key.get(key, set())
            streets = ((streets & numbered) | named) or streets
        return sorted(streets)[:_MOST_STREETS]

    def _numbered(self, reading: Reading) -> set[int]:
        if reading.house is None:
            return set()
        return set(self._book.by_number.get(first_number(reading.house), ()))

    def _keep(self, found: Found) -> None:
        known = self.found.get(found.record.building_id)
        if known is None or found.score > known.score:
            self.found[found.record.building_id] = found


def _weight_of(reading: Reading) -> float:
    weight = _GUESSED if reading.guessed else 1.0
    weight *= _UNUSED_NUMBER if reading.unused_number else 1.0
    return weight * (_HOUSE_FIRST if reading.house_first else 1.0)


def _shared_but_one(sets: list[set[int]]) -> set[int]:
    """Return what all sets but one share: one typed word may be a mistake."""
    shared: set[int] = set()
    for left_out in range(len(sets) if len(sets) > 1 else 0):
        shared |= set.intersection(*(sets[:left_out] + sets[left_out + 1 :]))
    return shared
