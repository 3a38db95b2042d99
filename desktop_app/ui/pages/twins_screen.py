"""Records that may be one and the same: pairs with reasons, compared and made one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.core.changes import Changes
from desktop_app.core.records.merging import Merged, Twins
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.models.columns import Column, Kind
from desktop_app.ui.pages.here_list import HereList
from desktop_app.ui.pages.merge_sheet import MergeSheet, Side
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.widgets.bars import Crumbs, ScreenHeader
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.panes import Pane, column

_NONE = EmptyWords(
    "copy", "Двойников не видно", "Похожих записей нет: каждая стоит в справочнике один раз."
)


@dataclass(frozen=True, slots=True)
class TwinsSpec:
    """What differs between books: `find` and `sides` run in the read lane, `merge` in the write."""

    name: str
    section: str
    uses: str
    words: str
    find: Callable[[], Sequence[Twins]]
    sides: Callable[[Twins], tuple[Side, Side]]
    merge: Callable[[int, int], Merged]
    undo: Callable[[int], Changes]


class TwinsScreen(Pane):
    """`left` back to the list; `parted(words)` when a merge was taken back; else as a page's."""

    left = Signal()
    parted = Signal(str)
    status_text = Signal(str)
    failed = Signal(object)
    undo_offered = Signal(object)

    def __init__(self, tools: Tools, spec: TwinsSpec) -> None:
        """Build the list; pairs are looked for when the screen is shown."""
        super().__init__()
        self._tools, self._spec = tools, spec
        self._told = ""
        self.crumbs = Crumbs(spec.section)
        self.crumbs.set_words("Возможные двойники")
        self._cap = Keycap("Enter")
        self.compare = Button("Сравнить и объединить", Rank.PRIMARY, icon_name="copy")
        columns = (
            Column("first", "Запись", 330, lambda pair: pair.first_title, sortable=False),
            Column("second", "Двойник", 330, lambda pair: pair.second_title, sortable=False),
            Column("reason", "Почему", 250, lambda pair: pair.reason, sortable=False),
            Column(
                "uses", spec.uses, 100, lambda pair: pair.first_uses, Kind.NUMBER, sortable=False
            ),
            Column(
                "more",
                "У двойника",
                100,
                lambda pair: pair.second_uses,
                Kind.NUMBER,
                sortable=False,
                muted=True,
            ),
        )
        self.list = HereList(spec.name, "Возможные двойники", columns, tools.state)
        self.nothing = EmptyState(_NONE)
        holder = QWidget()
        self._views = QStackedLayout(holder)
        self._views.addWidget(self.list)
        self._views.addWidget(self.nothing)
        self.header = ScreenHeader("Возможные двойники", None, [self.compare, self._cap])
        whole = column(self.crumbs, self.header, holder)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._wire()

    def _wire(self) -> None:
        self.crumbs.back.connect(self.left)
        keys.bind("close", self, self.left.emit)
        keys.bind("back", self, self.left.emit)
        self.compare.clicked.connect(self._ask)
        self.list.opened.connect(lambda _id: self._ask())

    def begin(self) -> None:
        """Look for pairs, with nothing told of what was done before."""
        self._told = ""
        self.activate()

    def activate(self) -> None:
        """Look for pairs."""
        self._tools.jobs.read(self._spec.find, self._show, self.failed.emit, owner=self)

    def _show(self, pairs: Sequence[Twins]) -> None:
        self.list.show_records(pairs)
        self._views.setCurrentWidget(self.list if pairs else self.nothing)
        for tool in (self.compare, self._cap):
            tool.setVisible(bool(pairs))
        said = (self._told, f"Пар: {number(len(pairs))}")
        self.status_text.emit(" · ".join(words for words in said if words))
        (self.list if pairs else self.crumbs).setFocus()

    def _ask(self) -> None:
        pair = self.list.current()
        if pair is not None:
            spec = self._spec
            self._tools.jobs.read(
                lambda: spec.sides(pair), self._compare, self.failed.emit, owner=self
            )

    def _compare(self, sides: tuple[Side, Side]) -> None:
        if not self.isVisible():
            return  # the clerk went back to the list meanwhile
        MergeSheet(self, "Объединить две записи", self._spec.words, sides, self._merge)

    def _merge(self, keep: int, gone: int, sheet: FormSheet) -> None:
        spec = self._spec
        save_sheet(self._tools, sheet, lambda: spec.merge(keep, gone), self._merged)

    def _merged(self, merged: Merged) -> None:
        self._told = ""
        self._tools.hub.announce(merged.changes)
        action = merged.changes.action
        if action is not None:
            words = f"«{merged.title}» объединён, перенесено {number(merged.moved)}"
            if merged.left_out:
                words += f"; осталось своё: {', '.join(merged.left_out)}"
            self.undo_offered.emit(UndoOffer(words, lambda: self._undo(action, merged.title)))
        self.activate()

    def _undo(self, action: int, title: str) -> None:
        spec = self._spec

        def done(changes: Changes) -> None:
            self._told = f"Объединение отменено, «{title}» снова отдельно"
            self.parted.emit(self._told)
            self._tools.hub.announce(changes)
            if self.isVisible():
                self.activate()

        self._tools.jobs.write(lambda: spec.undo(action), done, self.failed.emit, owner=self)
