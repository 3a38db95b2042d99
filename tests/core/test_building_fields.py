"""What the book keeps of a written address."""

import pytest

from desktop_app.core.addresses import ParsedAddress, parse_address
from desktop_app.core.building_fields import (
    TITLES,
    BuildingValues,
    building_values,
    full_address,
    place_key,
)
from desktop_app.core.records.buildings import Passport


def _values(address: str, passport: Passport | None = None) -> BuildingValues:
    return building_values(parse_address(address), passport or Passport())


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("г. Радужный, пр-кт Ленина, 12", "пр-кт Ленина, д. 12"),
        ("Радужный, ул. Садовая, д. 6, к. 1", "ул. Садовая, д. 6, корп. 1"),
        ("п. Берёзовка, д. 5", "д. 5"),
        ("г. Радужный, ул. Лесная, влд. 7", "ул. Лесная, влд. 7"),
    ],
)
def test_address(written: str, address: str) -> None:
    """The shown address goes without the settlement, which stands beside it."""
    assert _values(written).address == address


def test_no_street_is_an_empty_one() -> None:
    """A house on no street hangs on the settlement's nameless street."""
    values = _values("п. Берёзовка, д. 5")
    assert (values.street.type, values.street.name, values.street.folded) == ("", "", "")
    assert (values.settlement.type, values.settlement.name) == ("п.", "Берёзовка")


def test_one_street_however_written() -> None:
    """The order and the shortening of words do not make another street."""
    assert place_key("Академическая Б.") == place_key("Большая Академическая")
    assert place_key("Малая Академическая") != place_key("Большая Академическая")


def test_streets_of_two_areas_differ() -> None:
    """First streets of two gardens are two streets, and the address says which."""
    one = _values("г. Радужный, тер. СНТ Ромашка, ул. 1-я, д. 5")
    other = _values("г. Радужный, тер. СНТ Берёзка, ул. 1-я, д. 5")
    assert one.street.folded != other.street.folded
    assert "Ромашка" in one.address


def test_order_of_houses() -> None:
    """Lists go by the street's name and the house's number, not by letters of «ул.»."""
    written = [
        "г. Радужный, ул. Лесная, д. 10",
        "г. Радужный, б-р Лесной, д. 1",
        "г. Радужный, ул. Лесная, д. 2",
        "г. Радужный, ул. Лесная, д. 2а",
        "г. Радужный, ул. Лесная, д. 2 к. 1",
        "г. Радужный, пер. Абрикосовый, д. 1",
        "г. Радужный, ул. 10-я Рабочая, д. 1",
        "г. Радужный, ул. 2-я Рабочая, д. 1",
    ]
    ordered = sorted(map(_values, written), key=lambda item: str(item.columns["sort_key"]))
    assert [item.address for item in ordered] == [
        "ул. 2-я Рабочая, д. 1",
        "ул. 10-я Рабочая, д. 1",
        "пер. Абрикосовый, д. 1",
        "ул. Лесная, д. 2",
        "ул. Лесная, д. 2а",
        "ул. Лесная, д. 2, корп. 1",
        "ул. Лесная, д. 10",
        "б-р Лесной, д. 1",
    ]


def test_passport_columns() -> None:
    """The passport goes into columns of the same names, yes and no as 1 and 0."""
    columns = _values("ул. Мира, 5", Passport(year=1978, is_dangerous=False, note="ключ")).columns
    assert columns["year"] == 1978
    assert columns["is_dangerous"] == 0
    assert type(columns["is_dangerous"]) is int
    assert columns["floors"] is None
    assert columns["note"] == "ключ"
    assert set(Passport.__dataclass_fields__) <= TITLES.keys()


def test_an_address_without_a_house_is_refused() -> None:
    """Nothing is made of an address that names no house."""
    with pytest.raises(ValueError, match="house number"):
        building_values(ParsedAddress(street_name="Лесная"), Passport())


def test_full_address() -> None:
    """The settlement stands before the address when it is known."""
    assert full_address("г.", "Радужный", "ул. Лесная, д. 2") == "г. Радужный, ул. Лесная, д. 2"
    assert full_address("", "", "ул. Лесная, д. 2") == "ул. Лесная, д. 2"
