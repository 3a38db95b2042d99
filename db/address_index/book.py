"""The tables of the index: streets by name, by word, by kind, by house number."""

from collections.abc import Iterable, Iterator

from db.address_index.named import NamedWord, named_words
from db.address_index.places import Place, PlaceBook
from db.address_index.records import AddressRecord
from db.address_index.streets import Street, bag_of, first_number
from db.address_index.vocabulary import Vocabulary
from desktop_app.core.addresses import street_words
from desktop_app.core.addresses.names import key_of

Key = tuple[str, ...]
_HOME_SHARE = 0.9


class StreetBook:
    """Streets and the ways to reach them; changed house by house."""

    def __init__(self) -> None:
        """Start empty."""
        self.places = PlaceBook()
        self.names = Vocabulary()
        self.place_words = Vocabulary()
        self.by_key: dict[Key, set[int]] = {}
        self.by_bag: dict[Key, set[int]] = {}
        self.by_alias: dict[Key, set[int]] = {}
        self.by_kind: dict[str, set[int]] = {}
        self.by_place_kind: dict[str, set[int]] = {}
        self.by_number: dict[str, dict[int, int]] = {}
        self._streets: dict[int, Street] = {}
        self._by_text: dict[tuple[str, str, str], Street] = {}
        self._by_identity: dict[tuple[int, str, Key], Street] = {}
        self._street_of: dict[int, Street] = {}
        self._next = 0

    def __len__(self) -> int:
        """Return how many houses there are."""
        return len(self._street_of)

    def street(self, number: int) -> Street:
        """Return the street of a number."""
        return self._streets[number]

    def streets(self, numbers: Iterable[int]) -> list[Street]:
        """Return streets of numbers in the order they were first met."""
        return [self._streets[number] for number in sorted(numbers)]

    def add(self, record: AddressRecord) -> None:
        """Take a house in; one with the same id is replaced."""
        self.remove(record.building_id)
        street = self._street_for(record)
        aliases = set(street.aliases)
        street.add(record)
        self._index_aliases(street, set(street.aliases) - aliases)
        self._street_of[record.building_id] = street
        street.place.houses += 1
        counts = self.by_number.setdefault(first_number(record.house), {})
        counts[street.number] = counts.get(street.number, 0) + 1

    def remove(self, building_id: int) -> None:
        """Take a house out; an unknown id changes nothing."""
        street = self._street_of.pop(building_id, None)
        if street is None:
            return
        record = street.records[building_id]
        aliases = dict(street.aliases)
        street.remove(record)
        street.place.houses -= 1
        self._forget_number(first_number(record.house), street.number)
        for text in aliases.keys() - street.aliases.keys():
            alias = aliases[text]
            self.names.remove(_forms(alias.named), street.number)
            if all(other.key != alias.key for other in street.aliases.values()):
                _discard(self.by_alias, alias.key, street.number)
        if not street.records:
            self._forget(street)

    def home(self) -> Place | None:
        """Return the settlement that holds nine houses of ten, if there is one."""
        places = self.places.all()
        largest = max(places, key=lambda place: place.houses, default=None)
        if largest is None or largest.houses < _HOME_SHARE * len(self):
            return None
        return largest

    def _street_for(self, record: AddressRecord) -> Street:
        text = (record.settlement, record.street_type, record.street_name)
        street = self._by_text.get(text)
        if street is None:
            street = self._by_text[text] = self._street_named(record)
        return street

    def _street_named(self, record: AddressRecord) -> Street:
        place = self.places.of(record.settlement)
        words = street_words(record.street_name)
        identity = (id(place), record.street_type, key_of(words))
        street = self._by_identity.get(identity)
        if street is None:
            street = Street(
                self._next,
                place,
                record.street_type,
                words,
                named_words(words) or place.named,
                identity[2],
            )
            self._next += 1
            self._by_identity[identity] = street
            self._index(street)
        return street

    def _index(self, street: Street) -> None:
        number = street.number
        self._streets[number] = street
        self.names.add(_forms(street.named), number)
        self.place_words.add(street.place.words, number)
        for table, key in self._tables(street):
            table.setdefault(key, set()).add(number)
        self.by_kind.setdefault(street.kind, set()).add(number)
        self.by_place_kind.setdefault(street.place.kind, set()).add(number)

    def _tables(self, street: Street) -> Iterator[tuple[dict[Key, set[int]], Key]]:
        yield self.by_key, street.key
        yield self.by_bag, bag_of(street.kind, street.key)

    def _index_aliases(self, street: Street, texts: set[str]) -> None:
        for text in texts:
            alias = street.aliases[text]
            self.names.add(_forms(alias.named), street.number)
            self.by_alias.setdefault(alias.key, set()).add(street.number)

    def _forget(self, street: Street) -> None:
        """Take out a street that has no houses left."""
        number = street.number
        self.names.remove(_forms(street.named), number)
        self.place_words.remove(street.place.words, number)
        for table, key in self._tables(street):
            _discard(table, key, number)
        self.by_kind[street.kind].discard(number)
        self.by_place_kind[street.place.kind].discard(number)
        for text in [text for text, known in self._by_text.items() if known is street]:
            del self._by_text[text]
        del self._by_identity[(id(street.place), street.kind, street.key)]
        del self._streets[number]

    def _forget_number(self, house: str, street: int) -> None:
        counts = self.by_number[house]
        counts[street] -= 1
        if not counts[street]:
            del counts[street]
        if not counts:
            del self.by_number[house]


def _forms(words: Iterable[NamedWord]) -> list[str]:
    return [form for word in words for form in word.forms]


def _discard(table: dict[Key, set[int]], key: Key, number: int) -> None:
    table[key].discard(number)
    if not table[key]:
        del table[key]
