"""What happened to a house: calls by months, visits, who served it."""

import datetime as dt
from dataclasses import dataclass

from desktop_app.core.enums import InspectionStatus
from desktop_app.core.records.buildings import ServedBy


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many tickets of a house were registered in a month; `month` is its first day."""

    month: dt.date
    tickets: int


@dataclass(frozen=True, slots=True)
class HouseVisit:
    """A commission visit to a house, as its card lists it."""

    id: int
    number: str
    status: InspectionStatus
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class HouseLife:
    """The months (a year, oldest first), the latest visits, everybody who ever served."""

    months: tuple[MonthCount, ...] = ()
    visits: tuple[HouseVisit, ...] = ()
    served: tuple[ServedBy, ...] = ()
