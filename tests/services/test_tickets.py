"""A ticket's life through the services."""

import dataclasses
import datetime as dt
from typing import Any

import pytest

from db import history, search
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverOutcome,
    HoldReason,
    LinkKind,
    OrganizationKind,
    TicketStatus,
)
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from tests.factories import new_house
from tests.services.fixtures import HandClock, draft, new_ticket


@pytest.fixture
def utility(office: Office) -> int:
    """Return the id of an organisation to hand over to."""
    sql = (
        "INSERT INTO organization (kind, name, short_name, folded, name_key, sort_key)"
        " VALUES (?, 'АО «Теплосеть»', 'Теплосеть', 'теплосеть', 'теплосеть', 'теплосеть')"
    )
    with office.desk.store.write():
        office.desk.store.execute(sql, (OrganizationKind.UTILITY.value,))
    return int(office.desk.store.scalar("SELECT id FROM organization"))


def test_numbers_run_within_a_year_and_start_anew(office: Office, hand_clock: HandClock) -> None:
    """Numbers are consecutive, and the new year begins with one."""
    first = office.tickets.register(draft(office))
    second = office.tickets.register(draft(office))
    hand_clock.moment = dt.datetime(2027, 1, 1, 0, 5)
    third = office.tickets.register(draft(office))
    assert [first.number, second.number, third.number] == [
        "2026-00001",
        "2026-00002",
        "2027-00001",
    ]


@pytest.mark.parametrize(
    ("room", "hours"),
    [(None, 16), (14.0, 16), (12.0, 16), (11.9, 8), (10.0, 8), (9.9, 4), (8.0, 4), (7.9, 4)],
)
def test_no_heating_term_depends_on_room(office: Office, room: float | None, hours: int) -> None:
    """ПП 354, прил. 1, п. 14: 16, 8 or 4 hours by the temperature in the room."""
    saved = office.tickets.register(draft(office, room_temperature=room))
    assert saved.due == office.desk.now() + dt.timedelta(hours=hours)
    assert "ПП 354" in saved.basis


@pytest.mark.parametrize("topic", ["HEAT.NO", "HEAT.LEAKNET"])
@pytest.mark.parametrize(
    ("room", "band"),
    [
        (None, "от +12 °C"),
        (12.0, "от +12 °C"),
        (11.9, "от +10 до +12 °C"),
        (8.0, "от +8 до +10 °C"),
    ],
)
def test_the_basis_names_the_band(
    office: Office, topic: str, room: float | None, band: str
) -> None:
    """The words of a legal term are of the band the room is in."""
    saved = office.tickets.register(draft(office, topic, room_temperature=room))
    assert saved.basis.endswith(f"при температуре в комнате {band}")


@pytest.mark.parametrize("topic", ["HEAT.NO", "HEAT.LEAKNET"])
def test_below_eight_the_law_names_no_break(office: Office, topic: str) -> None:
    """Colder than +8 the term is the office's proposal and says so: п. 14 ends at +8."""
    saved = office.tickets.register(draft(office, topic, room_temperature=7.9))
    assert "Срок предложен офисом" in saved.basis
    assert "ниже +8 °C перерыва не называет" in saved.basis
    term = office.reference.rule(office.reference.topic(topic).id, 7.9)
    assert term is not None
    assert term.is_proposal


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"topic_id": None}, "topic"),
        ({"address_text": " "}, "building"),
        ({"details": ""}, "details"),
        ({"phone": ""}, "phone"),
        ({"phone": "нет"}, "phone"),
        ({"premise": "1" * 51}, "premise"),
        ({"room_temperature": 180.0}, "room_temperature"),
        ({"received_at": dt.datetime(2026, 11, 24, 9, 42)}, "received_at"),
        ({"deadline_at": dt.datetime(2026, 11, 24, 9, 0)}, "deadline"),
    ],
)
def test_an_incomplete_call_names_its_fields(
    office: Office, fields: dict[str, Any], named: str
) -> None:
    """Nothing is saved, and the field to mend is named."""
    with pytest.raises(InvalidDraft) as refused:
        office.tickets.register(draft(office, **fields))
    assert set(refused.value.fields) == {named}
    assert len(office.register.ids(RegisterQuery())) == 0


