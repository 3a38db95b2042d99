"""Collection sites of an invented district: yards share one, some were not emptied in time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from random import Random
from typing import Final

from db.queries import waste as queries
from desktop_app.core import clock
from desktop_app.core.collection_schedule import Repeat, Schedule, WasteKind, Weeks
from desktop_app.core.enums import Service
from desktop_app.core.records.buildings import BuildingRow
from desktop_app.core.records.waste import Container, SiteDraft
from desktop_app.services.office import Office
from desktop_app.services.waste_views import TOPIC

_MOST, _YARD, _MARKED, _COLD_DAYS = 120, 4, 4, 14
_PLACES: Final = ("во дворе", "за домом", "у торца", "напротив")
_SURFACES: Final = ("бетон", "асфальт", "плиты", "щебень")
_FENCES: Final = ("профлист с трёх сторон", "кирпич", "сетка", "")
_OWNERS: Final = ("администрация района", "собственники помещений дома")
_MEANS: Final = (-12, -11, -5, 3, 11, 16, 18, 16, 10, 4, -3, -9)
"""Mean temperatures of the months, °C."""


def make_sites(office: Office, rng: Random) -> None:
    """Give the first yards of the book their sites, and the last days their temperatures."""
    store = office.desk.store
    ids = office.buildings.ids()[: _MOST * _YARD]
    towns: dict[str, list[BuildingRow]] = defaultdict(list)
    for house in office.buildings.page(ids):
        towns[house.settlement].append(house)
    yards = [
        town[start : start + _YARD]
        for town in towns.values()
        for start in range(0, len(town), _YARD)
    ]
    with store.write():
        sites = [_site(office, yard, number, rng) for number, yard in enumerate(yards, start=1)]
        today = office.desk.now().date()
        for back in range(_COLD_DAYS, 0, -1):
            day = today - dt.timedelta(days=back)
            average = round(rng.gauss(_MEANS[day.month - 1], 3), 1)
            office.weather.set_temperature(day, average, "метеостанция")
        _mark(office, sites)


def _site(office: Office, yard: Sequence[BuildingRow], number: int, rng: Random) -> int:
    first = yard[rng.randrange(len(yard))]
    carrier = office.buildings.executor_for(first.id, Service.WASTE, office.desk.now().date())
    opens = rng.randrange(7, 11)
    mixed = Schedule(
        weekdays=rng.choice((frozenset(range(7)), frozenset(range(5)), frozenset({0, 2, 4}))),
        opens=dt.time(opens),
        closes=dt.time(opens + 3),
        carrier_id=carrier,
    )
    bulky = Schedule(
        kind=WasteKind.BULKY,
        weekdays=frozenset({rng.randrange(5)}),
        weeks=rng.choice((Weeks.ODD, Weeks.EVEN)),
        carrier_id=carrier,
    )
    if number % 3 == 0:
        bulky = Schedule(
            kind=WasteKind.BULKY,
            repeat=Repeat.MONTH_DAYS,
            month_days=(5, 20),
            carrier_id=carrier,
        )
    draft = SiteDraft(
        f"{first.address}, {rng.choice(_PLACES)}",
        settlement=first.settlement,
        register_number=f"{office.desk.now():%y}-{number:04d}",
        owner_text=rng.choice(_OWNERS),
        surface=rng.choice(_SURFACES),
        fence=rng.choice(_FENCES),
        has_roof=rng.random() < 0.4,
        area=float(rng.randrange(8, 30)),
        containers=(
            Container(WasteKind.MIXED, rng.choice((0.75, 1.1)), rng.randrange(2, 6)),
            Container(WasteKind.BULKY, 8.0, 1),
        ),
        schedules=(mixed, bulky),
        building_ids=tuple(house.id for house in yard),
    )
    return office.waste.add(draft).id


def _mark(office: Office, sites: Sequence[int]) -> None:
    """Mark what callers told of already: their tickets are linked, none are added."""
    topic, marked = office.reference.topic(TOPIC).id, 0
    for site_id in sites:
        due = office.missed.due(site_id)
        houses = office.waste.card(site_id).draft.building_ids
        since = clock.stamp(due[0].opens) if due else ""
        if due and queries.open_tickets(office.desk.store, houses, topic, since):
            office.missed.mark(site_id)
            marked += 1
        if marked == _MARKED:
            return
