"""Batches of imports and the bulk reads and writes they are made of; inside the caller's action."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from db.connection import Row, Store, Value
from db.queries import spent_ids
from db.tables import import_batch, organization
from desktop_app.core import clock
from desktop_app.core.records.imports import ImportBatch

_BATCHES = """
SELECT b.id, b.kind, b.file_name, b.started_at, coalesce(c.name, ''), b.rows_read, b.rows_added,
    b.rows_updated, b.rows_same, b.rows_rejected, b.undone_at
FROM import_batch AS b LEFT JOIN clerk AS c ON c.id = b.clerk_id ORDER BY b.id DESC LIMIT ?
"""

_HOUSES = "SELECT id, version, street_id, house_key, address, edited_fields, source_key, {fields}"
_BY_KEY = "{select} FROM building WHERE (street_id, house_key) IN (VALUES {pairs})"
_BY_GUID = "{select} FROM building WHERE fias_guid IN ({marks}) AND fias_guid <> ''"
_IDS = """
SELECT street_id, house_key, id FROM building WHERE (street_id, house_key) IN (VALUES {pairs})
"""
_INSERT_HOUSE = "INSERT INTO building ({names}) VALUES ({marks})"

_CONTRACTS = """
SELECT building_id, id, organization_id, since, until, batch_id FROM service_contract
WHERE building_id IN ({marks}) AND service = 'management' ORDER BY building_id, since
"""
_INSERT_CONTRACT = """
INSERT INTO service_contract (building_id, service, organization_id, since, until, batch_id)
VALUES (?, 'management', ?, ?, '', ?)
"""

# Rows on pages that a long transaction keeps in memory rather than lock readers out.
_KEPT_ROWS = 300_000


@dataclass(frozen=True, slots=True)
class KnownHouse:
    """A house of the book as an import compares it; `fields` are those of the passport."""

    id: int
    version: int
    street_id: int
    house_key: str
    address: str
    edited: frozenset[str]
    source_key: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KnownContract:
    """Who manages a house and whether an import wrote it."""

    id: int
    organization_id: int
    since: str
    until: str
    is_imported: bool


@contextmanager
def readers_stay_free(store: Store, rows: int) -> Iterator[None]:
    """Keep changed pages of a long transaction in memory: a spill would lock all readers out.

    Left as it is for huge imports, where memory matters more.
    """
    spill = store.scalar("PRAGMA cache_spill")
    if rows <= _KEPT_ROWS:
        store.rows("PRAGMA cache_spill = 0")
    try:
        yield
    finally:
        store.rows(f"PRAGMA cache_spill = {int(spill)}")


def start_batch(store: Store, values: dict[str, Value]) -> int:
    """Add a batch with zero counts and return its id; `finish_batch` fills them in."""
    zeros = ("rows_read", "rows_added", "rows_updated", "rows_same", "rows_rejected")
    return store.insert(import_batch, {**values, **dict.fromkeys(zeros, 0)})


def finish_batch(store: Store, batch_id: int, counts: dict[str, int]) -> None:
    """Write how the rows of a batch ended."""
    store.update(import_batch, batch_id, {**counts})


def batches(store: Store, limit: int) -> list[ImportBatch]:
    """Return the latest batches, newest first."""
    return [
        ImportBatch(*(*row[:3], clock.unstamp(row[3]), *row[4:10], _moment(row[10])))
        for row in store.rows(_BATCHES, (limit,))
    ]


def _moment(stamp: str | None) -> dt.datetime | None:
    return clock.unstamp(stamp) if stamp else None


def known_houses(
    store: Store, places: Sequence[tuple[int, str]], fields: Sequence[str]
) -> dict[tuple[int, str], KnownHouse]:
    """Return houses that stand on these (street id, house key), by the same pair."""
    if not places:
        return {}
    select = _HOUSES.format(fields=", ".join(fields))
    sql = _BY_KEY.format(select=select, pairs=",".join(["(?,?)"] * len(places)))
    found = [_house(row, fields) for row in store.rows(sql, _flat(places))]
    return {(house.street_id, house.house_key): house for house in found}


def houses_by_guid(
    store: Store, guids: Sequence[str], fields: Sequence[str]
) -> dict[str, KnownHouse]:
    """Return houses with these ФИАС codes, by the code; of two with one code the first."""
    if not guids:
        return {}
    select = _HOUSES.format(fields=", ".join(fields))
    sql = _BY_GUID.format(select=select, marks=",".join("?" * len(guids)))
    found = [_house(row, fields) for row in store.rows(sql, tuple(guids))]
    return {str(house.fields["fias_guid"]): house for house in reversed(found)}


def insert_houses(store: Store, rows: Sequence[dict[str, Value]]) -> dict[tuple[int, str], int]:
    """Add houses, all with the same columns; return their ids by (street id, house key)."""
    if not rows:
        return {}
    rows = spent_ids.numbered(store, "building", rows)
    names = list(rows[0])
    sql = _INSERT_HOUSE.format(names=", ".join(names), marks=",".join("?" * len(names)))
    store.insert_many(sql, map(itemgetter(*names), rows))
    places = [(row["street_id"], row["house_key"]) for row in rows]
    found = store.rows(_IDS.format(pairs=",".join(["(?,?)"] * len(places))), _flat(places))
    return {(row[0], row[1]): row[2] for row in found}


def management(store: Store, building_ids: Sequence[int]) -> dict[int, list[KnownContract]]:
    """Return who manages and managed these houses, in order of first days."""
    found: dict[int, list[KnownContract]] = {building_id: [] for building_id in building_ids}
    sql = _CONTRACTS.format(marks=",".join("?" * len(building_ids)))
    for row in store.rows(sql, tuple(building_ids)):
        contract = KnownContract(row[1], row[2], row[3], row[4], is_imported=row[5] is not None)
        found[row[0]].append(contract)
    return found


def insert_management(store: Store, rows: Iterable[tuple[int, int, str, int]]) -> None:
    """Add contracts of management: house, organisation, first day, batch."""
    store.insert_many(_INSERT_CONTRACT, rows)


def organization_keys(store: Store) -> list[tuple[int, str, str]]:
    """Return id, key of the name and ОГРН of every organisation, then its other names."""
    return store.rows(
        "SELECT id, name_key, ogrn FROM organization UNION ALL"
        " SELECT organization_id, name_key, '' FROM organization_alias"
    )


def insert_organization(store: Store, values: dict[str, Value]) -> int:
    """Add an organisation and return its id."""
    return spent_ids.insert(store, organization, values)


def _house(row: Row, fields: Sequence[str]) -> KnownHouse:
    return KnownHouse(
        id=row[0],
        version=row[1],
        street_id=row[2],
        house_key=row[3],
        address=row[4],
        edited=frozenset(row[5].split()),
        source_key=row[6],
        fields=dict(zip(fields, row[7:], strict=True)),
    )


def _flat(pairs: Iterable[tuple[Any, Any]]) -> tuple[Value, ...]:
    return tuple(value for pair in pairs for value in pair)
