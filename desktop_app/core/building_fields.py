"""A parsed address and a passport as the columns of the address book.

The one place that decides what a house is called, how it sorts and what makes it unique; import,
the house card and the demo all write houses through it. Ids of settlements and streets are found
or added by db.queries.places.PlaceBook.
"""

from dataclasses import dataclass, fields
from functools import lru_cache

from desktop_app.core.addresses import (
    HouseNumber,
    ParsedAddress,
    address_display,
    from_parts,
    name_key,
)
from desktop_app.core.records.buildings import Passport
from desktop_app.core.text import fold, sort_key

Column = str | int | float | None

PASSPORT = tuple(item.name for item in fields(Passport))
"""Columns of the passport, named as in the table."""


@dataclass(frozen=True, slots=True)
class SettlementValues:
    """A settlement's row; the same name may stand in several districts."""

    type: str
    name: str
    folded: str
    region: str
    district: str


@dataclass(frozen=True, slots=True)
class StreetValues:
    """A street's row inside its settlement; all empty for houses that stand on no street.

    `folded` is the key of the name, see `place_key`.
    """

    type: str
    name: str
    folded: str


@dataclass(frozen=True, slots=True)
class BuildingValues:
    """A house's row without the ids of its settlement and street.

    `columns` are named as in the table `building`: house parts, house_key, address, folded,
    sort_key and the passport. (street, house_key) makes a house unique.
    """

    settlement: SettlementValues
    street: StreetValues
    columns: dict[str, Column]

    @property
    def house_key(self) -> str:
        """Return what makes the house unique on its street."""
        return str(self.columns["house_key"])

    @property
    def address(self) -> str:
        """Return the address without the settlement: «пр-кт Ленина, д. 12»."""
        return str(self.columns["address"])


def building_values(parsed: ParsedAddress, passport: Passport) -> BuildingValues:
    """Return everything the book keeps of a house; the parsed address must name a house.

    ValueError when it does not: an address without a number is rejected before it comes here.
    """
    if parsed.house is None:
        message = "an address without a house number is not a house"
        raise ValueError(message)
    settlement, street = settlement_values(parsed), street_values(parsed)
    columns = house_columns(settlement, street, parsed.house) | passport_columns(passport)
    return BuildingValues(settlement, street, columns)


def settlement_values(parsed: ParsedAddress) -> SettlementValues:
    """Return the settlement's row of an address; its name is empty when none was named."""
    return SettlementValues(
        type=parsed.settlement_type,
        name=parsed.settlement,
        folded=place_key(parsed.settlement),
        region=parsed.region,
        district=parsed.district,
    )


def street_values(parsed: ParsedAddress) -> StreetValues:
    """Return the street's row of an address.

    Streets of one name in two areas («тер. СНТ Ромашка, ул. 1-я») are two streets, so the area
    becomes part of the name.
    """
    name = f"{parsed.street_name} ({parsed.area})" if parsed.area else parsed.street_name
    return StreetValues(type=parsed.street_type, name=name, folded=place_key(name))


@lru_cache(maxsize=8192)  # an import names the same few streets thousands of times
def place_key(name: str) -> str:
    """Return the key by which names of streets and settlements are equal.

    «Академическая Б.» and «Большая Академическая» share one; words stand in sorted order.
    """
    return " ".join(name_key(name))


def alias_key(name: str) -> str:
    """Return the key of a street's other name, which may be typed with its kind or without."""
    return place_key(from_parts(name, "1").street_name or name)


def house_columns(
    settlement: SettlementValues, street: StreetValues, house: HouseNumber
) -> dict[str, Column]:
    """Return the columns that follow from where a house stands and how it is numbered."""
    address = address_display(street.type, street.name, house.written())
    by_street = f"{street.name}|{street.type}|"
    return {
        "house_kind": house.kind,
        "house_number": house.number,
        "house_letter": house.letter,
        "house_fraction": house.fraction,
        "house_corpus": house.corpus,
        "house_structure": house.structure,
        "house_litera": house.litera,
        "house_key": house.key,
        "address": address,
        "folded": fold(f"{address} {settlement.type} {settlement.name}"),
        # By the street's name, as people look it up, not by «ул.» or «пр-кт».
        "sort_key": f"{sort_key(by_street)}{house.sort_key}|{sort_key(settlement.name)}",
    }


def passport_columns(passport: Passport) -> dict[str, Column]:
    """Return the passport as columns of the same names; a yes/no becomes 1/0."""
    values = ((name, getattr(passport, name)) for name in PASSPORT)
    return {name: int(value) if isinstance(value, bool) else value for name, value in values}


def full_address(settlement_type: str, settlement: str, address: str) -> str:
    """Return the address with the settlement before it: «г. Фурманов, ул. Садовая, д. 3»."""
    place = f"{settlement_type} {settlement}".strip()
    return f"{place}, {address}" if place else address


TITLES = {
    "settlement": "Населённый пункт",
    "street": "Улица",
    "house": "Номер дома",
    "region": "Область, край, республика",
    "district": "Район",
    "address": "Адрес",
    "year": "Год постройки",
    "floors": "Этажей",
    "floors_min": "Наименьшая этажность",
    "entrances": "Подъездов",
    "flats": "Квартир",
    "area_total": "Общая площадь, м²",
    "area_living": "Жилая площадь, м²",
    "house_type": "Тип дома",
    "series": "Серия, тип постройки",
    "energy_class": "Класс энергоэффективности",
    "is_dangerous": "Признан аварийным",
    "management_method": "Способ управления",
    "fias_guid": "Код ФИАС",
    "cadastral": "Кадастровый номер",
    "oktmo": "ОКТМО",
    "latitude": "Широта",
    "longitude": "Долгота",
    "heating_unit": "Тепловой узел",
    "heating_scheme": "Схема отопления",
    "temperature_chart": "Температурный график",
    "note": "Заметка оператору",
    "entrance_list": "Подъезды",
    "aliases": "Другие названия",
    "organization": "Организация",
}
"""Russian names of a house's fields, as the card, history and Excel show them."""
