"""How many tickets fit: the figures of tabs in one pass, and of any question."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from db.connection import Store, Value
from db.queries import cube, register_narrow, register_order, register_parts, summary_tickets
from db.queries.register_order import ALL_TIME, Bounds, Run
from db.queries.register_where import RUNNING, Driver, bounds
from desktop_app.core import clock
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import RegisterQuery, RegisterView

_VIEWS = f"""
SELECT count(*), coalesce(sum(coalesce(clerk_id, 0) = ?), 0),
    coalesce(sum(deadline_at < ? AND status IN ({",".join("?" * len(RUNNING))})), 0),
    coalesce(sum(is_control), 0), coalesce(sum(status = '{TicketStatus.DONE}'), 0)
FROM ticket WHERE closed_at IS NULL
"""  # noqa: S608  our own words only


def by_view(store: Store, clerk_id: int | None, now: dt.datetime) -> dict[RegisterView, int]:
    """Return the count of every view, from one moment: one look at the open tickets, no more."""
    with store.snapshot():
        row = store.row(_VIEWS, (clerk_id or 0, clock.stamp(now), *RUNNING)) or (0, 0, 0, 0, 0)
        total = cube.total(store)
    views = (
        RegisterView.OPEN,
        RegisterView.MINE,
        RegisterView.OVERDUE,
        RegisterView.CONTROL,
        RegisterView.CALLBACK,
    )
    return {**dict(zip(views, row, strict=True)), RegisterView.ALL: total}


def count(store: Store, query: RegisterQuery, now: dt.datetime) -> int:
    """Return how many tickets fit a question: from the cube, by one narrow SQL, or by going."""
    is_long = query.figure is not None and summary_tickets.is_long(query.figure)
    if not query.text.strip() and not is_long:
        driver = register_narrow.driver(store, query)
        if driver is not None:
            return register_narrow.count(store, query, now, driver)
        chosen = register_narrow.broad(store, query)
        if not all(chosen.values()):
            return 0
        period = bounds(query)
        if period == ALL_TIME and cube.COLUMNS.issuperset(chosen):
            return cube.total(store, chosen)
        if len(chosen) <= 1:
            return sum(register_order.count(store, each) for each in _runs(chosen, period))
    return sum(len(ids) for ids in register_parts.parts(store, query, now))


def _runs(chosen: Mapping[Driver, Sequence[Value]], period: Bounds) -> Iterator[Run]:
    """Yield the stretches of indexes that hold a question with one condition and a period."""
    if not chosen:
        yield register_order.run(period)
    for column, values in chosen.items():
        for value in values:
            yield register_order.run(period, (column.value, value))
