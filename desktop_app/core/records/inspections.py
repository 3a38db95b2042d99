"""Commission visits as typed, listed and shown; the paper is in core.records.acts."""

import datetime as dt
import enum
from dataclasses import dataclass

from desktop_app.core.changes import Changes
from desktop_app.core.enums import (
    Access,
    ActKind,
    AnswerOutcome,
    InspectionStatus,
    MemberRole,
    RemedyState,
    SignatureState,
    TicketStatus,
    Verdict,
)
from desktop_app.core.records.history import HistoryEntry
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

    @property
    def known_as(self) -> tuple[object, ...]:
        """What a row is known by, whatever was written into it since."""
        return (self.name,)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measured value; the norm is copied beside it, so that the act says what was in force.

    `block` groups rows of the act: «input» house input, «unit» after the heating unit, «room»
    control rooms, «hot_water» taps. `chart_value` is what the utility's temperature chart demands,
    `readings` are the single measurements whose average is `value`, where there were several.
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
    readings: tuple[float, ...] = ()

    @property
    def known_as(self) -> tuple[object, ...]:
        """What a row is known by, whatever was written into it since."""
        return self.block, self.place, self.quantity


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

    @property
    def known_as(self) -> tuple[object, ...]:
        """What a row is known by, whatever was written into it since."""
        return (self.what,) if self.id is None else (self.id,)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written to a question only some kinds of acts ask; `field` is the question's key."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture the act shows: an attached file of the visit and the words under it."""

    attachment_id: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class InspectionDraft:
    """A visit as typed; `previous_id` is the visit this one checks again."""

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
    method_text: str = ""
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
    answers: tuple[Answer, ...] = ()
    photos: tuple[Photo, ...] = ()
    previous_id: int | None = None

    def answer(self, field: str) -> str:
        """Return what was written to a question, "" where nothing was."""
        return next((said.text for said in self.answers if said.field == field), "")


@dataclass(frozen=True, slots=True)
class SavedInspection:
    """The answer to a saved visit."""

    id: int
    number: str
    version: int
    changes: Changes


class InspectionSort(enum.StrEnum):
    """Columns the list of visits sorts by."""

    NUMBER = "number"
    KIND = "kind"
    ADDRESS = "address"
    VISITED = "visited"
    STATUS = "status"
    TICKETS = "tickets"
    VIOLATIONS = "violations"
    OPEN_REMEDIES = "open_remedies"


@dataclass(frozen=True, slots=True)
class InspectionQuery:
    """A question to the list of visits; every word of `text` stands in the number or address."""

    text: str = ""
    status: InspectionStatus | None = None
    building_id: int | None = None
    sort: InspectionSort = InspectionSort.VISITED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """A visit as lists show it; `visited_at` is when it was made, or for when it is planned."""

    id: int
    number: str
    kind: ActKind
    status: InspectionStatus
    address: str
    visited_at: dt.datetime | None
    tickets: int
    violations: int
    open_remedies: int
    next_due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OpenRemedy:
    """A remedy not yet fixed, as the list of what is followed shows it."""

    id: int
    inspection_id: int
    number: str
    address: str
    what: str
    responsible: str
    due_on: dt.date | None
    state: RemedyState


@dataclass(frozen=True, slots=True)
class TicketAnswer:
    """A ticket of a visit and what the act does to it; `allowed` are the ways its status leaves.

    `organization_id` is who gets it when it is handed over, `promised_on` the term of that
    organisation's remedy.
    """

    id: int
    number: str
    premise: str
    applicant: str
    status: TicketStatus
    allowed: tuple[AnswerOutcome, ...]
    outcome: AnswerOutcome
    organization_id: int | None = None
    promised_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ActAnswers:
    """An answer to all tickets of an act at once, each to its own executor."""

    inspection_id: int
    number: str
    text: str
    tickets: tuple[TicketAnswer, ...]


@dataclass(frozen=True, slots=True)
class IssuedAct:
    """An act as it left the office; the file itself stays in the database."""

    id: int
    inspection_id: int
    issue: int
    issued_at: dt.datetime
    sha256: str
    size: int
    cancelled_at: dt.datetime | None = None
    cancel_reason: str = ""


@dataclass(frozen=True, slots=True)
class VisitLink:
    """Another visit of the same matter: the first one, or a later check."""

    id: int
    number: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class InspectionCard:
    """Everything about one visit; `waiting_numbers` are its tickets nobody has answered yet."""

    id: int
    version: int
    number: str
    status: InspectionStatus
    address: str
    full_address: str
    house_words: str
    created_at: dt.datetime
    draft: InspectionDraft
    judgements: tuple[Judgement, ...]
    ticket_numbers: tuple[str, ...]
    issued: tuple[IssuedAct, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    previous: VisitLink | None = None
    later: tuple[VisitLink, ...] = ()
    waiting_numbers: tuple[str, ...] = ()

    @property
    def live_act(self) -> IssuedAct | None:
        """Return the issued act that was not cancelled, if there is one."""
        return next((act for act in self.issued if act.cancelled_at is None), None)
