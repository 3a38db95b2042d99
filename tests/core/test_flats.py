"""Entrance and floor of a flat: arithmetic where it is certain, nothing where it is not."""

import pytest

from desktop_app.core import flats
from desktop_app.core.records.buildings import Entrance, FlatPlace, Passport

_FIVE_FLOORS = Passport(floors=5)
_FOUR = tuple(Entrance(n, 20 * n - 19, 20 * n) for n in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("flat", "place"),
    [(1, (1, 1)), (4, (1, 1)), (5, (1, 2)), (20, (1, 5)), (21, (2, 1)), (52, (3, 3)), (80, (4, 5))],
)
def test_even_entrances(flat: int, place: tuple[int, int]) -> None:
    """Four flats a floor: every flat has its entrance and floor."""
    assert flats.locate(_FOUR, _FIVE_FLOORS, flat) == FlatPlace(*place)


@pytest.mark.parametrize(
    ("entrances", "passport"),
    [
        ([Entrance(1, 1, 19)], _FIVE_FLOORS),
        ([Entrance(1, 1, 20)], Passport()),
        ([Entrance(1, 1, 20)], Passport(floors=9, floors_min=5)),
        ([Entrance(1, 1, 3)], _FIVE_FLOORS),
    ],
)
def test_floor_is_not_guessed(entrances: list[Entrance], passport: Passport) -> None:
    """An odd number of flats, unknown or varying height leave the floor open."""
    assert flats.locate(entrances, passport, 2) == FlatPlace(1, None)


def test_own_height_of_an_entrance() -> None:
    """An entrance that names its floors is counted by them, whatever the house says."""
    entrance = Entrance(2, 21, 56, floors=9)
    assert flats.locate([entrance], Passport(floors=9, floors_min=5), 56) == FlatPlace(2, 9)


@pytest.mark.parametrize("flat", [0, 81, 500])
def test_flat_outside(flat: int) -> None:
    """A flat in no entrance is nowhere."""
    assert flats.locate(_FOUR, _FIVE_FLOORS, flat) is None


def test_flat_in_two_entrances() -> None:
    """A flat in two entrances is in none for certain."""
    assert flats.locate([Entrance(1, 1, 20), Entrance(2, 20, 40)], _FIVE_FLOORS, 20) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("45", 45),
        (" кв. 45 ", 45),
        ("Квартира 7", 7),
        ("№ 12", 12),
        ("45а", 45),
        ("45-Б", 45),
        ("45, ком. 2", None),
        ("пом. 3Н", None),
        ("", None),
        ("дом", None),
    ],
)
def test_flat_number(typed: str, number: int | None) -> None:
    """Only a plain flat is looked for in the entrances."""
    assert flats.flat_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 52 ", "52"),
        ("кв 52", "52"),
        ("Кв.52а", "52а"),
        ("кв-ра 52", "52"),
        ("квартира № 45, ком. 2", "45, ком. 2"),
        ("№ 7", "7"),
        ("пом. 3Н", "пом. 3Н"),
        ("квартира", "квартира"),
        ("№", "№"),
        ("", ""),
    ],
)
def test_plain(typed: str, kept: str) -> None:
    """A door is kept by its number: the word before it is said by whoever shows it."""
    assert flats.plain(typed) == kept


@pytest.mark.parametrize(
    ("entrances", "fault"),
    [
        (_FOUR, ""),
        ([Entrance(1), Entrance(2)], ""),
        ([Entrance(1), Entrance(1)], "номер подъезда повторяется"),
        ([Entrance(1, 1)], "подъезд 1: укажите обе границы квартир"),
        ([Entrance(1, 9, 2)], "подъезд 1: первая квартира больше последней"),
        ([Entrance(2, 20, 40), Entrance(1, 1, 20)], "подъезды 1 и 2: квартира 20 в обоих"),
        ([Entrance(0, 1, 2)], "подъезд 0: номер от 1 до 500"),
        ([Entrance(1, 1, 2, floors=0)], "подъезд 1: этажей от 1 до 200"),
        ([Entrance(1, 0, 2)], "подъезд 1: квартиры от 1 до 20000"),
    ],
)
def test_faults(entrances: list[Entrance], fault: str) -> None:
    """Overlaps, half ranges and impossible numbers are named with their entrance."""
    assert flats.faults(entrances) == fault


def test_shown() -> None:
    """History shows entrances in one line."""
    entrances = [Entrance(1, 1, 20, 5, "12к"), Entrance(2)]
    assert flats.shown(entrances) == "1: 1–20, 5 эт., код 12к; 2: кв. неизвестны"
