"""The list of visits: ids by a question, rows by ids, how many stand where."""

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence

from db.connection import Row, Store
from db.queries.inspections import day
from db.queries.register_where import Where
from desktop_app.core import clock, phones
from desktop_app.core.enums import ActKind, InspectionStatus
from desktop_app.core.records.acts import DayVisit
from desktop_app.core.records.inspections import InspectionQuery, InspectionRow, InspectionSort
from desktop_app.core.text import fold

_TICKETS = "(SELECT count(*) FROM inspection_ticket AS t WHERE t.inspection_id = i.id)"
_VIOLATIONS = (
    "(SELECT count(*) FROM measurement AS m"
    " WHERE m.inspection_id = i.id AND m.verdict IN ('below', 'above'))"
)
_WAITING = "FROM remedy AS r WHERE r.inspection_id = i.id AND r.state NOT IN ('fixed', 'cancelled')"
_VISITED = "coalesce(i.started_at, i.planned_at)"
_NEWEST = f"coalesce({_VISITED}, i.created_at)"
_FROM = "FROM inspection AS i JOIN building AS b ON b.id = i.building_id"

_IDS = f"SELECT i.id {_FROM} {{where}} ORDER BY {{order}}"
_COUNTS = f"SELECT i.status, count(*) {_FROM} {{where}} GROUP BY i.status"
_ROWS = f"""
SELECT i.id, i.number, i.kind, i.status, b.address, {_VISITED}, {_TICKETS}, {_VIOLATIONS},
    (SELECT count(*) {_WAITING}), (SELECT min(r.due_on) {_WAITING})
{_FROM} WHERE i.id IN ({{marks}})
"""
_OF_DAY = f"""
SELECT i.id, i.number, i.kind, trim(s.type || ' ' || s.name), b.address, i.premise, {_VISITED},
    (SELECT group_concat(t.number, char(31)) FROM inspection_ticket AS x
        JOIN ticket AS t ON t.id = x.ticket_id WHERE x.inspection_id = i.id),
    (SELECT group_concat(t.phone || char(30) || t.phone_digits, char(31))
        FROM inspection_ticket AS x
        JOIN ticket AS t ON t.id = x.ticket_id WHERE x.inspection_id = i.id),
    i.basis,
    (SELECT group_concat(m.name, char(31)) FROM inspection_member AS m
        WHERE m.inspection_id = i.id AND m.role <> 'witness')
{_FROM} LEFT JOIN street AS s ON s.id = b.street_id
WHERE i.status <> 'cancelled' AND {_VISITED} >= ? AND {_VISITED} < ?
ORDER BY s.name, s.type, b.sort_key, {_VISITED}, i.id
"""  # noqa: S608  names are constants
_ORDER: Mapping[InspectionSort, str] = {
    InspectionSort.NUMBER: "i.number",
    InspectionSort.KIND: "i.kind",
    InspectionSort.ADDRESS: "b.sort_key",
    InspectionSort.VISITED: _NEWEST,
    InspectionSort.STATUS: "i.status",
    InspectionSort.TICKETS: _TICKETS,
    InspectionSort.VIOLATIONS: _VIOLATIONS,
    InspectionSort.OPEN_REMEDIES: f"(SELECT count(*) {_WAITING})",
}


def ids(store: Store, query: InspectionQuery) -> "array[int]":
    """Return ids of all visits that fit the question, in its order; equal ones newest first."""
    where = _where(query)
    direction = "DESC" if query.descending else "ASC"
    order = f"{_ORDER[query.sort]} {direction}, {_NEWEST} DESC, i.id DESC"
    found = store.rows(_IDS.format(where=where.sql, order=order), tuple(where.parameters))
    return array("q", (row[0] for row in found))


def rows(store: Store, wanted: Sequence[int]) -> list[InspectionRow]:
    """Return the rows of these ids in the order asked for; missing ids are left out."""
    if not wanted:
        return []
    marks = ",".join("?" * len(wanted))
    found = {row[0]: _listed(row) for row in store.rows(_ROWS.format(marks=marks), tuple(wanted))}
    return [found[row_id] for row_id in wanted if row_id in found]


def counts(store: Store, text: str) -> dict[InspectionStatus, int]:
    """Return how many visits of each status fit a text; a status without any is left out."""
    where = _where(InspectionQuery(text=text))
    found = store.rows(_COUNTS.format(where=where.sql), tuple(where.parameters))
    return {InspectionStatus(row[0]): int(row[1]) for row in found}


def of_day(store: Store, wanted: dt.date) -> list[DayVisit]:
    """Return the visits of a day by street, house and hour, with who asked and who goes."""
    first, after = wanted.isoformat(), (wanted + dt.timedelta(days=1)).isoformat()
    found = store.rows(_OF_DAY, (first, after))
    return [
        DayVisit(
            id=row[0],
            number=row[1],
            kind=ActKind(row[2]),
            street=row[3],
            address=row[4],
            premise=row[5],
            planned_at=clock.unstamp(row[6]) if row[6] else None,
            tickets=_split(row[7]),
            phones=tuple(dict.fromkeys(filter(None, map(_phone, _split(row[8]))))),
            basis=row[9],
            members=_split(row[10]),
        )
        for row in found
    ]


def _phone(kept: str) -> str:
    typed, _, digits = kept.partition("\x1e")
    return phones.shown(typed, digits)


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (joined or "").split("\x1f")))


def _where(query: InspectionQuery) -> Where:
    where = Where()
    if query.status is not None:
        where.add("i.status = ?", query.status.value)
    if query.building_id is not None:
        where.add("i.building_id = ?", query.building_id)
    for word in fold(query.text).replace("№", " ").split():
        where.add("(instr(b.folded, ?) OR instr(i.number, ?))", word, word)
    return where


def _listed(row: Row) -> InspectionRow:
    return InspectionRow(
        id=row[0],
        number=row[1],
        kind=ActKind(row[2]),
        status=InspectionStatus(row[3]),
        address=row[4],
        visited_at=clock.unstamp(row[5]) if row[5] else None,
        tickets=row[6],
        violations=row[7],
        open_remedies=row[8],
        next_due=day(row[9]),
    )
