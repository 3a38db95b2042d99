"""«Обзвон» while other desks work too and the base is slow: every answer is its applicant's."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import TicketStatus
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.tickets import StatusChange
from desktop_app.services.office import Office
from desktop_app.ui.jobs import Lane
from tests.ui.keyboard import CTRL, press, type_text
from tests.ui.pages.day_desk import DayDesk
from tests.ui.waiting import held

Key = Qt.Key


@pytest.fixture
def called(day: DayDesk) -> tuple[DayDesk, list[int]]:
    """Gives the section in front with four tickets to call back."""
    tickets = day.done_tickets(4)
    day.show("callbacks")
    return day, tickets


def taken_elsewhere(day: DayDesk, ticket: int) -> None:
    """Let another desk take a ticket back to work, and the news of it come."""
    other = Office.open(day.office.path, now=day.clock)
    other.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    other.close()
    day.tools.hub.announce(Changes.of(Kind.TICKET, ticket))
    day.settle()


def current(day: DayDesk) -> int:
    """Return the ticket whose call is on screen."""
    assert day.callbacks.pane.call is not None
    return day.callbacks.pane.call.row.id


def test_a_time_is_of_the_applicant_it_was_asked_for(
    called: tuple[DayDesk, list[int]],
) -> None:
    """The ticket was taken while the clerk typed a time: the next applicant gets none."""
    day, (first, second, *_) = called
    day.press(Key.Key_4)
    day.press(Key.Key_4)
    taken_elsewhere(day, first)
    assert current(day) == second
    day.type("завтра 15:30")
    day.press(Key.Key_Return, CTRL)
    day.settle()
    assert day.office.callbacks.rows([second])[0].calls == 0
    assert [type(error) for error in day.failures] == [NotAllowed]


def test_the_first_key_after_a_ticket_was_taken_only_tells(
    called: tuple[DayDesk, list[int]],
) -> None:
    """The clerk still talks with the one before: the key closes nobody else, the next one does."""
    day, (first, second, *_) = called
    number = day.row(first).number
    taken_elsewhere(day, first)
    assert current(day) == second
    day.press(Key.Key_1)
    assert day.row(second).status is TicketStatus.DONE
    (told,) = day.failures
    assert isinstance(told, NotAllowed)
    assert number in told.cause
    day.press(Key.Key_1)
    assert day.row(second).status is TicketStatus.CLOSED


def test_a_clerk_who_moved_by_himself_is_asked_nothing(
    called: tuple[DayDesk, list[int]],
) -> None:
    """A ticket taken behind the clerk's back, and then the arrow: the key is of whom he chose."""
    day, (first, _second, third, _) = called
    taken_elsewhere(day, first)
    day.press(Key.Key_Down)
    assert current(day) == third
    day.press(Key.Key_1)
    assert day.row(third).status is TicketStatus.CLOSED


def test_a_late_record_leaves_alone_whom_the_clerk_went_to(
    called: tuple[DayDesk, list[int]], qtbot: QtBot
) -> None:
    """The base was held: the clerk went on and types of another applicant, nothing of it goes."""
    day, (first, _second, third, _) = called
    with held(day.jobs, Lane.WRITE):
        press(day.focus(), Key.Key_1)
        press(day.callbacks.queue.view, Key.Key_Down)
        press(day.callbacks.queue.view, Key.Key_Down)
        qtbot.waitUntil(lambda: current(day) == third)
        for letter in "не греет":
            type_text(day.focus(), letter)
    day.settle()
    assert day.row(first).status is TicketStatus.CLOSED
    assert current(day) == third
    assert day.callbacks.pane.remark.text() == "не греет"
    assert day.callbacks.pane.remark.hasFocus()
