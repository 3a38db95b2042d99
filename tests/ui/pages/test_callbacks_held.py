"""«Обзвон» under heavy fingers: keys held down, pressed twice, Enter pressed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import CallbackOutcome, TicketStatus
from tests.ui.keyboard import CTRL, hold, press
from tests.ui.pages.day_desk import DayDesk

Key = Qt.Key


class QuickDesk(DayDesk):
    """The page as it is for a clerk: a second press of the same finger is not a new answer."""

    hush_ms = 400


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[QuickDesk]:
    """Gives the section in front with four tickets to call back."""
    desk = QuickDesk(qtbot, tmp_path)
    desk.done_tickets(4)
    desk.show("callbacks")
    yield desk
    desk.close()


def made(day: DayDesk) -> list[CallbackOutcome]:
    """Return the outcomes recorded so far."""
    tickets = [row[0] for row in day.office.desk.store.rows("SELECT id FROM ticket ORDER BY id")]
    cards = [day.office.tickets.card(ticket) for ticket in tickets]
    return [call.outcome for card in cards for call in card.callbacks]


@pytest.mark.parametrize(
    ("key", "text", "outcome"),
    [
        (Key.Key_1, "1", CallbackOutcome.SOLVED),
        (Key.Key_3, "3", CallbackOutcome.UNREACHED),
    ],
)
def test_a_held_digit_answers_for_one_applicant(
    day: QuickDesk, key: Key, text: str, outcome: CallbackOutcome
) -> None:
    """However long the finger stays, and though the next call is on screen under it, once."""
    hold(QApplication.focusWidget, key, text, times=90)
    day.settle()
    assert made(day) == [outcome]
    assert day.callbacks.pane.remark.text() == ""
    day.settle()
    press(day.focus(), key)
    day.settle()
    assert made(day) == [outcome, outcome]


def test_a_held_two_asks_for_the_remark_and_types_nothing(day: QuickDesk) -> None:
    """The repeats of the digit that demanded the remark are not the remark."""
    hold(QApplication.focusWidget, Key.Key_2, "2")
    day.settle()
    pane = day.callbacks.pane
    assert pane.remark.hasFocus()
    assert pane.remark.text() == ""
    assert made(day) == []
    day.type("2 батареи")
    assert pane.remark.text() == "2 батареи"


def test_a_held_four_stops_at_the_times(day: QuickDesk) -> None:
    """The repeats choose no time and open no sheet."""
    hold(QApplication.focusWidget, Key.Key_4, "4")
    day.settle()
    assert day.callbacks.pane.choice.tiles[0].face.title == "Через час"
    assert QApplication.activeModalWidget() is None
    assert made(day) == []


def test_a_second_press_at_once_is_the_same_finger(day: QuickDesk, qtbot: QtBot) -> None:
    """A double press records one call even when the next applicant is already on screen."""
    press(day.focus(), Key.Key_1)
    qtbot.waitUntil(lambda: len(day.callbacks.queue.model.ids) == 3)
    qtbot.waitUntil(lambda: day.jobs.idle)
    press(day.focus(), Key.Key_1)
    day.settle()
    assert made(day) == [CallbackOutcome.SOLVED]
    qtbot.wait(day.hush_ms)
    day.press(Key.Key_1)
    assert made(day) == [CallbackOutcome.SOLVED] * 2


def test_a_double_enter_records_and_opens_no_card(day: QuickDesk) -> None:
    """Enter that ends the remark records it; the second Enter does not open the next card."""
    first = day.callbacks.queue.view.current_id()
    day.press(Key.Key_2)
    day.type("холодно")
    press(day.focus(), Key.Key_Return)
    press(day.focus(), Key.Key_Return)
    day.settle()
    assert day.row(first).status is TicketStatus.REWORK
    assert day.cards.opened == []
    assert made(day) == [CallbackOutcome.REWORK]


def test_a_held_enter_records_and_opens_no_card(day: QuickDesk, qtbot: QtBot) -> None:
    """The repeats of Enter go to the queue afterwards: they open nothing."""
    day.press(Key.Key_2)
    day.type("холодно")
    hold(QApplication.focusWidget, Key.Key_Return, "\r", times=90)
    day.settle()
    assert made(day) == [CallbackOutcome.REWORK]
    assert day.cards.opened == []
    qtbot.wait(day.hush_ms)
    day.press(Key.Key_Return)
    assert len(day.cards.opened) == 1


def test_a_double_ctrl_enter_records_once(day: QuickDesk) -> None:
    """Ctrl+Enter twice is one call."""
    day.press(Key.Key_2)
    day.type("холодно")
    press(day.focus(), Key.Key_Return, CTRL)
    press(day.focus(), Key.Key_Return, CTRL)
    day.settle()
    assert made(day) == [CallbackOutcome.REWORK]
    assert day.cards.opened == []


@pytest.mark.parametrize(("key", "text"), [(Key.Key_Return, "\r"), (Key.Key_Space, " ")])
def test_a_key_held_on_a_tile_presses_it_once(day: QuickDesk, key: Key, text: str) -> None:
    """Enter and the space bar press the tile that has the focus, once."""
    day.callbacks.pane.choice.tiles[0].setFocus()
    hold(QApplication.focusWidget, key, text, times=60)
    day.settle()
    assert made(day) == [CallbackOutcome.SOLVED]
    assert day.cards.opened == []
