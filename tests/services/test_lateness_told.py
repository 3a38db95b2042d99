"""Lateness of a ticket: the list, the journal and the summary tell one thing."""

import datetime as dt
from pathlib import Path

from db.queries import journal
from desktop_app.core.enums import CallbackOutcome, TicketStatus
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.summary_periods import Span
from desktop_app.services.office import Office
from desktop_app.ui.pages.ticket_columns import deadline_of
from tests.services.fixtures import HandClock, new_ticket


def test_lateness_of_an_earlier_cycle_is_told_everywhere(
    office: Office, hand_clock: HandClock, tmp_path: Path
) -> None:
    """Late, called back, returned, then done in time: it was late, whoever is asked."""
    began = hand_clock().date()
    ticket = new_ticket(office)
    hand_clock.forward(hours=20)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "холодно")
    hand_clock.forward(minutes=30)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.SOLVED)
    (row,) = office.register.page(office.register.ids(RegisterQuery()))
    (line,) = journal.rows(office.desk.store, [ticket])
    assert row.late_minutes == line.late_minutes == 240
    assert deadline_of(row).text == "с опозданием на 4\N{NO-BREAK SPACE}ч"
    summary = office.summaries.read(Span(began, began + dt.timedelta(days=2)))
    assert (summary.with_term, summary.in_term) == (1, 0)
    exported = office.exports.journal(RegisterQuery(), tmp_path / "журнал.xlsx")
    assert exported.rows == 1
