"""Settlements of the book and whether an address names them."""

from collections.abc import Iterator
from dataclasses import dataclass

from db.address_index.named import NamedWord, named_words
from desktop_app.core.addresses import ParsedAddress, name_key, parse_settlement, street_words
from desktop_app.core.addresses.abbreviations import POSELOK_KINDS
from desktop_app.core.addresses.names import key_of
from desktop_app.core.text import fold

_POSELOK = "п."


@dataclass(slots=True, eq=False)
class Place:
    """A settlement: its kind, the words of its name and of everything around it."""

    kind: str
    key: tuple[str, ...]
    around: frozenset[str]
    named: tuple[NamedWord, ...]
    houses: int = 0

    @property
    def words(self) -> Iterator[str]:
        """Yield every form of the name's words."""
        for word in self.named:
            yield from word.forms

    def is_named(self, parsed: ParsedAddress) -> bool:
        """Return whether the address names this very settlement, kind and district included."""
        if self.key != name_key(parsed.settlement):
            return False
        return _same_kind(self.kind, parsed.settlement_type) and self._agrees(parsed)

    def _agrees(self, parsed: ParsedAddress) -> bool:
        """Return whether nothing around the settlement contradicts the address."""
        named = around_of(parsed)
        return not named or not self.around or bool(named & self.around)

    def same_as(self, other: "Place") -> bool:
        """Return whether two records' settlements may be one, written more or less fully."""
        nested = self.around <= other.around or other.around <= self.around
        return self.key == other.key and nested and _same_kind(self.kind, other.kind)

    def is_inside(self, settlement: str) -> bool:
        """Return whether this settlement lies within the named one (a посёлок of a city)."""
        named = name_key(settlement)
        return bool(named) and self.key != named and set(named) <= self.around


def around_of(parsed: ParsedAddress) -> frozenset[str]:
    """Return the telling words of the region and district of an address."""
    return _plain_words(f"{parsed.region} {parsed.district}")


def _same_kind(known: str, asked: str) -> bool:
    """Return whether two kinds may mean one place; «посёлок» is any of its kinds."""
    if not known or not asked or known == asked:
        return True
    return _POSELOK in {known, asked} and {known, asked} <= POSELOK_KINDS


def _plain_words(text: str) -> frozenset[str]:
    """Return the long words of a name: kinds and abbreviations compare nothing."""
    return frozenset(word.key for word in street_words(text) if len(word.key) > 3)


class PlaceBook:
    """Settlements by the text records carry."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_text: dict[str, Place] = {}

    def of(self, settlement: str) -> Place:
        """Return the settlement of a record's text, the same object for the same text."""
        text = fold(settlement)
        place = self._by_text.get(text)
        if place is None:
            place = self._by_text[text] = _read(settlement)
        return place

    def all(self) -> list[Place]:
        """Return settlements that have houses."""
        return [place for place in self._by_text.values() if place.houses]


def _read(settlement: str) -> Place:
    parsed = parse_settlement(settlement)
    name = parsed.settlement
    around = around_of(parsed)
    words = street_words(name)
    return Place(parsed.settlement_type, key_of(words), around, named_words(words))
