"""A line of another journal, ready to be written as a ticket."""

from dataclasses import astuple, dataclass
from typing import Any

from db.connection import Value
from desktop_app.core import clock, deadlines
from desktop_app.core.enums import CloseResult, TicketKind, TicketSource, TicketStatus


@dataclass(frozen=True, slots=True)
class PreparedTicket:
    """What one row gives; moments are stored forms, `closed` is "" while the ticket is open.

    `due` is "" and `basis` empty where there is no term.
    """

    row: int
    number: str
    registered: str
    closed: str
    building_id: int
    premise: str
    applicant: str
    phone: str
    phone_digits: str
    topic_id: int
    details: str
    company: str
    is_emergency: bool
    answer: str
    note: str
    file_id: str
    parent_id: str
    due: str
    basis: str

    def packed(self) -> list[Any]:
        """Return the form a spool keeps."""
        return list(astuple(self))

    def facts(self, organization_id: int | None) -> dict[str, Value]:
        """Return the columns a later import of the same journal may bring up to date."""
        closed = self.closed or None
        going = TicketStatus.IN_PROGRESS if organization_id else TicketStatus.NEW
        return {
            "building_id": self.building_id,
            "premise": self.premise,
            "applicant_name": self.applicant,
            "phone": self.phone,
            "phone_digits": self.phone_digits,
            "no_phone": int(not self.phone),
            "topic_id": self.topic_id,
            "details": self.details,
            "status": (TicketStatus.CLOSED if closed else going).value,
            "status_at": closed or self.registered,
            "organization_id": organization_id,
            "is_emergency": int(self.is_emergency),
            "done_at": closed,
            "closed_at": closed,
            "close_result": CloseResult.IMPORTED.value if closed else None,
            "answer": self.answer,
            "private_note": self.note,
        }

    def columns(self, organization_id: int | None, batch_id: int) -> dict[str, Value]:
        """Return the columns of a new ticket."""
        return {
            "number": self.number,
            "registered_at": self.registered,
            "received_at": self.registered,
            "source": TicketSource.IMPORTED.value,
            "kind": TicketKind.REQUEST.value,
            "batch_id": batch_id,
            **self.facts(organization_id),
            **self.term(),
        }

    def cycle(self) -> dict[str, Value]:
        """Return the columns of its only cycle that follow from the end of the work."""
        closed = self.closed or None
        result = CloseResult.IMPORTED.value if closed else None
        return {"done_at": closed, "closed_at": closed, "result": result}

    def term(self) -> dict[str, Value]:
        """Return the columns of its term, the same for the ticket and for its cycle."""
        return {"deadline_at": self.due or None, "deadline_basis": self.basis}

    def late_minutes(self, due: str) -> int | None:
        """Return by how much the work was late against a term; None while open or without one."""
        if not self.closed or not due:
            return None
        return deadlines.late_minutes(clock.unstamp(due), clock.unstamp(self.closed))


def unpack(packed: list[Any]) -> PreparedTicket:
    """Return a ticket from the form a spool keeps."""
    return PreparedTicket(*packed)
