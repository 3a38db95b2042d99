"""What is asked of the ticket register."""

import datetime as dt
import enum
from dataclasses import dataclass, field

from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.records.figures import FigureAsk


class RegisterSort(enum.StrEnum):
    """Columns the register sorts by; each rests on an index."""

    REGISTERED = "registered"
    NUMBER = "number"
    ADDRESS = "address"
    TOPIC = "topic"
    ORGANIZATION = "organization"
    STATUS = "status"
    DEADLINE = "deadline"


class RegisterView(enum.StrEnum):
    """Ready views shown as tabs."""

    OPEN = "open"
    MINE = "mine"
    OVERDUE = "overdue"
    CONTROL = "control"
    CALLBACK = "callback"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """A question to the register; empty parts do not narrow it. Dates are inclusive days.

    `figure` leaves the tickets behind a number of a summary.
    """

    view: RegisterView = RegisterView.ALL
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    statuses: tuple[TicketStatus, ...] = ()
    topic_ids: tuple[int, ...] = ()
    services: tuple[Service, ...] = ()
    organization_ids: tuple[int, ...] = ()
    building_id: int | None = None
    street_id: int | None = None
    clerk_id: int | None = None
    text: str = ""
    sort: RegisterSort = RegisterSort.REGISTERED
    descending: bool = True
    figure: FigureAsk | None = None


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """Figures of one moment, shown in navigation, tabs and status line alike."""

    total: int = 0
    open: int = 0
    overdue: int = 0
    control: int = 0
    callback: int = 0
    by_view: dict[RegisterView, int] = field(default_factory=dict)


class ColumnFilter(enum.StrEnum):
    """Columns whose header offers values with counts; the value is the column's key."""

    STATUS = "status"
    TOPIC = "topic"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value of a column (a status code or an id) and how many tickets have it."""

    value: str | int
    count: int
