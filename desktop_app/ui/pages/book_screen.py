"""The list of an address book: header with search and one verb, the list, its empty state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.changes import Kind
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.models.columns import Column
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.saved_views import ListAsk, SavedViewMenu
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.bars import ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.empty_state import EmptyWords
from desktop_app.ui.widgets.filter_bar import FilterBar
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.panes import column

Ask = Callable[[str, str, bool], Sequence[int]]


@dataclass(frozen=True, slots=True)
class BookAsk:
    """What an address book is asked: words, a column and a direction, the marks put.

    Without a column it goes by its first one; marks are known by the keys of their chips.
    """

    text: str = ""
    sort: str = ""
    descending: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookSpec:
    """What differs between address books.

    `name` keys the remembered layout; `ask(text, sort key, descending)` and `fetch(ids)` run in
    the read lane; the list is asked anew after changes of `kinds`.
    """

    name: str
    title: str
    verb: str
    columns: Sequence[Column]
    fetch: Callable[[Sequence[int]], Sequence[Any]]
    ask: Ask
    kinds: Sequence[Kind]
    empty: EmptyWords
    placeholder: str
    has_twins: bool = True


class BookScreen(QWidget):
    """Signals name what the clerk asked for; `first_wanted` is the button of an empty book."""

    opened = Signal(int)
    new_wanted = Signal()
    first_wanted = Signal()
    way_out_wanted = Signal()
    twins_wanted = Signal()
    status_text = Signal(str)
    failed = Signal(object)

    def __init__(self, tools: Tools, spec: BookSpec) -> None:
        """Build the zones; the list is asked when the screen is shown."""
        super().__init__()
        self._spec = spec
        self._asked = BookAsk()
        self._told = ""
        self._marks: dict[str, Chip] = {}
        self.search = SearchBox(spec.placeholder)
        self.new = Button(spec.verb, Rank.PRIMARY, icon_name="plus", key=keys.cap("new"))
        self.twins = Button("Двойники", icon_name="copy")
        self.list = ListScreen(tools, spec.name, spec.title, spec.columns, spec.fetch, spec.kinds)
        self.views = SavedViewMenu(
            tools,
            spec.name,
            self.list.view,
            ListAsk(BookAsk(), lambda: self._asked, self._show_asked),
            self,
        )
        self.bar = FilterBar()
        self.bar.add.hide()
        self.bar.hide()
        self.setLayout(
            column(
                ScreenHeader(
                    spec.title, None, [self.views.tool, self.search, self.twins, self.new]
                ),
                self.bar,
                self.list,
            )
        )
        self.twins.setVisible(spec.has_twins)
        self._wire()

    def _wire(self) -> None:
        view = self.list.view
        self.search.searched.connect(self._searched)
        self.search.left.connect(view.setFocus)
        self.new.clicked.connect(self.new_wanted)
        self.twins.clicked.connect(self.twins_wanted)
        view.new_requested.connect(self.new_wanted)
        view.opened.connect(self.opened)
        view.search_typed.connect(self.search.begin)
        view.sort_requested.connect(self._sorted)
        view.notice.connect(self.status_text)
        self.list.loaded.connect(self._loaded)
        self.list.failed.connect(self.failed)
        self.views.failed.connect(self.failed)
        keys.bind("new", self, self.new_wanted.emit)

    def add_mark(self, key: str, chip: Chip) -> None:
        """Let a chip narrow the list; a saved view keeps it under this key."""
        self._marks[key] = chip
        chip.toggled.connect(self._marked)

    def activate(self) -> None:
        """Ask anew and put the focus into the list."""
        self._told = ""
        self.views.read()
        self.ask(fresh=False)
        self.list.view.setFocus()

    def tell(self, words: str) -> None:
        """Say what was done before the count, until the clerk asks for something else."""
        self._told = words

    def ask(self, *, fresh: bool = True) -> None:
        """Ask with the text and the order in force."""
        asked, columns = self._asked, [column.key for column in self._spec.columns]
        sort = asked.sort if asked.sort in columns else columns[0]
        self.list.view.show_sort(sort, asked.descending)
        self.list.ask(lambda: self._spec.ask(asked.text, sort, asked.descending), fresh=fresh)
        self.views.retitle()

    def _searched(self, text: str) -> None:
        self._change(text=text)

    def _sorted(self, key: str, descending: bool) -> None:
        first = self._spec.columns[0].key
        self._change(sort="" if key == first else key, descending=descending)

    def _marked(self, _put: bool) -> None:
        self._change(marks=tuple(key for key, chip in self._marks.items() if chip.isChecked()))

    def _change(self, **parts: Any) -> None:
        changed = replace(self._asked, **parts)
        if changed != self._asked:
            self._asked, self._told = changed, ""
            self.ask()

    def _show_asked(self, asked: BookAsk) -> None:
        """Ask what a saved view asks: its words, marks and order."""
        self._asked = asked
        self.search.setText(asked.text)
        for key, chip in self._marks.items():
            chip.setChecked(key in asked.marks)
        self.ask()

    def _loaded(self, count: int) -> None:
        nothing = not count and not self._asked.text and not self._asked.marks
        empty = self.list.show_empty(self._spec.empty if nothing else None)
        for tool in (self.search, self.new, self.views.tool):
            tool.setVisible(not nothing)
        self.twins.setVisible(self._spec.has_twins and not nothing)
        if empty is not None:
            empty.action_pressed.connect(self.first_wanted)
            empty.way_out_pressed.connect(self.way_out_wanted)
        found = f"Найдено {number(count)}" if self._asked.text else f"Всего {number(count)}"
        self.status_text.emit(" · ".join(words for words in (self._told, found) if words))
