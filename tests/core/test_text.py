"""Folding: fast, and the same as its definition letter by letter."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.text import fold, fold_letters, plain_words

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
