"""The balance of a period over tickets: open at the start, come, closed, open at the end."""

import datetime as dt

from db.connection import Store
from db.queries import summary_tickets
from desktop_app.core.records.balance import Balance
from desktop_app.core.records.figures import Figure, FigureAsk

# A cycle that was done in these days was not closed before them: the index of endings leads to it.
_DONE = """
SELECT count(*), coalesce(sum(late_minutes > 0), 0) FROM ticket_cycle
WHERE (closed_at IS NULL OR closed_at >= :first) AND done_at >= :first AND done_at < :end
"""


def balance(store: Store, first: dt.date, last: dt.date) -> Balance:
    """Return the balance of inclusive days, from one state of the file."""
    with store.snapshot():
        done, late = store.row(*summary_tickets.bound(_DONE, first, last)) or (0, 0)

        def count(figure: Figure) -> int:
            return tickets(store, FigureAsk(figure, first, last))

        return Balance(
            first=first,
            last=last,
            opening=count(Figure.OPENING),
            received=count(Figure.RECEIVED),
            returned=count(Figure.RETURNED),
            closed=count(Figure.CLOSED),
            closing=count(Figure.CLOSING),
            done=done,
            late=late,
        )


def tickets(store: Store, ask: FigureAsk) -> int:
    """Return how many tickets are behind a figure."""
    sql, parameters = summary_tickets.ids(ask)
    return int(store.scalar(f"SELECT count(*) FROM ({sql})", parameters))  # noqa: S608  our own words only
