"""The list of visits: tabs, search, an empty start, visits proposed by other sections."""

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt

from desktop_app.core import clock
from desktop_app.core.enums import InspectionStatus
from desktop_app.core.records.inspections import Remedy
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.core.text import NBSP
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.tabs import TabButton
from tests.factories import new_house
from tests.reports.printed import pages
from tests.ui.keyboard import CTRL
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled, planned

pytestmark = pytest.mark.gui
Key = Qt.Key


def _ticket(desk: VisitDesk, house: int) -> int:
    topic = next(topic for topic in desk.office.reference.topics if not topic.is_group)
    draft = TicketDraft(topic.id, "Холодно", house, premise="52", phone="8 900 555-14-52")
    return desk.office.tickets.register(draft).id


def _several(desk: VisitDesk) -> list[int]:
    """Put four visits into the office: planned, drafted, issued, cancelled; show the list."""
    inspections = desk.office.inspections
    ids = [
        inspections.plan(draft).id
        for draft in (
            planned(desk.office),
            filled(desk.office, "ул. Лесная"),
            filled(desk.office, "ул. Мира"),
            planned(desk.office, "ул. Новая"),
        )
    ]
    desk.office.acts.issue(ids[2])
    inspections.cancel(ids[3], 1, "по ошибке")
    desk.page.show_list()
    desk.settle()
    return ids


def test_an_empty_section_says_what_it_is_for(desk: VisitDesk) -> None:
    """The one filled button of the empty section plans the first visit; so does Ins."""
    assert desk.focus().accessibleName() == "Назначить выезд"
    desk.press(Key.Key_Space)
    assert desk.sheet().windowTitle() == "Назначить выезд"
    desk.press(Key.Key_Escape)
    desk.page.list.list.view.setFocus()
    desk.press(Key.Key_Insert)
    desk.press(Key.Key_Return, CTRL)
    assert desk.sheet().isVisible()
    desk.press(Key.Key_Escape)
    assert desk.office.inspections.rows() == []


def test_tabs_narrow_the_list_and_count(desk: VisitDesk) -> None:
    """Every tab shows its status with its count; the status line says the same figure."""
    ids = _several(desk)
    listed = desk.page.list
    names = [tab.accessibleName() for tab in listed.tabs.findChildren(TabButton)]
    assert names == ["Все 4", "Назначены 1", "Составляются 1", "Выпущены 1", "Меры 6"]
    assert desk.words() == "Всего 4"
    shown = []
    for _ in range(3):
        _tab(desk).setFocus()
        desk.press(Key.Key_Right)
        shown.append((list(listed.list.model.ids), desk.words()))
    assert shown == [([ids[place]], "Показано 1") for place in (0, 1, 2)]


def _tab(desk: VisitDesk) -> TabButton:
    buttons = desk.page.list.tabs.findChildren(TabButton)
    return next(button for button in buttons if button.isChecked())


def test_letters_search_and_headers_sort(desk: VisitDesk) -> None:
    """A letter in the list begins the search; a header sorts anew."""
    ids = _several(desk)
    view = desk.page.list.list.view
    view.setFocus()
    desk.type("лес")
    desk.press(Key.Key_Return)
    assert list(desk.page.list.list.model.ids) == [ids[1]]
    desk.page.list.search.setFocus()
    desk.press(Key.Key_Escape)
    view.sort_requested.emit("number", False)
    desk.settle()
    assert list(desk.page.list.list.model.ids) == ids
    row = desk.page.list.list.model.row_at(0)
    assert row is not None
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    assert desk.page.shows_visit


def test_del_cancels_with_a_reason(desk: VisitDesk) -> None:
    """A visit of the list is cancelled and stays in it; a cancelled one is refused in words."""
    ids = _several(desk)
    view = desk.page.list.list.view
    view.setFocus()
    view.select_id(ids[0])
    desk.dialogs.answer_next("устранено до выезда")
    desk.press(Key.Key_Delete)
    desk.until(lambda: desk.card(ids[0]).status is InspectionStatus.CANCELLED)
    assert desk.card(ids[0]).history[-1].note == "устранено до выезда"
    view.select_id(ids[3])
    desk.dialogs.answer_next("ещё раз")
    desk.press(Key.Key_Delete)
    assert "отменён" in str(desk.failures[-1])


