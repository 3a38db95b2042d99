"""Issued summaries: a list, the newest first; Enter shows one as it was issued."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.changes import Kind
from desktop_app.core.records.summary import IssueRow
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.columns import Kind as Cell
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.bars import Crumbs
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.empty_state import EmptyWords
from desktop_app.ui.widgets.panes import column

_EMPTY = EmptyWords(
    "bars",
    "Выпущенных сводок пока нет",
    "Выпуск замораживает цифры: через год сводка покажет то же, что было сказано на штабе.",
    way_out="К сводке",
)


def _state(row: IssueRow) -> Pill:
    if row.cancelled_at is not None:
        return Pill("Отозвана", "struck", Tone.MUTED)
    return Pill("Выпущена", "check", Tone.GOOD)


ISSUE_COLUMNS = (
    Column("number", "№", 84, lambda r: r.number, Cell.BOLD_NUMBER, sortable=False),
    Column("issued_at", "Выпущена", 125, lambda r: r.issued_at, Cell.DATE, sortable=False),
    Column("form", "Для кого", 176, lambda r: r.form.title_ru, sortable=False),
    Column("span", "Дни", 166, lambda r: r.span.words, sortable=False),
    Column("received", "Поступило", 100, lambda r: r.received, Cell.NUMBER, sortable=False),
    Column("closing", "На конец", 96, lambda r: r.closing, Cell.NUMBER, sortable=False),
    Column("clerk", "Кто выпустил", 150, lambda r: r.clerk, sortable=False),
    Column("state", "Состояние", 124, _state, Cell.PILL, sortable=False),
    Column("reason", "Почему отозвана", 166, lambda r: r.cancel_reason, sortable=False),
)


class IssueList(QWidget):
    """`left` back to the figures, `opened(id)`, `cancel_wanted(id)` by Del."""

    left = Signal()
    opened = Signal(int)
    cancel_wanted = Signal(int)
    status_text = Signal(str)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the list; it is asked when the screen is shown."""
        super().__init__()
        self._tools = tools
        issues = tools.office.summary_issues
        self._cancel = Button("Отозвать…", Rank.SECONDARY, icon_name="struck", key="Del")
        self._open = Button("Открыть", Rank.PRIMARY, icon_name="bars", key=keys.cap("open"))
        self.crumbs = Crumbs("Сводка", [self._cancel, 8, self._open])
        self.crumbs.set_words("Выпущенные сводки")
        self.list = ListScreen(
            tools,
            "summary_issues",
            "Выпущенные сводки",
            ISSUE_COLUMNS,
            lambda ids: issues.rows(list(ids)),
            (Kind.SUMMARY,),
        )
        self.setLayout(column(self.crumbs, self.list))
        self._wire()

    def _wire(self) -> None:
        view = self.list.view
        self.crumbs.back.connect(self.left)
        self._open.clicked.connect(lambda: self._emit(self.opened))
        self._cancel.clicked.connect(lambda: self._emit(self.cancel_wanted))
        view.opened.connect(self.opened)
        view.delete_requested.connect(lambda _ids: self._emit(self.cancel_wanted))
        view.notice.connect(self.status_text)
        self.list.loaded.connect(self._loaded)
        self.list.failed.connect(self.failed)
        for name in ("close", "back"):
            keys.bind(name, self, self.left.emit)

    def activate(self) -> None:
        """Ask anew and put the focus into the list."""
        self.list.ask(self._tools.office.summary_issues.ids, fresh=False)
        self.list.view.setFocus()

    def _emit(self, signal: object) -> None:
        current = self.list.view.current_id()
        if current >= 0:
            signal.emit(current)  # type: ignore[attr-defined]  # bound signals have no class

    def _loaded(self, count: int) -> None:
        empty = self.list.show_empty(None if count else _EMPTY)
        for button in (self._open, self._cancel):
            button.setVisible(empty is None)
        if empty is not None:
            empty.way_out_pressed.connect(self.left)
        self.status_text.emit(f"Выпущено сводок: {number(count)}")
