"""The handbook's text: headings, paragraphs and items; mistakes of its author are told."""

import pytest

from desktop_app.core.handbook import HelpSection, HelpText, read_handbook
from desktop_app.services.handbook import Handbook


def test_headings_paragraphs_and_items() -> None:
    """Empty lines mean nothing, a dash begins an item."""
    text = "[one] Первое\nАбзац.\n\n- пункт\n[two] Второе\nЕщё."
    assert read_handbook(text) == (
        HelpSection("one", "Первое", (HelpText("Абзац."), HelpText("пункт", is_item=True))),
        HelpSection("two", "Второе", (HelpText("Ещё."),)),
    )


@pytest.mark.parametrize("text", ["Без заголовка", "[one] Первое\n[two] Второе\nслова"])
def test_mistakes_are_told(text: str) -> None:
    """Words before any heading and headings without words are refused."""
    with pytest.raises(ValueError, match=r"before the first|nothing is told"):
        read_handbook(text)


def test_every_section_has_a_key_of_its_own() -> None:
    """The shipped book is read, and no section hides another."""
    sections = Handbook().sections
    assert len({section.key for section in sections}) == len(sections)
    assert len({section.title for section in sections}) == len(sections)
