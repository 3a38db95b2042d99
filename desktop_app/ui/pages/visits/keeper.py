"""The visit being filled in: what is on the screen, what is stored, and the way between them."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import InspectionStatus
from desktop_app.core.errors import Conflict, OfficeError, StorageError
from desktop_app.core.merging import merge_drafts
from desktop_app.core.records.inspections import InspectionCard, InspectionDraft
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.unsaved import UnsavedVisit

_PAUSE_MS, _AGAIN_MS = 700, 5_000
_OPEN = (InspectionStatus.PLANNED, InspectionStatus.DRAFT)
Settled = Callable[[bool], object]


class DraftKeeper(QObject):
    """Saves what is typed by itself, a moment after the typing stopped.

    `shown(card)`: a visit was read, draw all of it. `edited`: the draft has changed here.
    `saved(moment)`: the office has it. `refused(error)`: it could not be saved, what is typed
    stays. `merged(names)`: another person saved it too; both sides' changes are on the screen, and
    where they differ (`names`) nothing is saved until `keep_mine` or `take_theirs`.
    `returned(moment)`: what could not be saved at that moment is on the screen again.
    """

    shown = Signal(object)
    edited = Signal()
    saved = Signal(object)
    refused = Signal(object)
    merged = Signal(object)
    returned = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        """Hold no visit yet."""
        super().__init__(parent)
        self._tools = tools
        self._card: InspectionCard | None = None
        self._wanted = -1
        self._stored: InspectionDraft | None = None
        self._draft: InspectionDraft | None = None
        self._sent: InspectionDraft | None = None
        self._waiting: list[Settled] = []
        self._clashing = False
        # What still stands in an open cell is taken before anything is stored or printed.
        self.before_flush: Callable[[], bool] = lambda: True
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._save)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._try_again)
        self._is_again = False
        self.unsaved = UnsavedVisit(tools, self)
        tools.hub.announced.connect(self._announced)
        tools.drafts.hurried.connect(self._hurry)

    @property
    def card(self) -> InspectionCard:
        """The visit as it was read last; RuntimeError before one was opened."""
        if self._card is None:
            raise RuntimeError("no visit is open")
        return self._card

    @property
    def wanted(self) -> int:
        """The id of the visit asked for last; it may still be on its way."""
        return self._wanted

    @property
    def draft(self) -> InspectionDraft:
        """What is on the screen."""
        return self._draft or self.card.draft

    @property
    def ready(self) -> bool:
        """Tell whether the visit asked for last is the one at hand."""
        return self._card is not None and self._card.id == self._wanted

    @property
    def editable(self) -> bool:
        """Tell whether the visit may be changed."""
        return self.ready and self.card.status in _OPEN

    @property
    def dirty(self) -> bool:
        """Tell whether something on the screen is not stored yet."""
        return self._draft != self._stored

    def open(self, inspection_id: int) -> None:
        """Read a visit and show it; NotFound goes to `refused`."""
        self._wanted, inspections = inspection_id, self._tools.office.inspections
        self._tools.jobs.read(
            lambda: inspections.card(inspection_id), self._show, self.refused.emit, owner=self
        )

    def change(self, **fields: Any) -> None:
        """Change fields of the draft; it is saved after a pause."""
        if not self.editable:
            return
        self._draft = dataclasses.replace(self.draft, **fields)
        self._is_again = False
        self._timer.start()
        self.edited.emit()

    def change_whole(self, opened: InspectionDraft, typed: InspectionDraft) -> None:
        """Take a draft typed over the one that was `opened`; what came meanwhile stays.

        Where both changed a field, a person decides as over two savings (`merged`).
        """
        whole, clashes = merge_drafts(opened, typed, self.draft)
        names = (field.name for field in dataclasses.fields(whole))
        self.change(**{name: getattr(whole, name) for name in names})
        if clashes and self.editable:
            self._clashing = True
            self.merged.emit(clashes)

    def flush(self, then: Settled) -> None:
        """Save now what is not saved; `then(True)` once all of it is stored, else `then(False)`."""
        if not self.before_flush():
            then(False)
            return
        if not self.dirty and self._sent is None:
            then(True)
            return
        self._waiting.append(then)
        if self._clashing or not self.editable:
            self._settle(saved=False)
            return
        self._save()

    def drop(self) -> None:
        """Forget what is not saved."""
        self._timer.stop()
        self._again.stop()
        self.unsaved.forget()
        self._draft = self._stored
        self._clashing = False

    def keep_mine(self) -> None:
        """Save what is on the screen over the other person's changes."""
        self._clashing = False
        self._save()

    def take_theirs(self) -> None:
        """Show what is stored in place of what is on the screen."""
        self.drop()
        self.shown.emit(self.card)

    def _show(self, card: InspectionCard) -> None:
        if card.id != self._wanted:
            return
        self._take(card)
        self._draft = card.draft
        self._clashing = False
        self._timer.stop()
        self._again.stop()
        self.shown.emit(card)
        self.unsaved.look(card, self._give_back if self.editable else None)

    def _give_back(
        self, stored: InspectionDraft, typed: InspectionDraft, moment: dt.datetime
    ) -> bool:
        """Put on the screen what was typed here and not saved, beside what was saved since.

        False when something else is typed already.
        """
        if self.dirty:
            return False
        self._draft, clashes = merge_drafts(stored, typed, self.card.draft)
        self._clashing = bool(clashes)
        self.shown.emit(self.card)
        self.returned.emit(moment)
        if clashes:
            self.merged.emit(clashes)
        else:
            self._timer.start()
        return True

    def _take(self, card: InspectionCard) -> None:
        self._card, self._stored = card, card.draft

    def _save(self) -> None:
        self._timer.stop()
        if not self.dirty or not self.editable or not self._tools.jobs.open:
            return
        if self._sent is not None or self._clashing:
            self._keep_beside()  # the base does not answer, or a person has not yet
            return
        sent, card, office = self.draft, self.card, self._tools.office
        self._sent = sent

        def work() -> tuple[Changes, InspectionCard, dt.datetime]:
            saved = office.inspections.save(card.id, card.version, sent)
            return saved.changes, office.inspections.card(card.id), office.desk.now()

        self._tools.jobs.write(work, self._accept, self._reject, owner=self)

    def _accept(self, answer: tuple[Changes, InspectionCard, dt.datetime]) -> None:
        changes, card, moment = answer
        sent, self._sent = self._sent, None
        if sent is not None and card.id == self.card.id:
            # What was typed meanwhile stays; the rest takes the stored form (ids of new rows).
            before = self.draft.measurements
            self._draft, _ = merge_drafts(sent, self.draft, card.draft)
            self._take(card)
            if self._draft.measurements != before:
                self.edited.emit()  # the office gave rows their norms, or took rows away
        self._tools.hub.announce(changes)
        self.saved.emit(moment)
        if self.dirty and self._waiting:
            self._save()
        elif self.dirty:
            self._timer.start()
        else:
            self.unsaved.forget()
            self._settle(saved=True)

    def _reject(self, error: OfficeError) -> None:
        self._sent = None
        if isinstance(error, Conflict):
            inspections, visit = self._tools.office.inspections, self.card.id
            self._tools.jobs.read(
                lambda: inspections.card(visit), self._join, self._give_up, owner=self
            )
        else:
            self._give_up(error)

    def _give_up(self, error: OfficeError) -> None:
        self._keep_beside()
        if isinstance(error, StorageError):
            self._again.start()
        if not self._is_again:
            self.refused.emit(error)  # once for a hindrance, not at every attempt
        self._settle(saved=False)

    def _join(self, card: InspectionCard) -> None:
        """Put what another person saved together with what is on the screen."""
        base = self._stored or card.draft
        self._draft, clashes = merge_drafts(base, self.draft, card.draft)
        self._take(card)
        self._clashing = bool(clashes)
        self.shown.emit(card)
        self.merged.emit(clashes)
        if clashes:
            self._keep_beside()
            self._settle(saved=False)
        elif self.dirty:
            self._save()
        else:
            self._settle(saved=True)

    def _try_again(self) -> None:
        self._is_again = True
        self._save()

    def _hurry(self) -> None:
        self.before_flush()
        self._keep_beside()

    def _keep_beside(self) -> None:
        """Keep what is typed as a draft until the visit takes it."""
        if self.dirty and self._card is not None and self._stored is not None:
            self.unsaved.keep(self._card, self._stored, self.draft)

    def _settle(self, *, saved: bool) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(saved)

    def _announced(self, changes: object) -> None:
        """Read the visit anew when it was changed elsewhere and nothing is typed here."""
        if not isinstance(changes, Changes) or self._card is None or self.dirty:
            return
        own = _concerns(changes, Kind.INSPECTION, (self._card.id,))
        if not own and not _concerns(changes, Kind.TICKET, self._card.draft.ticket_ids):
            return
        inspections, visit = self._tools.office.inspections, self._card.id
        self._tools.jobs.read(
            lambda: inspections.card(visit), self._refresh, self.refused.emit, owner=self
        )

    def _refresh(self, card: InspectionCard) -> None:
        same = self._card is not None and card.id == self._card.id
        if same and not self.dirty and card != self._card:
            self._show(card)


def _concerns(changes: Changes, kind: Kind, wanted: Sequence[int]) -> bool:
    """Tell whether any of these is among what changed; unknown ids may be any of them."""
    ids = changes.ids.get(kind)
    return ids is not None and (not ids or not ids.isdisjoint(wanted)) and bool(wanted)
