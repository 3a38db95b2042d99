"""The right pane of the card: handovers, callbacks, the office's own note."""

from collections.abc import Callable, Sequence

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
from desktop_app.ui.theme import Tone, look
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
    """`answered(handover id, outcome, words)`, `noted(words)` when the note was left."""

    answered = Signal(int, object, str)
    noted = Signal(str)

    def __init__(self, reader: Reader, files: QWidget) -> None:
        """Build the fixed parts, `files` at the foot; tables come with a card."""
        super().__init__(_WIDTH)
        self._reader = reader
        self._outer = column()
        self.setLayout(column(self._outer, files, None))
        self._inside: ScrollPane | None = None
        self._note: TextArea | None = None
        self._kept = ""

    def show_card(self, card: TicketCard) -> None:
        """Show a ticket's handovers and callbacks."""
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, 12, MARGIN, 12)
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
        if waiting:
            body.addLayout(row(*self._answer_buttons(waiting[0]), None))
        body.addWidget(Hairline())
        attempts = counted(len(card.callbacks), "попытка", "попытки", "попыток")
        body.addWidget(SectionHead("Обзвон", attempts if card.callbacks else "ещё не звонили"))
        if card.callbacks:
            body.addWidget(small_table("Обзвон", _CALLBACK_COLUMNS, card.callbacks, self._reader))
        body.addWidget(Hairline())
        body.addWidget(SectionHead("Заметка для своих"))
        body.addWidget(self._note_field(card.private_note))
        self._replace(body)

    def _replace(self, body: QVBoxLayout) -> None:
        drop(self._inside, self._outer)
        self._inside = ScrollPane(body)
        self._inside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._outer.addWidget(self._inside)

    def _answer_buttons(self, handover: Handover) -> Sequence[QWidget]:
        accept, back = Button("П&ринять ответ"), Button("&Вернуть")
        accept.clicked.connect(
            lambda: self.answered.emit(handover.id, HandoverOutcome.DONE, "исполнено")
        )
        back.clicked.connect(lambda: self.answered.emit(handover.id, HandoverOutcome.RETURNED, ""))
        return accept, back

    def _note_field(self, text: str) -> TextArea:
        note = _NoteArea(self._leave)
        note.setPlainText(text)
        note.setFixedHeight(look().metrics.px(70))
        self._note, self._kept = note, text
        return note

    def _leave(self, text: str) -> None:
        if text != self._kept:
            self._kept = text
            self.noted.emit(text)


class _NoteArea(TextArea):
    def __init__(self, on_left: Callable[[str], None]) -> None:
        super().__init__("Заметка для своих", "Видна только сотрудникам")
        self._on_left = on_left

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._on_left(self.toPlainText())


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
