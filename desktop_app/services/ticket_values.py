"""What a ticket's row and its first cycle hold, out of what a clerk typed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from db.connection import Store, Value
from db.queries.office_phones import search_digits
from desktop_app.core import clock, deadlines, flats
from desktop_app.core.enums import CloseResult, TicketStatus
from desktop_app.core.records.history import FieldChange
from desktop_app.core.records.reference import Deadline
from desktop_app.core.records.tickets import TicketDraft


def facts(store: Store, draft: TicketDraft) -> dict[str, Value]:
    """Return the columns a clerk types."""
    return {
        "source": draft.source.value,
        "kind": draft.kind.value,
        "building_id": draft.building_id,
        "address_text": "" if draft.building_id else draft.address_text.strip(),
        "premise": flats.plain(draft.premise),
        "entrance": draft.entrance.strip(),
        "floor": draft.floor.strip(),
        "applicant_name": draft.applicant_name.strip(),
        "phone": draft.phone.strip(),
        "phone_digits": search_digits(store, draft.phone),
        "no_phone": int(draft.no_phone),
        "topic_id": draft.topic_id,
        "details": draft.details,
        "organization_id": draft.organization_id,
        "is_emergency": int(draft.is_emergency),
        "is_control": int(draft.is_control),
        "is_vulnerable": int(draft.is_vulnerable),
        "room_temperature": draft.room_temperature,
    }


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A call on its way to a ticket: one that was explained at once is closed as it is made."""

    draft: TicketDraft
    term: Deadline | None
    now: dt.datetime

    def values(self, store: Store, number: str, clerk_id: int | None) -> dict[str, Value]:
        """Return all columns of the ticket."""
        draft, stamp = self.draft, clock.stamp(self.now)
        status = TicketStatus.CLOSED if self._explained else TicketStatus.NEW
        return {
            **facts(store, draft),
            "number": number,
            "registered_at": stamp,
            "received_at": clock.stamp(draft.received_at or self.now),
            "status": status.value,
            "status_at": stamp,
            "clerk_id": clerk_id,
            "is_repeat": int(draft.is_repeat or draft.repeat_of is not None),
            "incident_id": draft.incident_id,
            **self._term(),
            **self._end("close_result"),
            "answer": draft.explained.strip(),
        }

    def first_cycle(self, ticket_id: int) -> dict[str, Value]:
        """Return the columns of the first cycle."""
        return {
            "ticket_id": ticket_id,
            "number": 1,
            "opened_at": clock.stamp(self.now),
            **self._term(),
            **self._end("result"),
            "late_minutes": 0 if self._explained else None,
        }

    @property
    def _explained(self) -> bool:
        return bool(self.draft.explained.strip())

    def _term(self) -> dict[str, Value]:
        term = self.term
        return {
            "deadline_at": clock.stamp(term.due) if term else None,
            "deadline_basis": deadlines.hint(term) if term else "",
        }

    def _end(self, result: str) -> dict[str, Value]:
        """Return how it ended, `result` being the column that says so."""
        stamp = clock.stamp(self.now) if self._explained else None
        words = CloseResult.EXPLAINED.value if self._explained else None
        return {"done_at": stamp, "closed_at": stamp, result: words}


def kept(values: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """Return what a new ticket holds, empty columns left out."""
    return tuple(
        FieldChange(name, None, value)
        for name, value in values.items()
        if not isinstance(value, bytes) and value not in (None, "", 0)
    )
