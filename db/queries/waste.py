"""Collection sites: ids by a question, rows by ids, one site, what a house is told."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from db.connection import Row, Store
from db.queries import waste_parts
from db.queries.register_where import Where
from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.records.waste import (
    Carrier,
    SiteDraft,
    SiteQuery,
    SiteSort,
)
from desktop_app.core.text import fold

FIELDS: Final = (
    "address",
    "settlement",
    "register_number",
    "latitude",
    "longitude",
    "owner_id",
    "owner_text",
    "surface",
    "fence",
    "has_roof",
    "area",
    "note",
)
"""Columns a draft keeps under the same names."""

_IDS = "SELECT s.id FROM collection_site AS s {join} {where} ORDER BY {order} s.sort_key, s.id"

_COUNTED = """
LEFT JOIN (SELECT site_id, count(*) AS amount FROM collection_site_building GROUP BY site_id) AS n
    ON n.site_id = s.id
"""

_LATE = """
EXISTS (SELECT 1 FROM collection_missed AS m WHERE m.site_id = s.id AND m.collected_at IS NULL)
"""

_HEADS = """
SELECT id, address, settlement, register_number FROM collection_site WHERE id IN ({marks})
"""

_SITE = f"""
SELECT version, removed_at IS NOT NULL, edited_fields, batch_id, {", ".join(FIELDS)}
FROM collection_site WHERE id = ?
"""  # noqa: S608  our own words only

_OF_HOUSE = """
SELECT h.site_id FROM collection_site_building AS h
JOIN collection_site AS s ON s.id = h.site_id
WHERE h.building_id = ? AND s.removed_at IS NULL ORDER BY s.sort_key, s.id
"""

_HOUSE_CARRIER = """
SELECT c.organization_id FROM service_contract AS c
WHERE c.building_id = ? AND c.service = 'waste' AND (c.since = '' OR c.since <= ?)
    AND (c.until = '' OR c.until >= ?)
