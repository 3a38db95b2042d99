"""The callback queue and the day's figures."""

import datetime as dt
import json
from array import array
from collections.abc import Sequence

from db.connection import Store
from db.queries.register_order import NUMBER_KEY
from db.queries.ticket_rows import moment
from desktop_app.core import clock
from desktop_app.core.records.callbacks import CallSort, QueueFigures

# Calls whose time has come, then those never put off, then the future ones, whatever the order.
_QUEUE = """
SELECT t.id FROM ticket AS t {join} WHERE t.status = 'done'
ORDER BY t.next_call_at IS NOT NULL AND t.next_call_at <= ?1 DESC, t.next_call_at > ?1, {keys}
"""
_NOW = "AND (t.next_call_at IS NULL OR t.next_call_at <= ?1)"
_OLDEST = "t.next_call_at, t.done_at, t.id"
_ORDERS: dict[CallSort, tuple[str, str]] = {
    # the join it needs; the terms, with the direction to be filled in
    CallSort.DONE: ("", "t.next_call_at {way}, t.done_at {way}, t.id {way}"),
    CallSort.NUMBER: ("", f"{NUMBER_KEY} {{way}}"),
    CallSort.ADDRESS: (
        "LEFT JOIN building AS b ON b.id = t.building_id",
        "b.id IS NULL, b.sort_key {way}, b.id {way},"
        f" length(t.premise) {{way}}, t.premise {{way}}, {_OLDEST}",
    ),
    CallSort.TOPIC: (
        "JOIN topic AS p ON p.id = t.topic_id",
        f"p.position {{way}}, p.id {{way}}, {_OLDEST}",
    ),
    CallSort.ORGANIZATION: (
        "LEFT JOIN organization AS o ON o.id = t.organization_id",
        f"o.id IS NULL, o.sort_key {{way}}, o.id {{way}}, {_OLDEST}",
    ),
}
# Phones are kept as digits of each number with a space between.
_SAME_PHONE = f"""
SELECT t.id FROM ticket AS t, json_each(?2) AS one
WHERE t.status = 'done' {_NOW} AND t.id <> ?3
    AND instr(' ' || t.phone_digits || ' ', ' ' || one.value || ' ')
GROUP BY t.id ORDER BY {_OLDEST}
"""  # noqa: S608  our own words only
_CALLS = "SELECT id, call_attempts, next_call_at FROM ticket WHERE id IN ({marks})"
_MISSED = """
SELECT count(*) FROM callback WHERE ticket_id = ? AND cycle_number = ? AND outcome = 'unreached'
"""
# With max() SQLite takes the other columns from the row of the maximum: the last call of the day.
_FIGURES = """
WITH called AS (
    SELECT ticket_id, outcome, max(id) FROM callback
    WHERE made_at >= ?1 AND made_at < ?2 GROUP BY ticket_id
), queue AS (
    SELECT id, next_call_at FROM ticket WHERE status = 'done'
)
SELECT (SELECT count(*) FROM queue), (SELECT count(*) FROM queue WHERE next_call_at <= ?3),
    count(*), coalesce(sum(outcome = 'solved'), 0), coalesce(sum(outcome = 'rework'), 0),
    coalesce(sum(outcome = 'unreached'), 0), coalesce(sum(outcome = 'later'), 0),
    (SELECT count(*) FROM queue WHERE (next_call_at IS NULL OR next_call_at < ?2)
        AND id NOT IN (SELECT ticket_id FROM called))
FROM called
"""


def ids(
    store: Store,
    now: dt.datetime,
    sort: CallSort = CallSort.DONE,
    *,
    descending: bool = False,
    only_now: bool = False,
) -> "array[int]":
    """Return ids of tickets to call back: due calls, then the oldest done, then future calls.

    Another order sorts within these three; with `only_now` the future ones are left out.
    """
    join, keys = _ORDERS[sort]
    sql = _QUEUE.format(join=join, keys=keys.format(way="DESC" if descending else "ASC"))
    if only_now:
        sql = sql.replace("ORDER BY", f"{_NOW}\nORDER BY")
    return array("q", (row[0] for row in store.rows(sql, (clock.stamp(now),))))


def same_phone(store: Store, ticket_id: int, digits: str, now: dt.datetime) -> "array[int]":
    """Return ids of other tickets that can be called now by one of these stored phones."""
    values = (clock.stamp(now), json.dumps(digits.split()), ticket_id)
    return array("q", (row[0] for row in store.rows(_SAME_PHONE, values)))


def calls(store: Store, wanted: Sequence[int]) -> dict[int, tuple[int, dt.datetime | None]]:
    """Return by ticket id how often it was called in this cycle and when it is called again."""
    marks = ",".join("?" * len(wanted))
    rows = store.rows(_CALLS.format(marks=marks), tuple(wanted))
    return {row[0]: (row[1], moment(row[2])) for row in rows}


def missed(store: Store, ticket_id: int, cycle: int) -> int:
    """Return how often nobody answered in a cycle."""
    return int(store.scalar(_MISSED, (ticket_id, cycle)))


def figures(store: Store, now: dt.datetime) -> QueueFigures:
    """Return the queue's figures at a moment, by one statement."""
    first, after = _days(now.date(), now.date())
    (row,) = store.rows(_FIGURES, (first, after, clock.stamp(now)))
    waiting, due, called, solved, rework, unreached, later, fresh = row
    return QueueFigures(waiting, due, called + fresh, called, solved, rework, unreached, later)


def _days(first: dt.date, last: dt.date) -> tuple[str, str]:
    """Return stored bounds of inclusive days: from the first midnight to before the last one."""
    return first.isoformat(), (last + dt.timedelta(days=1)).isoformat()
