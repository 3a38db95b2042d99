"""Tickets like another one, and visits they ask for."""

import datetime as dt
import enum
from dataclasses import dataclass

from desktop_app.core.enums import Service, TicketStatus, Titled


class Nearness(enum.IntEnum):
    """How near an earlier ticket is, nearest first."""

    FLAT = 0
    ENTRANCE = 1
    HOUSE = 2


@dataclass(frozen=True, slots=True)
class SimilarTicket:
    """An earlier ticket of the same house."""

    id: int
    number: str
    premise: str
    nearness: Nearness
    status: TicketStatus
    registered_at: dt.datetime
    topic_id: int
    topic: str
    service: Service


@dataclass(frozen=True, slots=True)
class RepeatRule:
    """How many tickets within how many days ask for a visit: of one flat, of one house."""

    flat_count: int
    flat_days: int
    house_count: int
    house_days: int

    def __str__(self) -> str:
        """Return it as history and a form tell it."""
        return (
            f"с квартиры {self.flat_count} за {self.flat_days} дн., "
            f"с дома {self.house_count} за {self.house_days} дн."
        )


class NoOwnRule(Titled):
    """What a topic has instead of a rule of its own."""

    USUAL = "usual", "Как у всех тем"


@dataclass(frozen=True, slots=True)
class RepeatDraft:
    """What a form says of a topic: its own rule, or none."""

    which: RepeatRule | NoOwnRule

    @property
    def rule(self) -> RepeatRule | None:
        """The topic's own rule; None follows the office's."""
        return self.which if isinstance(self.which, RepeatRule) else None


@dataclass(frozen=True, slots=True)
class VisitProposal:
    """A house, or one flat of it, whose repeats ask for a commission visit."""

    building_id: int
    service: Service
    count: int
    ticket_ids: tuple[int, ...]
    last_at: dt.datetime
    premise: str = ""
    address: str = ""
