"""Figures of a period for the штаб."""

import datetime as dt

from db.queries import balance as queries
from desktop_app.core.records.balance import Balance
from desktop_app.services.desk import Desk


class Figures:
    """Counts over any period."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def balance(self, first: dt.date, last: dt.date) -> Balance:
        """Return open at the start, received, closed and open at the end of inclusive days."""
        return queries.balance(self._desk.store, first, last)
