"""A call taken by another desk: the applicant on screen is not the one the clerk may talk with."""

from collections.abc import Collection

from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.callbacks import Call, CallQuery


class Takeover:
    """Remembers who came in place of whom, until it is said once."""

    def __init__(self) -> None:
        """Know of nothing yet."""
        self._answered = -1  # the ticket recorded here last
        self._asked: CallQuery | None = None  # what the queue on screen was asked by
        self._shown, self._number = -1, ""

    def begin(self) -> None:
        """Begin anew: the clerk comes to the section and looks at the queue as it is."""
        self._asked = None
        self._forget()

    def loaded(self, query: CallQuery) -> None:
        """Note what the queue on screen was asked by."""
        self._asked = query

    def answered(self, ticket_id: int) -> None:
        """Note which call left the queue by this desk's own hand."""
        self._answered = ticket_id

    def notice(self, call: Call | None, query: CallQuery, ids: Collection[int], shown: int) -> None:
        """Note that the call on screen is not in the queue any more, and who is `shown` instead."""
        if call is None or call.row.id == self._answered or query != self._asked:
            return
        if call.row.id not in ids:
            self._shown, self._number = shown, call.row.ticket.number

    def refusal(self, shown: int) -> NotAllowed | None:
        """Return, once, why an outcome is not taken for the applicant who is `shown`."""
        number = self._number if shown == self._shown else ""
        self._forget()
        if not number:
            return None
        return NotAllowed(
            f"Обращение № {number} уже не ждёт обзвона: его взял другой сотрудник",
            "звонок не записан, никто не изменён",
            "на экране следующий заявитель: нажмите ещё раз, если говорите с ним",
        )

    def _forget(self) -> None:
        self._shown, self._number = -1, ""
