"""Streets of the book: their names by words, their houses by number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from db.address_index.named import NamedWord, named_words
from db.address_index.places import Place
from db.address_index.records import AddressRecord
from desktop_app.core.addresses import HouseNumber, street_words
from desktop_app.core.addresses.abbreviations import SPELLINGS
from desktop_app.core.addresses.names import NameWord, key_of
from desktop_app.core.addresses.parser import parse_address

# Ids, not records: tables of plain numbers cost the garbage collector nothing.
HouseTable = dict[str, tuple[int, ...]]


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
    by_key: HouseTable = field(default_factory=dict)
    by_loose: HouseTable = field(default_factory=dict)
    by_number: HouseTable = field(default_factory=dict)
    _places_in_order: dict[int, int] = field(default_factory=dict)

    def add(self, record: AddressRecord) -> None:
        """Take a house in."""
        self.records[record.building_id] = record
        self._places_in_order.clear()
        for table, key in self._places(record.house):
            table[key] = (*table.get(key, ()), record.building_id)
        for alias in record.street_aliases:
            self.aliases.setdefault(alias, read_alias(alias))

    def remove(self, record: AddressRecord) -> None:
        """Take a house out; aliases stay while any house of the street has them."""
        del self.records[record.building_id]
        self._places_in_order.clear()
        for table, key in self._places(record.house):
            others = tuple(number for number in table[key] if number != record.building_id)
            if others:
                table[key] = others
            else:
                del table[key]
        kept = {alias for other in self.records.values() for alias in other.street_aliases}
        self.aliases = {text: alias for text, alias in self.aliases.items() if text in kept}

    def ordered(self, records: Iterable[AddressRecord]) -> list[AddressRecord]:
        """Return these houses of the street by number; the order is worked out once."""
        places = self._places_in_order
        if not places:
            houses = sorted(self.records.values(), key=lambda record: record.house.sort_key)
            places.update({record.building_id: at for at, record in enumerate(houses)})
        return sorted(records, key=lambda record: places[record.building_id])

    def with_key(self, key: str) -> list[AddressRecord]:
        """Return houses whose number has this strict key."""
        return [self.records[number] for number in self.by_key.get(key, ())]

    def with_loose_key(self, key: str) -> list[AddressRecord]:
        """Return houses whose number has this weak key."""
        return [self.records[number] for number in self.by_loose.get(key, ())]

    def with_number(self, number: str) -> list[AddressRecord]:
        """Return houses whose number begins with these digits, whatever follows."""
        return [self.records[house] for house in self.by_number.get(number, ())]

    def _places(self, house: HouseNumber) -> Iterator[tuple[HouseTable, str]]:
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
