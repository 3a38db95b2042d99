"""Words of all names with the streets they stand in: exact, by beginning, by typo."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

_TYPO_LENGTH: Final = 4
_TYPO_BEGINNING_LENGTH: Final = 5
_LONG_TYPO_LENGTH: Final = 7
_FUZZY_LIMIT: Final = 12
_LAST: Final = "\U0010ffff"


class Typo(NamedTuple):
    """How a word differs from the one typed: letters wrong, in the whole or its beginning."""

    letters: int
    whole: bool


def allowed_typos(word: str) -> int:
    """Return how many letters may be wrong: none in short words, one, two in long ones."""
    if len(word) < _TYPO_LENGTH or not word.isalpha():
        return 0
    return 2 if len(word) >= _LONG_TYPO_LENGTH else 1


class Vocabulary:
    """Folded words in order, each with the numbers of its streets."""

    def __init__(self) -> None:
        """Start empty."""
        self._streets: dict[str, dict[int, int]] = {}
        self._sorted: list[str] = []
        self._beginnings: dict[int, dict[str, list[str]]] = {}

    def add(self, words: Iterable[str], street: int) -> None:
        """Count the words of one street in."""
        for word in words:
            if word not in self._streets:
                self._streets[word] = {}
                insort(self._sorted, word)
                self._beginnings.clear()
            counts = self._streets[word]
            counts[street] = counts.get(street, 0) + 1

    def remove(self, words: Iterable[str], street: int) -> None:
        """Count them out; a word nobody has is forgotten."""
        for word in words:
            counts = self._streets[word]
            counts[street] -= 1
            if not counts[street]:
                del counts[street]
            if not counts:
                del self._streets[word]
                del self._sorted[bisect_left(self._sorted, word)]
                self._beginnings.clear()

    def streets(self, word: str) -> Iterable[int]:
        """Return numbers of streets that have this very word."""
        return self._streets.get(word, {})

    def has(self, word: str) -> bool:
        """Return whether any name has this very word."""
        return word in self._streets

    def beginning_with(self, beginning: str) -> list[str]:
        """Return words that begin so, the word itself included."""
        start = bisect_left(self._sorted, beginning)
        end = bisect_left(self._sorted, beginning + _LAST, lo=start)
        return self._sorted[start:end]

    def like(self, word: str) -> dict[str, Typo]:
        """Return words, whole or by their beginning, within the allowed typos."""
        typos = allowed_typos(word)
        found: dict[str, Typo] = {}
        if not typos:
            return found
        for whole, distance, _ in process.extract(
            word, self._sorted, scorer=OSA.distance, score_cutoff=typos, limit=_FUZZY_LIMIT
        ):
            found[whole] = Typo(int(distance), whole=True)
        if len(word) < _TYPO_BEGINNING_LENGTH:
            return found
        beginnings = self._cut_to(len(word))
        for start, distance, _ in process.extract(
            word, beginnings.keys(), scorer=OSA.distance, score_cutoff=typos, limit=_FUZZY_LIMIT
        ):
            for whole in beginnings[start]:
                found.setdefault(whole, Typo(int(distance), whole=False))
        return found

    def _cut_to(self, length: int) -> dict[str, list[str]]:
        """Return longer words by their first letters, computed once per length."""
        cut = self._beginnings.get(length)
        if cut is None:
            cut = {}
            for word in self._sorted:
                if len(word) > length:
                    cut.setdefault(word[:length], []).append(word)
            self._beginnings[length] = cut
        return cut
