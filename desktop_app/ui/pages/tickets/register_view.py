"""The list of tickets: tabs, search, filters, the list itself and the preview beside it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Kind
from desktop_app.core.records.reference import Topic
from desktop_app.core.records.register import RegisterCounts, RegisterQuery, RegisterView
from desktop_app.core.records.tickets import TicketCard, TicketRow
from desktop_app.core.text import counted, number
from desktop_app.ui import keys
from desktop_app.ui.pages.choice_menu import drop_menu
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.narrowing import Narrowing
from desktop_app.ui.pages.period_sheet import PeriodSheet
from desktop_app.ui.pages.saved_views import ListAsk, SavedViewMenu
from desktop_app.ui.pages.ticket_columns import ticket_columns
from desktop_app.ui.pages.tickets.column_filters import ColumnFilters
from desktop_app.ui.pages.tickets.filters import RegisterFilters
from desktop_app.ui.pages.tickets.preview import TicketPreview
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.bars import ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.empty_state import EmptyWords
from desktop_app.ui.widgets.filter_bar import FilterBar
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.panes import Hairline, column, row
from desktop_app.ui.widgets.tabs import Tab, Tabs

_EMPTY = EmptyWords(
    "list",
    "Обращений пока нет",
    "Здесь будут звонки и письма жителей: номер, срок и кому передано видны сразу.",
    "Принять звонок",
    keys.cap("new"),
    "",
    "phone",
)
_TABS = (
    (RegisterView.OPEN, "Открытые"),
    (RegisterView.MINE, "Мои"),
    (RegisterView.OVERDUE, "Просрочено"),
    (RegisterView.CONTROL, "На контроле"),
    (RegisterView.ALL, "Все"),
)


class RegisterScreen(QWidget):
    """Signals name what the clerk asked for; ids, never rows, leave this widget."""

    call_wanted = Signal()
    opened = Signal(int)
    hand_over_wanted = Signal(list)
    done_wanted = Signal(list)
    registry_wanted = Signal(list)
    export_wanted = Signal()
    undo_offered = Signal(object)
    status_text = Signal(str)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the zones and ask the first question when shown."""
        super().__init__()
        self._tools = tools
        self._counts = RegisterCounts()
        self._count = 0
        self._selected = self._parked = 0
        self._is_counted = False
        self.filters = RegisterFilters(self)
        self.tabs = Tabs("Виды списка", [Tab(view, title) for view, title in _TABS])
        self.search = SearchBox("Номер, адрес, телефон, фамилия")
        self._call = Button("Принять звонок", Rank.PRIMARY, icon_name="phone", key=keys.cap("new"))
        self._bar = FilterBar()
        self.drafts = Chip("", icon_name="chat")
        self.drafts.hide()
        self._columns = Chip("Столбцы", icon_name="columns")
        self._excel = Chip("В Excel", icon_name="download")
        self._registry = Chip("Реестр", icon_name="printer")
        self._registry.setToolTip("Реестр передачи выбранных обращений")
        register = tools.office.register
        self.list = ListScreen(
            tools,
            "tickets",
            "Обращения",
            ticket_columns(),
            register.page,
            (Kind.TICKET, Kind.BUILDING, Kind.ORGANIZATION),
        )
        ask = ListAsk(self.filters.query, lambda: self.filters.query, self._show_view)
        self.views = SavedViewMenu(tools, "tickets", self.list.view, ask, self)
        self.preview = TicketPreview()
        self._edge = Hairline(upright=True)
        self._card: TicketCard | None = None
        self._headers = ColumnFilters(tools, self.filters, self.list.view, self)
        self._build()
        self._wire()

    def _build(self) -> None:
        header = ScreenHeader("Обращения", self.tabs, [self.search, self._call])
        self._bar.add_tools("", [self.drafts])
        self._bar.add_tools("", [self.views.tool, self._columns, self._registry, self._excel])
        self._bar.set_period(self.filters.period_words())
        body = row(self.list, self._edge, self.preview, space=0)
        self.setLayout(column(header, self._bar, body))

    def _wire(self) -> None:
        view, filters, bar = self.list.view, self.filters, self._bar
        filters.changed.connect(self._ask)
        self.narrowing = Narrowing(self, filters, self.search, bar, self.views, view)
        filters.custom_period_wanted.connect(self._custom_period)
        self.tabs.chosen.connect(lambda key: filters.set(view=RegisterView(key)))
        self._call.clicked.connect(self.call_wanted)
        view.new_requested.connect(self.call_wanted)
        view.opened.connect(self.opened)
        view.search_typed.connect(self.search.begin)
        view.selection_rested.connect(self._rested)
        view.selection_count.connect(self._selection)
        view.notice.connect(self.status_text)
        bar.period_pressed.connect(
            lambda: drop_menu(filters.period_menu(self, clock.today()), bar.period)
        )
        self._columns.clicked.connect(
            lambda: view.choose_columns(
                self._columns.mapToGlobal(self._columns.rect().bottomLeft())
            )
        )
        self._excel.clicked.connect(self.export_wanted)
        self._registry.clicked.connect(lambda: self.registry_wanted.emit(self.selected()))
        self.list.loaded.connect(self._loaded)
        self.list.failed.connect(self.failed)
        self.list.model.rows_arrived.connect(self._refill)
        self._wire_preview()
        self._wire_views()
        keys.bind("filter_value", self, self._offer_value)
        keys.bind("excel", self, self.export_wanted.emit)

    def _wire_preview(self) -> None:
        view = self.list.view
        self.preview.open_card.connect(lambda: self.opened.emit(view.current_id()))
        self.preview.hand_over.connect(lambda: self.hand_over_wanted.emit(self.selected()))
        self.preview.done.connect(lambda: self.done_wanted.emit(self.selected()))

    def _wire_views(self) -> None:
        views = self.views
        views.undo_offered.connect(self.undo_offered)
        views.failed.connect(self.failed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the list and the preview."""
        super().resizeEvent(event)
        self.preview.set_page_width(event.size().width())

    # What the page asks for

    def activate(self) -> None:
        """Put the focus into the list and ask anew what is stale."""
        self._read_names()
        self.views.read()
        self._ask(fresh=False)
        self.list.view.setFocus()

    def show_drafts(self, count: int) -> None:
        """Say how many calls wait as drafts: one put aside must not be forgotten."""
        words = f"Отложено: {counted(count, 'звонок', 'звонка', 'звонков')}"
        self.drafts.setText(words)
        self.drafts.setAccessibleName(words)
        self.drafts.setVisible(bool(count))
        self.drafts.updateGeometry()
        self._parked = count
        if self._is_counted and not self._counts.total:
            self._show_parts()

    def selected(self) -> list[int]:
        """Return the ids of selected tickets, the current one when nothing is selected."""
        chosen = self.list.view.selected_ids()
        current = self.list.view.current_id()
        return chosen or ([current] if current >= 0 else [])

    # Inside

    def _ask(self, *, fresh: bool = True) -> None:
        query, register = self.filters.query, self._tools.office.register
        self._follow(query)
        self._bar.set_period(self.filters.period_words())
        self._bar.set_chips(self.filters.chips())
        self.list.view.show_sort(query.sort, query.descending)
        self.list.ask(lambda: register.parts(query), fresh=fresh)

    def _follow(self, query: RegisterQuery) -> None:
        """Let tabs and the search line say what is asked, whoever asked it."""
        if any(query.view is tab for tab, _ in _TABS):
            self.tabs.show_current(query.view)
        if not self.search.hasFocus():
            self.search.setText(query.text)

    def _loaded(self, count: int) -> None:
        self._count = count
        self._tools.jobs.read(self._tools.office.register.counts, self._counted, owner=self)
        self._rested(self.list.view.current_id())

    def _counted(self, counts: RegisterCounts) -> None:
        self._counts = counts
        tones = {RegisterView.OVERDUE: Tone.DANGER if counts.overdue else Tone.MUTED}
        self.tabs.set_tabs(
            [
                Tab(view, title, counts.by_view.get(view, 0), tones.get(view, Tone.MUTED))
                for view, title in _TABS
            ]
        )
        self._is_counted = True
        self._show_parts()
        self._tell()

    def _show_parts(self) -> None:
        """Leave an empty register its name, a call to take and those put aside."""
        total = self._counts.total
        way_out = self.drafts.text() if self._parked else ""
        empty = self.list.show_empty(None if total else replace(_EMPTY, way_out=way_out))
        for part in (self._bar, self.preview, self._edge, self.search, self._call, self.tabs):
            part.setVisible(bool(total))
        if empty is not None:
            empty.action_pressed.connect(self.call_wanted)
            empty.way_out_pressed.connect(self.drafts.click)

    def _tell(self) -> None:
        shown = f"Показано {number(self._count)} из {number(self._counts.total)}"
        parts = [shown, f"просрочено {number(self._counts.overdue)}"]
        if self._selected:
            parts.append(f"выбрано {number(self._selected)}")
        self.status_text.emit(" · ".join(parts))

    def _selection(self, count: int) -> None:
        self._selected = count
        self._tell()

    def _rested(self, ticket_id: int) -> None:
        known = self.list.model.known([ticket_id]).get(ticket_id)
        self.preview.show_row(known if isinstance(known, TicketRow) else None)
        if ticket_id >= 0:
            tickets = self._tools.office.tickets
            self._tools.jobs.read(lambda: tickets.card(ticket_id), self._fill, owner=self)

    def _offer_value(self) -> None:
        """Offer filters of the current ticket; its card may not have come yet."""
        current, tickets = self.list.view.current_id(), self._tools.office.tickets
        if self._card is not None and self._card.row.id == current:
            self._headers.current_value(self._card)
        elif current >= 0:
            self._tools.jobs.read(
                lambda: tickets.card(current),
                self._headers.current_value,
                self.failed.emit,
                owner=self,
            )

    def _refill(self) -> None:
        current = self.list.view.current_id()
        if current >= 0:
            self._rested(current)

    def _fill(self, card: TicketCard) -> None:
        if card.row.id == self.list.view.current_id():
            self._card = card
            self.preview.show_card(card)

    def _show_view(self, query: RegisterQuery) -> None:
        self.search.setText(query.text)
        self.filters.ask(query)
        if any(query.view is tab for tab, _ in _TABS):
            self.tabs.show_current(query.view)

    def _custom_period(self) -> None:
        query = self.filters.query
        PeriodSheet(
            self,
            query.date_from,
            query.date_to,
            lambda first, last: self.filters.set(date_from=first, date_to=last),
        )

    def _read_names(self) -> None:
        office = self._tools.office
        self._tools.jobs.read(
            lambda: (office.organizations.names(), office.reference.topics), self._named, owner=self
        )

    def _named(self, known: tuple[dict[int, str], Sequence[Topic]]) -> None:
        organizations, topics = known
        self.filters.topics = {topic.id: topic.title for topic in topics}
        self.filters.organizations = organizations
