"""Addresses as lists show them."""

import pytest

from desktop_app.core.short_address import short_address, split_address


@pytest.mark.parametrize(
    ("address", "premise", "shown"),
    [
        ("пр-кт Ленина, д. 12", "45", "Ленина пр-кт, 12, кв. 45"),
        ("ул. Садовая, д. 3, корп. 2", "7", "Садовая, 3 корп. 2, кв. 7"),
        ("пер. Северный, д. 18", "", "Северный пер., 18"),
        ("с. Ключевое, ул. Ленина, д. 10", "2", "Ленина, 10, кв. 2, Ключевое"),
        ("д. Лесная, д. 5", "", "5, Лесная"),
        ("ул. 8 Марта, влд. 5, стр. 2", "офис 3", "8 Марта, влд. 5 стр. 2, офис 3"),
        ("мкр. 3-й, д. 4", "", "3-й мкр., 4"),
        ("где-то за рекой", "", "где-то за рекой"),
    ],
)
def test_the_street_comes_first(address: str, premise: str, shown: str) -> None:
    """The eye finds the street by its first letters; the flat stays beside the house."""
    assert short_address(address, premise).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (
            "Ленина пр-кт, 12, кв.\N{NO-BREAK SPACE}45",
            ("Ленина пр-кт", ", 12, кв.\N{NO-BREAK SPACE}45", ""),
        ),
        ("Ленина, 10, кв. 2, Ключевое", ("Ленина", ", 10, кв. 2", ", Ключевое")),
        ("8 Марта, влд. 5 стр. 2, офис 3", ("8 Марта", ", влд. 5 стр. 2, офис 3", "")),
        ("г. Ольховец, ул. Садовая, д. 33", ("г. Ольховец, ул. Садовая", ", д. 33", "")),
        ("где-то за рекой", ("где-то за рекой", "", "")),
    ],
)
def test_the_numbers_stand_apart(address: str, parts: tuple[str, str, str]) -> None:
    """House and flat are told from the street before them and the settlement after."""
    assert split_address(address) == parts
    assert "".join(parts) == address
