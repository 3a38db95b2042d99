"""The section «Обращения»: the register, the intake form and the card in one place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout

from desktop_app.core.changes import Changes
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.organizations import OrganizationRef
from desktop_app.core.records.tickets import StatusChange
from desktop_app.ui import keys
from desktop_app.ui.pages.hand_over import HandOverSheet
from desktop_app.ui.pages.tickets.card import CardScreen
from desktop_app.ui.pages.tickets.intake import IntakeScreen
from desktop_app.ui.pages.tickets.register_view import RegisterScreen
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page, UndoOffer
from desktop_app.ui.widgets.suggest_edit import Choice


class TicketsPage(Page):
    """Shows one of its views and carries out what they ask for."""

    title = "Обращения"
    visit_wanted = Signal(list)

    def __init__(self, tools: Tools) -> None:
        """Build the register; the other views are built when first needed."""
        super().__init__()
        self._tools = tools
        self.register = RegisterScreen(tools)
        self.intake = IntakeScreen(tools)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.register)
        self._stack.addWidget(self.intake)
        self.card = CardScreen(tools)
        self._stack.addWidget(self.card)
        self._wire()
        keys.bind("new", self.register, self.take_call)

    def _wire(self) -> None:
        register = self.register
        register.status_text.connect(self.status_text)
        register.failed.connect(self.failed)
        register.hand_over_wanted.connect(self.hand_over)
        register.done_wanted.connect(self.mark_done)
        register.call_wanted.connect(self.take_call)
        register.opened.connect(self.open_record)
        self._wire_intake()
        self._wire_card()

    def _wire_intake(self) -> None:
        intake = self.intake
        intake.left.connect(self.show_register)
        intake.changed.connect(self._tools.hub.announce)
        intake.hand_over_wanted.connect(self.hand_over)
        intake.undo_wanted.connect(self._undo)
        intake.failed.connect(self.failed)
        intake.opened.connect(self.open_record)
        intake.house_wanted.connect(lambda house: self.open_requested.emit("buildings", house))

    def _wire_card(self) -> None:
        card = self.card
        card.left.connect(self.show_register)
        card.hand_over_wanted.connect(self.hand_over)
        card.done_wanted.connect(self.mark_done)
        card.visit_wanted.connect(self.visit_wanted)
        card.changed.connect(lambda changes, words: self.tell(words, changes))
        card.status_text.connect(self.status_text)
        card.failed.connect(self.failed)
        card.house_wanted.connect(lambda house: self.open_requested.emit("buildings", house))

    def warm(self) -> None:
        """Load what the first call would have to wait for."""
        self._tools.jobs.read(self._tools.office.house_search.warm, lambda _: None, owner=self)

    def activate(self) -> None:
        """Show fresh figures with the focus in the list."""
        self.warm()
        if self._stack.currentWidget() is self.register:
            self.register.activate()

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        if self._stack.currentWidget() is self.card:
            steps = [Command(words, act) for words, act in self.card.steps.steps()]
            wanted = [self.card.ticket_id]
            return (Command("Передать", lambda: self.hand_over(wanted)), *steps)
        return (
            Command("Принять звонок", self.take_call, keys.cap("new"), icon="phone"),
            Command("Передать выбранные", lambda: self.hand_over(self.register.selected())),
            Command("Отметить исполненными", lambda: self.mark_done(self.register.selected())),
            Command("Сбросить отбор", self.register.filters.reset, keys.cap("filter_reset")),
        )

    def open_record(self, record_id: int) -> None:
        """Open the card of a ticket; previous and next follow the list it is in."""
        if self._stack.currentWidget() is self.intake:
            self.intake.leave()
        self._stack.setCurrentWidget(self.card)
        self._show_status_line(shown=True)
        ids = self.register.list.model.ids
        self.card.open(record_id, ids if record_id in ids else [record_id])

    def take_call(self) -> None:
        """Open the intake form with a new call."""
        self._stack.setCurrentWidget(self.intake)
        self._show_status_line(shown=False)
        self.intake.begin()
        self.intake.drafts.load(lambda: None)

    def show_register(self) -> None:
        """Give the register back."""
        self._stack.setCurrentWidget(self.register)
        self._show_status_line(shown=True)
        self.register.activate()

    def _show_status_line(self, *, shown: bool) -> None:
        self.shows_status_line = shown
        self.status_line_shown.emit(shown)

    def leave(self, on_left: Callable[[], None]) -> None:
        """Keep the call being typed as a draft before another section comes."""
        if self._stack.currentWidget() is self.intake:
            self.intake.drafts.keep()
        on_left()

    def hand_over(self, ticket_ids: list[int]) -> None:
        """Ask to whom and how, then hand the tickets over."""
        if not ticket_ids:
            return
        office = self._tools.office

        def read() -> tuple[list[OrganizationRef], int | None]:
            return office.organizations.refs(), office.tickets.card(ticket_ids[0]).organization_id

        def ask(answer: tuple[list[OrganizationRef], int | None]) -> None:
            refs, proposed = answer
            choices = [Choice(ref.id, ref.name, ref.kind.title_ru) for ref in refs]
            HandOverSheet(self._tools, self, ticket_ids, choices, proposed, self._handed)

        self._tools.jobs.read(read, ask, self.failed.emit, owner=self)

    def mark_done(self, ticket_ids: list[int]) -> None:
        """Mark tickets done: they go to the callback queue."""
        if not ticket_ids:
            return
        tickets = self._tools.office.tickets
        change = StatusChange(TicketStatus.DONE)
        self._tools.jobs.write(
            lambda: tickets.set_statuses(ticket_ids, change),
            lambda changes: self.tell("Исполнено, ждёт обзвона", changes),
            self.failed.emit,
            owner=self,
        )

    def tell(self, words: str, changes: Changes) -> None:
        """Announce a change and offer to take it back."""
        self._tools.hub.announce(changes)
        action = changes.action
        if action is not None:
            self.undo_offered.emit(UndoOffer(words, lambda: self._undo(action)))

    def _handed(self, changes: Changes) -> None:
        self.tell("Передано", changes)

    def _undo(self, action: int) -> None:
        undo = self._tools.office.undo
        self._tools.jobs.write(
            lambda: undo.undo(action), self._tools.hub.announce, self.failed.emit, owner=self
        )
