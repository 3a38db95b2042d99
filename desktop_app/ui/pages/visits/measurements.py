"""The measurements of a visit: typed straight into the table and judged at once."""

import dataclasses
import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core import clock
from desktop_app.core.instrument_ranges import not_showable
from desktop_app.core.norms import judge, plain
from desktop_app.core.records.inspections import InspectionDraft, Measurement
from desktop_app.core.records.reference import Instrument
from desktop_app.ui import keys
from desktop_app.ui.pages.rows_table import RowsTable, WholeRows
from desktop_app.ui.pages.visits.columns import MEASUREMENT_COLUMNS, Measured, violation_pill
from desktop_app.ui.pages.visits.same_row import place_of
from desktop_app.ui.pages.visits.value_editor import ValueEditor
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.text import Line, Text

_LEAST_ROWS = 5
_VALUE = next(i for i, known in enumerate(MEASUREMENT_COLUMNS) if known.key == "value")


class MeasurementsZone(QWidget):
    """`rows_changed(rows)` when a value was typed; the other signals name what was asked for."""

    rows_changed = Signal(object)
    add_wanted = Signal()
    row_wanted = Signal(int)
    removal_wanted = Signal(int)
    instruments_wanted = Signal()
    notice = Signal(str)

    def __init__(self) -> None:
        """Build an empty zone."""
        super().__init__()
        self._rows: tuple[Measurement, ...] = ()
        self._typed_row: Measurement | None = None
        self._shown: object = None
        self._lines: list[Measured] = []
        self._moment: dt.datetime | None = None
        self._editable = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._pill = PillLabel()
        self._tools_line = Line("", Type.CELL, Tone.MUTED)
        self.instruments = Button("&Приборы", Rank.LINK)
        self.table = RowsTable("Замеры", MEASUREMENT_COLUMNS, least=_LEAST_ROWS)
        self.editor = ValueEditor(self.table, _VALUE, self._problem)
        self.add = Button("Добавить замер", Rank.LINK, icon_name="plus", key=keys.cap("add_row"))
        self._cap = Keycap(keys.cap("add_row"))
        self._build()
        self._wire()

    def _build(self) -> None:
        head = row(Text("Замеры", Type.CELL_BOLD), self._pill, None, self._tools_line, 4)
        head.addWidget(self.instruments)
        head.setContentsMargins(MARGIN, 7, MARGIN, 3)
        foot, inner = QWidget(), row(self.add, 8, self._cap, None)
        inner.setContentsMargins(MARGIN, 4, MARGIN, 6)
        foot.setLayout(inner)
        self.setLayout(column(head, WholeRows(self.table, foot)))

    def _wire(self) -> None:
        self.table.opened.connect(self._begin)
        self.table.typed.connect(self._begin_with)
        self.table.whole_wanted.connect(self.row_wanted)
        self.table.removed.connect(self.removal_wanted)
        self.editor.given.connect(self._take)
        self.editor.dropped.connect(
            lambda typed, words: self.notice.emit(f"Замер «{typed}» не записан: {words}")
        )
        self.editor.refused.connect(
            lambda words: self.notice.emit(f"Замер: {words}, или Esc — оставить как было")
        )
        self.add.clicked.connect(self.add_wanted)
        self.instruments.clicked.connect(self.instruments_wanted)
        keys.bind("add_row", self, self.add_wanted.emit)

    def show_draft(self, draft: InspectionDraft, *, editable: bool) -> None:
        """Show the rows of a draft, each with what it says against its norm."""
        shown = (draft.measurements, draft.started_at, draft.instruments, editable)
        if shown == self._shown:
            return  # letters of the conclusions change nothing here
        self._shown = shown
        self._rows, self._editable = draft.measurements, editable
        lines = self._judged(draft)
        self.table.show_rows(lines)
        self._pill.set_pill(violation_pill(lines))
        self._tools_line.set_text(_instrument_words(draft.instruments))
        self.instruments.setVisible(editable)
        for widget in (self.add, self._cap):
            widget.setVisible(editable)

    def _judged(self, draft: InspectionDraft) -> list[Measured]:
        """Return the rows with their verdicts; those that did not change keep theirs."""
        moment = draft.started_at
        known = {line.row: line for line in self._lines} if moment == self._moment else {}
        self._lines, self._moment = [], moment
        for place, measured in enumerate(draft.measurements):
            old = known.get(measured)
            said = old.said if old is not None else judge(measured, moment)
            self._lines.append(Measured(place, measured, said))
        return self._lines

    def go_to(self, place: int) -> None:
        """Put the focus on a row."""
        self.table.select_row(place)
        self.table.setFocus()

    def first_open(self) -> int:
        """Return the place of the first row without a value, the first row when all have one."""
        places = (place for place, known in enumerate(self._rows) if known.value is None)
        return next(places, 0)

    def _begin(self, place: int) -> None:
        value = self._rows[place].value
        self._open(place, "" if value is None else plain(value), typed=False)

    def _begin_with(self, place: int, sign: str) -> None:
        self._open(place, sign, typed=True)

    def _open(self, place: int, text: str, *, typed: bool) -> None:
        if self._editable:
            known = self._typed_row = self._rows[place]
            name = ", ".join(part for part in (known.place, known.quantity, known.unit) if part)
            self.editor.begin(place, text, f"Замер: {name}", typed=typed)

    def _problem(self, place: int, value: float) -> str:
        return not_showable(self._typed_row or self._rows[place], value)

    def _take(self, place: int, value: object, step: int) -> None:
        number, old = value if isinstance(value, float) else None, self._typed_row
        place = place_of(self._rows, place, old) if old is not None else -1
        if place < 0:
            self.notice.emit("Замер не записан: эту строку тем временем убрал другой сотрудник")
            return
        if self._rows[place].value != number:
            rows = list(self._rows)
            rows[place] = dataclasses.replace(rows[place], value=number, readings=())
            self.rows_changed.emit(tuple(rows))
        if step:
            self.table.select_row(place + step)


def _instrument_words(tools: tuple[Instrument, ...]) -> str:
    """Return «Термометр ТК-5, зав. № 20817, поверка до 03.2027 · …»."""
    words = []
    for tool in tools:
        serial = f"зав. № {tool.serial}" if tool.serial else ""
        until = f"поверка до {clock.show_date(tool.verified_until)}" if tool.verified_until else ""
        words.append(", ".join(part for part in (tool.title, serial, until) if part))
    return " · ".join(words) or "приборы не указаны"
