"""Choosing the houses of an outage: by street, by who serves them, by a typed list of addresses."""

import re
from collections.abc import Sequence

from db.queries import incidents_card as queries
from desktop_app.core.addresses import parse_address
from desktop_app.core.enums import Service
from desktop_app.core.records.incidents import IncidentHouse, TypedHouses
from desktop_app.core.text import one_line
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch

_LINES = re.compile(r"[;\n]+")
_COMMAS = re.compile(r",\s*")
# A number that goes on with the street before it: «14», «д. 14», «дом 14а», «№ 14/2».
_NUMBER = re.compile(r"(?:д\.?|дом|№)?\s*\d+\s*[/\-]?\s*\d*\s*[а-яёa-z]?", re.IGNORECASE)
_PART_OF_HOUSE = re.compile(r"(?:корп|стр|лит|к\.?\s*\d|влд)", re.IGNORECASE)


class IncidentHouses:
    """Finds houses of the book for an outage; nothing is guessed."""

    def __init__(self, desk: Desk, search: HouseSearch) -> None:
        """Work at the desk with the index of addresses."""
        self._desk, self._search = desk, search

    def by_ids(self, building_ids: Sequence[int]) -> tuple[IncidentHouse, ...]:
        """Return these houses by address."""
        return queries.houses_by_ids(self._desk.store, building_ids)

    def of_street(self, street_id: int) -> tuple[IncidentHouse, ...]:
        """Return all houses of a street."""
        return queries.houses_of_street(self._desk.store, street_id)

    def of_organization(self, organization_id: int, service: Service) -> tuple[IncidentHouse, ...]:
        """Return houses an organisation serves by this service, or manages, today."""
        day = self._desk.now().date()
        return queries.houses_of_organization(self._desk.store, organization_id, service, day)

    def is_list(self, text: str) -> bool:
        """Tell whether a typed text names more than one address."""
        return len(_pieces_of(text)) > 1

    def typed(self, text: str) -> TypedHouses:
        """Return houses of a typed list: «ул. Садовая, 1, 3, 5а; пр-кт Ленина, 12».

        Addresses are parted by a semicolon or a line; numbers after a comma go on along the
        street. Only an exact or a sure match is taken, everything else is returned as unknown.
        """
        found: dict[int, None] = {}
        unknown: list[str] = []
        for piece in _pieces_of(text):
            match = self._search.match(parse_address(piece))
            if match.building_id is None:
                unknown.append(piece)
            else:
                found[match.building_id] = None
        return TypedHouses(tuple(found), tuple(unknown))


def _pieces_of(text: str) -> list[str]:
    return [piece for line in _LINES.split(text) for piece in _pieces(one_line(line))]


def _pieces(line: str) -> list[str]:
    """Return whole addresses of a line in which numbers after commas share a street.

    The street is what stands before the last number of a piece: «г. Радужный, ул. Садовая».
    """
    whole: list[str] = []
    street, waiting = "", ""
    for part in _COMMAS.split(line):
        if not part:
            continue
        if whole and _PART_OF_HOUSE.match(part):
            whole[-1] = f"{whole[-1]}, {part}"
        elif _NUMBER.fullmatch(part) and (street or waiting):
            street = waiting or street
            waiting = ""
            whole.append(f"{street}, {part}")
        else:
            head, number = _cut_number(part)
            named = f"{waiting}, {head}" if waiting else head
            if number:
                whole.append(f"{named}, {number}")
                street, waiting = named, ""
            else:
                waiting = named
    return [*whole, *([waiting] if waiting else [])]


def _cut_number(part: str) -> tuple[str, str]:
    """Return «ул. Садовая» and «3» of «ул. Садовая 3»; no number when none ends the words."""
    words = part.split(" ")
    for take in (2, 1):
        tail = " ".join(words[-take:])
        if len(words) > take and _NUMBER.fullmatch(tail) and any(map(str.isdigit, tail)):
            return " ".join(words[:-take]), tail
    return part, ""