def test_without_a_phone_is_allowed_when_said(office: Office) -> None:
    """«Без телефона» is a statement, not an omission."""
    assert new_ticket(office, phone="", no_phone=True)


def test_the_answer_alone_is_enough(office: Office) -> None:
    """A call explained at once needs no retelling; one that stays open does."""
    answer = "Вывоз по вторникам и пятницам"
    ticket = new_ticket(office, "MSW.SCHED", explained=answer, details="")
    assert office.tickets.card(ticket).row.status is TicketStatus.CLOSED
    with pytest.raises(InvalidDraft) as caught:
        new_ticket(office, "MSW.SCHED", details="")
    assert set(caught.value.fields) == {"details"}


def test_consultation_closes_at_once(office: Office) -> None:
    """A question answered on the phone is closed as explained, in time."""
    ticket = new_ticket(office, "MSW.SCHED", explained="Вывоз по вторникам и пятницам")
    card = office.tickets.card(ticket)
    assert card.row.status is TicketStatus.CLOSED
    assert card.row.close_result is CloseResult.EXPLAINED
    assert card.cycles[0].late_minutes == 0


def test_an_edit_is_told_in_words(office: Office, utility: int) -> None:
    """History of the card, which is printed too, names topics and moments, not their codes."""
    ticket = new_ticket(office)
    card = office.tickets.card(ticket)
    other = office.reference.topic("HEAT.LEAKNET")
    edited = dataclasses.replace(
        card.draft, topic_id=other.id, organization_id=utility, is_emergency=True
    )
    office.tickets.edit(ticket, card.version, edited)
    office.tickets.set_deadline(ticket, dt.datetime(2026, 11, 28, 12), "договорились")
    first = office.reference.topic("HEAT.NO").title
    term, edit, *_ = (event.details for event in office.tickets.card(ticket).history)
    assert f"тема: {first} → {other.title}" in edit
    assert "исполнитель: — → Теплосеть" in edit
    assert "авария: нет → да" in edit
    assert term.count("28.11.2026 12:00") == 1
    assert "T12:00" not in term


def test_the_card_and_the_house_count_one_week(office: Office) -> None:
    """A call taken by mistake is in neither of the two."""
    house = new_house(office.buildings)
    ticket = new_ticket(office, building_id=house, address_text="")
    mistake = office.tickets.register(draft(office, building_id=house, address_text=""))
    assert mistake.changes.action
    office.undo.undo(mistake.changes.action)
    assert office.tickets.card(ticket).tickets_week == 1
    assert office.buildings.card(house).tickets_week == 1
    assert [row.tickets_week for row in office.buildings.offers("сад 3")] == [1]


def test_a_number_is_found_as_papers_write_it(office: Office) -> None:
    """«№ 2026-00001» copied from an answer, with its no-break space, finds the ticket."""
    ticket = new_ticket(office)
    assert office.tickets.find("№\N{NO-BREAK SPACE}2026-00001") == ticket
    with pytest.raises(NotFound, match="Нет обращения № 2026-9"):
        office.tickets.find("№ 2026-9")


def test_hand_over_answer_and_call_back(
    office: Office, utility: int, hand_clock: HandClock
) -> None:
    """The usual way: handed over, done late, called back, closed; lateness stays."""
    ticket = new_ticket(office)
    hand_clock.forward(minutes=10)
    wish = HandoverDraft(utility, accepted_by="Котова", their_number="1184")
    office.handovers.hand_over([ticket], wish)
    hand_clock.forward(hours=20)
    handover = office.tickets.card(ticket).handovers[0]
    office.handovers.answer(ticket, handover.id, HandoverOutcome.DONE, "воздух спущен")
    hand_clock.forward(hours=1)
    office.callbacks.record(ticket, CallbackOutcome.SOLVED)
    card = office.tickets.card(ticket)
    assert card.row.status is TicketStatus.CLOSED
    assert card.row.close_result is CloseResult.CONFIRMED
    assert card.cycles[0].late_minutes == 250
    assert card.handovers[0].outcome is HandoverOutcome.DONE
    titles = [event.title for event in card.history]
    assert titles == [
        "Обзвон: решено",
        "Получен ответ организации",
        "Передано: Теплосеть",
        "Принято обращение",
    ]


