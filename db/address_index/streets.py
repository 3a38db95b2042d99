"""Streets of the book: their names by words, their houses by number."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from db.address_index.named import NamedWord, named_words
from db.address_index.places import Place
from db.address_index.records import AddressRecord
from desktop_app.core.addresses import HouseNumber, street_words
from desktop_app.core.addresses.abbreviations import SPELLINGS
from desktop_app.core.addresses.names import NameWord, key_of
from desktop_app.core.addresses.parser import parse_address

StreetId = tuple[int, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Alias:
    """A former name or nickname: its kind if written, its words, its comparison key."""

    kind: str
    named: tuple[NamedWord, ...]
    key: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Street:
    """One street of one settlement with its houses; nameless for houses on no street."""

    number: int
    place: Place
    kind: str
    words: tuple[NameWord, ...]
    named: tuple[NamedWord, ...]
    key: tuple[str, ...]
    aliases: dict[str, Alias] = field(default_factory=dict)
    records: dict[int, AddressRecord] = field(default_factory=dict)
    by_key: dict[str, list[AddressRecord]] = field(default_factory=dict)
    by_loose: dict[str, list[AddressRecord]] = field(default_factory=dict)
    by_number: dict[str, list[AddressRecord]] = field(default_factory=dict)

    @property
    def bag(self) -> tuple[str, ...]:
        """Return all words, the kind among them, in one order for both spellings of a kind."""
        return bag_of(self.kind, self.key)

    def add(self, record: AddressRecord) -> None:
        """Take a house in."""
        self.records[record.building_id] = record
        for table, key in self._places(record.house):
            table.setdefault(key, []).append(record)
        for alias in record.street_aliases:
            self.aliases.setdefault(alias, read_alias(alias))

    def remove(self, record: AddressRecord) -> None:
        """Take a house out; aliases stay while any house of the street has them."""
        del self.records[record.building_id]
        for table, key in self._places(record.house):
            table[key].remove(record)
            if not table[key]:
                del table[key]
        kept = {alias for other in self.records.values() for alias in other.street_aliases}
        self.aliases = {text: alias for text, alias in self.aliases.items() if text in kept}

    def _places(self, house: HouseNumber) -> Iterator[tuple[dict[str, list[AddressRecord]], str]]:
        yield self.by_key, house.key
        yield self.by_loose, house.loose_key
        yield self.by_number, first_number(house)


def first_number(house: HouseNumber) -> str:
    """Return the digits a house number begins with."""
    return house.number.split("-")[0]


def bag_of(kind: str, key: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's key with its kind as one more word, each kind by its short form.

    «квартал Самаркандский Бульвар 1» and «бульвар Самаркандский Квартал 1» have one bag.
    """
    words = [SPELLINGS[word].short if word in SPELLINGS else word for word in key]
    return tuple(sorted((*words, kind)))


def read_alias(alias: str) -> Alias:
    """Return an alias by parts: «ул. Красная» has a kind, «Пятый микрорайон» as well."""
    parsed = parse_address(alias)
    known = parsed.street_name and not parsed.house and not parsed.settlement
    words = street_words(parsed.street_name if known else alias)
    return Alias(parsed.street_type if known else "", named_words(words), key_of(words))
