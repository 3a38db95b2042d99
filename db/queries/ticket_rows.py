"""The register: ids by a question, rows by ids, figures of one moment."""

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db import search
from db.connection import Row, Store
from db.queries import ticket_text
from db.queries.register_where import conditions
from desktop_app.core import clock
from desktop_app.core.enums import (
    CancelReason,
    CloseResult,
    TicketSource,
    TicketStatus,
)
from desktop_app.core.records.register import RegisterQuery, RegisterSort
from desktop_app.core.records.tickets import TicketRow

_ORDER: Mapping[RegisterSort, tuple[str, str]] = {
    # the join it needs, the columns it sorts by
    RegisterSort.REGISTERED: ("", "t.registered_at"),
    RegisterSort.NUMBER: ("", "t.number"),
    RegisterSort.ADDRESS: ("LEFT JOIN building AS b ON b.id = t.building_id", "b.sort_key"),
    RegisterSort.TOPIC: ("JOIN topic AS p ON p.id = t.topic_id", "p.position"),
    RegisterSort.ORGANIZATION: (
        "LEFT JOIN organization AS o ON o.id = t.organization_id",
        "o.sort_key",
    ),
    RegisterSort.STATUS: ("", "t.status"),
    RegisterSort.DEADLINE: ("", "t.deadline_at"),
}

_ROWS = """
SELECT t.id, t.number, t.registered_at, coalesce(b.address, t.address_text), b.settlement_id,
    t.premise, t.topic_id, t.organization_id, t.status, t.deadline_at, t.done_at, t.closed_at,
    t.hold_until, t.close_result, t.cancel_reason, c.late_minutes, t.applicant_name, t.phone,
    t.is_emergency, t.is_control, t.is_repeat, t.clerk_id, t.source
FROM ticket AS t
LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN ticket_cycle AS c ON c.ticket_id = t.id AND c.number = t.cycle_number
WHERE t.id IN ({marks})
"""


@dataclass(frozen=True, slots=True)
class Names:
    """Small tables by id, so that rows need no join for them."""

    topics: Mapping[int, str]
    organizations: Mapping[int, str]
    clerks: Mapping[int, str]
    settlements: Mapping[int, str]
    home_settlement: int | None


def names(store: Store) -> Names:
    """Read the small tables rows are worded with."""
    organizations = store.rows(
        "SELECT id, coalesce(nullif(short_name, ''), name) FROM organization"
    )
    home = store.scalar(
        "SELECT settlement_id FROM building GROUP BY settlement_id ORDER BY count(*) DESC LIMIT 1"
    )
    return Names(
        dict(store.rows("SELECT id, title FROM topic")),
        dict(organizations),
        dict(store.rows("SELECT id, name FROM clerk")),
        dict(store.rows("SELECT id, trim(type || ' ' || name) FROM settlement")),
        home,
    )


def ids(store: Store, query: RegisterQuery, now: dt.datetime) -> "array[int]":
    """Return ids of all tickets that fit the question, in its order."""
    where = conditions(query, now)
    join, column = _ORDER[query.sort]
    direction = "DESC" if query.descending else "ASC"
    sql = (
        f"SELECT t.id FROM ticket AS t {join} {where.sql}"  # noqa: S608  our own words only
        f" ORDER BY {column} {direction}, t.id {direction}"
    )
    found = array("q", (row[0] for row in store.rows(sql, where.parameters)))
    words = search.words(query.text)
    if not words:
        return found
    holding = {i for i, text in ticket_text.texts(store, found) if search.holds(text, words)}
    return array("q", (i for i in found if i in holding))


def count(store: Store, query: RegisterQuery, now: dt.datetime) -> int:
    """Return how many tickets fit the question."""
    if query.text.strip():
        return len(ids(store, query, now))
    where = conditions(query, now)
    sql = f"SELECT count(*) FROM ticket AS t {where.sql}"  # noqa: S608  our own words only
    return int(store.scalar(sql, where.parameters))


def rows(store: Store, wanted: Sequence[int], known: Names) -> list[TicketRow]:
    """Return the rows of these ids in the order asked for; missing ids are left out."""
    if not wanted:
        return []
    marks = ",".join("?" * len(wanted))
    found = {row[0]: row for row in store.rows(_ROWS.format(marks=marks), tuple(wanted))}
    return [_row(found[i], known) for i in wanted if i in found]


def _row(row: Row, known: Names) -> TicketRow:
    address = row[3]
    if row[4] is not None and row[4] != known.home_settlement:
        address = f"{known.settlements.get(row[4], '')}, {address}"
    return TicketRow(
        id=row[0],
        number=row[1],
        registered_at=clock.unstamp(row[2]),
        address=address,
        premise=row[5],
        topic=known.topics.get(row[6], ""),
        organization=known.organizations.get(row[7], ""),
        status=TicketStatus(row[8]),
        deadline_at=moment(row[9]),
        done_at=moment(row[10]),
        closed_at=moment(row[11]),
        hold_until=moment(row[12]),
        close_result=CloseResult(row[13]) if row[13] else None,
        cancel_reason=CancelReason(row[14]) if row[14] else None,
        late_minutes=row[15],
        applicant_name=row[16],
        phone=row[17],
        is_emergency=bool(row[18]),
        is_control=bool(row[19]),
        is_repeat=bool(row[20]),
        clerk=known.clerks.get(row[21], ""),
        source=TicketSource(row[22]),
    )


def moment(value: str | None) -> dt.datetime | None:
    """Return a stored moment, or None."""
    return None if value is None else clock.unstamp(value)
