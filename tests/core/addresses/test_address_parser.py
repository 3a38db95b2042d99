"""Whole addresses: full and short, from one column and from several, nothing guessed."""

import pytest

from desktop_app.core.addresses import (
    HouseNumber,
    ParsedAddress,
    from_parts,
    parse_address,
    parse_settlement,
)


def _parts(parsed: ParsedAddress) -> tuple[str, ...]:
    place = f"{parsed.settlement_type} {parsed.settlement}".strip()
    street = f"{parsed.street_type} {parsed.street_name}".strip()
    house = parsed.house.display() if parsed.house else ""
    return parsed.region, parsed.district, place, street, house, parsed.premise


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("г. Заречинск, ул. Луговая Б., д. 6, к. 1",
         ("", "", "г. Заречинск", "ул. Большая Луговая", "6, корп. 1", "")),
        ("Респ. Карелия, р-н. Озёрный, г. Заречинск, ул. 8 Марта, д. 2 а",
         ("Респ. Карелия", "Озёрный р-н", "г. Заречинск", "ул. 8 Марта", "2а", "")),
        ("155520, Ивановская обл, г. Заречинск, ул. Ленина, д. 27",
         ("Ивановская обл.", "", "г. Заречинск", "ул. Ленина", "27", "")),
        ("155520 Ивановская обл. г Заречинск ул Ленина д 27 кв 3",
         ("Ивановская обл.", "", "г. Заречинск", "ул. Ленина", "27", "кв. 3")),
        ("Россия, Ивановская область, Заречный район, г. Заречинск, пр-кт Мира, дом 5",
         ("Ивановская обл.", "Заречный р-н", "г. Заречинск", "пр-кт Мира", "5", "")),
        ("п. Валдай, д. 5", ("", "", "п. Валдай", "", "5", "")),
        ("д. Сосновка, д. 7, к. Д", ("", "", "д. Сосновка", "", "7, корп. Д", "")),
        ("город Лесногорск, 1418", ("", "", "г. Лесногорск", "", "1418", "")),
        ("г. Лесногорск, д. 1622, к. 1622", ("", "", "г. Лесногорск", "", "1622", "")),
        ("ул. 1-я Заречная, 2Б, Приреченск, Ивановская область",
         ("Ивановская обл.", "", "Приреченск", "ул. 1-я Заречная", "2б", "")),
        ("Заводской проезд, 3, Приреченск", ("", "", "Приреченск", "пр-д Заводской", "3", "")),
        ("Москва, г. Боровск, ул. Лесная, 5", ("Москва", "", "г. Боровск", "ул. Лесная", "5", "")),
        ("г. Москва, п. Заречное, п. Луговой, ул. Ясная, д. 10",
         ("Москва", "п. Заречное", "п. Луговой", "ул. Ясная", "10", "")),
        ("3-й мкр, д. 5", ("", "", "", "мкр. 3-й", "5", "")),
        ("3 мкр 5", ("", "", "", "мкр. 3", "5", "")),
        ("тер. СНТ Ромашка, д. 5", ("", "", "", "тер. СНТ Ромашка", "5", "")),
        ("тер. квартал Южный, д. 1", ("", "", "", "кв-л Южный", "1", "")),
        ("кв-л. Светлый Бульвар 12 А, д. ~, к. 3",
         ("", "", "", "кв-л Светлый Бульвар 12 А", "корп. 3", "")),
        ("Большая Набережная улица, 5", ("", "", "", "ул. Большая Набережная", "5", "")),
        ("1-я улица Бауэра, 5", ("", "", "", "ул. 1-я Бауэра", "5", "")),
        ("улица Верхние Луга, 35 к 4", ("", "", "", "ул. Верхние Луга", "35, корп. 4", "")),
        ("ул. Посёлок Мирный, 69", ("", "", "", "ул. Посёлок Мирный", "69", "")),
        ("с. Красное, ул. С. Разина, д. 3", ("", "", "с. Красное", "ул. С. Разина", "3", "")),
        ("ул. 8 Марта 5", ("", "", "", "ул. 8 Марта", "5", "")),
        ("1905 года, 7 к 2", ("", "", "", "1905 года", "7, корп. 2", "")),
        ("Ленина 12а", ("", "", "", "Ленина", "12а", "")),
        ("пр. Ленина, 12", ("", "", "", "пр. Ленина", "12", "")),
        ("п. Сосна-1, 5", ("", "", "п. Сосна-1", "", "5", "")),
        ("д. г Заречинск ш Дальнее д.4 кор.2",
         ("", "", "г. Заречинск", "ш. Дальнее", "4, корп. 2", "")),
        ("ул. Садовая, двлд. 3", ("", "", "", "ул. Садовая", "двлд. 3", "")),
        ("Садовая ул, д. 5, подъезд 2, кв. 17",
         ("", "", "", "ул. Садовая", "5", "подъезд 2, кв. 17")),
    ],
)  # fmt: skip
def test_written_addresses_are_read_by_parts(written: str, parts: tuple[str, ...]) -> None:
    """Kinds before and after names, nested settlements, bare names, streets with numbers."""
    parsed = parse_address(written)
    assert _parts(parsed) == parts
    assert parsed.rest == ()


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("ул. Садовая, д. б/н", ("б/н",)),
        ("ул. Садовая, д. 10, 12", ("12",)),
        ("ул. Садовая, д. 3 с/з Ромашка", ("с/з Ромашка",)),
        ("ул. Садовая, д. 9, стр. по ул. Новой", ("стр. по ул. Новой",)),
        ("ул. Садовая (п. Южный), д. 9", ("(п. Южный)",)),
    ],
)
def test_what_is_not_understood_is_left(written: str, rest: tuple[str, ...]) -> None:
    """Unclear parts stand in the rest as written, so that nobody decides without a person."""
    assert tuple(part.strip("()") for part in parse_address(written).rest) == tuple(
        part.strip("()") for part in rest
    )


