"""Rows of one file that speak of one house: the fuller is taken, the others are told of."""

from dataclasses import dataclass
from typing import Final

from desktop_app.core.addresses import ParsedAddress
from desktop_app.core.addresses.abbreviations import POSELOK_KINDS
from desktop_app.core.building_fields import BuildingValues
from desktop_app.services.imports.addresses import lettered_forms

SAME_HOUSE: Final = "тот же дом, что в другой строке файла"
ALIKE: Final = "похоже на дом из другой строки: буква в номере записана иначе"


@dataclass(frozen=True, slots=True)
class _Best:
    row: int
    fullness: int
    house: int


class Twins:
    """Remembers the best row about each house; numbers instead of names keep it small."""

    def __init__(self) -> None:
        """Start with none."""
        self._best: dict[int, _Best] = {}
        self._lost: dict[int, tuple[int, int]] = {}

    def offer(self, row: int, parsed: ParsedAddress, values: BuildingValues, fullness: int) -> bool:
        """Take a row in; tell whether it is the best about its house so far.

        Of equally full rows the first stays.
        """
        key, house = _key(parsed, values), hash(values.house_key)
        best = self._best.get(key)
        if best is not None and best.fullness >= fullness:
            self._lost[row] = (key, house)
            return False
        if best is not None:
            self._lost[best.row] = (key, best.house)
        self._best[key] = _Best(row, fullness, house)
        return True

    @property
    def lost(self) -> set[int]:
        """Numbers of rows that gave way to others."""
        return set(self._lost)

    def has_lost(self, row: int) -> bool:
        """Tell whether a row gave way to another."""
        return row in self._lost

    def reason(self, row: int) -> tuple[str, str]:
        """Return why a row gave way: the kind of reason and its full words."""
        key, house = self._lost[row]
        best = self._best[key]
        if best.house == house:
            return SAME_HOUSE, f"тот же дом, что в строке {best.row}: там сведений не меньше"
        return ALIKE, (
            f"похоже на дом из строки {best.row}: буква в номере записана иначе; если это другой "
            "дом, добавьте его вручную"
        )


def _key(parsed: ParsedAddress, values: BuildingValues) -> int:
    settlement, street = values.settlement, values.street
    kind = "п." if settlement.type in POSELOK_KINDS else settlement.type
    forms = lettered_forms(parsed.house) if parsed.house else ()
    house = forms[0].key if forms else values.house_key
    place = (kind, settlement.folded, settlement.district, settlement.region)
    return hash((place, street.folded, street.type, house))
