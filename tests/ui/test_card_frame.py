"""The frame of a card: the same record shown anew stays where the clerk was reading."""

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.card_frame import CardFrame
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
