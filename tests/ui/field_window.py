"""A window to try fields in."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def field_window(qtbot: QtBot) -> Iterator[QWidget]:
    """Yield an active window with a column to put fields in, and close it."""
    whole = QWidget()
    QVBoxLayout(whole).addStretch(1)
    qtbot.addWidget(whole)
    whole.resize(600, 500)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    yield whole
    whole.close()


def put(window: QWidget, *fields: QWidget) -> None:
    """Put fields in the window and the focus in the first."""
    layout = window.layout()
    assert isinstance(layout, QVBoxLayout)
    for place, field in enumerate(fields):
        layout.insertWidget(place, field)
        field.show()
    fields[0].setFocus()
