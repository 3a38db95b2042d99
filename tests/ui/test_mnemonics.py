"""Alt and a letter press the same thing in both keyboard layouts."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop_app.ui import mnemonics
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.form import FormField
from tests.ui.field_window import field_window, put

pytestmark = pytest.mark.gui
_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    """Gives an active window of an application whose mnemonics are watched."""
    mnemonics.watch(qapp)
    yield from field_window(qtbot)


def _alt(widget: QWidget, key: int, text: str) -> None:
    QTest.simulateEvent(widget, True, key, _ALT, text, False)
    QTest.simulateEvent(widget, False, key, _ALT, text, False)


@pytest.mark.parametrize("make", [QLineEdit, lambda: TextArea("Со слов")])
def test_a_button_is_pressed_by_its_key_in_the_latin_layout(window: QWidget, make: type) -> None:
    """«З» stands on P: Alt+P presses «&Записать», once, and types nothing."""
    field, button = make(), Button("&Записать")
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    put(window, field, button)
    _alt(field, Qt.Key.Key_P.value, "p")
    assert len(pressed) == 1
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == ""


def test_a_field_is_reached_and_a_strange_letter_is_not_typed(window: QWidget) -> None:
    """«Ж» stands on the semicolon; a letter of nothing changes nothing."""
    field, house = QLineEdit(), QLineEdit()
    put(window, field, FormField("&Жилой дом", house))
    _alt(field, Qt.Key.Key_Q.value, "q")
    assert field.text() == ""
    assert field.hasFocus()
    _alt(field, Qt.Key.Key_Semicolon.value, ";")
    assert house.hasFocus()


def test_a_latin_key_of_the_table_acts_in_the_russian_layout(window: QWidget) -> None:
    """Alt+F asks for the filter, whatever the layout: «А» stands on F."""
    field, asked = QLineEdit(), list[bool]()
    action = QAction("отбор", window)
    action.setShortcut(QKeySequence("Alt+F"))
    action.triggered.connect(lambda: asked.append(True))
    window.addAction(action)
    put(window, field)
    _alt(field, ord("А"), "а")
    assert len(asked) == 1
    assert field.text() == ""


def test_what_is_hidden_or_off_is_not_pressed(window: QWidget) -> None:
    """A button of a screen behind, or one that stands off, keeps still."""
    field, off, hidden = QLineEdit(), Button("&Записать"), Button("За&крыть")
    pressed: list[bool] = []
    for button in (off, hidden):
        button.clicked.connect(lambda: pressed.append(True))
    put(window, field, off, hidden)
    off.setEnabled(False)
    hidden.hide()
    _alt(field, Qt.Key.Key_P.value, "p")
    _alt(field, Qt.Key.Key_R.value, "r")
    assert pressed == []
    assert field.text() == ""


def test_a_widget_destroyed_with_the_focus_is_let_go(window: QWidget) -> None:
    """The focus moves while the widget that had it is coming apart: nothing is asked of it."""
    going, staying = QLineEdit(), QLineEdit()
    put(window, going, staying)
    going.setFocus()
    delete(going)
    staying.setFocus()
    button = Button("&Записать")
    put(window, button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    staying.setFocus()
    _alt(staying, Qt.Key.Key_P.value, "p")
    assert len(pressed) == 1
