"""Ids of tickets the day asks for."""

import datetime as dt
import re
from array import array

from db.connection import Store, Value
from desktop_app.core import clock
from desktop_app.core.records.today import FirstSteps, TodayList

_MOMENT = re.compile(":now|:tomorrow")
_RUNNING = "t.status IN ('new', 'sent', 'in_progress', 'rework')"

# Condition and order of every list.
_LISTS: dict[TodayList, tuple[str, str]] = {
    TodayList.OVERDUE: (f"{_RUNNING} AND t.deadline_at < :now", "t.deadline_at"),
    TodayList.DUE_TODAY: (
        f"{_RUNNING} AND t.deadline_at >= :now AND t.deadline_at < :tomorrow",
        "t.deadline_at",
    ),
    TodayList.WAITING: (
        "t.status IN ('sent', 'in_progress') AND t.id IN (SELECT h.ticket_id FROM handover AS h"
        " WHERE h.outcome = 'waiting' AND h.promised_at < :now)"
        " AND EXISTS (SELECT 1 FROM handover AS h WHERE h.ticket_id = t.id"
        " AND h.cycle_number = t.cycle_number AND h.outcome = 'waiting' AND h.promised_at < :now)",
        "t.registered_at",
    ),
    TodayList.CALL_AGAIN: (
        "t.status = 'done' AND t.next_call_at IS NOT NULL AND t.next_call_at < :tomorrow",
        "t.next_call_at",
    ),
    TodayList.CALLBACKS: ("t.status = 'done' AND t.next_call_at IS NULL", "t.done_at"),
    TodayList.NOT_SENT: ("t.status = 'new'", "t.registered_at"),
    TodayList.RETURNED: ("t.status = 'rework'", "t.status_at"),
}
_STEPS = """
SELECT EXISTS (SELECT 1 FROM building), EXISTS (SELECT 1 FROM organization),
    EXISTS (SELECT 1 FROM ticket)
"""


def ids(store: Store, wanted: TodayList, now: dt.datetime) -> "array[int]":
    """Return the ids of one list of the morning, the most pressing first."""
    condition, order = _LISTS[wanted]
    sql, parameters = _bound(f"{_chosen(condition)} ORDER BY {order}, t.id", now)
    return array("q", (row[0] for row in store.rows(sql, parameters)))


def steps(store: Store) -> FirstSteps:
    """Return what the base already holds."""
    (row,) = store.rows(_STEPS)
    return FirstSteps(*(bool(held) for held in row))


def held_until(store: Store, now: dt.datetime) -> list[tuple[int, str]]:
    """Return held tickets whose day has come, with the status each came from."""
    sql = "SELECT id, hold_from FROM ticket WHERE status = 'on_hold' AND hold_until <= ?"
    return [(row[0], row[1]) for row in store.rows(sql, (clock.stamp(now),))]


def visits(store: Store, day: dt.date) -> int:
    """Return how many visits are planned for a day."""
    sql = (
        "SELECT count(*) FROM inspection WHERE status = 'planned' AND substr(planned_at, 1, 10) = ?"
    )
    return int(store.scalar(sql, (day.isoformat(),)))


def remedies_overdue(store: Store, day: dt.date) -> int:
    """Return how many remedies from acts are past their term; cancelled visits ask for none."""
    sql = (
        "SELECT count(*) FROM remedy AS r JOIN inspection AS i ON i.id = r.inspection_id"
        " WHERE r.state NOT IN ('fixed', 'cancelled') AND r.due_on < ? AND i.status <> 'cancelled'"
    )
    return int(store.scalar(sql, (day.isoformat(),)))


def _chosen(condition: str) -> str:
    # Few tickets are open among all ever registered, which the planner does not see: by itself it
    # takes the index of terms or of registration and walks through the closed ones.
    # Late promises are fewer still, and lead to their tickets by themselves.
    index = "" if "t.id IN" in condition else "INDEXED BY ticket_open"
    return f"SELECT t.id FROM ticket AS t {index} WHERE t.closed_at IS NULL AND {condition}"  # noqa: S608  our own words


def _bound(sql: str, now: dt.datetime) -> tuple[str, list[Value]]:
    """Return SQL with `?` for its named moments, and their values in order."""
    tomorrow = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time())
    moments: dict[str, Value] = {":now": clock.stamp(now), ":tomorrow": clock.stamp(tomorrow)}
    return _MOMENT.sub("?", sql), [moments[name] for name in _MOMENT.findall(sql)]
