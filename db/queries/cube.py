"""Counts of tickets by status, topic and organisation, kept by triggers in `ticket_cube`."""

from collections.abc import Mapping, Sequence

from db.connection import Store, Value
from db.queries.register_where import Driver, Where

COLUMNS = frozenset({Driver.STATUS, Driver.TOPIC, Driver.ORGANIZATION})


def total(store: Store, chosen: Mapping[Driver, Sequence[Value]] | None = None) -> int:
    """Return how many tickets there are, all or with chosen values of the cube's columns."""
    where = _where(chosen or {})
    sql = f"SELECT coalesce(sum(tickets), 0) FROM ticket_cube {where.sql}"  # noqa: S608  our own words only
    return int(store.scalar(sql, where.parameters))


def by_value(
    store: Store, column: Driver, chosen: Mapping[Driver, Sequence[Value]] | None = None
) -> dict[Value, int]:
    """Return how many tickets have each value of a column; None stands for no organisation."""
    where, name = _where(chosen or {}), column.value
    sql = (
        f"SELECT {name}, sum(tickets) AS tickets FROM ticket_cube {where.sql}"  # noqa: S608  our own words only
        f" GROUP BY {name} HAVING sum(tickets) > 0"
    )
    rows = store.rows(sql, where.parameters)
    return {None if value == 0 else value: count for value, count in rows}


def rest(store: Store, column: Driver, chosen: Sequence[Value]) -> list[Value] | None:
    """Return the other values of a column where most tickets have a chosen one, else None."""
    if column not in COLUMNS:
        return None
    known = by_value(store, column)
    taken = sum(count for value, count in known.items() if value in chosen)
    if 2 * taken <= sum(known.values()):
        return None
    return [value for value in known if value not in chosen]


def _where(chosen: Mapping[Driver, Sequence[Value]]) -> Where:
    where = Where()
    for column, values in chosen.items():
        where.among(column.value, values)
    return where
