"""Menus: marks that are seen, one choice of several, nothing left behind."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.choice_menu import new_menu
from desktop_app.ui.pages.tickets.column_filters import _aligned
from desktop_app.ui.theme import Type, look

pytestmark = pytest.mark.gui


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """Return a shown widget to open menus over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(300, 200)
    widget.show()
    return widget


@pytest.mark.parametrize("one_of", [False, True])
def test_what_is_on_has_a_sign_and_not_only_a_colour(
    qtbot: QtBot, over: QWidget, *, one_of: bool
) -> None:
    """In the box that is on stands a tick, or a dot, in the ink of the accent."""
    menu = new_menu(over, one_of=one_of)
    shown = menu.add_choice("Обычный", is_on=True)
    menu.add_choice("Другой", is_on=False)
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible)
    image, place = menu.grab().toImage(), menu.actionGeometry(shown)
    inside = {
        image.pixelColor(x, y).name().upper()
        for x in range(place.left() + 8, place.left() + 16)
        for y in range(place.center().y() - 4, place.center().y() + 5)
    }
    assert look().theme.accent in inside
    assert len(inside) > 2
    menu.close()


def test_one_choice_of_several_excludes_the_others(over: QWidget) -> None:
    """Of orders and views one is in force."""
    menu = new_menu(over, one_of=True)
    first, second = (menu.add_choice(words, is_on=words == "а") for words in "аб")
    second.trigger()
    assert (first.isChecked(), second.isChecked()) == (False, True)
    menu.close()


def test_a_closed_menu_is_gone_with_those_inside(qtbot: QtBot, over: QWidget) -> None:
    """A menu opened a hundred times a day leaves nothing."""
    menu = new_menu(over)
    menu.add_menu("Служба").add_choice("отопление", is_on=True)
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible)
    menu.close()
    qtbot.waitUntil(lambda: not over.findChildren(QMenu))


def test_counts_of_a_menu_end_on_one_line(over: QWidget) -> None:
    """Numbers of other lengths are as wide as the longest, to a pixel or two."""
    assert over.isVisible()
    widths = [look().fonts.width(Type.BODY, words) for words in _aligned([1_218, 18, 9, 204])]
    assert max(widths) - min(widths) < 2
