"""A summary for the штаб: figures and names, nothing of persons; kept whole when it is issued."""

import datetime as dt
from dataclasses import dataclass, field

from desktop_app.core.changes import Changes
from desktop_app.core.records.balance import Balance
from desktop_app.core.records.callbacks import CallShare
from desktop_app.core.summary_periods import Span, SummaryForm


@dataclass(frozen=True, slots=True)
class Considered:
    """How many came, and how many of them were answered."""

    received: int = 0
    considered: int = 0


@dataclass(frozen=True, slots=True)
class SpanCount:
    """What a span of days brought: a week of the chart, a day, a month."""

    first: dt.date
    last: dt.date
    received: int
    closed: int = 0


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic: received, the same before and since the season began, and what became of it.

    Several topics may stand in one line; billing always does. `done` were reported done or closed,
    `overdue` of the rest are past their term.
    """

    title: str
    topic_ids: tuple[int, ...]
    received: int
    previous: int
    season: int
    done: int
    overdue: int
    is_billing: bool = False

    @property
    def in_work(self) -> int:
        """How many are not done yet."""
        return self.received - self.done


@dataclass(frozen=True, slots=True)
class ExecutorLine:
    """An organisation: tickets handed to it in these days and what became of them.

    `executed` are reported done, `with_term` of them had a term and `in_term` kept it; `overdue`
    are neither done nor given back though their term has passed. `solved` and `rework` are first
    decisive calls made in these days about its work.

    `with_term` is None in summaries issued before it was counted: those held `in_term` against all.
    """

    organization_id: int
    name: str
    handed: int = 0
    executed: int = 0
    in_term: int = 0
    overdue: int = 0
    solved: int = 0
    rework: int = 0
    with_term: int | None = None

    @property
    def termed(self) -> int:
        """How many of the executed `in_term` is a part of."""
        return self.executed if self.with_term is None else self.with_term

    @property
    def decided(self) -> int:
        """How many calls were decisive."""
        return self.solved + self.rework


@dataclass(frozen=True, slots=True)
class CallLine(CallShare):
    """Calls: cycles whose first decisive call was in these days, and those nobody answered.

    Their tickets may be fewer: one sent to rework twice is two cycles. 0: nobody counted them.
    """

    solved_tickets: int = 0
    rework_tickets: int = 0
    unreached_tickets: int = 0


@dataclass(frozen=True, slots=True)
class HotHouse:
    """A house with repeated tickets: how many in these days, on what, and what was decided."""

    building_id: int
    address: str
    tickets: int
    topic: str
    visit: str = ""


@dataclass(frozen=True, slots=True)
class VisitLine:
    """Visits made or planned for these days, acts issued, remedies asked for and fixed."""

    visits: int = 0
    acts: int = 0
    remedies: int = 0
    fixed: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class OutageLine:
    """Outages begun in these days and houses they are over."""

    outages: int = 0
    houses: int = 0


@dataclass(frozen=True, slots=True)
class WasteSite:
    """A container site with collections missed in these days, and what became of them."""

    name: str
    delays: int
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """A ticket of personal reception without personal data: the house, never the flat."""

    number: str
    received_at: dt.datetime
    address: str
    topic: str
    executor: str
    status: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a summary.

    `at` is the moment up to which figures are counted: the end of the last day, or `made_at` while
    it runs. `peak` is the busiest week of the season before these days. `season` counts from
    `season_first` to the last day. `in_term` are those of the closed `with_term` that were never
    late; None there: the summary was issued before it was counted, as in `ExecutorLine`.
    """

    form: SummaryForm
    span: Span
    previous: Span
    made_at: dt.datetime
    at: dt.datetime
    season_start: str
    office: tuple[str, ...]
    author: str
    author_post: str
    balance: Balance
    in_term: int
    cancelled: int
    overdue: int
    previous_received: int
    season_first: dt.date
    season: int
    calls: CallLine
    billing: Considered
    repeated: int
    repeated_houses: int
    consulted: int
    phone: int
    reception: int
    reception_told: int
    higher: Considered
    waste: Considered
    visits: VisitLine
    outages: OutageLine
    peak: SpanCount | None = None
    spans: tuple[SpanCount, ...] = ()
    days: tuple[SpanCount, ...] = ()
    topics: tuple[TopicLine, ...] = ()
    executors: tuple[ExecutorLine, ...] = ()
    houses: tuple[HotHouse, ...] = ()
    sites: tuple[WasteSite, ...] = ()
    visitors: tuple[ReceptionRow, ...] = ()
    with_term: int | None = None

    @property
    def ended(self) -> int:
        """How many were closed, the cancelled left out."""
        return self.balance.closed - self.cancelled

    @property
    def termed(self) -> int:
        """How many of the closed `in_term` is a part of."""
        return self.ended if self.with_term is None else self.with_term

    @property
    def is_running(self) -> bool:
        """Tell whether the days were not over yet when they were counted."""
        return self.at < dt.datetime.combine(self.span.last + dt.timedelta(days=1), dt.time())

    @property
    def received(self) -> int:
        """How many came."""
        return self.balance.received


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issued summary as lists show it; `sha256` is the fingerprint of its figures."""

    id: int
    number: str
    form: SummaryForm
    span: Span
    issued_at: dt.datetime
    clerk: str
    received: int
    closing: int
    sha256: str
    cancelled_at: dt.datetime | None = None
    cancel_reason: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """The answer to an issue."""

    row: IssueRow
    changes: Changes = field(default_factory=Changes)
