"""Houses a register names as served by a site: only those found for sure are taken."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from desktop_app.core.addresses import ParsedAddress, parse_address
from desktop_app.services.house_search import HouseSearch

_PARTS: Final = re.compile(r"[;\n]+")
_NUMBERS: Final = re.compile(
    r"(?P<street>.*?[а-яё.\"»])[\s,]*(?:д(?:ом|ома)?\.?\s*)?(?P<numbers>\d[^,]*(?:,\s*\d[^,]*)+)",
    re.IGNORECASE,
)


class ServedHouses:
    """Finds houses of the book by the words of a register."""

    def __init__(self, search: HouseSearch) -> None:
        """Look in the book's index."""
        self._search = search

    def find(self, text: str, settlement: str, refuse: Callable[[str], object]) -> list[int]:
        """Return ids of the houses named; `refuse(words)` for each that is not found for sure."""
        found: list[int] = []
        for words in _named(text):
            house = self._house(words, settlement)
            if house is None:
                refuse(words)
            elif house not in found:
                found.append(house)
        return found

    def _house(self, words: str, settlement: str) -> int | None:
        parsed: ParsedAddress = parse_address(words)
        if settlement and not parsed.settlement:
            parsed = parse_address(f"{settlement}, {words}")
        match = self._search.match(parsed)
        return match.building_id if match.verdict.trusted else None


def _named(text: str) -> Iterator[str]:
    """Yield one address at a time: «ул. Ленина, 5, 7; ул. Мира, д. 1» names three houses."""
    for part in _PARTS.split(text):
        words = part.strip(" ,.")
        listed = _NUMBERS.fullmatch(words)
        if listed is None:
            if words:
                yield words
            continue
        for number in listed["numbers"].split(","):
            if number.strip():
                yield f"{listed['street']}, д. {number.strip()}"
