"""Collection sites of household waste: what is typed, what lists and cards show."""

import datetime as dt
import enum
from dataclasses import dataclass, field

from desktop_app.core.changes import Changes
from desktop_app.core.collection_schedule import Collection, Schedule, WasteKind
from desktop_app.core.enums import Titled
from desktop_app.core.waste_lateness import Delay, Lateness, MonthLateness


class SiteSort(enum.StrEnum):
    """Columns the list of sites sorts by."""

    ADDRESS = "address"
    NUMBER = "register_number"
    SETTLEMENT = "settlement"
    HOUSES = "houses"


@dataclass(frozen=True, slots=True)
class SiteQuery:
    """A question to the list; every word of `text` stands in the address, number or owner."""

    text: str = ""
    only_late: bool = False
    sort: SiteSort = SiteSort.ADDRESS
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Container:
    """Containers of one kind and volume at a site; `volume` in cubic metres."""

    kind: WasteKind
    volume: float
    amount: int


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """What a clerk may say of a site (register of sites: ПП 1039 от 31.08.2018)."""

    address: str
    settlement: str = ""
    register_number: str = ""
    latitude: float | None = None
    longitude: float | None = None
    owner_id: int | None = None
    owner_text: str = ""
    surface: str = ""
    fence: str = ""
    has_roof: bool | None = None
    area: float | None = None
    note: str = ""
    containers: tuple[Container, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    building_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site as lists show it; `delay` runs now, `calls` are open tickets without a mark."""

    id: int
    address: str
    settlement: str
    register_number: str
    containers: tuple[Container, ...]
    schedules: tuple[Schedule, ...]
    houses: int
    carrier: str
    upcoming: Collection | None
    delay: Delay | None
    calls: int = 0

    @property
    def has_window(self) -> bool:
        """Tell whether the hours of the next collection are agreed."""
        return self.upcoming is not None and self.schedules[self.upcoming.place].has_window


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who collects, with the number a caller may be given."""

    id: int
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SiteHouse:
    """A house served by a site."""

    id: int
    address: str


class MissCause(Titled):
    """Why a collection did not happen; none stops the hours (ПП 354 excuses nobody)."""

    SNOW = "snow", "снег"
    ICE = "ice", "гололёд"
    BLOCKED = "blocked", "нет подъезда"
    BREAKDOWN = "breakdown", "поломка машины"
    OTHER = "other", "другое"


@dataclass(frozen=True, slots=True)
class MissedRow:
    """A collection that did not happen; `ticket` is the number of the ticket made of it.

    `cause` None means nobody has said why.
    """

    id: int
    kind: WasteKind
    opens_at: dt.datetime
    due_at: dt.datetime
    collected_at: dt.datetime | None
    ticket_id: int | None
    ticket: str
    note: str
    cause: MissCause | None = None


@dataclass(frozen=True, slots=True)
class KindLateness:
    """How late one kind of waste is at a site."""

    kind: WasteKind
    lateness: Lateness

    def month(self, day: dt.date) -> MonthLateness:
        """Return the month of a day."""
        return self.lateness.month(day)


@dataclass(frozen=True, slots=True)
class SiteCard:
    """Everything about one site; `upcoming` are its next three collections.

    `calls` are ids and numbers of open tickets about it that no mark is linked to.
    """

    id: int
    version: int
    draft: SiteDraft
    owner: str
    carriers: dict[int, Carrier]
    houses: tuple[SiteHouse, ...]
    upcoming: tuple[Collection, ...]
    missed: tuple[MissedRow, ...]
    lateness: tuple[KindLateness, ...]
    calls: tuple[tuple[int, str], ...] = ()

    def carrier_of(self, schedule: Schedule) -> Carrier | None:
        """Return who collects by a schedule."""
        return self.carriers.get(schedule.carrier_id or 0)


@dataclass(frozen=True, slots=True)
class SiteSaved:
    """The answer to a saved site; `version` is what the next save must name."""

    id: int
    version: int
    address: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class HouseCollection:
    """What a caller from a house is told: when, where and who; one for each kind and site."""

    site_id: int
    site: str
    kind: WasteKind
    schedule: Schedule
    upcoming: Collection | None
    carrier: str
    carrier_phone: str
    delay: Delay | None = None


@dataclass(frozen=True, slots=True)
class MissedSaved:
    """The answer to «не вывезли» or «вывезли», with all that is needed to take it back."""

    site_id: int
    address: str
    missed_ids: tuple[int, ...]
    due: dt.datetime
    ticket_id: int | None = None
    ticket: str = ""
    ticket_actions: tuple[int, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class DayTemperature:
    """The mean temperature of a day in °C, and who says so."""

    day: dt.date
    average: float
    source: str = ""
