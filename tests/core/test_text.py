"""Folding: fast, and the same as its definition letter by letter."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.text import NBSP, decimal, figure, fold, fold_letters, plain_words, spaced
from desktop_app.core.ties import tied

_TEXTS = st.text() | st.text("абвеёЁЕйЙ й  \t\n.,-1２ßİＡéœ")


@given(_TEXTS)
def test_fold_is_its_definition(value: str) -> None:
    """NFC, casefold, ё→е, one space for any run of white space, ends stripped."""
    composed = unicodedata.normalize("NFC", value).casefold()
    changed = composed.translate(str.maketrans("ёЁ", "ее"))
    assert fold(value) == re.sub(r"\s+", " ", changed).strip()
    assert " ".join(fold_letters(value).split()) == fold(value)


@given(_TEXTS)
def test_plain_words_are_the_words_of_the_folded_text(value: str) -> None:
    """Signs go, words stay in order, one space stands between them."""
    assert plain_words(value).split(" ") == (re.findall(r"\w+", fold(value)) or [""])


def test_an_address() -> None:
    """Points and commas do not hide a house number."""
    assert plain_words("ул. Озёрная, д.3/2") == "ул озерная д 3 2"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("г. Ольховец, ул. 1-я Линейная, д. 18", "г.~Ольховец, ул.~1-я Линейная, д.~18"),
        ("4 часа · ПП 354, прил. 1, п. 4: 4 ч", "4 часа~· ПП~354, прил.~1, п.~4: 4~ч"),
        ("с 16.11 – 22.11.2026", "с~16.11~–~22.11.2026"),
        (f"за 16.11{NBSP}– 22.11", "за 16.11~–~22.11"),
        ("№ 2026-03996, срок 22.11 13:00", "№~2026-03996, срок 22.11~13:00"),
        ("8 900 555-01-25", "8~900~555-01-25"),
        ("кв. 4 — новое", "кв.~4~— новое"),
        ("Садовая 12 б, в доме", "Садовая 12 б, в~доме"),
        ("вид. Дом и сад", "вид. Дом и~сад"),
    ],
)
def test_what_no_line_may_part(words: str, shown: str) -> None:
    """A number stays with its sign, a moment in one piece; a word that ends so is no sign."""
    assert tied(words).replace(NBSP, "~") == shown


@given(_TEXTS)
def test_ties_change_spaces_only(value: str) -> None:
    """The places of letters stay: a line broken by places is cut out of the same text."""
    assert tied(value).replace(NBSP, " ") == value.replace(NBSP, " ")


def test_a_quantity_with_thousands() -> None:
    """Areas of houses reach seven digits."""
    shown = [spaced(value).replace(NBSP, " ") for value in (48, 5674.3, 1_234_567.25, -3)]
    assert shown == ["48", "5 674,3", "1 234 567,25", "−3"]


def test_nought_has_no_sign() -> None:
    """A mean of −0.04 °C is nought, not «−0»; thousands and fractions alike."""
    assert decimal(-0.04) == decimal(-0.0) == "0,0"
    assert (figure(-0.0), spaced(-0.0)) == ("0", "0")
    assert (decimal(-0.06), figure(-3)) == ("−0,1", "−3")