def test_rework_opens_a_new_cycle(office: Office, hand_clock: HandClock) -> None:
    """A negative callback starts a cycle with its own term; the first cycle's lateness remains."""
    ticket = new_ticket(office)
    hand_clock.forward(hours=17)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "в зале холодно")
    card = office.tickets.card(ticket)
    assert card.row.status is TicketStatus.REWORK
    assert [cycle.number for cycle in card.cycles] == [2, 1]
    assert card.cycles[1].late_minutes == 60
    assert card.cycles[0].deadline_at == office.desk.now() + dt.timedelta(hours=16)
    assert card.row.closed_at is None


def test_rework_needs_a_remark(office: Office) -> None:
    """«На доработку» without words is refused."""
    ticket = new_ticket(office)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    with pytest.raises(InvalidDraft):
        office.callbacks.record(ticket, CallbackOutcome.REWORK, " ")


def test_unreached_applicant_is_called_three_times(office: Office, hand_clock: HandClock) -> None:
    """After the last attempt the ticket closes as «не дозвонились»; every attempt is kept."""
    ticket = new_ticket(office)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    for _ in range(2):
        office.callbacks.record(ticket, CallbackOutcome.UNREACHED)
        assert office.tickets.card(ticket).row.status is TicketStatus.DONE
        hand_clock.forward(hours=4)
    office.callbacks.record(ticket, CallbackOutcome.UNREACHED)
    card = office.tickets.card(ticket)
    assert card.row.close_result is CloseResult.UNREACHED
    assert len(card.callbacks) == 3


def test_hold_moves_the_term(office: Office, hand_clock: HandClock) -> None:
    """The clock stands while a ticket waits, and the ticket returns where it came from."""
    ticket = new_ticket(office)
    due = office.tickets.card(ticket).row.deadline_at
    assert due is not None
    until = hand_clock.moment + dt.timedelta(days=2)
    hold = StatusChange(TicketStatus.ON_HOLD, hold_until=until, hold_reason=HoldReason.NO_ACCESS)
    office.tickets.set_status(ticket, hold)
    hand_clock.forward(hours=30)
    with pytest.raises(NotAllowed):
        office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    office.tickets.set_status(ticket, StatusChange(TicketStatus.NEW))
    card = office.tickets.card(ticket)
    assert card.row.deadline_at == due + dt.timedelta(hours=30)
    assert card.cycles[0].paused_minutes == 30 * 60


def test_events_cannot_be_dated_before_the_last_one(office: Office, hand_clock: HandClock) -> None:
    """A change may lie in the past, never before the previous event or in the future."""
    ticket = new_ticket(office)
    accepted = hand_clock.moment
    hand_clock.forward(days=1)
    for wrong in (accepted - dt.timedelta(minutes=1), hand_clock.moment + dt.timedelta(minutes=1)):
        with pytest.raises(InvalidDraft):
            office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE, at=wrong))
    office.tickets.set_status(
        ticket, StatusChange(TicketStatus.DONE, at=accepted + dt.timedelta(hours=5))
    )
    card = office.tickets.card(ticket)
    assert card.cycles[0].late_minutes == 0
    assert card.history[0].at == hand_clock.moment
    assert card.history[0].occurred_at == accepted + dt.timedelta(hours=5)


