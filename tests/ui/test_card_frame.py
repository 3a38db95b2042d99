"""The frame of a card: the same record shown anew stays where the clerk was reading."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.card_frame import CardFrame
from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Text

pytestmark = pytest.mark.gui


def _show(frame: CardFrame, title: str) -> None:
    frame.set_head(title, title, "")
    frame.set_columns([(1, [Text(f"Строка {line}") for line in range(80)]) for _ in range(2)])


def _scrolled(frame: CardFrame) -> list[int]:
    panes = [pane for pane in frame.findChildren(ScrollPane) if pane.isVisible()]
    return [pane.verticalScrollBar().value() for pane in panes]


def test_news_of_a_record_leaves_its_card_where_it_was(qtbot: QtBot) -> None:
    """Read from the middle of a column, the card redrawn twice in a row does not go to its top."""
    frame = CardFrame("Отключения", [])
    qtbot.addWidget(frame)
    frame.resize(800, 400)
    _show(frame, "Порыв на Садовой")
    frame.show()
    qtbot.waitExposed(frame)
    pane = next(pane for pane in frame.findChildren(ScrollPane) if pane.isVisible())
    pane.verticalScrollBar().setValue(120)
    _show(frame, "Порыв на Садовой")
    _show(frame, "Порыв на Садовой")
    qtbot.waitUntil(lambda: _scrolled(frame) == [120, 0])
    _show(frame, "Порыв на Лесной")
    qtbot.wait(20)
    assert _scrolled(frame) == [0, 0]


@pytest.mark.parametrize(("points", "width", "beside"), [(10.5, 1200, True), (16, 760, False)])
def test_buttons_leave_room_for_the_name(
    qtbot: QtBot, qapp: QApplication, points: float, width: int, *, beside: bool
) -> None:
    """With the largest letters the buttons stand under the name: it was cut to a few letters."""
    apply_theme(qapp, LIGHT, points)
    tools = [Button(words) for words in ("Изменить", "Реестр передачи", "Обращения")]
    frame = CardFrame("Организации", tools)
    qtbot.addWidget(frame)
    frame.resize(width, 500)
    _show(frame, "МУП «Ольховецводоканал»")
    frame.show()
    qtbot.waitExposed(frame)
    assert frame._title.width() >= 300
    name, button = (part.mapTo(frame, QPoint()).y() for part in (frame._title, tools[0]))
    assert (button < name + frame._title.height()) is beside