def test_tickets_of_a_house_become_a_visit(desk: VisitDesk) -> None:
    """House, flat and numbers come with the tickets; only the day is asked for."""
    house = new_house(desk.office.buildings, "пр-кт Ленина", "12")
    tickets = [_ticket(desk, house) for _ in range(2)]
    desk.page.begin_from_tickets(tickets)
    desk.settle()
    desk.type("завтра 10:00")
    desk.press(Key.Key_Return, CTRL)
    desk.settle()
    assert desk.page.shows_visit
    (visit,) = desk.office.inspections.ids()
    card = desk.card(visit)
    assert (card.draft.building_id, card.draft.premise) == (house, "52")
    assert set(card.draft.ticket_ids) == set(tickets)
    assert card.draft.basis.startswith("повторные обращения №")
    tomorrow = (dt.datetime.now() + dt.timedelta(days=1)).date()  # noqa: TID251  typed as a word
    assert card.draft.planned_at is not None
    assert card.draft.planned_at.date() == tomorrow
    words = [w.accessibleName() for w in desk.page.visit.commission.findChildren(Note)]
    assert [w.replace(NBSP, " ") for w in words if w] == [
        "После выпуска акта можно ответить: 2 обращения"
    ]


def test_tickets_of_several_houses_are_refused(desk: VisitDesk) -> None:
    """What cannot be one visit is told above the page, and nothing is planned."""
    houses = [new_house(desk.office.buildings, street) for street in ("ул. Лесная", "ул. Мира")]
    desk.page.begin_from_tickets([_ticket(desk, house) for house in houses])
    desk.settle()
    assert "одного дома" in str(desk.failures[-1])
    desk.page.begin_from_tickets([])
    desk.settle()
    assert "выберите обращения" in str(desk.failures[-1]).lower()
    assert desk.office.inspections.rows() == []


def test_a_house_becomes_a_visit(desk: VisitDesk) -> None:
    """The card of a house proposes its visit; another house may still be chosen."""
    first = new_house(desk.office.buildings, "пр-кт Ленина", "12")
    second = new_house(desk.office.buildings, "ул. Лесная", "7")
    desk.page.begin_for_house(first)
    desk.settle()
    desk.tab_to("Адрес")
    desk.press(Key.Key_A, CTRL)
    desk.type("лесн 7")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return, CTRL)
    desk.settle()
    (row,) = desk.office.inspections.rows()
    assert desk.card(row.id).draft.building_id == second


def test_a_day_that_is_none_is_marked(desk: VisitDesk) -> None:
    """The sheet names what to mend and keeps what was typed."""
    house = new_house(desk.office.buildings, "пр-кт Ленина", "12")
    desk.page.begin_for_house(house)
    desk.settle()
    desk.type("когда-нибудь")
    desk.press(Key.Key_Return, CTRL)
    assert desk.sheet().isVisible()
    assert desk.focus().property("text") == "когда-нибудь"
    assert desk.focus().property("problem") is True
    assert desk.office.inspections.rows() == []


def test_the_palette_offers_what_can_be_done_here(desk: VisitDesk) -> None:
    """Over the list only planning; over a visit its steps; over an issued one its file."""
    assert [command.title for command in desk.page.commands()] == [
        "Назначить выезд",
        "Меры из актов, которые ждут",
        "Бумаги выездов на день",
        "Записать вид",
    ]
    visit = desk.plan(filled(desk.office))
    titles = [command.title for command in desk.page.commands()]
    assert "Выпустить акт" in titles
    assert "Сведения о выезде" in titles
    desk.office.acts.issue(visit)
    desk.page.open_record(visit)
    desk.settle()
    titles = [command.title for command in desk.page.commands()]
    assert titles == [
        "Назначить выезд",
        "Сохранить PDF акта",
        "Ответить по обращениям из акта",
        "Повторный выезд",
        "Приложить файл",
        "Отменить акт",
    ]


