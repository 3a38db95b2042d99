"""Proposed file names are taken by Windows whatever the words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.file_names import file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Акт 2026-014 пр-кт Ленина, д. 12", "Акт 2026-014 пр-кт Ленина, д. 12.pdf"),
        ("Акт 1 ул. Мира, д. 3/5", "Акт 1 ул. Мира, д. 3 5.pdf"),
        ("Акт «А» <b>: *?", "Акт «А» b.pdf"),
        ("con", "_con.pdf"),
        ("...", "_.pdf"),
        ("д. 12 ", "д. 12.pdf"),
    ],
)
def test_names_are_made_legal(words: str, name: str) -> None:
    """Forbidden signs, ends and reserved names are put right."""
    assert file_name(words, ".pdf") == name


@given(st.text(max_size=400))
def test_any_words_give_a_short_name_without_forbidden_signs(words: str) -> None:
    """No sign Windows forbids is left, and the name stays short."""
    name = file_name(words, ".pdf")
    assert not set(name) & set('<>:"/\\|?*\x00\n\t')
    assert name.endswith(".pdf")
    assert 4 < len(name) <= 125
    assert name.removesuffix(".pdf").strip(" .") == name.removesuffix(".pdf")
