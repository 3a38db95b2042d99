"""Letters of the wrong alphabet and keys of the wrong layout."""

import pytest

from desktop_app.core.addresses import name_key, parse_address
from desktop_app.core.addresses.layout import to_russian_keys
from desktop_app.core.addresses.lookalikes import has_latin, to_cyrillic


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ktybyf 12", "ленина 12"),
        ("1 vfz 5, rd 3", "1 мая 5, кв 3"),
        (",fnfqcrbq 5", "батайский 5"),
        ("gj,tls 2", "победы 2"),
        ("[kt,yfz", "хлебная"),
        ("Ktybyf", "Ленина"),
        ("ленина 12", "ленина 12"),
        ("12, 14.", "12, 14."),
    ],
)
def test_keys_of_the_other_layout(typed: str, meant: str) -> None:
    """Latin letters become the Russian ones of the same keys; marks between words stay marks."""
    assert to_russian_keys(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("12A", "12А"), ("Лeнина", "Ленина"), ("COBET", "СОВЕТ"), ("ktybyf", "ktybyf")],
)
def test_look_alikes(typed: str, meant: str) -> None:
    """Twins are replaced only where every Latin letter of the word has one."""
    assert to_cyrillic(typed) == meant


def test_latin_is_noticed() -> None:
    """Only Latin letters make a text Latin, not digits and marks."""
    assert has_latin("12a")
    assert not has_latin("ленина, 12/1")


@pytest.mark.parametrize(
    "typed",
    [
        "Pecп. Карелия, Cегежский p-н, г. Cегежа, пp-кт Ленина, д. 12A",
        "Ивановская обл., Южский p-он, c. Талицы, пep-к Новый, 3",
        "p.п. Лух, пл. Ленина, д. 1",
        "б-p Победы 5",
    ],
)
def test_abbreviations_in_twins(typed: str) -> None:
    """«p-н» and «пр-кт» with a Latin letter are read as the address in Russian letters is."""
    russian = typed.translate(str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху"))
    assert not has_latin(russian)
    assert parse_address(typed).rest == ()
    assert parts_of(typed) == parts_of(russian)


def parts_of(address: str) -> tuple[str, ...]:
    """Return what an address names, by the keys names are compared by."""
    read = parse_address(address)
    house = read.house.key if read.house else ""
    names = (read.region, read.district, read.settlement, read.street_name)
    kinds = (read.settlement_type, read.street_type, house)
    return (*kinds, *(" ".join(name_key(name)) for name in names))
