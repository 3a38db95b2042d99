"""Houses as the address index needs them."""

from collections import defaultdict
from collections.abc import Sequence

from db.address_index import AddressRecord
from db.connection import Row, Store
from desktop_app.core.addresses import HouseNumber
from desktop_app.core.building_fields import full_address

_HOUSES = """
SELECT b.id, b.settlement_id, b.street_id, b.address, b.house_kind, b.house_number, b.house_letter,
    b.house_fraction, b.house_corpus, b.house_structure, b.house_litera
FROM building AS b {condition} ORDER BY b.id
"""
_HOME = "SELECT settlement_id FROM building GROUP BY settlement_id ORDER BY count(*) DESC LIMIT 1"
_BLOCK = 500

_Settlement = tuple[str, str, str]
_Street = tuple[str, str, tuple[str, ...]]


def records(store: Store, building_ids: Sequence[int] | None = None) -> list[AddressRecord]:
    """Return all houses, or these; houses outside the home settlement show theirs.

    The home settlement is the one with most houses: its name only takes room in a list.
    """
    with store.snapshot():
        if building_ids is None:
            rows = store.rows(_HOUSES.format(condition=""))
        else:
            rows = [row for block in _blocks(building_ids) for row in _chosen(store, block)]
        home: int | None = store.scalar(_HOME)
        settlements, streets = _settlements(store), _streets(store)
    return [_record(row, settlements[row[1]], streets[row[2]], row[1] == home) for row in rows]


def nicknames(store: Store) -> list[tuple[str, int, str]]:
    """Return other names of houses («дом быта»), folded, with the house's id and address."""
    return store.rows(
        "SELECT a.folded, b.id, b.address FROM building_alias AS a"
        " JOIN building AS b ON b.id = a.building_id ORDER BY a.folded, b.id"
    )


def _blocks(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + _BLOCK] for start in range(0, len(ids), _BLOCK)]


def _chosen(store: Store, ids: Sequence[int]) -> list[Row]:
    marks = ",".join("?" * len(ids))
    return store.rows(_HOUSES.format(condition=f"WHERE b.id IN ({marks})"), tuple(ids))


def _settlements(store: Store) -> dict[int, _Settlement]:
    """Return each settlement as shown, with what is around it, and its kind and name apart."""
    found: dict[int, _Settlement] = {}
    for row in store.rows("SELECT id, region, district, type, name FROM settlement"):
        shown = f"{row[3]} {row[4]}".strip()
        around = ", ".join(part for part in (row[1], row[2], shown) if part)
        found[row[0]] = (around, row[3], row[4])
    return found


def _streets(store: Store) -> dict[int, _Street]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for row in store.rows("SELECT street_id, name FROM street_alias ORDER BY id"):
        aliases[row[0]].append(row[1])
    return {
        row[0]: (row[1], row[2], tuple(aliases.get(row[0], ())))
        for row in store.rows("SELECT id, type, name FROM street")
    }


def _record(row: Row, settlement: _Settlement, street: _Street, at_home: bool) -> AddressRecord:
    around, kind, name = settlement
    return AddressRecord(
        building_id=row[0],
        settlement=around,
        street_type=street[0],
        street_name=street[1],
        street_aliases=street[2],
        house=HouseNumber(*row[4:11]),
        address=row[3] if at_home else full_address(kind, name, row[3]),
    )
