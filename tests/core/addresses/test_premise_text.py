"""A flat is taken out of an address said in free words; the house stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.addresses import without_premise


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("ул. Мира, 5, кв. 17", "ул. Мира, 5"),
        ("Мира 5 кв 17 подъезд 2", "Мира 5"),
        ("Мира 5, кв.17а, 2 этаж", "Мира 5"),
        ("Мира 5 (кв. № 17)", "Мира 5"),
        ("кв. 17, ул. Мира, 5", "ул. Мира, 5"),
        ("Мира 5, 3-й подъезд, комната 4", "Мира 5"),
        ("Мира 5 квартира Соколовых", "Мира 5"),
        ("Мира 5, 17 квартира", "Мира 5"),
        ("МИРА 5 КВ.17", "МИРА 5"),
        ("Мира 5, кв. 17-18", "Мира 5"),
        ("Мира 5, кв 17/1", "Мира 5"),
        ("Мира 5, кв. 17 и 18", "Мира 5"),
        ("Мира 5, кв. 17, 18, 2 этаж", "Мира 5"),
        ("Мира 5, кв.17-а", "Мира 5"),
        ("Мира 5, кв. 17 «б»", "Мира 5"),
        ("Мира 5, кв.: 17", "Мира 5"),
        ("Мира 5, кв n 17", "Мира 5"),
        ("д.5кв.17", "д.5"),
        ("Мира 5 кв17", "Мира 5"),
        ("Мира 5 кв. Соколовых", "Мира 5"),
        ("Мира 5 кв-ра Соколовых\nна втором", "Мира 5"),
        ("Мира 5, на третьем этаже", "Мира 5"),
        ("Мира 5, первый подъезд", "Мира 5"),
        ("Мира 5, кв. 17, тел. 8 (900) 555-18-63", "Мира 5"),
        ("Мира 5, +79005551863", "Мира 5"),
        ("кв. 17, 5 подъезд, Мира 3", "Мира 3"),
    ],
)
def test_the_flat_is_taken_out(said: str, left: str) -> None:
    """Flat, entrance and floor go, whichever side their word stands on."""
    assert without_premise(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "ул. Мира, 5",
        "Мира 5-17",
        "5 кв Мира 3",
        "кв-л 5, д. 3",
        "мкр. Квартал 5",
        "кв. Северный, д. 3",
        "пос. Лесной, кв. Мирный",
        "ул. Мира, д. 5, к. 2",
        "ул. Пятая Парковая, 3",
        "ул. 50 лет Октября, 8",
        "СНТ Ромашка, 12",
        "",
    ],
)
def test_the_house_stays(said: str) -> None:
    """What names no flat is left as it was said."""
    assert without_premise(said) == said


_HOUSES = st.sampled_from(
    ["ул. Мира, 5", "Мира 5-17", "ул. 8 Марта, д. 12, корп. 2", "пер. 3-й Лесной, 4а", "СНТ Ива, 9"]
)
_WORDS = st.sampled_from(["кв. ", "кв ", "кв.", "квартира ", "кв. № ", "комната ", "пом. ", "п. "])
_FLATS = st.from_regex(
    r"[1-9][0-9]{0,2}([а-д]|-[а-д]|[-/][1-9][0-9]?|, [1-9][0-9])?", fullmatch=True
)
_ROOMS = st.sampled_from(["", ", 2 этаж", ", подъезд 3", " 3-й подъезд", ", эт. 5", " на 4 этаже"])
_BETWEEN = st.sampled_from([", ", " ", "; ", " ("])


@given(_HOUSES, _BETWEEN, _WORDS, _FLATS, _ROOMS)
def test_nothing_of_a_flat_stays_and_no_house_is_made_of_it(
    house: str, between: str, word: str, flat: str, room: str
) -> None:
    """However it is written: the house alone, as it was said, and no figure of the flat by it."""
    end = ")" if between == " (" else ""
    assert without_premise(f"{house}{between}{word}{flat}{room}{end}") == house
    assert without_premise(house) == house
