"""Small builders for tests of services."""

import dataclasses
import datetime as dt
from typing import Any

from db import history
from desktop_app.core.enums import Entity
from desktop_app.core.records.balance import Balance
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.records.reference import DeadlineRule
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office

# For a connection past the program to a file it holds open: by default SQLite would delete the
# journal, and Windows deletes no file that is open.
OPEN_JOURNAL = "PRAGMA journal_mode = truncate"


class HandClock:
    """A clock that stands until the test moves it."""

    def __init__(self, moment: dt.datetime) -> None:
        """Start at a moment."""
        self.moment = moment

    def __call__(self) -> dt.datetime:
        """Return where the hands stand."""
        return self.moment

    def forward(self, **parts: float) -> dt.datetime:
        """Move the hands by a timedelta's parts and return the new moment."""
        self.moment += dt.timedelta(**parts)
        return self.moment


def draft(office: Office, topic: str = "HEAT.NO", **fields: Any) -> TicketDraft:
    """Return a complete draft; `fields` replace what a test is about."""
    values: dict[str, Any] = {
        "topic_id": office.reference.topic(topic).id,
        "details": "Холодные батареи с ночи",
        "address_text": "ул. Лесная, д. 3",
        "applicant_name": "Соколова Вера Андреевна",
        "phone": "8 900 555-18-63",
    }
    values.update(fields)
    return TicketDraft(**values)


def is_balanced(balance: Balance) -> bool:
    """Tell whether what was open, came, came back and was closed gives what is open now."""
    there = balance.opening + balance.received + balance.returned
    return there - balance.closed == balance.closing


def entries_of(office: Office, entity: Entity, entity_id: int) -> list[HistoryEntry]:
    """Return what was done to a record, oldest first."""
    return history.of_entity(office.desk.store, entity, entity_id)


def rules_of(office: Office, code: str) -> list[DeadlineRule]:
    """Return the rules of deadlines of a topic by its code, in their order."""
    topic = office.reference.topic(code).id
    return [rule for rule in office.reference.rules if rule.topic_id == topic]


def new_ticket(office: Office, topic: str = "HEAT.NO", **fields: Any) -> int:
    """Register a ticket and return its id."""
    return office.tickets.register(draft(office, topic, **fields)).id


def planned_visit(office: Office, draft: InspectionDraft, **fields: Any) -> int:
    """Plan a visit with some fields otherwise; return its id."""
    return office.inspections.plan(dataclasses.replace(draft, **fields)).id
