"""Collection sites and missed collections as journals for higher bodies tell them."""

import datetime as dt
from dataclasses import dataclass, field

from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.enums import HandoverOutcome
from desktop_app.core.records.waste import Container, MissCause
from desktop_app.core.waste_lateness import Norm


@dataclass(frozen=True, slots=True)
class MissedLine:
    """A missed collection; `temperature` is the mean of the day it was due on, °C.

    `acts`, `photos` and the answer are those of its ticket, `norm` is the office's.
    """

    id: int
    register_number: str
    site: str
    kind: WasteKind
    due_at: dt.datetime
    collected_at: dt.datetime | None
    temperature: float | None
    cause: MissCause | None
    carrier: str
    ticket: str
    handed_at: dt.datetime | None
    houses: int
    planned_on: dt.date
    acts: tuple[str, ...]
    photos: int
    outcome: HandoverOutcome | None
    answered_at: dt.datetime | None
    answer: str
    norm: Norm = field(default_factory=Norm)


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site of the register (ПП 1039 от 31.08.2018); `is_known`: its owner stands in the book."""

    id: int
    register_number: str
    settlement: str
    address: str
    latitude: float | None
    longitude: float | None
    surface: str
    fence: str
    has_roof: bool | None
    area: float | None
    containers: tuple[Container, ...]
    owner: str
    is_known: bool
    houses: tuple[str, ...]
    schedules: tuple[Schedule, ...]
    carrier: str
