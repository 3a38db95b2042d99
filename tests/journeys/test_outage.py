"""Journey 7 through the whole program: an outage over houses, calls attached, ended, by keys."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.core import clock
from desktop_app.core.enums import IncidentKind, IncidentState, Service, TicketStatus
from desktop_app.core.records.incidents import IncidentDraft, IncidentQuery, IncidentView, Told
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from desktop_app.ui.pages.outages.page import OutagesPage
from desktop_app.ui.pages.today.group_row import GroupRow
from desktop_app.ui.pages.today.page import TodayPage
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _call(office: Office, house: int, topic: str = "HEAT.NO") -> int:
    draft = TicketDraft(
        office.reference.topic(topic).id, "Холодно", house, premise="5", phone="8 900 555-14-52"
    )
    return office.tickets.register(draft).id


def _outage(office: Office, houses: list[int], **more: object) -> int:
    values: dict[str, object] = {
        "kind": IncidentKind.EMERGENCY,
        "service": Service.HEATING,
        "started_at": clock.now() - dt.timedelta(hours=2),
        "building_ids": tuple(houses),
        "title": "Порыв на Ленина",
        "public_text": "Тепло вернут к 18:00",
        "planned_end": clock.now() + dt.timedelta(hours=1),
        **more,
    }
    return office.incidents.open(IncidentDraft(**values)).id  # type: ignore[arg-type]  # by name


def _last(office: Office) -> int:
    return max(office.incidents.ids(IncidentQuery(IncidentView.ALL)))


def test_an_outage_from_the_first_key_to_the_callbacks(clerk: ClerkAtKeys, office: Office) -> None:
    """Written down over a street, calls attached by F8, ended with one left out, undone."""
    houses = list(office.buildings.ids())
    first, second, other = (_call(office, house) for house in (houses[0], houses[1], houses[2]))
    clerk.window.show_page("outages")
    clerk.wait()
    clerk.press(Key.Key_Insert)
    clerk.tab_to("Вся улица")
    clerk.type("лен")
    clerk.press(Key.Key_Return)
    clerk.tab_to("Причина")
    clerk.type("Порыв на вводе")
    clerk.press(Key.Key_Return, CTRL)
    outage = office.incidents.card(_last(office))
    assert [house.id for house in outage.houses] == houses[:2]
    assert outage.row.title == "Авария: отопление, пр-кт Ленина"
    assert outage.public_text.startswith("Нет отопления: авария, порыв на вводе.")
    assert {ticket.id for ticket in outage.proposed} == {first, second}
    clerk.press(Key.Key_F8)
    outage = office.incidents.card(outage.id)
    assert {ticket.id for ticket in outage.tickets} == {first, second}
    assert office.tickets.card(other).incident_id is None
    clerk.command("закончить отключение")
    clerk.tab_to("Обращения отключения")
    clerk.press(Key.Key_Space)
    clerk.press(Key.Key_Return, CTRL)
    ended = office.incidents.card(outage.id)
    assert ended.row.state is IncidentState.ENDED
    statuses = {ticket.id: ticket.status for ticket in ended.tickets}
    assert sorted(statuses.values()) == [TicketStatus.DONE, TicketStatus.NEW]
    assert office.register.counts().callback == 1
    clerk.press(Key.Key_Z, CTRL)
    assert office.incidents.card(outage.id).row.state is IncidentState.ON
    assert office.register.counts().callback == 0


def test_a_call_from_its_house_is_attached_by_one_key(clerk: ClerkAtKeys, office: Office) -> None:
    """The text stands beside the form; F8 joins, F8 again does not, F8 joins: the ticket has it."""
    houses = list(office.buildings.ids())
    outage = _outage(office, houses[:2])
    clerk.begin_call()
    assert clerk.tickets.intake.panel.incidents() == [outage]
    for _ in range(3):
        clerk.press(Key.Key_F8)
    clerk.hear_call("Холодно")
    clerk.press(Key.Key_Return, CTRL)
    (ticket,) = office.incidents.card(outage).tickets
    assert office.tickets.card(ticket.id).incident_title == "Порыв на Ленина"


def test_tickets_of_the_register_and_of_a_card_are_attached(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """F8 on a row attaches to the only outage over the house; from the card it is taken off."""
    houses = list(office.buildings.ids())
    outage = _outage(office, houses[:1])
    ticket = _call(office, houses[0])
    clerk.window.show_page("outages")
    clerk.window.show_page("tickets")
    clerk.wait()
    clerk.press(Key.Key_F5)
    clerk.press(Key.Key_F8)
    assert office.tickets.card(ticket).incident_id == outage
    clerk.window.open_record("tickets", ticket)
    clerk.wait()
    clerk.command("отсоединить")
    assert office.tickets.card(ticket).incident_id is None
    clerk.press(Key.Key_F8)
    assert office.tickets.card(ticket).incident_id == outage
    clerk.press(Key.Key_Z, CTRL)
    assert office.tickets.card(ticket).incident_id is None


def test_the_end_moves_people_are_told_and_a_mistake_is_cancelled(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Each step by the palette; the card shows what history keeps."""
    outage = _outage(office, list(office.buildings.ids())[:1])
    clerk.window.open_record("outages", outage)
    clerk.wait()
    clerk.command("перенести окончание")
    clerk.type("завтра 12:00")
    clerk.tab_to("Почему")
    clerk.type("ждут детали")
    clerk.press(Key.Key_Return, CTRL)
    clerk.command("оповещены омс")
    clerk.type("телефон")
    clerk.press(Key.Key_Return, CTRL)
    card = office.incidents.card(outage)
    noon = dt.datetime.combine(clock.today() + dt.timedelta(days=1), dt.time(12))
    assert card.row.planned_end == noon
    assert card.told[Told.AUTHORITY].who == "Лапина Ирина"
    assert "ждут детали" in card.history[1].details
    clerk.workplace.tools.dialogs.answer_next("не подтвердилось")
    clerk.command("отменить как ошибочное")
    assert office.incidents.card(outage).row.state is IncidentState.CANCELLED


