"""Fields: what a clerk types, which keys help, what is never lost."""

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import TicketSource
from desktop_app.core.records.knowledge import TextTemplate
from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit, MomentEdit, PhoneEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.phrase_area import PhraseArea
from tests.ui.field_window import field_window, put
from tests.ui.keyboard import click, press, type_text

Key = Qt.Key
NOW = dt.datetime(2026, 11, 24, 9, 41)


def at_nine_forty_one() -> dt.datetime:
    """Return the test's present."""
    return NOW


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """Gives an active window with a column to put fields in."""
    yield from field_window(qtbot)


def test_a_phone_is_tidied_when_it_is_certain(window: QWidget) -> None:
    """A whole number takes the printed form; words and half numbers stay as typed."""
    phone, other = PhoneEdit(), TextArea("Дальше")
    put(window, phone, other)
    type_text(phone, "89005551863")
    other.setFocus()
    assert phone.text().replace("\xa0", " ") == "+7 (900) 555-18-63"
    phone.setText("спросить у соседки")
    phone.editingFinished.emit()
    assert phone.text() == "спросить у соседки"


@pytest.mark.parametrize(
    "typed",
    ["8 900 555-20-10 дочь Анна", "89005552010 (сосед)", "8 (49341) 2-13-45 доб. 12, Петра"],
)
def test_words_beside_a_phone_are_never_taken_away(window: QWidget, typed: str) -> None:
    """Whose number it is was typed to be kept: leaving the field used to wipe it out."""
    phone, other = PhoneEdit(), TextArea("Дальше")
    put(window, phone, other)
    type_text(phone, typed)
    other.setFocus()
    assert phone.text() == typed
    phone.setText("8 (49341) 2-13-45 доб. 12")
    phone.editingFinished.emit()
    assert phone.text().replace("\xa0", " ") == "8 (49341) 2-13-45, доб. 12"


@pytest.mark.parametrize("after", ["", " и так далее"])
def test_a_phrase_among_emoji(window: QWidget, after: str) -> None:
    """An emoji takes two places of a document: the code and the blank are found all the same."""
    area = PhraseArea("Со слов заявителя")
    area.set_phrases((TextTemplate(1, "бат", "🥶 батареи ___ часов холодные"),))
    put(window, area)
    area.setPlainText(f"🙂🙂 {after}")
    cursor = area.textCursor()
    cursor.setPosition(5)
    area.setTextCursor(cursor)
    type_text(area, "/бат ")
    assert area.toPlainText() == f"🙂🙂 🥶 батареи ___ часов холодные{after}"
    assert area.textCursor().selectedText() == "___"


def test_a_short_number_is_doubted_and_taken(window: QWidget) -> None:
    """The doubt stands in the hint's place until the number is typed over; a problem goes first."""
    phone, other = PhoneEdit(), TextArea("Дальше")
    field = FormField("Телефон", phone, "без телефона — Ctrl+T")
    put(window, field, other)
    phone.setFocus()
    type_text(phone, "900555201")
    other.setFocus()
    assert field.doubt == "9\xa0цифр: проверьте номер"
    assert field.problem == ""
    phone.setFocus()
    type_text(phone, "0")
    assert field.doubt == ""
    field.set_doubt("сомнение")
    field.set_problem("беда")
    assert phone.accessibleDescription() == "беда"
    field.set_problem("")
    assert phone.accessibleDescription() == "сомнение"


def test_a_date_is_typed_stepped_and_chosen(window: QWidget) -> None:
    """«завтра», the arrows and the month of F4 all lead to a date, told once each."""
    field, told = DateEdit("Дата", at_nine_forty_one), list[object]()
    field.changed.connect(told.append)
    put(window, field, TextArea("Дальше"))
    type_text(field, "завтра")
    press(field, Key.Key_Return)
    assert field.text() == "25.11.2026"
    press(field, Key.Key_Up)
    assert field.value() == dt.date(2026, 11, 26)
    press(field, Key.Key_F4)
    for key in (Key.Key_Down, Key.Key_Left, Key.Key_PageDown, Key.Key_Return):
        press(field, key)
    assert field.value() == dt.date(2027, 1, 2)
    days = [dt.date(2026, 11, 25), dt.date(2026, 11, 26), dt.date(2027, 1, 2)]
    assert told == days


def test_the_month_answers_the_mouse(window: QWidget) -> None:
    """A click on a day takes it; a click in the head turns the month."""
    field = DateEdit("Дата", at_nine_forty_one)
    put(window, field)
    press(field, Key.Key_F4)
    month = field._month
    assert month.isVisible()
    day, rect = next((d, r) for d, r in month._cells() if d == dt.date(2026, 11, 9))
    click(month, rect.center())
    assert field.value() == day
    assert not month.isVisible()


