"""Made-up rows for the tests of lists, and columns over them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.core.deadline_words import DeadlineLevel, DeadlineMark
from desktop_app.core.enums import TicketStatus
from desktop_app.ui.models.columns import Column, Elide, Kind

_STATUSES = tuple(TicketStatus)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: everything follows from its id, with a mark of how many times it was read."""

    id: int
    reading: int = 0

    @property
    def number(self) -> str:
        """Its number."""
        return f"2026-{self.id:05d}"

    @property
    def address(self) -> str:
        """Its address, too long for the column now and then."""
        return f"ул. Лесная, д. {self.id}" + ", корпус 12, строение 4" * (self.id % 5 == 0)

    @property
    def status(self) -> TicketStatus:
        """Its status."""
        return _STATUSES[self.id % len(_STATUSES)]

    @property
    def deadline(self) -> DeadlineMark:
        """Its deadline."""
        return DeadlineMark(tuple(DeadlineLevel)[self.id % 4], "осталось 2 ч 10 мин")


COLUMNS = (
    Column("number", "№", 98, lambda r: r.number, Kind.BOLD_NUMBER, bold=lambda r: r.id % 3 == 0),
    Column("address", "Адрес", 162, lambda r: r.address, elide=Elide.MIDDLE),
    Column("reading", "Чтений", 80, lambda r: r.reading, Kind.NUMBER),
    Column("status", "Статус", 118, lambda r: r.status, Kind.STATUS),
    Column("deadline", "Срок", 168, lambda r: r.deadline, Kind.DEADLINE, sortable=False),
    Column("note", "Примечание", 120, lambda _row: None, hidden=True),
)


@dataclass
class Source:
    """A stand-in of a service: gives rows, counts requests, can lose rows or fail."""

    requests: list[Sequence[int]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    fail: Exception | None = None

    def __call__(self, ids: Sequence[int]) -> list[Row]:
        """Return the rows of these ids that are not gone."""
        self.requests.append(list(ids))
        if self.fail is not None:
            raise self.fail
        return [Row(i, len(self.requests)) for i in reversed(ids) if i not in self.gone]
