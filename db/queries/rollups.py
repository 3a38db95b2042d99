"""The figures triggers keep beside the tickets: compared with the tickets, and counted anew."""

import datetime as dt

from db.connection import Store
from desktop_app.core.records.weeks import WeekTopic

_MONDAY = "date({moment}, 'weekday 0', '-6 days')"
_CUBE = """
SELECT status, topic_id, coalesce(organization_id, 0) AS organization_id, count(*) AS tickets
FROM ticket GROUP BY 1, 2, 3
"""
_WEEK = f"""
SELECT week, topic_id, organization_id, sum(received) AS received, sum(repeated) AS repeated,
    sum(closed) AS closed, sum(cancelled) AS cancelled
FROM (
    SELECT {_MONDAY.format(moment="registered_at")} AS week, topic_id,
        coalesce(organization_id, 0) AS organization_id, 1 AS received, is_repeat AS repeated,
        0 AS closed, 0 AS cancelled
    FROM ticket
    UNION ALL
    SELECT {_MONDAY.format(moment="closed_at")}, topic_id, coalesce(organization_id, 0), 0, 0,
        status = 'closed', status <> 'closed'
    FROM ticket WHERE closed_at IS NOT NULL)
GROUP BY 1, 2, 3
"""  # noqa: S608  our own words only
_SOME = "received <> 0 OR repeated <> 0 OR closed <> 0 OR cancelled <> 0"
_WEEK_TOPIC = f"""
SELECT week, topic_id, sum(received) AS received, sum(repeated) AS repeated, sum(closed) AS closed,
    sum(cancelled) AS cancelled
FROM ticket_week WHERE {_SOME} GROUP BY week, topic_id
"""  # noqa: S608  our own words only
_ROLLUPS = {
    # How it is counted, what it holds; rows of nothing but zeros may stay behind. In this order:
    # the last is counted from the one before it.
    "ticket_cube": (_CUBE, "SELECT * FROM ticket_cube WHERE tickets <> 0"),
    "ticket_week": (_WEEK, f"SELECT * FROM ticket_week WHERE {_SOME}"),  # noqa: S608  our own words only
    "ticket_week_topic": (_WEEK_TOPIC, f"SELECT * FROM ticket_week_topic WHERE {_SOME}"),  # noqa: S608  our own words only
}
_BY_TOPIC = """
SELECT week, topic_id, received, repeated, closed, cancelled
FROM ticket_week_topic WHERE week >= ? AND week < ? ORDER BY week, topic_id
"""


def wrong(store: Store) -> int:
    """Return how many rows of the rollups differ from what the tickets say."""
    found = 0
    with store.snapshot():
        for counted, held in _ROLLUPS.values():
            for one, other in ((counted, held), (held, counted)):
                sql = f"SELECT count(*) FROM (SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}))"  # noqa: S608  our own words only
                found += int(store.scalar(sql))
    return found


def recount(store: Store) -> None:
    """Count the rollups anew from the tickets; inside a transaction."""
    for name, (counted, _) in _ROLLUPS.items():
        store.execute(f"DELETE FROM {name}")  # noqa: S608  our own words only
        store.execute(f"INSERT INTO {name} SELECT * FROM ({counted})")  # noqa: S608  our own words only


def by_topic(store: Store, first: dt.date, until: dt.date) -> list[WeekTopic]:
    """Return weeks that begin from a Monday on and before another, by topic, the earliest first."""
    rows = store.rows(_BY_TOPIC, (first.isoformat(), until.isoformat()))
    mondays = {text: dt.date.fromisoformat(text) for text in {row[0] for row in rows}}
    return [
        WeekTopic(mondays[week], topic, received, repeated, closed, cancelled)
        for week, topic, received, repeated, closed, cancelled in rows
    ]
