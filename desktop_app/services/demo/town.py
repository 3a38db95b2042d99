"""An invented district: a town and villages, streets with common names, numbered houses."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from desktop_app.core.addresses import ParsedAddress, parse_address, parse_house
from desktop_app.core.building_fields import BuildingValues, building_values
from desktop_app.core.records.buildings import Passport
from desktop_app.core.text import plain_words
from desktop_app.services.demo.words import narrow, read

TOWN = "г. Ольховец"
_TOWN_SHARE = 0.78
_HOUSES_PER_STREET = 22
_FLOORS = (2, 2, 3, 5, 5, 5, 5, 9, 9, 9, 10, 12, 16)
_ENDINGS = ("а", "б", "в", " корп. 1", " корп. 2", "/2", "/1", " стр. 1", " лит. Б")
_MAIN_STREETS = 3
_ENDING_SHARE = 0.2
_UNITS = ("элеваторный", "ИТП", "насосный")


@dataclass(slots=True)
class House:
    """A house of the demo, before and after it got its row."""

    values: BuildingValues
    street: int
    in_town: bool
    is_block: bool
    flats: int
    entrances: int
    floors: int
    id: int = 0
    folded: str = ""
    executors: dict[str, int] = field(default_factory=dict)  # by the stored code of a service
    per_entrance: int = 0
    per_floor: int = 0

    def __post_init__(self) -> None:
        """Spread the flats: entrances and floors hold equal numbers of them."""
        self.per_entrance = max(self.flats // self.entrances, 1)
        self.per_floor = max(self.per_entrance // self.floors, 1)

    def place_of(self, flat: int) -> tuple[int, int]:
        """Return the entrance and the floor of a flat."""
        entrance, rest = divmod(flat - 1, self.per_entrance)
        return min(entrance + 1, self.entrances), min(rest // self.per_floor + 1, self.floors)


def make_houses(count: int, rng: Random) -> list[House]:
    """Return this many houses, street by street; their addresses differ from each other."""
    rows = read("places.csv")
    streets = [f"{row['type']} {row['name']}" for row in rows if row["kind"] == "street"]
    villages = [f"{row['type']} {row['name']}" for row in rows if row["kind"] == "village"]
    villages = villages[: count // 40]
    in_town = count if not villages else round(count * _TOWN_SHARE)
    shares = _split(count - in_town, len(villages), rng)
    houses: list[House] = []
    for place, share in zip([TOWN, *villages], [in_town, *shares], strict=True):
        wanted = min(share // _HOUSES_PER_STREET + 1, len(streets))
        chosen = _streets(wanted, len(streets), rng)
        for street, numbers in zip(chosen, _split(share, wanted, rng), strict=True):
            group = len(houses)
            # A street is read once: reading it again for each house took a third of the book.
            address = parse_address(f"{place}, {streets[street]}, д. 1")
            for number in _numbers(numbers, rng):
                house = replace(address, house=parse_house(number))
                houses.append(_house(house, group, rng, in_town=place == TOWN))
    return houses


def _streets(wanted: int, known: int, rng: Random) -> list[int]:
    """Return places in the list of streets: its first ones everywhere, the others by chance."""
    main = list(range(min(wanted, _MAIN_STREETS)))
    others = rng.sample(range(_MAIN_STREETS, known), wanted - len(main))
    return sorted([*main, *others])


def _split(total: int, parts: int, rng: Random) -> list[int]:
    """Return uneven shares of a total."""
    if not parts:
        return []
    weights = [rng.uniform(0.5, 1.5) for _ in range(parts)]
    found = [int(total * weight / sum(weights)) for weight in weights]
    found[0] += total - sum(found)
    return found


def _numbers(count: int, rng: Random) -> Iterator[str]:
    """Yield house numbers of a street in order: mostly plain, some with letters or buildings."""
    number = made = 0
    while made < count:
        number += 1 if rng.random() < 0.55 else 2
        yield str(number)
        made += 1
        if made < count and rng.random() < _ENDING_SHARE:
            yield f"{number}{rng.choice(_ENDINGS)}"
            made += 1


def _house(address: ParsedAddress, street: int, rng: Random, *, in_town: bool) -> House:
    is_block = rng.random() < (0.72 if in_town else 0.14)
    floors = (rng.choice(_FLOORS) if in_town else 2) if is_block else 1
    entrances = rng.randint(1, 6 if floors <= 9 else 3) if is_block else 1
    flats = floors * entrances * rng.choice((3, 4, 4)) if is_block else 1
    passport = _passport(rng, floors, entrances, flats, is_block=is_block)
    values = building_values(address, passport)
    house = House(values, street, in_town, is_block, flats, entrances, floors)
    house.folded = narrow(plain_words(f"{values.settlement.name} {values.address}"))
    return house


def _passport(rng: Random, floors: int, entrances: int, flats: int, *, is_block: bool) -> Passport:
    year = rng.randint(1936, 2021)
    guid = str(UUID(int=rng.getrandbits(128), version=4))
    latitude, longitude = round(rng.uniform(57.02, 57.2), 6), round(rng.uniform(41.7, 42.3), 6)
    if not is_block:
        return Passport(
            year=year,
            floors=1,
            house_type="Жилой дом",
            fias_guid=guid,
            latitude=latitude,
            longitude=longitude,
        )
    living = round(flats * rng.uniform(38, 56), 1)
    return Passport(
        year=year,
        floors=floors,
        entrances=entrances,
        flats=flats,
        area_total=round(living * rng.uniform(1.08, 1.3), 1),
        area_living=living,
        house_type="Многоквартирный дом",
        is_dangerous=year < 1950 and rng.random() < 0.2,
        management_method="Управляющая организация",
        fias_guid=guid,
        latitude=latitude,
        longitude=longitude,
        heating_unit=rng.choice(_UNITS),
        heating_scheme="зависимая" if year < 1995 else "независимая",
        temperature_chart=rng.choice(("95/70", "105/70")),
    )
