"""«Вывоз» by keys: sites, timetables, «не вывезли» and back, a register loaded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.collection_schedule import Repeat, WasteKind, Weeks
from desktop_app.core.collection_words import titled_words
from desktop_app.core.enums import TicketStatus
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.waste import MissCause
from desktop_app.ui.pages.collection_lines import collection_lines, fact_words
from desktop_app.ui.pages.tickets.house_panel import HousePanel
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.factories import new_house
from tests.services.fixtures import new_ticket
from tests.ui.keyboard import CTRL, SHIFT
from tests.ui.pages.waste_desk import WasteDesk
from tests.ui.waiting import held

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def waste(qtbot: QtBot, tmp_path: Path) -> Iterator[WasteDesk]:
    """Gives the section in a window and ends its lanes afterwards."""
    opened = WasteDesk(qtbot, tmp_path)
    yield opened
    opened.close()


def _cell(waste: WasteDesk, row: int, key: str) -> str:
    """Return what the list shows in a column of a row."""
    model = waste.page.book.list.model
    columns = [column.key for column in model.columns]
    return str(model.index(row, columns.index(key)).data() or "")


def test_the_list_says_when_and_where_it_is_late(waste: WasteDesk) -> None:
    """Timetable, next collection, carrier; one key marks what was missed, another key ends it."""
    site = waste.site()
    waste.start()
    waste.until(lambda: _cell(waste, 0, "next") != "")
    assert _cell(waste, 0, "schedule").startswith("ежедневно 7:00–9:00; КГО: 1 и 15")
    assert _cell(waste, 0, "next") == "завтра, 25.11, 7:00–9:00"
    assert _cell(waste, 0, "state") == "—"
    assert "Двойники" not in waste.words()
    waste.press(Key.Key_F7)
    (missed,) = waste.card(site).missed
    ticket = missed.ticket_id or 0
    assert waste.office.tickets.card(ticket).row.status is TicketStatus.NEW
    assert waste.undo[-1].text == f"Не вывезли к 24.11 09:00: обращение № {missed.ticket}"
    waste.until(lambda: _cell(waste, 0, "state").replace("\N{NO-BREAK SPACE}", " ") != "—")
    assert "не вывезли, 41" in _cell(waste, 0, "state")
    waste.press(Key.Key_F7)
    assert isinstance(waste.failures[-1], NotAllowed)
    waste.press(Key.Key_F7, SHIFT)
    waste.press(Key.Key_Return, CTRL)
    assert waste.card(site).missed[0].collected_at == waste.clock.moment
    assert waste.office.tickets.card(ticket).row.status is TicketStatus.DONE
    waste.undo[-1].undo()
    waste.settle()
    assert waste.card(site).missed[0].collected_at is None


def test_missed_is_taken_back(waste: WasteDesk) -> None:
    """Ctrl+Z in the next ten seconds: no mark, the ticket withdrawn as a mistake."""
    site = waste.site()
    waste.start()
    waste.press(Key.Key_F7)
    ticket = waste.card(site).missed[0].ticket_id or 0
    waste.press(Key.Key_Z, CTRL)
    assert waste.card(site).missed == ()
    assert waste.office.tickets.card(ticket).row.status is TicketStatus.CANCELLED


def test_a_site_by_keyboard_alone(waste: WasteDesk) -> None:
    """Ins, the fields in reading order, Ctrl+Enter; a mistake is named beside its field."""
    waste.site()
    waste.start()
    waste.press(Key.Key_Insert)
    waste.press(Key.Key_Return, CTRL)
    assert waste.focus().accessibleName() == "Площадка: адрес или место"
    assert waste.focus().accessibleDescription() == "впишите, где стоит площадка"
    waste.type("ул. Лесная, 10")
    waste.tab_to("Владелец")
    waste.type("МУП Быт")
    waste.tab_to("Смешанные, м³")
    waste.type("три")
    waste.press(Key.Key_Return, CTRL)
    assert waste.focus().accessibleDescription() == "пишите так: 3 × 0,75; 1 × 1,1"
    waste.press(Key.Key_A, CTRL)
    waste.type("2 x 1,1")
    waste.press(Key.Key_Return, CTRL)
    draft = next(
        waste.card(site).draft
        for site in waste.office.waste.ids()
        if waste.card(site).draft.address == "ул. Лесная, 10"
    )
    assert (draft.owner_text, draft.containers[0].volume) == ("МУП Быт", 1.1)
    assert waste.page.card.isVisible()
    assert "Домов пока нет" in waste.words()
    assert "Графика пока нет" in waste.words()
    waste.undo[-1].undo()
    waste.until(waste.page.book.isVisible)
    assert waste.failures == []


def test_a_timetable_by_keyboard(waste: WasteDesk) -> None:
    """Ins on the card asks for days, weeks and hours; Del takes one off, with a way back."""
    site = waste.site()
    waste.start()
    waste.open(site)
    waste.press(Key.Key_Insert)
    waste.press(Key.Key_Space)
    assert waste.focus().accessibleName() == "пн"
    waste.tab_to("ср")
    waste.press(Key.Key_Space)
    waste.tab_to("Недели")
    waste.press(Key.Key_Down, times=2)
    waste.tab_to("Время вывоза")
    waste.press(Key.Key_A, CTRL)
    waste.type("6.30-8")
    waste.press(Key.Key_Return, CTRL)
    added = waste.card(site).draft.schedules[-1]
    assert added.weeks is Weeks.EVEN
    assert titled_words(added) == "пн, ср 6:30–8:00, чётные недели"
    table = waste.page.card.schedules
    assert table is not None
    table.setFocus()
    waste.press(Key.Key_Down, times=2)
    waste.press(Key.Key_Delete)
    assert len(waste.card(site).draft.schedules) == 2
    assert waste.undo[-1].text.startswith("Убран график: пн, ср")
    waste.undo[-1].undo()
    waste.settle()
    assert len(waste.card(site).draft.schedules) == 3


def test_a_timetable_by_days_of_the_month(waste: WasteDesk) -> None:
    """Another way of repeating asks for other fields; nonsense in them is refused in words."""
    site = waste.site()
    waste.start()
    waste.open(site)
    waste.page.card.schedule_wanted.emit(0)
    waste.settle()
    combos = {box.accessibleName(): box for box in waste.sheet().findChildren(QComboBox)}
    combos["Как повторяется"].setFocus()
    waste.press(Key.Key_Down)
    waste.tab_to("Числа или даты")
    waste.type("40")
    waste.press(Key.Key_Return, CTRL)
    assert waste.focus().accessibleDescription() == "числа месяца через запятую: 1, 15"
    waste.press(Key.Key_A, CTRL)
    waste.type("5, 20")
    waste.press(Key.Key_Return, CTRL)
    changed = waste.card(site).draft.schedules[0]
    assert (changed.repeat, changed.month_days) == (Repeat.MONTH_DAYS, (5, 20))
    assert changed.carrier_id is not None


def test_houses_of_a_site(waste: WasteDesk) -> None:
    """A house is found by letters and added; Del takes a row off; the card leads to the house."""
    site = waste.site()
    other = new_house(waste.office.buildings, "ул. Лесная", "7")
    waste.start()
    waste.open(site)
    waste.page.card.houses_wanted.emit()
    waste.settle()
    waste.type("лес 7")
    waste.press(Key.Key_Return)
    waste.tab_to("Дома, которые обслуживает площадка")
    waste.press(Key.Key_Home)
    waste.press(Key.Key_Delete)
    waste.press(Key.Key_Return, CTRL)
    assert waste.card(site).draft.building_ids == (other,)
    waste.page.card.house_opened.emit(other)
    assert waste.opened == [("buildings", other)]


def test_the_card_tells_hours_against_the_norm(waste: WasteDesk) -> None:
    """Beyond the norm the note is red with the hours beyond; the temperature is typed by keys."""
    site = waste.site()
    waste.office.missed.mark(site)
    waste.clock.forward(hours=30)
    waste.start()
    waste.open(site)
    assert "Не вывезли, смешанные: прошло 30 ч" in waste.words()
    assert "Норма разово 48 ч, температура дня неизвестна" in waste.words()
    waste.page.show_list()
    waste.page.list_tools.ask_weather()
    waste.settle()
    waste.type("7,5")
    waste.press(Key.Key_Tab, SHIFT)
    waste.press(Key.Key_A, CTRL)
    waste.type("24.11.2026")
    waste.press(Key.Key_Return, CTRL)
    waste.open(site)
    assert "Норма разово 24 ч, средняя за сутки +7,5 °C. Сверх нормы 6 ч" in waste.words()
    waste.page.show_list()
    waste.page.list_tools.ask_weather()
    waste.settle()
    waste.tab_to("Ровно +5 °C")
    waste.press(Key.Key_Down)
    waste.press(Key.Key_Return, CTRL)
    assert waste.office.waste.norm.boundary_is_warm


def test_calls_and_a_visit_from_the_card(waste: WasteDesk) -> None:
    """Unmarked calls are named on the card; what was missed leads to a visit and its act."""
    site = waste.site()
    house = waste.card(site).draft.building_ids[0]
    called = new_ticket(waste.office, "MSW.MISS", building_id=house)
    waste.start()
    waste.until(lambda: "звонят: 1" in _cell(waste, 0, "state"))
    waste.open(site)
    assert "Не отмечено, а звонят: 1 обращение" in waste.words()
    visits: list[list[int]] = []
    waste.page.visit_wanted.connect(visits.append)
    waste.press(Key.Key_F7)
    assert "звонят" not in waste.words()
    link = next(b for b in waste.page.findChildren(QPushButton) if b.text() == "Выезд и акт")
    link.click()
    assert visits == [[called]]
    waste.page.card.cause_wanted.emit(waste.card(site).missed[0].id)
    waste.settle()
    waste.press(Key.Key_Down)
    waste.press(Key.Key_Return, CTRL)
    assert waste.card(site).missed[0].cause is MissCause.SNOW
    waste.undo[-1].undo()
    waste.settle()
    assert waste.card(site).missed[0].cause is None
    commands = {command.title: command for command in waste.page.commands()}
    commands["Не вывезли: КГО"].run()
    waste.settle()
    assert {row.kind for row in waste.card(site).missed} == {WasteKind.MIXED, WasteKind.BULKY}


def test_only_where_it_was_missed(waste: WasteDesk) -> None:
    """The chip narrows the list; with nothing missed it says so and leads back."""
    waste.site()
    second = waste.site("ул. Лесная, 10")
    waste.start()
    waste.page.list_tools.late.click()
    waste.settle()
    assert "Срывов вывоза нет" in waste.words()
    waste.page.list_tools.late.click()
    waste.office.missed.mark(second)
    waste.page.list_tools.late.click()
    waste.settle()
    assert waste.page.book.list.model.rowCount() == 1


def test_sites_are_removed_and_brought_back(waste: WasteDesk) -> None:
    """Del takes the row off at once; the bar gives it back."""
    site = waste.site()
    waste.start()
    waste.press(Key.Key_Delete)
    assert list(waste.office.waste.ids()) == []
    assert waste.undo[-1].text == "Убрана площадка «ул. Садовая, у дома 3»"
    waste.press(Key.Key_Z, CTRL)
    assert list(waste.office.waste.ids()) == [site]


def test_f4_of_the_card_names_the_cause_of_the_last_failure(waste: WasteDesk) -> None:
    """The key that stands beside «Указать причину» acts with the card just opened."""
    site = waste.site()
    waste.office.missed.mark(site)
    waste.start()
    waste.open(site)
    waste.press(Key.Key_F4)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    assert "cause" in sheet.fields
    sheet.reject()


def test_the_list_behind_a_card_keeps_the_status_line_of_the_card(waste: WasteDesk) -> None:
    """A failure marked from the card leaves its version below, not the count of the list."""
    site = waste.site()
    waste.start()
    waste.open(site)
    told: list[str] = []
    waste.page.status_text.connect(told.append)
    waste.press(Key.Key_F7)
    waste.until(lambda: bool(waste.card(site).missed))
    waste.settle()
    assert told
    assert all(words.startswith("Версия") for words in told)


def test_a_card_read_anew_keeps_the_focus_and_does_not_come_back(waste: WasteDesk) -> None:
    """News of the site leaves the table where the clerk was; after Esc the card stays away."""
    site = waste.site()
    waste.start()
    waste.open(site)
    waste.page.card.missed.setFocus()
    waste.tools.hub.announce(Changes.of(Kind.SITE, site))
    waste.settle()
    assert waste.page.card.missed.hasFocus()
    with held(waste.jobs):
        waste.tools.hub.announce(Changes.of(Kind.SITE, site))
        waste.page.show_list()
    waste.settle()
    assert waste.page.book.isVisible()


def test_an_empty_section_leads_to_loading(waste: WasteDesk) -> None:
    """Its action, and the button over a list, ask for a file; Ins enters a site by hand."""
    waste.start()
    wanted: list[bool] = []
    waste.page.import_wanted.connect(lambda: wanted.append(True))
    assert "Контейнерных площадок пока нет" in waste.words()
    waste.press(Key.Key_Space)
    waste.page.list_tools.register.click()
    assert wanted == [True, True]
    waste.press(Key.Key_Insert)
    assert wanted == [True, True]
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    sheet.reject()


def test_the_words_beside_a_call(waste: WasteDesk, qtbot: QtBot) -> None:
    """A house has its lines: when, where, by what timetable, who comes, and that it is late."""
    site = waste.site()
    waste.office.missed.mark(site)
    house = waste.card(site).draft.building_ids[0]
    told = waste.office.buildings.card(house).collections
    assert [item.kind for item in told] == [WasteKind.MIXED, WasteKind.BULKY]
    words = fact_words(told[0], waste.clock.moment).replace("\N{NO-BREAK SPACE}", " ")
    assert words == (
        "завтра, 25.11, 7:00–9:00 · ежедневно 7:00–9:00 · ул. Садовая, у дома 3 · "
        "ООО «Чистый двор 3» · не вывезли 24.11 к 09:00, прошло 0 ч"
    )
    assert len(collection_lines(told, waste.clock.moment)) == 2
    waste.start()
    panel = HousePanel(waste.jobs)
    qtbot.addWidget(panel)
    panel.show_house(waste.office.buildings.card(house))
    panel.show()
    waste.settle()
    said = waste.words_of(panel)
    assert "Ближайший вывоз —" in said
    assert "площадка ул. Садовая, у дома 3 · ежедневно 7:00–9:00 · ООО «Чистый двор 3»" in said
    assert "не вывезли 24.11 к 09:00" in said
    assert "Крупный мусор —" in said
