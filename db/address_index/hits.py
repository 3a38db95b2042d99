"""Which words of the book one typed word may be, and how well each fits."""

from dataclasses import dataclass, field
from typing import Final

from db.address_index.book import StreetBook
from db.address_index.typed import TypedWord
from db.address_index.vocabulary import Vocabulary

EXACT: Final = 1.0
SHORT_FORM: Final = 0.95
TRUSTED: Final = 0.7
"""Fits above this are certain letters: whole words, beginnings, standing abbreviations."""

_BEGINNING_LOWEST: Final = 0.72
_BEGINNING_SPAN: Final = 0.2
_TYPO: Final = 0.68
_TYPO_IN_BEGINNING: Final = 0.54
_TYPO_STEP: Final = 0.1
_LENGTH_STEP: Final = 0.02

_SIZES_BY_LETTER: Final = {
    "б": ("больш",),
    "м": ("мал",),
    "с": ("средн", "стар"),
    "ср": ("средн",),
    "в": ("верхн",),
    "н": ("нижн", "нов"),
    "ст": ("стар",),
}


@dataclass(slots=True)
class WordHits:
    """Fits of one typed word: street and settlement words of the book → 0…1."""

    word: TypedWord
    names: dict[str, float] = field(default_factory=dict)
    places: dict[str, float] = field(default_factory=dict)
    streets: set[int] = field(default_factory=set)
    misspelt: bool = False


def find_hits(book: StreetBook, word: TypedWord, *, typos: bool) -> WordHits:
    """Return all fits of a word with the streets they lead to; with `typos` misspelt ones too."""
    names = _fits(book.names, word, typos=typos)
    places = _fits(book.place_words, word, typos=typos)
    streets: set[int] = set()
    for name in names:
        streets.update(book.names.streets(name))
    for place in places:
        streets.update(book.place_words.streets(place))
    for kind in word.kinds:
        streets |= book.by_kind.get(kind, set())
    for kind in word.place_kinds:
        streets |= book.by_place_kind.get(kind, set())
    misspelt = any(fit < TRUSTED for fit in (*names.values(), *places.values()))
    return WordHits(word, names, places, streets, misspelt)


def _fits(vocabulary: Vocabulary, word: TypedWord, *, typos: bool) -> dict[str, float]:
    fits: dict[str, float] = {}
    for form in {word.key, word.text}:
        if form.isdecimal():
            if vocabulary.streets(form):
                fits[form] = EXACT
            continue
        for name in vocabulary.beginning_with(form):
            part = len(form) / len(name)
            fit = EXACT if name == form else _BEGINNING_LOWEST + _BEGINNING_SPAN * part
            fits[name] = max(fit, fits.get(name, 0.0))
    for size in _SIZES_BY_LETTER.get(word.text, ()):
        if vocabulary.streets(size):
            fits[size] = SHORT_FORM
    if typos:
        for name, typo in vocabulary.like(word.text).items():
            base = _TYPO if typo.whole else _TYPO_IN_BEGINNING
            longer = _LENGTH_STEP * max(0, len(name) - len(word.text))
            fit = max(0.1, base - _TYPO_STEP * (typo.letters - 1) - min(0.2, longer))
            fits[name] = max(fit, fits.get(name, 0.0))
    return fits
