"""The section «Обзвон»: the queue at the left, one call at the right, one key per outcome."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import CallbackOutcome
from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.core.records.callbacks import Call, CallbackOverview, QueueRow
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.pages.callbacks.call_pane import CallPane
from desktop_app.ui.pages.callbacks.columns import queue_columns
from desktop_app.ui.pages.callbacks.header import CallHeader, day_words
from desktop_app.ui.pages.callbacks.recorder import CallRecorder
from desktop_app.ui.pages.callbacks.script_sheet import ScriptSheet
from desktop_app.ui.pages.callbacks.time_sheet import TimeSheet
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.bars import Bar
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.panes import Hairline, column, row, set_shown
from desktop_app.ui.widgets.scroll_pane import SidePane
from desktop_app.ui.widgets.text import Text

_QUEUE_WIDTH, _QUEUE_SHARE = 480, 0.34
_MINUTE_MS = 60_000
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

    def __init__(self, tools: Tools) -> None:
        """Build both panes; the queue is asked when the page comes to the front."""
        super().__init__()
        self._tools = tools
        self._now = tools.office.desk.now
        self._writes = self._moves = False
        self._wanted: int | None = None
        self._last = ""
        self._overview: CallbackOverview | None = None
        callbacks = tools.office.callbacks
        self.header = CallHeader()
        self.queue = ListScreen(
            tools,
            "callbacks",
            "К обзвону",
            queue_columns(self._now),
            callbacks.rows,
            (Kind.TICKET, Kind.BUILDING, Kind.ORGANIZATION),
        )
        self.pane = CallPane(self._now)
        self.recorder = CallRecorder(tools, self)
        self._left = SidePane(_QUEUE_WIDTH)
        self._waiting = Text("", Type.CELL_BOLD)
        self._due = Text("", Type.CELL, Tone.WARNING)
        self._empty = EmptyState(_EMPTY)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._build()
        self._wire()

    def _build(self) -> None:
        left = self._left
        left.setLayout(column(Bar("filter_bar", [self._waiting, self._due, None]), self.queue))
        work = QWidget()
        body = row(left, Hairline(upright=True), self.pane, space=0)
        body.setStretch(2, 1)
        work.setLayout(body)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(work)
        self._stack.addWidget(self._empty)
        whole = column(self.header, holder)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        view = self.queue.view
        self.queue.loaded.connect(self._loaded)
        self.queue.failed.connect(self._not_loaded)
        view.selection_rested.connect(self._rested)
        view.opened.connect(lambda ticket: self.open_requested.emit("tickets", ticket))
        view.search_typed.connect(self.pane.begin_remark)
        view.notice.connect(self.status_text)
        self.pane.decided.connect(self._record)
        self.recorder.recorded.connect(self._recorded)
        self.recorder.undone.connect(self._undone)
        self.recorder.refused.connect(self._refused)
        self.recorder.undo_offered.connect(self.undo_offered)
        self.pane.left.connect(view.setFocus)
        self.pane.own_time_wanted.connect(lambda: TimeSheet(self, self._now, self.pane.choose_time))
        self.header.script.clicked.connect(self.change_script)
        self._empty.way_out_pressed.connect(self.tickets_wanted)
        self._minute.timeout.connect(self._ask_if_seen)
        self._minute.start()
        self._tools.hub.announced.connect(self._announced)
        for place, name in enumerate(_DIGITS, start=1):
            keys.bind(name, self, lambda n=place: self._press(n))  # type: ignore[misc]  # bound per digit
        keys.bind("save_close", self.pane, self._submit)
        keys.bind("close", self, self.pane.back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the queue its share of a large screen."""
        super().resizeEvent(event)
        self._left.set_share(round(event.size().width() * _QUEUE_SHARE))

    # What the frame asks for

    def activate(self) -> None:
        """Ask the queue anew and put the focus into it: digits act there."""
        self._last = ""  # what was done elsewhere since is what Ctrl+Z takes back first
        self._ask()
        self.queue.view.setFocus()

    def open_record(self, record_id: int) -> None:
        """Show the call of a ticket, if it waits for one."""
        self._wanted = record_id
        self._ask()

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        return (Command("Слова разговора", self.change_script, icon="chat"),)

    def change_script(self) -> None:
        """Let the clerk change the words read aloud."""

        def ask(script: tuple[str, bool]) -> None:
            ScriptSheet(self._tools, self, script, self._tools.hub.announce)

        self._tools.jobs.read(
            self._tools.office.callbacks.script, ask, self.failed.emit, owner=self
        )

    # The queue and the call

    def _ask(self) -> None:
        self.queue.ask(self._tools.office.callbacks.queue, fresh=False)

    def _ask_if_seen(self) -> None:
        if self.isVisible():
            self._ask()

    def _loaded(self, count: int) -> None:
        self._moves = False
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.queue.view.select_id(wanted)
        self._stack.setCurrentIndex(0 if count else 1)
        self._read_call()
        self._tools.jobs.read(
            self._tools.office.callbacks.overview, self._counted, self.failed.emit, owner=self
        )

    def _counted(self, overview: CallbackOverview) -> None:
        self._overview = overview
        figures = overview.figures
        self.header.show_overview(overview)
        self._waiting.setText(f"К обзвону {number(figures.waiting)}")
        self._due.setText(f"· перезвонить в срок {number(figures.due)}")
        set_shown(self._due, bool(figures.due))
        self.counts_changed.emit({"callbacks": figures.waiting})
        self._tell()

    def _rested(self, _ticket_id: int) -> None:
        self._read_call()

    def _read_call(self) -> None:
        ticket, callbacks = self.queue.view.current_id(), self._tools.office.callbacks
        if ticket >= 0:
            self._tools.jobs.read(
                lambda: callbacks.call(ticket), self._show, self.failed.emit, owner=self
            )

    def _show(self, call: Call) -> None:
        if call.row.id == self.queue.view.current_id():
            self.pane.show_call(call)

    def _announced(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.touches(Kind.SETTING):
            self._read_call()

    # Outcomes

    def _press(self, digit: int) -> None:
        if self._is_ready():
            self.pane.press(digit)

    def _submit(self) -> None:
        if self._is_ready():
            self.pane.submit()

    def _is_ready(self) -> bool:
        """Tell whether the call on screen is the one selected and no other outcome is under way."""
        call = self.pane.call
        shown = call is not None and call.row.id == self.queue.view.current_id()
        return shown and not (self._writes or self._moves)

    def _record(self, outcome: CallbackOutcome, remark: str, again: dt.datetime | None) -> None:
        if self.pane.call is not None and self._is_ready():
            self._writes = True
            self.recorder.record(self.pane.call, outcome, remark, again)

    def _recorded(self, call: Call, outcome: CallbackOutcome) -> None:
        ticket = call.row.ticket
        self._writes, self._moves = False, True
        self._wanted = self._next_after(ticket.id)
        self._last = f"№ {ticket.number} — {outcome.title_ru.lower()}, {self._now():%H:%M}"
        self.pane.forget_remark()
        self.queue.view.setFocus()

    def _not_loaded(self, error: OfficeError) -> None:
        self._moves = False
        self.failed.emit(error)

    def _refused(self, error: OfficeError) -> None:
        self._writes = False
        if isinstance(error, InvalidDraft) and "remark" in error.fields:
            self.pane.demand_remark()
            return
        self.failed.emit(error)
        self._read_call()

    def _next_after(self, ticket_id: int) -> int | None:
        """Return the row below that can be called now, else the head of the queue."""
        ids = self.queue.model.ids
        below = self.queue.model.position(ticket_id) + 1
        if 0 < below < len(ids):
            record = self.queue.model.known([ids[below]]).get(ids[below])
            if isinstance(record, QueueRow) and record.can_call(self._now()):
                return ids[below]
        return next((other for other in ids if other != ticket_id), None)

    def _undone(self, ticket_id: int, remark: str) -> None:
        self._wanted, self._last = ticket_id, ""
        self.pane.keep_remark(ticket_id, remark)

    def _tell(self) -> None:
        parts = []
        if self._last:
            parts.append(f"Последнее: {self._last} · Отменить Ctrl+Z")
        if self._overview is not None:
            parts.append(day_words(self._overview.figures))
        self.status_text.emit(" · ".join(parts))
