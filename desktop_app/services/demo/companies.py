"""Invented organisations of the district and whom they serve."""

from collections.abc import Callable, Sequence
from random import Random

from desktop_app.core import requisites
from desktop_app.core.enums import OrganizationKind, Service
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.services.demo.people import Resident, pick_names
from desktop_app.services.demo.town import House
from desktop_app.services.demo.words import read
from desktop_app.services.organizations import Organizations

_SMALL = ("ТСЖ", "ТСН", "ЖСК")
_POSTS = ("диспетчер", "мастер участка", "главный инженер", "начальник смены")
MANAGEMENT = Service.MANAGEMENT.value
_WATER = (Service.COLD_WATER.value, Service.SEWERAGE.value)
_HEAT = (Service.HEATING.value, Service.HOT_WATER.value)


class Companies:
    """Organisations of the demo by what they do."""

    def __init__(
        self, organizations: Organizations, people: Sequence[Resident], rng: Random
    ) -> None:
        """Put all of them into the book."""
        self._by_service: dict[str, list[int]] = {}
        self._small: list[int] = []
        for place, row in enumerate(read("companies.csv"), start=1):
            saved = organizations.add(_draft(row, place, people, rng))
            if row["short_name"].startswith(_SMALL):
                self._small.append(saved.id)
            else:
                self._by_service.setdefault(row["service"], []).append(saved.id)

    @property
    def dispatch(self) -> int:
        """The dispatch service of the district."""
        return self._by_service["dispatch"][0]

    def serve(self, houses: list[House]) -> None:
        """Say of every house who serves it."""
        small = iter(self._small)
        managers = self._by_service["management"]
        for place, house in enumerate(houses):
            suffix = "" if house.in_town else "_villages"
            house.executors[Service.WASTE.value] = self._by_service[f"waste{suffix}"][0]
            house.executors[Service.COLD_WATER.value] = self._by_service["water"][0]
            if not house.is_block:
                continue
            heating = self._by_service[f"heating{suffix}"][0]
            house.executors.update(dict.fromkeys(_HEAT, heating))
            house.executors.update(dict.fromkeys(_WATER, self._by_service["water"][0]))
            manager = managers[house.street // 3 % len(managers)]
            if place % 37 == 5:
                manager = next(small, manager)
            house.executors[MANAGEMENT] = manager


def _draft(
    row: dict[str, str], place: int, people: Sequence[Resident], rng: Random
) -> OrganizationDraft:
    phone = f"8 900 555-{place:02}-{rng.randrange(100):02}"
    dispatcher = f"8 900 555-{place:02}-{rng.randrange(100):02}"
    contacts = tuple(
        Person(name, rng.choice(_POSTS), f"8 900 555-{rng.randrange(100):02}-{place:02}")
        for name in pick_names(people, rng, 2)
    )
    return OrganizationDraft(
        OrganizationKind(row["kind"]),
        row["name"],
        row["short_name"],
        inn=_checked("99{:07}", 10, rng, requisites.inn_fault),
        ogrn=_checked("11099{:07}", 13, rng, requisites.ogrn_fault),
        phone=phone,
        dispatcher_phone=dispatcher,
        dispatcher_hours=row["hours"],
        people=contacts,
    )


def _checked(form: str, length: int, rng: Random, fault: Callable[[str], str]) -> str:
    """Return an invented number whose check digits are right."""
    stem = form.format(rng.randrange(10**7))
    wanted = length - len(stem)
    endings = (f"{stem}{ending:0{wanted}}" for ending in range(10**wanted))
    return next(number for number in endings if not fault(number))
