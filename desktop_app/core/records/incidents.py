"""Outages as typed, listed and shown."""

import datetime as dt
import enum
from dataclasses import dataclass

from desktop_app.core.changes import Changes
from desktop_app.core.enums import IncidentKind, IncidentState, Service, Titled
from desktop_app.core.records.tickets import TicketRow


class IncidentView(Titled):
    """Which outages the list shows; DUE are those whose planned end is near or has passed."""

    OPEN = "open", "Открытые"
    DUE = "due", "Пора проверить"
    ENDED = "ended", "Законченные"
    ALL = "all", "Все"


class IncidentSort(enum.StrEnum):
    """Columns the list of outages sorts by; STATE puts those that go on first."""

    STATE = "state"
    STARTED = "started"
    TITLE = "title"
    KIND = "kind"
    SERVICE = "service"
    HOUSES = "houses"
    TICKETS = "tickets"
    PLANNED_END = "planned_end"
    ORGANIZATION = "organization"


class Told(Titled):
    """Who must be told of an outage: ПП 416 (section IV) and ПП 354, п. 104."""

    AUTHORITY = "authority", "Оповещены ОМС"
    CONSUMERS = "consumers", "Оповещены потребители"


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """A question to the list of outages; empty parts do not narrow it.

    Every word of `text` must stand in the title, the cause, the text for callers, the name of the
    organisation or an address.
    """

    view: IncidentView = IncidentView.OPEN
    text: str = ""
    kinds: tuple[IncidentKind, ...] = ()
    services: tuple[Service, ...] = ()
    organization_ids: tuple[int, ...] = ()
    building_id: int | None = None
    sort: IncidentSort = IncidentSort.STATE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """An outage as typed; an empty title is made of kind, service and streets."""

    kind: IncidentKind
    service: Service
    started_at: dt.datetime
    building_ids: tuple[int, ...] = ()
    title: str = ""
    public_text: str = ""
    cause: str = ""
    organization_id: int | None = None
    planned_end: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An outage as lists show it; `open_tickets` are attached ones still to be done."""

    id: int
    kind: IncidentKind
    service: Service
    title: str
    state: IncidentState
    started_at: dt.datetime
    planned_end: dt.datetime | None
    ended_at: dt.datetime | None
    organization: str
    first_house: str
    houses: int
    tickets: int
    open_tickets: int

    @property
    def place(self) -> str:
        """The first house, and how many more."""
        more = f" и ещё {self.houses - 1}" if self.houses > 1 else ""
        return f"{self.first_house}{more}"


@dataclass(frozen=True, slots=True)
class IncidentHouse:
    """A house an outage is over; `street` is its shown name, `house` the number alone."""

    id: int
    address: str
    settlement: str
    street: str
    house: str


@dataclass(frozen=True, slots=True)
class ToldMark:
    """When somebody was told, by whom and in what way."""

    at: dt.datetime
    who: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class IncidentEvent:
    """One readable line of an outage's history."""

    id: int
    at: dt.datetime
    clerk: str
    operation: str
    title: str
    details: str


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """Everything about one outage.

    `tickets` are attached ones, newest first; `proposed` are open tickets of its houses and its
    service that are attached to none.
    """

    row: IncidentRow
    version: int
    public_text: str
    cause: str
    organization_id: int | None
    organization_name: str
    organization_phone: str
    houses: tuple[IncidentHouse, ...]
    tickets: tuple[TicketRow, ...]
    proposed: tuple[TicketRow, ...]
    told: dict[Told, ToldMark]
    cancel_reason: str
    history: tuple[IncidentEvent, ...]

    @property
    def id(self) -> int:
        """The id of the outage."""
        return self.row.id

    @property
    def draft(self) -> IncidentDraft:
        """The outage as it would be typed."""
        return IncidentDraft(
            kind=self.row.kind,
            service=self.row.service,
            started_at=self.row.started_at,
            building_ids=tuple(house.id for house in self.houses),
            title=self.row.title,
            public_text=self.public_text,
            cause=self.cause,
            organization_id=self.organization_id,
            planned_end=self.row.planned_end,
        )


@dataclass(frozen=True, slots=True)
class SavedIncident:
    """An outage that was saved: its version from now on and what changed."""

    id: int
    version: int
    title: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class IncidentWatch:
    """How many outages go on, and for how many of them the planned end is near or has passed."""

    open: int = 0
    soon: int = 0
    late: int = 0

    @property
    def due(self) -> int:
        """How many ask to be ended or moved."""
        return self.soon + self.late


@dataclass(frozen=True, slots=True)
class TypedHouses:
    """Houses found in a typed list of addresses, and the pieces that name none for sure."""

    building_ids: tuple[int, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice for entrances says; `address` is one house's, empty for a list of houses."""

    office: tuple[str, ...]
    title: str
    kind: IncidentKind
    service: Service
    text: str
    cause: str
    address: str
    streets: tuple[tuple[str, str], ...]
    houses: int
    started_at: dt.datetime
    planned_end: dt.datetime | None
    organization: str
    phone: str
    made_at: dt.datetime
