"""A chart in a card: its name, words at the right, the picture or the table behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.core.charts import Chart
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.models.columns import Column, Elide, Kind
from desktop_app.ui.pages.choice_menu import new_menu
from desktop_app.ui.pages.small_table import small_table
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chart import ChartView
from desktop_app.ui.widgets.painted_table import PaintedTable
from desktop_app.ui.widgets.panes import drop, row
from desktop_app.ui.widgets.text import Line, Text

_FIRST, _REST = 200, 110
_AIR = 6  # the link in the head is higher than a word by as much
_ROWS = 2
_NO_LIMIT = 16_777_215


class ChartCard(Card):
    """`pressed(place)` with the place of a label; the picture gives way to a table and back."""

    pressed = Signal(int)

    def __init__(self, name: str, jobs: Jobs) -> None:
        """Start with the picture."""
        self._jobs = jobs
        self._title, self._aside = Text(name, Type.CELL_BOLD), Line("", Type.CELL, Tone.MUTED)
        self.toggle = Button("Таблицей", Rank.LINK)
        self.view = ChartView(name)
        self._table: PaintedTable | None = None
        self._is_table = False
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        head = row(self._title, 12, self.toggle, None, self._aside, space=0)
        super().__init__(head, holder, air=_AIR)
        self.toggle.clicked.connect(self.switch)
        self.view.pressed.connect(lambda key: self.pressed.emit(int(key)))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)

    @property
    def table(self) -> PaintedTable | None:
        """The table, while it is shown instead of the picture."""
        return self._table if self._is_table else None

    def set_chart(self, chart: Chart, aside: str) -> None:
        """Show a chart."""
        self._title.setText(chart.title)
        self._aside.set_text(aside)
        self.toggle.setAccessibleName(f"{chart.title}: показать таблицей или картинкой")
        self.view.set_chart(chart)
        if self._is_table:
            self._show_table()

    def switch(self) -> None:
        """Show the table instead of the picture, or the picture again."""
        self._is_table = not self._is_table
        self.toggle.setText("Картинкой" if self._is_table else "Таблицей")
        if self._is_table:
            self._show_table()
        else:
            self._stack.setCurrentWidget(self.view)
            self.view.setFocus()

    def _show_table(self) -> None:
        old, rows = self._table, self.view.chart.table()
        made = chart_table(self.view.chart.title, rows, self._jobs)
        made.activated.connect(lambda index: self.pressed.emit(index.row()))
        self._table = made
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        drop(old, self._stack)

    def _menu(self, spot: QPoint) -> None:
        menu = new_menu(self)
        menu.addAction("Скопировать картинкой и таблицей\tCtrl+C", self.view.copy)
        menu.addAction("Показать таблицей", self.switch)
        menu.popup(self.view.mapToGlobal(spot))


def chart_table(title: str, rows: list[list[str]], jobs: Jobs) -> PaintedTable:
    """Return the table behind a chart; its first row holds the heads."""
    heads, *lines = rows
    columns = [
        Column(
            str(place),
            head,
            _REST if place else _FIRST,
            _cell(place),
            Kind.NUMBER if place else Kind.TEXT,
            elide=Elide.RIGHT,
            sortable=False,
        )
        for place, head in enumerate(heads)
    ]
    known = [_Row(place, tuple(line)) for place, line in enumerate(lines)]
    table = small_table(f"{title}, таблица", columns, known, jobs)
    table.setMinimumHeight(0)
    table.ask_rows(_ROWS)
    table.setMaximumHeight(_NO_LIMIT)  # in a card it scrolls where it is higher
    return table


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table with its place as the id."""

    id: int
    cells: tuple[str, ...]


def _cell(place: int) -> Callable[[_Row], str]:
    return lambda line: line.cells[place]
