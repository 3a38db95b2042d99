"""Suggestions under a field: what is found, which keys choose, where the popup stands."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit, SuggestEdit
from desktop_app.ui.widgets.suggest_popup import Suggestion, matched
from tests.ui.field_window import field_window, put
from tests.ui.keyboard import CTRL, SHIFT, click, press, type_text

Key = Qt.Key
TOPICS = (
    Choice(1, "Нет отопления", "Отопление и горячая вода"),
    Choice(2, "Нет горячей воды", "Отопление и горячая вода"),
    Choice(3, "Начисления"),
    Choice(4, "Тёплый стояк"),
)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """Gives an active window with a column to put fields in."""
    yield from field_window(qtbot)


def test_a_topic_is_found_by_beginnings_of_words(window: QWidget) -> None:
    """«гор нет» finds the hot water; Enter takes it; the value changes once."""
    topic, told = LookupEdit("Тема", TOPICS), list[object]()
    topic.changed.connect(told.append)
    put(window, topic, TextArea("Дальше"))
    type_text(topic, "гор нет")
    assert [row.title for row in topic.popup.rows] == ["Нет отопления", "Нет горячей воды"]
    press(topic, Key.Key_Down)
    press(topic, Key.Key_Return)
    assert (topic.text(), topic.value()) == ("Нет горячей воды", 2)
    assert not topic.popup.isVisible()
    assert told == [2]


def test_ё_and_case_do_not_matter(window: QWidget) -> None:
    """«теплый» finds «Тёплый», with its letters in bold."""
    topic = LookupEdit("Тема", TOPICS)
    put(window, topic)
    type_text(topic, "ТЕПЛ")
    assert [row.key for row in topic.popup.rows] == [4]
    assert topic.popup.rows[0].bold == ((0, 4),)


def test_changed_words_take_the_value_away(window: QWidget) -> None:
    """After the chosen words are changed there is no value: nothing is guessed."""
    topic = LookupEdit("Тема", TOPICS)
    put(window, topic)
    topic.set_value(3)
    topic.setCursorPosition(len(topic.text()))
    type_text(topic, "х")
    assert (topic.text(), topic.value()) == ("Начислениях", None)


def test_words_that_fit_nothing_are_answered(window: QWidget) -> None:
    """What has some of the words is offered, not taken unasked; else it is said none fits."""
    topic, following = LookupEdit("Тема", TOPICS), TextArea("Дальше")
    put(window, topic, following)
    type_text(topic, "нач двор")
    assert [row.key for row in topic.popup.rows] == [3]
    press(topic, Key.Key_Return)
    press(topic, Key.Key_Tab)
    assert topic.value() is None
    topic.setFocus()
    topic.clear()
    type_text(topic, "дорога")
    assert topic.popup.isVisible()
    assert topic.popup.rows == ()
    press(topic, Key.Key_F4)
    press(topic, Key.Key_PageDown)
    assert topic.popup.current == len(TOPICS) - 1
    topic.clear()
    type_text(topic, "нач двор")
    press(topic, Key.Key_Down)
    press(topic, Key.Key_Return)
    assert topic.value() == 3


def test_an_empty_reference_says_so(window: QWidget) -> None:
    """F4 and typing over a reference without a record are answered, the remedy names no list."""
    executor = LookupEdit("Организация")
    put(window, executor)
    type_text(executor, "Тепло")
    assert executor.popup._none == "Ничего не найдено"  # the choices are still on their way
    executor.set_choices(())
    press(executor, Key.Key_Escape)
    press(executor, Key.Key_F4)
    assert executor.popup.isVisible()
    assert executor.popup._none == "Справочник пуст, выбрать пока не из чего"
    assert executor.problem() == "справочник пуст: сначала внесите запись в него"
    executor.set_choices(TOPICS)
    assert executor.problem() == "выберите из списка или очистите"


def test_typing_replaces_what_was_proposed_into_the_field(window: QWidget) -> None:
    """An executor that is proposed while the field waits is not typed on to."""
    executor = LookupEdit("Организация", TOPICS)
    put(window, executor)
    executor.set_value(3)
    type_text(executor, "нет отоп")
    assert executor.text() == "нет отоп"
    press(executor, Key.Key_Return)
    assert executor.value() == 1


def test_suggestions_never_cover_their_field(window: QWidget) -> None:
    """Where neither side has room for eight rows, fewer are shown and the rest scrolled to."""
    choices = [Choice(place, f"тема {place}", "пояснение") for place in range(20)]
    topic, above, below = LookupEdit("Тема", choices), TextArea("Выше"), TextArea("Ниже")
    put(window, above, topic, below)
    topic.setFocus()
    press(topic, Key.Key_F4)
    assert topic.popup.isVisible()
    field = QRect(topic.mapTo(window, QPoint(0, 0)), topic.size())
    assert not topic.popup.geometry().intersects(field)
    for _ in range(19):
        press(topic, Key.Key_Down)
    assert topic.popup.current == 19


def test_suggestions_close_when_their_field_is_scrolled_away(window: QWidget) -> None:
    """A popup never stands alone: it follows a field in sight and goes with one out of sight."""
    topic, tall, inside = LookupEdit("Тема", TOPICS), QWidget(), QVBoxLayout()
    tall.setFixedHeight(2_000)
    inside.addWidget(topic)
    inside.addWidget(tall)
    pane = ScrollPane(inside)
    put(window, pane)
    topic.setFocus()
    type_text(topic, "нет")
    pane.verticalScrollBar().setValue(3)
    assert topic.popup.y() > topic.mapTo(window, QPoint(0, 0)).y() + topic.height()
    assert topic.popup.isVisible()
    pane.verticalScrollBar().setValue(1_000)
    assert not topic.popup.isVisible()


def test_tab_takes_the_only_one(window: QWidget) -> None:
    """A single suggestion is taken by leaving the field; of several none is."""
    topic, following = LookupEdit("Тема", TOPICS), TextArea("Дальше")
    put(window, topic, following)
    type_text(topic, "нач")
    press(topic, Key.Key_Tab)
    assert topic.value() == 3
    assert following.hasFocus()
    topic.set_value(None)
    topic.setFocus()
    type_text(topic, "нет")
    press(topic, Key.Key_Tab)
    assert (topic.value(), topic.text()) == (None, "нет")


def test_keys_of_a_reference(window: QWidget) -> None:
    """F4 shows all, Shift+F4 clears, Ctrl+Shift+F4 opens the card, Esc closes only the popup."""
    topic, told = LookupEdit("Тема", TOPICS), list[str]()
    topic.card_wanted.connect(lambda: told.append("карточка"))
    topic.cleared.connect(lambda: told.append("пусто"))
    put(window, topic)
    topic.set_value(3)
    press(topic, Key.Key_F4)
    assert len(topic.popup.rows) == 4
    press(topic, Key.Key_Escape)
    assert not topic.popup.isVisible()
    press(topic, Key.Key_F4, CTRL | SHIFT)
    press(topic, Key.Key_F4, SHIFT)
    assert told == ["карточка", "пусто"]
    assert (topic.text(), topic.value()) == ("", None)


def test_suggestions_found_elsewhere(window: QWidget) -> None:
    """Typing asks, the highlight tells for the side panel, a click picks, late answers drop."""
    edit = SuggestEdit("Адрес")
    told: list[tuple[str, object]] = []
    for name in ("typed", "highlighted", "picked"):
        getattr(edit, name).connect(lambda value, name=name: told.append((name, value)))
    other = TextArea("Дальше")
    put(window, edit, other)
    type_text(edit, "л")
    rows = [Suggestion(5, "пр-кт Ленина, д. 12", second="УК"), Suggestion(6, "ул. Ленская, д. 12")]
    edit.offer(rows)
    press(edit, Key.Key_Down)
    click(edit.popup)
    assert told == [
        ("typed", "л"),
        ("highlighted", 5),
        ("highlighted", 6),
        ("highlighted", None),
        ("picked", told[-1][1]),
    ]
    other.setFocus()
    edit.offer(rows)
    assert not edit.popup.isVisible()


def test_a_long_list_of_suggestions_scrolls(window: QWidget) -> None:
    """The highlight stays in view, going round the ends."""
    edit = SuggestEdit("Улица")
    put(window, edit)
    edit.offer([Suggestion(i, f"улица {i}") for i in range(30)])
    for _ in range(12):
        press(edit, Key.Key_Down)
    assert edit.popup.current == 12
    press(edit, Key.Key_Return)
    assert edit.text() == "улица 12"


def test_bold_marks_beginnings_of_words_only() -> None:
    """Letters in the middle of a word are not marked."""
    assert matched("ул. Клёновая (быв. Ленинцев)", ["лен"]) == ((19, 22),)
    assert matched("Ленина, д. 12", ["лен", "12"]) == ((0, 3), (11, 13))
    assert matched("Ленина", ["x"]) == ()


@pytest.mark.parametrize("typed", ["теч", "течёт батарея", "батарею", "капает"])
def test_a_topic_is_found_by_what_people_say(window: QWidget, typed: str) -> None:
    """Words never shown find it, in any ending; nothing else is offered beside it."""
    leak = Choice(5, "Утечка отопления", also="течет капает батаре")
    topic = LookupEdit("Тема", (*TOPICS, leak))
    put(window, topic)
    type_text(topic, typed)
    assert [row.key for row in topic.popup.rows] == [5]
    assert "батаре" not in topic.popup.rows[0].second
