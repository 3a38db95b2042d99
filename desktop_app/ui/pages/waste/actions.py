"""What is done to sites from the list and the card: each said at once, with a way back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.waste import MissedSaved, SiteCard, SiteSaved
from desktop_app.core.text import counted
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.waste.small_sheets import Causes, CauseSheet, CollectedSheet
from desktop_app.ui.shell.page import Follow, UndoOffer

T = TypeVar("T")


class SiteActions(QObject):
    """`failed(error)`, `undo_offered(UndoOffer)`, `ticket_wanted(id)`; changes go to the hub."""

    failed = Signal(object)
    undo_offered = Signal(object)
    ticket_wanted = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        """Act in the name of a page."""
        super().__init__(parent)
        self._tools, self._page = tools, parent

    def missed(self, site_id: int, kind: WasteKind | None = None) -> None:
        """Write down that the latest collection did not happen: a ticket is made of it."""
        service = self._tools.office.missed
        self._write(lambda: service.mark(site_id, kind=kind), self._marked)

    def collected(self, site_id: int) -> None:
        """Ask when it was collected after all, naming the tickets this finishes."""
        service = self._tools.office.missed

        def ask(found: list[tuple[int, str]]) -> None:
            numbers = [number for _, number in found]
            CollectedSheet(self._tools, self._page, site_id, numbers, self._done)

        self._tools.jobs.read(lambda: service.tickets(site_id), ask, self.failed.emit, owner=self)

    def cause(self, card: SiteCard, missed_id: int) -> None:
        """Ask why a collection did not happen."""
        row = next(item for item in card.missed if item.id == missed_id)
        CauseSheet(self._tools, self._page, card.id, row, self._caused)

    def remove(self, site_ids: Sequence[int], title: str) -> None:
        """Take sites out of the list."""
        waste = self._tools.office.waste
        many = counted(len(site_ids), "площадка убрана", "площадки убраны", "площадок убрано")
        words = f"Убрана площадка «{title}»" if len(site_ids) == 1 else many
        self._write(lambda: waste.remove(site_ids), lambda changes: self._offer(changes, words))

    def set_schedules(
        self,
        card: SiteCard,
        schedules: Sequence[Schedule],
        words: str,
        on_saved: Callable[[], object],
        on_error: Callable[[OfficeError], None] | None = None,
    ) -> None:
        """Save the timetables of a site; `on_saved` before its way back is offered."""
        waste = self._tools.office.waste
        draft = replace(card.draft, schedules=tuple(schedules))

        def saved(answer: SiteSaved) -> None:
            on_saved()
            self.saved(answer, words)

        self._tools.jobs.write(
            lambda: waste.save(card.id, card.version, draft),
            saved,
            on_error or self.failed.emit,
            owner=self,
        )

    def saved(self, saved: SiteSaved, words: str) -> None:
        """Tell of a saved site and offer the way back."""
        if saved.changes.action is not None:
            self._offer(saved.changes, words)

    def told(self, changes: Changes) -> None:
        """Tell every page of a change."""
        self._tools.hub.announce(changes)

    def _offer(self, changes: Changes, words: str) -> None:
        self._tools.hub.announce(changes)
        action, waste = changes.action, self._tools.office.waste
        if action is not None:

            def undo() -> None:
                self._write(lambda: waste.undo(action), self.told)

            self.undo_offered.emit(UndoOffer(words, undo))

    def _marked(self, saved: MissedSaved) -> None:
        self._tools.hub.announce(saved.changes)
        missed = self._tools.office.missed
        due = clock.show_short(saved.due)
        words = f"Не вывезли к {due}: обращение № {saved.ticket}"
        ticket = saved.ticket_id
        follow = Follow("Открыть", lambda: self.ticket_wanted.emit(ticket)) if ticket else None
        offer = UndoOffer(
            words, lambda: self._write(lambda: missed.unmark(saved), self.told), follow
        )
        self.undo_offered.emit(offer)

    def _done(self, saved: MissedSaved) -> None:
        self._tools.hub.announce(saved.changes)
        missed = self._tools.office.missed
        words = f"Вывезли {clock.show_short(saved.due)}: {saved.address}"
        self.undo_offered.emit(
            UndoOffer(words, lambda: self._write(lambda: missed.not_collected(saved), self.told))
        )

    def _caused(self, site_id: int, changes: Changes, before: Causes) -> None:
        self._tools.hub.announce(changes)
        missed = self._tools.office.missed

        def undo() -> None:
            self._write(
                lambda: missed.set_causes(site_id, before), lambda answer: self.told(answer[0])
            )

        self.undo_offered.emit(UndoOffer("Причина срыва записана", undo))

    def _write(self, fn: Callable[[], T], on_done: Callable[[T], None]) -> None:
        self._tools.jobs.write(fn, on_done, self.failed.emit, owner=self)
