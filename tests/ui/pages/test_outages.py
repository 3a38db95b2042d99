"""The section «Отключения» by keys: list, form with its houses, confirm list, refusals."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import IncidentKind, IncidentState, Service, TicketStatus
from desktop_app.core.errors import Conflict
from desktop_app.core.records.incidents import IncidentQuery, IncidentView, Told
from desktop_app.ui.pages.outages.sheets import ConfirmList
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.form import ErrorSummary, FormField
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.tabs import TabButton
from desktop_app.ui.widgets.text import Paragraph
from tests.ui.keyboard import CTRL
from tests.ui.pages.outage_desk import OutageDesk
from tests.ui.waiting import held

pytestmark = pytest.mark.gui
Key = Qt.Key
ALL = IncidentQuery(IncidentView.ALL)


@pytest.fixture
def outages(qtbot: QtBot, tmp_path: Path) -> Iterator[OutageDesk]:
    """Give the section «Отключения» in a window and end its lanes afterwards."""
    opened = OutageDesk(qtbot, tmp_path)
    yield opened
    opened.close()


def _tabs(desk: OutageDesk) -> list[str]:
    return [tab.accessibleName() for tab in desk.page.list.tabs.findChildren(TabButton)]


def _notes(desk: OutageDesk) -> list[str]:
    return [note.accessibleName() for note in desk.page.findChildren(Note) if note.isVisible()]


def test_an_empty_section_says_what_it_is_for(outages: OutageDesk) -> None:
    """Its one button writes the first outage down; so does Ins; Esc leaves nothing behind."""
    assert outages.focus().accessibleName() == "Новое отключение"
    outages.press(Key.Key_Space)
    assert outages.sheet().windowTitle() == "Новое отключение"
    outages.press(Key.Key_Escape)
    outages.press(Key.Key_Insert)
    assert outages.sheet().windowTitle() == "Новое отключение"
    outages.press(Key.Key_Escape)
    assert not outages.office.incidents.ids(ALL)


def test_tabs_filters_and_search_agree_with_the_figures(outages: OutageDesk) -> None:
    """Tabs count what they show; a chip narrows and is taken off; letters search; Ctrl+Q drops."""
    late = outages.add(planned_end=clock.now() - dt.timedelta(minutes=1))
    water = outages.add(
        outages.houses[3:], kind=IncidentKind.PLANNED, service=Service.COLD_WATER, title="Ленина"
    )
    ended = outages.add(title="Старое")
    outages.office.incidents.tickets.close(ended, 1, clock.now(), [])
    outages.refresh()
    assert set(outages.listed) == {water, late}
    assert _tabs(outages) == ["Открытые 2", "Пора проверить 1", "Законченные 1", "Все 3"]
    assert outages.words == "Показано 2 из 3 · пора проверить 1"
    outages.page.list.tabs.chosen.emit(IncidentView.DUE)
    outages.settle()
    assert outages.listed == [late]
    outages.page.show_view(IncidentView.ALL)
    outages.settle()
    outages.page.list.filters.set(services=(Service.COLD_WATER,))
    outages.settle()
    assert outages.listed == [water]
    assert [words for _, words in outages.page.list.filters.chips()] == ["Услуга: холодная вода"]
    outages.page.list.list.view.setFocus()
    outages.press(Key.Key_Q, CTRL)
    assert set(outages.listed) == {late, water, ended}
    outages.type("старо")
    outages.until(lambda: outages.listed == [ended])


def test_a_quiet_day_says_so_and_leads_to_all(outages: OutageDesk) -> None:
    """Nothing open: an empty state with a way to the ended ones."""
    ended = outages.add()
    outages.office.incidents.tickets.close(ended, 1, clock.now(), [])
    outages.refresh()
    outages.tab_to("Все отключения")
    outages.press(Key.Key_Space)
    assert outages.listed == [ended]


def test_a_typed_list_of_addresses_gives_houses(outages: OutageDesk) -> None:
    """Known addresses go into the table, the unknown one stays in the field; Del takes one out."""
    outages.press(Key.Key_Insert)
    outages.tab_to("Дом или список адресов")
    outages.type("Садовая, 1, 3, 99; Ленина 12")
    outages.press(Key.Key_Return)
    field = outages.focus()
    assert field.accessibleName() == "Дом или список адресов"
    assert field.property("text") == "Садовая, 99"
    outages.press(Key.Key_Return, CTRL)
    shown = outages.sheet().findChild(ErrorSummary)
    assert shown is not None
    assert shown.isVisible()
    outages.tab_to("Дом или список адресов")
    field.setProperty("text", "")
    outages.tab_to("Дома отключения")
    outages.press(Key.Key_Delete)
    outages.press(Key.Key_Return, CTRL)
    (saved,) = outages.office.incidents.ids(ALL)
    houses = {house.id for house in outages.office.incidents.card(saved).houses}
    assert houses == {outages.houses[0], outages.houses[1]}  # «пр-кт Ленина» stood first


def test_without_houses_the_form_says_what_is_missing(outages: OutageDesk) -> None:
    """The field is marked, nothing typed is lost, a second try goes through."""
    outages.press(Key.Key_Insert)
    outages.tab_to("Причина")
    outages.type("Порыв")
    outages.press(Key.Key_Return, CTRL)
    fields = outages.sheet().findChildren(FormField)
    marked = {field.label: field.problem for field in fields if field.problem}
    assert marked == {"Дом или список адресов": "добавьте хотя бы один дом"}
    outages.type("лен 12")
    outages.press(Key.Key_Return)
    outages.press(Key.Key_Return, CTRL)
    (saved,) = outages.office.incidents.ids(ALL)
    assert outages.office.incidents.card(saved).cause == "Порыв"


def test_copy_and_cancel_from_the_list(outages: OutageDesk) -> None:
    """F9 begins anew over the same houses; Del asks why and cancels; the undo brings it back."""
    first = outages.add()
    outages.refresh()
    outages.press(Key.Key_F9)
    outages.press(Key.Key_Return, CTRL)
    second = max(outages.office.incidents.ids(ALL))
    assert second != first
    copied = outages.office.incidents.card(second)
    assert [house.id for house in copied.houses] == outages.houses[:2]
    assert copied.row.title == "Авария: отопление, ул. Садовая"
    outages.refresh()
    outages.page.list.list.view.select_id(second)
    outages.dialogs.answer_next("записано дважды")
    outages.press(Key.Key_Delete)
    assert outages.office.incidents.card(second).row.state is IncidentState.CANCELLED
    outages.undo[-1].undo()
    outages.settle()
    assert outages.office.incidents.card(second).row.state is IncidentState.ON


def test_the_confirm_list_ends_exactly_what_is_ticked(outages: OutageDesk) -> None:
    """Space leaves one out, «Никого» and «Все» turn all; the words count; the rest stays open."""
    outage = outages.add()
    tickets = [outages.call(house) for house in (outages.houses[0],) * 4]
    outages.office.incidents.tickets.attach(outage, tickets)
    outages.page.open_record(outage)
    outages.settle()
    outages.tab_to("Закончить")
    outages.press(Key.Key_Space)
    listed = outages.sheet().findChild(ConfirmList)
    assert isinstance(listed, ConfirmList)
    outages.tab_to("Никого")
    outages.press(Key.Key_Space)
    assert listed.chosen == []
    outages.tab_to("Все")
    outages.press(Key.Key_Space)
    assert listed.chosen == tickets
    outages.tab_to("Обращения отключения")
    outages.press(Key.Key_Down)
    outages.press(Key.Key_Space)
    chosen = listed.chosen
    assert len(chosen) == 3
    outages.press(Key.Key_Return, CTRL)
    statuses = {t: outages.office.tickets.card(t).row.status for t in tickets}
    assert {t for t, status in statuses.items() if status is TicketStatus.DONE} == set(chosen)
    assert outages.undo[-1].text == "Отключение закончено, на обзвон: 3\N{NO-BREAK SPACE}обращения"


def test_tickets_are_taken_off_and_opened_from_the_card(outages: OutageDesk) -> None:
    """Del takes the current ticket off, F8 attaches it again, Enter asks for its card."""
    outage = outages.add()
    ticket = outages.call(outages.houses[0])
    outages.office.incidents.tickets.attach(outage, [ticket])
    wanted: list[tuple[str, int]] = []
    outages.page.open_requested.connect(lambda key, record: wanted.append((key, record)))
    outages.page.open_record(outage)
    outages.settle()
    outages.tab_to("Присоединённые обращения")
    outages.press(Key.Key_Delete)
    assert not outages.office.incidents.card(outage).tickets
    notes = [note.accessibleName() for note in outages.page.card.findChildren(Note)]
    assert any("Похоже на это отключение: 1" in words for words in notes)
    said = [text.text() for text in outages.page.card.findChildren(Paragraph)]
    number = outages.office.tickets.card(ticket).row.number
    assert any(words.startswith(f"№\N{NO-BREAK SPACE}{number}, ") for words in said)
    outages.press(Key.Key_F8)
    assert [row.id for row in outages.office.incidents.card(outage).tickets] == [ticket]
    outages.tab_to("Присоединённые обращения")
    outages.press(Key.Key_Return)
    assert wanted == [("tickets", ticket)]


def test_another_clerk_was_quicker(outages: OutageDesk) -> None:
    """What both changed in different fields is joined; a step on a stale card is refused."""
    outage = outages.add()
    outages.page.open_record(outage)
    outages.settle()
    outages.press(Key.Key_F2)
    assert outages.sheet().windowTitle() == "Изменить отключение"
    incidents = outages.office.incidents
    incidents.mark_told(outage, 1, Told.AUTHORITY, clock.now(), way="телефон")
    outages.tab_to("Причина")
    outages.type("Своё")
    outages.press(Key.Key_Return, CTRL)
    card = incidents.card(outage)
    assert (card.told[Told.AUTHORITY].way, card.cause) == ("телефон", "Своё")
    with pytest.raises(Conflict):
        incidents.tickets.close(outage, 1, clock.now(), [])


def test_moving_the_end_retells_callers(outages: OutageDesk) -> None:
    """The new time stands in the text in place of the old one."""
    old = clock.now().replace(second=0) + dt.timedelta(hours=3)
    outage = outages.add(planned_end=old)
    card = outages.office.incidents.card(outage)
    text = outages.office.incidents.propose_text(card.draft)
    outages.office.incidents.move_end(outage, 1, old + dt.timedelta(minutes=1), public_text=text)
    outages.office.incidents.move_end(outage, 2, old)
    outages.page.open_record(outage)
    outages.settle()
    outages.tab_to("Перенести окончание")
    outages.press(Key.Key_Space)
    outages.type("завтра 11:00")
    outages.press(Key.Key_Tab)
    outages.tab_to("Новое окончание")
    outages.type("завтра 12:00")
    outages.press(Key.Key_Return, CTRL)
    tomorrow = clock.today() + dt.timedelta(days=1)
    after = outages.office.incidents.card(outage)
    assert f"12:00\N{NO-BREAK SPACE}{tomorrow:%d.%m.%Y}" in after.public_text


def test_a_big_list_of_tickets_opens_at_once(outages: OutageDesk) -> None:
    """The card of 60 houses and 120 calls, and its confirm list, come without an error."""
    outage = outages.add()
    tickets = [outages.call(outages.houses[n % 2]) for n in range(120)]
    outages.office.incidents.tickets.attach(outage, tickets)
    outages.page.open_record(outage)
    outages.settle()
    outages.tab_to("Закончить")
    outages.press(Key.Key_Space)
    outages.press(Key.Key_Return, CTRL)
    outages.until(lambda: QApplication.activeModalWidget() is None)
    assert outages.office.register.counts().callback == 120
    assert outages.failures == []


def test_a_call_attached_under_the_open_list_is_shown_in_it(outages: OutageDesk) -> None:
    """The end waits, the list grows, what was typed stays, the second press ends all of them."""
    outage = outages.add(public_text="Нет отопления")
    tickets = outages.office.incidents.tickets
    first, second = (outages.call(outages.houses[0]) for _ in range(2))
    tickets.attach(outage, [first])
    outages.page.open_record(outage)
    outages.settle()
    outages.tab_to("Закончить")
    outages.press(Key.Key_Space)
    outages.press(Key.Key_Tab)
    outages.type("Заменили задвижку")
    tickets.attach(outage, [second])
    outages.press(Key.Key_Return, CTRL)
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    (shown,) = sheet.findChildren(ConfirmList)
    assert shown.seen == [first, second]
    assert "Заменили задвижку" in [line.text() for line in sheet.findChildren(QLineEdit)]
    outages.press(Key.Key_Return, CTRL)
    outages.until(lambda: QApplication.activeModalWidget() is None)
    assert outages.office.register.counts().callback == 2
    assert "Читали звонящим, теперь не читать" in _notes(outages)


def test_the_next_ticket_is_current_after_one_is_taken_off(outages: OutageDesk) -> None:
    """Del keeps the place in the table: another Del would take off the neighbour, not the first."""
    house = outages.houses[0]
    calls = [outages.call(house) for _ in range(4)]
    outage = outages.add()
    outages.office.incidents.tickets.attach(outage, calls)
    outages.page.open_record(outage)
    outages.settle()
    card = outages.page.card
    assert card.tickets is not None
    card.tickets.setFocus()
    outages.press(Key.Key_Down, times=2)
    assert card.tickets.current_row() == 2
    outages.press(Key.Key_Delete)
    assert card.tickets is not None
    assert card.card is not None
    assert len(card.card.tickets) == 3
    assert card.tickets.hasFocus()
    assert card.tickets.current_row() == 2


def test_a_form_asked_for_twice_is_one(outages: OutageDesk) -> None:
    """Two presses while the base is busy open one form: «Отмена» does not show another below."""
    with held(outages.jobs):
        outages.page.begin()
        outages.page.begin()
    outages.settle()
    forms = [form for form in outages.page.findChildren(FormSheet) if form.isVisible()]
    assert len(forms) == 1
    outages.press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_a_held_del_takes_one_house_out(outages: OutageDesk) -> None:
    """A finger left on Del does not empty the table."""
    outages.page.begin(outages.houses)
    outages.settle()
    table = outages.sheet().findChild(RowsTable)
    assert table is not None
    table.setFocus()
    rows = table.model().rowCount()
    for repeats in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", repeats
        )
        QApplication.sendEvent(table, event)
    outages.settle()
    assert table.model().rowCount() == rows - 1


def test_news_take_no_focus_from_a_button_of_the_card(outages: OutageDesk) -> None:
    """A colleague's call anywhere redraws the card; the keys stay where the clerk has put them."""
    outages.page.open_record(outages.add())
    outages.settle()
    outages.tab_to("Перенести окончание")
    button = outages.focus()
    outages.tools.hub.announce(Changes.of(Kind.TICKET, 1))
    outages.settle()
    assert outages.focus() is button
    link = next(b for b in outages.page.card.findChildren(Button) if "Отметить" in b.text())
    link.setFocus()
    outages.tools.hub.announce(Changes.of(Kind.TICKET, 1))
    outages.settle()
    assert outages.focus() is outages.page.card
