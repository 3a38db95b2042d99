"""F9 and Del in the register: a new call like the one chosen, and a ticket to be cancelled."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import transitions
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.tickets import TicketCard
from desktop_app.ui.pages.tickets.steps import TicketSteps
from desktop_app.ui.pages.tools import Tools

_ONE_BY_ONE = "Отменяют по одному: у каждого обращения своя причина"


class RowKeys(TicketSteps):
    """`copied(body)`: the form of a new call from the same person. `told(words)`: why not."""

    copied = Signal(dict)
    told = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        """Open sheets over `parent`."""
        super().__init__(tools, parent)
        self._cards = tools.office.tickets.card

    def copy_call(self, ticket_id: int) -> None:
        """Begin a call with the house, the flat and the person of a ticket (F9)."""
        if ticket_id >= 0:
            self._tools.jobs.read(
                lambda: self._cards(ticket_id),
                lambda card: self.copied.emit(like(card)),
                self.failed.emit,
                owner=self,
            )

    def cancel_chosen(self, ticket_ids: list[int]) -> None:
        """Ask for the reason and cancel a ticket (Del); undone as every step is."""
        if len(ticket_ids) > 1:
            self.told.emit(_ONE_BY_ONE)
        elif ticket_ids:
            self._tools.jobs.read(
                lambda: self._cards(ticket_ids[0]), self._cancel, self.failed.emit, owner=self
            )

    def _cancel(self, card: TicketCard) -> None:
        if TicketStatus.CANCELLED not in transitions.TRANSITIONS[card.row.status]:
            status = card.row.status.title_ru.lower()
            self.told.emit(f"№ {card.row.number} не отменить: {status}")
            return
        self.show_card(card)
        self.cancel()


def like(card: TicketCard) -> dict[str, Any]:
    """Return the form of another call from the same flat: who and where, not what."""
    row = card.row
    return {
        "address": row.address,
        "house": card.building_id,
        "flat": row.premise,
        "entrance": card.entrance,
        "floor": card.floor,
        "name": row.applicant_name,
        "phone": row.phone,
        "no_phone": card.no_phone,
        "source": row.source.value,
        "kind": card.kind.value,
    }
