"""What the day asks for."""

import enum
from array import array
from dataclasses import dataclass

from desktop_app.core.records.repeats import VisitProposal


class TodayList(enum.StrEnum):
    """Lists of the morning, in the order they are worked through."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    WAITING = "waiting"
    CALL_AGAIN = "call_again"
    CALLBACKS = "callbacks"
    NOT_SENT = "not_sent"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Today:
    """Ticket ids by list, and visits that repeats propose."""

    lists: "dict[TodayList, array[int]]"
    proposals: tuple[VisitProposal, ...]
    visits_today: int
    remedies_overdue: int
    calendar_warning: str = ""

    @property
    def total(self) -> int:
        """How many tickets wait for something today, each counted once."""
        return len({ticket for ids in self.lists.values() for ticket in ids})
