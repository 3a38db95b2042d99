"""Houses of the address book."""

import datetime as dt
import enum
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.core.changes import Changes
from desktop_app.core.enums import Service
from desktop_app.core.records.waste import HouseCollection


class BuildingSort(enum.StrEnum):
    """Columns the list of houses sorts by."""

    ADDRESS = "address"
    SETTLEMENT = "settlement"
    MANAGER = "manager"
    YEAR = "year"
    FLOORS = "floors"
    FLATS = "flats"
    OPEN_TICKETS = "open_tickets"


@dataclass(frozen=True, slots=True)
class BuildingQuery:
    """A question to the list of houses; empty parts do not narrow it.

    Every word of `text` must stand somewhere in the address or the settlement's name.
    """

    text: str = ""
    street_id: int | None = None
    settlement_id: int | None = None
    manager_id: int | None = None
    without_manager: bool = False
    sort: BuildingSort = BuildingSort.ADDRESS
    descending: bool = False


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A house as lists show it."""

    id: int
    address: str
    settlement: str
    manager: str
    year: int | None
    floors: int | None
    entrances: int | None
    flats: int | None
    open_tickets: int


@dataclass(frozen=True, slots=True)
class Street:
    """A street as filters offer it, with the number of its houses."""

    id: int
    settlement_id: int
    settlement: str
    title: str
    houses: int


@dataclass(frozen=True, slots=True)
class StreetAlias:
    """A former name or a nickname of a street."""

    name: str
    is_former: bool = True


@dataclass(frozen=True, slots=True)
class Entrance:
    """An entrance with the flats behind it."""

    number: int
    flat_from: int | None = None
    flat_to: int | None = None
    floors: int | None = None
    door_code: str = ""


class FlatPlace(NamedTuple):
    """Where a flat is; the floor is None unless every floor has the same number of flats."""

    entrance: int
    floor: int | None


@dataclass(frozen=True, slots=True)
class ServedBy:
    """Who serves a house, with the phones a clerk reads to the caller.

    `since` and `until` are the first and the last day, «» where unknown or not ended.
    """

    service: Service
    organization_id: int
    organization: str
    dispatcher_phone: str
    dispatcher_hours: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class ActiveIncident:
    """An outage a house is in, with the text to read aloud."""

    id: int
    title: str
    public_text: str
    started_at: dt.datetime
    attached: int
    service: Service | None = None


@dataclass(frozen=True, slots=True)
class BuildingTicket:
    """A ticket as the house panel shows it."""

    id: int
    number: str
    registered_at: dt.datetime
    premise: str
    topic: str
    status: str


@dataclass(frozen=True, slots=True)
class Passport:
    """What is known of a house besides its address; None and "" mean «not known»."""

    year: int | None = None
    floors: int | None = None
    floors_min: int | None = None
    entrances: int | None = None
    flats: int | None = None
    area_total: float | None = None
    area_living: float | None = None
    house_type: str = ""
    series: str = ""
    energy_class: str = ""
    is_dangerous: bool | None = None
    management_method: str = ""
    fias_guid: str = ""
    cadastral: str = ""
    oktmo: str = ""
    latitude: float | None = None
    longitude: float | None = None
    heating_unit: str = ""
    heating_scheme: str = ""
    temperature_chart: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BuildingDraft:
    """A house as typed or imported: the written address is parsed by the service."""

    settlement: str
    street: str
    house: str
    passport: Passport = field(default_factory=Passport)
    region: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class BuildingCard:
    """Everything about one house; `draft` is what a form shows for editing."""

    id: int
    version: int
    address: str
    full_address: str
    settlement: str
    street_id: int
    passport: Passport
    entrances: tuple[Entrance, ...] = ()
    served_by: tuple[ServedBy, ...] = ()
    incidents: tuple[ActiveIncident, ...] = ()
    incidents_ahead: tuple[ActiveIncident, ...] = ()
    last_tickets: tuple[BuildingTicket, ...] = ()
    tickets_week: int = 0
    tickets_season: int = 0
    aliases: tuple[str, ...] = ()
    street_aliases: tuple[StreetAlias, ...] = ()
    collections: tuple[HouseCollection, ...] = ()
    street: str = ""
    house: str = ""
    region: str = ""
    district: str = ""

    @property
    def draft(self) -> BuildingDraft:
        """Return the house as a form shows it for editing."""
        return BuildingDraft(
            self.settlement, self.street, self.house, self.passport, self.region, self.district
        )


@dataclass(frozen=True, slots=True)
class StreetNamesSaved:
    """Other names of a street as they were written down."""

    names: tuple[StreetAlias, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class BuildingSaved:
    """The answer to a saved house; `version` is what the next save must name."""

    id: int
    version: int
    address: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class ContractsSaved:
    """The answer to «these houses are served by that organisation since then»."""

    changed: int
    same: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class HouseOffer:
    """A found house as the list under the address field shows it.

    `spans` are (start, end) of the matched letters within `address`; `match` is a Verdict's value;
    `is_alike` when the number typed is not that of this house.
    """

    building_id: int
    address: str
    spans: tuple[tuple[int, int], ...]
    match: str
    manager: str
    floors: int | None
    flats: int | None
    tickets_week: int
    is_alike: bool = False
