"""Who to call: a long name gives way, a phone never does."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.contact_lines import contact_lines
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Line, Text

pytestmark = pytest.mark.gui
_NAME = (
    "Муниципальное унитарное предприятие «Производственное жилищно-эксплуатационное и ремонтное "
    "объединение Верхнеозёрского городского поселения»"
)


@pytest.mark.parametrize("width", [230, 540])
def test_a_long_name_does_not_push_the_phone_out(qtbot: QtBot, width: int) -> None:
    """An organisation of 140 letters made the panel wider than its pane, the phones were cut."""
    pane = ScrollPane(contact_lines("Управляющая компания", _NAME, "8 900 555-20-10", "8:00–20:00"))
    qtbot.addWidget(pane)
    pane.resize(width, 200)
    pane.show()
    qtbot.wait(10)
    for words in pane.findChildren(Text):
        right = words.mapTo(pane.viewport(), QPoint(words.width(), 0)).x()
        assert words.width() >= words.sizeHint().width()
        assert right <= width
    name = next(line for line in pane.findChildren(Line) if line.text() == _NAME)
    assert name.width() <= width
    assert name.accessibleName() == _NAME


def test_nobody_to_ring_is_said(qtbot: QtBot) -> None:
    """An empty phone is no empty place."""
    holder = QWidget()
    holder.setLayout(contact_lines("мастер участка", "Климов Пётр", ""))
    qtbot.addWidget(holder)
    assert any(words.text() == "телефона нет" for words in holder.findChildren(Text))