def test_words_that_are_no_date_stay_with_a_remedy(window: QWidget) -> None:
    """Nothing typed is cleared."""
    field = DateEdit("Дата", at_nine_forty_one)
    put(window, field, TextArea("Дальше"))
    type_text(field, "31.11")
    press(field, Key.Key_Return)
    assert (field.text(), field.value(), field.problem()) == ("31.11", None, "такого дня нет")


def test_a_term_needs_its_hour() -> None:
    """A moment without time is refused, with it is shown whole."""
    field, told = MomentEdit("Срок", at_nine_forty_one), list[object]()
    field.changed.connect(told.append)
    field.setText("25.11")
    field.editingFinished.emit()
    assert field.problem().startswith("добавьте время")
    field.setText("13:41")
    field.editingFinished.emit()
    assert field.text() == "24.11.2026 13:41"
    assert told == [dt.datetime(2026, 11, 24, 13, 41)]


def test_a_box_keeps_its_value(window: QWidget) -> None:
    """Choices renewed keep the value; the wheel does not change it; letters find words."""
    box, told = Combo("Вид", [(1, "Заявка"), (2, "Жалоба"), (3, "Вопрос")]), list[object]()
    box.picked.connect(told.append)
    put(window, box)
    box.set_value(2)
    box.set_choices([(3, "Вопрос"), (2, "Жалоба")])
    assert box.value() == 2
    box.set_value("чего нет")
    assert box.value() == 3
    press(box, Key.Key_Down)
    assert (box.value(), told) == (2, [2])


def test_search_waits_for_a_pause(window: QWidget, qtbot: QtBot) -> None:
    """Letters in a row ask once; Enter asks at once and gives the list the focus; Esc clears."""
    box, told, left = SearchBox("Номер, адрес"), list[str](), list[bool]()
    box.searched.connect(told.append)
    box.left.connect(lambda: left.append(True))
    put(window, box)
    box.begin("л")
    type_text(box, "енина")
    assert told == []
    qtbot.waitUntil(lambda: told == ["ленина"], timeout=2000)
    type_text(box, " 12")
    press(box, Key.Key_Return)
    assert (told[-1], len(left)) == ("ленина 12", 1)
    press(box, Key.Key_Escape)
    assert (told[-1], box.text()) == ("", "")
    press(box, Key.Key_Escape)
    assert len(left) == 2


def test_tab_leaves_a_text(window: QWidget) -> None:
    """Tab goes on from several lines of text as from any field."""
    area, following = TextArea("Со слов"), TextArea("Дальше")
    put(window, area, following)
    press(area, Key.Key_Tab)
    assert following.hasFocus()
    assert area.toPlainText() == ""


def test_a_combo_gives_back_the_very_value(qtbot: QtBot) -> None:
    """An enum goes in and the same enum comes out, not its bare string."""
    combo = Combo("Источник", [(source, source.title_ru) for source in TicketSource])
    qtbot.addWidget(combo)
    combo.set_value(TicketSource.LETTER)
    assert combo.value() is TicketSource.LETTER
    combo.set_choices([(TicketSource.VISIT, "приём"), (TicketSource.LETTER, "письмо")])
    assert combo.value() is TicketSource.LETTER
    combo.set_choices([])
    assert combo.value() is None


def test_a_text_put_in_from_outside_is_read_from_its_beginning(window: QWidget) -> None:
    """A long name in a narrow field shows its first letters, not its last."""
    line = QLineEdit()
    put(window, FormField("Отдел", line), TextArea("Дальше"))
    window.setFocus()
    line.setText("Отдел жилищно-коммунального хозяйства и благоустройства " * 3)
    assert line.cursorPosition() == 0


def test_a_label_with_its_letter_underlined_is_whole(window: QWidget) -> None:
    """Qt draws «Т|ема» in parts, without the kerning it measured: the last letter was cut."""
    field = FormField("&Тема", QLineEdit())
    put(window, field)
    label = next(found for found in field.findChildren(QLabel) if found.text() == "&Тема")
    measure = label.fontMetrics().horizontalAdvance
    assert label.width() >= measure("Т") + measure("ема") > measure("Тема")


def test_what_stood_in_a_field_is_read_from_its_beginning(window: QWidget) -> None:
    """A code longer than its field, put there before the field got its label, showed its end."""
    line = QLineEdit("5a4891a2-3c7a-4a0f-810e-76daf8d2d8e9")
    put(window, FormField("Код ФИАС", line))
    assert line.cursorPosition() == 0


@pytest.mark.parametrize("points", [9.0, 10.5, 16.0])
def test_two_lines_are_seen_without_a_scroll_bar(
    window: QWidget, qapp: QApplication, points: float
) -> None:
    """A field of 48 pixels showed a line and three quarters, and a bar to scroll the rest."""
    apply_theme(qapp, LIGHT, points)
    area = TextArea("Основание", least=48, most=48)
    put(window, area)
    area.setPlainText("первая строка\nвторая строка")
    qapp.processEvents()
    assert area.verticalScrollBar().maximum() == 0
    apply_theme(qapp, LIGHT)
