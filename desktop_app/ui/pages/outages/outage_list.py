"""The list of outages: tabs, search, filters, one verb."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.records.incidents import IncidentQuery, IncidentView
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.narrowing import Narrowing
from desktop_app.ui.pages.outages.columns import OUTAGE_COLUMNS
from desktop_app.ui.pages.outages.filters import OutageFilters
from desktop_app.ui.pages.saved_views import ListAsk, SavedViewMenu
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.bars import ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.empty_state import EmptyWords
from desktop_app.ui.widgets.filter_bar import FilterBar
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.tabs import Tab, Tabs

_VERB = "Новое отключение"
_NEVER = EmptyWords(
    "bolt",
    "Отключений ещё не записано",
    "Авария, плановые работы или срыв вывоза сразу по многим домам: оператор прочтёт\n"
    "заявителю готовый текст и присоединит обращение одной клавишей.",
    _VERB,
    keys.cap("new"),
)
_CALM = EmptyWords(
    "bolt",
    "Сейчас отключений нет",
    "Запишите аварию или плановые работы, и оператор увидит их при каждом звонке из этих домов.",
    _VERB,
    keys.cap("new"),
    "Все отключения",
)
_KINDS = (Kind.INCIDENT, Kind.TICKET, Kind.BUILDING, Kind.ORGANIZATION)


class OutageList(QWidget):
    """`copy_wanted(id)`: F9. `cancel_wanted(id)`: Del. The others name what was asked for."""

    opened = Signal(int)
    new_wanted = Signal()
    copy_wanted = Signal(int)
    cancel_wanted = Signal(int)
    status_text = Signal(str)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the zones; the list is asked when the screen is shown."""
        super().__init__()
        self._tools = tools
        self._counts: dict[IncidentView, int] = {}
        self._count = 0
        self.filters = OutageFilters(self)
        self.tabs = Tabs("Отборы отключений", [Tab(view, view.title_ru) for view in IncidentView])
        self.search = SearchBox("Адрес, название, организация")
        self.new = Button(_VERB, Rank.PRIMARY, icon_name="plus", key=keys.cap("new"))
        incidents = tools.office.incidents
        self.list = ListScreen(
            tools, "outages", "Отключения", OUTAGE_COLUMNS, incidents.page, _KINDS
        )
        ask = ListAsk(self.filters.query, lambda: self.filters.query, self._show_asked)
        self.views = SavedViewMenu(tools, "outages", self.list.view, ask, self)
        self._bar = FilterBar()
        self._bar.add_tools("", [self.views.tool])
        # Together, so that with large type both go to the second line.
        self._right = QWidget()
        self._right.setLayout(row(self.search, self.new, space=10))
        self._right.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        header = ScreenHeader("Отключения", self.tabs, [self._right])
        self.setLayout(column(header, self._bar, self.list))
        self._wire()

    def _wire(self) -> None:
        view = self.list.view
        self.filters.changed.connect(self.ask)
        self._narrowing = Narrowing(self, self.filters, self.search, self._bar, self.views, view)
        self.views.failed.connect(self.failed)
        self.tabs.chosen.connect(self.filters.show_view)
        self.new.clicked.connect(self.new_wanted)
        view.new_requested.connect(self.new_wanted)
        view.copy_requested.connect(self._copy)
        view.opened.connect(self.opened)
        view.search_typed.connect(self.search.begin)
        view.delete_requested.connect(self._cancel)
        view.notice.connect(self.status_text)
        self.list.loaded.connect(self._loaded)
        self.list.failed.connect(self.failed)
        self._tools.hub.announced.connect(self._announced)
        keys.bind("new", self, self.new_wanted.emit)

    def activate(self) -> None:
        """Ask anew and put the focus into the list."""
        office = self._tools.office
        self._tools.jobs.read(office.organizations.names, self._named, owner=self)
        self.views.read()
        self.ask(fresh=False)
        self.list.view.setFocus()

    def ask(self, *, fresh: bool = True) -> None:
        """Ask with the tab, the filters, the text and the order in force."""
        incidents, query = self._tools.office.incidents, self.filters.query
        self._bar.set_chips(self.filters.chips())
        self.list.view.show_sort(query.sort, query.descending)
        self.list.ask(lambda: incidents.ids(query), fresh=fresh)
        self._read_counts()

    def show_view(self, view: IncidentView) -> None:
        """Show a tab with nothing else narrowing it."""
        self._narrowing.reset()
        self.filters.set(view=view)
        self.tabs.show_current(view)

    def _show_asked(self, query: IncidentQuery) -> None:
        """Ask what a saved view asks."""
        self.search.setText(query.text)
        self.tabs.show_current(query.view)
        self.filters.ask(query)

    def _read_counts(self) -> None:
        incidents, query = self._tools.office.incidents, self.filters.query

        def read() -> tuple[dict[IncidentView, int], int]:
            counts = incidents.counts(query)
            whole = incidents.counts(IncidentQuery())[IncidentView.ALL]
            return counts, whole

        self._tools.jobs.read(read, self._counted, self.failed.emit, owner=self)

    def _counted(self, answer: tuple[dict[IncidentView, int], int]) -> None:
        self._counts, whole = answer
        due = self._counts[IncidentView.DUE]
        tones = {IncidentView.DUE: Tone.DANGER if due else Tone.MUTED}
        self.tabs.set_tabs(
            [
                Tab(view, view.title_ru, self._counts[view], tones.get(view, Tone.MUTED))
                for view in IncidentView
            ]
        )
        self._show_empty(whole)
        self._tell()

    def _show_empty(self, whole: int) -> None:
        calm = self.filters.query.view is IncidentView.OPEN and not self.filters.narrowed
        words = None
        if not whole:
            words = _NEVER
        elif calm and not self._counts[IncidentView.OPEN]:
            words = _CALM
        empty = self.list.show_empty(words)
        for part in (self._right, self._bar):
            part.setVisible(empty is None)
        self.tabs.setVisible(bool(whole))
        if empty is not None:
            empty.action_pressed.connect(self.new_wanted)
            empty.way_out_pressed.connect(lambda: self.show_view(IncidentView.ALL))
            if self.list.isVisible():
                empty.action.setFocus()

    def _tell(self) -> None:
        whole = self._counts.get(IncidentView.ALL, 0)
        parts = [f"Показано {number(self._count)} из {number(whole)}"]
        due = self._counts.get(IncidentView.DUE, 0)
        if due:
            parts.append(f"пора проверить {number(due)}")
        self.status_text.emit(" · ".join(parts))

    def _loaded(self, count: int) -> None:
        self._count = count
        self._tell()

    def _named(self, organizations: dict[int, str]) -> None:
        self.filters.organizations = organizations

    def _copy(self, incident_id: int) -> None:
        if incident_id >= 0:
            self.copy_wanted.emit(incident_id)

    def _cancel(self, ids: list[int]) -> None:
        if ids:
            self.cancel_wanted.emit(ids[0])

    def _announced(self, changes: object) -> None:
        if isinstance(changes, Changes) and any(changes.touches(kind) for kind in _KINDS):
            self._read_counts()
