"""The balance of a period over cycles: open at the start, come, closed, open at the end."""

import datetime as dt

from db.connection import Store
from desktop_app.core import clock
from desktop_app.core.records.balance import Balance

_OPEN_AT = """
SELECT count(*) FROM ticket_cycle WHERE opened_at < ?1 AND (closed_at IS NULL OR closed_at >= ?1)
"""
# A negative callback ends one cycle and opens the next at the same moment: the ticket stays open,
# so neither side of that pair moves the balance.
_RECEIVED = (
    "SELECT count(*) FROM ticket_cycle WHERE number = 1 AND opened_at >= ? AND opened_at < ?"
)
_RETURNED = """
SELECT count(*) FROM ticket_cycle AS c
JOIN ticket_cycle AS p ON p.ticket_id = c.ticket_id AND p.number = c.number - 1
WHERE c.opened_at >= ? AND c.opened_at < ? AND p.result <> 'rework'
"""
_CLOSED = """
SELECT count(*) FROM ticket_cycle
WHERE closed_at >= ? AND closed_at < ? AND result <> 'rework'
"""
_DONE = """
SELECT count(*), coalesce(sum(late_minutes > 0), 0) FROM ticket_cycle
WHERE done_at >= ? AND done_at < ?
"""


def balance(store: Store, first: dt.date, last: dt.date) -> Balance:
    """Return the balance of inclusive days, from one state of the file."""
    start = clock.stamp(dt.datetime.combine(first, dt.time()))
    end = clock.stamp(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
    with store.snapshot():
        done, late = store.row(_DONE, (start, end)) or (0, 0)
        return Balance(
            first=first,
            last=last,
            opening=store.scalar(_OPEN_AT, (start,)),
            received=store.scalar(_RECEIVED, (start, end)),
            returned=store.scalar(_RETURNED, (start, end)),
            closed=store.scalar(_CLOSED, (start, end)),
            closing=store.scalar(_OPEN_AT, (end,)),
            done=done,
            late=late,
        )
