"""The list of outages: ids by a question, rows by ids, counts, and who watches the clock."""

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence

from db.connection import Row, Store
from db.queries.outage_calls import CALLS
from db.queries.register_where import Where
from desktop_app.core import clock
from desktop_app.core.enums import IncidentKind, IncidentState, Service
from desktop_app.core.outage_words import SOON
from desktop_app.core.records.incidents import (
    IncidentQuery,
    IncidentRow,
    IncidentSort,
    IncidentView,
    IncidentWatch,
)
from desktop_app.core.text import fold

_BLOCK = 500
_NAME = "coalesce(nullif(o.short_name, ''), o.name)"
TO_BE_DONE = "t.status NOT IN ('done', 'closed', 'cancelled')"
"""Condition «ticket `t` is still to be done», which is what closing an outage ends."""

_OPEN_TICKETS = f"(SELECT count(*) FROM ticket AS t WHERE t.incident_id = i.id AND {TO_BE_DONE})"  # noqa: S608  our own words
_HOUSES = "(SELECT count(*) FROM incident_building AS h WHERE h.incident_id = i.id)"
_FIRST = (
    "(SELECT b.address FROM incident_building AS h JOIN building AS b ON b.id = h.building_id"
    " WHERE h.incident_id = i.id ORDER BY b.sort_key, b.id LIMIT 1)"
)
_FROM = "FROM incident AS i LEFT JOIN organization AS o ON o.id = i.organization_id"
# 0 goes on, 1 is ahead, 2 has ended, 3 was a mistake; the present moment is given once.
_RANK = (
    "CASE WHEN i.cancelled_at IS NOT NULL THEN 3 WHEN i.ended_at IS NOT NULL THEN 2"
    " WHEN i.started_at > ? THEN 1 ELSE 0 END"
)
_STATES = tuple(IncidentState)
_OPEN = "i.ended_at IS NULL AND i.cancelled_at IS NULL"

_TEXTS = f"SELECT i.id, i.title, i.cause, i.public_text, coalesce({_NAME}, '') {_FROM}"
_AT_ADDRESS = """
SELECT DISTINCT h.incident_id FROM incident_building AS h JOIN building AS b ON b.id = h.building_id
WHERE {words}
"""
_ALL_IDS = "SELECT i.id FROM incident AS i {where}"
_IDS = f"SELECT i.id {_FROM} {{where}} ORDER BY {{order}}"
_ROWS = f"""
SELECT i.id, i.kind, i.service, i.title, {_RANK}, i.started_at, i.planned_end, i.ended_at,
    coalesce({_NAME}, ''), coalesce({_FIRST}, ''), {_HOUSES}, {CALLS}, {_OPEN_TICKETS}
{_FROM} WHERE i.id IN ({{marks}})
"""
_WATCH = f"""
SELECT count(*), coalesce(sum(i.planned_end >= ? AND i.planned_end <= ?), 0),
    coalesce(sum(i.planned_end < ?), 0)
FROM incident AS i INDEXED BY incident_open WHERE {_OPEN}
"""  # noqa: S608  our own words only
_ORDER: Mapping[IncidentSort, str] = {
    IncidentSort.STARTED: "i.started_at",
    IncidentSort.TITLE: "i.title",
    IncidentSort.KIND: "i.kind",
    IncidentSort.SERVICE: "i.service",
    IncidentSort.HOUSES: _HOUSES,
    IncidentSort.TICKETS: CALLS,
    IncidentSort.PLANNED_END: "i.planned_end",
    IncidentSort.ORGANIZATION: "o.sort_key",
}


def ids(store: Store, query: IncidentQuery, now: dt.datetime) -> "array[int]":
    """Return ids of all outages that fit the question, in its order; open ones first."""
    where = _where(query, now)
    fit = None if not query.text.strip() else _fitting(store, query.text)
    direction = "DESC" if query.descending else "ASC"
    moment = clock.stamp(now)
    if query.sort is IncidentSort.STATE:
        order = f"{_RANK} {direction}, i.started_at DESC, i.id DESC"
        parameters = (*where.parameters, moment)
    else:
        column = _ORDER[query.sort]
        order = f"{column} IS NULL, {column} {direction}, i.started_at DESC, i.id DESC"
        parameters = tuple(where.parameters)
    found = store.rows(_IDS.format(where=where.sql, order=order), parameters)
    return array("q", (row[0] for row in found if fit is None or row[0] in fit))


