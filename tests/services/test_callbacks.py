"""Calling back: the order of the queue, its figures, the share of «решено», one call's card."""

import datetime as dt
from typing import Any

import pytest

from desktop_app.core.enums import CallbackOutcome as Outcome
from desktop_app.core.enums import CloseResult, HandoverOutcome, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.callbacks import CallQuery, CallShare, CallSort
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.settings import CALL_RECORDED, CALL_SCRIPT, OFFICE_NAME
from desktop_app.services.office import Office
from tests.factories import new_company
from tests.services.fixtures import HandClock, new_ticket

FIRST = dt.date(2026, 11, 24)
SECOND = dt.date(2026, 11, 25)


def done_ticket(office: Office, **fields: Any) -> int:
    """Return a ticket its executor says is done."""
    ticket = new_ticket(office, **fields)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    return ticket


def counted(share: CallShare) -> tuple[int, int, int, int | None]:
    """Return the figures of a share in one row."""
    return share.solved, share.rework, share.unreached, share.percent


def call(office: Office, ticket: int, *outcomes: Outcome) -> None:
    """Make calls one after another."""
    for outcome in outcomes:
        office.callbacks.record(ticket, outcome, "холодно" if outcome is Outcome.REWORK else "")


def test_due_calls_come_first_then_the_oldest_done(office: Office, hand_clock: HandClock) -> None:
    """A call agreed on and due goes before tickets never called; a future one goes last."""
    oldest = done_ticket(office)
    later = done_ticket(office)
    hand_clock.forward(hours=1)
    newest = done_ticket(office)
    agreed = hand_clock.moment.replace(hour=14, minute=0)
    office.callbacks.record(later, Outcome.LATER, next_call_at=agreed)
    assert list(office.callbacks.queue()) == [oldest, newest, later]
    hand_clock.moment = agreed
    assert list(office.callbacks.queue()) == [later, oldest, newest]
    (row,) = office.callbacks.rows([later])
    assert (row.calls, row.next_call_at) == (1, agreed)
    assert row.can_call(agreed)
    assert not row.can_call(agreed - dt.timedelta(minutes=1))


def test_share_counts_the_first_decisive_call_of_each_cycle(
    office: Office, hand_clock: HandClock
) -> None:
    """Figures of two days computed by hand, each day and both together."""
    solved, back, reached, missed, asked, undone, lost = (done_ticket(office) for _ in range(7))
    hand_clock.forward(minutes=10)
    call(office, solved, Outcome.SOLVED)
    call(office, back, Outcome.REWORK)
    call(office, asked, Outcome.LATER)
    for ticket in (reached, missed, lost):
        call(office, ticket, Outcome.UNREACHED)
    taken_back = office.callbacks.record(undone, Outcome.SOLVED)
    assert taken_back.action is not None
    office.undo.undo(taken_back.action)
    hand_clock.moment = dt.datetime(2026, 11, 25, 10)
    office.tickets.set_status(back, StatusChange(TicketStatus.DONE))
    call(office, back, Outcome.SOLVED)
    call(office, reached, Outcome.SOLVED)
    call(office, asked, Outcome.REWORK)
    call(office, lost, Outcome.UNREACHED)
    share = office.callbacks.share
    assert counted(share(FIRST, FIRST)) == (1, 1, 3, 50)
    assert counted(share(SECOND, SECOND)) == (2, 1, 1, 67)
    assert counted(share(FIRST, SECOND)) == (3, 2, 2, 60)
    empty = share(SECOND + dt.timedelta(days=1), SECOND + dt.timedelta(days=9))
    assert counted(empty) == (0, 0, 0, None)


