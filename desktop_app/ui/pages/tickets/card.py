"""The card of a ticket: facts at the left, history by cycle, handovers and callbacks right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.deadline_words import DeadlineLevel
from desktop_app.core.enums import Entity, HandoverOutcome, TicketStatus
from desktop_app.core.errors import NotFound, OfficeError
from desktop_app.core.records.buildings import BuildingCard
from desktop_app.core.records.tickets import TicketCard
from desktop_app.services.drafts import NOTE
from desktop_app.ui import keys
from desktop_app.ui.pages.attachments_block import AttachmentsBlock
from desktop_app.ui.pages.choice_menu import drop_menu
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.kept_text import KeptText
from desktop_app.ui.pages.preview_ticket import TicketPaperPreview
from desktop_app.ui.pages.ticket_columns import deadline_of
from desktop_app.ui.pages.tickets.card_actions import ActionsPane
from desktop_app.ui.pages.tickets.card_facts import FactsPane
from desktop_app.ui.pages.tickets.card_history import HistoryPane
from desktop_app.ui.pages.tickets.steps import TicketSteps
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.bars import Crumbs
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import Hairline, Pane, column, row
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.text import Paragraph, Text

_SUBJECT = 160  # letters of a line under the number, at most


class CardScreen(QWidget):
    """`left` back to the register; the other signals name what the clerk asked for."""

    left = Signal()
    hand_over_wanted = Signal(list)
    done_wanted = Signal(list)
    visit_wanted = Signal(list)
    house_wanted = Signal(int)
    outage_wanted = Signal(int)
    attach_wanted = Signal(list)
    detach_wanted = Signal(list)
    changed = Signal(object, str)
    status_text = Signal(str)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the zones."""
        super().__init__()
        self._tools = tools
        self._ids: Sequence[int] = ()
        self._place = 0
        self.ticket_id = self.shown_id = -1  # asked for, and on the screen
        self._position = Text("", Type.CELL, Tone.MUTED)
        self._previous, self._next = Button("Пре&дыдущее"), Button("&Следующее")
        self._print = Button("Печать", icon_name="printer", key=keys.cap("form_print"))
        tools_row: list[QWidget | int | None] = [self._print, 14, self._position, 7]
        tools_row += [self._previous, 6, self._next]
        self._crumbs = Crumbs("Обращения", tools_row)
        self._number = Text("", Type.NUMBER)
        self._pills = [PillLabel() for _ in range(3)]
        self._subject = Paragraph("", Type.CELL, columns=_SUBJECT)
        self._hand = Button("&Передать", icon_name="arrow-right")
        self._done = Button("&Исполнено", icon_name="check")
        self._visit = Button("&Назначить выезд", Rank.PRIMARY, icon_name="document")
        self._more = Button("&Ещё", icon_name="chevron-down")
        self.steps = TicketSteps(tools, self)
        self.paper = TicketPaperPreview(tools, self)
        self.facts, self.history = FactsPane(), HistoryPane()
        self.files = AttachmentsBlock(tools, Entity.TICKET, FileOpener(tools), MARGIN)
        self.side = ActionsPane(tools.jobs, self.files)
        self._kept = KeptText(tools, NOTE, self)
        self._build()
        self._wire()

    def _build(self) -> None:
        head = Pane()
        self._named = row(self._number, 4, *self._pills, None)
        self._acts = row(None, self._more, self._hand, self._done, self._visit)
        self._head: QBoxLayout = row(column(self._named, 6, self._subject), self._acts)
        self._head.setStretch(0, 1)
        self._head.setContentsMargins(MARGIN, 12, MARGIN, 14)
        head.setLayout(self._head)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for pane, stretch in ((self.facts, 0), (self.history, 1), (self.side, 0)):
            if body.count():
                body.addWidget(Hairline(upright=True))
            body.addWidget(pane, stretch)
        self.setLayout(column(self._crumbs, head, Hairline(), body))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the steps under the number where the largest letters leave no room beside it."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        wanted = self._named.sizeHint().width() + self._acts.sizeHint().width() + 2 * MARGIN
        folds, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(folds if wanted > self.width() else beside)

    def _wire(self) -> None:
        self._crumbs.back.connect(self.left)
        self._previous.clicked.connect(lambda _checked=False: self._step(-1))
        self._next.clicked.connect(lambda _checked=False: self._step(1))
        self._hand.clicked.connect(lambda: self.hand_over_wanted.emit([self.shown_id]))
        self._done.clicked.connect(lambda: self.done_wanted.emit([self.shown_id]))
        self._visit.clicked.connect(lambda: self.visit_wanted.emit([self.shown_id]))
        self._more.clicked.connect(self._show_steps)
        self.steps.done.connect(self.changed)
        self.steps.failed.connect(self._refused)
        self.facts.house_wanted.connect(self.house_wanted)
        self.facts.outage_wanted.connect(self.outage_wanted)
        self.steps.attach_wanted.connect(self.attach_wanted)
        self.steps.detach_wanted.connect(self.detach_wanted)
        self.facts.ticket_wanted.connect(lambda ticket: self.open(ticket, [ticket]))
        self.side.answered.connect(self._answer)
        self.side.noted.connect(self._keep_note)
        self.side.note.typed.connect(self._keep_typed)
        self.files.failed.connect(self.failed)
        self._tools.hub.announced.connect(self._announced)
        self._print.clicked.connect(self._show_paper)
        self.paper.failed.connect(self.failed)
        keys.bind("form_print", self, self._show_paper)
        keys.bind("close", self, self.left.emit)
        keys.bind("back", self, self.left.emit)
        keys.bind("refresh", self, self._load)
        keys.bind("open", self, self.steps.edit)
        keys.bind("join_incident", self, self.steps.join_outage)

    def open(self, ticket_id: int, ids: Sequence[int]) -> None:
        """Show a ticket; `ids` is the list it came from, for previous and next."""
        self._ids = ids
        self._place = list(ids).index(ticket_id) if ticket_id in ids else 0
        self.ticket_id = ticket_id
        self._load()
        self.files.show_of(ticket_id)
        self.setFocus()

    def activate(self) -> None:
        """Come to the front again: what another section changed meanwhile was not heard here."""
        if self.ticket_id >= 0:
            self._load()

    def _show_paper(self) -> None:
        self.paper.show_card(self.shown_id, self._number.text())

    def _show_steps(self) -> None:
        drop_menu(self.steps.menu(), self._more)

    def _step(self, by: int) -> None:
        place = self._place + by
        if 0 <= place < len(self._ids):
            self.open(self._ids[place], self._ids)

    def _load(self) -> None:
        wanted, office = self.ticket_id, self._tools.office

        def read() -> tuple[TicketCard, BuildingCard | None]:
            card = office.tickets.card(wanted)
            house = office.buildings.card(card.building_id) if card.building_id else None
            return card, house

        self._tools.jobs.read(
            read, self._show, lambda error: self._not_read(wanted, error), owner=self
        )

    def _not_read(self, wanted: int, error: OfficeError) -> None:
        """Leave a ticket that is gone, and one that never came: another one is on the screen."""
        self.failed.emit(error)
        if wanted == self.ticket_id and (wanted != self.shown_id or isinstance(error, NotFound)):
            self.ticket_id = self.shown_id
            self.left.emit()

    def _show(self, answer: tuple[TicketCard, BuildingCard | None]) -> None:
        card, house = answer
        if card.row.id != self.ticket_id:
            return
        is_other = card.row.id != self.shown_id
        ticket, self.shown_id = card.row, card.row.id
        self._crumbs.set_words(f"№ {ticket.number}")
        self._position.setText(f"{self._place + 1} из {len(self._ids)}" if self._ids else "")
        self._previous.setEnabled(self._place > 0)
        self._next.setEnabled(self._place + 1 < len(self._ids))
        self._number.setText(ticket.number)
        flat = f", кв. {ticket.premise}" if ticket.premise else ""
        parts = (f"{card.full_address}{flat}", ticket.topic, ticket.applicant_name)
        self._subject.set_text(" · ".join(part for part in parts if part))
        self._show_pills(card)
        can_work = ticket.status.runs_clock
        self._hand.setEnabled(can_work)
        self._done.setEnabled(can_work or ticket.status is TicketStatus.ON_HOLD)
        self._visit.setEnabled(card.building_id is not None)
        self.steps.show_card(card)
        self.facts.show_card(card, house)
        self.history.show_card(card)
        self.side.show_card(card)
        if is_other:
            self._kept.read(self._give_note_back)
        last = card.history[0].at if card.history else ticket.registered_at
        who = card.history[0].clerk if card.history else ""
        words = f"Версия {card.version} · изменено {last:%d.%m %H:%M}"
        self.status_text.emit(f"{words}, {who}" if who else words)

    def _show_pills(self, card: TicketCard) -> None:
        mark = deadline_of(card.row)
        late = mark.level is DeadlineLevel.OVERDUE
        title = mark.text[0].upper() + mark.text[1:]
        shown: list[Pill | TicketStatus | None] = [
            card.row.status,
            Pill(title, "alert", Tone.DANGER) if late else None,
            Pill("Повторное", "repeat", Tone.MUTED) if card.row.is_repeat else None,
        ]
        for label, pill in zip(self._pills, shown, strict=True):
            label.set_pill(pill)
        self._fold()

    def _answer(self, handover_id: int, outcome: HandoverOutcome, text: str) -> None:
        if outcome is HandoverOutcome.RETURNED and not text:
            self._tools.dialogs.ask_reason(
                self,
                "Организация вернула обращение",
                "Почему вернули",
                lambda reason: self._answer(handover_id, outcome, reason),
                ready=("не наш дом", "не наша услуга", "нет доступа"),
            )
            return
        handovers, ticket = self._tools.office.handovers, self.shown_id
        self._tools.jobs.write(
            lambda: handovers.answer(ticket, handover_id, outcome, text),
            lambda changes: self.changed.emit(changes, "Ответ записан"),
            self._refused,
            owner=self,
        )

    def _keep_note(self, ticket: int, text: str, seen: str) -> None:
        tickets = self._tools.office.tickets
        self._tools.jobs.write(
            lambda: tickets.set_private_note(ticket, text, seen),
            lambda changes: self._note_written(ticket, changes),
            lambda error: self._note_refused(error, ticket, text, seen),
            owner=self,
        )

    def _keep_typed(self, ticket: int, text: str) -> None:
        self._kept.typed(ticket, f"Заметка для своих, № {self._number.text()}", text)

    def _note_written(self, ticket: int, changes: Changes) -> None:
        self._kept.settled(ticket)
        self.changed.emit(changes, "Заметка записана")

    def _give_note_back(self, left: dict[int, str]) -> None:
        """Show what was typed into the note before the program was killed."""
        if self.side.note.give_back(self.ticket_id, left.get(self.ticket_id, "")):
            self.status_text.emit("В заметку возвращено то, что не было записано")

    def _note_refused(self, error: OfficeError, ticket: int, text: str, seen: str) -> None:
        self.side.note.take_back(ticket, text, seen)
        self.failed.emit(error)

    def _refused(self, error: OfficeError) -> None:
        self.failed.emit(error)
        self._load()

    def _announced(self, changes: object) -> None:
        if isinstance(changes, Changes) and self.isVisible() and changes.touches(Kind.TICKET):
            ids = changes.ids[Kind.TICKET]
            if not ids or self.ticket_id in ids:
                self._load()
