"""Tickets: what is typed, what lists show, what the card tells."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from desktop_app.core.changes import Changes
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverChannel,
    HandoverOutcome,
    HoldReason,
    LinkKind,
    Operation,
    TicketKind,
    TicketSource,
    TicketStatus,
)


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A call as typed; a house that is not in the book is named in `address_text`."""

    together: ClassVar = ("building_id", "address_text")

    topic_id: int | None
    details: str = ""
    building_id: int | None = None
    address_text: str = ""
    premise: str = ""
    entrance: str = ""
    floor: str = ""
    applicant_name: str = ""
    phone: str = ""
    no_phone: bool = False
    source: TicketSource = TicketSource.PHONE
    kind: TicketKind = TicketKind.REQUEST
    received_at: dt.datetime | None = None
    organization_id: int | None = None
    deadline_at: dt.datetime | None = None
    is_emergency: bool = False
    is_control: bool = False
    is_vulnerable: bool = False
    is_repeat: bool = False
    repeat_of: int | None = None
    incident_id: int | None = None
    room_temperature: float | None = None
    explained: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """The answer to a saved call: what is read aloud, and what changed."""

    id: int
    number: str
    due: dt.datetime | None
    basis: str
    organization: str
    changes: Changes


class TicketRow(NamedTuple):
    """A ticket as lists show it; a plain tuple, because pages of 200 are made on every scroll.

    `late_minutes` is the worst of all cycles: lateness of an earlier one is never erased.
    """

    id: int
    number: str
    registered_at: dt.datetime
    address: str
    premise: str
    topic: str
    organization: str
    status: TicketStatus
    deadline_at: dt.datetime | None
    done_at: dt.datetime | None
    closed_at: dt.datetime | None
    hold_until: dt.datetime | None
    close_result: CloseResult | None
    cancel_reason: CancelReason | None
    late_minutes: int | None
    applicant_name: str
    phone: str
    is_emergency: bool
    is_control: bool
    is_repeat: bool
    clerk: str
    source: TicketSource
    phone_digits: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """From opening or reopening to the end; its lateness is filled once and never cleared."""

    number: int
    reason: str
    opened_at: dt.datetime
    deadline_at: dt.datetime | None
    deadline_basis: str
    done_at: dt.datetime | None
    closed_at: dt.datetime | None
    result: str
    late_minutes: int | None
    paused_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Handover:
    """A ticket given to an outside organisation."""

    id: int
    cycle_number: int
    organization_id: int
    organization: str
    channel: HandoverChannel
    sent_at: dt.datetime
    accepted_by: str
    their_number: str
    promised_at: dt.datetime | None
    answered_at: dt.datetime | None
    answer: str
    outcome: HandoverOutcome
    clerk: str


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """A handover as typed; `each_own` sends every ticket to the executor named in it."""

    organization_id: int | None
    channel: HandoverChannel = HandoverChannel.PHONE
    accepted_by: str = ""
    their_number: str = ""
    promised_at: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    each_own: bool = False


@dataclass(frozen=True, slots=True)
class Callback:
    """One attempt to call the applicant back."""

    id: int
    cycle_number: int
    attempt: int
    made_at: dt.datetime
    outcome: CallbackOutcome
    remark: str
    next_call_at: dt.datetime | None
    clerk: str


@dataclass(frozen=True, slots=True)
class CallNote:
    """A repeat call on an open ticket."""

    made_at: dt.datetime
    caller_name: str
    details: str
    clerk: str


@dataclass(frozen=True, slots=True)
class TicketLinkView:
    """A linked ticket."""

    kind: LinkKind
    other_id: int
    other_number: str
    other_status: TicketStatus
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One readable line of history."""

    id: int
    at: dt.datetime
    occurred_at: dt.datetime
    clerk: str
    operation: Operation
    title: str
    details: str
    cycle_number: int
    status: TicketStatus | None


@dataclass(frozen=True, slots=True)
class TicketCard:
    """Everything about one ticket."""

    row: TicketRow
    version: int
    received_at: dt.datetime
    kind: TicketKind
    building_id: int | None
    full_address: str
    house_facts: str
    entrance: str
    floor: str
    no_phone: bool
    topic_id: int
    topic_path: str
    details: str
    organization_id: int | None
    is_vulnerable: bool
    incident_id: int | None
    room_temperature: float | None
    cycle_number: int
    deadline_basis: str
    hold_reason: HoldReason | None
    answer: str
    private_note: str
    cycles: tuple[Cycle, ...]
    handovers: tuple[Handover, ...]
    callbacks: tuple[Callback, ...]
    notes: tuple[CallNote, ...]
    links: tuple[TicketLinkView, ...]
    history: tuple[HistoryEvent, ...]
    inspections: tuple[str, ...] = ()
    tickets_week: int = 0

    @property
    def draft(self) -> TicketDraft:
        """The facts a form shows for editing."""
        return TicketDraft(
            topic_id=self.topic_id,
            details=self.details,
            building_id=self.building_id,
            address_text="" if self.building_id else self.row.address,
            premise=self.row.premise,
            entrance=self.entrance,
            floor=self.floor,
            applicant_name=self.row.applicant_name,
            phone=self.row.phone,
            no_phone=self.no_phone,
            source=self.row.source,
            kind=self.kind,
            organization_id=self.organization_id,
            is_emergency=self.row.is_emergency,
            is_control=self.row.is_control,
            is_vulnerable=self.is_vulnerable,
            room_temperature=self.room_temperature,
        )

    incident_title: str = ""
    held_from: TicketStatus | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A wish to change a status; `at` may be earlier than now, never before the last event."""

    to: TicketStatus
    at: dt.datetime | None = None
    note: str = ""
    result: CloseResult | None = None
    cancel_reason: CancelReason | None = None
    hold_until: dt.datetime | None = None
    hold_reason: HoldReason | None = None
