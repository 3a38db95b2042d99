"""Whose personal data are destroyed by term; each subject has its own term and its own acts."""

from collections.abc import Sequence

from desktop_app.core.enums import Titled
from desktop_app.core.settings import RETENTION_VISIT_YEARS, RETENTION_YEARS, OfficeSetting
from desktop_app.core.text import counted


class Subject(Titled):
    """Tickets that are closed, or visits that are over."""

    TICKETS = "ticket", "Закрытые обращения"
    VISITS = "inspection", "Оконченные выезды"

    @property
    def setting(self) -> OfficeSetting[int]:
        """The office's term in years."""
        return RETENTION_YEARS if self is Subject.TICKETS else RETENTION_VISIT_YEARS

    @property
    def sign(self) -> str:
        """What stands before a number among the events of an act."""
        return "" if self is Subject.TICKETS else "выезд "

    @property
    def ended(self) -> str:
        """What is said of them before a day: «закрыты до», «окончены до»."""
        return "закрыты" if self is Subject.TICKETS else "окончены"

    def counted(self, count: int) -> str:
        """Return «3 обращения», «5 выездов»."""
        if self is Subject.TICKETS:
            return counted(count, "обращение", "обращения", "обращений")
        return counted(count, "выезд", "выезда", "выездов")

    @classmethod
    def of_events(cls, events: Sequence[Sequence[object]]) -> "Subject":
        """Return whose data an act destroyed, by the first of its events."""
        first = str(events[0][0]) if events else ""
        return cls.VISITS if first.startswith(cls.VISITS.sign) else cls.TICKETS
