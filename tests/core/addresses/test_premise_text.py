"""A flat is taken out of an address said in free words; the house stays."""

import pytest

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
        "СНТ Ромашка, 12",
        "",
    ],
)
def test_the_house_stays(said: str) -> None:
    """What names no flat is left as it was said."""
    assert without_premise(said) == said
