"""One call about two tickets of one phone: the other one is told and comes next."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.core.enums import CloseResult, TicketStatus
from desktop_app.core.records.tickets import StatusChange
from desktop_app.ui.theme import LIGHT, Type, apply_theme, look
from desktop_app.ui.widgets.text import Paragraph
from tests.services.fixtures import new_ticket
from tests.ui.pages.day_desk import DayDesk

pytestmark = pytest.mark.gui
Key = Qt.Key
_PHONES = ("+7 900 555-18-63", "+7 900 555-20-10", "8 (900) 555-18-63")


def _waiting(day: DayDesk, *phones: str) -> list[int]:
    """Return tickets of these phones, in the order of the queue."""
    made = []
    for flat, phone in enumerate(phones, start=1):
        made.append(new_ticket(day.office, premise=str(flat), phone=phone))
        day.office.tickets.set_status(made[-1], StatusChange(TicketStatus.DONE))
        day.clock.forward(minutes=1)
    day.show("callbacks")
    return made


def _said(day: DayDesk) -> str:
    """Return the paragraphs of the call, without no-break spaces."""
    shown = [words for words in day.callbacks.pane.findChildren(Paragraph) if words.isVisible()]
    return " ".join(words.text() for words in shown).replace("\N{NO-BREAK SPACE}", " ")


def test_the_other_ticket_of_a_phone_comes_next(day: DayDesk) -> None:
    """Two keys answer both; the ticket between them is called after them."""
    first, between, last = _waiting(day, *_PHONES)
    numbers = [day.row(ticket).number for ticket in (first, last)]
    assert f"По этому телефону ждёт и № {numbers[1]} (Нет отопления)" in _said(day)
    day.press(Key.Key_1)
    page = day.callbacks
    assert page.queue.view.current_id() == last
    assert f"Тот же телефон, что у № {numbers[0]}: только что звонили" in _said(day)
    assert "ждёт и" not in _said(day)
    day.press(Key.Key_1)
    assert [day.row(one).close_result for one in (first, last)] == [CloseResult.CONFIRMED] * 2
    assert page.queue.view.current_id() == between
    assert "телефон" not in _said(day)


def test_nobody_answering_goes_round_once(day: DayDesk) -> None:
    """The other ticket of a silent phone gets its attempt too, and then another phone rings."""
    first, between, last = _waiting(day, *_PHONES)
    day.press(Key.Key_3)
    assert day.callbacks.queue.view.current_id() == last
    day.press(Key.Key_3)
    assert day.callbacks.queue.view.current_id() == between
    assert [day.row(one).status for one in (first, last)] == [TicketStatus.DONE] * 2


def test_the_number_to_dial_is_whole_with_the_largest_letters(
    day: DayDesk, qapp: QApplication
) -> None:
    """At 1024 points of width and 16 pt the last digit stood beyond the edge of the window."""
    apply_theme(qapp, LIGHT, 16)
    day.window.resize(1024, 600)
    ticket = new_ticket(day.office, phone="8 900 555-50-85")
    day.office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    day.show("callbacks")
    phone = day.callbacks.pane._phone
    digits = look().fonts.width(Type.NUMBER_LARGE, phone.text())
    assert phone.mapTo(day.window, QPoint()).x() + digits < 1024
    for tile in day.callbacks.pane.choice.tiles:
        assert tile.mapTo(day.window, QPoint()).x() + tile.width() < 1024
