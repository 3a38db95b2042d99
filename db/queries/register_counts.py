"""How many tickets every tab of the register holds, in one pass."""

import datetime as dt

from db.connection import Store
from db.queries import cube
from db.queries.register_where import RUNNING
from desktop_app.core import clock
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import RegisterView

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
