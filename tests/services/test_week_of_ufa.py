"""A week of the Ufa winter call centre, replayed through the services; figures counted by hand.

3,500 calls in a week at the October peak, about 1,000 callbacks, 84 % solved and 16 % back to work
(PRODUCT.md, from the office's published figures).
"""

import datetime as dt
from collections.abc import Callable, Iterator

from db import history
from desktop_app.core.enums import CallbackOutcome, OrganizationKind, TicketStatus
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.summary_periods import Span
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, is_balanced, new_ticket

MONDAY = dt.datetime(2026, 10, 19, 8, 0)
TOPICS = ("HEAT.START", "HEAT.AIR", "HEAT.OVER", "HEAT.CHARGE", "HEAT.LEAK")
OPEN_BEFORE, A_DAY, CALLS = 120, 500, 1_000
# By hand: of each 35 tickets in a row (5 topics × 7), 25 are done, 5 of them leaks. A leak gives
# 30 minutes, «done» comes after two hours: 3,500 / 35 × 5 = 500 late. 21 of each 25 calls are
# «решено»: 840 closed, 160 back to work and still open. 120 + 3,500 − 840 = 2,780.
DONE, LATE, SOLVED, REWORK, CLOSING = 2_500, 500, 840, 160, 2_780

Event = tuple[dt.datetime, int, Callable[[], object]]


def _week(office: Office, organization: int, tickets: dict[int, int]) -> Iterator[Event]:
    def register(call: int) -> None:
        tickets[call] = new_ticket(office, TOPICS[call % 5])

    def hand_over(call: int) -> None:
        office.handovers.hand_over([tickets[call]], HandoverDraft(organization))

    def done(call: int) -> None:
        office.tickets.set_status(tickets[call], StatusChange(TicketStatus.DONE))

    for call in range(7 * A_DAY):
        day, minute = divmod(call, A_DAY)
        at = MONDAY + dt.timedelta(days=day, minutes=minute)
        yield at, call, lambda call=call: register(call)  # type: ignore[misc]  # bound
        sent = at + dt.timedelta(minutes=10)
        yield sent, call, lambda call=call: hand_over(call)  # type: ignore[misc]  # bound
        if call % 7 < 5:
            ready = at + dt.timedelta(hours=2)
            yield ready, call, lambda call=call: done(call)  # type: ignore[misc]  # bound


def test_the_week_comes_out_to_the_digit(
    office: Office, hand_clock: HandClock, figure: Callable[[str, object], None]
) -> None:
    """Balance, lateness per cycle and the share of «решено» are those counted by hand."""
    utility = OrganizationDraft(OrganizationKind.UTILITY, "АО «Теплосеть»")
    organization = office.organizations.add(utility).id
    hand_clock.moment = MONDAY - dt.timedelta(days=3)
    for _ in range(OPEN_BEFORE):
        new_ticket(office, "HEAT.CHARGE")
    tickets: dict[int, int] = {}
    for at, _, act in sorted(_week(office, organization, tickets), key=lambda e: e[:2]):
        hand_clock.moment = at
        act()
    hand_clock.moment = dt.datetime(2026, 10, 25, 19, 0)
    ready = [call for call in range(7 * A_DAY) if call % 7 < 5]
    for place, call in enumerate(ready[:CALLS]):
        solved = place % 25 < 21
        outcome = CallbackOutcome.SOLVED if solved else CallbackOutcome.REWORK
        office.callbacks.record(tickets[call], outcome, "" if solved else "холодно")
    first, last = MONDAY.date(), dt.date(2026, 10, 25)
    share, summary = office.callbacks.share(first, last), office.summaries.read(Span(first, last))
    balance, (executor,) = summary.balance, summary.executors
    assert (share.solved, share.rework) == (SOLVED, REWORK)
    assert share.solved / share.decided == 0.84
    assert (balance.opening, balance.received) == (OPEN_BEFORE, 7 * A_DAY)
    assert (balance.closed, balance.closing) == (SOLVED, CLOSING)
    assert (executor.executed, executor.termed - executor.in_term) == (DONE, LATE)
    assert is_balanced(balance)
    assert office.register.counts().open == CLOSING
    assert len(office.register.ids(RegisterQuery(statuses=(TicketStatus.REWORK,)))) == REWORK
    assert history.broken_link(office.desk.store) is None
    figure("неделя Уфы: звонков, решено, на доработку", f"{7 * A_DAY}, {SOLVED}, {REWORK}")
