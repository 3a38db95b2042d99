"""House numbers: read by parts, shown one way, compared strictly and weakly, never guessed."""

import pytest

from desktop_app.core.addresses import HouseNumber, parse_house, read_house


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("12А", "12а"),
        ("12-А", "12а"),
        ("12 а", "12а"),
        ('12 "А"', "12а"),
        ("12A", "12а"),
        ("12/1", "12/1"),
        ("12\\1", "12/1"),
        ("12 дробь 1", "12/1"),
        ("12 к. 2", "12, корп. 2"),
        ("12 корп 2", "12, корп. 2"),
        ("12к2", "12, корп. 2"),
        ("12, к.2", "12, корп. 2"),
        ("12 корпус 2", "12, корп. 2"),
        ("12 стр. 3", "12, стр. 3"),
        ("12с3", "12, стр. 3"),
        ("12 строение 3", "12, стр. 3"),
        ("12 лит. А", "12, лит. А"),
        ("12 литера а", "12, лит. А"),
        ("12 л. А", "12, лит. А"),
        ("12А/1 к2", "12а/1, корп. 2"),
        ("12ак2", "12а, корп. 2"),
        ("11 к2 с3", "11, корп. 2, стр. 3"),
        ("вл. 5", "влд. 5"),
        ("владение 5", "влд. 5"),
        ("двлд. 7", "двлд. 7"),
        ("домовладение 7", "двлд. 7"),
        ("69в", "69в"),
        ("17/2", "17/2"),
        ("42 лит. А", "42, лит. А"),
        ("13/15, лит. А,Б,В", "13/15, лит. А, Б, В"),
        ("8, к. 1", "8, корп. 1"),
        ("8, к. А", "8, корп. А"),
        ("1418", "1418"),
        ("№ 9", "9"),
        ("дом № 9", "9"),
        ("д. дом 9", "9"),
        ("012", "12"),
        ("12к", "12к"),
        ("12 к", "12к"),
        ("12с", "12с"),
        ("8-10-12", "8-10-12"),
        ("16_18", "16-18"),
        ("38-40/15", "38-40/15"),
        ("7/9-11", "7/9-11"),
        ("62а-68", "62а-68"),
        ("5, к. 1, 2", "5, корп. 1, 2"),
        ("5, к. -, стр. нет, лит. 0", "5"),
        ("5, сооруж. жилое", "5"),
        ("д. -, к. 9", "корп. 9"),
        ("корп. 1113", "корп. 1113"),
        ("стр. 5", "стр. 5"),
    ],
)
def test_written_forms_are_read(written: str, shown: str) -> None:
    """Every way people and files write a number ends in the same parts."""
    house = parse_house(written)
    assert house is not None
    assert house.display() == shown


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "б/н",
        "бн",
        "тест",
        "ечная улица",
        "зд Речной",
        "В15А",
        "12 12",
        "12, 14",
        "12 кв. 5",
        "12 (дубль 1)",
        "12 к.",
        "12/",
        "/5",
        "3 с/з Ромашка",
        "5, стр. по ул. Новой",
        "проезд 41 д 1",
        "кв",
        "12бг",
        "27/5.3",
        "0x12",
    ],
)
def test_nonsense_is_none(written: str) -> None:
    """What is not a house number to the last letter gives None, not a likely number."""
    assert parse_house(written) is None


def test_a_number_lost_beside_a_corpus_is_not_replaced_by_it() -> None:
    """«ечная улица, к. 1» has no house: the corpus is not taken for the number."""
    assert read_house("ечная улица, к. 1").house is None


@pytest.mark.parametrize(
    ("written", "premise", "rest"),
    [
        ("12 кв 5", "кв. 5", ()),
        ("12, квартира №5, подъезд 2", "кв. 5, подъезд 2", ()),
        ("3, под. 10-15", "подъезд 10-15", ()),
        ("9, пом. 63", "помещ. 63", ()),
        ("16 (дубль 1), к. 4", "", ("дубль 1",)),
        ("2, к. в/г 10/5, инв. 11", "", ("к. в/г 10/5", "инв. 11")),
    ],
)
def test_premises_and_the_rest_are_kept_apart(
    written: str, premise: str, rest: tuple[str, ...]
) -> None:
    """A flat or entrance is understood, everything else is left word by word in the rest."""
    reading = read_house(written)
    assert (reading.premise, reading.rest) == (premise, rest)


def test_strict_keys_keep_parts_apart() -> None:
    """«15А», «15, к. А», «15/А» and «15, лит. А» are four houses for the strict key."""
    forms = ["15А", "15, к. А", "15/А", "15, лит. А", "15, стр. А", "15"]
    houses = [parse_house(form) for form in forms]
    assert len({house.key for house in houses if house}) == len(forms)


def test_the_weak_key_joins_names_of_one_value() -> None:
    """The weak key is one for «15А» and «15, к. А», one for «12/1», «12 к. 1», «12 стр. 1»."""
    for forms in (("15А", "15, к. а", "15/А", "15 лит. А"), ("12/1", "12 к. 1", "12 стр. 1")):
        assert len({house.loose_key for form in forms if (house := parse_house(form))}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12А", "12 а"),
        ("12A", "12А"),
        ("корп. 1113", "1113"),
        ("5, к. 13, 14", "5, к. 13-14"),
        ("16_18", "16-18"),
    ],
)
def test_spellings_share_the_strict_key(one: str, other: str) -> None:
    """Spelling, alphabet and a corpus numbered without a house do not make another house."""
    first, second = parse_house(one), parse_house(other)
    assert first is not None
    assert second is not None
    assert first.key == second.key


def test_houses_sort_as_they_stand() -> None:
    """2, 2а, 2/1, 2 к. 1, 2 стр. 1 stand before 10: numbers by value, then parts."""
    written = ["10", "2 стр. 1", "2/1", "2", "2 к. 1", "1", "2а", "100"]
    houses = sorted(filter(None, map(parse_house, written)), key=lambda house: house.sort_key)
    assert [house.display() for house in houses] == [
        "1", "2", "2а", "2/1", "2, корп. 1", "2, стр. 1", "10", "100",
    ]  # fmt: skip


def test_written_names_the_kind() -> None:
    """In an address the kind is always named: «д. 12а», «влд. 5», «корп. 1113»."""
    assert HouseNumber(number="12", letter="а").written() == "д. 12а"
    assert HouseNumber(kind="влд", number="5").written() == "влд. 5"
    assert HouseNumber(kind="к", number="1113").written() == "корп. 1113"
