"""Calls on their way into the base: a late answer finds the call it belongs to."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft, NotAllowed, OfficeError
from desktop_app.ui.pages.tickets.call_drafts import CallDrafts
from desktop_app.ui.pages.tools import Tools

R = TypeVar("R")
_PUT_ASIDE = "Отложенный звонок не записан"
_KEPT = "он ждёт среди отложенных"


class CallWrites(QObject):
    """Writes the call on the screen; while the base is held the clerk may begin another.

    `behind(changes, words)`: a call put aside meanwhile is written, and waits no more.
    `failed(error)`: it could not be, and still waits among the drafts.
    """

    behind = Signal(object, str)
    failed = Signal(object)

    def __init__(self, tools: Tools, drafts: CallDrafts, parent: QObject) -> None:
        """Write nothing yet."""
        super().__init__(parent)
        self._tools, self._drafts = tools, drafts
        self._flying: set[int] = set()

    @property
    def busy(self) -> bool:
        """Tell whether the call on the screen is being written: it is asked for once."""
        return any(map(self._drafts.is_front, self._flying))

    def write(
        self,
        work: Callable[[], R],
        done: Callable[[R], None],
        refused: Callable[[OfficeError], None],
        told: Callable[[R], tuple[Changes, str]],
    ) -> None:
        """Run `work`; `done` and `refused` only while its call is on the screen.

        `told(answer)` gives what is announced of a call that is not.
        """
        draft = self._drafts.current
        number = draft.id if draft is not None else 0
        self._flying.add(number)

        def answered(answer: R) -> None:
            if self._drafts.is_front(number):
                done(answer)
            else:
                self._drafts.drop_parked(number)
                self.behind.emit(*told(answer))

        def not_written(error: OfficeError) -> None:
            self._flying.discard(number)  # an answer to the refusal may write the call again
            if self._drafts.is_front(number):
                refused(error)
            elif isinstance(error, InvalidDraft):  # its fields are not on the screen
                self.failed.emit(NotAllowed(_PUT_ASIDE, _KEPT, error.remedy))
            else:
                self.failed.emit(error)

        self._tools.jobs.write(
            work,
            answered,
            not_written,
            on_finally=partial(self._flying.discard, number),
            owner=self,
        )