def test_an_area_above_a_street_is_kept() -> None:
    """«мкр. Родники, ул. Садовая» has a street in an area, «мкр. Родники» alone is the street."""
    parsed = parse_address("мкр. Родники, ул. Садовая, д. 5")
    assert (parsed.area, parsed.street_name) == ("мкр. Родники", "Садовая")
    assert parse_address("мкр. Родники, д. 5").street_type == "мкр."


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (("Ледяной проезд", "8", "1"), "пр-д Ледяной, д. 8, корп. 1"),
        (("улица Верхние Луга", "35", "4"), "ул. Верхние Луга, д. 35, корп. 4"),
        (("город Лесногорск", "1418"), "г. Лесногорск, д. 1418"),
        (("квартал Светлый Бульвар 12а", "2"), "кв-л Светлый Бульвар 12а, д. 2"),
        (("пр. Ленина", "12", "стр. 2"), "пр. Ленина, д. 12, стр. 2"),
        (("ул. Ленина", "12к2", "2"), "ул. Ленина, д. 12, корп. 2"),
        (("ул. Ленина", "12, кв. 5"), "ул. Ленина, д. 12"),
        (("ул. Ленина", "", "9"), "ул. Ленина, корп. 9"),
        (("улица Ленина 12", ""), "ул. Ленина, д. 12"),
        (("ул. Ленина", "12", "нет", "Заречинск"), "Заречинск, ул. Ленина, д. 12"),
        (("ул. Ленина", "12", "А", "г. Заречинск"), "г. Заречинск, ул. Ленина, д. 12, корп. А"),
    ],
)
def test_columns_of_journals_are_put_together(columns: tuple[str, ...], shown: str) -> None:
    """Street, house, corpus and settlement in columns of their own give the same parts."""
    parsed = from_parts(*columns)
    assert (parsed.display(), parsed.rest) == (shown, ())


def test_a_broken_house_column_gives_no_house() -> None:
    """A piece of a street's name in the house column is not repaired, the corpus not promoted."""
    parsed = from_parts("Заречная улица", "ечная улица", "1")
    assert parsed.house is None
    assert parsed.rest == ("ечная улица",)


def test_a_settlement_is_read_with_what_is_around_it() -> None:
    """«Москва, п. Восточный» is a посёлок within a city, a bare name is the settlement itself."""
    inner = parse_settlement("Москва, п. Восточный")
    assert (inner.region, inner.settlement_type, inner.settlement) == ("Москва", "п.", "Восточный")
    assert parse_settlement("Приреченск").settlement == "Приреченск"


def test_two_kinds_of_one_word() -> None:
    """«д.» is a house before a number and a деревня before a name."""
    parsed = parse_address("д. Сосновка, ул. Новая, д. 3")
    assert (parsed.settlement_type, parsed.house) == ("д.", HouseNumber(number="3"))
