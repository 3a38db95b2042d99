"""Settlements and streets of the book, found by what an address says or added to it.

All of them are held in memory while an import or one save runs: a region has a few thousand.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from db.connection import Store, Value
from db.tables import settlement, street
from desktop_app.core.addresses import type_options
from desktop_app.core.addresses.abbreviations import POSELOK_KINDS
from desktop_app.core.building_fields import SettlementValues, StreetValues
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.text import fold


@dataclass(frozen=True, slots=True)
class _Place:
    id: int
    type: str
    region: str
    district: str

    def fits(self, wanted: SettlementValues) -> bool:
        """Tell whether nothing said of the two contradicts; what is not said fits anything."""
        return (
            _same_kind(self.type, wanted.type)
            and _agree(self.region, fold(wanted.region))
            and _agree(self.district, fold(wanted.district))
        )

    def equals(self, wanted: SettlementValues) -> bool:
        return (self.type, self.region, self.district) == (
            wanted.type,
            fold(wanted.region),
            fold(wanted.district),
        )


class PlaceBook:
    """Finds the ids of settlements and streets; adds what is missing inside a transaction.

    Good for one transaction: after a rollback it would know rows that are not there.
    """

    def __init__(self, store: Store) -> None:
        """Read all settlements, streets and former names of streets."""
        self._store = store
        self._settlements: dict[str, list[_Place]] = defaultdict(list)
        self._streets: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
        self._former: dict[tuple[int, str], set[int]] = defaultdict(set)
        for row in store.rows("SELECT id, type, region, district, folded FROM settlement"):
            self._settlements[row[4]].append(_Place(row[0], row[1], fold(row[2]), fold(row[3])))
        for row in store.rows("SELECT id, settlement_id, folded, type FROM street"):
            self._streets[row[1], row[2]][row[3]] = row[0]
        for row in store.rows(
            "SELECT a.street_id, s.settlement_id, a.folded FROM street_alias AS a"
            " JOIN street AS s ON s.id = a.street_id"
        ):
            self._former[row[1], row[2]].add(row[0])

    def find_settlements(self, wanted: SettlementValues) -> list[int]:
        """Return ids of all settlements this can be; a full match stands alone."""
        fitting = [p for p in self._settlements.get(wanted.folded, ()) if p.fits(wanted)]
        exact = [place.id for place in fitting if place.equals(wanted)]
        return exact or [place.id for place in fitting]

    def settlement_id(self, wanted: SettlementValues) -> int:
        """Return the settlement's id, adding it when the book has none; InvalidDraft if several.

        A kind, region or district not known so far is taken over.
        """
        found = self.find_settlements(wanted)
        if len(found) > 1:
            shown = f"{wanted.type} {wanted.name}".strip()
            raise InvalidDraft(
                {"settlement": f"в справочнике несколько «{shown}»: укажите вид, район или область"}
            )
        if not found:
            return self._add_settlement(wanted)
        self._complete(found[0], wanted)
        return found[0]

    def find_street(self, settlement_id: int, wanted: StreetValues) -> int | None:
        """Return the street's id, or None when the book has none that is it for certain.

        A street written without its kind, or with «пр.», is the only one of that name; a former
        name or a nickname entered by the office leads to its street.
        """
        kinds = self._streets.get((settlement_id, wanted.folded), {})
        if wanted.type in kinds:
            return kinds[wanted.type]
        options = type_options(wanted.type) if wanted.type else tuple(kinds)
        fitting = {kinds[option] for option in options if option in kinds}
        if len(fitting) == 1:
            return next(iter(fitting))
        former = self._former.get((settlement_id, wanted.folded), set())
        return next(iter(former)) if not kinds and len(former) == 1 else None

    def street_id(self, settlement_id: int, wanted: StreetValues) -> int:
        """Return the street's id, adding it when the book has none."""
        found = self.find_street(settlement_id, wanted)
        if found is not None:
            return found
        added = self._store.insert(
            street,
            {
                "settlement_id": settlement_id,
                "type": wanted.type,
                "name": wanted.name,
                "folded": wanted.folded,
            },
        )
        self._streets[settlement_id, wanted.folded][wanted.type] = added
        return added

    def _complete(self, settlement_id: int, wanted: SettlementValues) -> None:
        """Keep what an address adds to a settlement known by less.

        A village taken in without its district would otherwise fit villages of two districts.
        """
        places = self._settlements[wanted.folded]
        at = next(n for n, place in enumerate(places) if place.id == settlement_id)
        known = places[at]
        added: dict[str, Value] = {
            name: getattr(wanted, name)
            for name in ("type", "region", "district")
            if not getattr(known, name) and getattr(wanted, name)
        }
        if added:
            self._store.update(settlement, settlement_id, added)
            places[at] = replace(
                known,
                type=known.type or wanted.type,
                region=known.region or fold(wanted.region),
                district=known.district or fold(wanted.district),
            )

    def _add_settlement(self, wanted: SettlementValues) -> int:
        added = self._store.insert(
            settlement,
            {
                "region": wanted.region,
                "district": wanted.district,
                "type": wanted.type,
                "name": wanted.name,
                "folded": wanted.folded,
            },
        )
        place = _Place(added, wanted.type, fold(wanted.region), fold(wanted.district))
        self._settlements[wanted.folded].append(place)
        return added


def only_settlement(store: Store) -> SettlementValues | None:
    """Return the settlement of the book when it has just one."""
    rows = store.rows("SELECT type, name, folded, region, district FROM settlement LIMIT 2")
    return SettlementValues(*rows[0]) if len(rows) == 1 else None


def _same_kind(known: str, wanted: str) -> bool:
    return _agree(known, wanted) or {known, wanted} <= POSELOK_KINDS


def _agree(known: str, wanted: str) -> bool:
    return not known or not wanted or known == wanted
