"""The register of tickets: ids by a question, rows by ids, figures of one moment."""

import dataclasses
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence

from db.queries import register_counts, register_parts, register_values, ticket_rows
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.records.register import (
    ColumnFilter,
    RegisterCounts,
    RegisterQuery,
    RegisterView,
    ValueCount,
)
from desktop_app.core.records.tickets import TicketRow
from desktop_app.services.desk import Desk

_NAMED = (Kind.ORGANIZATION, Kind.CLERK, Kind.REFERENCE, Kind.BUILDING)


class Register:
    """Questions to the register."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk; small tables are read once and forgotten when they change."""
        self._desk = desk
        self._names: ticket_rows.Names | None = None
        self._lock = threading.Lock()

    def parts(self, query: RegisterQuery) -> Iterator["array[int]"]:
        """Yield ids of all fitting tickets in the order asked for, the first screen first.

        Each step is a short read; some parts may be empty. To be taken in one thread.
        """
        return register_parts.parts(self._desk.store, self._mine(query), self._desk.now())

    def ids(self, query: RegisterQuery) -> "array[int]":
        """Return ids of all fitting tickets in the order asked for."""
        found = array("q")
        for part in self.parts(query):
            found.extend(part)
        return found

    def among(self, ids: Iterable[int], query: RegisterQuery) -> "array[int]":
        """Return those of `ids` that fit the question, in the order they came."""
        fitting = set(self.ids(query))
        return array("q", (ticket for ticket in ids if ticket in fitting))

    def page(self, ids: Sequence[int]) -> list[TicketRow]:
        """Return the rows of these ids, in their order."""
        return ticket_rows.rows(self._desk.store, ids, self._known())

    def value_counts(self, query: RegisterQuery, column: ColumnFilter) -> list[ValueCount]:
        """Return the values of a column under a question, the commonest first."""
        store, now = self._desk.store, self._desk.now()
        return register_values.counts(store, self._mine(query), column, now)

    def counts(self) -> RegisterCounts:
        """Return the figures of navigation, tabs and status line, from one moment."""
        desk = self._desk
        by_view = register_counts.by_view(desk.store, desk.clerk_id, desk.now())
        return RegisterCounts(
            total=by_view[RegisterView.ALL],
            open=by_view[RegisterView.OPEN],
            overdue=by_view[RegisterView.OVERDUE],
            control=by_view[RegisterView.CONTROL],
            callback=by_view[RegisterView.CALLBACK],
            by_view=by_view,
        )

    def on_changes(self, changes: Changes) -> None:
        """Forget the small tables when one of them changed."""
        if any(changes.touches(kind) for kind in _NAMED):
            with self._lock:
                self._names = None

    def _mine(self, query: RegisterQuery) -> RegisterQuery:
        if query.view is RegisterView.MINE and query.clerk_id is None:
            return dataclasses.replace(query, clerk_id=self._desk.clerk_id)
        return query

    def _known(self) -> ticket_rows.Names:
        with self._lock:
            if self._names is None:
                self._names = ticket_rows.names(self._desk.store)
            return self._names
