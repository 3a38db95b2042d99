"""A line of a ticket's history: what happened is read before who did it."""

import datetime as dt

import pytest

from desktop_app.core.enums import Operation
from desktop_app.core.records.tickets import HistoryEvent
from desktop_app.ui.pages.tickets.events import timeline_event

_AT = dt.datetime(2026, 11, 22, 9, 15)


@pytest.mark.parametrize(
    ("clerk", "details", "shown"),
    [
        ("Панфилова Ольга Дмитриевна", "их № 12 · Панфилова Ольга Дмитриевна", "Панфилова О. Д."),
        ("", "сам заявитель", "сам заявитель"),
        ("Дежурный", "их № 12 · Дежурный", "Дежурный"),
    ],
)
def test_the_clerk_is_named_by_initials(clerk: str, details: str, shown: str) -> None:
    """A long name would take the room of the words before it."""
    kind = Operation.TICKET_NOTE
    event = timeline_event(HistoryEvent(1, _AT, _AT, clerk, kind, "Звонок", details, 1, None))
    assert event.detail.replace("\N{NO-BREAK SPACE}", " ").endswith(shown)
