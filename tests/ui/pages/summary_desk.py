"""What tests of «Сводка» stand on: an office of two weeks, and what a clerk sees of its section."""

import datetime as dt
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.core.enums import CallbackOutcome, TicketStatus
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from desktop_app.ui.pages.summary.page import SummaryPage
from desktop_app.ui.pages.tickets.page import TicketsPage
from tests.factories import new_company
from tests.journeys.clerk import ClerkAtKeys
from tests.services.fixtures import HandClock, new_ticket
from tests.workplaces import seated_office

TUESDAY = dt.datetime(2026, 11, 24, 9, 41)


def two_weeks(path: Path, hand_clock: HandClock) -> Office:
    """Return an office with two weeks behind it: 4 tickets, then 7; two solved, one back."""
    opened = seated_office(path, hand_clock)
    company = new_company(opened.organizations)
    hand_clock.moment = dt.datetime(2026, 11, 10, 9)
    for _ in range(4):
        new_ticket(opened, "HEAT.OVER")
    hand_clock.moment = dt.datetime(2026, 11, 17, 9)
    week = [new_ticket(opened, topic) for topic in ("HEAT.NO", "HEAT.NO", "HEAT.NO", "HEAT.AIR")]
    week += [new_ticket(opened, "HEAT.CHARGE", explained="Разъяснено") for _ in range(3)]
    opened.handovers.hand_over(week[:3], HandoverDraft(company))
    hand_clock.forward(hours=2)
    opened.tickets.set_statuses(week[:3], StatusChange(TicketStatus.DONE))
    hand_clock.forward(hours=20)
    for ticket in week[:2]:
        opened.callbacks.record(ticket, CallbackOutcome.SOLVED)
    opened.callbacks.record(week[2], CallbackOutcome.REWORK, "снова холодно")
    hand_clock.moment = TUESDAY
    return opened


def page(clerk: ClerkAtKeys) -> SummaryPage:
    """Return the section."""
    return cast(SummaryPage, clerk.window.page("summary"))


def tickets(clerk: ClerkAtKeys) -> TicketsPage:
    """Return the section it leads to."""
    return cast(TicketsPage, clerk.window.page("tickets"))


def values(clerk: ClerkAtKeys) -> list[str]:
    """Return the figures of the equation."""
    return [plain(term.value) for term in page(clerk).view.balance.terms]


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def choose(clerk: ClerkAtKeys, words: str) -> None:
    """Choose a line of the open menu by its words."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().startswith(words))
    menu.close()
    action.trigger()
    clerk.wait()
