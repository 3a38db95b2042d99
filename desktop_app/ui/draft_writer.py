"""The one way of an open form's words into the base, and beside it while the base is closed."""

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.errors import OfficeError
from desktop_app.core.records.drafts import FormDraft
from desktop_app.services.drafts import Drafts
from desktop_app.ui.draft_spool import DraftSpool
from desktop_app.ui.jobs import Jobs

_FIRST_MS, _LONGEST_MS = 1_000, 8_000
_LAST_S = 2.0  # Windows gives a program five seconds at the end of the session


class DraftWriter(QObject):
    """Writes drafts; what could not be written is tried again until it is.

    A new draft has a number of the spool until the base has given it one: `renamed(old, new)`.
    `kept(draft)` when the base has it; `beside(draft)` when it waits on this computer instead, and
    before that `failed(error, draft)` at the first refusal of a hindrance. `hurried` asks whoever
    writes by the second to write now.
    """

    kept = Signal(object)
    renamed = Signal(object, object)
    beside = Signal(object)
    failed = Signal(object, object)
    hurried = Signal()

    def __init__(self, drafts: Drafts, jobs: Jobs, spool: DraftSpool, parent: QObject) -> None:
        """Write through the lane of writes."""
        super().__init__(parent)
        self._drafts, self._jobs, self.spool = drafts, jobs, spool
        self._waiting: dict[int, FormDraft] = {}
        self._flying: set[int] = set()
        self._dropped: set[int] = set()
        self._pause_ms, self._hindered, self._hurry = _FIRST_MS, False, False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._try_again)

    def newest(self, draft: FormDraft) -> FormDraft:
        """Return what was typed last into a draft, of which the base may know an older state."""
        return self._waiting.get(draft.id, draft)

    def write(self, draft: FormDraft) -> None:
        """Put a draft into the base; it waits beside while an older state of it is on its way."""
        if self._hurry:
            self.spool.put(draft)
        if draft.id in self._flying:
            self._wait(draft)  # the base has not answered for a second: it may be held
            return
        if draft.id in self._waiting:
            self._wait(draft)
        self._flying.add(draft.id)
        # The owner outlives every form: one closed meanwhile must not lose its last words.
        self._jobs.write(
            partial(self._drafts.put, draft),
            partial(self._written, draft),
            partial(self._refused, draft),
            on_finally=partial(self._flying.discard, draft.id),
            owner=self,
        )

    def secure(self, draft: FormDraft) -> None:
        """Write a draft whose window may be gone before the base answers."""
        self.spool.put(draft)
        self.write(draft)

    def hurry(self) -> None:
        """Have everything typed kept before this returns: the computer is being shut down.

        What waits is on the disk at once; the base is waited for, though not for long.
        """
        self._hurry = True
        self.hurried.emit()
        self._hurry = False
        if self._jobs.open:
            kept = threading.Event()
            self._jobs.write(kept.set, on_error=_leave_it)
            kept.wait(_LAST_S)

    def drop(self, draft: FormDraft) -> None:
        """Forget a draft: its form was saved, or thrown away."""
        self._waiting.pop(draft.id, None)
        self.spool.drop(draft.id)
        if draft.id > 0:
            self._jobs.write(partial(self._drafts.drop, draft.id), on_error=_leave_it)
        elif draft.id in self._flying:
            self._dropped.add(draft.id)

    def read(
        self,
        prefix: str,
        of_base: Callable[[], list[FormDraft]],
        then: Callable[[list[FormDraft]], object],
        owner: QObject,
    ) -> None:
        """Read the drafts kept in the base and beside it, oldest first; `prefix` names forms."""

        def found(drafts: list[FormDraft]) -> None:
            then(self._joined(drafts, prefix))

        self._jobs.read(of_base, found, lambda _error: found([]), owner=owner)

    def take_over(self, drafts: Iterable[FormDraft]) -> None:
        """Put into the base those of these drafts that wait beside it."""
        beside = {draft.id for draft in self.spool.all("")}
        for draft in drafts:
            if draft.id in beside and draft.id not in self._flying:
                self._waiting.setdefault(draft.id, draft)
                self.write(draft)

    def _joined(self, of_base: list[FormDraft], prefix: str) -> list[FormDraft]:
        """Return each draft once, in its newest state."""
        found = {draft.id: draft for draft in of_base}
        words = {_words(draft) for draft in of_base}
        for draft in self.spool.all(prefix):
            known = found.get(draft.id)
            stale = known is not None and known.saved_at > draft.saved_at
            if draft.id not in self._waiting and (stale or _words(draft) in words):
                self.spool.drop(draft.id)  # the base took it as the program ended
                continue
            found[draft.id] = self.newest(draft)
        newest = [self.newest(draft) for draft in found.values() if draft.id not in self._dropped]
        return sorted(newest, key=lambda draft: draft.started_at)

    def _wait(self, draft: FormDraft) -> None:
        self._waiting[draft.id] = draft
        self.spool.put(draft)
        self.beside.emit(draft)

    def _written(self, draft: FormDraft, number: int) -> None:
        self._flying.discard(draft.id)
        if draft.id in self._dropped:
            self._dropped.discard(draft.id)
            self.drop(replace(draft, id=number))
            return
        newer = self._waiting.pop(draft.id, draft)
        self.spool.drop(draft.id)
        if number != draft.id:
            newer = replace(newer, id=number)
            self.renamed.emit(draft, newer)
        if newer.body != draft.body:
            self._wait(newer)
            self.write(newer)
        self._pause_ms, self._hindered = _FIRST_MS, False
        self.kept.emit(newer)

    def _refused(self, draft: FormDraft, error: OfficeError) -> None:
        self._flying.discard(draft.id)
        if draft.id in self._dropped:
            self._dropped.discard(draft.id)
            return
        self._wait(self.newest(draft))
        if not self._hindered:
            self._hindered = True
            self.failed.emit(error, draft)
        if not self._again.isActive():
            self._again.start(self._pause_ms)
            self._pause_ms = min(self._pause_ms * 2, _LONGEST_MS)

    def _try_again(self) -> None:
        if not self._jobs.open:
            return  # the next start takes over what waits
        for draft in list(self._waiting.values()):
            if draft.id not in self._flying:
                self.write(draft)


def _words(draft: FormDraft) -> str:
    return json.dumps([draft.form, draft.body], ensure_ascii=False, sort_keys=True)


def _leave_it(_error: OfficeError) -> None:
    """A draft that could not be dropped is swept another day."""
