"""Calls being taken: one on screen, others parked; what is typed is kept every second."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core import clock
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.drafts import FormDraft
from desktop_app.services.drafts import INTAKE
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.draft_tabs import DraftTab

_KEEP_MS, _TICK_MS = 1_000, 1_000
NOW = "now"
_BRIEF = 26


class CallDrafts(QObject):
    """Knows the drafts; the form is read through `body_of` and `title_of` when it must be kept.

    `tabs_changed` when tabs should be drawn anew; `told(words)` after every keeping. What could
    not be kept (a held file, a full disk) waits on this computer and is tried again until it is;
    the first refusal is told by `failed`.
    """

    tabs_changed = Signal()
    told = Signal(str)
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
        self._title_of, self._body_of = title_of, body_of
        self._drafts, self._writer = tools.office.drafts, tools.drafts
        self._writer.kept.connect(self._kept)
        self._writer.beside.connect(self._beside)
        self._writer.renamed.connect(self._renamed)
        self._writer.failed.connect(self._failed)
        self._writer.hurried.connect(self.secure)
        self.current: FormDraft | None = None
        self._parked: list[FormDraft] = []
        self._numbers: dict[int, int] = {}  # of drafts the base has named since
        self._dirty = False
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
        """Begin a draft for an empty form; the base has it with the first words."""
        self.current = self._writer.spool.new(INTAKE, clock.now())
        self._dirty = False
        self._ticker.start()
        self.tabs_changed.emit()

    def keep(self) -> None:
        """Keep what is typed, if anything was since last time."""
        if self.current is not None and self._dirty:
            self._dirty = False
            self._writer.write(self._now_on_screen(self.current))

    def secure(self) -> None:
        """Keep what is typed also beside the base: the window may be closing."""
        if self.current is not None and self._dirty:
            self._dirty = False
            self._writer.secure(self._now_on_screen(self.current))

    def park(self) -> None:
        """Keep the current call and put it aside."""
        if self.current is not None:
            parked = self._now_on_screen(self.current)
            self._writer.secure(parked)
            self._parked = [d for d in self._parked if d.id != parked.id] + [parked]
        self._stop()

    def drop(self) -> None:
        """Forget the current call: it was saved, or nothing was typed."""
        draft = self.current
        if draft is not None:
            self._parked = [parked for parked in self._parked if parked.id != draft.id]
            self._writer.drop(draft)
        self._stop()

    def is_front(self, draft_id: int) -> bool:
        """Tell whether the call on the screen is the one that had this number."""
        return self.current is not None and self.current.id == self._number(draft_id)

    def drop_parked(self, draft_id: int) -> None:
        """Forget a call put aside: it was written down meanwhile."""
        number = self._number(draft_id)
        gone = [draft for draft in self._parked if draft.id == number]
        self._parked = [draft for draft in self._parked if draft.id != number]
        for draft in gone:
            self._writer.drop(draft)
        self.tabs_changed.emit()

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
        """Read the drafts kept before: of an earlier day, or of a program that was killed.

        Those that wait on this computer since the base was closed are put into it.
        """

        def arrived(drafts: list[FormDraft]) -> None:
            mine = self.current.id if self.current is not None else 0
            self._parked = [draft for draft in drafts if draft.body and draft.id != mine]
            self._writer.take_over(self._parked)
            self.tabs_changed.emit()
            on_loaded()

        self._writer.read(INTAKE, self._drafts.all, arrived, self)

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
        several = len(self._parked) > 1
        shown += [_brief(draft) if several else _full(draft) for draft in self._parked]
        return shown

    def _kept(self, draft: FormDraft) -> None:
        if draft.form == INTAKE:
            self.told.emit(f"Черновик сохранён {clock.now():%H:%M}")

    def _beside(self, draft: FormDraft) -> None:
        if draft.form == INTAKE:
            self.told.emit(self._writer.spool.words)

    def _failed(self, error: OfficeError, draft: FormDraft) -> None:
        if draft.form == INTAKE:
            self.failed.emit(error)

    def _renamed(self, old: FormDraft, new: FormDraft) -> None:
        """Know a draft by the number the base has given it."""
        self._numbers[old.id] = new.id
        if self.current is not None and self.current.id == old.id:
            self.current = replace(self.current, id=new.id)
        self._parked = [
            replace(parked, id=new.id) if parked.id == old.id else parked for parked in self._parked
        ]
        self.tabs_changed.emit()

    def _number(self, draft_id: int) -> int:
        return self._numbers.get(draft_id, draft_id)

    def _now_on_screen(self, draft: FormDraft) -> FormDraft:
        title, body = self._title_of(), self._body_of()
        return FormDraft(draft.id, draft.form, draft.started_at, clock.now(), title, body)

    def _stop(self) -> None:
        self.current, self._dirty = None, False
        self._keeper.stop()
        self._ticker.stop()
        self.tabs_changed.emit()


def _full(draft: FormDraft) -> DraftTab:
    when = f"отложен в {draft.saved_at:%H:%M}"
    if draft.saved_at.date() != clock.today():
        when = f"отложен {clock.show_short(draft.saved_at)}"
    return DraftTab(str(draft.id), f"Черновик: {draft.title or 'без адреса'}", when)


def _brief(draft: FormDraft) -> DraftTab:
    """Return a tab of one among several: they stand on one line as long as they can."""
    today = draft.saved_at.date() == clock.today()
    when = f"{draft.saved_at:%H:%M}" if today else clock.show_short(draft.saved_at)
    title = draft.title or "без адреса"
    if len(title) > _BRIEF:
        half = _BRIEF // 2
        title = f"{title[:half].rstrip(' ,.')}…{title[-half:].lstrip(' ,.')}"
    return DraftTab(str(draft.id), title, when)


def _running(passed: dt.timedelta) -> str:
    minutes, seconds = divmod(max(int(passed.total_seconds()), 0), 60)
    return f"{minutes}:{seconds:02d}"
