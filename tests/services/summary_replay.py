"""Seasons of the two offices (PRODUCT.md), replayed through the services, a transaction each."""

import datetime as dt
import itertools
from collections.abc import Iterator

from desktop_app.core.enums import CallbackOutcome, OrganizationKind, TicketSource, TicketStatus
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, new_ticket

UFA_MONDAY = dt.datetime(2026, 10, 5, 8, 0)
UFA_WEEKS = (3_500, 3_200, 2_900, 2_400, 1_393, 1_312, 795)
UFA_TOPICS = ("HEAT.START", "HEAT.AIR", "HEAT.OVER", "HEAT.LEAK")
UFA_BILLING, UFA_CALLS, UFA_SOLVED = 481, 1_000, 840

MURMANSK_DAYS = 60
MURMANSK_FIRST = dt.datetime(2026, 9, 26, 9, 0)
MURMANSK_CALLS, MURMANSK_WRITTEN, MURMANSK_TOLD, MURMANSK_LAST_DAY = 2_000, 400, 1_500, 200
MURMANSK_TOPICS = ("MSW.CONTRACT", "MSW.CHARGE", "MSW.SCHED", "MSW.SEP")


def replay_ufa(office: Office, clock: HandClock) -> None:
    """15,500 calls in seven weeks, 481 of them on billing; 1,000 called back, 84 % solved."""
    utility = OrganizationDraft(OrganizationKind.UTILITY, "АО «Теплосеть»")
    with office.desk.store.write():
        organization = office.organizations.add(utility).id
        last = _ufa_calls(office, clock)
        clock.moment = dt.datetime(2026, 11, 20, 9, 0)
        called = last[:UFA_CALLS]
        office.handovers.hand_over(called, HandoverDraft(organization))
        clock.forward(hours=8)
        office.tickets.set_statuses(called, StatusChange(TicketStatus.DONE))
        clock.forward(hours=20)
        for place, ticket in enumerate(called):
            solved = place < UFA_SOLVED
            outcome = CallbackOutcome.SOLVED if solved else CallbackOutcome.REWORK
            office.callbacks.record(ticket, outcome, "" if solved else "снова холодно")


def _ufa_calls(office: Office, clock: HandClock) -> list[int]:
    """Register the calls; return those on heating, the latest first."""
    heating: list[int] = []
    topics = itertools.cycle(UFA_TOPICS)
    every = sum(UFA_WEEKS) // UFA_BILLING  # each so-many-th is on billing, answered at once
    numbers = itertools.count()
    billed = 0
    for week, count in enumerate(UFA_WEEKS):
        monday = UFA_MONDAY + dt.timedelta(weeks=week)
        for moment in _spread(monday, 7, count):
            clock.moment = moment
            if next(numbers) % every == 0 and billed < UFA_BILLING:
                billed += 1
                new_ticket(office, "HEAT.CHARGE", explained="Разъяснён порядок начисления")
            else:
                heating.append(new_ticket(office, next(topics)))
    assert billed == UFA_BILLING
    return heating[::-1][795:]  # the last week stays open, so that both figures can be told


def replay_murmansk(office: Office, clock: HandClock) -> None:
    """2,000 calls in two months, 1,500 answered at once, 400 written applications in person."""
    calls = _days_of(MURMANSK_CALLS - MURMANSK_LAST_DAY, MURMANSK_DAYS - 1)
    calls.append(MURMANSK_LAST_DAY)
    written = _days_of(MURMANSK_WRITTEN, MURMANSK_DAYS - 1)
    topics = itertools.cycle(MURMANSK_TOPICS)
    told = itertools.count()
    with office.desk.store.write():
        for day in range(MURMANSK_DAYS):
            morning = MURMANSK_FIRST + dt.timedelta(days=day)
            for moment in _spread(morning, 1, calls[day]):
                clock.moment = moment
                answer = "Ответ по сценарию" if next(told) < MURMANSK_TOLD else ""
                new_ticket(office, next(topics), explained=answer)
            for moment in _spread(morning, 1, written[day] if day < len(written) else 0):
                clock.moment = moment
                new_ticket(office, next(topics), source=TicketSource.VISIT)


def _spread(morning: dt.datetime, days: int, count: int) -> Iterator[dt.datetime]:
    """Yield so many moments over working hours of days."""
    for place in range(count):
        day, rest = divmod(place * days, count)
        yield morning + dt.timedelta(days=day, seconds=rest * 36_000 // count)


def _days_of(total: int, days: int) -> list[int]:
    """Return a total dealt to days as evenly as it goes."""
    return [total * (day + 1) // days - total * day // days for day in range(days)]
