"""What the day asks for."""

from array import array
from dataclasses import dataclass, field

from desktop_app.core.enums import Titled
from desktop_app.core.records.incidents import IncidentWatch
from desktop_app.core.records.repeats import VisitProposal


class TodayList(Titled):
    """Lists of the morning, in the order they are worked through."""

    OVERDUE = "overdue", "Просрочено"
    DUE_TODAY = "due_today", "Срок сегодня"
    WAITING = "waiting", "Ждём ответа"
    CALL_AGAIN = "call_again", "Перезвонить"
    CALLBACKS = "callbacks", "Обзвонить"
    NOT_SENT = "not_sent", "Не передано"
    RETURNED = "returned", "На доработке"


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What the base already holds; an office begins with houses, organisations and a call."""

    has_houses: bool = True
    has_organizations: bool = True
    has_tickets: bool = True


@dataclass(frozen=True, slots=True)
class Today:
    """Ticket ids by list, and visits that repeats propose."""

    lists: "dict[TodayList, array[int]]"
    proposals: tuple[VisitProposal, ...]
    visits_today: int
    remedies_overdue: int
    calendar_warning: str = ""
    steps: FirstSteps = FirstSteps()
    outages: IncidentWatch = field(default_factory=IncidentWatch)

    @property
    def is_clear(self) -> bool:
        """Tell whether nothing at all is left to do today."""
        waits = any(self.lists.values()) or self.proposals
        return not (waits or self.visits_today or self.remedies_overdue or self.outages.due)

    @property
    def total(self) -> int:
        """How many tickets wait for something today, each counted once."""
        return len({ticket for ids in self.lists.values() for ticket in ids})