def test_the_notice_is_written(clerk: ClerkAtKeys, office: Office, tmp_path: Path) -> None:
    """Ctrl+P, the second kind: a sheet for every house, looked at, then written by Ctrl+S."""
    target = tmp_path / "Объявление.pdf"
    outage = _outage(office, list(office.buildings.ids())[:2])
    clerk.window.open_record("outages", outage)
    clerk.wait()
    clerk.workplace.tools.dialogs.answer_next(target)
    clerk.press(Key.Key_P, CTRL)
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_S, CTRL)
    clerk.until(target.exists)
    clerk.wait()
    assert target.read_bytes().startswith(b"%PDF")


def test_today_and_the_navigation_tell_of_a_passed_end(clerk: ClerkAtKeys, office: Office) -> None:
    """A planned end that has passed is counted; its row leads to the tab of those to be checked."""
    _outage(office, list(office.buildings.ids())[:1])
    _outage(
        office,
        list(office.buildings.ids())[:2],
        planned_end=clock.now() - dt.timedelta(minutes=5),
        title="Порыв на Садовой",
    )
    clerk.window.show_page("today")
    clerk.wait()
    day = office.today.read()
    assert (day.outages.open, day.outages.soon, day.outages.late) == (2, 1, 1)
    _call(office, office.buildings.ids()[0])
    clerk.press(Key.Key_F5)
    page = clerk.window.page("today")
    assert isinstance(page, TodayPage)
    row = next(row for row in page.findChildren(GroupRow) if row.key == "outages-due")
    assert row.count == 2
    row.setFocus()
    clerk.press(Key.Key_Space)
    assert clerk.window.current_key == "outages"
    outages = clerk.window.page("outages")
    assert isinstance(outages, OutagesPage)
    assert outages.list.list.model.rowCount() == 2


def test_the_key_takes_the_outage_of_the_service_asked_about(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Water and heat are out in one house: F8 after the topic goes to the outage of that topic."""
    houses = list(office.buildings.ids())
    water = _outage(
        office,
        houses[:1],
        service=Service.COLD_WATER,
        started_at=clock.now() - dt.timedelta(hours=9),
    )
    heat = _outage(office, houses[:1])
    clerk.begin_call()
    assert clerk.tickets.intake.panel.incidents() == [water, heat]
    clerk.tab_to("Тема")
    clerk.type("нет отоп")
    clerk.press(Key.Key_Return)
    assert clerk.tickets.intake.panel.incidents() == [heat, water]
    clerk.press(Key.Key_F8)
    clerk.tab_to("Со слов заявителя")
    clerk.type("Холодно")
    clerk.tab_to("Телефон")
    clerk.type("8 900 555-18-63")
    clerk.press(Key.Key_Return, CTRL)
    assert office.incidents.card(heat).row.tickets == 1
    assert office.incidents.card(water).row.tickets == 0


def test_houses_selected_in_the_book_become_an_outage(clerk: ClerkAtKeys, office: Office) -> None:
    """Two houses selected by Shift+Down, one command, the form holds them; their cards tell it."""
    houses = list(office.buildings.ids())
    clerk.window.show_page("buildings")
    clerk.wait()
    clerk.press(Key.Key_Home)
    clerk.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    clerk.command("отключение по выбранным")
    clerk.press(Key.Key_Return, CTRL)
    outage = office.incidents.card(_last(office))
    assert [house.id for house in outage.houses] == houses[:2]
    clerk.window.open_record("buildings", houses[0])
    clerk.wait()
    clerk.tab_to("Открыть отключение")
    clerk.press(Key.Key_Space)
    assert clerk.window.current_key == "outages"
