"""Recording of outcomes: one at a time, for the applicant on screen, and taking them back."""

import datetime as dt

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.changes import Changes
from desktop_app.core.enums import CallbackOutcome
from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.core.records.callbacks import Call
from desktop_app.ui.pages.callbacks.call_pane import CallPane
from desktop_app.ui.pages.callbacks.pause import PauseMemory
from desktop_app.ui.pages.callbacks.queue_pane import QueuePane
from desktop_app.ui.pages.callbacks.takeover import Takeover
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.page import UndoOffer


class CallRecorder(QObject):
    """Takes outcomes from the keys and the pane; one press is never two applicants' answer.

    `recorded(call, outcome)` before the change is announced; `undone(ticket id, remark)` too.
    `refused` carries what a service would not record, `taken` that another applicant is on screen
    than the clerk may be talking with, `undo_offered` an UndoOffer.
    """

    recorded = Signal(object, object)
    undone = Signal(int, str)
    refused = Signal(object)
    taken = Signal(object)
    undo_offered = Signal(object)

    def __init__(
        self, tools: Tools, queue: QueuePane, pane: CallPane, pauses: PauseMemory, hush_ms: int
    ) -> None:
        """Start free; for `hush_ms` milliseconds after a record no other outcome is taken."""
        super().__init__(pane)
        self._tools, self._queue, self._pane, self._pauses = tools, queue, pane, pauses
        self._writes = self._moves = False
        self._hush = QTimer(self, singleShot=True, interval=hush_ms)
        self.takeover = Takeover()
        pane.decided.connect(self._record)

    @property
    def is_busy(self) -> bool:
        """Whether an outcome is under way or was recorded a moment ago."""
        return self._writes or self._moves or self._hush.isActive()

    def queue_settled(self) -> None:
        """Note that the queue was read after a record, or could not be."""
        self._moves = False

    def press(self, digit: int) -> None:
        """Take the outcome of a digit; it may ask for a time or a remark first."""
        if self._is_ready() and not self._was_taken():
            self._pane.press(digit)

    def submit(self) -> None:
        """Take the outcome chosen on the pane."""
        if self._is_ready():
            self._pane.submit()

    def record_later(self, call: Call, moment: dt.datetime) -> None:
        """Record a time for the applicant it was asked for: another may be on screen by now."""
        if self._pane.call is not None and self._pane.call.row.id == call.row.id:
            self._pane.choose_time(moment)
        elif not self._writes:
            self._write(call, CallbackOutcome.LATER, self._pane.remark_of(call.row.id), moment)

    def _is_ready(self) -> bool:
        """Tell whether the call on screen is the one selected and an outcome may be taken."""
        call = self._pane.call
        shown = call is not None and call.row.id == self._queue.view.current_id()
        return shown and self._pauses.now() is None and not self.is_busy

    def _was_taken(self) -> bool:
        """Say once that another applicant is on screen than the clerk may be talking with."""
        refusal = self.takeover.refusal(self._queue.view.current_id())
        if refusal is not None:
            self.taken.emit(refusal)
        return refusal is not None

    def _record(self, outcome: CallbackOutcome, remark: str, again: dt.datetime | None) -> None:
        if self._pane.call is not None and self._is_ready() and not self._was_taken():
            self._writes = True
            self._write(self._pane.call, outcome, remark, again)

    def _write(
        self, call: Call, outcome: CallbackOutcome, remark: str, again: dt.datetime | None
    ) -> None:
        callbacks, ticket = self._tools.office.callbacks, call.row.id
        self._tools.jobs.write(
            lambda: callbacks.record(ticket, outcome, remark, again),
            lambda changes: self._recorded(call, outcome, remark, changes),
            self._refused,
            owner=self,
        )

    def _recorded(
        self, call: Call, outcome: CallbackOutcome, remark: str, changes: Changes
    ) -> None:
        ticket, action = call.row.ticket, changes.action
        self._writes, self._moves = False, True
        self.takeover.answered(ticket.id)
        self._hush.start()
        self.recorded.emit(call, outcome)
        self._tools.hub.announce(changes)
        if action is not None:
            words = f"№ {ticket.number}: {outcome.title_ru.lower()}"
            offer = UndoOffer(words, lambda: self._undo(action, ticket.id, remark))
            self.undo_offered.emit(offer)

    def _refused(self, error: OfficeError) -> None:
        self._writes = False
        if isinstance(error, InvalidDraft) and "remark" in error.fields:
            self._pane.demand_remark()
            return
        self.refused.emit(error)

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
