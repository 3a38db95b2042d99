"""The right pane of the card: handovers, callbacks, the office's own note."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core import clock
from desktop_app.core.enums import CallbackOutcome, HandoverOutcome, TicketStatus
from desktop_app.core.people import short_name
from desktop_app.core.records.tickets import Handover, TicketCard
from desktop_app.core.text import counted
from desktop_app.ui.models.columns import Column, Kind, Mark
from desktop_app.ui.models.snapshot_model import Reader
from desktop_app.ui.pages.small_table import small_table
from desktop_app.ui.theme import Tone, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.panes import Hairline, column, drop, row
from desktop_app.ui.widgets.scroll_pane import ScrollPane, SidePane

_WIDTH = 390
_PILLS = {
    CallbackOutcome.SOLVED: Pill("Решено", "check", Tone.GOOD),
    CallbackOutcome.REWORK: Pill("На доработку", "back", TicketStatus.REWORK),
    CallbackOutcome.UNREACHED: Pill("Не дозвонились", "phone-missed", Tone.MUTED),
    CallbackOutcome.LATER: Pill("Перезвонить", "clock", Tone.WARNING),
}
_CALLBACK_COLUMNS = (
    Column("at", "Попытка", 94, lambda c: c.made_at, Kind.DATE, sortable=False),
    Column("outcome", "Итог", 138, lambda c: _PILLS[c.outcome], Kind.PILL, sortable=False),
    Column(
        "who",
        "Кто",
        100,
        lambda c: short_name(c.clerk) or None,
        muted=True,
        sortable=False,
        leaves=1,
    ),
)


class ActionsPane(SidePane):
    """`answered(handover id, outcome, words)`.

    `noted(ticket, words, seen)` when the note was left with other words than it came with.
    """

    answered = Signal(int, object, str)
    noted = Signal(int, str, str)

    def __init__(self, reader: Reader, files: QWidget) -> None:
        """Build the fixed parts, `files` at the foot; tables come with a card."""
        super().__init__(_WIDTH)
        self._reader = reader
        self._outer, self._upper = column(), column()
        self.setLayout(column(self._outer, files, None))
        self._tables: QWidget | None = None
        self.note = _NoteArea()
        self._lay_out()
        self.note.left.connect(self.noted)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, 12, MARGIN, 12)
        body.setSpacing(8)
        body.addLayout(self._upper)
        body.addWidget(Hairline())
        body.addWidget(SectionHead("Заметка для своих"))
        body.addWidget(self.note)
        inside = ScrollPane(body)
        inside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._outer.addWidget(inside)

    def show_card(self, card: TicketCard) -> None:
        """Show a ticket's handovers and callbacks; a note being typed is left alone."""
        self.note.show_of(card.row.id, card.private_note)
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(SectionHead("Передачи", str(len(card.handovers) or "")))
        if card.handovers:
            table = small_table("Передачи", _handover_columns(), card.handovers, self._reader)
            body.addWidget(table)
        waiting = [
            one
            for one in card.handovers
            if one.outcome is HandoverOutcome.WAITING and one.cycle_number == card.cycle_number
        ]
        status = card.row.status
        if waiting and (status.runs_clock or status is TicketStatus.ON_HOLD):
            body.addLayout(row(*self._answer_buttons(waiting[0]), None))
        body.addWidget(Hairline())
        attempts = counted(len(card.callbacks), "попытка", "попытки", "попыток")
        body.addWidget(SectionHead("Обзвон", attempts if card.callbacks else "ещё не звонили"))
        if card.callbacks:
            body.addWidget(small_table("Обзвон", _CALLBACK_COLUMNS, card.callbacks, self._reader))
        drop(self._tables, self._upper)
        self._tables = QWidget()
        self._tables.setLayout(body)
        self._upper.addWidget(self._tables)

    def _answer_buttons(self, handover: Handover) -> Sequence[QWidget]:
        accept, back = Button("П&ринять ответ"), Button("&Вернуть")
        accept.clicked.connect(lambda: self.answered.emit(handover.id, HandoverOutcome.DONE, ""))
        back.clicked.connect(lambda: self.answered.emit(handover.id, HandoverOutcome.RETURNED, ""))
        return accept, back


class _NoteArea(TextArea):
    """`left(ticket, typed, seen)` when the field is left with other words than it came with.

    `typed(ticket, words)` after every letter, with no words when nothing is left to write.
    """

    left = Signal(int, str, str)
    typed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__("Заметка для своих", "Видна только сотрудникам")
        # What could not be written, by ticket: the words typed, and those they were typed over.
        self._unwritten: dict[int, tuple[str, str]] = {}
        self._ticket, self._seen = -1, ""
        follow_look(self._fix)
        self.textChanged.connect(self._tell)

    def show_of(self, ticket_id: int, stored: str) -> None:
        """Show the note of a ticket; words typed and not written yet stay."""
        if ticket_id != self._ticket:
            self.leave()
        elif self.text() not in (self._seen, stored):
            return  # it is being typed
        typed, self._seen = self._unwritten.pop(ticket_id, (stored, stored))
        self._ticket = ticket_id
        if self.text() != typed:
            self.setPlainText(typed)

    def leave(self) -> None:
        """Give away what was typed since the note was shown."""
        typed, seen = self.text(), self._seen
        if typed != seen:
            self._seen = typed
            self.left.emit(self._ticket, typed, seen)

    def take_back(self, ticket_id: int, typed: str, seen: str) -> None:
        """Keep words that could not be written: they are tried again when the field is left."""
        if ticket_id != self._ticket:
            self._unwritten[ticket_id] = typed, seen
        elif self._seen == typed:
            self._seen = seen

    def give_back(self, ticket_id: int, typed: str) -> bool:
        """Show words a killed program kept, unless others stand there; False when they do."""
        if ticket_id != self._ticket or self.text() != self._seen or typed == self._seen:
            return False
        self.setPlainText(typed)
        return True

    def _tell(self) -> None:
        if self._ticket > 0:
            self.typed.emit(self._ticket, "" if self.text() == self._seen else self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed."""
        super().focusOutEvent(event)
        self.leave()

    def _fix(self) -> None:
        self.setFixedHeight(look().metrics.px(70))


def _handover_columns() -> tuple[Column, ...]:
    return (
        Column("sent", "Передано", 85, lambda h: h.sent_at, Kind.DATE, sortable=False),
        Column("to", "Кому", 112, lambda h: h.organization, sortable=False),
        Column("number", "Их №", 54, lambda h: h.their_number or None, sortable=False, leaves=1),
        Column("promised", "Обещали", 98, _promise, Kind.MARK, sortable=False),
    )


def _promise(handover: Handover) -> Mark | None:
    if handover.promised_at is None:
        return None
    words = clock.show_short(handover.promised_at)
    broken = handover.outcome is HandoverOutcome.WAITING and handover.promised_at < clock.now()
    return Mark(words, "alert" if broken else "", Tone.DANGER if broken else Tone.MUTED)
