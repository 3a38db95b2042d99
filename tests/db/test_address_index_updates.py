"""The index follows single saves: added, changed and removed houses and names."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.address_index import AddressIndex, AddressRecord, record_of
from desktop_app.core.addresses import HouseNumber, parse_address
from tests.db.phone_town import house_id, town_records

_CHEKHOV = "г. Заречинск, ул. Чехова, д. 17"


def _found(index: AddressIndex, typed: str) -> list[int]:
    return [candidate.building_id for candidate in index.find(typed)]


def test_a_new_house_is_found_at_once() -> None:
    """A house added after building the index is found and matched."""
    index = AddressIndex([])
    assert len(index) == 0
    assert index.find("чехова 17") == []
    index.add(record_of(7, parse_address(_CHEKHOV)))
    assert len(index) == 1
    assert _found(index, "чех 17") == [7]
    assert index.match(parse_address(_CHEKHOV)).building_id == 7


def test_a_renumbered_house_leaves_its_old_number() -> None:
    """After replacing, the old number leads nowhere and the new one to the house."""
    index = AddressIndex(town_records())
    number = house_id(_CHEKHOV)
    parsed = replace(parse_address(_CHEKHOV), house=HouseNumber(number="99"))
    index.replace(record_of(number, parsed))
    assert index.match(parse_address(_CHEKHOV)).building_id is None
    assert _found(index, "чехова 99")[0] == number
    assert len(index) == len(town_records())


def test_aliases_come_and_go_with_their_houses() -> None:
    """A nickname works while a house of the street carries it."""
    index = AddressIndex(town_records())
    street = [record for record in town_records() if record.street_name == "Щорса"]
    assert index.find("дворянка 8")[0].building_id == street[0].building_id
    for record in street:
        index.replace(replace(record, street_aliases=("Разъезжая",)))
    assert index.find("дворянка 8") == []
    assert index.find("разъезжая 8")[0].building_id == street[0].building_id


def test_removing_an_unknown_house_changes_nothing() -> None:
    """An id that is not there is not an error."""
    index = AddressIndex(town_records())
    index.remove(10_000)
    assert len(index) == len(town_records())


def test_an_emptied_index_knows_nothing() -> None:
    """When all houses are gone no word of a name is left, and the index fills anew."""
    index = AddressIndex(town_records())
    for record in town_records():
        index.remove(record.building_id)
    assert len(index) == 0
    assert index.find("л") == []
    for record in town_records():
        index.add(record)
    assert index.find("чехова 17")[0].building_id == house_id(_CHEKHOV)


@pytest.mark.parametrize("typed", ["лен 12", "8 марта 2а", "гагрина 13", "центральная 6"])
@settings(max_examples=25)
@given(gone=st.sets(st.sampled_from(range(1, len(town_records()) + 1)), max_size=40))
def test_updates_equal_building_anew(typed: str, gone: set[int]) -> None:
    """An index changed house by house answers as one built from the same houses."""
    records = town_records()
    changed = AddressIndex(records)
    for number in gone:
        changed.remove(number)
    rest: list[AddressRecord] = [record for record in records if record.building_id not in gone]
    assert changed.find(typed) == AddressIndex(rest).find(typed)
