"""The figures triggers keep beside the tickets: compared with the tickets, and counted anew."""

from collections.abc import Sequence
from typing import NamedTuple

from db.connection import Store, Value

_MONDAY = "date({moment}, 'weekday 0', '-6 days')"
# Tickets one by one, as each adds to a rollup. Not by an index: all rows are read anyway.
_CUBE_ROWS = """
SELECT status, topic_id, coalesce(organization_id, 0) AS organization_id, 1 AS tickets
FROM ticket NOT INDEXED
"""
_WEEK_ROWS = f"""
SELECT {_MONDAY.format(moment="registered_at")} AS week, topic_id,
    coalesce(organization_id, 0) AS organization_id, 1 AS received, is_repeat AS repeated,
    0 AS closed, 0 AS cancelled
FROM ticket NOT INDEXED
UNION ALL
SELECT {_MONDAY.format(moment="closed_at")}, topic_id, coalesce(organization_id, 0), 0, 0,
    status = 'closed', status <> 'closed'
FROM ticket NOT INDEXED WHERE closed_at IS NOT NULL
"""  # noqa: S608  our own words only
_CUBE = f"""
SELECT status, topic_id, organization_id, sum(tickets) AS tickets FROM ({_CUBE_ROWS})
GROUP BY 1, 2, 3
"""  # noqa: S608  our own words only
_WEEK = f"""
SELECT week, topic_id, organization_id, sum(received) AS received, sum(repeated) AS repeated,
    sum(closed) AS closed, sum(cancelled) AS cancelled
FROM ({_WEEK_ROWS}) GROUP BY 1, 2, 3
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
# Each ticket is added to its row of a small table: sorting millions to make some thousands takes
# twice as long. WHERE keeps the parser from taking ON for the condition of a join.
_SUMMING = {
    "ticket_cube": (
        "CREATE TEMP TABLE new_ticket_cube (status TEXT, topic_id INTEGER, organization_id INTEGER,"
        " tickets INTEGER, PRIMARY KEY (status, topic_id, organization_id)) WITHOUT ROWID",
        f"INSERT INTO temp.new_ticket_cube SELECT * FROM ({_CUBE_ROWS}) WHERE true"  # noqa: S608  our own words only
        " ON CONFLICT DO UPDATE SET tickets = tickets + excluded.tickets",
    ),
    "ticket_week": (
        "CREATE TEMP TABLE new_ticket_week (week TEXT, topic_id INTEGER, organization_id INTEGER,"
        " received INTEGER, repeated INTEGER, closed INTEGER, cancelled INTEGER,"
        " PRIMARY KEY (week, topic_id, organization_id)) WITHOUT ROWID",
        f"INSERT INTO temp.new_ticket_week SELECT * FROM ({_WEEK_ROWS}) WHERE true"  # noqa: S608  our own words only
        " ON CONFLICT DO UPDATE SET received = received + excluded.received,"
        " repeated = repeated + excluded.repeated, closed = closed + excluded.closed,"
        " cancelled = cancelled + excluded.cancelled",
    ),
}


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
        summing = _SUMMING.get(name, ())
        for statement in summing:
            store.execute(statement)
        store.execute(f"DELETE FROM {name}")  # noqa: S608  our own words only
        source = f"SELECT * FROM temp.new_{name}" if summing else counted  # noqa: S608  our own words only
        store.execute(f"INSERT INTO {name} {source}")
        if summing:
            store.execute(f"DROP TABLE temp.new_{name}")


class Counted(NamedTuple):
    """Figures counted by the writer of all tickets: rows of `ticket_cube` and of `ticket_week`."""

    cube: Sequence[Sequence[Value]]
    weeks: Sequence[Sequence[Value]]


def put(store: Store, counted: Counted) -> None:
    """Write figures down where no trigger has counted; inside a transaction.

    Weeks by topic are added up by the trigger of `ticket_week`.
    """
    store.insert_many("INSERT INTO ticket_cube VALUES (?,?,?,?)", counted.cube)
    store.insert_many("INSERT INTO ticket_week VALUES (?,?,?,?,?,?,?)", counted.weeks)
