"""The queue at the left: how many wait, the order, filters and views, the list itself."""

from collections.abc import Collection

from PySide6.QtCore import Signal

from desktop_app.core.changes import Kind
from desktop_app.core.clock import Clock
from desktop_app.core.records.callbacks import CallQuery, QueueFigures, QueueRow
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.pages.callbacks.columns import queue_columns
from desktop_app.ui.pages.callbacks.filters import QueueFilters
from desktop_app.ui.pages.choice_menu import drop_menu
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.narrowing import Narrowing
from desktop_app.ui.pages.saved_views import ListAsk, SavedViewMenu
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.bars import Bar
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.filter_bar import FilterBar
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.panes import column, set_shown
from desktop_app.ui.widgets.scroll_pane import SidePane
from desktop_app.ui.widgets.text import Text

_WIDTH, _SHARE = 480, 0.34
_SEARCH = 196


class QueuePane(SidePane):
    """`loaded(count)` after every load. `remark_begun(letter)`: typing here begins a remark."""

    loaded = Signal(int)
    rested = Signal()
    opened = Signal(int)
    remark_begun = Signal(str)
    status_text = Signal(str)
    undo_offered = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, now: Clock) -> None:
        """Build the zones; the queue is asked by `ask`."""
        super().__init__(_WIDTH, yields_to=0.45)
        self._tools, self._now = tools, now
        self.filters = QueueFilters(self)
        self.list = ListScreen(
            tools,
            "callbacks",
            "К обзвону",
            queue_columns(now),
            tools.office.callbacks.rows,
            (Kind.TICKET, Kind.BUILDING, Kind.ORGANIZATION),
        )
        self.view, self.model = self.list.view, self.list.model
        self.search = SearchBox("№, адрес, телефон", _SEARCH)
        self.order = Chip("")
        ask = ListAsk(CallQuery(), lambda: self.filters.query, self._show_asked)
        self.views = SavedViewMenu(tools, "callbacks", self.view, ask, self)
        self._waiting = Text("", Type.CELL_BOLD)
        self._due = Text("", Type.CELL, Tone.WARNING)
        self._add = Chip("Отбор", icon_name="plus")
        self._add.setToolTip(f"Добавить отбор ({keys.cap('filter')})")
        self._bar = FilterBar()  # only what is in force: the pane is too narrow for the rest
        self._build()
        self._wire()
        self._show_order()

    def _build(self) -> None:
        self._bar.add.hide()
        self._bar.hide()
        head = Bar("drafts_bar", [self._waiting, self._due, None, self.order])
        second = Bar("filter_bar", [self.search, self._add, None, self.views.tool], space=6)
        self.setLayout(column(head, second, self._bar, self.list))

    def _wire(self) -> None:
        view, filters = self.view, self.filters
        self.list.loaded.connect(self.loaded)
        self.list.failed.connect(self.failed)
        view.selection_rested.connect(lambda _ticket: self.rested.emit())
        view.opened.connect(self.opened)
        view.search_typed.connect(self._typed)
        view.notice.connect(self.status_text)
        self.order.clicked.connect(lambda: drop_menu(filters.order_menu(self), self.order))
        filters.changed.connect(lambda: self.ask(fresh=True))
        self._narrowing = Narrowing(self, filters, self.search, self._bar, self.views, view)
        self._narrowing.under = self._add
        self._add.clicked.connect(self._narrowing.offer)
        self.views.failed.connect(self.failed)
        self.views.undo_offered.connect(self.undo_offered)

    def set_page_width(self, pixels: int) -> None:
        """Take the queue's share of a large screen."""
        self.set_share(round(pixels * _SHARE))

    def activate(self) -> None:
        """Ask anew what is stale and put the focus into the queue: digits act there."""
        names = self._tools.office.organizations.names
        self._tools.jobs.read(names, self._named, owner=self)
        self.views.read()
        self.ask()
        self.view.setFocus()

    def ask(self, *, fresh: bool = False) -> None:
        """Ask with the filters and the order in force; `fresh` starts at the top."""
        query, callbacks = self.filters.query, self._tools.office.callbacks
        self._show_chips()
        if not self.search.hasFocus():
            self.search.setText(query.text)
        self._show_order()
        self.view.show_sort(query.sort.value, query.descending)
        self.list.ask(lambda: callbacks.queue(query), fresh=fresh)

    def show_whole(self) -> None:
        """Ask for the whole queue when something narrows it."""
        if self.filters.query.narrows:
            self.reset()

    def reset(self) -> None:
        """Drop every filter; no view is in force any more."""
        self._narrowing.reset()

    def show_figures(self, figures: QueueFigures) -> None:
        """Say how many wait, of a narrowed queue how many are shown, and how many are due."""
        waiting = number(figures.waiting)
        if self.filters.query.narrows:
            waiting = f"{number(len(self.model.ids))} из {waiting}"
        self._waiting.setText(f"К обзвону {waiting}")
        self._due.setText(f"· перезвонить в срок {number(figures.due)}")
        set_shown(self._due, bool(figures.due))

    def next_after(self, ticket_id: int, same_phone: Collection[int] = ()) -> int | None:
        """Return the row below that can be called now, else the head of the queue.

        What the same applicant may be asked about goes first: the phone is in the hand.
        """
        ids = self.model.ids
        below = self.model.position(ticket_id) + 1
        order = (*ids[below:], *ids[:below]) if same_phone else ()
        if (same := next((other for other in order if other in same_phone), None)) is not None:
            return same
        if 0 < below < len(ids):
            record = self.model.known([ids[below]]).get(ids[below])
            if isinstance(record, QueueRow) and record.can_call(self._now()):
                return ids[below]
        return next((other for other in ids if other != ticket_id), None)

    def _typed(self, text: str) -> None:
        """Take a letter as the remark's first; Ctrl+F, which types none, searches."""
        if text:
            self.remark_begun.emit(text)
        else:
            self.search.begin("")

    def _show_asked(self, query: CallQuery) -> None:
        """Ask what a saved view asks."""
        self.search.setText(query.text)
        self.filters.ask(query)

    def _show_order(self) -> None:
        order = self.filters.query.sort.title_ru
        self.order.setText(order)
        self.order.setAccessibleName(f"Порядок очереди: {order}")
        self.order.setToolTip("Кому пора перезвонить, всегда первые; кому позже — последние")
        self.order.updateGeometry()

    def _show_chips(self) -> None:
        chips = self.filters.chips()
        self._bar.set_chips(chips)
        set_shown(self._bar, bool(chips))

    def _named(self, organizations: dict[int, str]) -> None:
        self.filters.organizations = organizations
        self._show_chips()
