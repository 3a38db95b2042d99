"""The section «Выезды»: the list and one visit in one place."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedLayout

from desktop_app.core.changes import Changes
from desktop_app.core.enums import RemedyState
from desktop_app.core.records.inspections import (
    InspectionCard,
    InspectionDraft,
    OpenRemedy,
    Remedy,
    SavedInspection,
)
from desktop_app.ui import keys
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.day_papers import DayPapers
from desktop_app.ui.pages.visits.papers import NO_NEED
from desktop_app.ui.pages.visits.plan_sheet import PlanSheet
from desktop_app.ui.pages.visits.remedy_sheet import RemedySheet
from desktop_app.ui.pages.visits.screen import VisitScreen
from desktop_app.ui.pages.visits.visit_list import VisitList
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page, UndoOffer

_LOSE = Question(
    "Уйти без сохранения?",
    "Последние правки выезда не сохранены: их не принимает база или в них есть ошибка.",
    "Уйти без них",
    "Остаться",
)


class VisitsPage(Page):
    """Shows one of its views and plans visits for the other sections."""

    title = "Выезды"

    def __init__(self, tools: Tools, opener: FileOpener | None = None) -> None:
        """Build the list and the visit; `opener` opens the papers that were written."""
        super().__init__()
        self._tools = tools
        opener = opener or FileOpener(tools)
        note = WorkNote(opener)
        self.list = VisitList(tools, note)
        self.day_papers = DayPapers(tools, note, self)
        self.visit = VisitScreen(tools, opener)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.visit)
        self._wire()

    def _wire(self) -> None:
        listed, visit = self.list, self.visit
        listed.opened.connect(self.open_record)
        listed.new_wanted.connect(self.begin)
        listed.cancel_wanted.connect(self._ask_cancel)
        listed.remedy_wanted.connect(self._open_remedy)
        listed.day_wanted.connect(self.day_papers.ask)
        listed.status_text.connect(self._tell_of_list)
        listed.failed.connect(self.failed)
        listed.views.undo_offered.connect(self.undo_offered)
        visit.left.connect(self.show_list)
        visit.status_text.connect(self.status_text)
        visit.failed.connect(self.failed)
        visit.undo_offered.connect(self.undo_offered)
        visit.again_wanted.connect(self.begin_again)

    @property
    def shows_visit(self) -> bool:
        """Tell whether a visit is in front."""
        return self._stack.currentWidget() is self.visit

    def activate(self) -> None:
        """Refresh the list when it is in front."""
        if not self.shows_visit:
            self.list.activate()

    def open_record(self, record_id: int) -> None:
        """Open a visit, once what is typed in the present one is kept."""
        self.leave(lambda: self._open(record_id))

    def record_in_front(self) -> int:
        """Return the card on the screen, 0 when it is something else."""
        return self.visit.keeper.wanted if self.shows_visit else 0

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        plan = Command("Назначить выезд", self.begin, keys.cap("new"), icon="plus")
        if self.shows_visit:
            return (plan, *self.visit.commands())
        return (
            plan,
            Command("Меры из актов, которые ждут", self.list.show_remedies, icon="flag"),
            Command("Бумаги выездов на день", self.day_papers.ask, icon="printer"),
            *self.list.views.commands(),
        )

    def show_remedies(self) -> None:
        """Show the remedies that wait, once what is typed is kept."""
        self.leave(self._to_remedies)

    def _to_remedies(self) -> None:
        self._to_list()
        self.list.show_remedies()

    def _open_remedy(self, remedy_id: int) -> None:
        """Ask how a remedy stands; the visit it comes from is a step away."""
        inspections = self._tools.office.inspections

        def ask(found: list[OpenRemedy]) -> None:
            for waiting in found:
                self._ask_remedy(waiting)

        self._tools.jobs.read(
            lambda: inspections.remedies([remedy_id]), ask, self.failed.emit, owner=self
        )

    def _ask_remedy(self, waiting: OpenRemedy) -> None:
        RemedySheet(
            self,
            Remedy(waiting.what, None, waiting.responsible, waiting.due_on, waiting.state),
            (),
            lambda changed: self._follow(waiting, changed),
            only_state=True,
            to_visit=lambda: self.open_record(waiting.inspection_id),
        )

    def _follow(self, waiting: OpenRemedy, changed: Remedy) -> None:
        def done(changes: Changes) -> None:
            self._tools.hub.announce(changes)
            words = f"Мера: {changed.state.title_ru.lower()}"
            back = UndoOffer(words, lambda: self._set_remedy(waiting.id, waiting.state))
            self.undo_offered.emit(back)

        if changed.state is not waiting.state:
            self._set_remedy(waiting.id, changed.state, changed.fixed_on, done)

    def _set_remedy(
        self,
        remedy_id: int,
        state: RemedyState,
        fixed_on: dt.date | None = None,
        then: Callable[[Changes], None] | None = None,
    ) -> None:
        inspections = self._tools.office.inspections
        self._tools.jobs.write(
            lambda: inspections.set_remedy_state(remedy_id, state, fixed_on),
            then or self._tools.hub.announce,
            self.failed.emit,
            owner=self,
        )

    def leave(self, on_left: Callable[[], None]) -> None:
        """Keep what is typed first; what cannot be kept is asked about."""
        keeper = self.visit.keeper
        if not self.shows_visit:
            on_left()
            return

        def lose() -> None:
            keeper.take_theirs()
            on_left()

        def settled(saved: bool) -> None:
            if saved:
                on_left()
            else:
                self._tools.dialogs.confirm(self, _LOSE, lose)

        keeper.flush(settled)

    def show_list(self) -> None:
        """Give the list back, once what is typed is kept."""
        self.leave(self._to_list)

    def begin(self) -> None:
        """Ask for a house and plan a visit to it."""
        PlanSheet(self._tools, self, self._planned)

    def begin_from_tickets(self, ticket_ids: Sequence[int]) -> None:
        """Plan a visit resting on tickets of one house; a refusal is told above the page."""
        inspections, ids = self._tools.office.inspections, list(ticket_ids)
        self._propose(lambda: inspections.from_tickets(ids))

    def begin_for_house(self, building_id: int) -> None:
        """Plan a visit to a house."""
        inspections = self._tools.office.inspections
        self._propose(lambda: inspections.draft_for(building_id))

    def begin_again(self, visit_id: int) -> None:
        """Plan a visit that checks a former one again."""
        inspections = self._tools.office.inspections
        self._propose(lambda: inspections.again(visit_id))

    def _propose(self, make: Callable[[], InspectionDraft]) -> None:
        buildings = self._tools.office.buildings

        def read() -> tuple[InspectionDraft, str]:
            draft = make()
            return draft, buildings.card(draft.building_id).address

        def ask(answer: tuple[InspectionDraft, str]) -> None:
            PlanSheet(self._tools, self, self._planned, *answer)

        self._tools.jobs.read(read, ask, self.failed.emit, owner=self)

    def _planned(self, saved: SavedInspection) -> None:
        self._tools.hub.announce(saved.changes)
        self.open_record(saved.id)

    def _open(self, visit_id: int) -> None:
        self._stack.setCurrentWidget(self.visit)
        self.visit.open(visit_id)

    def _to_list(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self.list.activate()

    def _tell_of_list(self, words: str) -> None:
        if not self.shows_visit:
            self.status_text.emit(words)

    def _ask_cancel(self, visit_id: int) -> None:
        inspections = self._tools.office.inspections
        self._tools.jobs.read(
            lambda: inspections.card(visit_id), self._cancel, self.failed.emit, owner=self
        )

    def _cancel(self, card: InspectionCard) -> None:
        inspections = self._tools.office.inspections

        def write(reason: str) -> None:
            self._tools.jobs.write(
                lambda: inspections.cancel(card.id, card.version, reason),
                lambda saved: self._tools.hub.announce(saved.changes),
                self.failed.emit,
                owner=self,
            )

        self._tools.dialogs.ask_reason(
            self,
            f"Отменить выезд № {card.number}",
            "Почему выезд не состоится",
            write,
            ready=NO_NEED,
            yes="Отменить выезд",
        )
