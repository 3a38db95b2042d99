"""How organisations answer what was handed to them: broken promises and the scorecard."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A handover whose promised moment has passed without an answer."""

    ticket_id: int
    number: str
    organization_id: int
    organization: str
    address: str
    topic: str
    sent_at: dt.datetime
    promised_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What became of the handovers to one organisation sent in inclusive days.

    handed = answered + returned + replaced + dropped + waiting.

    `answered`: the organisation said done, or the clerk marked the ticket done while it was with
    it. `in_promise` of `promised` answers came by the promised moment, `in_term` of `with_term` by
    the ticket's own term. `returned` sent back undone, `replaced` handed over anew before an
    answer, `dropped` ended without work (cancelled). `overdue` of `waiting` are past their promise
    now. `called` answers have a decisive callback, `rework` of them the applicant did not confirm.
    `median_hours` from handing over to the answer; None without answers.
    """

    organization_id: int
    first: dt.date
    last: dt.date
    handed: int = 0
    answered: int = 0
    promised: int = 0
    in_promise: int = 0
    with_term: int = 0
    in_term: int = 0
    returned: int = 0
    replaced: int = 0
    dropped: int = 0
    waiting: int = 0
    overdue: int = 0
    called: int = 0
    rework: int = 0
    median_hours: float | None = None

    @property
    def rework_share(self) -> float | None:
        """Return rework / called as a part of one; None before the first decisive call."""
        return self.rework / self.called if self.called else None
