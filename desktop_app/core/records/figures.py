"""A figure of a summary as a question to the register: the number and its list are one thing."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from desktop_app.core import clock
from desktop_app.core.enums import Titled

_PARTS = 5
_NOBODY = "-"


class Figure(Titled):
    """Numbers of a summary that are tickets; the title is what the list of them is called."""

    OPENING = "opening", "открыто на начало"
    RECEIVED = "received", "поступило"
    RETURNED = "returned", "возвращено в работу"
    CLOSED = "closed", "закрыто"
    IN_TERM = "in_term", "закрыто в срок"
    CANCELLED = "cancelled", "отменено"
    CLOSING = "closing", "открыто на конец"
    OVERDUE = "overdue", "просрочено на конец"
    SOLVED = "solved", "решено по обзвону"
    REWORK = "rework", "на доработку по обзвону"
    UNREACHED = "unreached", "не дозвонились"
    HANDED = "handed", "передано исполнителю"
    EXECUTED = "executed", "исполнено исполнителем"
    LATE = "late", "просрочено исполнителем"
    SOLVED_BY = "solved_by", "решено, по словам заявителей"
    REWORK_BY = "rework_by", "возвращено исполнителю по обзвону"
    TOPIC = "topic", "поступило по теме"
    REPEATED = "repeated", "повторные"
    CONSULTED = "consulted", "консультации"
    PHONE = "phone", "по телефону"
    RECEPTION = "reception", "личный приём"
    RECEPTION_TOLD = "reception_told", "личный приём, разъяснено сразу"
    HIGHER = "higher", "из других органов"
    HIGHER_ANSWERED = "higher_answered", "из других органов, ответ дан"
    BILLING = "billing", "начисления"
    BILLING_CONSIDERED = "billing_considered", "начисления, рассмотрено"
    WASTE = "waste", "вывоз отходов"
    WASTE_DONE = "waste_done", "вывоз отходов, исполнено"
    VISITED = "visited", "обращения с выездами"
    OUTAGES = "outages", "обращения по отключениям"


@dataclass(frozen=True, slots=True)
class FigureAsk:
    """Tickets behind one number.

    Days are inclusive; `at` is the moment the number was counted for: what is late is late at that
    moment. `key` is an organisation, 0 where the figure has none.
    """

    figure: Figure
    first: dt.date
    last: dt.date
    at: dt.datetime | None = None
    key: int = 0

    def stored(self) -> str:
        """Return it as a saved view keeps it."""
        at = clock.stamp(self.at) if self.at else _NOBODY
        return " ".join(
            (self.figure.value, self.first.isoformat(), self.last.isoformat(), at, str(self.key))
        )

    @classmethod
    def read(cls, stored: str) -> Self | None:
        """Return what a saved view kept; None when it cannot be read."""
        parts = stored.split(" ")
        if len(parts) != _PARTS:
            return None
        try:
            return cls(
                Figure(parts[0]),
                dt.date.fromisoformat(parts[1]),
                dt.date.fromisoformat(parts[2]),
                None if parts[3] == _NOBODY else clock.unstamp(parts[3]),
                int(parts[4]),
            )
        except ValueError:
            return None

    @property
    def words(self) -> str:
        """What the list is, for a chip: «Сводка 16.11–22.11: закрыто»."""
        days = f"{self.first:%d.%m}–{self.last:%d.%m}"
        if self.first == self.last:
            days = f"{self.first:%d.%m}"
        return f"Сводка {days}: {self.figure.title_ru}"
