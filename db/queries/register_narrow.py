"""Register questions with few answers: one SQL whose plan is fixed by its driver."""

import datetime as dt
import json
from array import array
from collections.abc import Sequence
from functools import lru_cache

from db.connection import Store, Value
from db.queries import cube
from db.queries.register_order import NUMBER_KEY
from db.queries.register_where import (
    Driver,
    bounds,
    conditions,
    fixed_driver,
    source,
)
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import RegisterQuery, RegisterSort, RegisterView

NARROW = 20_000
_WHENEVER = dt.datetime(1, 1, 1)

_STATUSES = " ".join(f"WHEN '{status}' THEN {place}" for place, status in enumerate(TicketStatus))
_NEWEST = "{registered} DESC, t.id DESC"
_ORDER: dict[RegisterSort, tuple[str, str]] = {
    # the join it needs; the terms, with the direction to be filled in
    RegisterSort.REGISTERED: ("", "{registered} {way}, t.id {way}"),
    # Shut as well: else the index of this order would be walked from end to end.
    RegisterSort.NUMBER: ("", f"coalesce({NUMBER_KEY}, '') {{way}}"),
    RegisterSort.DEADLINE: ("", "t.deadline_at IS NULL, t.deadline_at {way}, t.id {way}"),
    RegisterSort.STATUS: ("", f"CASE t.status {_STATUSES} END {{way}}, {_NEWEST}"),
    RegisterSort.TOPIC: (
        "JOIN topic AS p ON p.id = t.topic_id",
        f"p.position {{way}}, p.id {{way}}, {_NEWEST}",
    ),
    RegisterSort.ORGANIZATION: (
        "LEFT JOIN organization AS o ON o.id = t.organization_id",
        f"o.id IS NULL, o.sort_key {{way}}, o.id {{way}}, {_NEWEST}",
    ),
    RegisterSort.ADDRESS: (
        "LEFT JOIN building AS b ON b.id = t.building_id",
        f"b.id IS NULL, b.sort_key {{way}}, b.id {{way}}, {_NEWEST}",
    ),
}


def broad(store: Store, query: RegisterQuery) -> dict[Driver, Sequence[Value]]:
    """Return the values a question allows by column; services are put as topics."""
    found: dict[Driver, Sequence[Value]] = {}
    if query.statuses:
        found[Driver.STATUS] = [status.value for status in query.statuses]
    if query.organization_ids:
        found[Driver.ORGANIZATION] = query.organization_ids
    if query.clerk_id is not None:
        found[Driver.CLERK] = [query.clerk_id]
    if query.topic_ids:
        found[Driver.TOPIC] = query.topic_ids
    if query.services:
        marks = ",".join("?" * len(query.services))
        sql = f"SELECT id FROM topic WHERE service IN ({marks}) ORDER BY id"  # noqa: S608  our own words only
        served = [row[0] for row in store.rows(sql, [service.value for service in query.services])]
        chosen = query.topic_ids
        found[Driver.TOPIC] = [topic for topic in served if not chosen or topic in chosen]
    return found


def driver(store: Store, query: RegisterQuery) -> Driver | None:
    """Return a condition that leaves few tickets, or None when all of them are broad."""
    fixed = fixed_driver(query)
    if fixed is not None:
        return fixed
    for column, values in broad(store, query).items():
        if column in cube.COLUMNS and values and cube.total(store, {column: values}) <= NARROW:
            return column
    since, until = bounds(query)
    if (since or until) and _is_short(store, since or "", until or "9"):
        return Driver.PERIOD
    return None


def ids(store: Store, query: RegisterQuery, now: dt.datetime, by: Driver) -> "array[int]":
    """Return the ids a narrow condition finds, sifted by the others, in order."""
    # Only what is overdue depends on the moment: every other question keeps its words.
    moment = now if query.view is RegisterView.OVERDUE else _WHENEVER
    return _read(store, *_kept(query, moment, by))


def among(
    store: Store, candidates: Sequence[int], query: RegisterQuery, now: dt.datetime
) -> "array[int]":
    """Return those of a few tickets that fit, in order; 5,000 candidates at most."""
    where = conditions(query, now, Driver.IDS)
    where.among("t.id", candidates)
    if not candidates:
        return array("q")
    return _read(store, _worded(where.sql, query, Driver.IDS), where.parameters)


def fitting(
    store: Store, head: Sequence[int], query: RegisterQuery, now: dt.datetime
) -> "array[int]":
    """Return those of a few tickets that fit, in the order they came."""
    fit = set(among(store, head, query, now))
    return array("q", (row_id for row_id in head if row_id in fit))


def _is_short(store: Store, since: str, until: str) -> bool:
    sql = (
        "SELECT count(*) FROM (SELECT 1 FROM ticket WHERE registered_at >= ?"
        " AND registered_at < ? LIMIT ?)"
    )
    return int(store.scalar(sql, (since, until, NARROW + 1))) <= NARROW


@lru_cache(maxsize=200)
def _kept(query: RegisterQuery, now: dt.datetime, by: Driver) -> tuple[str, tuple[Value, ...]]:
    where = conditions(query, now, by)
    return _worded(where.sql, query, by), tuple(where.parameters)


def _worded(where: str, query: RegisterQuery, by: Driver) -> str:
    join, terms = _ORDER[query.sort]
    # Only where the driver's index holds this order may the order choose an index too.
    held = by in (Driver.BUILDING, Driver.PERIOD)
    registered = "t.registered_at" if held else "+t.registered_at"
    order = terms.format(way="DESC" if query.descending else "ASC", registered=registered)
    return (
        f"SELECT json_group_array(id) FROM (SELECT t.id AS id FROM {source(by)}"  # noqa: S608  our own words only
        f" {join} {where} ORDER BY {order})"
    )


def _read(store: Store, sql: str, parameters: Sequence[Value]) -> "array[int]":
    return array("q", json.loads(store.scalar(sql, parameters)))
