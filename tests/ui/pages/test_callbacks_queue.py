"""The queue of «Обзвон» as a list: search, filters, orders, the list on paper and in Excel."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import CallbackOutcome, Service, TicketStatus
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.callbacks import CallSort
from desktop_app.core.records.tickets import StatusChange
from desktop_app.ui.pages.preview import PreviewSheet
from tests.factories import new_company
from tests.reports.printed import pages
from tests.services.fixtures import new_ticket
from tests.ui.keyboard import ALT, CTRL
from tests.ui.pages.day_desk import DayDesk

Key = Qt.Key
PEOPLE = (
    ("HEAT.NO", "ул. Садовая, д. 3", "Гусева Елена"),
    ("MSW.MISS", "ул. Лесная, д. 10", "Носов Пётр"),
    ("HEAT.NO", "ул. Лесная, д. 2", "Юрьева Анна"),
)


@pytest.fixture
def day(day: DayDesk) -> DayDesk:
    """Gives the section in front with three people to call back."""
    for number, (topic, address, name) in enumerate(PEOPLE, start=1):
        phone = f"8 900 555-00-0{number}"
        ticket = new_ticket(
            day.office, topic, address_text=address, applicant_name=name, phone=phone
        )
        day.office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
        day.clock.forward(minutes=1)
    day.show("callbacks")
    return day


def names(day: DayDesk) -> list[str]:
    """Return the surnames of the queue on screen."""
    rows = day.office.callbacks.rows(day.callbacks.queue.model.ids)
    return [row.ticket.applicant_name.split()[0] for row in rows]


def menu(day: DayDesk, *path: str) -> None:
    """Choose from the open menu by words."""
    opened = QApplication.activePopupWidget()
    for words in path:
        assert isinstance(opened, QMenu)
        action = next(action for action in opened.actions() if action.text() == words)
        opened.setActiveAction(action)
        below = action.menu()
        if isinstance(below, QMenu):
            opened = below
        else:
            action.trigger()
    top = QApplication.activePopupWidget()
    if top is not None:
        top.close()
    day.settle()


def test_who_rings_back_is_found_by_the_phone(day: DayDesk) -> None:
    """Ctrl+F, the last digits of the phone, Enter, «1»: digits in the search are not outcomes."""
    page = day.callbacks
    day.press(Key.Key_F, CTRL)
    assert page.queue.search.hasFocus()
    day.type("0002")
    day.press(Key.Key_Return)
    day.settle()
    assert names(day) == ["Носов"]
    assert page.queue.view.hasFocus()
    assert page.queue._waiting.text() == "К обзвону 1 из 3"
    assert page.pane.call is not None
    ticket = page.pane.call.row.id
    day.press(Key.Key_1)
    assert day.row(ticket).status is TicketStatus.CLOSED
    assert names(day) == []
    assert page.work.instead is not None
    page.work.instead.way_out.setFocus()
    day.press(Key.Key_Return)
    assert names(day) == ["Гусева", "Юрьева"]
    assert page.queue.search.text() == ""
    assert page.work.instead is None


def test_escape_clears_the_search_and_then_leaves_it(day: DayDesk, qtbot: QtBot) -> None:
    """The first Esc takes the words away, the second gives the keyboard to the queue."""
    search = day.callbacks.queue.search
    day.press(Key.Key_F, CTRL)
    day.type("Нос")
    qtbot.waitUntil(lambda: names(day) == ["Носов"])
    day.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(day)) == 3)
    assert search.hasFocus()
    day.press(Key.Key_Escape)
    assert day.callbacks.queue.view.hasFocus()


def test_filters_narrow_the_queue_and_are_said(day: DayDesk) -> None:
    """A service and «пора звонить» leave whom to ring now; Ctrl+Q brings everybody back."""
    page = day.callbacks
    gusev = page.queue.model.ids[0]
    tomorrow = day.clock() + dt.timedelta(days=1)
    day.office.callbacks.record(gusev, CallbackOutcome.LATER, "", tomorrow)
    day.press(Key.Key_F, ALT)
    menu(day, "Служба", Service.HEATING.title_ru)
    assert names(day) == ["Юрьева", "Гусева"]
    day.press(Key.Key_F, ALT)
    menu(day, "Пора звонить")
    assert names(day) == ["Юрьева"]
    assert page.queue.filters.words == "Пора звонить; Служба: отопление"
    assert page.queue._bar.isVisible()
    day.press(Key.Key_Q, CTRL)
    assert len(names(day)) == 3
    assert not page.queue._bar.isVisible()


def test_who_works_no_more_is_named(day: DayDesk) -> None:
    """An executor taken off the lists still has tickets: the filter and the paper name it."""
    office, page = day.office, day.callbacks
    company = new_company(office.organizations, "ООО «Прежний подрядчик»")
    ticket = new_ticket(office, organization_id=company)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    card = office.organizations.card(company)
    office.organizations.save(company, card.version, replace(card.draft, is_active=False))
    page.activate()
    day.settle()
    day.press(Key.Key_F, ALT)
    menu(day, "Исполнитель", "ООО «Прежний подрядчик»")
    assert list(page.queue.model.ids) == [ticket]
    assert page.queue.filters.words == "Исполнитель: ООО «Прежний подрядчик»"


def test_an_order_sorts_whom_to_ring_but_keeps_those_due_first(day: DayDesk) -> None:
    """By houses within the three groups: due, never put off, later; a header sorts the same way."""
    page, callbacks = day.callbacks, day.office.callbacks
    first, second, third = page.queue.model.ids
    callbacks.record(third, CallbackOutcome.LATER, "", day.clock() + dt.timedelta(hours=1))
    page.queue.order.setFocus()
    day.press(Key.Key_Return)
    menu(day, "По темам")
    assert page.queue.order.text() == "По темам"
    assert list(page.queue.model.ids) == [first, second, third]
    day.clock.forward(hours=2)
    page.queue.view.sort_requested.emit("number", True)
    day.settle()
    assert page.queue.filters.query.sort is CallSort.NUMBER
    assert list(page.queue.model.ids) == [third, second, first]


def test_a_call_asked_for_elsewhere_drops_the_filters(day: DayDesk) -> None:
    """«Обзвонить» of a person the filters hide shows that person."""
    page = day.callbacks
    last = page.queue.model.ids[-1]
    page.queue.filters.set(text="Нос")
    day.settle()
    page.open_record(last)
    day.settle()
    assert page.pane.call is not None
    assert page.pane.call.row.id == last
    assert not page.queue.filters.query.narrows


def test_the_list_is_shown_as_paper_in_the_order_of_the_screen(day: DayDesk) -> None:
    """Ctrl+P shows it; phones, names, matters and the outcomes to underline are on it."""
    page = day.callbacks
    page.queue.filters.set(services=(Service.HEATING,), sort=CallSort.NUMBER, descending=True)
    day.settle()
    day.press(Key.Key_P, CTRL)
    day.until(lambda: isinstance(QApplication.activeModalWidget(), PreviewSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, PreviewSheet)
    asked = page.queue.filters.words
    calls = day.office.call_lists.of(page.queue.model.ids, asked)
    (words,) = pages(day.office.call_lists.pdf(calls))
    assert words.index("Юрьева Анна") < words.index("Гусева Елена")
    assert "Носов" not in words
    assert "555-00-01" in words
    assert "Служба: отопление" in words
    assert "не дозвонились" in words
    sheet.close()
    day.settle()


def test_the_queue_goes_to_excel(day: DayDesk, tmp_path: Path) -> None:
    """Ctrl+E writes what is on the screen, with empty cells for the outcome; history knows."""
    place = tmp_path / "обзвон.xlsx"
    day.dialogs.answer_next(place)
    day.press(Key.Key_E, CTRL)
    day.until(place.exists)
    rows = list(openpyxl.load_workbook(place).worksheets[0].iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == "№")
    assert [row[1] for row in rows[head + 1 : head + 4]] == [name for _t, _a, name in PEOPLE]
    assert rows[head][9:11] == ("Итог", "Замечание")
    sheet = QApplication.activeModalWidget()
    if sheet is not None:
        sheet.close()
    day.settle()


def test_a_list_of_nobody_is_refused_in_words(day: DayDesk) -> None:
    """Filters that leave nobody make no paper."""
    day.callbacks.queue.filters.set(text="никого такого")
    day.settle()
    day.press(Key.Key_P, CTRL)
    assert [type(error) for error in day.failures] == [NotAllowed]
