"""Letters of the wrong alphabet and keys of the wrong layout."""

import pytest

from desktop_app.core.addresses.layout import to_russian_keys
from desktop_app.core.addresses.lookalikes import has_latin, to_cyrillic


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ktybyf 12", "ленина 12"),
        ("1 vfz 5, rd 3", "1 мая 5, кв 3"),
        (",fnfqcrbq 5", "батайский 5"),
        ("gj,tls 2", "победы 2"),
        ("[kt,yfz", "хлебная"),
        ("Ktybyf", "Ленина"),
        ("ленина 12", "ленина 12"),
        ("12, 14.", "12, 14."),
    ],
)
def test_keys_of_the_other_layout(typed: str, meant: str) -> None:
    """Latin letters become the Russian ones of the same keys; marks between words stay marks."""
    assert to_russian_keys(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("12A", "12А"), ("Лeнина", "Ленина"), ("COBET", "СОВЕТ"), ("ktybyf", "ktybyf")],
)
def test_look_alikes(typed: str, meant: str) -> None:
    """Twins are replaced only where every Latin letter of the word has one."""
    assert to_cyrillic(typed) == meant


def test_latin_is_noticed() -> None:
    """Only Latin letters make a text Latin, not digits and marks."""
    assert has_latin("12a")
    assert not has_latin("ленина, 12/1")
