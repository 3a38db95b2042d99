"""The last operations of this session, taken back one after another by Ctrl+Z."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.ui.shell.page import UndoOffer

if TYPE_CHECKING:
    from desktop_app.ui.jobs import Job, Jobs

DEPTH = 50


class UndoStack:
    """Operations of the session, the newest on top; each is taken back once."""

    def __init__(self) -> None:
        """Start with nothing done."""
        self._offers: deque[UndoOffer] = deque(maxlen=DEPTH)

    def push(self, offer: UndoOffer) -> None:
        """Remember what was just done."""
        self._offers.append(offer)

    def undo(self, jobs: "Jobs", say: Callable[[str], object]) -> None:
        """Take the newest back and say so once it is true; one the file did not take stays."""
        from desktop_app.ui.jobs import Lane

        if not self._offers:
            say("Отменять нечего")
            return
        offer, before = self._offers.pop(), jobs.newest
        offer.undo()
        job = jobs.newest
        if job is None or job is before or job.lane is not Lane.WRITE:
            say(f"Отменено: {offer.text}")
            return
        say(f"Отменяется: {offer.text}")
        _Awaited(jobs, job, lambda error: self._ended(offer, error, say))

    def _ended(
        self, offer: UndoOffer, error: BaseException | None, say: Callable[[str], object]
    ) -> None:
        from desktop_app.core.errors import StorageError

        if isinstance(error, StorageError):
            self._offers.append(offer)
        say(f"{'Отменено' if error is None else 'Не отменено'}: {offer.text}")


class _Awaited(QObject):
    """Tells how one piece of work ended, once."""

    def __init__(
        self, jobs: "Jobs", job: "Job", ended: Callable[[BaseException | None], object]
    ) -> None:
        super().__init__(jobs)
        self._job, self._tell = job, ended
        jobs.succeeded.connect(self._succeeded)
        jobs.refused.connect(self._refused)

    def _succeeded(self, job: "Job") -> None:
        self._end(job, None)

    def _refused(self, job: "Job", error: BaseException) -> None:
        self._end(job, error)

    def _end(self, job: "Job", error: BaseException | None) -> None:
        if job is self._job:
            self._tell(error)
            self.deleteLater()
