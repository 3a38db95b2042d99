"""The small lists by keys: added, changed, put aside, put back."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.core.records.reference_lists import RefLine
from desktop_app.services.office import Office
from desktop_app.ui.pages.settings.reference_screen import ReferenceScreen
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _screen(clerk: ClerkAtKeys, key: str) -> ReferenceScreen:
    clerk.window.show_page("settings")
    clerk.wait()
    page = clerk.settings
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
    page = clerk.settings
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


def test_a_norm_by_keys(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves Enter → a bare figure refused beside its source → written, marked → put back."""
    screen = _screen(clerk, "norms")
    book = office.reference_lists.books["norms"]
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Tab)
    clerk.press(Key.Key_A, CTRL)
    clerk.type("6")
    clerk.press(Key.Key_Return, CTRL)
    assert not any(line.values["own"] for line in book.lines())
    assert QApplication.activeModalWidget() is not None
    assert clerk.focus().accessibleName() == "Где написано"
    clerk.press(Key.Key_A, CTRL)
    clerk.type("решение № 7")
    clerk.press(Key.Key_Return, CTRL)
    (own,) = [line for line in book.lines() if line.values["own"]]
    assert (own.id, own.values["high"], own.values["basis"]) == (1, "6", "решение № 7")
    assert screen.front is not None
    shown = screen.front.current()
    assert isinstance(shown, RefLine)
    assert shown.values["own"] == "изменено офисом"
    screen.past.click()
    clerk.wait()
    clerk.press(Key.Key_Return, CTRL)
    assert not any(line.values["own"] for line in book.lines())


def test_a_new_answer_by_keys(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves Ins → the title, its topic and source → the text is demanded beside its field."""
    _screen(clerk, "answers")
    clerk.press(Key.Key_Insert)
    topic = office.reference.topic("HEAT.NO")
    for words in ("Как сливают воздух", topic.title, "кран Маевского", "памятка УК"):
        clerk.type(words)
        clerk.press(Key.Key_Tab)
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.focus().accessibleName() == "Что сказать"
    clerk.type("Откройте кран и дождитесь воды.")
    clerk.press(Key.Key_Return, CTRL)
    titles = [article.title for article in office.knowledge.for_topic(topic.id)]
    assert "Как сливают воздух" in titles


def _turn(clerk: ClerkAtKeys, screen: ReferenceScreen, key: str) -> None:
    screen.tabs.show_current(key)
    screen.activate()
    clerk.wait()


def test_a_line_comes_back_to_its_own_list(clerk: ClerkAtKeys, office: Office) -> None:
    """Ctrl+Z after going on to another list touches no line there, whatever number it has."""
    screen = _screen(clerk, "instruments")
    clerk.press(Key.Key_Insert)
    clerk.enter("Термометр", "77")
    clerk.press(Key.Key_Return, CTRL)
    _turn(clerk, screen, "people")
    clerk.press(Key.Key_Insert)
    clerk.type("Котова Анна")
    clerk.press(Key.Key_Return, CTRL)
    people = office.reference_lists.books["people"]
    before = people.lines()
    assert screen.lists["instruments"].model().rowCount() == len(before) == 1
    _turn(clerk, screen, "instruments")
    clerk.press(Key.Key_Delete)
    assert office.inspections.known_instruments() == []
    _turn(clerk, screen, "people")
    clerk.press(Key.Key_Z, CTRL)
    assert [tool.title for tool in office.inspections.known_instruments()] == ["Термометр"]
    assert people.lines() == before
    assert clerk.window.banners.titles == []
