"""What the index says of its own answers while a clerk types: exact, sure, doubtful."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.address_index import AddressIndex, AddressRecord, Candidate, Verdict
from tests.db.phone_town import house_id, town_records

_INDEX = AddressIndex(town_records())
_RECORDS = {record.building_id: record for record in town_records()}


def _best(typed: str) -> Candidate:
    return _INDEX.find(typed)[0]


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("ул Чехова 17", Verdict.EXACT),
        ("чехова 17", Verdict.EXACT),
        ("Чехова, д. 17", Verdict.EXACT),
        ("заречинск чехова 17", Verdict.EXACT),
        ("г. Заречинск, ул. Чехова, д. 17", Verdict.EXACT),
        ("королева 5", Verdict.SURE),
        ("красногвард 44", Verdict.SURE),
        ("xt[jdf 17", Verdict.SURE),
        ("купеческая 19", Verdict.SURE),
        ("ленина 40", Verdict.SURE),
        ("чихова 17", Verdict.DOUBTFUL),
        ("чехова 1", Verdict.DOUBTFUL),
        ("гагарина 130", Verdict.DOUBTFUL),
        ("8 марта 15а", Verdict.DOUBTFUL),
        ("ленина 12", Verdict.DOUBTFUL),
        ("лесная 5", Verdict.DOUBTFUL),
        ("пр мира 15", Verdict.DOUBTFUL),
        ("ул комсомольский 27", Verdict.DOUBTFUL),
        ("садовая 1 8", Verdict.DOUBTFUL),
        ("чехова", Verdict.DOUBTFUL),
        ("чехова 5-12", Verdict.DOUBTFUL),
    ],
)
def test_verdict_of_the_first(typed: str, verdict: Verdict) -> None:
    """Whole words are exact, beginnings and other names sure, errors and choices doubtful."""
    assert _best(typed).match is verdict


@pytest.mark.parametrize("typed", ["", " ", ".,/", "ъъъъъ", "qqqq 5", "№", "кв под"])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    """Empty and alien texts give an empty list."""
    assert _INDEX.find(typed) == []


@pytest.mark.parametrize(
    ("typed", "bold"),
    [
        ("лен 12а", ["Лен", "12а"]),
        ("12 чех", ["Чех"]),
        ("чехова 1", ["Чехова", "1"]),
        ("8 марта 2", ["8", "Марта", "2"]),
        ("1 садовая 3 к 2", ["1", "Садовая", "3"]),
        ("заречинск гагрина 13", ["Заречинск", "Гагарина", "13"]),
        ("б луг 4", ["Б", "Луг", "4"]),
    ],
)
def test_matched_letters_are_marked(typed: str, bold: list[str]) -> None:
    """The spans cover the letters typed, a misspelt word as a whole."""
    best = _best(typed)
    assert [best.address[start:end] for start, end in best.spans] == bold


def test_the_limit_is_kept_and_scores_fall() -> None:
    """No more houses than asked for, best first, scores within 0…100."""
    for typed in ("л", "лен", "1", "ленина 1"):
        for limit in (1, 3, 10):
            found = _INDEX.find(typed, limit)
            assert len(found) <= limit
            scores = [candidate.score for candidate in found]
            assert scores == sorted(scores, reverse=True)
            assert all(0 < score <= 100 for score in scores)


def test_an_exact_number_precedes_longer_ones() -> None:
    """For «гагарина 13» come 13, then 13а and 13б."""
    shown = [candidate.address.split("д. ")[1] for candidate in _INDEX.find("гагарина 13")]
    assert shown[:3] == ["13", "13а", "13б"]


def test_streets_are_offered_while_typing() -> None:
    """A beginning without a number offers houses of several streets, not of one only."""
    streets = {candidate.address.split(", д.")[0] for candidate in _INDEX.find("лен")}
    assert {"г. Заречинск, ул. Ленина", "г. Заречинск, ул. Ленская"} <= streets


def test_the_home_settlement_comes_first() -> None:
    """Between equal houses the one in the settlement named as home leads."""
    for home in ("г. Заречинск", "с. Никольское"):
        found = AddressIndex(town_records(), home=home).find("лесная 5")
        assert found[0].address.startswith(home)


def _typed(record: AddressRecord, cut: int, glued: bool) -> str:
    space = "" if glued else " "
    return f"{record.street_name[:cut].strip()}{space}{record.house.display()}"


@given(
    record=st.sampled_from(town_records()),
    cut=st.integers(3, 20),
    glued=st.booleans(),
    noise=st.sampled_from(["", "ул ", "д. ", "заречинск ", "кв 5 ", "12 "]),
)
def test_a_trusted_house_has_the_typed_number(
    record: AddressRecord, cut: int, glued: bool, noise: str
) -> None:
    """Whatever surrounds it, an exact or sure answer bears a number that was typed."""
    typed = noise + _typed(record, cut, glued)
    for candidate in _INDEX.find(typed):
        if candidate.match.trusted:
            number = _RECORDS[candidate.building_id].house.number
            assert number in re.findall(r"\d+", typed)


@given(st.text(alphabet="абвглмнорст 1234567890.,-/кд", max_size=30))
def test_any_typing_is_survived(typed: str) -> None:
    """No text breaks the search, spans always lie within the address."""
    for candidate in _INDEX.find(typed):
        for start, end in candidate.spans:
            assert 0 <= start < end <= len(candidate.address)


@given(st.sampled_from(town_records()))
def test_a_shown_address_finds_its_house(record: AddressRecord) -> None:
    """The full address as shown leads back to the very house, and for sure."""
    best = _best(record.address)
    assert best.building_id == record.building_id
    assert best.match is Verdict.EXACT


def test_house_ids_of_the_town_are_known() -> None:
    """The helper finds a house by its address and fails loudly for a wrong one."""
    assert _RECORDS[house_id("г. Заречинск, ул. Чехова, д. 17")].house.number == "17"
    with pytest.raises(KeyError):
        house_id("г. Заречинск, ул. Чехова, д. 1000")
