"""What a journal is, how a clerk wants it laid out, and what one export asks for."""

import datetime as dt
from dataclasses import dataclass, field

from desktop_app.core.enums import (
    CallbackOutcome,
    HandoverChannel,
    HandoverOutcome,
    IncidentKind,
    InspectionStatus,
    Service,
)
from desktop_app.core.records.destruction import Subject
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.sheets import SheetColumn


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal: its key on the command line, title, word for its rows (1, 2, 5), columns.

    `dated` names what the period is of; empty: the journal has no period. `every` says «all of it»
    where conditions of the register may narrow it.
    """

    key: str
    title: str
    words: tuple[str, str, str]
    columns: tuple[SheetColumn, ...]
    dated: str = ""
    every: str = ""

    @property
    def by_tickets(self) -> bool:
        """Tell whether conditions of the register narrow it."""
        return bool(self.every)


@dataclass(frozen=True, slots=True)
class JournalLayout:
    """Columns in the order wanted as (key, heading), none: all of the journal's own.

    `group` is the key of the column whose equal values stand together, "" for none.
    """

    columns: tuple[tuple[str, str], ...] = ()
    group: str = ""
    totals: bool = False


@dataclass(frozen=True, slots=True)
class JournalOrder:
    """One export: which journal, of what, laid out how, with whose permission."""

    journal: Journal
    query: RegisterQuery = field(default_factory=RegisterQuery)
    layout: JournalLayout = field(default_factory=JournalLayout)
    depersonalised: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TicketLine:
    """What every journal about something done to a ticket tells of the ticket itself."""

    id: int
    number: str
    house: str
    address_text: str
    premise: str
    service: Service
    topic: str
    organization: str
    cycle: int
    clerk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine(TicketLine):
    """A handover as its journal tells it; `organization` is to whom."""

    sent_at: dt.datetime
    channel: HandoverChannel
    accepted_by: str
    their_number: str
    promised_at: dt.datetime | None
    answered_at: dt.datetime | None
    answer: str
    outcome: HandoverOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine(TicketLine):
    """A callback as its journal tells it; `ended_at` is when the executor had finished."""

    attempt: int
    made_at: dt.datetime
    ended_at: dt.datetime | None
    outcome: CallbackOutcome
    remark: str
    next_call_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A commission visit; `members` are (role, post, organisation, name, signature) as stored."""

    id: int
    number: str
    kind: str
    status: InspectionStatus
    at: dt.datetime | None
    house: str
    premise: str
    basis: str
    access: str
    next_visit_on: dt.date | None
    tickets: tuple[str, ...]
    members: tuple[tuple[str, str, str, str, str], ...]
    measured: tuple[str, ...]
    measurements: int
    violations: int
    remedies: int
    open_remedies: int
    due_on: dt.date | None
    issued_at: dt.datetime | None
    sha256: str
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class OutageLine:
    """An outage as a fact of a broken service (ПП 354, п. 104)."""

    id: int
    kind: IncidentKind
    service: str
    title: str
    cause: str
    organization: str
    started_at: dt.datetime
    planned_end: dt.datetime | None
    ended_at: dt.datetime | None
    authority_told_at: dt.datetime | None
    consumers_told_at: dt.datetime | None
    houses: tuple[str, ...]
    tickets: int
    authority_told_way: str
    consumers_told_way: str


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """An instrument of measuring."""

    id: int
    title: str
    serial: str
    certificate: str
    accuracy: str
    verified_until: dt.date | None
    is_active: bool
    uses: int


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A file that left the office or a look at a card (152-ФЗ ст. 19); `what` is the record."""

    id: int
    at: dt.datetime
    clerk: str
    action: str
    what: str
    file: str = ""
    rows: int | None = None
    period: str = ""
    conditions: str = ""
    is_personal: bool | None = None
    reason: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class DestructionLine:
    """An act of destroying personal data; `events` are (ticket or visit, closed on, held)."""

    id: int
    number: str
    made_at: dt.datetime
    closed_before: dt.date
    basis: str
    tickets: int
    entries: int
    events: tuple[tuple[str, dt.date, str], ...]
    clerk: str
    post: str

    @property
    def subject(self) -> Subject:
        """Whose data the act destroyed."""
        return Subject.of_events(self.events)
