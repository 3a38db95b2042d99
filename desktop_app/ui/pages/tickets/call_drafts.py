"""Calls being taken: one on screen, others parked; what is typed is kept every second."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core import clock
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.drafts import FormDraft
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.draft_tabs import DraftTab

_KEEP_MS, _TICK_MS = 1_000, 1_000
NOW = "now"


class CallDrafts(QObject):
    """Knows the drafts; the form is read through `body_of` and `title_of` when it must be kept.

    `tabs_changed` when tabs should be drawn anew; `kept(moment)` after every keeping. What could
    not be kept (a held file, a full disk) is tried again every second until it is; the first
    refusal is told by `failed`.
    """

    tabs_changed = Signal()
    kept = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        tools: Tools,
        title_of: Callable[[], str],
        body_of: Callable[[], dict[str, Any]],
        parent: QObject,
    ) -> None:
        """Start without a call."""
        super().__init__(parent)
        self._tools, self._title_of, self._body_of = tools, title_of, body_of
        self._drafts = tools.office.drafts
        self.current: FormDraft | None = None
        self._parked: list[FormDraft] = []
        self._dirty = False
        self._unkept: dict[int, FormDraft] = {}
        self._flying: set[int] = set()
        self._keeper = QTimer(self, interval=_KEEP_MS)
        self._keeper.timeout.connect(self.keep)
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.timeout.connect(self.tabs_changed)

    def touch(self) -> None:
        """Note that something was typed."""
        self._dirty = True
        if not self._keeper.isActive():
            self._keeper.start()

    def begin(self) -> None:
        """Begin a draft for an empty form."""
        self.current = None
        self._dirty = False
        self._ticker.start()
        self._tools.jobs.write(self._drafts.begin, self._begun, owner=self)

    def keep(self) -> None:
        """Keep what is typed, if anything was since last time."""
        draft = self.current
        if draft is not None and (self._dirty or draft.id in self._unkept):
            self._dirty = False
            self._write(self._now_on_screen(draft))
        for unkept in list(self._unkept.values()):
            if draft is None or unkept.id != draft.id:
                self._write(unkept)

    def park(self) -> None:
        """Keep the current call and put it aside."""
        self._dirty = True
        self.keep()
        if self.current is not None:
            parked = self._now_on_screen(self.current)
            self._parked = [d for d in self._parked if d.id != parked.id] + [parked]
        self._stop()

    def drop(self) -> None:
        """Forget the current call: it was saved, or nothing was typed."""
        draft = self.current
        if draft is not None:
            self._parked = [parked for parked in self._parked if parked.id != draft.id]
            self._unkept.pop(draft.id, None)
            self._tools.jobs.write(lambda: self._drafts.drop(draft.id), owner=self)
        self._stop()

    def resume(self, draft_id: int) -> FormDraft | None:
        """Take a parked call up again."""
        found = next((draft for draft in self._parked if draft.id == draft_id), None)
        if found is not None:
            self._parked.remove(found)
            self.current, self._dirty = found, False
            self._ticker.start()
            self.tabs_changed.emit()
        return found

    def load(self, on_loaded: Callable[[], object]) -> None:
        """Read the drafts kept before: of an earlier day, or of a program that was killed."""

        def arrived(drafts: list[FormDraft]) -> None:
            mine = self.current.id if self.current is not None else -1
            newest = [self._unkept.get(draft.id, draft) for draft in drafts]
            self._parked = [draft for draft in newest if draft.body and draft.id != mine]
            self.tabs_changed.emit()
            on_loaded()

        self._tools.jobs.read(self._drafts.all, arrived, owner=self)

    @property
    def parked(self) -> tuple[FormDraft, ...]:
        """The calls put aside, oldest first."""
        return tuple(self._parked)

    def tabs(self) -> list[DraftTab]:
        """Return the tabs: the call on screen, then the parked ones."""
        shown = []
        if self._ticker.isActive():
            started = self.current.started_at if self.current is not None else clock.now()
            running = _running(clock.now() - started)
            shown.append(DraftTab(NOW, self._title_of() or "Новый звонок", running, "phone"))
        for draft in self._parked:
            when = f"отложен в {draft.saved_at:%H:%M}"
            if draft.saved_at.date() != clock.today():
                when = f"отложен {clock.show_short(draft.saved_at)}"
            shown.append(DraftTab(str(draft.id), f"Черновик: {draft.title or 'без адреса'}", when))
        return shown

    def _begun(self, draft: FormDraft) -> None:
        self.current = draft
        self.tabs_changed.emit()
        self.keep()

    def _now_on_screen(self, draft: FormDraft) -> FormDraft:
        title, body = self._title_of(), self._body_of()
        return FormDraft(draft.id, draft.form, draft.started_at, clock.now(), title, body)

    def _write(self, draft: FormDraft) -> None:
        if draft.id in self._flying:
            self._unkept[draft.id] = draft
            self._keeper.start()
            return
        self._flying.add(draft.id)

        def done(_ok: bool) -> None:
            if self._unkept.get(draft.id) is draft:
                del self._unkept[draft.id]
            if not self._unkept and self.current is None:
                self._keeper.stop()
            self.kept.emit(clock.now())

        def refused(error: OfficeError) -> None:
            if not self._unkept:
                self.failed.emit(error)
            self._unkept.setdefault(draft.id, draft)
            self._keeper.start()

        if draft.id in self._unkept:
            self._unkept[draft.id] = draft
        self._tools.jobs.write(
            lambda: self._drafts.keep(draft.id, draft.title, draft.body),
            done,
            refused,
            on_finally=lambda: self._flying.discard(draft.id),
            owner=self,
        )

    def _stop(self) -> None:
        self.current, self._dirty = None, False
        if not self._unkept:
            self._keeper.stop()
        self._ticker.stop()
        self.tabs_changed.emit()


def _running(passed: dt.timedelta) -> str:
    minutes, seconds = divmod(max(int(passed.total_seconds()), 0), 60)
    return f"{minutes}:{seconds:02d}"