def counts(store: Store, query: IncidentQuery, now: dt.datetime) -> dict[IncidentView, int]:
    """Return how many outages each view holds, under the other parts of the question."""
    fit = None if not query.text.strip() else _fitting(store, query.text)
    found: dict[IncidentView, int] = {}
    for view in IncidentView:
        where = _where(query, now, view)
        all_ids = store.rows(_ALL_IDS.format(where=where.sql), tuple(where.parameters))
        found[view] = sum(1 for row in all_ids if fit is None or row[0] in fit)
    return found


def rows(store: Store, wanted: Sequence[int], now: dt.datetime) -> list[IncidentRow]:
    """Return the rows of these ids in the order asked for; missing ids are left out."""
    found: dict[int, IncidentRow] = {}
    for start in range(0, len(wanted), _BLOCK):
        block = wanted[start : start + _BLOCK]
        sql = _ROWS.format(marks=",".join("?" * len(block)))
        for row in store.rows(sql, (clock.stamp(now), *block)):
            found[row[0]] = _row(row)
    return [found[row_id] for row_id in wanted if row_id in found]


def watch(store: Store, now: dt.datetime) -> IncidentWatch:
    """Return how many outages are open, end soon, and are past their planned end."""
    moment = clock.stamp(now)
    row = store.row(_WATCH, (moment, clock.stamp(now + SOON), moment))
    return IncidentWatch(*(int(value) for value in row or (0, 0, 0)))


def open_over(store: Store, building_ids: Sequence[int], now: dt.datetime) -> list[int]:
    """Return open outages that have begun over any of these houses, the oldest first."""
    found: dict[int, str] = {}
    for start in range(0, len(building_ids), _BLOCK):
        block = building_ids[start : start + _BLOCK]
        marks = ",".join("?" * len(block))
        sql = (
            "SELECT DISTINCT i.id, i.started_at FROM incident_building AS h"  # noqa: S608  marks only
            " JOIN incident AS i ON i.id = h.incident_id"
            f" WHERE h.building_id IN ({marks}) AND {_OPEN} AND i.started_at <= ?"
        )
        found.update(store.rows(sql, (*block, clock.stamp(now))))
    return sorted(found, key=lambda row_id: (found[row_id], row_id))


def moment(value: str | None) -> dt.datetime | None:
    """Return a stored moment, or None."""
    return None if value is None else clock.unstamp(value)


def _where(query: IncidentQuery, now: dt.datetime, view: IncidentView | None = None) -> Where:
    where = Where()
    chosen = query.view if view is None else view
    if chosen in (IncidentView.OPEN, IncidentView.DUE):
        where.add(_OPEN)
    if chosen is IncidentView.DUE:
        where.add("i.planned_end <= ?", clock.stamp(now + SOON))
    if chosen is IncidentView.ENDED:
        where.add("(i.ended_at IS NOT NULL OR i.cancelled_at IS NOT NULL)")
    where.among("i.kind", [kind.value for kind in query.kinds])
    where.among("i.service", [service.value for service in query.services])
    where.among("i.organization_id", query.organization_ids)
    if query.building_id is not None:
        where.add(
            "i.id IN (SELECT h.incident_id FROM incident_building AS h WHERE h.building_id = ?)",
            query.building_id,
        )
    return where


def _fitting(store: Store, text: str) -> set[int]:
    """Return outages in whose words or addresses every typed word stands.

    An office has a few outages a day: their words are folded here, houses have folded words.
    """
    fit: set[int] | None = None
    own = {row[0]: fold(" ".join(row[1:])) for row in store.rows(_TEXTS)}
    for word in fold(text).split():
        found = {row_id for row_id, words in own.items() if word in words}
        at = store.rows(_AT_ADDRESS.format(words="instr(b.folded, ?) > 0"), (word,))
        found |= {row[0] for row in at}
        fit = found if fit is None else fit & found
    return fit or set()


def _row(row: Row) -> IncidentRow:
    return IncidentRow(
        id=row[0],
        kind=IncidentKind(row[1]),
        service=Service(row[2]),
        title=row[3],
        state=_STATES[row[4]],
        started_at=clock.unstamp(row[5]),
        planned_end=moment(row[6]),
        ended_at=moment(row[7]),
        organization=row[8],
        first_house=row[9],
        houses=row[10],
        tickets=row[11],
        open_tickets=row[12],
    )
