"""Values of a register column with their counts, under the question in force."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from db.connection import Store, Value
from db.queries import cube, register_masks, register_narrow, register_order, summary_tickets
from db.queries.register_masks import Mask
from db.queries.register_order import ALL_TIME, Bounds, run, walk
from db.queries.register_where import Driver, Where, bounds, conditions, source
from desktop_app.core.records.figures import FigureAsk
from desktop_app.core.records.register import ColumnFilter, RegisterQuery, ValueCount

_BLOCK = 5_000
_COLUMNS = {
    ColumnFilter.STATUS: Driver.STATUS,
    ColumnFilter.TOPIC: Driver.TOPIC,
    ColumnFilter.ORGANIZATION: Driver.ORGANIZATION,
}


def counts(
    store: Store, query: RegisterQuery, column: ColumnFilter, now: dt.datetime
) -> list[ValueCount]:
    """Return the column's values, the commonest first; its own filter is left out."""
    asked, own = _without(query, column), _COLUMNS[column]
    found: Mapping[Value, int]
    driver = register_narrow.driver(store, asked)
    if asked.figure is not None and summary_tickets.is_long(asked.figure):
        found = _by_blocks(store, asked, asked.figure, own, now)
    elif driver is not None:
        found = _grouped(store, conditions(asked, now, driver), own, driver)
    else:
        broad = register_narrow.broad(store, asked)
        if not all(broad.values()):
            return []
        if bounds(asked) == ALL_TIME and cube.COLUMNS.issuperset(broad):
            found = cube.by_value(store, own, broad)
        else:
            found = _one_by_one(store, broad, bounds(asked), own)
    values = [
        ValueCount(value, count)
        for value, count in found.items()
        if isinstance(value, str | int) and count
    ]
    return sorted(values, key=lambda item: (-item.count, item.value))


def _without(query: RegisterQuery, column: ColumnFilter) -> RegisterQuery:
    asked = dataclasses.replace(query, text="")
    if column is ColumnFilter.STATUS:
        return dataclasses.replace(asked, statuses=())
    if column is ColumnFilter.TOPIC:
        return dataclasses.replace(asked, topic_ids=())
    return dataclasses.replace(asked, organization_ids=())


def _by_blocks(
    store: Store, asked: RegisterQuery, figure: FigureAsk, own: Driver, now: dt.datetime
) -> Mapping[Value, int]:
    """Count the tickets behind a number of many days by short reads: week by week, then blocks."""
    behind: set[int] = set()
    for sql, parameters in summary_tickets.by_weeks(figure):
        behind.update(row[0] for row in store.rows(sql, parameters))
    ids, rest = sorted(behind), dataclasses.replace(asked, figure=None)
    found: Counter[Value] = Counter()
    for start in range(0, len(ids), _BLOCK):
        where = conditions(rest, now, Driver.IDS)
        where.among("t.id", ids[start : start + _BLOCK])
        found.update(_grouped(store, where, own, Driver.IDS))
    return found


def _grouped(store: Store, where: Where, own: Driver, driver: Driver) -> dict[Value, int]:
    """Count few tickets by value; the shut column keeps the plan to the driver's index."""
    name = f"coalesce(t.{own.value}, 0)"
    sql = f"SELECT {name}, count(*) FROM {source(driver)} {where.sql} GROUP BY {name}"  # noqa: S608  our own words only
    return {
        None if value == 0 else value: count for value, count in store.rows(sql, where.parameters)
    }


def _one_by_one(
    store: Store, broad: Mapping[Driver, Sequence[Value]], period: Bounds, own: Driver
) -> dict[Value, int]:
    """Count a broad question value by value, by short reads over covering indexes alone."""
    others = {column: values for column, values in broad.items() if column is not own}
    values = broad.get(own) or [value for value in cube.by_value(store, own) if value is not None]
    runs = {value: run(period, (own.value, value)) for value in values}
    if not others:
        return {value: register_order.count(store, each) for value, each in runs.items()}
    fit = Mask(0)
    for mask in register_masks.gather(store, others, ALL_TIME):
        fit = mask or fit
    return {
        value: sum(len(fit.filtered(ids)) for ids in walk(store, [each], at_once=False))
        for value, each in runs.items()
    }