def test_a_second_decision_in_one_cycle_is_not_counted(office: Office) -> None:
    """A journal loaded from elsewhere may hold two decisions of one cycle: the first one stands."""
    ticket = done_ticket(office)
    store = office.desk.store
    with store.write():
        for attempt, (made_at, outcome) in enumerate(
            [("2026-11-24T10:00:00", "rework"), ("2026-11-25T10:00:00", "solved")], start=1
        ):
            store.execute(
                "INSERT INTO callback (ticket_id, cycle_number, attempt, made_at, outcome)"
                " VALUES (?, 1, ?, ?, ?)",
                (ticket, attempt, made_at, outcome),
            )
    assert counted(office.callbacks.share(FIRST, FIRST)) == (0, 1, 0, 0)
    assert counted(office.callbacks.share(SECOND, SECOND)) == (0, 0, 0, None)


@pytest.mark.parametrize(
    ("solved", "rework", "percent"), [(21, 4, 84), (1, 2, 33), (2, 1, 67), (1, 7, 13), (0, 3, 0)]
)
def test_percent_rounds_halves_up(solved: int, rework: int, percent: int) -> None:
    """1 of 8 is 12,5 %, shown as 13."""
    assert CallShare(solved, rework).percent == percent


def test_figures_of_the_day_agree_with_the_queue(office: Office, hand_clock: HandClock) -> None:
    """Each ticket counts once: by its last call of the day, and as called even if it waits again.

    Seven done; yesterday one was called; today four are called, one of them twice.
    """
    tickets = [done_ticket(office) for _ in range(7)]
    hand_clock.moment = dt.datetime(2026, 11, 24, 17)
    call(office, tickets[0], Outcome.UNREACHED)
    hand_clock.moment = dt.datetime(2026, 11, 25, 9)
    call(office, tickets[1], Outcome.SOLVED)
    call(office, tickets[2], Outcome.REWORK)
    call(office, tickets[3], Outcome.UNREACHED)
    tomorrow = dt.datetime(2026, 11, 26, 9)
    office.callbacks.record(tickets[4], Outcome.LATER, next_call_at=tomorrow)
    hand_clock.forward(hours=4)
    call(office, tickets[3], Outcome.UNREACHED)
    figures = office.callbacks.overview().figures
    assert (figures.solved, figures.rework, figures.unreached, figures.later) == (1, 1, 1, 1)
    assert figures.called == 4
    assert figures.waiting == len(office.callbacks.queue()) == 5
    assert figures.due == 1
    # Called four; not called yet today: tickets 0, 5 and 6.
    assert figures.today == 7
    assert office.callbacks.overview().week.percent == 50


def test_a_call_shows_what_to_say_and_what_follows(office: Office) -> None:
    """Phones in printed form, the executor's answer of this cycle, the term a new one would get."""
    office.settings.set(OFFICE_NAME, "горячая линия района")
    company = new_company(office.organizations, "ООО «УК «Заречье»»")
    ticket = new_ticket(office, premise="52", phone="89005557704, 8 (49341) 2-13-45")
    office.handovers.hand_over([ticket], HandoverDraft(company))
    waiting = office.tickets.card(ticket).handovers[0].id
    office.handovers.answer(ticket, waiting, HandoverOutcome.DONE, "спустили воздух")
    found = office.callbacks.call(ticket)
    assert [phone.replace("\N{NO-BREAK SPACE}", " ") for phone in found.phones] == [
        "+7 (900) 555-77-04",
        "8 (49341) 2-13-45",
    ]
    assert (found.answer, found.answered_by) == ("спустили воздух", "ООО «УК «Заречье»»")
    assert found.script.startswith("Здравствуйте, горячая линия района. Вы обращались")
    assert found.address.replace("\N{NO-BREAK SPACE}", " ") == "ул. Лесная, д. 3, кв. 52"
    assert found.address in found.script
    assert office.tickets.card(ticket).row.number in found.script
    assert "записыва" not in found.script
    assert found.rework_term
    assert (found.stop.missed, found.stop.most, found.stop.is_last) == (0, 3, False)


def test_an_answer_of_an_earlier_cycle_is_not_read_again(office: Office) -> None:
    """After «на доработку» the next call must not quote what proved untrue."""
    company = new_company(office.organizations)
    ticket = new_ticket(office)
    office.handovers.hand_over([ticket], HandoverDraft(company))
    first = office.tickets.card(ticket).handovers[0].id
    office.handovers.answer(ticket, first, HandoverOutcome.DONE, "всё сделали")
    call(office, ticket, Outcome.REWORK)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    found = office.callbacks.call(ticket)
    assert found.answer == ""
    assert len(found.attempts) == 1
    assert found.row.calls == 0


