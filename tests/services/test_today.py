"""«Сегодня»: which ticket stands in which list, figures that agree, held tickets coming back."""

import datetime as dt
from array import array
from collections.abc import Sequence

import pytest

from db.connection import Row, Value
from desktop_app.core.enums import CallbackOutcome, HoldReason, TicketStatus
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.records.today import FirstSteps, Today, TodayList
from desktop_app.services.office import Office
from tests.factories import new_company, new_district, new_house, new_tickets
from tests.services.fixtures import HandClock, new_ticket

L = TodayList


def lists(today: Today) -> dict[TodayList, list[int]]:
    """Return the lists that hold something."""
    return {wanted: list(ids) for wanted, ids in today.lists.items() if ids}


def test_every_ticket_stands_where_it_must(office: Office, hand_clock: HandClock) -> None:
    """One ticket of each fate; one that needs two things stands in two lists and counts once."""
    company = new_company(office.organizations)
    now = hand_clock.moment
    soon, promised, later = (now + dt.timedelta(hours=h) for h in (2, 3, 80))
    overdue = new_ticket(office, deadline_at=soon)
    today = new_ticket(office, deadline_at=now + dt.timedelta(hours=9))
    sent, again, call, rework, tomorrow = (new_ticket(office, deadline_at=later) for _ in range(5))
    office.handovers.hand_over(
        [overdue, today], HandoverDraft(company, promised_at=now + dt.timedelta(hours=10))
    )
    office.handovers.hand_over([sent], HandoverDraft(company, promised_at=promised))
    for ticket in (again, call, rework, tomorrow):
        office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    record = office.callbacks.record
    record(again, CallbackOutcome.LATER, next_call_at=now.replace(hour=20))
    record(tomorrow, CallbackOutcome.LATER, next_call_at=now + dt.timedelta(days=1))
    record(rework, CallbackOutcome.REWORK, "холодно")
    hand_clock.forward(hours=4)
    new = new_ticket(office, deadline_at=later)
    office.tickets.set_deadline(rework, later, "ждут деталь")
    found = office.today.read()
    assert lists(found) == {
        L.OVERDUE: [overdue],
        L.DUE_TODAY: [today],
        L.WAITING: [sent],
        L.CALL_AGAIN: [again],
        L.CALLBACKS: [call],
        L.NOT_SENT: [new],
        L.RETURNED: [rework],
    }
    assert found.total == 7
    hand_clock.forward(hours=12)
    found = office.today.read()
    assert {overdue, today} <= set(found.lists[L.OVERDUE])
    assert {overdue, today, sent} == set(found.lists[L.WAITING])
    assert found.total == 8


def test_the_most_pressing_comes_first(office: Office, hand_clock: HandClock) -> None:
    """Overdue tickets stand by their term, not by their number."""
    now = hand_clock.moment
    second = new_ticket(office, deadline_at=now + dt.timedelta(hours=2))
    first = new_ticket(office, deadline_at=now + dt.timedelta(hours=1))
    hand_clock.forward(hours=3)
    assert office.today.read().lists[L.OVERDUE] == array("q", [first, second])


def test_a_clear_day_says_so(office: Office, hand_clock: HandClock) -> None:
    """Nothing left means nothing: a ticket, a proposal or a visit each spoil it."""
    assert office.today.read().is_clear
    house = new_house(office.buildings)
    for flat in ("1", "2", "3"):
        new_ticket(office, building_id=house, premise=flat, explained="Разъяснено")
    found = office.today.read()
    assert not any(found.lists.values())
    assert [proposal.count for proposal in found.proposals] == [3]
    assert not found.is_clear
    hand_clock.forward(days=15)
    assert office.today.read().is_clear


def test_first_steps_are_ticked_off(office: Office) -> None:
    """An office begins with houses, organisations and a call, in any order."""
    assert office.today.read().steps == FirstSteps(
        has_houses=False, has_organizations=False, has_tickets=False
    )
    new_company(office.organizations)
    new_house(office.buildings)
    assert office.today.read().steps == FirstSteps(has_tickets=False)
    new_ticket(office)
    assert office.today.read().steps == FirstSteps()


def test_held_tickets_come_back_by_themselves(office: Office, hand_clock: HandClock) -> None:
    """On the day named a ticket returns to the status it came from, once; others keep waiting."""
    sent, new, waits = (new_ticket(office) for _ in range(3))
    office.handovers.hand_over([sent], HandoverDraft(new_company(office.organizations)))
    due = hand_clock.moment + dt.timedelta(days=2)
    for ticket, days in ((sent, 0), (new, 0), (waits, 1)):
        until = due + dt.timedelta(days=days)
        office.tickets.set_status(
            ticket,
            StatusChange(TicketStatus.ON_HOLD, hold_until=until, hold_reason=HoldReason.NO_ACCESS),
        )
    assert not office.today.release_held().ids
    hand_clock.moment = due
    changes = office.today.release_held()
    assert [set(ids) for ids in changes.ids.values()] == [{sent, new}]
    statuses = [office.tickets.card(ticket).row.status for ticket in (sent, new, waits)]
    assert statuses == [TicketStatus.SENT, TicketStatus.NEW, TicketStatus.ON_HOLD]
    assert not office.today.release_held().ids


def test_a_pause_ends_on_its_day(office: Office, hand_clock: HandClock) -> None:
    """A program opened three days late moves the term by the days agreed, and says when it was."""
    ticket = new_ticket(office, "HEAT.NO")
    due = office.tickets.card(ticket).row.deadline_at
    until = hand_clock.moment + dt.timedelta(days=2)
    office.tickets.set_status(
        ticket,
        StatusChange(TicketStatus.ON_HOLD, hold_until=until, hold_reason=HoldReason.NO_ACCESS),
    )
    hand_clock.moment = until + dt.timedelta(days=3)
    office.today.release_held()
    card = office.tickets.card(ticket)
    assert due is not None
    assert card.row.deadline_at == due + dt.timedelta(days=2)
    assert card.history[0].occurred_at == until


def test_no_list_walks_through_all_tickets(
    office: Office, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A register full of closed tickets costs the morning nothing: every list has its index."""
    store, asked = office.desk.store, []
    new_district(store, 300)
    new_tickets(store, 5_000, office.reference.topic("HEAT.NO").id, hand_clock.moment)
    ask = store.rows

    def told(query: str, parameters: Sequence[Value] = ()) -> list[Row]:
        asked.append((query, tuple(parameters)))
        return ask(query, parameters)

    monkeypatch.setattr(store, "rows", told)
    office.today.read()
    monkeypatch.undo()
    plans = [ask(f"EXPLAIN QUERY PLAN {query}", parameters) for query, parameters in asked]
    details = [row[3] for plan in plans for row in plan]
    reads = [detail for detail in details if detail.split()[1] == "t"]
    assert {detail.split(" USING ")[1].split(" (")[0].split()[-1] for detail in reads} == {
        "ticket_open",
        "ticket_registered",
        "KEY",  # late promises name their tickets
    }
    # Repeats look at the days of their rules only.
    assert not [detail for detail in reads if detail.startswith("SCAN") and "registered" in detail]
