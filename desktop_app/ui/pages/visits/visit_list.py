"""The list of visits: tabs by status, search, one verb."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import InspectionStatus
from desktop_app.core.records.inspections import InspectionQuery, InspectionSort
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.saved_views import ListAsk, SavedViewMenu
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.columns import FOLLOWED_COLUMNS, VISIT_COLUMNS
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.empty_state import EmptyWords
from desktop_app.ui.widgets.filter_bar import FilterBar
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.tabs import Tab, Tabs

_EMPTY = EmptyWords(
    "document",
    "Выездов пока нет",
    "Комиссия едет на дом по повторным обращениям: замеры сверяются с нормой, акт выходит в PDF.",
    "Назначить выезд",
    keys.cap("new"),
)
_TABS = (
    ("all", "Все", None),
    ("planned", "Назначены", InspectionStatus.PLANNED),
    ("draft", "Составляются", InspectionStatus.DRAFT),
    ("issued", "Выпущены", InspectionStatus.ISSUED),
)
_REMEDIES = "remedies"
_NO_REMEDIES = EmptyWords(
    "check",
    "Мер в работе нет",
    "Здесь стоят меры из актов, пока они не устранены: срочные первыми, просроченные красным.",
)


@dataclass(frozen=True, slots=True)
class VisitsAsk:
    """What the list of visits is asked; `tab` is a key of its tabs."""

    tab: str = "all"
    text: str = ""
    sort: InspectionSort = InspectionSort.VISITED
    descending: bool = True


class VisitList(QWidget):
    """`cancel_wanted(id)`: Del; `remedy_wanted(id)`: a remedy of the tab «Меры» was opened.

    The other signals name what the clerk asked for.
    """

    opened = Signal(int)
    new_wanted = Signal()
    cancel_wanted = Signal(int)
    remedy_wanted = Signal(int)
    day_wanted = Signal()
    status_text = Signal(str)
    failed = Signal(object)

    def __init__(self, tools: Tools, note: QWidget) -> None:
        """Build the zones; the list is asked when the screen is shown, `note` tells of papers."""
        super().__init__()
        self._tools = tools
        self._asked = VisitsAsk()
        tabs = [*(Tab(key, title) for key, title, _ in _TABS), Tab(_REMEDIES, "Меры")]
        self.tabs = Tabs("Отборы выездов", tabs)
        self.search = SearchBox("№ или адрес")
        verb = "Назначить выезд"
        self.new = Button(verb, Rank.PRIMARY, icon_name="plus", key=keys.cap("new"))
        inspections = tools.office.inspections
        self.list = ListScreen(
            tools, "visits", "Выезды", VISIT_COLUMNS, inspections.page, (Kind.INSPECTION,)
        )
        self.remedies = ListScreen(
            tools, _REMEDIES, "Меры", FOLLOWED_COLUMNS, inspections.remedies, (Kind.INSPECTION,)
        )
        self.views = SavedViewMenu(
            tools,
            "visits",
            self.list.view,
            ListAsk(VisitsAsk(), lambda: self._asked, self._show_asked),
            self,
        )
        self.day = Chip("Бумаги на день", icon_name="printer")
        self._lay_out(note)
        self._wire()

    def _lay_out(self, note: QWidget) -> None:
        # Together, so that with large type both go to the second line.
        self._right = QWidget()
        self._right.setLayout(row(self.search, self.new, space=10))
        self._right.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._bar = FilterBar()
        self._bar.add.hide()
        self._bar.add_tools("", [self.views.tool, self.day])
        header = ScreenHeader("Выезды", self.tabs, [self._right])
        # A stack without a widget of its own would show the list as a window for a moment.
        lists = QWidget()
        self._lists = QStackedLayout(lists)
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.remedies)
        note.setContentsMargins(MARGIN, 8, MARGIN, 8)
        whole = column(header, self._bar, note, lists)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        view = self.list.view
        self.tabs.chosen.connect(self._tab)
        self.search.searched.connect(self._searched)
        self.search.left.connect(self._focus_list)
        self.new.clicked.connect(self.new_wanted)
        view.new_requested.connect(self.new_wanted)
        view.opened.connect(self.opened)
        view.search_typed.connect(self.search.begin)
        view.sort_requested.connect(self._sorted)
        view.delete_requested.connect(self._cancel)
        view.notice.connect(self.status_text)
        view.show_sort(self._asked.sort, self._asked.descending)
        self.views.failed.connect(self.failed)
        self.list.loaded.connect(self._loaded)
        self.list.failed.connect(self.failed)
        self.remedies.loaded.connect(self._loaded_remedies)
        self.remedies.failed.connect(self.failed)
        self.remedies.view.opened.connect(self.remedy_wanted)
        self.remedies.view.search_typed.connect(self.search.begin)
        self.day.clicked.connect(self.day_wanted)
        self._tools.hub.announced.connect(self._announced)
        keys.bind("new", self, self.new_wanted.emit)

    def activate(self) -> None:
        """Ask anew and put the focus into the list."""
        self.views.read()
        self.ask(fresh=False)
        self._focus_list()

    def ask(self, *, fresh: bool = True) -> None:
        """Ask with the tab, the text and the order in force."""
        inspections, query = self._tools.office.inspections, self._query()
        self._lists.setCurrentWidget(self.remedies if self._follows else self.list)
        if self._follows:
            self.remedies.ask(lambda: inspections.remedy_ids(query.text), fresh=fresh)
        else:
            self.list.ask(lambda: inspections.ids(query), fresh=fresh)
        self.views.retitle()
        self._count()

    def show_remedies(self) -> None:
        """Show the remedies that wait, the most urgent first."""
        self.tabs.show_current(_REMEDIES)
        self._tab(_REMEDIES)

    @property
    def _follows(self) -> bool:
        """Tell whether the remedies stand in place of the visits."""
        return self._asked.tab == _REMEDIES

    def _query(self) -> InspectionQuery:
        asked = self._asked
        status = next((status for known, _title, status in _TABS if known == asked.tab), None)
        return InspectionQuery(asked.text, status, sort=asked.sort, descending=asked.descending)

    def _change(self, **parts: Any) -> None:
        changed = replace(self._asked, **parts)
        if changed != self._asked:
            self._asked = changed
            self.list.view.show_sort(changed.sort, changed.descending)
            self.ask()

    def _show_asked(self, asked: VisitsAsk) -> None:
        """Ask what a saved view asks; a tab this program has not is the first one."""
        known = {*(key for key, _title, _status in _TABS), _REMEDIES}
        tab = asked.tab if asked.tab in known else _TABS[0][0]
        self.tabs.show_current(tab)
        self.search.setText(asked.text)
        self._change(tab=tab, text=asked.text, sort=asked.sort, descending=asked.descending)

    def _focus_list(self) -> None:
        (self.remedies if self._follows else self.list).view.setFocus()

    def _count(self) -> None:
        inspections, text = self._tools.office.inspections, self._asked.text

        def count() -> tuple[dict[InspectionStatus, int], int]:
            return inspections.counts(text), len(inspections.remedy_ids(text))

        self._tools.jobs.read(count, self._counted, self.failed.emit, owner=self)

    def _counted(self, counted: tuple[dict[InspectionStatus, int], int]) -> None:
        counts, remedies = counted
        whole = sum(counts.values())
        visits = [
            Tab(key, title, whole if status is None else counts.get(status, 0))
            for key, title, status in _TABS
        ]
        self.tabs.set_tabs([*visits, Tab(_REMEDIES, "Меры", remedies)])

    def _tab(self, key: str) -> None:
        self._change(tab=key)

    def _searched(self, text: str) -> None:
        self._change(text=text)

    def _sorted(self, key: str, descending: bool) -> None:
        self._change(sort=InspectionSort(key), descending=descending)

    def _cancel(self, ids: list[int]) -> None:
        if ids:
            self.cancel_wanted.emit(ids[0])

    def _loaded(self, count: int) -> None:
        if self._follows:
            return
        narrowed = self._asked.text or self._query().status is not None
        empty = self.list.show_empty(None if count or narrowed else _EMPTY)
        for part in (self.tabs, self._right, self._bar):
            part.setVisible(empty is None)
        if empty is not None:
            empty.action_pressed.connect(self.new_wanted)
            empty.action.setFocus()
        found = f"Показано {number(count)}" if narrowed else f"Всего {number(count)}"
        self.status_text.emit(found)

    def _loaded_remedies(self, count: int) -> None:
        if self._follows:
            self.remedies.show_empty(None if count or self._asked.text else _NO_REMEDIES)
            self.tabs.show()  # an office without visits hides them: they are the way back
            self._right.show()
            self._bar.show()
            self.status_text.emit(f"Мер в работе {number(count)}" if count else "Мер в работе нет")

    def _announced(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.touches(Kind.INSPECTION):
            self._count()
