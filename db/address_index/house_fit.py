"""How well the houses of a street fit the typed number."""

from collections.abc import Iterator
from typing import Final

from db.address_index.records import AddressRecord
from db.address_index.streets import Street, first_number
from desktop_app.core.addresses import HouseNumber

SAME: Final = 1.0
"""The very number, all parts named alike."""
LOOSE: Final = 0.95
"""The same values under other names: «15а» for «15, корп. А»."""
EXTENDED: Final = 0.85
"""Only «12» was typed, the book has «12а», «12/1», «12, корп. 1»."""
UNNUMBERED: Final = 0.75
"""No number was typed."""
NEAR: Final = 0.5
"""The same number with other parts."""
BEGUN: Final = 0.45
"""A longer number that begins so: «120» for «12»."""

OTHER: Final = 0.3
"""A house of the street that was named in full but has nothing like the number."""

Fitted = list[tuple[float, AddressRecord]]


def fit_houses(
    street: Street, house: HouseNumber | None, limit: int, *, named: bool = False
) -> Fitted:
    """Return houses of a street with their fit, the best first, not more than `limit`.

    named: the street was named in full, so some of its houses are offered in any case.
    """
    if house is None:
        return [(UNNUMBERED, record) for record in street.ordered(street.records.values())[:limit]]
    found: dict[int, tuple[float, AddressRecord]] = {}
    for fit, records in _groups(street, house):
        for record in street.ordered(records) if len(records) > 1 else records:
            found.setdefault(record.building_id, (fit, record))
        if len(found) >= limit:
            break
    if named and not found:
        return [(OTHER, record) for record in street.ordered(street.records.values())[:limit]]
    return list(found.values())[:limit]


def _groups(street: Street, house: HouseNumber) -> Iterator[tuple[float, list[AddressRecord]]]:
    number = first_number(house)
    plain = house.is_plain
    yield SAME, street.with_key(house.key)
    yield LOOSE, street.with_loose_key(house.loose_key)
    yield EXTENDED if plain else NEAR, street.with_number(number)
    if plain:
        begun = [other for other in street.by_number if other.startswith(number)]
        yield BEGUN, [record for other in begun for record in street.with_number(other)]