def test_missed_calls_are_counted_by_cycle(office: Office) -> None:
    """The last attempt allowed is announced before it is made."""
    ticket = done_ticket(office)
    call(office, ticket, Outcome.UNREACHED, Outcome.UNREACHED)
    stop = office.callbacks.call(ticket).stop
    assert (stop.missed, stop.is_last) == (2, True)
    call(office, ticket, Outcome.UNREACHED)
    assert office.tickets.card(ticket).row.status is TicketStatus.CLOSED


def test_the_office_writes_its_own_words(office: Office) -> None:
    """That calls are recorded is said only when the office says so; a slip is refused."""
    ticket = done_ticket(office)
    office.callbacks.set_script("Это {учреждение}, обращение {номер}.", recorded=True)
    assert office.callbacks.call(ticket).script == (
        "Предупреждаем: разговор записывается. Это Администрация района, обращение 2026-00001."
    )
    with pytest.raises(InvalidDraft) as refused:
        office.callbacks.set_script("Вы жили {где}?", recorded=False)
    assert refused.value.fields == {"script": "нет такой подстановки: {где}"}
    assert office.settings.get(CALL_RECORDED)
    office.callbacks.set_script(" ", recorded=False)
    assert office.callbacks.script() == (CALL_SCRIPT.default, False)


def test_a_ticket_that_is_gone_is_said_so(office: Office) -> None:
    """A card of nothing is an error in words, not a crash."""
    with pytest.raises(NotFound):
        office.callbacks.call(404)


def test_asking_to_be_called_later_is_not_being_out_of_reach(
    office: Office, hand_clock: HandClock
) -> None:
    """Two wishes to be called later and one missed call leave two attempts; at night none."""
    ticket = done_ticket(office)
    call(office, ticket, Outcome.LATER, Outcome.LATER)
    hand_clock.moment = hand_clock.moment.replace(hour=18)
    call(office, ticket, Outcome.UNREACHED)
    (row,) = office.callbacks.rows([ticket])
    assert row.ticket.status is TicketStatus.DONE
    assert row.next_call_at == dt.datetime(2026, 11, 25, 9)
    assert office.callbacks.call(ticket).stop.missed == 1


def test_one_call_can_answer_all_of_a_phone(office: Office, hand_clock: HandClock) -> None:
    """Other tickets of the phone that wait now are told; another phone, or a later time, is not."""
    first = done_ticket(office)
    hand_clock.forward(minutes=1)
    second = done_ticket(office)
    both = done_ticket(office, phone="+7 900 555-20-10, 8(900)5551863")
    done_ticket(office, phone="+7 900 555-20-10")
    done_ticket(office, phone="", no_phone=True)

    def others(ticket: int) -> list[int]:
        (row,) = office.callbacks.rows([ticket])
        return [other.id for other in office.callbacks.same_phone(row)]

    assert others(first) == [second, both]
    assert others(second) == [first, both]
    office.callbacks.record(second, Outcome.UNREACHED)
    assert others(first) == [both]
    office.callbacks.record(both, Outcome.SOLVED)
    assert others(first) == []
    hand_clock.forward(days=1)
    assert others(first) == [second]


def test_a_number_inside_another_is_another_phone(office: Office) -> None:
    """«2-13-45» is not the mobile whose digits happen to hold it."""
    local = done_ticket(office, phone="2-13-45")
    done_ticket(office, phone="8 900 121-34-50")
    (row,) = office.callbacks.rows([local])
    assert office.callbacks.same_phone(row) == []


