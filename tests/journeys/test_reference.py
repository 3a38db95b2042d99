"""The small lists by keys: added, changed, put aside, put back."""

import pytest

from desktop_app.services.office import Office
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.pages.settings.reference_screen import ReferenceScreen
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _screen(clerk: ClerkAtKeys, key: str) -> ReferenceScreen:
    clerk.window.show_page("settings")
    clerk.wait()
    page = clerk.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_reference()
    clerk.wait()
    page.reference.tabs.show_current(key)
    page.reference.activate()
    clerk.wait()
    assert page.reference.front is not None
    assert page.reference.front.hasFocus()
    return page.reference


def test_an_instrument_by_keys(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves Ins → typing → Ctrl+Enter → Enter to change → Del → Ctrl+Z."""
    screen = _screen(clerk, "instruments")
    clerk.press(Key.Key_Insert)
    clerk.type("Термометр")
    clerk.press(Key.Key_Tab)
    clerk.type("77")
    clerk.press(Key.Key_Return, CTRL)
    assert [tool.title for tool in office.inspections.known_instruments()] == ["Термометр"]
    clerk.press(Key.Key_Return)
    clerk.type(" ТК-5")
    clerk.press(Key.Key_Return, CTRL)
    assert [tool.title for tool in office.inspections.known_instruments()] == ["Термометр ТК-5"]
    clerk.press(Key.Key_Delete)
    assert office.inspections.known_instruments() == []
    clerk.press(Key.Key_Z, CTRL)
    assert len(office.inspections.known_instruments()) == 1
    clerk.press(Key.Key_Escape)
    page = clerk.window.page("settings")
    assert isinstance(page, SettingsPage)
    assert page.lists.isVisible()
    assert not screen.isVisible()


def test_a_term_is_put_back_by_keys(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves «История» → the latest change → Ctrl+Enter."""
    screen = _screen(clerk, "terms")
    book = office.reference_lists.books["terms"]
    before = book.lines()[0]
    book.save(before.id, {**before.values, "basis": "решение штаба"})
    screen.activate()
    clerk.wait()
    screen.past.click()
    clerk.wait()
    clerk.press(Key.Key_Return, CTRL)
    assert book.lines()[0].values == before.values


def test_a_wrong_line_says_what_it_lacks(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves that an empty line is refused beside its fields and nothing is written."""
    _screen(clerk, "people")
    clerk.press(Key.Key_Insert)
    clerk.press(Key.Key_Return, CTRL)
    assert office.reference_lists.books["people"].lines() == []
    clerk.type("Котова Анна")
    clerk.press(Key.Key_Return, CTRL)
    assert len(office.reference_lists.books["people"].lines()) == 1
