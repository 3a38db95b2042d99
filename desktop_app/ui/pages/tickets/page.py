"""The section «Обращения»: the register, the intake form and the card in one place."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout

from desktop_app.core.changes import Changes
from desktop_app.ui import keys
from desktop_app.ui.pages.outage_actions import OutageActions
from desktop_app.ui.pages.ticket_actions import TicketActions
from desktop_app.ui.pages.tickets.answer_sheet import AnswerSheet
from desktop_app.ui.pages.tickets.card import CardScreen
from desktop_app.ui.pages.tickets.intake import IntakeScreen
from desktop_app.ui.pages.tickets.phrases_sheet import PhrasesSheet
from desktop_app.ui.pages.tickets.register_view import RegisterScreen
from desktop_app.ui.pages.tickets.row_keys import RowKeys
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page, UndoOffer

_REGISTRY = "Реестр передачи…"


class TicketsPage(Page):
    """Shows one of its views and carries out what they ask for."""

    title = "Обращения"
    visit_wanted = Signal(list)

    def __init__(self, tools: Tools) -> None:
        """Build the register; the other views are built when first needed."""
        super().__init__()
        self._tools = tools
        self._call: int | None = None  # the action that wrote the last call
        self._calls_back: set[int] = set()
        self.ticket_actions = TicketActions(tools, self)
        self.outage_actions = OutageActions(tools, self)
        self.register = RegisterScreen(tools)
        self.intake = IntakeScreen(tools)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.register)
        self._stack.addWidget(self.intake)
        self.card = CardScreen(tools)
        self._row_keys = RowKeys(tools, self)
        self._stack.addWidget(self.card)
        self._wire()
        keys.bind("new", self.register, self.take_call)
        keys.bind("new", self.card, self.take_call)
        keys.bind("print", self.register, self.print_cards)
        keys.bind(
            "join_incident",
            self.register,
            lambda: self.outage_actions.attach(self.register.selected()),
        )

    def _wire(self) -> None:
        register, actions = self.register, self.ticket_actions
        actions.undo_offered.connect(self.undo_offered)
        actions.failed.connect(self.failed)
        self.outage_actions.undo_offered.connect(self.undo_offered)
        self.outage_actions.failed.connect(self.failed)
        register.status_text.connect(self._tell_of_register)
        register.failed.connect(self.failed)
        register.undo_offered.connect(self.undo_offered)
        register.hand_over_wanted.connect(actions.hand_over)
        register.done_wanted.connect(actions.mark_done)
        register.registry_wanted.connect(actions.registry.of_tickets)
        rows = self._row_keys
        register.list.view.copy_requested.connect(rows.copy_call)
        register.list.view.delete_requested.connect(
            lambda _: rows.cancel_chosen(register.selected())
        )
        rows.copied.connect(self._take_like)
        rows.done.connect(lambda changes, words: actions.tell(words, changes))
        rows.told.connect(self.status_text)
        rows.failed.connect(self.failed)
        register.call_wanted.connect(self.take_call)
        register.opened.connect(self.open_record)
        self._wire_intake()
        self._wire_card()

    def _wire_intake(self) -> None:
        intake = self.intake
        intake.left.connect(self.show_register)
        intake.changed.connect(self._call_written)
        intake.added.connect(self._call_added)
        intake.hand_over_wanted.connect(self.ticket_actions.hand_over)
        intake.undo_wanted.connect(lambda: self._take_back_call(self._call))
        intake.paper_wanted.connect(self.ticket_actions.cards.show_card)
        intake.failed.connect(self.failed)
        intake.writes.behind.connect(
            lambda changes, words: self.ticket_actions.tell(words, changes)
        )
        intake.opened.connect(self.open_record)
        intake.discarded.connect(self._discarded)
        intake.drafts.tabs_changed.connect(
            lambda: self.register.show_drafts(len(intake.drafts.parked))
        )
        self.register.drafts.clicked.connect(self._take_up)
        intake.house_wanted.connect(lambda house: self.open_requested.emit("buildings", house))

    def _wire_card(self) -> None:
        card = self.card
        card.left.connect(self.show_register)
        card.hand_over_wanted.connect(self.ticket_actions.hand_over)
        card.done_wanted.connect(self.ticket_actions.mark_done)
        card.visit_wanted.connect(self.visit_wanted)
        card.changed.connect(lambda changes, words: self.ticket_actions.tell(words, changes))
        card.status_text.connect(self.status_text)
        card.failed.connect(self.failed)
        card.files.undo_offered.connect(self.undo_offered)
        card.house_wanted.connect(lambda house: self.open_requested.emit("buildings", house))
        card.outage_wanted.connect(lambda one: self.open_requested.emit("outages", one))
        card.attach_wanted.connect(self.outage_actions.attach)
        card.detach_wanted.connect(self.outage_actions.detach)

    def warm(self) -> None:
        """Load what the first call would have to wait for."""
        self._tools.jobs.read(self._tools.office.house_search.warm, lambda _: None, owner=self)
        if self._stack.currentWidget() is not self.intake:
            self.intake.drafts.load(lambda: None)

    def activate(self) -> None:
        """Show fresh figures with the focus in the list."""
        self.warm()
        if self._stack.currentWidget() is self.register:
            self.register.activate()
        elif self._stack.currentWidget() is self.card:
            self.card.activate()

    def record_in_front(self) -> int:
        """Return the card on the screen, 0 when it is something else."""
        return max(self.card.ticket_id, 0) if self._stack.currentWidget() is self.card else 0

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        actions = self.ticket_actions
        if self._stack.currentWidget() is self.card:
            steps = [Command(words, act) for words, act in self.card.steps.steps()]
            wanted = [self.card.shown_id]
            paper = Command(_REGISTRY, lambda: actions.registry.of_tickets(wanted))
            return (Command("Передать", lambda: actions.hand_over(wanted)), *steps, paper)
        return (
            Command("Принять звонок", self.take_call, keys.cap("new"), icon="phone"),
            Command("Передать выбранные", lambda: actions.hand_over(self.register.selected())),
            Command("Отметить исполненными", lambda: actions.mark_done(self.register.selected())),
            Command(
                "Поставить выбранные на контроль",
                lambda: actions.set_control(self.register.selected(), on=True),
            ),
            Command(
                "Снять выбранные с контроля",
                lambda: actions.set_control(self.register.selected(), on=False),
            ),
            *self.outage_actions.commands(self.register.selected),
            *self._papers(),
            Command("Сбросить отбор", self.register.narrowing.reset, keys.cap("filter_reset")),
            *self.register.views.commands(),
            Command("Готовые ответы", self.show_answers, icon="book"),
            Command("Готовые фразы", self.show_phrases, icon="pencil"),
        )

    def _papers(self) -> list[Command]:
        """Return what can be printed of the list: cards, registries of handing over."""
        actions, selected = self.ticket_actions, self.register.selected
        papers = [
            Command("Карточки на бумаге", self.print_cards, keys.cap("print"), icon="printer"),
            Command(_REGISTRY, lambda: actions.registry.of_tickets(selected())),
        ]
        if actions.handed:
            handed = list(actions.handed)
            words = "Реестр только что переданных…"
            papers.append(Command(words, lambda: actions.registry.of_tickets(handed)))
        return papers

    def print_cards(self) -> None:
        """Show the cards of the selected tickets on paper, each on a sheet of its own."""
        self.ticket_actions.cards.show_cards(self.register.selected())

    def open_record(self, record_id: int) -> None:
        """Open the card of a ticket; previous and next follow the list it is in."""
        if self._stack.currentWidget() is self.intake:
            self.intake.leave()
        self._stack.setCurrentWidget(self.card)
        self._show_status_line(shown=True)
        ids = self.register.list.model.ids
        self.card.open(record_id, ids if record_id in ids else [record_id])

    def show_answers(self) -> None:
        """Open the ready answers to read and to correct them."""
        AnswerSheet(self._tools, self, (None, ""), None, None).open()

    def show_phrases(self) -> None:
        """Open the phrases typed by a code."""
        PhrasesSheet(self._tools, self)

    def take_call(self) -> None:
        """Open the intake form with a new call."""
        self._show_intake(self.intake.begin)

    def _take_like(self, body: dict[str, object]) -> None:
        self._show_intake(lambda: self.intake.begin_like(body))

    def _take_up(self) -> None:
        """Go on with the call put aside last."""
        parked = self.intake.drafts.parked
        if parked:
            self._show_intake(lambda: self.intake.resume(parked[-1].id))

    def _call_written(self, changes: Changes) -> None:
        """Announce a call just written; Ctrl+Z takes it back, as the strip above it says."""
        self._tools.hub.announce(changes)
        self._call = changes.action
        if self._call is not None:
            undo = partial(self._take_back_call, self._call)
            self.undo_offered.emit(UndoOffer("Звонок записан", undo, quiet=True))

    def _call_added(self, ticket_id: int, changes: Changes) -> None:
        """Show the ticket a call went to: its number and term are read to the caller again."""
        self.open_record(ticket_id)
        self.ticket_actions.tell("Прежнее обращение дополнено", changes)

    def _take_back_call(self, action: int | None) -> None:
        if action is None or action in self._calls_back:
            return  # the strip has done it before the key
        undo = self._tools.office.undo

        def done(changes: Changes) -> None:
            self._calls_back.add(action)
            self._tools.hub.announce(changes)
            self.intake.taken_back(action)

        self._tools.jobs.write(lambda: undo.undo(action), done, self.failed.emit, owner=self)

    def _discarded(self, title: str, body: dict[str, object]) -> None:
        words = f"Черновик звонка убран: {title}" if title else "Черновик звонка убран"
        self.undo_offered.emit(
            UndoOffer(words, lambda: self._show_intake(lambda: self.intake.take_back(body)))
        )

    def _show_intake(self, begin: Callable[[], None]) -> None:
        self._stack.setCurrentWidget(self.intake)
        self._show_status_line(shown=False)
        begin()
        self.intake.drafts.load(lambda: None)

    def show_register(self) -> None:
        """Give the register back."""
        self._stack.setCurrentWidget(self.register)
        self._show_status_line(shown=True)
        self.register.activate()

    def _tell_of_register(self, words: str) -> None:
        """Leave the status line to the card while it is in front."""
        if self._stack.currentWidget() is self.register:
            self.status_text.emit(words)

    def _show_status_line(self, *, shown: bool) -> None:
        self.shows_status_line = shown
        self.status_line_shown.emit(shown)

    def leave(self, on_left: Callable[[], None]) -> None:
        """Keep the call being typed as a draft before another section comes."""
        if self._stack.currentWidget() is self.intake:
            self.intake.drafts.secure()
        on_left()
