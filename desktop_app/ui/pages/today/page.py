"""The section «Сегодня»: what the day asks for, the most pressing first."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.day_words import show_day
from desktop_app.core.records.today import Today, TodayList
from desktop_app.core.text import counted, number
from desktop_app.ui import keys
from desktop_app.ui.pages.ticket_actions import TicketActions
from desktop_app.ui.pages.today.example import ExampleOffer
from desktop_app.ui.pages.today.first_steps import FirstStepsPane, beginning
from desktop_app.ui.pages.today.groups import GroupPane
from desktop_app.ui.pages.today.proposals import ProposalList
from desktop_app.ui.pages.today.ticket_list import KINDS, TicketList
from desktop_app.ui.pages.today.words import PROPOSALS, WORDS
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.bars import Bar, ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.panes import Hairline, column, row
from desktop_app.ui.widgets.text import Text

_SOON_MS, _MINUTE_MS, _RELEASE_MS = 60, 60_000, 300_000
_WATCHED = (*KINDS, Kind.INCIDENT, Kind.INSPECTION, Kind.REFERENCE, Kind.SETTING)
_CLEAR = EmptyWords(
    "today",
    "На сегодня всё сделано",
    "Просроченных, обещанного и обзвона нет, выезды не назначены.\n"
    "Новые обращения и сроки появятся здесь сами.",
    "Принять звонок",
    keys.cap("new"),
    "Все обращения",
    "phone",
)
_WORK, _ALL_DONE, _STEPS = range(3)
_TICKETS, _VISITS = range(2)


class TodayPage(Page):
    """`counts_changed({"today": n})` after every reading.

    `call_wanted`, `visit_wanted(ticket ids)`, `visits_wanted`, `remedies_wanted`,
    `houses_wanted`, `organizations_wanted`, `tickets_wanted` are for the composition.
    """

    title = "Сегодня"
    counts_changed = Signal(dict)
    call_wanted = Signal()
    visit_wanted = Signal(list)
    visits_wanted = Signal()
    remedies_wanted = Signal()
    outages_wanted = Signal()
    outages_due_wanted = Signal()
    houses_wanted = Signal()
    organizations_wanted = Signal()
    tickets_wanted = Signal()
    other_file_wanted = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the zones, and let held tickets whose day has come return."""
        super().__init__()
        self._tools = tools
        self._today: Today | None = None
        self._group, self._shown_group = "", ""
        self.actions_on_tickets = TicketActions(tools, self)
        self.call = Button("Принять звонок", Rank.PRIMARY, icon_name="phone", key=keys.cap("new"))
        self.search = SearchBox("Номер, адрес, телефон, фамилия")
        self.header = ScreenHeader("Сегодня", None, [self.search, self.call])
        self.groups = GroupPane()
        self.tickets = TicketList(tools)
        self.proposals = ProposalList(tools)
        self.clear = EmptyState(_CLEAR)
        self.steps = FirstStepsPane()
        self.example = ExampleOffer(tools)
        self._title, self._hint = Text("", Type.CELL_BOLD), Text("", Type.CELL, Tone.MUTED)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._release = QTimer(self, interval=_RELEASE_MS)
        self._build()
        self._wire()
        self.release_held()

    def _build(self) -> None:
        lists, middle, work, body = QWidget(), QWidget(), QWidget(), QWidget()
        self._lists = QStackedLayout(lists)
        self._lists.addWidget(self.tickets)
        self._lists.addWidget(self.proposals)
        inner = column(Bar("filter_bar", [self._title, self._hint]), lists)
        inner.setStretch(1, 1)
        middle.setLayout(inner)
        both = row(self.groups, Hairline(upright=True), middle, space=0)
        both.setStretch(2, 1)
        work.setLayout(both)
        start = QWidget()
        beginning = column(self.steps, Hairline(), self.example)
        beginning.setStretch(0, 1)
        start.setLayout(beginning)
        self._stack = QStackedLayout(body)
        for screen in (work, self.clear, start):
            self._stack.addWidget(screen)
        whole = column(self.header, body)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self._wire_lists()
        actions = self.actions_on_tickets
        actions.undo_offered.connect(self.undo_offered)
        actions.failed.connect(self.failed)
        self.call.clicked.connect(self.call_wanted)
        self.clear.action_pressed.connect(self.call_wanted)
        self.clear.way_out_pressed.connect(self.tickets_wanted)
        self.steps.houses_wanted.connect(self.houses_wanted)
        self.steps.organizations_wanted.connect(self.organizations_wanted)
        self.steps.call_wanted.connect(self.call_wanted)
        self.example.ready.connect(self.other_file_wanted)
        self.example.failed.connect(self.failed)
        self.example.told.connect(self.status_text)
        self._tools.hub.announced.connect(self._announced)
        self._soon.timeout.connect(self.read)
        self._minute.timeout.connect(self._read_if_seen)
        self._release.timeout.connect(self.release_held)
        self._minute.start()
        self._release.start()
        keys.bind("new", self, self.call_wanted.emit)
        keys.bind("refresh", self, self._refresh)
        keys.bind("find", self, lambda: self.search.begin(""))

    def _wire_lists(self) -> None:
        groups, tickets = self.groups, self.tickets
        groups.chosen.connect(self.choose)
        groups.entered.connect(self._enter_list)
        groups.visits_wanted.connect(self.visits_wanted)
        groups.outages_wanted.connect(self.outages_wanted)
        groups.outages_due_wanted.connect(self.outages_due_wanted)
        groups.remedies_wanted.connect(self.remedies_wanted)
        tickets.opened.connect(lambda ticket: self.open_requested.emit("tickets", ticket))
        tickets.call_back_wanted.connect(
            lambda ticket: self.open_requested.emit("callbacks", ticket)
        )
        tickets.hand_over_wanted.connect(self.actions_on_tickets.hand_over)
        tickets.done_wanted.connect(self.actions_on_tickets.mark_done)
        tickets.next_wanted.connect(self._next_group)
        tickets.status_text.connect(self.status_text)
        tickets.failed.connect(self.failed)
        self.proposals.visit_wanted.connect(self.visit_wanted)
        self.proposals.status_text.connect(self.status_text)
        self.proposals.failed.connect(self.failed)
        for typed in (tickets.search_typed, self.proposals.view.search_typed):
            typed.connect(self.search.begin)
        self.search.searched.connect(self._searched)
        self.search.left.connect(self._enter_list)

    # What the frame asks for

    def activate(self) -> None:
        """Read the day anew; the focus goes where work begins."""
        self.read()
        self._enter_list()

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        actions, tickets = self.actions_on_tickets, self.tickets
        lists = [
            Command(f"Показать: {WORDS[key].title}", lambda key=key: self.choose(key))  # type: ignore[misc]  # bound per list
            for key in WORDS
        ]
        return (
            Command("Принять звонок", self.call_wanted.emit, keys.cap("new"), icon="phone"),
            Command("Передать выбранные", lambda: actions.hand_over(tickets.selected())),
            Command("Отметить исполненными", lambda: actions.mark_done(tickets.selected())),
            *lists,
            Command("Открыть пример", self.example.begin, icon="external"),
        )

    def choose(self, key: str) -> None:
        """Show another list of the day."""
        self._group = key
        self._show_group()

    # Reading

    def read(self) -> None:
        """Read all lists at one moment."""
        self._tools.jobs.read(
            self._tools.office.today.read, self._show, self.failed.emit, owner=self
        )

    def release_held(self) -> None:
        """Return held tickets whose day has come to work, and say so."""
        self._tools.jobs.write(
            self._tools.office.today.release_held, self._released, self.failed.emit, owner=self
        )

    def _released(self, changes: Changes) -> None:
        self._tools.hub.announce(changes)
        returned = len(changes.ids.get(Kind.TICKET, ()))
        if returned:
            many = counted(returned, "обращение", "обращения", "обращений")
            self.status_text.emit(f"Срок отсрочки прошёл: {many} снова в работе")

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self.read()

    def _refresh(self) -> None:
        self.tickets.list.model.invalidate()
        self.read()

    def _announced(self, changes: object) -> None:
        if not isinstance(changes, Changes):
            return
        for kind in KINDS:
            if changes.touches(kind):
                ids = changes.ids[kind] if kind is Kind.TICKET else ()
                self.tickets.list.model.invalidate(ids)
        if any(changes.touches(kind) for kind in _WATCHED):
            self._soon.start()

    def _show(self, today: Today) -> None:
        self._today = today
        self.header.aside.setText(show_day(self._tools.office.desk.now().date()))
        self.counts_changed.emit({"today": today.total, "outages": today.outages.due})
        self.groups.show_day(today)
        self.steps.show_steps(today.steps)
        if not today.steps.has_tickets:
            self._put_in_front(_STEPS, beginning(today.steps))
        elif today.is_clear:
            self._put_in_front(_ALL_DONE, "На сегодня всё сделано")
        else:
            self._put_in_front(_WORK, "")
            self._show_group()

    def _put_in_front(self, screen: int, words: str) -> None:
        # The header's button stands down where the middle of the screen has the filled one.
        for tool in (self.search, self.call):
            tool.setVisible(screen == _WORK)
        if self._stack.currentIndex() != screen:
            self._stack.setCurrentIndex(screen)
            if self.isVisible():
                self._enter_list()
        if words:
            self.status_text.emit(words)

    # One list

    def _show_group(self) -> None:
        today = self._today
        if today is None:
            return
        if not self._group:
            self._group = self._first_filled(today)
        words, fresh = WORDS[self._group], self._group != self._shown_group
        self._shown_group = self._group
        self.groups.show_current(self._group)
        self._title.setText(words.title)
        self._hint.setText(words.hint)
        if self._group == PROPOSALS:
            self._put_list_in_front(_VISITS)
            self.proposals.look(today.proposals, self.search.text())
            return
        self.proposals.leave()
        self._put_list_in_front(_TICKETS)
        wanted = TodayList(self._group)
        ids = today.lists[wanted]
        self.tickets.show_empty(None if ids else self._empty_words(today, words.empty))
        self.tickets.show_list(wanted, words.title, ids, self.search.text(), fresh=fresh)

    def _searched(self, _text: str) -> None:
        """Look for the words in the list in front, and in every one chosen after it."""
        self._shown_group = ""
        self._show_group()

    def _put_list_in_front(self, place: int) -> None:
        focus, shown = QApplication.focusWidget(), self._lists.currentWidget()
        focused = focus is not None and shown is not None and shown.isAncestorOf(focus)
        self._lists.setCurrentIndex(place)
        if focused:
            self._enter_list()

    def _empty_words(self, today: Today, title: str) -> EmptyWords:
        following = self._first_filled(today)
        count = self.groups.rows[following].count
        if not count:
            return EmptyWords("check", title, "В других списках тоже пусто.")
        there = f"{WORDS[following].title}: {number(count)}"
        return EmptyWords("check", title, "Этот список разобран.", there, action_icon="arrow-right")

    def _first_filled(self, today: Today) -> str:
        """Return the most pressing list that holds something, the first when none does."""
        filled: list[str] = [key for key in TodayList if today.lists[key]]
        if today.proposals:
            filled.append(PROPOSALS)
        return filled[0] if filled else TodayList.OVERDUE

    def _next_group(self) -> None:
        if self._today is not None:
            self.choose(self._first_filled(self._today))
            self._enter_list()

    def _enter_list(self) -> None:
        if self._stack.currentIndex() == _STEPS:
            self.steps.focus_next()
        elif self._stack.currentIndex() == _ALL_DONE:
            self.clear.action.setFocus()
        elif self._lists.currentIndex() == _VISITS:
            self.proposals.view.setFocus()
        else:
            self.tickets.take_focus()
