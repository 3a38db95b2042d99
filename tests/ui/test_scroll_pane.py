"""A column that scrolls shows the field that hears the keys."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.panes import column
from desktop_app.ui.widgets.scroll_pane import ScrollPane

pytestmark = pytest.mark.gui


def _seen(field: QWidget) -> QRect:
    """Return the part of a field that stands in the window of its pane."""
    return field.visibleRegion().boundingRect()


def test_a_field_that_is_given_the_keys_comes_into_view(qtbot: QtBot) -> None:
    """Enter goes from field to field by itself: no letter is typed under the foot of a form."""
    fields = [QLineEdit() for _ in range(12)]
    text = QPlainTextEdit()
    text.setFixedHeight(400)
    pane = ScrollPane(column(*fields, text))
    qtbot.addWidget(pane)
    pane.resize(300, 150)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    for field in (fields[8], fields[0], fields[11]):
        field.setFocus()
        qtbot.wait(20)
        assert _seen(field) == field.rect()
    text.setFocus()  # taller than the window: its first line, where typing begins
    qtbot.waitUntil(lambda: _seen(text).height() > 100)
    assert _seen(text).top() == 0
