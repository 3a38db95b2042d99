"""Tickets of an outage: attached, proposed, taken off, ended together, put back by undo."""

import dataclasses
import datetime as dt
import random
import time
from typing import Any

import pytest

from db.connection import Store
from db.queries import journal_readers, summary_tickets
from desktop_app.core.changes import Kind
from desktop_app.core.enums import (
    CancelReason,
    CloseResult,
    HandoverChannel,
    HoldReason,
    IncidentState,
    OrganizationKind,
    TicketStatus,
)
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, OutageOver
from desktop_app.core.records.figures import Figure, FigureAsk
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock, draft, new_ticket
from tests.services.test_incidents import NOW, heating

_S = TicketStatus


@pytest.fixture
def houses(office: Office) -> list[int]:
    """Return three houses of one street."""
    return [new_house(office.buildings, "ул. Лесная", str(number)) for number in (1, 3, 5)]


def _call(office: Office, house: int, topic: str = "HEAT.NO", **more: Any) -> int:
    return new_ticket(office, topic, building_id=house, address_text="", **more)


def _tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return tickets, cycles and outages without their versions."""
    shown = {}
    for table in ("ticket", "ticket_cycle", "incident", "incident_building"):
        cursor = store.raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608  our words
        names = [column[0] for column in cursor.description]
        kept = [place for place, name in enumerate(names) if name != "version"]
        shown[table] = [tuple(row[place] for place in kept) for row in cursor]
    return shown


def test_open_tickets_of_the_houses_and_the_service_are_proposed(
    office: Office, houses: list[int], hand_clock: HandClock
) -> None:
    """Not another service, house, day, outage, nor what is closed or done; attaching takes all."""
    old = _call(office, houses[0])
    hand_clock.forward(days=2)
    near, other_topic = _call(office, houses[0]), _call(office, houses[0], "HW.NO")
    done, closed = _call(office, houses[1]), _call(office, houses[1], explained="Объяснили")
    office.tickets.set_status(done, StatusChange(_S.DONE))
    away, more = _call(office, houses[2]), _call(office, houses[1])
    start = hand_clock()
    saved = office.incidents.open(
        heating(houses[:2], started_at=start, planned_end=start + dt.timedelta(hours=8))
    )
    proposed = {row.id for row in office.incidents.card(saved.id).proposed}
    assert proposed == {near, more}
    assert not proposed & {old, other_topic, done, closed, away}
    changes = office.incidents.tickets.attach(saved.id, sorted(proposed))
    assert changes.ids[Kind.TICKET] == proposed
    assert changes.ids[Kind.INCIDENT] == {saved.id}
    card = office.incidents.card(saved.id)
    assert {row.id for row in card.tickets} == proposed
    assert not card.proposed
    assert (card.row.tickets, card.row.open_tickets) == (2, 2)
    event = office.tickets.card(near).history[0]
    assert event.title == "Присоединено к отключению"
    assert card.row.title in event.details


def test_attaching_moves_and_refuses(office: Office, houses: list[int]) -> None:
    """A ticket has one outage; closed tickets and ended outages take none; all or nothing."""
    first = office.incidents.open(heating(houses)).id
    second = office.incidents.open(heating(houses)).id
    ticket, closed = _call(office, houses[0]), _call(office, houses[0], explained="Объяснили")
    office.incidents.tickets.attach(first, [ticket])
    moved = office.incidents.tickets.attach(second, [ticket])
    assert moved.ids[Kind.INCIDENT] == {first, second}
    assert office.incidents.card(first).row.tickets == 0
    again = office.incidents.tickets.attach(second, [ticket])
    assert Kind.TICKET not in again.ids
    assert moved.action is not None
    undone = office.undo.undo(moved.action)  # cards of both outages show other figures now
    assert undone.ids[Kind.INCIDENT] == {first, second}
    assert office.tickets.card(ticket).incident_id == first
    office.incidents.tickets.attach(second, [ticket])
    with pytest.raises(NotAllowed, match="Закрытые обращения"):
        office.incidents.tickets.attach(first, [ticket, closed])
    assert office.tickets.card(ticket).incident_id == second
    with pytest.raises(InvalidDraft):
        office.incidents.tickets.attach(first, [])
    office.incidents.tickets.close(first, 1, NOW, [])
    with pytest.raises(NotAllowed, match="уже закончено"):
        office.incidents.tickets.attach(first, [ticket])


def test_nothing_attached_offers_nothing_to_take_back(office: Office, houses: list[int]) -> None:
    """An action without an entry has no number: the next one to be written would bear it."""
    outage = office.incidents.open(heating(houses)).id
    ticket = _call(office, houses[0])
    assert office.incidents.tickets.attach(outage, [ticket]).action is not None
    assert office.incidents.tickets.attach(outage, [ticket]).action is None
    free = _call(office, houses[1])
    assert office.incidents.tickets.detach([free]).action is None


def test_detaching_and_its_undo(office: Office, houses: list[int]) -> None:
    """Taken off, put back by undo; undo of attaching takes off."""
    outage = office.incidents.open(heating(houses)).id
    tickets = [_call(office, house) for house in houses]
    attached = office.incidents.tickets.attach(outage, tickets)
    taken = office.incidents.tickets.detach(tickets[:2])
    assert office.incidents.card(outage).row.tickets == 1
    assert taken.action is not None
    assert attached.action is not None
    undone = office.undo.undo(taken.action)
    assert undone.ids[Kind.INCIDENT] == {outage}
    assert office.incidents.card(outage).row.tickets == 3
    office.undo.undo(attached.action)
    assert office.incidents.card(outage).row.tickets == 0


@pytest.mark.parametrize("seed", range(8))
def test_closing_ends_exactly_the_confirmed(
    office: Office, houses: list[int], hand_clock: HandClock, seed: int
) -> None:
    """Whatever tickets stand in and whichever are chosen, only they change; undo restores all."""
    rng = random.Random(seed)
    company = new_company(office.organizations, "ООО «Сеть»", OrganizationKind.UTILITY)
    saved = office.incidents.open(heating(houses))
    tickets = [_call(office, rng.choice(houses)) for _ in range(14)]
    hand_clock.forward(minutes=5)
    for ticket in tickets:
        _live(office, ticket, company, rng)
    attached = [ticket for ticket in tickets if office.tickets.card(ticket).row.status.is_open]
    office.incidents.tickets.attach(saved.id, rng.sample(attached, len(attached) // 2 + 1))
    hand_clock.forward(minutes=30)
    ready = [row.id for row in office.incidents.tickets.to_be_done(saved.id)]
    chosen = [ticket for ticket in ready if rng.random() < 0.7]
    before, statuses = _tables(office.desk.store), _statuses(office, tickets)
    ended = hand_clock() - dt.timedelta(minutes=rng.choice((0, 10, 60)))
    closed = office.incidents.tickets.close(saved.id, saved.version, ended, chosen)
    expected = {**statuses, **dict.fromkeys(chosen, _S.DONE)}
    assert _statuses(office, tickets) == expected
    assert closed.changes.ids.get(Kind.TICKET, frozenset()) == set(chosen)
    card = office.incidents.card(saved.id)
    assert card.row.state is IncidentState.ENDED
    assert card.row.ended_at == ended
    assert card.row.open_tickets == len(ready) - len(chosen)
    assert len(card.tickets) == card.row.tickets
    assert office.register.counts().callback == list(expected.values()).count(_S.DONE)
    for ticket in chosen:
        done_at = office.tickets.card(ticket).row.done_at
        assert done_at is not None
        assert ended <= done_at <= hand_clock()
    assert closed.changes.action is not None
    office.undo.undo(closed.changes.action)
    assert _tables(office.desk.store) == before


def _live(office: Office, ticket: int, company: int, rng: random.Random) -> None:
    """Bring a ticket to some status."""
    until = dt.datetime(2026, 12, 1, 9)
    step = rng.choice(("new", "sent", "work", "hold", "done", "closed"))
    if step == "sent":
        office.handovers.hand_over([ticket], HandoverDraft(company, HandoverChannel.PHONE))
    changes = {
        "work": StatusChange(_S.IN_PROGRESS),
        "hold": StatusChange(_S.ON_HOLD, hold_until=until, hold_reason=HoldReason.PARTS),
        "done": StatusChange(_S.DONE),
        "closed": StatusChange(_S.CLOSED, note="Разъяснено", result=CloseResult.EXPLAINED),
    }
    if step in changes:
        office.tickets.set_status(ticket, changes[step])


def _statuses(office: Office, tickets: list[int]) -> dict[int, TicketStatus]:
    return {ticket: office.tickets.card(ticket).row.status for ticket in tickets}


def test_closing_refuses_a_list_grown_old(office: Office, houses: list[int]) -> None:
    """A ticket done meanwhile, a stranger, a stale version, an impossible end: nothing changes."""
    saved = office.incidents.open(heating(houses))
    mine, stranger = _call(office, houses[0]), _call(office, houses[1])
    office.incidents.tickets.attach(saved.id, [mine])
    before = _tables(office.desk.store)
    tickets = office.incidents.tickets
    with pytest.raises(NotAllowed, match="отсоединено: 1"):
        tickets.close(saved.id, 1, NOW, [mine, stranger])
    with pytest.raises(Conflict):
        tickets.close(saved.id, 7, NOW, [mine])
    with pytest.raises(InvalidDraft):
        tickets.close(saved.id, 1, NOW + dt.timedelta(minutes=1), [mine])
    with pytest.raises(InvalidDraft):
        tickets.close(saved.id, 1, NOW - dt.timedelta(days=1), [mine])
    assert _tables(office.desk.store) == before
    tickets.close(saved.id, 1, NOW, [mine])
    with pytest.raises(NotAllowed, match="уже закончено"):
        tickets.close(saved.id, 2, NOW, [])
    with pytest.raises(NotAllowed, match=r"закончено 24\.11\.2026"):
        office.incidents.save(saved.id, 2, heating(houses, title="Позже"))


def test_closing_refuses_what_came_after_the_list(office: Office, houses: list[int]) -> None:
    """A ticket attached while the list was open is not left behind; one left out by intent is."""
    saved = office.incidents.open(heating(houses))
    mine, left = _call(office, houses[0]), _call(office, houses[0])
    late = _call(office, houses[1])
    tickets = office.incidents.tickets
    tickets.attach(saved.id, [mine, left])
    seen = [row.id for row in tickets.to_be_done(saved.id)]
    tickets.attach(saved.id, [late])
    before = _tables(office.desk.store)
    with pytest.raises(NotAllowed, match="присоединили 1"):
        tickets.close(saved.id, 1, NOW, [mine], seen=seen)
    assert _tables(office.desk.store) == before
    tickets.close(saved.id, 1, NOW, [mine, late], seen=[*seen, late])
    done = TicketStatus.DONE
    assert [_statuses(office, [one])[one] is done for one in (mine, left, late)] == [
        True,
        False,
        True,
    ]


def test_undo_of_closing_refuses_after_a_callback(office: Office, houses: list[int]) -> None:
    """One person was called back already: everything stays, and the later event is named."""
    saved = office.incidents.open(heating(houses))
    tickets = [_call(office, house) for house in houses]
    office.incidents.tickets.attach(saved.id, tickets)
    closed = office.incidents.tickets.close(saved.id, 1, NOW, tickets)
    office.tickets.set_status(tickets[1], StatusChange(_S.CLOSED, result=CloseResult.CONFIRMED))
    assert closed.changes.action is not None
    before = _tables(office.desk.store)
    with pytest.raises(NotAllowed, match="После этого было"):
        office.undo.undo(closed.changes.action)
    assert _tables(office.desk.store) == before


def test_a_mistaken_outage_frees_its_tickets(office: Office, houses: list[int]) -> None:
    """Tickets stay open and are attached to nothing; undo brings the outage and them back."""
    saved = office.incidents.open(heating(houses))
    tickets = [_call(office, house) for house in houses]
    office.incidents.tickets.attach(saved.id, tickets)
    before = _tables(office.desk.store)
    with pytest.raises(InvalidDraft):
        office.incidents.tickets.cancel(saved.id, 1, " ")
    gone = office.incidents.tickets.cancel(saved.id, 1, "не подтвердилось")
    card = office.incidents.card(saved.id)
    assert (card.row.state, card.cancel_reason) == (IncidentState.CANCELLED, "не подтвердилось")
    assert not card.tickets
    assert {office.tickets.card(ticket).row.status for ticket in tickets} == {_S.NEW}
    assert gone.changes.action is not None
    office.undo.undo(gone.changes.action)
    assert _tables(office.desk.store) == before


def test_a_big_outage_is_dispatched_quickly(office: Office) -> None:
    """150 houses and 200 calls: written, proposed, attached, ended, undone within ten seconds."""
    houses = [new_house(office.buildings, "ул. Полевая", str(n)) for n in range(1, 151)]
    tickets = [_call(office, houses[n % 150]) for n in range(200)]
    began = time.perf_counter()
    saved = office.incidents.open(heating(houses))
    proposed = [row.id for row in office.incidents.card(saved.id).proposed]
    assert sorted(proposed) == sorted(tickets)
    office.incidents.tickets.attach(saved.id, proposed)
    closed = office.incidents.tickets.close(saved.id, 1, NOW, proposed)
    assert office.incidents.card(saved.id).row.houses == 150
    assert closed.changes.action is not None
    office.undo.undo(closed.changes.action)
    assert time.perf_counter() - began < 10


def test_a_cancelled_ticket_is_no_call_of_its_outage(
    office: Office, houses: list[int], hand_clock: HandClock
) -> None:
    """The list, the panel, the journal and the summary leave it out; revived, it counts again."""
    saved = office.incidents.open(heating(houses))
    kept, gone = _call(office, houses[0]), _call(office, houses[0])
    office.incidents.tickets.attach(saved.id, [kept, gone])
    away = StatusChange(_S.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)
    office.tickets.set_status(gone, away)

    def counted() -> tuple[int, int, int]:
        day = hand_clock.moment.date()
        asked = FigureAsk(Figure.OUTAGES, day - dt.timedelta(days=7), day, hand_clock.moment)
        sql, parameters = summary_tickets.ids(asked)
        return (
            office.incidents.card(saved.id).row.tickets,
            office.buildings.card(houses[0]).incidents[0].attached,
            len(office.desk.store.rows(sql, tuple(parameters))),
        )

    assert counted() == (1, 1, 1)
    assert [row.id for row in office.incidents.card(saved.id).tickets] == [gone, kept]
    lines = journal_readers.outages(office.desk.store, [saved.id])
    assert [line.tickets for line in lines] == [1]
    office.tickets.set_status(gone, StatusChange(_S.NEW, note="Отменили по ошибке"))
    assert counted() == (2, 2, 2)


def test_a_call_to_an_outage_that_has_ended_is_told(office: Office, houses: list[int]) -> None:
    """Nothing is written until the clerk knows; one cancelled as a mistake cannot be joined."""
    saved = office.incidents.open(heating(houses))
    office.incidents.tickets.close(saved.id, 1, NOW, [])
    call = draft(office, building_id=houses[0], address_text="", incident_id=saved.id)
    with pytest.raises(OutageOver, match="уже закончено") as told:
        office.tickets.register(call)
    assert told.value.can_join
    assert office.desk.store.scalar("SELECT count(*) FROM ticket") == 0
    joined = office.tickets.register(call, to_ended=True)
    assert office.tickets.card(joined.id).incident_id == saved.id
    mistake = office.incidents.open(heating(houses)).id
    office.incidents.tickets.cancel(mistake, 1, "не подтвердилось")
    with pytest.raises(OutageOver, match="отменено как ошибочное") as told:
        office.tickets.register(dataclasses.replace(call, incident_id=mistake), to_ended=True)
    assert not told.value.can_join
