"""Recording of outcomes and taking them back, one at a time."""

import datetime as dt

from PySide6.QtCore import QObject, Signal

from desktop_app.core.changes import Changes
from desktop_app.core.enums import CallbackOutcome
from desktop_app.core.records.callbacks import Call
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.page import UndoOffer


class CallRecorder(QObject):
    """`recorded(call, outcome)` before the change is announced; `undone(ticket id, remark)` too.

    `refused` carries what a service would not record, `undo_offered` an UndoOffer.
    """

    recorded = Signal(object, object)
    undone = Signal(int, str)
    refused = Signal(object)
    undo_offered = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        """Start free."""
        super().__init__(parent)
        self._tools = tools

    def record(
        self, call: Call, outcome: CallbackOutcome, remark: str, again: dt.datetime | None
    ) -> None:
        """Record the outcome of a call; `again` is the time agreed for another one."""
        callbacks, ticket = self._tools.office.callbacks, call.row.id
        self._tools.jobs.write(
            lambda: callbacks.record(ticket, outcome, remark, again),
            lambda changes: self._recorded(call, outcome, remark, changes),
            self.refused.emit,
            owner=self,
        )

    def _recorded(
        self, call: Call, outcome: CallbackOutcome, remark: str, changes: Changes
    ) -> None:
        self.recorded.emit(call, outcome)
        self._tools.hub.announce(changes)
        ticket, action = call.row.ticket, changes.action
        if action is not None:
            words = f"№ {ticket.number}: {outcome.title_ru.lower()}"
            offer = UndoOffer(words, lambda: self._undo(action, ticket.id, remark))
            self.undo_offered.emit(offer)

    def _undo(self, action: int, ticket_id: int, remark: str) -> None:
        undo = self._tools.office.undo
        self._tools.jobs.write(
            lambda: undo.undo(action),
            lambda changes: self._undone(ticket_id, remark, changes),
            self.refused.emit,
            owner=self,
        )

    def _undone(self, ticket_id: int, remark: str, changes: Changes) -> None:
        self.undone.emit(ticket_id, remark)
        self._tools.hub.announce(changes)
