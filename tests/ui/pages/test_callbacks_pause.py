"""The pause of «Обзвон» in a real window: nothing is recorded in it, the place is kept."""

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import CallbackOutcome, TicketStatus
from desktop_app.ui.pages.callbacks.page import CallbacksPage
from desktop_app.ui.pages.callbacks.pause import Pause, PauseMemory, pause_length
from desktop_app.ui.state import Setting, State
from tests.ui.pages.day_desk import MORNING, DayDesk

Key = Qt.Key
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def day(day: DayDesk) -> DayDesk:
    """Gives the section in front with three tickets to call back."""
    day.done_tickets(3)
    day.show("callbacks")
    return day


def memory(day: DayDesk) -> PauseMemory:
    """Return what another start of the program would read."""
    state = State.at(day.folder / "window.ini")
    return PauseMemory(state, day.office.path, lambda: day.office.desk.clerk_id)


def stands(page: CallbacksPage) -> bool:
    """Tell whether something stands in place of the call."""
    return page.work.instead is not None


def test_nothing_is_recorded_in_a_pause(day: DayDesk) -> None:
    """F6 hides the call and makes digits and letters silent; F6 again goes on where it was."""
    page = day.callbacks
    day.press(Key.Key_Down)
    here = page.queue.view.current_id()
    day.type("холодно")
    day.press(Key.Key_Escape)
    day.press(Key.Key_F6)
    assert page.work.instead is not None
    assert page.work.instead.action.hasFocus()
    assert not page.pane.isVisible()
    assert page.header.words.replace(NBSP, " ").startswith("пауза с 09:44, меньше минуты · сегодня")
    assert not page.header.pause.isEnabled()
    page.queue.view.setFocus()
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):
        day.press(key)
    day.type("ф")
    assert len(page.queue.model.ids) == 3
    for ticket in page.queue.model.ids:
        card = day.office.tickets.card(ticket)
        assert (card.row.status, card.callbacks) == (TicketStatus.DONE, ())
    day.clock.forward(minutes=65)
    day.press(Key.Key_F6)
    assert day.words.replace(NBSP, " ").startswith("Пауза закончена: 1 ч 5 мин · Сегодня")
    assert page.pane.isVisible()
    assert page.queue.view.current_id() == here
    assert page.pane.remark.text() == "холодно"
    assert page.header.pause.isEnabled()
    assert page.header.words.startswith("сегодня 0 из 3")
    day.press(Key.Key_2)
    assert day.office.tickets.card(here).callbacks[0].outcome is CallbackOutcome.REWORK


def test_enter_goes_on_after_a_pause(day: DayDesk) -> None:
    """«Пауза» by the keyboard alone: Tab to it, the space bar; Enter on «Продолжить»."""
    day.tab_to("Пауза")
    day.press(Key.Key_Space)
    assert stands(day.callbacks)
    day.press(Key.Key_Return)
    assert not stands(day.callbacks)
    assert day.callbacks.queue.view.hasFocus()
    assert day.cards.opened == []


def test_a_pause_outlives_the_program(day: DayDesk, qtbot: QtBot) -> None:
    """The next start is paused at the same applicant, and says since when."""
    day.press(Key.Key_Down)
    here = day.callbacks.queue.view.current_id()
    day.press(Key.Key_F6)
    kept = memory(day).now()
    assert kept == Pause(dt.datetime(2026, 11, 24, 9, 44), here)
    day.clock.moment = dt.datetime(2026, 11, 25, 9)
    tools = dataclasses.replace(day.tools, state=State.at(day.folder / "window.ini"))
    again = CallbacksPage(tools, 0)
    qtbot.addWidget(again)
    again.resize(1198, 640)
    again.show()
    again.activate()
    day.settle()
    assert again.queue.view.current_id() == here
    assert stands(again)
    words = again.header.words.replace(NBSP, " ")
    assert words.startswith("пауза с 24.11 09:44, 23 ч 16 мин · сегодня 0 из 3")
    again.resume_calls()
    day.settle()
    assert not stands(again)
    assert memory(day).now() is None
    again.hide()
    day.settle()


def test_a_pause_is_of_the_clerk_who_made_it(day: DayDesk) -> None:
    """Who sits down instead calls on; the first one comes back into the pause."""
    day.press(Key.Key_F6)
    first = day.office.desk.clerk_id
    assert first is not None
    second = day.office.clerks.add("Юсупов Тимур").id
    day.office.clerks.sit(second)
    day.tools.hub.announce(Changes.of(Kind.CLERK, second))
    day.settle()
    assert not stands(day.callbacks)
    day.office.clerks.sit(first)
    day.tools.hub.announce(Changes.of(Kind.CLERK, first))
    day.settle()
    assert stands(day.callbacks)


def test_a_call_asked_for_elsewhere_waits_for_the_end_of_the_pause(day: DayDesk) -> None:
    """«Обзвонить» in «Сегодня» selects the applicant; the pause stands until it is ended."""
    last = day.callbacks.queue.model.ids[-1]
    day.press(Key.Key_F6)
    day.callbacks.open_record(last)
    day.settle()
    assert stands(day.callbacks)
    day.press(Key.Key_F6)
    assert day.callbacks.pane.call is not None
    assert day.callbacks.pane.call.row.id == last


def test_a_spoilt_memory_is_no_pause(day: DayDesk) -> None:
    """A file somebody edited by hand must not keep a clerk from calling."""
    day.press(Key.Key_F6)
    state = State.at(day.folder / "window.ini")
    place = next(name for name in _names(state) if "pause-" in name)
    state.set(Setting(place, {}), {"since": "вчера", "ticket": "x"})
    assert PauseMemory(state, day.office.path, lambda: day.office.desk.clerk_id).now() is None


def _names(state: State) -> list[str]:
    return list(state._settings.allKeys())


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "меньше минуты"),
        (59, "59 мин"),
        (60, "1 ч"),
        (125, "2 ч 5 мин"),
        (24 * 60, "1 день"),
        (5 * 24 * 60, "5 дней"),
        (-5, "меньше минуты"),
    ],
)
def test_how_long_a_pause_lasts(minutes: int, words: str) -> None:
    """Minutes, hours, days; a clock set back says nothing strange."""
    now = MORNING + dt.timedelta(minutes=minutes)
    assert pause_length(Pause(MORNING), now).replace(NBSP, " ") == words
