"""The stop rule over several days in a real window: attempts run out on different days."""

import datetime as dt

from PySide6.QtCore import Qt

from desktop_app.core.enums import CloseResult, TicketStatus
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.settings import CALL_ATTEMPTS
from tests.ui.keyboard import CTRL
from tests.ui.pages.day_desk import DayDesk

Key = Qt.Key
NBSP = "\N{NO-BREAK SPACE}"


def at(day: DayDesk, date: int, hour: int, minute: int = 0) -> None:
    """Let the window stand open until a moment of November, and look at it again."""
    day.clock.moment = dt.datetime(2026, 11, date, hour, minute)
    day.press(Key.Key_F5)


def missed_words(day: DayDesk) -> str:
    """Return what the third tile says of one more missed call."""
    return day.callbacks.pane.choice.tiles[2].face.words.replace(NBSP, " ")


def miss(day: DayDesk, ticket: int) -> str:
    """Ring a ticket in vain; return what the tile had said of it."""
    day.callbacks.open_record(ticket)
    day.settle()
    words = missed_words(day)
    day.press(Key.Key_3)
    return words


def queue(day: DayDesk) -> list[int]:
    """Return the queue on screen."""
    return list(day.callbacks.queue.model.ids)


def test_attempts_run_out_on_different_days(day: DayDesk) -> None:
    """Three tickets, rung from Tuesday to Friday, each closed on its own day and not before."""
    first, second, third = day.done_tickets(3)
    day.show("callbacks")
    at(day, 24, 17, 30)
    assert miss(day, first) == "попытка 1 из 3, следующая завтра в 09:00"
    assert queue(day) == [second, third, first]
    at(day, 24, 19)
    assert miss(day, second) == "попытка 1 из 3, следующая завтра в 09:00"

    at(day, 25, 9, 5)
    assert queue(day) == [first, second, third]  # due now, in the order they were agreed
    assert day.callbacks.header.words.startswith("сегодня 0 из 3 ")
    assert miss(day, first) == "попытка 2 из 3, следующая в 12:05"
    assert miss(day, third) == "попытка 1 из 3, следующая в 12:05"
    at(day, 25, 12, 5)
    assert miss(day, first) == "попытка 3 из 3: закроется как «не дозвонились»"
    assert day.row(first).close_result is CloseResult.UNREACHED
    assert queue(day) == [second, third]
    assert day.words.endswith("Сегодня: не дозвонились 2")

    at(day, 26, 10)
    assert day.words.endswith("Сегодня ещё не звонили")
    assert miss(day, second) == "попытка 2 из 3, следующая в 13:00"
    at(day, 26, 18)
    assert miss(day, third) == "попытка 2 из 3, следующая завтра в 09:00"
    assert {day.row(ticket).status for ticket in (second, third)} == {TicketStatus.DONE}

    at(day, 27, 9)
    assert miss(day, second).startswith("попытка 3 из 3")
    assert miss(day, third).startswith("попытка 3 из 3")
    assert {day.row(ticket).close_result for ticket in (second, third)} == {CloseResult.UNREACHED}
    closed = [day.row(ticket).closed_at for ticket in (first, second, third)]
    assert [moment and moment.day for moment in closed] == [25, 27, 27]
    assert not day.callbacks.queue.isVisible()


def test_the_last_attempt_is_taken_back_as_the_others(day: DayDesk) -> None:
    """Ctrl+Z after the call that closed a ticket gives back its last attempt, not a fresh three."""
    (ticket,) = day.done_tickets(1)
    day.show("callbacks")
    at(day, 24, 17, 30)
    miss(day, ticket)
    at(day, 25, 10)
    miss(day, ticket)
    at(day, 26, 10)
    miss(day, ticket)
    assert day.row(ticket).close_result is CloseResult.UNREACHED
    day.press(Key.Key_Z, CTRL)
    assert day.row(ticket).status is TicketStatus.DONE
    assert missed_words(day) == "попытка 3 из 3: закроется как «не дозвонились»"
    assert len(day.office.tickets.card(ticket).callbacks) == 2
    day.press(Key.Key_1)
    assert day.row(ticket).close_result is CloseResult.CONFIRMED


def test_a_new_cycle_begins_its_attempts_anew(day: DayDesk) -> None:
    """A ticket closed unreached and done again is rung three times more; old calls stay."""
    (ticket,) = day.done_tickets(1)
    day.show("callbacks")
    for date in (24, 25, 26):
        at(day, date, 11)
        miss(day, ticket)
    tickets = day.office.tickets
    tickets.set_status(ticket, StatusChange(TicketStatus.REWORK, note="позвонил сам: холодно"))
    tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    at(day, 27, 11)
    day.callbacks.activate()
    day.settle()
    assert missed_words(day) == "попытка 1 из 3, следующая в 14:00"
    call = day.callbacks.pane.call
    assert call is not None
    assert len(call.attempts) == 3
    assert miss(day, ticket).startswith("попытка 1 из 3")
    assert day.row(ticket).status is TicketStatus.DONE


def test_a_rule_lowered_between_days_closes_at_the_next_call(day: DayDesk) -> None:
    """After two missed calls «no more than one» means one more call, and says so in words."""
    (ticket,) = day.done_tickets(1)
    day.show("callbacks")
    for date in (24, 25):
        at(day, date, 11)
        miss(day, ticket)
    day.office.settings.set(CALL_ATTEMPTS, 1)
    at(day, 26, 11)
    assert missed_words(day) == "попытка 3 из 3: закроется как «не дозвонились»"
    day.press(Key.Key_3)
    assert day.row(ticket).close_result is CloseResult.UNREACHED


def test_asked_to_be_called_later_over_days_never_closes(day: DayDesk) -> None:
    """«Завтра утром» day after day uses up no attempt: the applicant was reached."""
    (ticket,) = day.done_tickets(1)
    day.show("callbacks")
    for date in (24, 25, 26, 27):
        at(day, date, 11)
        day.press(Key.Key_4)
        day.press(Key.Key_3)
        assert day.row(ticket).status is TicketStatus.DONE
    at(day, 28, 9)
    assert missed_words(day) == "попытка 1 из 3, следующая в 12:00"
    assert len(day.office.tickets.card(ticket).callbacks) == 4
