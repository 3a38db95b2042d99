"""One call: whom to ring, what was said and answered, what to say, and its outcome by one key."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core import clock
from desktop_app.core.clock import Clock
from desktop_app.core.enums import CallbackOutcome
from desktop_app.core.records.callbacks import Call, QueueRow
from desktop_app.core.text import NBSP
from desktop_app.ui.pages.callbacks.attempts import GivingWay, attempt_event, running_event
from desktop_app.ui.pages.callbacks.choice import (
    OUTCOMES,
    ChoiceGrid,
    outcome_faces,
    time_faces,
    time_of,
)
from desktop_app.ui.pages.callbacks.remark import RemarkEdit
from desktop_app.ui.pages.callbacks.words_card import WordsCard
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.note import Air, Note
from desktop_app.ui.widgets.panes import Pane, column, row, set_shown
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.timeline import Timeline
from desktop_app.ui.widgets.wrap_row import WrapRow

_MARGIN = 24
_TIME_WIDTH = 92
_NAMED = 3
_SECOND_MS = 1_000
_NEEDS_REMARK = "напишите, что не сделано, и Enter"
_NEEDS_OUTCOME = "выберите итог: Enter и цифра"


class CallPane(Pane):
    """`decided(outcome, remark, next call or None)` when the clerk chose.

    `own_time_wanted`: «перезвонить» at a time of one's own. `left`: back to the queue. Remarks
    typed and not used are kept by ticket; `typed(ticket, remark)` after every letter.
    """

    decided = Signal(object, str, object)
    own_time_wanted = Signal()
    left = Signal()
    typed = Signal(object, str)

    def __init__(self, now: Clock) -> None:
        """Build the zones; nothing is shown before the first call."""
        super().__init__()
        self._now = now
        self.call: Call | None = None
        self._asks_time = False
        self._waits_for: CallbackOutcome | None = None
        self._typed: dict[int, str] = {}
        self._phone = Paragraph("", Type.NUMBER_LARGE)
        self._phone_words = Paragraph("", Type.CELL, Tone.MUTED)
        self._person = Paragraph("")
        self._same = Paragraph("", Type.CELL_BOLD, Tone.INFO)
        self._pill = PillLabel()
        self._about = Text("", Type.CELL, Tone.MUTED)
        self._complaint = WordsCard("На что жаловался")
        self._answer = WordsCard("Что ответил исполнитель")
        self._script_note = Note(Tone.INFO, icon_name="chat", air=Air.LINES)
        self._script = self._script_note.add_text("", role=Type.SPOKEN)
        self._when = SectionHead("Когда перезвонить", "Esc — назад к итогам")
        self.choice = ChoiceGrid()
        self.remark = RemarkEdit()
        self.field = FormField(
            "&Замечание заявителя", self.remark, "при «На доработку» — обязательно"
        )
        self._attempts = SectionHead("Попытки")
        self._timeline = Timeline(time_width=_TIME_WIDTH)
        self._begun = now()
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(self._show_attempts)
        self._build()
        self.choice.chosen.connect(self._chosen)
        self.remark.left.connect(self._remark_ended)
        self.remark.textEdited.connect(lambda _: self.field.set_problem(""))
        self.remark.textEdited.connect(self._tell_typed)

    def _build(self) -> None:
        whom, about = QWidget(), QWidget()
        whom.setLayout(column(self._phone, self._phone_words, self._person, space=2))
        about.setLayout(column(row(None, self._pill), self._about, space=4))
        cards = row(self._complaint, self._answer, space=12)
        cards.setStretch(0, 1)
        cards.setStretch(1, 1)
        body = QVBoxLayout()
        body.setContentsMargins(_MARGIN, 14, _MARGIN, 4)
        body.setSpacing(0)
        head = WrapRow(whom, None, about, line_gap=4)
        for item, gap in (
            (column(head, self._same, space=2), 10),
            (cards, 9),
            (self._script_note, 14),
            (self._when, 0),
            (self.choice, 10),
            (self.field, 10),
            (self._attempts, 8),
        ):
            body.addWidget(item) if isinstance(item, QWidget) else body.addLayout(item)
            body.addSpacing(gap)
        body.addWidget(GivingWay(column(self._timeline, None)), 1)
        self._when.setContentsMargins(0, 0, 0, 6)
        self._when.hide()
        self.setLayout(column(ScrollPane(body)))

    def show_call(self, call: Call) -> None:
        """Show a call; the same ticket shown again keeps what is typed and asked."""
        if self.call is None or self.call.row.id != call.row.id:
            self._keep_typed()
            self.remark.setText(self._typed.pop(call.row.id, ""))
            self._wait_for(None)
            self.field.set_problem("")
            self._asks_time = False
            self._begun = self._now()
        self.call = call
        ticket = call.row.ticket
        self._phone.set_text(", ".join(call.phones) or ticket.phone or "без телефона")
        is_more = bool(call.phones and call.phone_words)
        self._phone_words.set_text(f"Записано: {call.phone_words}" if is_more else "")
        set_shown(self._phone_words, is_more)
        self._person.set_text(
            " · ".join(part for part in (ticket.applicant_name, call.address) if part)
        )
        self._pill.set_pill(ticket.status)
        done = f" · исполнено {clock.show_short(ticket.done_at)}" if ticket.done_at else ""
        self._about.setText(f"№ {ticket.number}{done}")
        self._complaint.set_words(call.details)
        by = f"{call.answered_by}: " if call.answer and call.answered_by else ""
        self._answer.set_words(f"{by}{call.answer}" if call.answer else "")
        self._script.set_text(_aloud(call.script))
        self._attempts.set_aside(str(len(call.attempts)) if call.attempts else "ещё не звонили")
        self._show_attempts()
        self._show_faces()

    def begin_anew(self) -> None:
        """Count the call on screen from now: the calling was stopped."""
        self._begun = self._now()
        self._show_attempts()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the seconds of the call run."""
        super().showEvent(event)
        self._show_attempts()
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing run that nobody sees."""
        self._second.stop()
        super().hideEvent(event)

    def show_same_phone(self, others: Sequence[QueueRow], just_called: str) -> None:
        """Say what else this phone is called about; `just_called` is the ticket before this one."""
        words = []
        if just_called:
            words.append(f"Тот же телефон, что у № {just_called}: только что звонили")
        if others:
            named = [f"№ {row.ticket.number} ({row.ticket.topic})" for row in others[:_NAMED]]
            more = f" и ещё {len(others) - _NAMED}" if len(others) > _NAMED else ""
            words.append(f"По этому телефону ждёт и {', '.join(named)}{more}: откроется следующим")
        self._same.set_text(". ".join(words).replace("№ ", f"№{NBSP}"))
        set_shown(self._same, bool(words))

    def press(self, number: int) -> None:
        """Do what the key digit means now: an outcome, or a time to call again."""
        if self.call is not None:
            self.choice.press(number)

    def submit(self) -> None:
        """Record the outcome that waited for its remark (Ctrl+Enter)."""
        if self._waits_for is not None and self.remark.text().strip():
            self._decide(self._waits_for)
        elif self._waits_for is not None:
            self.demand_remark()
        elif self.remark.hasFocus():
            self.field.set_problem(_NEEDS_OUTCOME)

    def _remark_ended(self) -> None:
        """Enter answers the outcome that asked for the remark; else it gives the keyboard back."""
        if self._waits_for is not None:
            self.submit()
        else:
            self.left.emit()

    def back(self) -> None:
        """Go back a step (Esc): from times to outcomes, from the field to the queue."""
        if self._asks_time:
            self._ask_time(asking=False)
            return
        self._wait_for(None)
        self.field.set_problem("")
        self.left.emit()

    def begin_remark(self, text: str) -> None:
        """Take the focus with a letter typed in the queue."""
        if self.call is not None:
            self.remark.setFocus()
            self.remark.insert(text)
            self._tell_typed(self.remark.text())

    def demand_remark(self) -> None:
        """Say that the remark is needed, and put the focus there."""
        self._wait_for(CallbackOutcome.REWORK)
        self.field.set_problem(_NEEDS_REMARK)
        self.remark.setFocus()

    def forget_remark(self, ticket_id: int) -> None:
        """Drop the remark of a ticket: it is recorded; what is typed of another one stays."""
        if self.call is not None and self.call.row.id == ticket_id:
            self.remark.clear()
        self._typed.pop(ticket_id, None)

    def remark_of(self, ticket_id: int) -> str:
        """Return what was typed of a ticket that is not on screen any more."""
        return self._typed.get(ticket_id, "").strip()

    def keep_remark(self, ticket_id: int, text: str) -> None:
        """Give a remark back to a ticket whose call was undone."""
        if text:
            self._typed[ticket_id] = text

    def take_typed(self, left: dict[int, str]) -> None:
        """Give tickets the remarks a killed program kept; what is typed here since stays."""
        for ticket, text in left.items():
            if self.call is None or self.call.row.id != ticket:
                self._typed.setdefault(ticket, text)
            elif not self.remark.text():
                self.remark.setText(text)

    def choose_time(self, moment: dt.datetime) -> None:
        """Record «перезвонить» at a moment."""
        self._decide(CallbackOutcome.LATER, moment)

    def _chosen(self, number: int) -> None:
        if self.call is None:
            return
        if self._asks_time:
            self._time_chosen(number)
            return
        outcome = OUTCOMES[number - 1]
        if outcome is CallbackOutcome.LATER:
            self._ask_time(asking=True)
        elif outcome is CallbackOutcome.REWORK and not self.remark.text().strip():
            self.demand_remark()
        else:
            self._decide(outcome)

    def _time_chosen(self, number: int) -> None:
        moment = time_of(number, self._now())
        if moment is not None:
            self.choose_time(moment)
        elif self.choice.tiles[number - 1].isEnabled() and number == len(OUTCOMES):
            self.own_time_wanted.emit()
        else:
            self._show_faces()

    def _decide(self, outcome: CallbackOutcome, again: dt.datetime | None = None) -> None:
        self._ask_time(asking=False)
        self.decided.emit(outcome, self.remark.text().strip(), again)

    def _ask_time(self, *, asking: bool) -> None:
        self._asks_time = asking
        self._show_faces()

    def _show_attempts(self) -> None:
        if self.call is not None:
            made = [attempt_event(attempt) for attempt in self.call.attempts]
            goes_on = running_event(self.call, self._begun, self._now())
            self._timeline.set_events([goes_on, *made])

    def _show_faces(self) -> None:
        if self.call is None:
            return
        self._when.setVisible(self._asks_time)
        now = self._now()
        self.choice.set_faces(time_faces(now) if self._asks_time else outcome_faces(self.call, now))
        self.choice.mark(None if self._asks_time else self._waits_for)

    def _wait_for(self, outcome: CallbackOutcome | None) -> None:
        self._waits_for = outcome
        self.choice.mark(outcome)
        self.remark.keep_digits(outcome is not None)

    def _tell_typed(self, text: str) -> None:
        if self.call is not None:
            self.typed.emit(self.call.row.ticket, text)

    def _keep_typed(self) -> None:
        if self.call is not None and self.remark.text():
            self._typed[self.call.row.id] = self.remark.text()


def _aloud(words: str) -> str:
    """Return words to be read aloud in quotes; those inside become the inner ones."""
    inner = words.replace("«", "„").replace("»", "“").replace("№ ", f"№{NBSP}")
    return f"«{inner}»"
