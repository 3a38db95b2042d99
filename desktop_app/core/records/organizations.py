"""Utilities, managing companies, carriers and others a ticket is handed to."""

import enum
from dataclasses import dataclass

from desktop_app.core.changes import Changes
from desktop_app.core.enums import OrganizationKind, Service


class OrganizationSort(enum.StrEnum):
    """Columns the list of organisations sorts by."""

    NAME = "name"
    KIND = "kind"
    HOUSES = "houses"
    OPEN_TICKETS = "open_tickets"
    OVERDUE_TICKETS = "overdue_tickets"


@dataclass(frozen=True, slots=True)
class OrganizationQuery:
    """A question to the list; every word of `text` stands in the names, ИНН or phones."""

    text: str = ""
    kind: OrganizationKind | None = None
    only_active: bool = True
    sort: OrganizationSort = OrganizationSort.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organisation as lists show it."""

    id: int
    kind: OrganizationKind
    name: str
    short_name: str
    inn: str
    dispatcher_phone: str
    dispatcher_hours: str
    houses: int
    open_tickets: int
    overdue_tickets: int


@dataclass(frozen=True, slots=True)
class OrganizationRef:
    """An organisation as a choice in a form or a filter."""

    id: int
    name: str
    kind: OrganizationKind


@dataclass(frozen=True, slots=True)
class Person:
    """A contact person of an organisation."""

    name: str
    post: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class OrganizationDraft:
    """What a clerk may type about an organisation; numbers are checked by their checksums."""

    kind: OrganizationKind
    name: str
    short_name: str = ""
    inn: str = ""
    kpp: str = ""
    ogrn: str = ""
    address: str = ""
    email: str = ""
    website: str = ""
    phone: str = ""
    dispatcher_phone: str = ""
    dispatcher_hours: str = ""
    note: str = ""
    people: tuple[Person, ...] = ()
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class OrganizationCard:
    """Everything about one organisation; `services` counts the houses served by each today."""

    id: int
    version: int
    draft: OrganizationDraft
    services: tuple[tuple[Service, int], ...]
    open_tickets: int
    overdue_tickets: int
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganizationSaved:
    """The answer to a saved organisation; `version` is what the next save must name."""

    id: int
    version: int
    name: str
    changes: Changes
