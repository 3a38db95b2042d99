"""Matching for imports: the very house or none, with the reason in Russian."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.address_index import AddressIndex, AddressRecord, Verdict, reasons, record_of
from desktop_app.core.addresses import from_parts, parse_address
from tests.db.phone_town import house_id, town_records

_INDEX = AddressIndex(town_records(), home="г. Заречинск")
_HOMELESS = AddressIndex(town_records())


@pytest.mark.parametrize(
    ("written", "address", "verdict"),
    [
        ("г. Заречинск, ул. Чехова, д. 17", "г. Заречинск, ул. Чехова, д. 17", Verdict.EXACT),
        ("Заречинск, Чехова ул, 17, кв. 5", "г. Заречинск, ул. Чехова, д. 17", Verdict.EXACT),
        ("ул. Чехова, д. 17", "г. Заречинск, ул. Чехова, д. 17", Verdict.EXACT),
        ("УЛ. ЧЕХОВА 17", "г. Заречинск, ул. Чехова, д. 17", Verdict.EXACT),
        ("ул. Луговая Б., 4", "г. Заречинск, ул. Большая Луговая, д. 4", Verdict.EXACT),
        ("ул. Первая Садовая, 3 корп 2", "г. Заречинск, ул. 1-я Садовая, д. 3, корп. 2",
         Verdict.EXACT),
        ("пр-кт 60 лет Октября, 16/2", "г. Заречинск, пр-кт 60-летия Октября, д. 16/2",
         Verdict.EXACT),
        ("д. Сосновка, д. 14", "д. Сосновка, д. 14", Verdict.EXACT),
        ("посёлок Верхний Бор, 17", "пгт. Верхний Бор, д. 17", Verdict.EXACT),
        ("с. Никольское, ул. Лесная, 7", "с. Никольское, ул. Лесная, д. 7", Verdict.EXACT),
        ("Чехова, 17", "г. Заречинск, ул. Чехова, д. 17", Verdict.SURE),
        ("ул. К. Маркса, 7", "г. Заречинск, ул. Карла Маркса, д. 7", Verdict.SURE),
        ("ул. Купеческая, 19", "г. Заречинск, ул. Щорса, д. 19", Verdict.SURE),
        ("Дворянка, 8", "г. Заречинск, ул. Щорса, д. 8", Verdict.SURE),
        ("ул. Лесная, 12", "г. Заречинск, ул. Лесная, д. 12", Verdict.SURE),
        ("мкр. Черёмушки, 31", "г. Заречинск, мкр. Южный, д. 31", Verdict.SURE),
    ],
)  # fmt: skip
def test_addresses_of_the_book_are_matched(written: str, address: str, verdict: Verdict) -> None:
    """Spelling, order, abbreviations, former names and a town left out do not hide a house."""
    match = _INDEX.match(parse_address(written))
    assert (match.verdict, match.building_id) == (verdict, house_id(address))
    assert bool(match.reason) is (verdict is Verdict.SURE)


@pytest.mark.parametrize(
    ("written", "verdict", "reason"),
    [
        ("ул. Чехова", Verdict.NONE, reasons.NO_NUMBER),
        ("ул. Чехова, д. б/н", Verdict.NONE, reasons.BAD_NUMBER),
        ("д. 5", Verdict.NONE, reasons.NO_STREET_GIVEN),
        ("ул. Нигдешняя, 5", Verdict.NONE, reasons.NO_STREET),
        ("г. Дальний, ул. Чехова, 17", Verdict.NONE, reasons.NO_SETTLEMENT),
        ("с. Никольское, ул. Чехова, 17", Verdict.NONE, reasons.NO_STREET),
        ("с. Никольское, 7", Verdict.NONE, reasons.NO_STREET_GIVEN),
        ("ул. Чехова, 18", Verdict.NONE, reasons.NO_HOUSE),
        ("ул. Чехова, 170", Verdict.NONE, reasons.NO_HOUSE),
        ("ул. Чехова, 17, к. 1", Verdict.NONE, reasons.NO_CORPUS),
        ("ул. Чехова, 17а", Verdict.NONE, reasons.NO_LETTER),
        ("ул. Чехова, 17/2", Verdict.NONE, reasons.NO_FRACTION),
        ("ул. Чехова, 17, стр. 2", Verdict.NONE, reasons.NO_STRUCTURE),
        ("ул. Чехова, 17, лит. А", Verdict.NONE, reasons.NO_LITERA),
        ("ул. 1-я Садовая, 3", Verdict.DOUBTFUL, reasons.PART_NEEDED),
        ("ул. 1-я Садовая, 3, к. 7", Verdict.NONE, reasons.NO_CORPUS),
        ("ул. Ленина, 12, к. 1", Verdict.DOUBTFUL, reasons.WRITTEN_OTHERWISE),
        ("ул. 8 Марта, 15а", Verdict.DOUBTFUL, reasons.WRITTEN_OTHERWISE),
        ("пер. Чехова, 17", Verdict.DOUBTFUL, reasons.OTHER_KIND),
        ("ул. Комсомольский, 27", Verdict.DOUBTFUL, reasons.OTHER_KIND),
        ("ул. Чихова, 17", Verdict.DOUBTFUL, reasons.SIMILAR_STREET),
        ("Ленина, 40", Verdict.DOUBTFUL, reasons.KIND_NEEDED),
        ("Ленина, 12", Verdict.DOUBTFUL, reasons.KIND_NEEDED),
        ("пр. Мира, 22", Verdict.DOUBTFUL, reasons.KIND_NEEDED),
        ("ул. Рабочая, 8", Verdict.DOUBTFUL, reasons.OTHER_SETTLEMENT),
        ("ул. Центральная, 6", Verdict.DOUBTFUL, reasons.SETTLEMENT_NEEDED),
        ("ул. Чехова, 17, стр. по двору", Verdict.DOUBTFUL, reasons.NOT_READ_TO_END),
    ],
)
def test_what_is_not_in_the_book_stays_unmatched(
    written: str, verdict: Verdict, reason: str
) -> None:
    """Every way a house may be missing or unclear has its own reason and no house."""
    match = _INDEX.match(parse_address(written))
    assert (match.verdict, match.reason) == (verdict, reason)
    assert match.building_id is None


def test_suggestions_come_with_doubt() -> None:
    """A person is offered the houses meant perhaps, best first; import takes none of them."""
    match = _INDEX.match(parse_address("ул. 1-я Садовая, 3"))
    assert match.suggestions == (
        house_id("г. Заречинск, ул. 1-я Садовая, д. 3, корп. 1"),
        house_id("г. Заречинск, ул. 1-я Садовая, д. 3, корп. 2"),
    )


def test_without_a_home_two_villages_are_a_doubt() -> None:
    """No settlement of this book holds nine houses of ten by itself when villages are many."""
    villages = [record for record in town_records() if not record.settlement.startswith("г.")]
    index = AddressIndex(villages)
    assert index.match(parse_address("ул. Центральная, 6")).verdict is Verdict.DOUBTFUL
    assert index.match(parse_address("ул. Лесная, 7")).verdict.trusted


def test_the_main_town_is_home_by_itself() -> None:
    """A settlement with nine houses of ten is meant when none is written."""
    match = _HOMELESS.match(parse_address("ул. Лесная, 12"))
    assert match.building_id == house_id("г. Заречинск, ул. Лесная, д. 12")
    assert match.reason == reasons.HOME_ASSUMED


def test_columns_of_a_journal() -> None:
    """Street, house and corpus in columns match as well."""
    match = _INDEX.match(from_parts("1-я Садовая улица", "3", "2"))
    assert match.building_id == house_id("г. Заречинск, ул. 1-я Садовая, д. 3, корп. 2")


def _records(*addresses: str) -> list[AddressRecord]:
    return [record_of(number, parse_address(text)) for number, text in enumerate(addresses, 1)]


def test_rows_of_one_house() -> None:
    """The same address twice is one house; a row of entrances is not the whole house."""
    twice = AddressIndex(_records("ул. Новая, д. 5", "ул. Новая, д. 5"))
    assert twice.match(parse_address("ул. Новая, 5")).building_id == 1
    parts = AddressIndex(_records("ул. Новая, д. 5, под. 1-3", "ул. Новая, д. 5, под. 4-6"))
    match = parts.match(parse_address("ул. Новая, 5"))
    assert (match.verdict, match.reason) == (Verdict.DOUBTFUL, reasons.HOUSE_IN_PARTS)
    whole = AddressIndex(_records("ул. Новая, д. 5, под. 1-3", "ул. Новая, д. 5"))
    assert whole.match(parse_address("ул. Новая, 5")).building_id == 2
    repeated = AddressIndex(_records("ул. Новая, д. 5 (дубль 1)"))
    assert repeated.match(parse_address("ул. Новая, 5")).verdict is Verdict.SURE


def test_a_village_of_another_district_is_another_village() -> None:
    """Two villages of one name are told apart by their districts when the address names one."""
    index = AddressIndex(
        _records("Озёрный р-н, д. Горка, д. 5", "Лесной р-н, д. Горка, д. 5", "г. Лад, ул. Я, д. 1")
    )
    assert index.match(parse_address("Лесной район, д. Горка, 5")).building_id == 2
    assert index.match(parse_address("д. Горка, 5")).building_id is None


def test_a_village_without_its_kind_and_without_streets() -> None:
    """«Лесной р-н, Горка, 5» is a house of the village; alone the name may be a street as well."""
    index = AddressIndex(
        _records("Озёрный р-н, д. Горка, д. 5", "Лесной р-н, д. Горка, д. 5", "г. Лад, ул. Я, д. 1")
    )
    match = index.match(parse_address("Лесной район, Горка, 5"))
    assert (match.building_id, match.reason) == (2, reasons.NO_KIND)
    assert not index.match(parse_address("Дальний район, Горка, 5")).verdict.trusted
    alone = AddressIndex(_records("Лесной р-н, д. Горка, д. 5", "г. Лад, ул. Я, д. 1"))
    doubt = alone.match(parse_address("Горка, 5"))
    assert (doubt.verdict, doubt.suggestions) == (Verdict.DOUBTFUL, (1,))
    assert alone.match(parse_address("ул. Горка, 5")).reason == reasons.NO_STREET
    assert alone.match(parse_address("Лесной район, Горка, 6")).reason == reasons.NO_HOUSE


def test_a_settlement_within_the_city() -> None:
    """A street known only in a посёлок of the city is taken for an address within the city."""
    index = AddressIndex(
        _records("г. Москва, ул. Я, д. 1", "г. Москва, п. Луговой, ул. Вешняя, д. 3"),
        home="г. Москва",
    )
    for written in ("ул. Вешняя, 3", "г. Москва, ул. Вешняя, 3"):
        match = index.match(parse_address(written))
        assert (match.building_id, match.reason) == (2, reasons.INNER_SETTLEMENT)


@given(st.sampled_from(town_records()))
def test_every_house_matches_itself(record: AddressRecord) -> None:
    """The address shown is matched exactly with the house it belongs to."""
    match = _INDEX.match(parse_address(record.address))
    assert (match.verdict, match.building_id) == (Verdict.EXACT, record.building_id)


@given(st.sampled_from(town_records()))
def test_a_removed_house_is_not_replaced_by_a_neighbour(record: AddressRecord) -> None:
    """Once a house is out of the book its address is trusted to no other house."""
    _INDEX.remove(record.building_id)
    match = _INDEX.match(parse_address(record.address))
    _INDEX.add(record)
    assert not match.verdict.trusted
    assert match.building_id is None
