"""The whole register in the order of a column, ids only, by short reads over covering indexes.

An order is a row of runs: stretches that one index holds in order. Ids leave SQLite as one JSON
text per read: a million Python rows would cost four times as much and stop the window meanwhile.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from db.connection import Row, Store, Value
from db.queries.register_where import Driver, Where
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import RegisterSort

Bounds = tuple[str | None, str | None]

ALL_TIME: Bounds = (None, None)

FIRST = 500
STEP = 50_000
NUMBER_KEY = "substr(t.number, 1, 5) || (length(t.number) + 100) || t.number"
_NEWEST = ("t.registered_at", "t.id")
_GROUPS = {
    RegisterSort.TOPIC: (Driver.TOPIC, "SELECT id FROM topic ORDER BY position, id"),
    RegisterSort.ORGANIZATION: (
        Driver.ORGANIZATION,
        "SELECT id FROM organization ORDER BY sort_key, id",
    ),
}


@dataclass(frozen=True, slots=True)
class Run:
    """Tickets one index finds and holds in order: by `keys`, each the same way."""

    where: Where
    keys: tuple[str, ...]
    descending: bool


def run(bounds: Bounds = ALL_TIME, *equal: tuple[str, Value], descending: bool = True) -> Run:
    """Return tickets by registration, of a period, where columns equal values (None = NULL)."""
    where = Where()
    for column, value in equal:
        if value is None:
            where.add(f"t.{column} IS NULL")
        else:
            where.add(f"t.{column} = ?", value)
    _add_bounds(where, bounds)
    return Run(where, _NEWEST, descending)


def orders_by(sort: RegisterSort) -> Driver | None:
    """Return the column whose values a sort goes through one after another, if it does."""
    if sort is RegisterSort.STATUS:
        return Driver.STATUS
    return _GROUPS[sort][0] if sort in _GROUPS else None


def walk(store: Store, runs: Iterable[Run], *, at_once: bool = True) -> Iterator["array[int]"]:
    """Yield the ids of runs one after another: a screenful at once, if wanted, then large steps."""
    gathered, wanted = array("q"), FIRST if at_once else STEP
    for each in runs:
        after: Row | None = None
        is_going = True
        while is_going:
            limit = wanted - len(gathered)
            ids, after = _read(store, each, after, limit)
            gathered.extend(ids)
            is_going = len(ids) == limit
            if len(gathered) >= wanted:
                yield gathered
                gathered, wanted = array("q"), STEP
    if gathered:
        yield gathered


def count(store: Store, each: Run) -> int:
    """Return how many tickets a run holds."""
    sql = f"SELECT count(*) FROM ticket AS t {each.where.sql}"  # noqa: S608  our own words only
    return int(store.scalar(sql, each.where.parameters))


def by_key(sort: RegisterSort, bounds: Bounds, *, descending: bool) -> list[Run]:
    """Return the runs of a sort by the ticket's own column; tickets without a term come last."""
    if sort is RegisterSort.NUMBER:
        return [Run(Where(), (NUMBER_KEY,), descending)]
    if sort is RegisterSort.DEADLINE:
        known, unknown = Where(), Where()
        known.add("t.deadline_at IS NOT NULL")
        unknown.add("t.deadline_at IS NULL")
        keys = ("t.deadline_at", "t.id")
        return [Run(known, keys, descending), Run(unknown, ("t.id",), descending)]
    return [run(bounds, descending=descending)]


def by_group(
    store: Store,
    sort: RegisterSort,
    bounds: Bounds,
    chosen: Sequence[Value] | None,
    *,
    descending: bool,
) -> list[Run]:
    """Return a run for each status, topic or organisation, within each the newest first.

    `chosen` narrows the groups; without it tickets of no organisation come last.
    """
    column = Driver.STATUS
    values: list[Value] = [status.value for status in TicketStatus]
    if sort is not RegisterSort.STATUS:
        column, sql = _GROUPS[sort]
        values = [row[0] for row in store.rows(sql)]
    if descending:
        values.reverse()
    if chosen is not None:
        values = [value for value in values if value in chosen]
    elif column is Driver.ORGANIZATION:
        values.append(None)
    return [run(bounds, (column.value, value)) for value in values]


_EDGE = """
SELECT sort_key, id FROM building WHERE (sort_key, id) {after} (?, ?)
ORDER BY sort_key {way}, id {way} LIMIT 1 OFFSET ?
"""
_BLOCK = """
SELECT json_group_array(id) FROM (
    SELECT t.id AS id FROM building AS b CROSS JOIN ticket AS t {where}
    ORDER BY b.sort_key {way}, b.id {way}, t.registered_at DESC, t.id DESC)
"""


def by_address(
    store: Store, bounds: Bounds, tickets: int, *, descending: bool
) -> Iterator["array[int]"]:
    """Yield ids in the order of addresses, by blocks of houses; tickets of no house come last.

    `tickets` is about how many there are in all. No row is joined: the houses in order lead into
    the index of tickets by house.
    """
    houses = int(store.scalar("SELECT count(*) FROM building")) or 1
    way, after, until = ("DESC", "<", ">=") if descending else ("ASC", ">", "<=")
    edge_sql = _EDGE.format(after=after, way=way)
    low: Row | None = None
    size = max(FIRST * houses // max(tickets, 1), 1)
    while True:
        start = low or (("\U0010ffff", 0) if descending else ("", 0))
        high = store.row(edge_sql, (*start, size - 1))
        where = Where()
        where.add("t.building_id = b.id")
        if low:
            where.add(f"(b.sort_key, b.id) {after} (?, ?)", *low)
        if high:
            where.add(f"(b.sort_key, b.id) {until} (?, ?)", *high)
        _add_bounds(where, bounds)
        yield _ids(store, _BLOCK.format(where=where.sql, way=way), where.parameters)
        if high is None:
            break
        low, size = high, max(STEP * houses // max(tickets, 1), 1)
    yield from walk(store, [run(bounds, ("building_id", None))], at_once=False)


def _add_bounds(where: Where, bounds: Bounds) -> None:
    since, until = bounds
    if since:
        where.add("t.registered_at >= ?", since)
    if until:
        where.add("t.registered_at < ?", until)


def _read(
    store: Store, each: Run, after: Row | None, limit: int
) -> tuple["array[int]", Row | None]:
    """Return the next ids of a run and the keys of the last one."""
    keys, way = ", ".join(each.keys), "DESC" if each.descending else "ASC"
    where = Where([*each.where.parts], [*each.where.parameters])
    if after is not None:
        marks, sign = ", ".join("?" * len(each.keys)), "<" if each.descending else ">"
        where.add(f"({keys}) {sign} ({marks})", *after)
    order = ", ".join(f"{key} {way}" for key in each.keys)
    sql = (
        "SELECT json_group_array(id) FROM (SELECT t.id AS id FROM ticket AS t"  # noqa: S608  our own words only
        f" {where.sql} ORDER BY {order} LIMIT ?)"
    )
    with store.snapshot():
        ids = _ids(store, sql, [*where.parameters, limit])
        last = None
        if len(ids) == limit:
            last = store.row(f"SELECT {keys} FROM ticket AS t WHERE t.id = ?", (ids[-1],))  # noqa: S608  our own words only
    return ids, last


def _ids(store: Store, sql: str, parameters: Sequence[Value]) -> "array[int]":
    return array("q", json.loads(store.scalar(sql, parameters)))
