"""What became of the handovers to one organisation, counted over a period of sending."""

import datetime as dt
import statistics
from dataclasses import dataclass, field

from db.connection import Row, Store
from db.queries.slices import Axis, Slices
from db.queries.summary_tickets import midnight
from desktop_app.core import clock
from desktop_app.core.enums import CallbackOutcome, HandoverOutcome, TicketStatus
from desktop_app.core.records.answers import Scorecard

_HOUR = 3600
_WITH_EXECUTOR = (TicketStatus.SENT, TicketStatus.IN_PROGRESS)
# The last handover of a cycle answers for it: most clerks press «Исполнено» on the ticket and write
# no answer into the handover, and the applicant's verdict is about who did the work.
_HANDOVERS = Axis(
    "scorecard",
    """
SELECT h.ticket_id, h.outcome, h.sent_at, h.promised_at, h.answered_at, c.deadline_at, c.done_at,
    c.closed_at, t.status, NOT EXISTS (SELECT 1 FROM handover AS x WHERE x.ticket_id = h.ticket_id
        AND x.cycle_number = h.cycle_number AND (x.sent_at, x.id) > (h.sent_at, h.id)) AS is_last,
    (SELECT b.outcome FROM callback AS b WHERE b.ticket_id = h.ticket_id
        AND b.cycle_number = h.cycle_number AND b.outcome IN ('solved', 'rework')
        ORDER BY b.made_at, b.id LIMIT 1)
FROM handover AS h
JOIN ticket AS t ON t.id = h.ticket_id
JOIN ticket_cycle AS c ON c.ticket_id = h.ticket_id AND c.number = h.cycle_number
WHERE h.organization_id = :key AND h.sent_at >= :low AND h.sent_at < :high
""",
    "SELECT sent_at, organization_id FROM handover WHERE ticket_id IN ({marks})",
    keeps=True,
)


def scorecard(
    store: Store, organization_id: int, first: dt.date, last: dt.date, now: dt.datetime
) -> Scorecard:
    """Return the scorecard of handovers sent in inclusive days, as things stand at `now`."""
    slices = Slices(store, {})
    tally = _Tally(clock.stamp(now))
    for row in slices.settled(
        lambda read: read.read(
            _HANDOVERS, midnight(first), midnight(last + dt.timedelta(days=1)), organization_id
        ),
        lambda: list(slices.rows(_HANDOVERS)),
    ):
        tally.take(row[1:])
    median = statistics.median(tally.hours) if tally.hours else None
    return Scorecard(organization_id, first, last, **tally.counts, median_hours=median)


@dataclass(slots=True)
class _Tally:
    """Counts under the names of the scorecard's fields."""

    now: str
    counts: dict[str, int] = field(default_factory=dict)
    hours: list[float] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Count one handover; stored moments compare as their texts."""
        outcome, sent, promised, answered, deadline, done, closed, status, is_last, verdict = row
        self._count("handed")
        # The next cycle's handover marks that of an ended cycle replaced: it was done all the same.
        if outcome == HandoverOutcome.RETURNED or (
            outcome == HandoverOutcome.REPLACED and not is_last
        ):
            self._count(outcome)
            return
        # A ticket marked done is an answer of whoever has it at the time.
        said = answered if outcome == HandoverOutcome.DONE else (done if is_last else None)
        if said is None:
            self._unanswered(promised, closed, status)
            return
        self._answer(sent, said, promised, deadline)
        if is_last and verdict:
            self._count("called")
            self._count("rework", if_true=verdict == CallbackOutcome.REWORK)

    def _answer(self, sent: str, said: str, promised: str | None, deadline: str | None) -> None:
        self._count("answered")
        for name, kept, limit in (
            ("promised", "in_promise", promised),
            ("with_term", "in_term", deadline),
        ):
            if limit is not None:
                self._count(name)
                self._count(kept, if_true=said <= limit)
        waited = clock.unstamp(said) - clock.unstamp(sent)
        self.hours.append(waited.total_seconds() / _HOUR)

    def _unanswered(self, promised: str | None, closed: str | None, status: str) -> None:
        self._count("dropped" if closed else "waiting")
        late = promised is not None and promised < self.now
        self._count("overdue", if_true=late and status in _WITH_EXECUTOR and not closed)

    def _count(self, name: str, *, if_true: bool = True) -> None:
        self.counts[name] = self.counts.get(name, 0) + if_true
