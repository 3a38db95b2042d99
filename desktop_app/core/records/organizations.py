"""Utilities, managing companies, carriers and others a ticket is handed to."""

from dataclasses import dataclass

from desktop_app.core.enums import OrganizationKind, Service


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


@dataclass(frozen=True, slots=True)
class OrganizationCard:
    """Everything about one organisation."""

    id: int
    version: int
    draft: OrganizationDraft
    services: tuple[tuple[Service, int], ...]
    open_tickets: int
    overdue_tickets: int