def test_remedies_that_wait_are_a_list_of_their_own(desk: VisitDesk) -> None:
    """The tab «Меры» has the urgent first; Enter marks one as done, and it leaves the list."""
    today = clock.now().date()
    remedies = (
        Remedy("Позже", None, "УК «Уют»", today + dt.timedelta(days=5)),
        Remedy("Срочно", None, "АО «Теплосеть»", today - dt.timedelta(days=1)),
    )
    visit = desk.office.inspections.plan(filled(desk.office, remedies=remedies)).id
    desk.office.acts.issue(visit)
    desk.page.show_remedies()
    desk.settle()
    listed = desk.page.list
    assert listed.tabs.current == "remedies"
    assert desk.words() == "Мер в работе 2"
    view = listed.remedies.view
    view.setFocus()
    desk.press(Key.Key_Return)
    desk.tab_to("Состояние")
    desk.type("устр")
    desk.press(Key.Key_Return, CTRL)
    desk.until(lambda: desk.words() == "Мер в работе 1")
    states = {known.what: known.fixed_on for known in desk.card(visit).draft.remedies}
    assert states == {"Позже": None, "Срочно": today}
    assert desk.undo[-1].text == "Мера: устранено"
    desk.undo[-1].undo()
    desk.until(lambda: desk.words() == "Мер в работе 2")


def test_a_remedy_leads_to_its_visit(desk: VisitDesk) -> None:
    """The sheet of a remedy has a way to the visit it comes from."""
    visit = desk.office.inspections.plan(filled(desk.office)).id
    desk.office.acts.issue(visit)
    desk.page.show_remedies()
    desk.settle()
    desk.page.list.remedies.view.setFocus()
    desk.press(Key.Key_Return)
    desk.tab_to("Открыть выезд")
    desk.press(Key.Key_Space)
    desk.settle()
    assert desk.page.shows_visit
    assert desk.page.visit.keeper.wanted == visit


def test_papers_of_a_day_are_written_from_the_list(desk: VisitDesk) -> None:
    """The day sheet and the pack of blanks are shown, Ctrl+S writes them; an empty day is told."""
    day = dt.date(clock.now().year + 1, 5, 5)
    at = dt.datetime.combine(day, dt.time(10))
    desk.office.inspections.plan(dataclasses.replace(planned(desk.office), planned_at=at))
    typed = f"{day:%d.%m.%Y}"
    desk.page.list.activate()
    desk.settle()
    sheet, blanks = desk.folder / "Лист.pdf", desk.folder / "Бланки.pdf"
    for target, word in ((sheet, "дневной"), (blanks, "пустые")):
        desk.dialogs.answer_next(target)
        desk.page.day_papers.ask()
        desk.settle()
        desk.type(typed)
        desk.tab_to("Что напечатать")
        desk.type(word)
        desk.press(Key.Key_Return, CTRL)
        desk.until(lambda: typed in desk.sheet().windowTitle())
        desk.press(Key.Key_S, CTRL)
        desk.until(target.exists)
    assert "Дневной лист выездов" in pages(sheet.read_bytes())[0]
    assert "Бланк к акту" in pages(blanks.read_bytes())[0]
    desk.page.day_papers.ask()
    desk.settle()
    desk.type(f"{day + dt.timedelta(days=1):%d.%m.%Y}")
    desk.press(Key.Key_Return, CTRL)
    desk.settle()
    assert len(list(desk.folder.glob("*.pdf"))) == 2


def test_an_office_without_visits_comes_back_from_its_remedies(desk: VisitDesk) -> None:
    """The empty tab «Меры» keeps the tabs, by which the way back goes."""
    desk.page.show_remedies()
    desk.settle()
    listed = desk.page.list
    assert listed.tabs.isVisible()
    assert desk.words() == "Мер в работе нет"
    listed.tabs.setFocus()
    first = listed.tabs.findChildren(TabButton)[0]
    first.setFocus()
    first.click()
    desk.until(lambda: listed.tabs.current == "all")
    assert desk.shown("Назначить выезд").isVisible()
