"""The section «Обзвон»: the queue at the left, one call at the right, one key per outcome."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import CallbackOutcome
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.callbacks import (
    Call,
    CallbackOverview,
    QueueRow,
    ScriptDraft,
)
from desktop_app.core.records.tickets import TicketRow
from desktop_app.services.drafts import REMARK
from desktop_app.services.merging_save import Opened
from desktop_app.ui import keys
from desktop_app.ui.pages.callbacks.call_pane import CallPane
from desktop_app.ui.pages.callbacks.header import CallHeader, day_words
from desktop_app.ui.pages.callbacks.list_paper import CallListPaper
from desktop_app.ui.pages.callbacks.pause import (
    Pause,
    PauseMemory,
    pause_aside,
    pause_length,
    pause_words,
)
from desktop_app.ui.pages.callbacks.queue_pane import QueuePane
from desktop_app.ui.pages.callbacks.recorder import CallRecorder
from desktop_app.ui.pages.callbacks.script_sheet import ScriptSheet
from desktop_app.ui.pages.callbacks.time_sheet import TimeSheet
from desktop_app.ui.pages.callbacks.work_pane import WorkPane
from desktop_app.ui.pages.kept_text import KeptText
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.panes import Hairline, column, row

_MINUTE_MS = 60_000
_HUSH_MS = 400  # a second press of the same finger is not an answer of the next applicant
_DIGITS = ("solved", "rework", "unreached", "call_later")
_EMPTY = EmptyWords(
    "phone",
    "Обзванивать некого",
    "Сюда попадают обращения, которые исполнитель отметил исполненными.\n"
    "Заявителю звонят и одной клавишей отмечают: решено, на доработку, не дозвонились.",
    way_out="Открыть обращения",
)


class CallbacksPage(Page):
    """`counts_changed({"callbacks": n})` after every reading; `tickets_wanted` out of the empty."""

    title = "Обзвон"
    counts_changed = Signal(dict)
    tickets_wanted = Signal()

    def __init__(self, tools: Tools, hush_ms: int = _HUSH_MS) -> None:
        """Build both panes; the queue is asked when the page comes to the front.

        For `hush_ms` milliseconds after a record no other outcome is taken.
        """
        super().__init__()
        self._tools = tools
        self._now = tools.office.desk.now
        self._count = 0
        self._wanted: int | None = None
        self._others: list[QueueRow] = []
        self._same_phone: tuple[int | None, str] = (None, "")
        self._last = ""
        self._overview: CallbackOverview | None = None
        desk = tools.office.desk
        self.pauses = PauseMemory(tools.state, tools.office.path, lambda: desk.clerk_id)
        self.header = CallHeader()
        self.queue = QueuePane(tools, self._now)
        self.pane = CallPane(self._now)
        self.work = WorkPane(self.pane)
        self.recorder = CallRecorder(tools, self.queue, self.pane, self.pauses, hush_ms)
        self._kept = KeptText(tools, REMARK, self)
        self.paper = CallListPaper(tools, self)
        self._empty = EmptyState(_EMPTY)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._build()
        self._wire()
        self._bind()

    def _build(self) -> None:
        both = QWidget()
        body = row(self.queue, Hairline(upright=True), self.work, space=0)
        body.setStretch(2, 1)
        both.setLayout(body)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        whole = column(self.header, holder)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        queue, pane, recorder = self.queue, self.pane, self.recorder
        queue.loaded.connect(self._loaded)
        queue.failed.connect(self._not_loaded)
        queue.rested.connect(self._read_call)
        queue.opened.connect(self._open)
        queue.remark_begun.connect(self._begin_remark)
        queue.status_text.connect(self.status_text)
        queue.undo_offered.connect(self.undo_offered)
        pane.typed.connect(lambda t, said: self._kept.typed(t.id, f"Обзвон № {t.number}", said))
        recorder.recorded.connect(self._recorded)
        recorder.undone.connect(self._undone)
        recorder.refused.connect(self._refused)
        recorder.taken.connect(self.failed)
        recorder.undo_offered.connect(self.undo_offered)
        pane.left.connect(queue.view.setFocus)
        pane.own_time_wanted.connect(self._ask_time)
        self.header.script.clicked.connect(self.change_script)
        self.header.paper.clicked.connect(self.print_list)
        self.paper.failed.connect(self.failed)
        self.header.pause.clicked.connect(self.pause_calls)
        self.work.resumed.connect(self.resume_calls)
        self.work.whole_wanted.connect(queue.reset)
        self._empty.way_out_pressed.connect(self.tickets_wanted)
        self._minute.timeout.connect(self._ask_if_seen)
        self._minute.start()
        self._tools.hub.announced.connect(self._announced)

    def _bind(self) -> None:
        for place, name in enumerate(_DIGITS, start=1):
            keys.bind(name, self, lambda n=place: self.recorder.press(n))  # type: ignore[misc]  # bound per digit
        keys.bind("save_close", self.pane, self.recorder.submit)
        keys.bind("pause_calls", self, self._turn)
        keys.bind("close", self, self._back)
        keys.bind("find_call", self, lambda: self.queue.search.begin(""))
        keys.bind("form_print", self, self.print_list)
        keys.bind("excel", self, self.export_list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the queue its share of a large screen."""
        super().resizeEvent(event)
        self.queue.set_page_width(event.size().width())

    # What the frame asks for

    def activate(self) -> None:
        """Ask the queue anew and put the focus into it: digits act there."""
        self._last = ""  # what was done elsewhere since is what Ctrl+Z takes back first
        self.recorder.takeover.begin()
        pause = self.pauses.now()
        if pause is not None and self._wanted is None and self.pane.call is None:
            self._wanted = pause.ticket  # where the calling stopped before the program was closed
        self.queue.activate()
        self._kept.read(self.pane.take_typed)

    def open_record(self, record_id: int) -> None:
        """Show the call of a ticket, if it waits for one."""
        self._wanted = record_id
        self.queue.show_whole()
        self.queue.ask()

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        return (
            Command("Слова разговора", self.change_script, icon="chat"),
            Command("Список для обзвона", self.print_list, icon="printer"),
            Command("Пауза обзвона, продолжить обзвон", self._turn, icon="pause"),
            *self.queue.views.commands(),
        )

    def change_script(self) -> None:
        """Let the clerk change the words read aloud."""

        def ask(opened: Opened[ScriptDraft]) -> None:
            ScriptSheet(self._tools, self, opened, self._tools.hub.announce)

        self._tools.jobs.read(
            self._tools.office.callbacks.script_card, ask, self.failed.emit, owner=self
        )

    def print_list(self) -> None:
        """Show the queue of the screen as a paper to call by."""
        self.paper.show_list(self.queue.model.ids, self.queue.filters.words)

    def export_list(self) -> None:
        """Write the queue of the screen for Excel."""
        self.paper.write_workbook(self.queue.model.ids, self.queue.filters.words)

    # The pause

    def pause_calls(self) -> None:
        """Stop the calling: no key records anything until it goes on."""
        if self._overview is not None and self._overview.figures.waiting:
            self.pauses.begin(Pause(self._now(), self.queue.view.current_id()))
            self._show_state()

    def resume_calls(self) -> None:
        """Go on at the selected applicant."""
        pause = self.pauses.now()
        if pause is not None:
            self.pauses.end()
            self._last = f"Пауза закончена: {pause_length(pause, self._now())}"
            self.pane.begin_anew()
            self._show_state()
            self.queue.ask()
            self.queue.view.setFocus()

    def _turn(self) -> None:
        if self.pauses.now() is None:
            self.pause_calls()
        else:
            self.resume_calls()

    def _show_state(self) -> None:
        """Show the call, or in its place why there is none."""
        pause, now = self.pauses.now(), self._now()
        self.header.show_pause(pause_aside(pause, now) if pause is not None else "")
        words = pause_words(pause, now) if pause is not None else None
        self.work.show_state(words, has_call=bool(self._count))

    # The queue and the call

    def _ask_if_seen(self) -> None:
        if self.isVisible():
            self.queue.ask()

    def _loaded(self, count: int) -> None:
        self.recorder.queue_settled()
        wanted, self._wanted = self._wanted, None
        takeover = self.recorder.takeover
        view, query, ids = self.queue.view, self.queue.filters.query, self.queue.model.ids
        if wanted is not None:
            view.select_id(wanted)
        elif self.isVisible():
            takeover.notice(self.pane.call, query, ids, view.current_id())
        takeover.loaded(query)
        self._count = count
        if count or not query.narrows:
            self._stack.setCurrentIndex(0 if count else 1)
        self._show_state()
        self._read_call()
        self._tools.jobs.read(
            self._tools.office.callbacks.overview, self._counted, self.failed.emit, owner=self
        )

    def _counted(self, overview: CallbackOverview) -> None:
        self._overview = overview
        figures = overview.figures
        self.header.show_overview(overview)
        self.queue.show_figures(figures)
        if self.queue.filters.query.narrows:
            self._stack.setCurrentIndex(0 if figures.waiting else 1)
        self.counts_changed.emit({"callbacks": figures.waiting})
        self._tell()

    def _read_call(self) -> None:
        ticket, callbacks = self.queue.view.current_id(), self._tools.office.callbacks

        def read() -> tuple[Call, list[QueueRow]]:
            call = callbacks.call(ticket)
            return call, callbacks.same_phone(call.row)

        if ticket >= 0:
            self._tools.jobs.read(read, self._show, self.failed.emit, owner=self)

    def _show(self, answer: tuple[Call, list[QueueRow]]) -> None:
        call, others = answer
        if call.row.id == self.queue.view.current_id():
            self._others = [other for other in others if other.id in self.queue.model.ids]
            number = self._same_phone[1] if self._same_phone[0] == call.row.id else ""
            self.pane.show_call(call)
            self.pane.show_same_phone(self._others, number)

    def _announced(self, changes: object) -> None:
        if not isinstance(changes, Changes):
            return
        if changes.touches(Kind.SETTING):
            self._read_call()
        if changes.touches(Kind.CLERK):
            self._show_state()  # a pause is of the clerk who made it

    def _open(self, ticket_id: int) -> None:
        """Open a card, but not by the second half of a double Enter that recorded a call."""
        if not self.recorder.is_busy:
            self.open_requested.emit("tickets", ticket_id)

    def _begin_remark(self, letter: str) -> None:
        if self.pauses.now() is None:
            self.pane.begin_remark(letter)

    def _back(self) -> None:
        search = self.queue.search
        if not search.hasFocus():
            self.pane.back()
        elif search.text():
            search.clear()
        else:
            self.queue.view.setFocus()

    # Outcomes

    def _ask_time(self) -> None:
        call = self.pane.call
        if call is not None:
            TimeSheet(self, self._now, lambda moment: self.recorder.record_later(call, moment))

    def _recorded(self, call: Call, outcome: CallbackOutcome) -> None:
        ticket = call.row.ticket
        if self.queue.view.current_id() == ticket.id:  # else the clerk has gone on by himself
            self._go_on_after(ticket)
        told = f"№ {ticket.number} — {outcome.title_ru.lower()}, {self._now():%H:%M}"
        self._last = f"Последнее: {told} · Отменить Ctrl+Z"
        self.pane.forget_remark(ticket.id)
        self._kept.settled(ticket.id)

    def _go_on_after(self, ticket: TicketRow) -> None:
        same = {other.id for other in self._others}
        self._wanted = self.queue.next_after(ticket.id, same)
        self._same_phone = (self._wanted if self._wanted in same else None, ticket.number)
        self.queue.view.setFocus()

    def _not_loaded(self, error: OfficeError) -> None:
        self.recorder.queue_settled()
        self.failed.emit(error)

    def _refused(self, error: OfficeError) -> None:
        self.failed.emit(error)
        self._read_call()

    def _undone(self, ticket_id: int, remark: str) -> None:
        self._wanted, self._last = ticket_id, ""
        self.pane.keep_remark(ticket_id, remark)

    def _tell(self) -> None:
        parts = []
        if self._last:
            parts.append(self._last)
        if self._overview is not None:
            parts.append(day_words(self._overview.figures))
        self.status_text.emit(" · ".join(parts))
