"""«Сегодня» in a real window: lists with counts, what is done with them, the first steps."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from desktop_app.core.enums import HoldReason, TicketStatus
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.records.today import TodayList
from desktop_app.ui.pages.today.words import PROPOSALS
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.text import Paragraph
from tests.factories import new_company, new_house
from tests.services.fixtures import new_ticket
from tests.ui.keyboard import CTRL
from tests.ui.pages.day_desk import MORNING, DayDesk

Key = Qt.Key
L = TodayList
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def morning(day: DayDesk) -> tuple[DayDesk, dict[str, list[int]]]:
    """Gives the section in front: two overdue, one due today, two new ones, one to call back."""
    late = [new_ticket(day.office, deadline_at=MORNING + HOUR * n) for n in (2, 1)]
    due = [new_ticket(day.office, deadline_at=MORNING + 8 * HOUR)]
    day.office.handovers.hand_over(
        [*late, *due], HandoverDraft(new_company(day.office.organizations))
    )
    calls = day.done_tickets(1)
    new = [new_ticket(day.office, deadline_at=MORNING + 90 * HOUR) for _ in range(2)]
    day.clock.moment = MORNING + 3 * HOUR
    day.show("today")
    return day, {"late": late[::-1], "due": due, "calls": calls, "new": new}


def counts(day: DayDesk) -> dict[str, int]:
    """Return the counts in the left column that are not zero."""
    return {key: row.count for key, row in day.today.groups.rows.items() if row.count}


def listed(day: DayDesk) -> list[int]:
    """Return the tickets in the middle."""
    return list(day.today.tickets.list.model.ids)


def chosen(day: DayDesk) -> str:
    """Return the list marked in the left column."""
    (key,) = [key for key, row in day.today.groups.rows.items() if row.isChecked()]
    return key


def go_to_lists(day: DayDesk) -> None:
    """Put the focus on the chosen list of the left column, where Tab would bring a person."""
    day.today.groups.rows[chosen(day)].setFocus()


def test_the_most_pressing_list_is_in_front(morning: tuple[DayDesk, dict[str, list[int]]]) -> None:
    """Counts are those of the lists; overdue comes first, the oldest on top, focus in the list."""
    day, made = morning
    assert counts(day) == {L.OVERDUE: 2, L.DUE_TODAY: 1, L.CALLBACKS: 1, L.NOT_SENT: 2}
    assert chosen(day) == L.OVERDUE
    assert listed(day) == made["late"]
    assert day.today.tickets.list.view.hasFocus()
    assert day.words == "Просрочено: 2"
    assert day.counts == {"today": 6, "outages": 0}


def test_lists_by_arrows_and_cards_by_enter(morning: tuple[DayDesk, dict[str, list[int]]]) -> None:
    """Up and Down in the column choose a list, Right goes into it, Enter opens the card."""
    day, made = morning
    go_to_lists(day)
    day.press(Key.Key_Down)
    assert (chosen(day), listed(day)) == (L.DUE_TODAY, made["due"])
    for _ in range(4):
        day.press(Key.Key_Down)
    assert (chosen(day), listed(day)) == (L.NOT_SENT, made["new"])
    day.press(Key.Key_Right)
    assert day.today.tickets.list.view.hasFocus()
    day.press(Key.Key_Down)
    day.press(Key.Key_Return)
    assert day.cards.opened == [made["new"][1]]


def test_done_and_taken_back(morning: tuple[DayDesk, dict[str, list[int]]]) -> None:
    """«Исполнено» moves the selected tickets to the callbacks; Ctrl+Z brings them back."""
    day, made = morning
    day.press(Key.Key_A, CTRL)
    assert day.words == "Просрочено: 2 · выбрано 2"
    day.tab_to("Исполнено")
    day.press(Key.Key_Space)
    assert [day.row(ticket).status for ticket in made["late"]] == [TicketStatus.DONE] * 2
    assert counts(day) == {L.DUE_TODAY: 1, L.CALLBACKS: 3, L.NOT_SENT: 2}
    day.press(Key.Key_Z, CTRL)
    assert counts(day)[L.OVERDUE] == 2
    assert set(listed(day)) == set(made["late"])


def test_a_list_worked_through_leads_to_the_next(
    morning: tuple[DayDesk, dict[str, list[int]]],
) -> None:
    """An empty list says so and offers the next one that holds something, by Enter."""
    day, made = morning
    day.press(Key.Key_A, CTRL)
    day.tab_to("Исполнено")
    day.press(Key.Key_Space)
    assert chosen(day) == L.OVERDUE
    assert day.focus().accessibleName() == "Срок сегодня: 1"
    day.press(Key.Key_Space)
    assert (chosen(day), listed(day)) == (L.DUE_TODAY, made["due"])


def test_handing_over(morning: tuple[DayDesk, dict[str, list[int]]]) -> None:
    """A new ticket is handed over from here with the same form as in the register."""
    day, made = morning
    day.today.choose(L.NOT_SENT)
    day.settle()
    day.tab_to("Передать")
    day.press(Key.Key_Space)
    day.type("уют")
    day.press(Key.Key_Return)
    day.press(Key.Key_Return, CTRL)
    assert day.row(made["new"][0]).status is TicketStatus.SENT
    assert counts(day)[L.NOT_SENT] == 1


def test_calls_lead_to_the_callbacks(morning: tuple[DayDesk, dict[str, list[int]]]) -> None:
    """What waits for a call is called from the queue, at the very ticket."""
    day, made = morning
    day.today.choose(L.CALLBACKS)
    day.settle()
    day.tab_to("Обзвонить")
    day.press(Key.Key_Space)
    assert day.window.current_key == "callbacks"
    assert day.callbacks.queue.view.current_id() == made["calls"][0]


def test_proposed_visits(day: DayDesk) -> None:
    """Three calls of one house ask for a visit; Enter asks for it with their tickets."""
    house = new_house(day.office.buildings)
    tickets = [
        new_ticket(day.office, building_id=house, premise=flat, explained="Разъяснено")
        for flat in ("1", "2", "3")
    ]
    day.show("today")
    wanted: list[list[int]] = []
    day.today.visit_wanted.connect(wanted.append)
    assert (chosen(day), counts(day)) == (PROPOSALS, {PROPOSALS: 1})
    assert day.today.proposals.view.hasFocus()
    assert day.words == "Предложены выезды: 1"
    day.press(Key.Key_Return)
    day.tab_to("Назначить выезд")
    day.press(Key.Key_Space)
    assert wanted == [tickets, tickets]


def test_time_alone_makes_tickets_late(morning: tuple[DayDesk, dict[str, list[int]]]) -> None:
    """F5 reads the day at its present hour."""
    day, made = morning
    day.clock.moment = MORNING + 9 * HOUR
    day.press(Key.Key_F5)
    assert listed(day) == [*made["late"], *made["due"]]


def test_a_day_that_is_done(day: DayDesk) -> None:
    """Nothing left is said with one filled button; a new ticket brings the lists back."""
    ticket = new_ticket(day.office, explained="Разъяснено")
    day.show("today")
    called: list[bool] = []
    day.today.call_wanted.connect(lambda: called.append(True))
    assert day.today.clear.isVisible()
    assert not day.today.call.isVisible()
    assert day.words == "На сегодня всё сделано"
    assert day.focus() is day.today.clear.action
    day.press(Key.Key_Space)
    day.press(Key.Key_Insert)
    assert called == [True, True]
    reopen = StatusChange(TicketStatus.REWORK, note="снова холодно")
    day.tools.hub.announce(day.office.tickets.set_status(ticket, reopen))
    day.settle()
    assert day.today.call.isVisible()
    assert listed(day) == [ticket]
    assert chosen(day) == L.RETURNED


def test_ctrl_f_finds_in_the_list_in_front(
    morning: tuple[DayDesk, dict[str, list[int]]],
) -> None:
    """Words of a call find it as in the register; another list is searched too, Esc shows all."""
    day, made = morning
    page, wanted = day.today, made["late"][1]
    number = day.row(wanted).number
    day.press(Key.Key_F, CTRL)
    assert page.search.hasFocus()
    day.type(number)
    day.until(lambda: listed(day) == [wanted])
    assert day.words == "Просрочено: 1 из 2"
    page.choose(L.DUE_TODAY)
    day.settle()
    assert listed(day) == []
    assert day.words == "Срок сегодня: 0 из 1"
    page.choose(L.OVERDUE)
    day.until(lambda: listed(day) == [wanted])
    day.press(Key.Key_Escape)
    day.until(lambda: listed(day) == made["late"])
    go_to_lists(day)
    day.press(Key.Key_F, CTRL)
    assert page.search.hasFocus()


def test_the_proposals_are_searched_by_their_tickets(day: DayDesk) -> None:
    """A visit proposed stays when one of its tickets is found, and goes when none is."""
    house = new_house(day.office.buildings)
    for flat in ("1", "2", "3"):
        new_ticket(day.office, building_id=house, premise=flat, applicant_name="Орлова Нина")
    day.show("today")
    page = day.today
    page.choose(PROPOSALS)
    day.settle()
    whole = page.proposals.view.model().rowCount()
    assert whole
    page.proposals.view.setFocus()
    day.type("щщщ")
    day.until(lambda: page.proposals.view.model().rowCount() == 0)
    assert page.search.text() == "щщщ"
    assert day.words == "Предложены выезды: 0 из 1"
    page.search.setText("орлова")
    day.until(lambda: page.proposals.view.model().rowCount() == whole)
    day.press(Key.Key_Escape)
    day.until(lambda: page.proposals.view.model().rowCount() == whole)


def test_first_steps(day: DayDesk) -> None:
    """An empty base leads through houses and organisations to the first call, one filled button."""
    day.show("today")
    page, asked = day.today, []
    page.houses_wanted.connect(lambda: asked.append("houses"))
    page.organizations_wanted.connect(lambda: asked.append("organizations"))
    page.call_wanted.connect(lambda: asked.append("call"))
    assert page.steps.isVisible()
    assert day.focus().accessibleName() == "Загрузить список"
    day.press(Key.Key_Space)
    day.tab_to("Открыть организации")
    day.press(Key.Key_Space)
    day.press(Key.Key_Insert)
    assert asked == ["houses", "organizations", "call"]
    new_house(day.office.buildings)
    day.press(Key.Key_F5)
    filled = [b.accessibleName() for b in page.steps.buttons if b.property("kind") == "primary"]
    assert filled == ["Открыть организации"]
    words = [paragraph.text() for paragraph in page.steps.findChildren(Paragraph)]
    assert not any("База пуста" in said for said in words)
    new_ticket(day.office, deadline_at=MORNING + 90 * HOUR)
    day.press(Key.Key_F5)
    assert not page.steps.isVisible()
    assert listed(day) == [1]


def test_held_tickets_are_back_in_the_morning(day: DayDesk) -> None:
    """Opening the section returns tickets whose day has come, before anybody looks for them."""
    ticket = new_ticket(day.office, deadline_at=MORNING + 90 * HOUR)
    hold = StatusChange(
        TicketStatus.ON_HOLD, hold_until=MORNING + 24 * HOUR, hold_reason=HoldReason.PARTS
    )
    day.office.tickets.set_status(ticket, hold)
    day.clock.moment = MORNING + 25 * HOUR
    day.show("today")
    assert day.row(ticket).status is TicketStatus.NEW
    assert listed(day) == [ticket]


def test_december_asks_for_next_years_holidays(day: DayDesk) -> None:
    """Terms in working days would be wrong from January on: the column says so."""
    day.clock.moment = dt.datetime(2027, 12, 2, 9)
    new_ticket(day.office)
    day.show("today")
    (note,) = [one for one in day.today.groups.findChildren(Note) if one.isVisible()]
    assert note.accessibleName().startswith("Нет выходных на 2028 год")


def test_visits_and_remedies_open_their_section(
    morning: tuple[DayDesk, dict[str, list[int]]],
) -> None:
    """The two last rows belong to another section: Enter asks for it."""
    day, _ = morning
    asked: list[str] = []
    day.today.visits_wanted.connect(lambda: asked.append("visits"))
    day.today.remedies_wanted.connect(lambda: asked.append("remedies"))
    go_to_lists(day)
    day.press(Key.Key_Up)
    day.press(Key.Key_Return)
    day.press(Key.Key_Up)
    day.press(Key.Key_Return)
    assert asked == ["remedies", "visits"]
    assert chosen(day) == L.OVERDUE
