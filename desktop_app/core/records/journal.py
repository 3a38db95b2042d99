"""A ticket as the journal tells it, and what an export gives back."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.changes import Changes
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverChannel,
    Priority,
    Service,
    TicketKind,
    TicketSource,
    TicketStatus,
)


@dataclass(frozen=True, slots=True)
class JournalHandover:
    """The handover a journal tells of: the last one, or the first to a utility (ПП 354, п. 108)."""

    sent_at: dt.datetime
    channel: HandoverChannel
    accepted_by: str
    their_number: str


@dataclass(frozen=True, slots=True)
class JournalCall:
    """The last callback of a ticket and how many there were."""

    made_at: dt.datetime
    outcome: CallbackOutcome
    remark: str
    attempts: int


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A ticket with everything the journal has a column for (domain/journal_columns.csv).

    `house` is the address of the book down to the house, empty when the ticket names none of the
    book; then `address_text` holds what was said. `late_minutes` is the worst of all cycles,
    `restored_at` the end of the outage it belongs to.
    """

    id: int
    number: str
    registered_at: dt.datetime
    source: TicketSource
    clerk: str
    applicant_name: str
    phone: str
    house: str
    address_text: str
    premise: str
    entrance: str
    floor: str
    door_code: str
    service: Service
    topic: str
    priority: Priority
    is_emergency: bool
    details: str
    room_temperature: float | None
    cause: str
    organization: str
    deadline_at: dt.datetime | None
    is_repeat: bool
    status: TicketStatus
    close_result: CloseResult | None
    cancel_reason: CancelReason | None
    answer: str
    done_at: dt.datetime | None
    closed_at: dt.datetime | None
    late_minutes: int | None
    check_at: dt.datetime | None = None
    utility_told: JournalHandover | None = None
    handed_over: JournalHandover | None = None
    earlier: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    call: JournalCall | None = None
    closed_by: str = ""
    received_at: dt.datetime | None = None
    kind: TicketKind | None = None
    restored_at: dt.datetime | None = None
    phone_digits: str = ""


@dataclass(frozen=True, slots=True)
class FilterNames:
    """Names behind the ids of a register question."""

    topics: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    building: str = ""
    street: str = ""
    clerk: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that left the office; `notices` say what was not written as it is stored."""

    path: Path
    rows: int
    sha256: str
    notices: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)
