"""Sheets: Enter in them and on buttons, room for long problems, the focus when they close."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.text import Paragraph
from tests.ui.keyboard import press

ENTER = Qt.Key.Key_Return


def _window(qtbot: QtBot, *inside: QWidget) -> QWidget:
    window = QWidget()
    window.setLayout(column(*inside))
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _sheet(window: QWidget, *, short: bool = False) -> tuple[FormSheet, list[str]]:
    kind, name = Combo("Вид", [(1, "первый"), (2, "второй")]), QLineEdit()
    fields = {"kind": FormField("Вид", kind), "name": FormField("Название", name)}
    sheet, told = FormSheet(window, "Запись", "Записать", fields), list[str]()
    sheet.short = short
    sheet.lay(*fields.values())
    open_sheet(sheet, kind, lambda: told.append(name.text()))
    return sheet, told


def test_a_form_asked_for_twice_opens_once(qtbot: QtBot) -> None:
    """A double click on «Новое отключение» left a second form under the first."""
    window = _window(qtbot, QLineEdit())
    first, told = _sheet(window)
    _second, nothing = _sheet(window)
    qtbot.waitUntil(lambda: len(window.findChildren(FormSheet)) == 1)
    assert window.findChildren(FormSheet) == [first]
    first.submitted.emit()
    assert (len(told), nothing) == (1, [])
    first.close_saved()
    qtbot.waitUntil(lambda: not window.findChildren(FormSheet))
    again, _told = _sheet(window)
    assert again.isVisible()
    again.close_saved()


def test_enter_presses_the_button_in_focus(qtbot: QtBot) -> None:
    """Outside a dialog Qt leaves Enter to nobody; here every rank of button takes it."""
    told = list[str]()
    buttons = [Button(str(rank), rank) for rank in Rank]
    for button in buttons:
        words = button.text()
        button.clicked.connect(lambda _=False, words=words: told.append(words))
    window = _window(qtbot, *buttons)
    assert window.isVisible()
    for button in buttons:
        button.setFocus()
        press(button, ENTER)
    assert told == [str(rank) for rank in Rank]


def test_enter_goes_along_the_fields_and_presses_at_the_end(qtbot: QtBot) -> None:
    """Field, field, button, saved: nothing is saved before the button was seen in focus."""
    window = _window(qtbot)
    sheet, told = _sheet(window)
    qtbot.waitUntil(sheet.isActiveWindow)
    press(_focused(), ENTER)
    assert isinstance(_focused(), QLineEdit)
    press(_focused(), ENTER)
    verb = _focused()
    assert isinstance(verb, Button)
    assert verb.text() == "Записать"
    assert told == []
    press(_focused(), ENTER)
    assert told == [""]


def test_a_field_with_its_own_enter_keeps_it(qtbot: QtBot) -> None:
    """A list of addresses typed into a line is taken by Enter, and the focus stays for the next."""
    window = _window(qtbot)
    sheet, _ = _sheet(window)
    qtbot.waitUntil(sheet.isActiveWindow)
    line, taken = sheet.findChildren(QLineEdit)[0], list[str]()
    line.returnPressed.connect(lambda: taken.append(line.text()))
    line.setFocus()
    press(line, ENTER)
    assert taken == [""]
    assert _focused() is line


def test_enter_on_cancel_cancels(qtbot: QtBot) -> None:
    """The button in focus is the one that is pressed, not the usual one of the dialog."""
    window = _window(qtbot)
    sheet, told = _sheet(window)
    qtbot.waitUntil(sheet.isActiveWindow)
    cancel = next(b for b in sheet.findChildren(Button) if b.text() == "Отмена")
    cancel.setFocus()
    press(_focused(), ENTER)
    assert not sheet.isVisible()
    assert told == []


def test_a_short_sheet_is_answered_by_enter(qtbot: QtBot) -> None:
    """One question, one Enter in its last field."""
    window = _window(qtbot)
    sheet, told = _sheet(window, short=True)
    qtbot.waitUntil(sheet.isActiveWindow)
    press(_focused(), ENTER)
    assert told == []
    press(_focused(), ENTER)
    assert told == [""]


def test_the_window_below_hears_the_keys_again(qtbot: QtBot) -> None:
    """Without a window manager, as here, the focus comes back to the page when a sheet closes."""
    page = Button("Страница")
    window = _window(qtbot, page)
    page.setFocus()
    sheet, _ = _sheet(window)
    qtbot.waitUntil(sheet.isActiveWindow)
    press(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)
    assert QApplication.focusWidget() is page


@pytest.mark.parametrize("points", [10.5, 16.0])
def test_long_problems_of_half_fields_are_read_whole(
    qtbot: QtBot, qapp: QApplication, points: float
) -> None:
    """The words wrap under the label, the fields keep their halves, the sheet grows."""
    apply_theme(qapp, LIGHT, points)
    window = _window(qtbot)
    fields = {name: FormField(name.upper(), QLineEdit()) for name in ("one", "two")}
    sheet = FormSheet(window, "Запись", "Записать", fields)
    sheet.lay(row(*fields.values(), space=10))
    open_sheet(sheet, fields["one"].control, lambda: None)
    qtbot.waitUntil(sheet.isActiveWindow)
    halves = [field.width() for field in fields.values()]
    long = "такая организация уже есть в справочнике, выберите её из списка"
    sheet.show_error(InvalidDraft({"one": long, "two": "проверьте по выписке"}))
    qtbot.wait(20)
    assert [field.width() for field in fields.values()] == halves
    shown = [words for words in sheet.findChildren(Paragraph) if words.isVisible()]
    assert long in [words.text() for words in shown]
    for words in shown:
        assert words.height() >= words.heightForWidth(words.width()), words.text()
        assert words.mapTo(sheet, words.rect().bottomRight()).y() < sheet.height()
    apply_theme(qapp, LIGHT)
