"""Builders of rows for tests: houses, organisations and, in bulk, a whole district."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from db.connection import Store
from db.queries.places import PlaceBook
from desktop_app.core import clock
from desktop_app.core.addresses import HouseNumber, ParsedAddress
from desktop_app.core.building_fields import building_values
from desktop_app.core.company_names import name_key, name_sort_key
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.buildings import BuildingDraft, Passport
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.text import fold
from desktop_app.services.buildings import Buildings
from desktop_app.services.organizations import Organizations

_STREETS = (
    "Садовая", "Лесная", "Ткацкая", "Заречная", "Полевая", "Школьная", "Набережная", "Мира",
    "Ленина", "Кольцова", "Гагарина", "Победы", "8 Марта", "1-я Рабочая", "2-я Рабочая",
    "50 лет Октября", "Большая Сосновая", "Малая Сосновая", "Клёновая", "Новая",
)  # fmt: skip
_KINDS = ("ул.", "пер.", "пр-д", "б-р", "ш.")


def house_draft(
    street: str = "ул. Садовая", house: str = "3", settlement: str = "г. Радужный", **more: Any
) -> BuildingDraft:
    """Return a house as typed; passport fields and region or district go by their names."""
    passport = {field.name for field in fields(Passport)}
    return BuildingDraft(
        settlement,
        street,
        house,
        Passport(**{name: value for name, value in more.items() if name in passport}),
        **{name: value for name, value in more.items() if name not in passport},
    )


def new_house(
    buildings: Buildings, street: str = "ул. Садовая", house: str = "3", **more: Any
) -> int:
    """Put a house into the book and return its id."""
    return buildings.add(house_draft(street, house, **more)).id


def new_company(
    organizations: Organizations,
    name: str = "ООО «УК «Уют-Сервис»»",
    kind: OrganizationKind = OrganizationKind.MANAGER,
    **more: Any,
) -> int:
    """Put an organisation into the book and return its id."""
    return organizations.add(OrganizationDraft(kind, name, **more)).id


def new_district(store: Store, houses: int, companies: int = 60) -> None:
    """Fill an empty book with a believable district, every house managed by somebody."""
    addresses = itertools.islice(_addresses(houses), houses)
    with store.write():
        store.insert_many(
            "INSERT INTO organization (id, kind, name, folded, name_key, sort_key)"
            " VALUES (?, 'manager', ?, ?, ?, ?)",
            [
                (number, name, fold(name), name_key(name), name_sort_key(name))
                for number in range(1, companies + 1)
                for name in (f"ООО «УК «Участок № {number}»»",)
            ],
        )
        _insert_houses(store, addresses)
        store.execute(
            "INSERT INTO service_contract (building_id, service, organization_id, since)"
            " SELECT id, 'management', id % ? + 1, '2020-01-01' FROM building",
            (companies,),
        )
        store.execute("ANALYZE")


def new_tickets(store: Store, count: int, topic_id: int, last: dt.datetime) -> None:
    """Add tickets to the houses of the book, one every ten minutes back from a moment."""
    top: int = store.scalar("SELECT max(id) FROM building")
    rows = []
    for number in range(count):
        at = clock.stamp(last - dt.timedelta(minutes=10 * number))
        waits = number % 50 == 0
        status, closed = ("new", None) if waits else ("closed", at)
        rows.append(
            (f"T-{number:06d}", at, at, number * 7919 % top + 1, topic_id, status, at, closed)
        )
    with store.write():
        store.insert_many(
            "INSERT INTO ticket (number, registered_at, received_at, source, kind, building_id,"
            " topic_id, status, status_at, closed_at)"
            " VALUES (?, ?, ?, 'phone', 'request', ?, ?, ?, ?, ?)",
            rows,
        )
        store.execute("ANALYZE")


def _addresses(houses: int) -> Iterator[ParsedAddress]:
    towns = max(1, houses // 9000)
    for number in itertools.count(1):
        for town, kind, street in itertools.product(range(towns), _KINDS, _STREETS):
            yield ParsedAddress(
                settlement_type="п." if town else "г.",
                settlement=f"Рабочий-{town}" if town else "Радужный",
                street_type=kind,
                street_name=street,
                house=HouseNumber(number=str(number)),
            )


def _insert_houses(store: Store, addresses: Iterable[ParsedAddress]) -> None:
    book = PlaceBook(store)
    rows: list[dict[str, Any]] = []
    for number, address in enumerate(addresses):
        passport = Passport(year=1950 + number % 70, floors=number % 9 + 1, flats=number % 200)
        values = building_values(address, passport)
        settlement_id = book.settlement_id(values.settlement)
        street_id = book.street_id(settlement_id, values.street)
        rows.append({"settlement_id": settlement_id, "street_id": street_id, **values.columns})
    names = list(rows[0])
    marks = ",".join("?" * len(names))
    store.insert_many(
        f"INSERT INTO building ({', '.join(names)}) VALUES ({marks})",  # noqa: S608  our own names
        [tuple(row[name] for name in names) for row in rows],
    )