def test_missed_calls_of_an_earlier_cycle_close_nothing(office: Office) -> None:
    """Who came back with «не сделано» is tried three times anew."""
    ticket = done_ticket(office)
    call(office, ticket, Outcome.UNREACHED, Outcome.UNREACHED, Outcome.REWORK)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    call(office, ticket, Outcome.UNREACHED, Outcome.UNREACHED)
    assert office.tickets.card(ticket).row.status is TicketStatus.DONE
    call(office, ticket, Outcome.UNREACHED)
    assert office.tickets.card(ticket).row.close_result is CloseResult.UNREACHED


def test_a_wish_to_be_called_does_not_close_after_missed_calls(office: Office) -> None:
    """Two missed calls and then «позже»: somebody answered, the ticket waits on."""
    ticket = done_ticket(office)
    call(office, ticket, Outcome.UNREACHED, Outcome.UNREACHED, Outcome.LATER)
    assert office.tickets.card(ticket).row.status is TicketStatus.DONE


def test_the_week_is_seven_days(office: Office, hand_clock: HandClock) -> None:
    """Today and six days before it: a call of the same weekday a week ago counts no more."""
    ticket = done_ticket(office)
    call(office, ticket, Outcome.SOLVED)
    hand_clock.forward(days=6)
    assert office.callbacks.overview().week.solved == 1
    hand_clock.forward(days=1)
    assert office.callbacks.overview().week.solved == 0


def test_calls_that_cannot_be_are_refused(office: Office) -> None:
    """A time that has come, a year typed wrong, a complaint of spaces, a ticket nobody has done."""
    ticket, now = done_ticket(office), office.desk.now()
    for moment in (now, now + dt.timedelta(days=4_000)):
        with pytest.raises(InvalidDraft) as refused:
            office.callbacks.record(ticket, Outcome.LATER, next_call_at=moment)
        assert list(refused.value.fields) == ["next_call_at"]
    with pytest.raises(InvalidDraft) as refused:
        office.callbacks.record(ticket, Outcome.REWORK, "  ")
    assert list(refused.value.fields) == ["remark"]
    waiting = new_ticket(office)
    with pytest.raises(NotAllowed, match="не ждёт обзвона"):
        office.callbacks.record(waiting, Outcome.SOLVED)
    assert [len(office.tickets.card(one).callbacks) for one in (ticket, waiting)] == [0, 0]


@pytest.mark.parametrize("sort", CallSort)
@pytest.mark.parametrize("descending", [False, True])
def test_whatever_the_order_due_calls_lead_and_future_ones_wait(
    office: Office, hand_clock: HandClock, sort: CallSort, descending: bool
) -> None:
    """A promised hour that has come is kept first, one that has not is not rung too early."""
    later, due, never = (done_ticket(office) for _ in range(3))
    hand_clock.moment = agreed = hand_clock.moment.replace(hour=14, minute=0)
    office.callbacks.record(later, Outcome.LATER, next_call_at=agreed + dt.timedelta(hours=4))
    office.callbacks.record(due, Outcome.LATER, next_call_at=agreed + dt.timedelta(hours=1))
    hand_clock.forward(hours=1)
    query = CallQuery(sort=sort, descending=descending)
    assert list(office.callbacks.queue(query)) == [due, never, later]
    assert office.callbacks.overview().figures.due == 1


def test_a_call_put_off_till_today_is_of_today(office: Office, hand_clock: HandClock) -> None:
    """Promised yesterday for three o'clock: in the plan of the day since its morning."""
    ticket = done_ticket(office)
    afternoon = dt.datetime(2026, 11, 25, 15)
    office.callbacks.record(ticket, Outcome.LATER, next_call_at=afternoon)
    hand_clock.moment = dt.datetime(2026, 11, 25, 9)
    figures = office.callbacks.overview().figures
    assert (figures.today, figures.due, figures.called) == (1, 0, 0)


def test_the_last_call_of_the_day_tells_what_came_of_it(office: Office) -> None:
    """Not reached in the morning and solved by noon is solved."""
    call(office, done_ticket(office), Outcome.UNREACHED, Outcome.SOLVED)
    figures = office.callbacks.overview().figures
    assert (figures.called, figures.solved, figures.unreached) == (1, 1, 0)
