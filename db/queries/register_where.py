"""A register question as SQL conditions over `ticket AS t`.

At a million tickets one wrong index costs a second, so a question names the one condition that may
use an index (its driver) and shuts the others by a unary plus, which costs nothing: the plan is the
same with statistics and without them, and tests/db/test_register_plans.py holds it.
"""

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.connection import Value
from db.queries import summary_tickets
from desktop_app.core import clock
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import RegisterQuery, RegisterView

OPEN = tuple(status.value for status in TicketStatus if status.is_open)
RUNNING = tuple(status.value for status in TicketStatus if status.runs_clock)
_OPEN_VIEWS = frozenset(RegisterView) - {RegisterView.ALL}
_SERVED = "{column} IN (SELECT id FROM topic WHERE service IN ({marks}))"
_ON_STREET = "{column} IN (SELECT id FROM building WHERE street_id = ?)"


class Driver(enum.StrEnum):
    """The condition whose index finds the rows; the value is the column where there is one."""

    FIGURE = "figure"
    OPEN = "closed_at"
    BUILDING = "building_id"
    STREET = "street"
    PERIOD = "registered_at"
    STATUS = "status"
    TOPIC = "topic_id"
    ORGANIZATION = "organization_id"
    CLERK = "clerk_id"
    IDS = "id"


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


def is_open_only(query: RegisterQuery) -> bool:
    """Tell whether only open tickets can fit."""
    asked = {status.value for status in query.statuses}
    return query.view in _OPEN_VIEWS or (bool(asked) and asked <= set(OPEN))


def fixed_driver(query: RegisterQuery) -> Driver | None:
    """Return the condition that is narrow in any office, or None."""
    if query.figure is not None:
        return Driver.FIGURE
    if query.building_id is not None:
        return Driver.BUILDING
    if is_open_only(query):
        return Driver.OPEN
    return Driver.STREET if query.street_id is not None else None


def source(driver: Driver | None) -> str:
    """Return the table to read, for the conditions of a driver.

    Other indexes hold the moment of registration too, after a column of few values, and SQLite
    with statistics would skip through them: a period names its index.
    """
    return "ticket AS t INDEXED BY ticket_registered" if driver is Driver.PERIOD else "ticket AS t"


def bounds(query: RegisterQuery) -> tuple[str | None, str | None]:
    """Return the first moment of the period and the first one after it; None where it is open."""
    until = query.date_to + dt.timedelta(days=1) if query.date_to else None
    return (
        query.date_from.isoformat() if query.date_from else None,
        until.isoformat() if until else None,
    )


def conditions(query: RegisterQuery, now: dt.datetime, driver: Driver | None = None) -> Where:
    """Return the conditions of a question at a moment (overdue depends on it), its words left out.

    Without a driver the narrow one is taken; where there is none, any index may be used.
    """
    column = _Columns(driver or fixed_driver(query))
    where = Where()
    if query.figure is not None:
        sql, parameters = summary_tickets.ids(query.figure)
        where.add(f"t.id IN ({sql})", *parameters)
    _add_view(where, query, now, column)
    since, until = bounds(query)
    if since:
        where.add(f"{column.name(Driver.PERIOD)} >= ?", since)
    if until:
        where.add(f"{column.name(Driver.PERIOD)} < ?", until)
    where.among(column.name(Driver.STATUS), [status.value for status in query.statuses])
    where.among(column.name(Driver.TOPIC), query.topic_ids)
    where.among(column.name(Driver.ORGANIZATION), query.organization_ids)
    if query.services:
        marks = ",".join("?" * len(query.services))
        served = _SERVED.format(column=column.name(Driver.TOPIC), marks=marks)
        where.add(served, *(service.value for service in query.services))
    _add_place(where, query, column)
    return where


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns as they may be written: bare for the driver or without one, shut for the rest."""

    driver: Driver | None

    def name(self, wanted: Driver) -> str:
        name = f"t.{wanted.value}"
        return name if self.driver in (None, wanted) else f"+{name}"


def _add_view(where: Where, query: RegisterQuery, now: dt.datetime, column: _Columns) -> None:
    if is_open_only(query):
        is_driver = column.driver is Driver.OPEN
        where.add("t.closed_at IS NULL" if is_driver else "coalesce(t.closed_at, '') = ''")
    if query.view is RegisterView.MINE or query.clerk_id is not None:
        where.add("coalesce(t.clerk_id, 0) = ?", query.clerk_id or 0)  # of nobody, without a clerk
    if query.view is RegisterView.CONTROL:
        where.add("t.is_control = 1")
    if query.view is RegisterView.CALLBACK:
        where.among(column.name(Driver.STATUS), [TicketStatus.DONE.value])
    if query.view is RegisterView.OVERDUE:
        # A ticket without a term is never late: NULL is before no moment.
        where.add("+t.deadline_at < ?", clock.stamp(now))
        where.among(column.name(Driver.STATUS), RUNNING)


def _add_place(where: Where, query: RegisterQuery, column: _Columns) -> None:
    if query.building_id is not None:
        where.add(f"{column.name(Driver.BUILDING)} = ?", query.building_id)
    if query.street_id is not None:
        bare = column.driver in (None, Driver.STREET)
        name = "t.building_id" if bare else "+t.building_id"
        where.add(_ON_STREET.format(column=name), query.street_id)
