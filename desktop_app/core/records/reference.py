"""Topics, terms, clerks and other lists the office edits."""

import datetime as dt
from dataclasses import dataclass

from desktop_app.core.calendar import DayKind
from desktop_app.core.enums import DeadlineUnit, Priority, Service


@dataclass(frozen=True, slots=True)
class Topic:
    """What a ticket is about; groups only hold others. `words` say more and help to find it."""

    id: int
    code: str
    parent_code: str
    title: str
    service: Service
    priority: Priority
    is_group: bool
    is_billing: bool
    source: str = ""
    is_active: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How much time a topic gives, where the room temperature in °C is within [from, to).

    `outdoor` bounds are of the mean temperature of a day in °C, both belong to the rule.
    """

    id: int
    topic_id: int
    stage: str
    amount: float
    unit: DeadlineUnit
    room_from: float | None
    room_to: float | None
    basis: str
    is_proposal: bool
    outdoor_from: float | None = None
    outdoor_to: float | None = None

    @property
    def depends_on_weather(self) -> bool:
        """Tell whether the rule holds only at some temperature of the day."""
        return self.outdoor_from is not None or self.outdoor_to is not None


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What a form changes of a term."""

    amount: float
    unit: DeadlineUnit
    basis: str


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A term as a form shows it; `version` tells whether somebody has changed it since."""

    rule: DeadlineRule
    version: int

    @property
    def draft(self) -> RuleDraft:
        """What a form changes of it."""
        return RuleDraft(self.rule.amount, self.rule.unit, self.rule.basis)


@dataclass(frozen=True, slots=True)
class DayDraft:
    """How a day of the calendar is; None follows the weekday."""

    kind: DayKind | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed term: the moment, how it was counted and why."""

    due: dt.datetime
    rule: str
    basis: str
    is_proposal: bool = False


@dataclass(frozen=True, slots=True)
class Clerk:
    """A person of the office; `login` is the Windows account proposed for them."""

    id: int
    name: str
    post: str = ""
    login: str = ""
    is_active: bool = True
    has_password: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """A measuring instrument with its verification."""

    title: str
    serial: str = ""
    verified_until: dt.date | None = None
    certificate: str = ""
