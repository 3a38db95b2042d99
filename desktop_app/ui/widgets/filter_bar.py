"""The bar of filters under a list's header: period, filters in force, what can be added."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.keys import cap
from desktop_app.ui.theme import Tone, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.panes import Hairline, Pane, column, drop, row
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_GAP = 6


class FilterBar(Pane):
    """Chips from left to right, tools pushed right, a hairline below.

    `chip_pressed(key)` opens a filter, `chip_removed(key)` takes it off; the other signals name
    the button that was pressed.
    """

    period_pressed = Signal()
    chip_pressed = Signal(str)
    chip_removed = Signal(str)
    add_pressed = Signal()
    reset_pressed = Signal()

    def __init__(self) -> None:
        """Start without filters; the period chip is hidden until it has words."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._chips: list[Chip] = []
        self.period = Chip("", icon_name="today")
        self.period.setAccessibleName("Период")
        self.period.hide()
        self.add = Chip("Отбор", icon_name="plus")
        self.add.setToolTip(f"Добавить отбор ({cap('filter')})")
        self.reset = Button("Сбросить всё", Rank.LINK, key=cap("filter_reset"))
        self.reset.hide()
        self._row = WrapRow(
            self.period, self.add, 14, self.reset, None, space=_GAP, line_gap=_GAP, air=_GAP
        )
        self._row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        holder = QWidget()
        holder.setLayout(self._row)
        self.setLayout(column(holder, Hairline()))
        self.period.clicked.connect(self.period_pressed)
        self.add.clicked.connect(self.add_pressed)
        self.reset.clicked.connect(self.reset_pressed)
        follow_look(self._relook)

    def set_period(self, words: str) -> None:
        """Show the period; empty words hide its chip."""
        self.period.setText(words)
        self.period.setAccessibleName(f"Период: {words}")
        self.period.setVisible(bool(words))
        self.period.updateGeometry()

    def set_chips(self, filters: Sequence[tuple[str, str]]) -> None:
        """Show the filters in force as (key, words); «Сбросить всё» appears with them."""
        had_focus = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            drop(chip, self._row)
        self._chips = [self._made(key, words) for key, words in filters]
        self.reset.setVisible(bool(filters))
        if had_focus:
            (self._chips[-1] if self._chips else self.add).setFocus()

    def add_tools(self, label: str, tools: Sequence[QWidget]) -> None:
        """Put tools at the right end, after a muted word."""
        if label and tools:
            first = QWidget()
            first.setLayout(row(Text(label, tone=Tone.MUTED), tools[0], space=_GAP))
            first.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            tools = [first, *tools[1:]]
        self._row.extend(tools)

    def _made(self, key: str, words: str) -> Chip:
        chip = Chip(words, in_force=True, removable=True)
        chip.clicked.connect(lambda: self.chip_pressed.emit(key))
        chip.removed.connect(lambda: self.chip_removed.emit(key))
        self._row.insert(self._row.index_of(self.add), chip)
        return chip

    def _relook(self) -> None:
        self.setMinimumHeight(look().metrics.filter_bar + 1)
