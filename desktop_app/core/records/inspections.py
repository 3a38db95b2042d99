"""Commission visits and the paper that comes of them."""

import datetime as dt
from dataclasses import dataclass, field

from desktop_app.core.enums import (
    Access,
    ActKind,
    InspectionStatus,
    MemberRole,
    RemedyState,
    SignatureState,
    Verdict,
)
from desktop_app.core.records.reference import Instrument


@dataclass(frozen=True, slots=True)
class Member:
    """A participant of a visit."""

    name: str
    post: str = ""
    organization: str = ""
    role: MemberRole = MemberRole.AUTHORITY
    signature: SignatureState = SignatureState.PENDING
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measured value; the norm is copied beside it, so that the act says what was in force.

    `block` groups rows of the act: «input» house input, «unit» after the heating unit, «room»
    control rooms, «hot_water» taps. `chart_value` is what the utility's temperature chart demands.
    """

    block: str
    place: str
    quantity: str
    unit: str = "°C"
    value: float | None = None
    chart_value: float | None = None
    norm_min: float | None = None
    norm_max: float | None = None
    tolerance: str = ""
    basis: str = ""
    measured_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a measurement says: verdict, deviation in its own unit, words for screen and act."""

    verdict: Verdict
    deviation: float | None
    norm_text: str
    words: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What must be done, by whom and until when."""

    what: str
    organization_id: int | None = None
    responsible: str = ""
    due_on: dt.date | None = None
    state: RemedyState = RemedyState.NEW
    fixed_on: dt.date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class InspectionDraft:
    """A visit as typed."""

    building_id: int
    kind: ActKind = ActKind.COOLANT
    premise: str = ""
    basis: str = ""
    planned_at: dt.datetime | None = None
    started_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    access: Access = Access.GRANTED
    outdoor_temperature: float | None = None
    outdoor_daily: float | None = None
    outdoor_source: str = ""
    system_text: str = ""
    chart_text: str = ""
    heat_meter: str = ""
    condition_text: str = ""
    conclusions: str = ""
    attachments_text: str = ""
    special_opinion: str = ""
    next_visit_on: dt.date | None = None
    ticket_ids: tuple[int, ...] = ()
    members: tuple[Member, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """A visit as lists show it."""

    id: int
    number: str
    kind: ActKind
    status: InspectionStatus
    address: str
    visited_at: dt.datetime | None
    tickets: int
    violations: int
    open_remedies: int


@dataclass(frozen=True, slots=True)
class InspectionCard:
    """Everything about one visit."""

    id: int
    version: int
    number: str
    status: InspectionStatus
    address: str
    full_address: str
    draft: InspectionDraft
    judgements: tuple[Judgement, ...]
    ticket_numbers: tuple[str, ...]
    issued: tuple["IssuedAct", ...]


@dataclass(frozen=True, slots=True)
class IssuedAct:
    """An act as it left the office; the file itself stays in the database."""

    id: int
    issue: int
    issued_at: dt.datetime
    sha256: str
    size: int
    cancelled_at: dt.datetime | None
    cancel_reason: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """A measurement row of the paper, already worded."""

    place: str
    quantity: str
    unit: str
    norm: str
    value: str
    deviation: str
    deviation_percent: str
    tolerance: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ActTable:
    """A table of the paper with its caption."""

    title: str
    rows: tuple[ActRow, ...]


@dataclass(frozen=True, slots=True)
class ActSignature:
    """A line to sign."""

    name: str
    post: str
    role: str
    state: SignatureState
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ActDocument:
    """Everything an act says, in words; the printer adds nothing of its own.

    `facts` are label and text pairs printed as paragraphs; empty text prints an empty line to be
    filled by hand. `is_blank` prints every field empty for the site.
    """

    kind: ActKind
    number: str
    office: str
    place: str
    date: str
    title: str
    is_blank: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()
    tables: tuple[ActTable, ...] = ()
    instruments: tuple[str, ...] = ()
    condition: str = ""
    conclusions: tuple[str, ...] = ()
    remedies: tuple[tuple[str, str, str, str], ...] = ()
    next_visit: str = ""
    attachments: str = ""
    copies: tuple[str, ...] = ()
    signatures: tuple[ActSignature, ...] = ()
    special_opinion: str = ""
    refusal: str = ""
    footer: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)
