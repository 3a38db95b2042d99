"""The door of the address index: find for typed text, match for imports, live updates."""

from collections.abc import Iterable

from db.address_index.book import StreetBook
from db.address_index.finder import Finder
from db.address_index.matcher import Matcher
from db.address_index.places import Place
from db.address_index.records import AddressRecord, Candidate, Match
from desktop_app.core.addresses import ParsedAddress


class AddressIndex:
    """Houses of the book in memory. Not safe to change while another thread reads it."""

    def __init__(self, records: Iterable[AddressRecord], home: str = "") -> None:
        """Build the index from records.

        home: the settlement meant when none is written, as records name it («г. Сегежа»); left
        out, it is the settlement that holds nine houses of ten, if there is one.
        """
        self._book = StreetBook()
        self._named_home = home
        self._home: Place | None = None
        self._home_known = False
        self._matcher = Matcher(self._book, self._current_home)
        self._finder = Finder(self._book, self._current_home)
        for record in records:
            self._book.add(record)

    def __len__(self) -> int:
        """Return how many houses are indexed."""
        return len(self._book)

    def add(self, record: AddressRecord) -> None:
        """Take a new house in."""
        self._book.add(record)
        self._home_known = False

    def replace(self, record: AddressRecord) -> None:
        """Change a house known by its id, or take it in."""
        self.add(record)

    def remove(self, building_id: int) -> None:
        """Take a house out; an unknown id changes nothing."""
        self._book.remove(building_id)
        self._home_known = False

    def find(self, text: str, limit: int = 10) -> list[Candidate]:
        """Return houses for typed text, the best first; an empty or alien text finds none."""
        return self._finder.find(text, limit)

    def match(self, parsed: ParsedAddress) -> Match:
        """Return which house a parsed address is; only exact and sure carry a building id."""
        return self._matcher.match(parsed)

    def _current_home(self) -> Place | None:
        if not self._home_known:
            named = self._book.places.of(self._named_home) if self._named_home else None
            self._home = named or self._book.home()
            self._home_known = True
        return self._home
