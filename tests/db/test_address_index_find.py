"""Typed text leads to the right house, in the order a clerk expects."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.address_index import AddressIndex
from tests.db.phone_town import town_records

_QUERIES = Path(__file__).with_name("phone_queries.csv")
_LEAST_SHARE = 0.97


@pytest.fixture(scope="module")
def index() -> AddressIndex:
    """Return the index of the invented town."""
    return AddressIndex(town_records())


def _queries() -> Iterator[tuple[str, str, str]]:
    with _QUERIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield row["typed"], row["first"], row["kind"]


def _is_first(index: AddressIndex, typed: str, expected: str) -> bool:
    """«A|B» — either first; «A&B» — both among the first of equal score; "" — nothing sure."""
    found = index.find(typed)
    if not expected:
        return not any(candidate.match.trusted for candidate in found)
    shown = [candidate.address for candidate in found]
    together = expected.split("&")
    if len(together) > 1:
        leading = set(shown[: len(together)])
        return leading == set(together) and not any(c.match.trusted for c in found)
    return shown[:1] != [] and shown[0] in expected.split("|")


def test_phone_style_queries_reach_their_house_first(index: AddressIndex) -> None:
    """At least 97 of 100 phone-style queries of the list have their house in first place."""
    queries = list(_queries())
    missed = [(typed, kind) for typed, first, kind in queries if not _is_first(index, typed, first)]
    assert len(queries) >= 120
    assert len(missed) <= len(queries) * (1 - _LEAST_SHARE), missed


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("садовая 3", False),
        ("садовая", False),
        ("октябрьская 3", False),
        ("садовая 77", True),
        ("карла маркса 2", True),
        ("карла маркса 21/5", True),
    ],
)
def test_houses_of_another_number_are_only_alike(
    index: AddressIndex, typed: str, alike: bool
) -> None:
    """Proves that a house whose number was not the one typed is told from the one meant."""
    assert index.find(typed)[0].is_alike is alike