def test_two_clerks_on_one_card(office: Office) -> None:
    """The second save over the same version is a conflict, and nothing is overwritten."""
    ticket = new_ticket(office)
    version = office.tickets.card(ticket).version
    office.tickets.edit(ticket, version, draft(office, premise="45"))
    with pytest.raises(Conflict):
        office.tickets.edit(ticket, version, draft(office, premise="54"))
    assert office.tickets.card(ticket).row.premise == "45"


def test_a_batch_is_handed_over_whole_or_not_at_all(office: Office, utility: int) -> None:
    """One closed ticket in the selection stops the whole hand-over."""
    good = new_ticket(office)
    closed = new_ticket(office, "MSW.SCHED", explained="да")
    with pytest.raises(NotAllowed, match="2026-00002"):
        office.handovers.hand_over([good, closed], HandoverDraft(utility))
    assert office.tickets.card(good).row.status is TicketStatus.NEW


def test_links_and_repeat_mark(office: Office) -> None:
    """A repeat is linked with the earlier ticket from both sides."""
    first = new_ticket(office)
    second = new_ticket(office, repeat_of=first)
    assert office.tickets.card(second).row.is_repeat
    assert [link.kind for link in office.tickets.card(first).links] == [LinkKind.REPEAT]


def test_views_agree(office: Office, hand_clock: HandClock) -> None:
    """Counts of tabs are counts of the lists they open."""
    for _ in range(3):
        new_ticket(office)
    late = new_ticket(office, "HEAT.LEAK")
    office.tickets.set_control([late], on=True)
    cancelled = new_ticket(office)
    office.tickets.set_status(
        cancelled, StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.DUPLICATE)
    )
    hand_clock.forward(hours=1)
    counts = office.register.counts()
    assert (counts.total, counts.open, counts.overdue, counts.control) == (5, 4, 1, 1)
    for view in RegisterView:
        assert counts.by_view[view] == len(office.register.ids(RegisterQuery(view=view)))


@pytest.mark.parametrize(
    "typed", ["соколова", "СОКОЛОВА вера", "лесная 3", "18-63", "1863", "00001", "батареи холод"]
)
def test_found_by_any_part(office: Office, typed: str) -> None:
    """Number, name, address, phone and words find the ticket in any case and order."""
    ticket = new_ticket(office)
    new_ticket(
        office,
        applicant_name="Ким",
        phone="8 911 000-00-00",
        details="Темно",
        address_text="пер. Тихий, д. 8",
    )
    assert list(office.register.ids(RegisterQuery(text=typed))) == [ticket]


def test_edit_moves_the_search_text(office: Office) -> None:
    """After a correction the old words find nothing and the new ones do."""
    ticket = new_ticket(office)
    version = office.tickets.card(ticket).version
    office.tickets.edit(ticket, version, draft(office, details="Течёт стояк"))
    assert list(office.register.ids(RegisterQuery(text="течет"))) == [ticket]
    assert not office.register.ids(RegisterQuery(text="батареи"))
    expression = search.match_expression(["батареи"])
    sql = "SELECT rowid FROM ticket_search WHERE ticket_search MATCH ?"
    assert office.desk.store.rows(sql, (expression,)) == []


def test_every_change_is_in_the_chain(office: Office) -> None:
    """History is chained; a byte changed behind the program's back is found."""
    new_ticket(office)
    ticket = new_ticket(office)
    office.tickets.set_private_note(ticket, "перезвонить после обеда")
    store = office.desk.store
    assert history.broken_link(store) is None
    with store.write():
        store.execute("DROP TRIGGER history_is_not_changed")
        store.execute("UPDATE history SET note = 'подделка' WHERE id = 2")
    assert history.broken_link(store) == 2


def test_unknown_number_is_worded(office: Office) -> None:
    """A wrong number says how numbers look."""
    with pytest.raises(NotFound, match="2026-00123"):
        office.tickets.find("17")


def test_an_address_as_typed_has_a_limit(office: Office) -> None:
    """A page pasted into the address by mistake does not become one."""
    with pytest.raises(InvalidDraft) as refused:
        new_ticket(office, building_id=None, address_text="Ы" * 501)
    assert "building" in refused.value.fields
