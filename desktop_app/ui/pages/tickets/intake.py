"""Taking a call: drafts above, the form at the left, the house at the right, the answer on top."""

import dataclasses
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.enums import TicketKind
from desktop_app.core.errors import EarlierGone, InvalidDraft, OfficeError, OutageOver
from desktop_app.core.records.tickets import Registered
from desktop_app.ui import keys
from desktop_app.ui.pages.tickets import intake_lists
from desktop_app.ui.pages.tickets.call_drafts import NOW, CallDrafts
from desktop_app.ui.pages.tickets.call_writes import CallWrites
from desktop_app.ui.pages.tickets.house_panel import HousePanel
from desktop_app.ui.pages.tickets.intake_answer import Asked, IntakeAnswer
from desktop_app.ui.pages.tickets.intake_asking import IntakeAsking
from desktop_app.ui.pages.tickets.intake_feet import SavedFoot, TypingFoot, result_strip
from desktop_app.ui.pages.tickets.intake_form import IntakeForm
from desktop_app.ui.pages.tickets.intake_ties import IntakeTies, ask_apart, ask_over
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.bars import Bar
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.draft_tabs import DraftTabs
from desktop_app.ui.widgets.panes import Hairline, column, drop, row
from desktop_app.ui.widgets.text import Text


class IntakeScreen(QWidget):
    """`left` when the register should come back; `changed(Changes)` after a save.

    `added(ticket id, Changes)` when the call was written on a ticket there was already.

    `discarded(title, body)` when a call was thrown away; `take_back(body)` brings it back.
    """

    left = Signal()
    changed = Signal(object)
    added = Signal(int, object)
    opened = Signal(int)
    house_wanted = Signal(int)
    hand_over_wanted = Signal(list)
    undo_wanted = Signal()
    paper_wanted = Signal(int, str)
    failed = Signal(object)
    discarded = Signal(str, dict)

    def __init__(self, tools: Tools) -> None:
        """Build the zones."""
        super().__init__()
        self._tools = tools
        self._saved: Registered | None = None
        self._explained = ""
        self.form = IntakeForm(tools)
        self.panel = HousePanel(tools.jobs)
        self.tabs = DraftTabs()
        self.drafts = CallDrafts(tools, self.form.title, self._body, self)
        self.writes = CallWrites(tools, self.drafts, self)
        self._who = Text("", Type.CELL, Tone.MUTED)
        self._typing, self._written = TypingFoot(), SavedFoot()
        self._strip: QWidget | None = None
        self.ties = IntakeTies(self.panel, self)
        self.asking = IntakeAsking(tools, self.form, self.panel, self.ties, self)
        self.answers = IntakeAnswer(tools, self.form.answer, self._asked)
        self._build()
        self._wire()

    def _build(self) -> None:
        self._away = Button("Убрать звонок", Rank.LINK, key=keys.cap("discard"))
        self._away.hide()
        bar = Bar("drafts_bar", [self.tabs, None, self._away, 12, self._who, 4], margin=12)
        left = QWidget()
        left.setLayout(column(self.form, self._typing, self._written))
        self._written.hide()
        body = row(left, Hairline(upright=True), self.panel, space=0)
        body.setStretch(0, 1)
        self._column = column(bar, body)
        self.setLayout(self._column)

    def _wire(self) -> None:
        form, panel, drafts = self.form, self.panel, self.drafts
        form.changed.connect(self._typed)
        panel.ticket_wanted.connect(self.opened)
        panel.card_wanted.connect(self.house_wanted)
        self.ties.told.connect(self._typing.tell)
        self.ties.add_wanted.connect(self._add_call)
        drafts.tabs_changed.connect(self._show_tabs)
        drafts.told.connect(self._typing.tell)
        drafts.failed.connect(self.failed)
        self.writes.failed.connect(self.failed)
        self.tabs.new_wanted.connect(self.begin)
        self.tabs.chosen.connect(self._choose)
        self._typing.save.clicked.connect(lambda _checked=False: self.save())
        self._typing.park.clicked.connect(self.leave)
        self._written.undo.clicked.connect(self.undo_wanted)
        self._written.card.clicked.connect(self._open_saved)
        self.answers.explained.connect(self.save)
        keys.bind("save_close", self, self.save)
        keys.bind("save", self, self.save)
        keys.bind("close", self, self.leave)
        keys.bind("add_row", self, self.begin)
        keys.bind("discard", self, self.discard)
        keys.bind("next_draft", self, self._next_draft)
        self._away.clicked.connect(lambda _checked=False: self.discard())
        keys.bind("join_incident", self, self.ties.join_first)
        for what in ("add", "link"):
            keys.bind(f"repeat_{what}", self, partial(panel.choose_repeat, what))

    # What the page asks for

    def begin(self) -> None:
        """Put the present call aside and begin another; the focus goes to the address."""
        self._put_aside()
        self._reset({})
        self.drafts.begin()
        intake_lists.fill(self._tools, self.form)
        self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_like(self, body: dict[str, object]) -> None:
        """Begin a call with some fields known; the focus goes to what is not: the topic."""
        self.begin()
        self.form.show_body(body)
        self.drafts.touch()
        self.asking.soon()
        self.form.topic.setFocus(Qt.FocusReason.OtherFocusReason)

    def resume(self, draft_id: int) -> None:
        """Take up a parked call."""
        self._put_aside()
        draft = self.drafts.resume(draft_id)
        if draft is not None:
            intake_lists.fill(self._tools, self.form)
            self._reset(draft.body)
            self.ties.keep(draft.body)
            self.asking.soon()
            self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is typed and give the register back."""
        self._put_aside()
        self._reset({})
        self.left.emit()

    def discard(self) -> None:
        """Throw the call on screen away: the caller hung up; a saved or empty one is just left."""
        if self._saved is not None or self.form.is_empty():
            self.leave()
            return
        title, body = self.form.title(), self._body()
        self.drafts.drop()
        self._reset({})
        self.left.emit()
        self.discarded.emit(title, body)

    def take_back(self, body: dict[str, object]) -> None:
        """Bring a call back that was thrown away; another one on screen is put aside."""
        self.begin()
        self._reset(body)
        self.ties.keep(body)
        self.drafts.touch()
        self.asking.soon()
        self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def taken_back(self, action: int) -> None:
        """Go on with the call whose record was taken back, if it is still on the screen."""
        if self._saved is not None and self._saved.changes.action == action:
            self._unlock()
            self.drafts.begin()
            self.drafts.touch()

    def save(self, explained: str = "", *, to_ended: bool = False) -> None:
        """Register the call; nothing typed is lost when it is refused."""
        if self._saved is not None or self.writes.busy:
            return
        if wrong := self.form.unread():
            self._refused(InvalidDraft(wrong))
            return
        self._explained = explained
        draft = dataclasses.replace(
            self.form.draft(explained),
            repeat_of=self.ties.repeat_of,
            incident_id=self.ties.incident,
        )
        tickets = self._tools.office.tickets
        self.drafts.keep()
        self.writes.write(
            lambda: tickets.register(draft, to_ended=to_ended),
            self._registered,
            self._refused,
            lambda saved: (saved.changes, f"Обращение № {saved.number} записано"),
        )

    # Answers of the office

    def _registered(self, saved: Registered) -> None:
        self._saved = saved
        self.asking.rest(on=True)
        self.form.clear_problems()
        self.drafts.drop()
        wanted = (self._hand_over, self.begin, self.paper_wanted.emit)
        self._strip = result_strip(saved, *wanted, explained=bool(self._explained))
        self._column.insertWidget(0, self._strip)
        self._typing.hide()
        self._away.hide()
        self._written.tell(clock.now())
        self._written.show()
        self.form.set_locked(True)
        self.answers.lock(True)
        self.setFocus()
        self.changed.emit(saved.changes)

    def _refused(self, error: OfficeError) -> None:
        if isinstance(error, InvalidDraft):
            self.form.show_problems(error)
        elif isinstance(error, OutageOver):
            ask_over(self._tools.dialogs, self, error, self._save_apart, self._save_to_ended)
        elif isinstance(error, EarlierGone):
            self.ties.leave_repeat()
            ask_apart(self._tools.dialogs, self, error, lambda: self.save(self._explained))
        else:
            self.failed.emit(error)

    def _save_apart(self) -> None:
        self.ties.leave_outage()
        self.save(self._explained)

    def _save_to_ended(self) -> None:
        self.save(self._explained, to_ended=True)

    # What the clerk does

    def _typed(self) -> None:
        if self._saved is None:
            self.drafts.touch()
            self._away.setVisible(not self.form.is_empty())
            self.answers.look()

    def _asked(self) -> Asked:
        form = self.form
        is_question = form.kind.value() is TicketKind.QUESTION
        return Asked(form.topic.value(), form.said.toPlainText(), is_question)

    def _add_call(self, ticket_id: int) -> None:
        if self.writes.busy:
            return
        tickets, draft = self._tools.office.tickets, self.form.draft()
        self.writes.write(
            lambda: tickets.add_call(ticket_id, draft.details, draft.applicant_name, draft.phone),
            partial(self._added, ticket_id),
            self._refused,
            lambda changes: (changes, "Прежнее обращение дополнено"),
        )

    def _added(self, ticket_id: int, changes: Changes) -> None:
        self.drafts.drop()
        self._reset({})
        self.added.emit(ticket_id, changes)

    def _hand_over(self) -> None:
        if self._saved is not None:
            self.hand_over_wanted.emit([self._saved.id])

    def _open_saved(self) -> None:
        if self._saved is not None:
            self.opened.emit(self._saved.id)

    def _next_draft(self) -> None:
        """Take up the call put aside first; this one goes to the end of them."""
        parked = self.drafts.parked
        if parked:
            self.resume(parked[0].id)

    def _choose(self, key: str) -> None:
        if key != NOW:
            self.resume(int(key))

    def _body(self) -> dict[str, object]:
        """Return what a draft keeps: every field, and what the call belongs to."""
        return {**self.form.body(), **self.ties.body()}

    def _put_aside(self) -> None:
        if self._saved is not None or self.form.is_empty():
            self.drafts.drop()
        else:
            self.drafts.park()

    def _reset(self, body: dict[str, object]) -> None:
        self._unlock()
        self.answers.clear()
        self.form.show_body(body)
        self._away.setVisible(not self.form.is_empty())
        self.ties.clear()
        self.asking.clear()
        self._who.setText(f"Звонок {clock.now():%H:%M}")

    def _unlock(self) -> None:
        self._saved = None
        self.asking.rest(on=False)
        self.form.set_locked(False)
        self.answers.lock(False)
        self._written.hide()
        self._typing.show()
        self._typing.tell("")
        drop(self._strip, self._column)
        self._strip = None

    def _show_tabs(self) -> None:
        self.tabs.set_drafts(self.drafts.tabs(), NOW)
