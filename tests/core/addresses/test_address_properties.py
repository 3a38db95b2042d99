"""Promises that hold for every house number and every text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.addresses import (
    HouseNumber,
    canonical_name,
    from_parts,
    name_key,
    parse_address,
    parse_house,
    read_house,
)
from desktop_app.core.text import fold

_LETTERS = "абвгдежзик"
_numbers = st.integers(1, 9999).map(str)
_letters = st.sampled_from(_LETTERS)
_rows = st.lists(_numbers, min_size=1, max_size=3).map("-".join)
_valued = st.builds(str.__add__, _numbers, st.sampled_from(["", "а", "б"]))
_lists = (
    st.lists(st.one_of(_valued, _letters), min_size=1, max_size=3).map(", ".join).map(str.upper)
)
_maybe = st.one_of(st.just(""), _lists)
houses = st.builds(
    HouseNumber,
    kind=st.sampled_from(["д", "влд", "двлд", "зд", "стр", "соор", "к"]),
    number=_rows,
    letter=st.one_of(st.just(""), _letters),
    fraction=st.one_of(st.just(""), _valued, _rows),
    corpus=_maybe,
    structure=_maybe,
    litera=st.one_of(st.just(""), st.lists(_letters, min_size=1, max_size=3).map(", ".join)).map(
        str.upper
    ),
)
_texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="абвгдклст123456790/-.,;()№«»\" '\\", max_size=40),
)


@given(houses)
def test_what_is_shown_is_read_back(house: HouseNumber) -> None:
    """Reading the shown form gives the very same parts."""
    assert parse_house(house.display()) == house
    assert parse_house(house.written()) == house


@given(houses)
def test_reading_ignores_case_and_spaces(house: HouseNumber) -> None:
    """Capital letters and doubled spaces change neither key."""
    loud = parse_house(house.display().upper().replace(" ", "  "))
    assert loud is not None
    assert (loud.key, loud.loose_key) == (house.key, house.loose_key)


@given(houses, houses)
def test_equal_strict_keys_mean_equal_weak_keys(one: HouseNumber, other: HouseNumber) -> None:
    """The strict key never joins what the weak key tells apart."""
    if one.key == other.key:
        assert one.loose_key == other.loose_key


@given(houses)
def test_another_number_is_another_house(house: HouseNumber) -> None:
    """No two different numbers share a key of either kind."""
    other = replace(house, number=f"{house.number}0")
    assert other.key != house.key
    assert other.loose_key != house.loose_key


@given(_texts)
def test_any_text_is_survived(text: str) -> None:
    """No text breaks the readers, and the same text is read the same way twice."""
    assert parse_address(text) == parse_address(text)
    assert read_house(text) == read_house(text)
    assert isinstance(canonical_name(text), str)


@given(_texts, _texts, _texts)
def test_any_columns_are_survived(street: str, house: str, corpus: str) -> None:
    """No columns break the reader; a house is only read out of a column that has a digit."""
    parsed = from_parts(street, house, corpus)
    if parsed.house is not None:
        assert any(char.isdigit() for char in f"{street}{house}{corpus}")


@given(st.text(alphabet="АБВГДЕЁЖЗЙКЛМНабвгдеёжзйклмн 129-", max_size=30))
def test_name_keys_survive_folding(name: str) -> None:
    """A name's key does not change when the name is folded before."""
    assert name_key(name) == name_key(fold(name))


@given(st.sampled_from(["п.", "1 ", "1,", "(а", "ул ", "к 1 ", "1/", "а ", "г. Лад, "]))
def test_a_flood_of_text_is_left_whole(piece: str) -> None:
    """Thousands of repeated marks are no address: no house, no deep recursion, all is the rest."""
    flood = piece * 500
    assert parse_address(flood).house is None
    assert parse_address(flood).rest == (flood,)
    assert from_parts(flood, "5").rest != ()
