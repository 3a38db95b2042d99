"""A register question as SQL conditions over `ticket AS t`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from db import search
from db.connection import Value
from desktop_app.core import clock
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import RegisterQuery, RegisterView

OPEN = tuple(status.value for status in TicketStatus if status.is_open)
_SERVED = "t.topic_id IN (SELECT id FROM topic WHERE service IN ({marks}))"
RUNNING = tuple(status.value for status in TicketStatus if status.runs_clock)


@dataclass(slots=True)
class Where:
    """Conditions joined by AND, with their parameters in order."""

    parts: list[str] = field(default_factory=list)
    parameters: list[Value] = field(default_factory=list)

    def add(self, condition: str, *values: Value) -> None:
        """Add a condition with its parameters."""
        self.parts.append(condition)
        self.parameters.extend(values)

    def among(self, column: str, values: Sequence[Value]) -> None:
        """Add «column is one of», unless the list is empty."""
        if values:
            self.add(f"{column} IN ({','.join('?' * len(values))})", *values)

    @property
    def sql(self) -> str:
        """The WHERE clause, or an empty text."""
        return "WHERE " + " AND ".join(self.parts) if self.parts else ""


def conditions(query: RegisterQuery, now: dt.datetime) -> Where:
    """Return the conditions of a question at a moment (overdue depends on it)."""
    where = Where()
    _add_view(where, query, now)
    if query.date_from:
        where.add("t.registered_at >= ?", query.date_from.isoformat())
    if query.date_to:
        where.add("t.registered_at < ?", (query.date_to + dt.timedelta(days=1)).isoformat())
    where.among("t.status", [status.value for status in query.statuses])
    where.among("t.topic_id", query.topic_ids)
    where.among("t.organization_id", query.organization_ids)
    if query.building_id is not None:
        where.add("t.building_id = ?", query.building_id)
    if query.street_id is not None:
        where.add("t.building_id IN (SELECT id FROM building WHERE street_id = ?)", query.street_id)
    if query.services:
        where.add(_SERVED.format(marks=",".join("?" * len(query.services))), *query.services)
    expression = search.match_expression(search.words(query.text))
    if expression:
        found = "SELECT rowid FROM ticket_search WHERE ticket_search MATCH ?"
        where.add(f"t.id IN ({found})", expression)
    return where


def _add_view(where: Where, query: RegisterQuery, now: dt.datetime) -> None:
    if query.view in (RegisterView.OPEN, RegisterView.MINE, RegisterView.CONTROL):
        where.among("t.status", OPEN)
    if query.view is RegisterView.MINE:
        where.add("t.clerk_id IS ?", query.clerk_id)
    elif query.clerk_id is not None:
        where.add("t.clerk_id = ?", query.clerk_id)
    if query.view is RegisterView.CONTROL:
        where.add("t.is_control = 1")
    if query.view is RegisterView.CALLBACK:
        where.among("t.status", [TicketStatus.DONE.value])
    if query.view is RegisterView.OVERDUE:
        where.add("t.closed_at IS NULL AND t.deadline_at < ?", clock.stamp(now))
        where.among("t.status", RUNNING)
