"""Fills the office before its first call: people, settings, organisations, houses, outages."""

from collections.abc import Sequence
from random import Random

from db.connection import Store
from db.queries import demo as queries
from db.queries.places import PlaceBook
from desktop_app.core.building_fields import BuildingValues
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.settings import (
    OFFICE_DEPARTMENT,
    OFFICE_HEAD,
    OFFICE_HEAD_POST,
    OFFICE_NAME,
    OFFICE_PLACE,
)
from desktop_app.services.demo.companies import Companies
from desktop_app.services.demo.fate import Cast
from desktop_app.services.demo.moments import Moments
from desktop_app.services.demo.outages import Outage
from desktop_app.services.demo.people import Resident, pick_names
from desktop_app.services.demo.town import TOWN, House
from desktop_app.services.demo.words import phrase
from desktop_app.services.office import Office

_CLERKS = 5
_DISPATCHERS = 24
_SINCE = "2019-01-01"


def open_office(office: Office, people: Sequence[Resident], rng: Random) -> Cast:
    """Name the office, seat its clerks; return who takes part in the days to come."""
    names = pick_names(people, rng, _CLERKS + _DISPATCHERS + 1)
    clerks = [office.clerks.add(name, "оператор").id for name in names[:_CLERKS]]
    office.clerks.sit(clerks[0])
    office.settings.set(OFFICE_NAME, "Администрация Ольховецкого района")
    office.settings.set(OFFICE_DEPARTMENT, "Отдел жилищно-коммунального хозяйства")
    office.settings.set(OFFICE_PLACE, TOWN)
    office.settings.set(OFFICE_HEAD, names[_CLERKS])
    office.settings.set(OFFICE_HEAD_POST, "Начальник отдела")
    dispatchers = [phrase(name.split()[0]) for name in names[_CLERKS + 1 :]]
    return Cast(clerks, dispatchers, dispatch=0)


def settle(office: Office, houses: list[House], companies: Companies) -> None:
    """Put the houses into the book, say who serves them; one entry of history for all."""
    companies.serve(houses)
    store = office.desk.store
    with office.desk.action() as action:
        book = PlaceBook(store)
        queries.add_houses(store, [_placed(book, house.values) for house in houses])
        for number, house in enumerate(houses, start=1):
            house.id = number
        queries.add_entrances(store, [row for house in houses for row in _entrances(house)])
        queries.add_contracts(
            store,
            [
                (house.id, service, organization_id, _SINCE)
                for house in houses
                for service, organization_id in sorted(house.executors.items())
            ],
        )
        change = FieldChange("houses", None, len(houses))
        draft = HistoryDraft(Operation.IMPORTED, Entity.IMPORT, 0, (change,), "Придуманный район")
        action.record(draft)


def write_outages(
    store: Store, outages: Sequence[Outage], houses: Sequence[House], moments: Moments
) -> None:
    """Put the outages into the book."""
    with store.write():
        for outage in outages:
            told = moments.stamp(outage.starts)
            queries.add_outage(
                store,
                {
                    "id": outage.id,
                    "kind": outage.kind.value,
                    "service": outage.service.value,
                    "title": outage.title,
                    "public_text": outage.public_text,
                    "cause": outage.cause,
                    "organization_id": outage.organization_id,
                    "started_at": moments.stamp(outage.starts),
                    "planned_end": moments.stamp(outage.planned),
                    "ended_at": None if outage.ends is None else moments.stamp(outage.ends),
                    "authority_told_at": told,
                    "consumers_told_at": told,
                },
                [houses[place].id for place in outage.houses],
            )


def _placed(book: PlaceBook, values: BuildingValues) -> tuple[BuildingValues, int, int]:
    settlement = book.settlement_id(values.settlement)
    return values, settlement, book.street_id(settlement, values.street)


def _entrances(house: House) -> list[tuple[int, int, int, int, int, str]]:
    """Return the entrances of a block with their flats; the last one takes what is left over."""
    if not house.is_block:
        return []
    size = house.per_entrance
    return [
        (
            house.id,
            number,
            (number - 1) * size + 1,
            house.flats if number == house.entrances else number * size,
            house.floors,
            f"{house.id * 37 % 900 + 100}К" if number % 2 else "",
        )
        for number in range(1, house.entrances + 1)
    ]
