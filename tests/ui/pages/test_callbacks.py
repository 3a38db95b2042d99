"""«Обзвон» in a real window: calls made with one key each, and taken back."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import CallbackOutcome, CloseResult, TicketStatus
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.text import counted, one_line
from desktop_app.services.office import Office
from desktop_app.ui.widgets.timeline import Timeline
from tests.services.fixtures import new_ticket
from tests.ui.keyboard import CTRL, press
from tests.ui.pages.day_desk import MORNING, DayDesk

Key = Qt.Key
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def called(day: DayDesk) -> tuple[DayDesk, list[int]]:
    """Gives the section in front with four tickets to call back."""
    tickets = day.done_tickets(4)
    day.show("callbacks")
    return day, tickets


def current(day: DayDesk) -> int:
    """Return the ticket whose call is on screen, which must be the one selected."""
    page = day.callbacks
    assert page.pane.call is not None
    assert page.pane.call.row.id == page.queue.view.current_id()
    return page.pane.call.row.id


def queue(day: DayDesk) -> list[int]:
    """Return the tickets in the queue on screen."""
    return list(day.callbacks.queue.model.ids)


def faces(day: DayDesk) -> list[str]:
    """Return what the tiles say, without no-break spaces."""
    tiles = day.callbacks.pane.choice.tiles
    return [tile.accessibleName().replace(NBSP, " ") for tile in tiles]


def test_solved_by_one_key_and_the_next_is_shown(called: tuple[DayDesk, list[int]]) -> None:
    """«1» closes the ticket, the queue moves on, the status line says it, Ctrl+Z takes it back."""
    day, (first, second, *_) = called
    number = day.row(first).number
    assert current(day) == first
    assert day.callbacks.header.words.startswith("сегодня 0 из 4 · доля решённого: ")
    day.press(Key.Key_1)
    assert day.row(first).close_result is CloseResult.CONFIRMED
    assert current(day) == second
    assert day.words.startswith(f"Последнее: № {number} — решено, 09:45 · Отменить Ctrl+Z")
    assert day.words.endswith("Сегодня: решено 1")
    assert day.callbacks.header.words.startswith(f"сегодня 1 из 4 · решено 100{NBSP}% сегодня")
    day.press(Key.Key_Z, CTRL)
    assert day.row(first).status is TicketStatus.DONE
    assert current(day) == first
    assert "Последнее" not in day.words
    assert day.callbacks.header.words.startswith("сегодня 0 из 4")


def test_rework_asks_for_the_remark(called: tuple[DayDesk, list[int]]) -> None:
    """«2» puts the focus in the field; digits typed in it are text; Ctrl+Enter opens the cycle."""
    day, (first, second, *_) = called
    pane = day.callbacks.pane
    day.press(Key.Key_2)
    assert pane.remark.hasFocus()
    assert pane.field.problem == "напишите, что не сделано, и Enter"
    assert day.row(first).status is TicketStatus.DONE
    day.press(Key.Key_Return, CTRL)
    assert pane.field.problem == "напишите, что не сделано, и Enter"
    day.type("2 батареи из 3 холодные")
    assert pane.field.problem == ""
    day.press(Key.Key_Return, CTRL)
    card = day.office.tickets.card(first)
    assert (card.row.status, card.cycle_number) == (TicketStatus.REWORK, 2)
    assert card.callbacks[0].remark == "2 батареи из 3 холодные"
    assert current(day) == second
    assert (pane.remark.text(), pane.field.problem) == ("", "")
    day.press(Key.Key_Z, CTRL)
    assert current(day) == first
    assert pane.remark.text() == "2 батареи из 3 холодные"


def test_enter_after_a_demanded_remark_records_it(called: tuple[DayDesk, list[int]]) -> None:
    """«2», the remark, Enter: the outcome was chosen already, nothing else is asked."""
    day, (first, *_) = called
    day.press(Key.Key_2)
    day.press(Key.Key_Return)
    assert day.callbacks.pane.remark.hasFocus()
    day.type("2 батареи холодные")
    day.press(Key.Key_Return)
    assert day.office.tickets.card(first).callbacks[0].remark == "2 батареи холодные"


def test_a_remark_may_come_first(called: tuple[DayDesk, list[int]]) -> None:
    """A letter typed in the queue begins the remark; Enter gives the keyboard back, «2» acts."""
    day, (first, *_) = called
    day.type("в зале 17 градусов")
    assert day.callbacks.pane.remark.hasFocus()
    day.press(Key.Key_Return, CTRL)
    assert day.callbacks.pane.field.problem == "выберите итог: Enter и цифра"
    day.press(Key.Key_Return)
    assert day.callbacks.queue.view.hasFocus()
    day.press(Key.Key_2)
    card = day.office.tickets.card(first)
    assert card.row.status is TicketStatus.REWORK
    assert card.callbacks[0].remark == "в зале 17 градусов"


def test_a_remark_stays_with_its_ticket(called: tuple[DayDesk, list[int]]) -> None:
    """Words typed for one call are not sent with another, and are there on return."""
    day, (_, second, *_) = called
    remark = day.callbacks.pane.remark
    day.type("перезвонить дочери")
    day.press(Key.Key_Escape)
    day.press(Key.Key_Down)
    assert (current(day), remark.text()) == (second, "")
    day.press(Key.Key_Up)
    assert remark.text() == "перезвонить дочери"


def test_nobody_answers(called: tuple[DayDesk, list[int]]) -> None:
    """«3» puts the ticket at the end with its next time; the last attempt says that it closes."""
    day, (first, second, *_) = called
    assert faces(day)[2] == "3. Не дозвонились: попытка 1 из 3, следующая в 12:45"
    day.press(Key.Key_3)
    assert queue(day)[-1] == first
    assert current(day) == second
    (row,) = day.office.callbacks.rows([first])
    assert row.next_call_at == dt.datetime(2026, 11, 24, 12, 45)
    day.office.callbacks.record(first, CallbackOutcome.UNREACHED)
    day.clock.moment = dt.datetime(2026, 11, 24, 19)
    day.press(Key.Key_F5)
    day.callbacks.open_record(first)
    day.settle()
    assert current(day) == first
    assert faces(day)[2] == "3. Не дозвонились: попытка 3 из 3: закроется как «не дозвонились»"
    day.press(Key.Key_3)
    assert day.row(first).close_result is CloseResult.UNREACHED


@pytest.mark.parametrize(
    ("digit", "expected"),
    [
        (Key.Key_1, dt.datetime(2026, 11, 24, 10, 45)),
        (Key.Key_2, dt.datetime(2026, 11, 24, 18, 30)),
        (Key.Key_3, dt.datetime(2026, 11, 25, 9)),
    ],
)
def test_call_later(called: tuple[DayDesk, list[int]], digit: Key, expected: dt.datetime) -> None:
    """«4» turns the tiles into times, a digit chooses; Esc goes back to the outcomes."""
    day, (first, second, *_) = called
    outcomes = faces(day)
    day.press(Key.Key_4)
    assert faces(day) == [
        "1. Через час: в 10:45",
        "2. Сегодня вечером: в 18:30",
        "3. Завтра утром: завтра в 09:00",
        "4. Своё время: впишете день и час",
    ]
    day.press(Key.Key_Escape)
    assert faces(day) == outcomes
    day.press(Key.Key_4)
    day.press(digit)
    (row,) = day.office.callbacks.rows([first])
    assert row.next_call_at == expected
    assert day.row(first).status is TicketStatus.DONE
    assert current(day) == second
    assert faces(day) == outcomes


def test_an_evening_that_came_is_not_offered(day: DayDesk) -> None:
    """At seven in the evening «2» among the times does nothing and says why."""
    (ticket,) = day.done_tickets(1)
    day.clock.moment = MORNING.replace(hour=19)
    day.show("callbacks")
    day.press(Key.Key_4)
    assert faces(day)[1] == "2. Сегодня вечером: вечер уже наступил"
    day.press(Key.Key_2)
    assert day.office.tickets.card(ticket).callbacks == ()
    assert faces(day)[1].startswith("2. Сегодня вечером")


def test_a_time_of_ones_own(called: tuple[DayDesk, list[int]]) -> None:
    """A past time is refused in words and kept; a coming one is recorded."""
    day, (first, *_) = called
    day.press(Key.Key_4)
    day.press(Key.Key_4)
    day.type("8:00")
    day.press(Key.Key_Return, CTRL)
    sheet = day.focus().window()
    assert sheet is not day.window
    day.press(Key.Key_A, CTRL)
    day.type("послезавтра 15:30")
    day.press(Key.Key_Return, CTRL)
    day.until(lambda: day.office.callbacks.rows([first])[0].next_call_at is not None)
    assert day.office.callbacks.rows([first])[0].next_call_at == dt.datetime(2026, 11, 26, 15, 30)
    day.settle()


def test_a_key_pressed_twice_records_one_call(called: tuple[DayDesk, list[int]]) -> None:
    """A bounced key must not answer for the next applicant."""
    day, (first, second, *_) = called
    press(day.focus(), Key.Key_1)
    press(day.focus(), Key.Key_1)
    day.settle()
    assert day.row(first).status is TicketStatus.CLOSED
    assert day.row(second).status is TicketStatus.DONE
    assert current(day) == second


def test_digits_of_the_number_pad_and_of_an_empty_field(called: tuple[DayDesk, list[int]]) -> None:
    """The number pad counts as digits; so do digits in an empty remark, and Ctrl+Z there."""
    day, (first, second, *_) = called
    day.press(Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    assert day.row(first).status is TicketStatus.CLOSED
    day.callbacks.pane.remark.setFocus()
    day.press(Key.Key_Z, CTRL)
    assert day.row(first).status is TicketStatus.DONE
    assert current(day) == first
    day.callbacks.pane.remark.setFocus()
    day.press(Key.Key_3)
    assert day.office.callbacks.rows([first])[0].calls == 1
    assert current(day) == second


def test_somebody_was_quicker(called: tuple[DayDesk, list[int]]) -> None:
    """A call another workstation made meanwhile is refused in words; nothing is recorded twice."""
    day, (first, *_) = called
    other = Office.open(day.office.path, now=day.clock)
    other.tickets.set_status(first, StatusChange(TicketStatus.IN_PROGRESS))
    other.close()
    day.press(Key.Key_1)
    assert [type(error) for error in day.failures] == [NotAllowed]
    assert day.office.tickets.card(first).callbacks == ()
    day.press(Key.Key_F5)
    assert first not in queue(day)


def test_enter_opens_the_card(called: tuple[DayDesk, list[int]]) -> None:
    """The card of the ticket is one key away."""
    day, (_, second, *_) = called
    day.press(Key.Key_Down)
    day.press(Key.Key_Return)
    assert day.cards.opened == [second]


def test_the_queue_runs_empty(day: DayDesk) -> None:
    """After the last call the page says so; figures of navigation follow."""
    day.done_tickets(2)
    day.show("callbacks")
    assert day.counts == {"callbacks": 2}
    day.press(Key.Key_1)
    assert day.counts == {"callbacks": 1}
    day.press(Key.Key_1)
    assert day.counts == {"callbacks": 0}
    assert day.callbacks.isVisible()
    assert not day.callbacks.queue.isVisible()
    assert day.words.endswith("Сегодня: решено 2")
    day.press(Key.Key_Z, CTRL)
    assert day.callbacks.queue.isVisible()
    assert day.counts == {"callbacks": 1}


def test_the_words_are_the_offices_own(called: tuple[DayDesk, list[int]]) -> None:
    """The script is changed by keys; a wrong placeholder is refused and nothing typed is lost."""
    day, _ = called
    day.tab_to("Слова разговора")
    day.press(Key.Key_Space)
    day.press(Key.Key_A, CTRL)
    day.type("Обращение {ном}")
    day.press(Key.Key_Return, CTRL)
    assert day.focus().window() is not day.window
    day.press(Key.Key_Backspace)
    day.type("ер}: решено?")
    day.press(Key.Key_Return, CTRL)
    assert day.office.callbacks.script() == ("Обращение {номер}: решено?", False)
    call = day.callbacks.pane.call
    assert call is not None
    assert call.script == "Обращение 2026-00001: решено?"


def test_a_caller_without_a_phone_and_long_words(day: DayDesk) -> None:
    """Nothing to dial is said in words; a long complaint is cut at a word, the rest named."""
    complaint = "Вода идёт ржавая. " * 40
    ticket = new_ticket(day.office, phone="", no_phone=True, details=complaint)
    day.office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    day.show("callbacks")
    labels = [child.accessibleName() for child in day.callbacks.pane.findChildren(QWidget)]
    assert "без телефона" in labels
    (shown,) = [words for words in labels if words.startswith("Вода идёт ржавая")]
    left = len(one_line(complaint)) - len(shown.split("…")[0])
    many = counted(left, "знак", "знака", "знаков")
    assert shown.endswith(f"ржавая. Вода… (ещё {many}, Enter — карточка)")


def test_hours_and_neighbours_are_read_and_not_rung(day: DayDesk) -> None:
    """What stands beside the number is said under it as it was written."""
    typed = "8 900 555-18-63 (соседка), после 19:00"
    ticket = new_ticket(day.office, phone=typed)
    day.office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    day.show("callbacks")
    names = [child.accessibleName() for child in day.callbacks.pane.findChildren(QWidget)]
    assert f"+7{NBSP}(900){NBSP}555-18-63" in names
    assert f"Записано: {typed}" in names


def test_the_call_runs_until_its_outcome(called: tuple[DayDesk, list[int]], qtbot: QtBot) -> None:
    """How long the applicant is on screen is told and moves on; the next one begins at nought."""
    day, (first, second, *_) = called
    timeline = day.callbacks.pane.findChild(Timeline)
    assert timeline is not None

    def told() -> str:
        return timeline.accessibleDescription().splitlines()[0]

    assert told() == "24.11 09:45 Идёт звонок, 0:00. 1-й звонок"
    day.clock.forward(seconds=38)
    qtbot.waitUntil(lambda: "0:38" in told(), timeout=3_000)
    day.callbacks.queue.list.refresh()
    day.settle()
    assert (current(day), told()) == (first, "24.11 09:45 Идёт звонок, 0:38. 1-й звонок")
    day.clock.forward(hours=2)
    qtbot.waitUntil(lambda: "больше часа" in told(), timeout=3_000)
    day.press(Key.Key_3)
    assert (current(day), told()) == (second, "24.11 11:45 Идёт звонок, 0:00. 1-й звонок")
    day.callbacks.open_record(first)
    day.settle()
    lines = timeline.accessibleDescription().splitlines()
    assert lines[0].endswith("2-й звонок")
    assert "Не дозвонились" in lines[1]
    day.window.show_page("tickets")
    day.settle()
    assert not day.callbacks.pane._second.isActive()


def test_words_read_aloud_stand_in_quotes(day: DayDesk) -> None:
    """Quotes inside become the inner ones, and a number stays with its sign."""
    day.done_tickets(1)
    day.office.callbacks.set_script("Тема «{тема}», № {номер}?", recorded=False)
    day.show("callbacks")
    names = [child.accessibleName() for child in day.callbacks.pane.findChildren(QWidget)]
    assert f"«Тема „Нет отопления“, №{NBSP}2026-00001?»" in names
