"""Calling back: the queue, one call, the day's figures, the share of «решено»."""

import datetime as dt
from dataclasses import dataclass

from desktop_app.core.enums import Service, Titled
from desktop_app.core.records.tickets import Callback, TicketRow
from desktop_app.core.shares import whole_percent


class CallSort(Titled):
    """Orders of the queue; in each, agreed calls that are due come first and later ones last."""

    DONE = "done", "По дате исполнения"
    ADDRESS = "address", "По домам"
    ORGANIZATION = "organization", "По исполнителям"
    TOPIC = "topic", "По темам"
    NUMBER = "number", "По номерам"


@dataclass(frozen=True, slots=True)
class CallQuery:
    """What of the queue is asked; empty parts do not narrow it.

    `only_now` leaves out applicants who are to be called later.
    """

    text: str = ""
    services: tuple[Service, ...] = ()
    organization_ids: tuple[int, ...] = ()
    only_now: bool = False
    sort: CallSort = CallSort.DONE
    descending: bool = False

    @property
    def narrows(self) -> bool:
        """Tell whether it asks for less than the whole queue."""
        return bool(self.text or self.services or self.organization_ids or self.only_now)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A ticket that waits for a call; `calls` counts the attempts of its present cycle."""

    ticket: TicketRow
    calls: int
    next_call_at: dt.datetime | None

    @property
    def id(self) -> int:
        """The id of the ticket."""
        return self.ticket.id

    def can_call(self, now: dt.datetime) -> bool:
        """Tell whether the applicant may be called at a moment: no later time was agreed on."""
        return self.next_call_at is None or self.next_call_at <= now


@dataclass(frozen=True, slots=True)
class ScriptDraft:
    """The office's own words for a callback, and whether its calls are recorded."""

    script: str
    recorded: bool


@dataclass(frozen=True, slots=True)
class StopRule:
    """How often nobody answered in this cycle, how often is enough, hours between two attempts."""

    missed: int
    most: int
    pause_hours: int

    @property
    def attempts(self) -> int:
        """How many attempts there are in all; more than enough where the rule was lowered since."""
        return max(self.most, self.missed + 1)

    @property
    def is_last(self) -> bool:
        """Tell whether one more missed call closes the ticket."""
        return self.missed + 1 >= self.most


@dataclass(frozen=True, slots=True)
class Call:
    """Everything needed to make one call.

    `phones` are in printed form, `phone_words` the field as typed where it says more («после
    19:00, соседка»); `address` has the flat in it; `answered_by` is who wrote the
    `answer`; `rework_term` is the length of a next cycle's term in words, empty when there is none.
    """

    row: QueueRow
    address: str
    phones: tuple[str, ...]
    phone_words: str
    details: str
    answer: str
    answered_by: str
    script: str
    rework_term: str
    stop: StopRule
    attempts: tuple[Callback, ...]


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """Figures of one moment.

    `waiting` is the whole queue, `due` its calls whose agreed time has come. Of today's queue of
    `today` tickets `called` were called at least once today; the four outcomes count those by
    their last call and add up to `called`.
    """

    waiting: int = 0
    due: int = 0
    today: int = 0
    called: int = 0
    solved: int = 0
    rework: int = 0
    unreached: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class CallShare:
    """The share of «решено» among first decisive calls of cycles made in a period.

    `solved` and `rework` count cycles; `unreached` counts, apart, cycles in which nobody answered
    in the period and nothing had been decided by its end.
    """

    solved: int = 0
    rework: int = 0
    unreached: int = 0

    @property
    def decided(self) -> int:
        """How many cycles were decided by a call."""
        return self.solved + self.rework

    @property
    def percent(self) -> int | None:
        """Решено / (решено + на доработку), halves rounded up; None when nothing was decided."""
        return whole_percent(self.solved, self.decided)


@dataclass(frozen=True, slots=True)
class CallbackOverview:
    """What the page says above and below the queue, all from one moment."""

    figures: QueueFigures
    today: CallShare
    week: CallShare
