"""Figures of a period for the штаб."""

import datetime as dt

from db.queries import rollups
from db.queries.summary_tally import BALANCE, Tally
from desktop_app.core.records.balance import Balance
from desktop_app.core.records.weeks import WeekTopic
from desktop_app.core.summary_periods import Span
from desktop_app.services.desk import Desk


class Figures:
    """Counts over any period."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def balance(self, first: dt.date, last: dt.date) -> Balance:
        """Return open at the start, received, closed and open at the end of inclusive days."""
        tally = Tally(self._desk.store, Span(first, last))
        return tally.settled(tally.balance, *BALANCE)

    def weeks(self, last: dt.date, count: int = 52) -> list[WeekTopic]:
        """Return the weeks by topic up to the one of a day, the earliest first; quiet ones miss."""
        until = last - dt.timedelta(days=last.weekday()) + dt.timedelta(weeks=1)
        return rollups.by_topic(self._desk.store, until - dt.timedelta(weeks=count), until)