"""

_OPEN_TICKETS = """
SELECT id, number FROM ticket
WHERE closed_at IS NULL AND topic_id = ? AND registered_at >= ? AND building_id IN ({marks})
ORDER BY registered_at, id
"""

_KNOWN = """
SELECT s.id, s.register_number, s.address_key FROM collection_site AS s WHERE s.removed_at IS NULL
"""


_BLOCK: Final = 500


@dataclass(frozen=True, slots=True)
class SiteHead:
    """The words of a site in lists."""

    id: int
    address: str
    settlement: str
    register_number: str


@dataclass(frozen=True, slots=True)
class StoredSite:
    """A site as it is kept; `edited` are fields typed by hand, which imports leave alone."""

    id: int
    version: int
    is_removed: bool
    edited: frozenset[str]
    batch_id: int | None
    draft: SiteDraft


def ids(store: Store, query: SiteQuery) -> "array[int]":
    """Return ids of all sites that fit the question, in its order."""
    where = Where()
    where.add("s.removed_at IS NULL")
    for word in fold(query.text).split():
        where.add("instr(s.folded, ?) > 0", word)
    if query.only_late:
        where.add(_LATE)
    direction = "DESC" if query.descending else "ASC"
    join, order = "", f"s.sort_key {direction},"
    if query.sort is SiteSort.HOUSES:
        join, order = _COUNTED, f"coalesce(n.amount, 0) {direction},"
    elif query.sort in (SiteSort.NUMBER, SiteSort.SETTLEMENT):
        order = f"s.{query.sort.value} = '', s.{query.sort.value} {direction},"
    sql = _IDS.format(join=join, where=where.sql, order=order)
    return array("q", (row[0] for row in store.rows(sql, tuple(where.parameters))))


def heads(store: Store, site_ids: Sequence[int]) -> list[SiteHead]:
    """Return the words of these sites in the order asked for; missing ids are left out."""
    sql = _HEADS.format(marks=waste_parts.marks(site_ids))
    found = {row[0]: SiteHead(*row) for row in store.rows(sql, tuple(site_ids))}
    return [found[site_id] for site_id in site_ids if site_id in found]


def site(store: Store, site_id: int) -> StoredSite | None:
    """Return a site with everything that hangs on it, or None; a removed one is returned too."""
    row = store.row(_SITE, (site_id,))
    if row is None:
        return None
    wanted = (site_id,)
    houses = waste_parts.houses(store, wanted).get(site_id, ())
    return StoredSite(
        id=site_id,
        version=row[0],
        is_removed=bool(row[1]),
        edited=frozenset(row[2].split()),
        batch_id=row[3],
        draft=_draft(
            row[4:],
            containers=waste_parts.containers(store, wanted).get(site_id, ()),
            schedules=waste_parts.schedules(store, wanted).get(site_id, ()),
            building_ids=tuple(house.id for house in houses),
        ),
    )


def sites_of_house(store: Store, building_id: int) -> list[int]:
    """Return the sites that serve a house, by address."""
    return [row[0] for row in store.rows(_OF_HOUSE, (building_id,))]


def house_carrier(store: Store, building_id: int, day: str) -> Carrier | None:
    """Return who collects waste from a house by its contracts on a day, or None."""
    found = store.scalar(_HOUSE_CARRIER, (building_id, day, day))
    return None if found is None else waste_parts.carriers(store, [found]).get(found)


def address_of(store: Store, building_id: int) -> str | None:
    """Return the address of a house, or None when the book has no such id."""
    found: str | None = store.scalar("SELECT address FROM building WHERE id = ?", (building_id,))
    return found


def living(store: Store, draft: SiteDraft) -> SiteDraft:
    """Return a draft without houses and organisations the book no longer has."""
    houses = _present(store, "building", draft.building_ids)
    named = {s.carrier_id for s in draft.schedules if s.carrier_id} | {draft.owner_id or 0}
    companies = _present(store, "organization", sorted(named))
    return replace(
        draft,
        building_ids=tuple(one for one in draft.building_ids if one in houses),
        owner_id=draft.owner_id if draft.owner_id in companies else None,
        schedules=tuple(
            item if item.carrier_id in companies else replace(item, carrier_id=None)
            for item in draft.schedules
        ),
    )


def _present(store: Store, table: str, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(ids), _BLOCK):
        block = tuple(ids[start : start + _BLOCK])
        sql = f"SELECT id FROM {table} WHERE id IN ({waste_parts.marks(block)})"  # noqa: S608  our own names
        found.update(row[0] for row in store.rows(sql, block))
    return found


def open_tickets(
    store: Store, building_ids: Sequence[int], topic_id: int, since: str
) -> list[tuple[int, str]]:
    """Return id and number of open tickets of a topic from these houses since a moment."""
    marks = waste_parts.marks(building_ids)
    return store.rows(_OPEN_TICKETS.format(marks=marks), (topic_id, since, *building_ids))


def known(store: Store) -> list[tuple[int, str, str]]:
    """Return id, register number and address key of every site in the book."""
    return store.rows(_KNOWN)


def late_count(store: Store) -> int:
    """Return how many sites wait for a collection that was missed."""
    sql = f"SELECT count(*) FROM collection_site AS s WHERE s.removed_at IS NULL AND {_LATE}"  # noqa: S608  our own words only
    return int(store.scalar(sql))


def kinds_of(schedules: Sequence[Schedule]) -> list[WasteKind]:
    """Return the kinds of waste schedules speak of, in their usual order."""
    present = {schedule.kind for schedule in schedules}
    return [kind for kind in WasteKind if kind in present]


def _draft(row: Row, **parts: tuple[object, ...]) -> SiteDraft:
    values = dict(zip(FIELDS, row, strict=True))
    roof = values["has_roof"]
    values["has_roof"] = None if roof is None else bool(roof)
    return SiteDraft(**values, **parts)  # type: ignore[arg-type]  # columns under their own names
