"""The list of houses: ids by a question, rows by ids, streets and managers to filter by."""

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence

from db.connection import Store
from db.queries import contracts
from db.queries.register_where import Where
from desktop_app.core import clock
from desktop_app.core.addresses import street_display
from desktop_app.core.records.buildings import BuildingQuery, BuildingRow, BuildingSort, Street
from desktop_app.core.text import fold

_OPEN = (
    "SELECT building_id, count(*) AS amount FROM ticket INDEXED BY ticket_open"
    " WHERE closed_at IS NULL AND building_id IS NOT NULL GROUP BY building_id"
)
# join with its own days, then what to sort by; unknown values stand last either way
_ORDER: Mapping[BuildingSort, tuple[str, int, str]] = {
    BuildingSort.ADDRESS: ("", 0, ""),
    BuildingSort.SETTLEMENT: ("JOIN settlement AS s ON s.id = b.settlement_id", 0, "s.folded"),
    BuildingSort.MANAGER: (
        f"LEFT JOIN ({contracts.MANAGER_KEYS}) AS m ON m.building_id = b.id",
        2,
        "m.name",
    ),
    BuildingSort.YEAR: ("", 0, "b.year"),
    BuildingSort.FLOORS: ("", 0, "b.floors"),
    BuildingSort.FLATS: ("", 0, "b.flats"),
    BuildingSort.OPEN_TICKETS: (f"LEFT JOIN ({_OPEN}) AS t ON t.building_id = b.id", 0, "t.amount"),
}

_IDS = "SELECT b.id FROM building AS b {join} {where} ORDER BY {order} b.id {direction}"

_WAITING = """
SELECT building_id, count(*) FROM ticket INDEXED BY ticket_open
WHERE closed_at IS NULL AND building_id IN ({marks}) GROUP BY building_id
"""

_SINCE = """
SELECT building_id, count(*) FROM ticket
WHERE building_id IN ({marks}) AND registered_at >= ? AND status <> 'cancelled'
GROUP BY building_id
"""

_STREETS = """
SELECT t.id, t.settlement_id, trim(s.type || ' ' || s.name), t.type, t.name, count(*)
FROM building AS b JOIN street AS t ON t.id = b.street_id
JOIN settlement AS s ON s.id = t.settlement_id
GROUP BY t.id ORDER BY s.folded, min(b.sort_key)
"""

_ROWS = """
SELECT b.id, b.address, trim(s.type || ' ' || s.name), b.year, b.floors, b.entrances, b.flats
FROM building AS b JOIN settlement AS s ON s.id = b.settlement_id
WHERE b.id IN ({marks})
"""


def ids(store: Store, query: BuildingQuery, today: dt.date) -> "array[int]":
    """Return ids of all houses that fit the question, in its order."""
    where = _where(query, today)
    join, days, column = _ORDER[query.sort]
    direction = "DESC" if query.descending else "ASC"
    # Equal values stand by address, which always goes forward then.
    by_address = "ASC" if column else direction
    order = f"{column} IS NULL, {column} {direction}, " if column else ""
    sql = _IDS.format(
        join=join, where=where.sql, order=f"{order}b.sort_key {by_address},", direction=by_address
    )
    found = store.rows(sql, (*[today.isoformat()] * days, *where.parameters))
    return array("q", (row[0] for row in found))


def rows(store: Store, wanted: Sequence[int], today: dt.date) -> list[BuildingRow]:
    """Return the rows of these ids in the order asked for; missing ids are left out."""
    if not wanted:
        return []
    marks = ",".join("?" * len(wanted))
    found = {row[0]: row for row in store.rows(_ROWS.format(marks=marks), tuple(wanted))}
    managers = contracts.managers(store, wanted, today)
    waiting: dict[int, int] = dict(store.rows(_WAITING.format(marks=marks), tuple(wanted)))
    return [
        BuildingRow(
            id=row[0],
            address=row[1],
            settlement=row[2],
            manager=managers.get(row[0], ""),
            year=row[3],
            floors=row[4],
            entrances=row[5],
            flats=row[6],
            open_tickets=waiting.get(row[0], 0),
        )
        for row in (found[i] for i in wanted if i in found)
    ]


def streets(store: Store) -> list[Street]:
    """Return all streets with houses, by settlement and name."""
    found = store.rows(_STREETS)
    return [
        Street(row[0], row[1], row[2], street_display(row[3], row[4]) or "без улицы", row[5])
        for row in found
    ]


def tickets_since(store: Store, wanted: Sequence[int], since: dt.datetime) -> dict[int, int]:
    """Return how many tickets these houses brought since a moment; cancelled ones left out."""
    if not wanted:
        return {}
    sql = _SINCE.format(marks=",".join("?" * len(wanted)))
    return {row[0]: row[1] for row in store.rows(sql, (*wanted, clock.stamp(since)))}


def _where(query: BuildingQuery, today: dt.date) -> Where:
    where = Where()
    for word in fold(query.text).split():
        where.add("instr(b.folded, ?) > 0", word)
    if query.street_id is not None:
        where.add("b.street_id = ?", query.street_id)
    if query.settlement_id is not None:
        where.add("b.settlement_id = ?", query.settlement_id)
    day = today.isoformat()
    if query.without_manager:
        where.add(f"b.id NOT IN ({contracts.MANAGED})", day, day)
    elif query.manager_id is not None:
        served = f"b.id IN ({contracts.MANAGED} AND c.organization_id = ?)"
        where.add(served, day, day, query.manager_id)
    return where
