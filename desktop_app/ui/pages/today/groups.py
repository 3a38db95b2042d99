"""The left column of «Сегодня»: lists of tickets with their counts, visits, the calendar."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop_app.core.records.today import Today, TodayList
from desktop_app.ui.pages.today.group_row import GroupRow
from desktop_app.ui.pages.today.words import (
    OUTAGES,
    OUTAGES_DUE,
    PROPOSALS,
    REMEDIES,
    VISITS,
    WORDS,
)
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.note import Air, Note
from desktop_app.ui.widgets.panes import column, row, set_shown
from desktop_app.ui.widgets.scroll_pane import ScrollPane, SidePane

_WIDTH = 244
_AIR = 10


class GroupPane(SidePane):
    """`chosen(key)` for another list, `entered` into it; `visits_wanted`, `remedies_wanted`."""

    chosen = Signal(str)
    entered = Signal()
    visits_wanted = Signal()
    remedies_wanted = Signal()
    outages_wanted = Signal()
    outages_due_wanted = Signal()

    def __init__(self) -> None:
        """Make a row for every list; counts come with the first reading."""
        super().__init__(_WIDTH)
        self.rows: dict[str, GroupRow] = {key: self._made(key) for key in (*TodayList, PROPOSALS)}
        self._visits = GroupRow(VISITS, "Назначены на сегодня", opens=True)
        self._remedies = GroupRow(REMEDIES, "Устранения просрочены", tone=Tone.DANGER, opens=True)
        self._only_one = QButtonGroup(self)
        self._outages = GroupRow(OUTAGES, "Открытые", opens=True)
        self._due = GroupRow(OUTAGES_DUE, "Пора проверить", tone=Tone.DANGER, opens=True)
        lists = [self.rows[key] for key in TodayList]
        visits = [self.rows[PROPOSALS], self._visits, self._remedies]
        self._all = [*lists, self._outages, self._due, *visits]
        self._calendar = Note(Tone.WARNING, air=Air.PREVIEW)
        self._calendar.hide()
        self._build()
        self._wire()

    def _made(self, key: str) -> GroupRow:
        tone = Tone.DANGER if key == TodayList.OVERDUE else Tone.MUTED
        return GroupRow(key, WORDS[key].title, tone=tone, opens=False)

    def _build(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(0, _AIR, 0, _AIR)
        body.setSpacing(0)
        for title, rows in (
            ("Обращения", [self.rows[key] for key in TodayList]),
            ("Отключения", [self._outages, self._due]),
            ("Выезды", [self.rows[PROPOSALS], self._visits, self._remedies]),
        ):
            body.addLayout(row(MARGIN, _head(title), MARGIN, space=0))
            for line in rows:
                body.addWidget(line)
            body.addSpacing(_AIR)
        body.addLayout(row(_AIR, self._calendar, _AIR, space=0))
        body.addStretch(1)
        self.setLayout(column(ScrollPane(body)))

    def _wire(self) -> None:
        for place, line in enumerate(self._all):
            line.stepped.connect(partial(self._step, place))
            if line.isCheckable():
                self._only_one.addButton(line)
                line.clicked.connect(lambda _=False, key=line.key: self.chosen.emit(key))
                line.entered.connect(self.entered)
        self._outages.clicked.connect(self.outages_wanted)
        self._due.clicked.connect(self.outages_due_wanted)
        self._visits.clicked.connect(self.visits_wanted)
        self._remedies.clicked.connect(self.remedies_wanted)

    def show_day(self, today: Today) -> None:
        """Show the counts of a reading."""
        for key in TodayList:
            self.rows[key].set_count(len(today.lists[key]))
        self.rows[PROPOSALS].set_count(len(today.proposals))
        self._outages.set_count(today.outages.open)
        self._due.set_count(today.outages.due)
        self._visits.set_count(today.visits_today)
        self._remedies.set_count(today.remedies_overdue)
        self._calendar.set_title(today.calendar_warning)
        set_shown(self._calendar, bool(today.calendar_warning))

    def show_current(self, key: str) -> None:
        """Mark the list in the middle without telling of it."""
        self.rows[key].setChecked(True)

    def _step(self, place: int, by: int) -> None:
        line = self._all[(place + by) % len(self._all)]
        line.setFocus()
        if line.isCheckable():
            line.click()


def _head(title: str) -> QWidget:
    head = SectionHead(title)
    head.setContentsMargins(0, 2, 0, 4)
    return head
