"""One file on its way in: what it holds, which column is which, what its rows become."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.imports import FileView, ImportKind, PreviewLine, is_own
from desktop_app.core.text import counted, number, plural
from desktop_app.ui.pages.here_list import HereList
from desktop_app.ui.pages.settings.import_columns import FIELD_COLUMNS, LINE_COLUMNS, field_lines
from desktop_app.ui.pages.settings.import_match import ColumnSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Hairline, Pane, column, row
from desktop_app.ui.widgets.text import Line, Text

_SHOWN_CELLS, _LONGEST = 4, 60
_TERM = "deadline"


class ImportFile(Pane):
    """`plan_changed(ImportPlan)` when the clerk chose otherwise; the others carry nothing.

    `show_file` answers with what the new plan finds.
    """

    plan_changed = Signal(object)
    remember_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, tools: Tools) -> None:
        """Build the choices, the columns and the rows."""
        super().__init__()
        self.file: FileView | None = None
        self.kind = Combo("Что загружается", [(kind, kind.title_ru) for kind in ImportKind])
        self.sheet = Combo("Лист")
        self.header = Combo("Строка заголовков")
        self.profile = Combo("Вид файла")
        self.remember = Button("Запомнить столбцы…", Rank.LINK, icon_name="save", inline=True)
        self.forget = Button("Забыть…", Rank.LINK, icon_name="trash", inline=True)
        self.fields = HereList("import-fields", "Столбцы", FIELD_COLUMNS, tools.state)
        self.lines = HereList("import-lines", "Строки файла", LINE_COLUMNS, tools.state)
        self._found = Line("", Type.CELL, Tone.MUTED)
        self._missing = Text("", Type.CELL_BOLD, Tone.DANGER)
        self._build()
        self._wire()

    def _build(self) -> None:
        choices = row(
            FormField("&Что загружается", self.kind),
            FormField("&Лист", self.sheet),
            FormField("Строка &заголовков", self.header),
            FormField("&Вид файла", self.profile),
            space=12,
        )
        for place, stretch in enumerate((3, 3, 6, 6)):
            choices.setStretch(place, stretch)
        top = QWidget()
        top.setLayout(choices)
        choices.setContentsMargins(MARGIN, 10, MARGIN, 10)
        named = Text("Столбцы", Type.CELL_BOLD), Text("Строки", Type.CELL_BOLD)
        self._heads = (
            _head(named[0], None, self.forget, self.remember),
            _head(named[1], 8, self._missing, None, self._found),
        )
        left, right = column(self._heads[0], self.fields), column(self._heads[1], self.lines)
        body = row(left, Hairline(upright=True), right, space=0)
        body.setStretch(0, 2)
        body.setStretch(2, 3)
        whole = column(top, Hairline(), body)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        follow_look(self._relook)

    def _relook(self) -> None:
        """Keep the two lists' headers on one line."""
        for head in self._heads:
            head.setFixedHeight(look().metrics.filter_bar)

    def _wire(self) -> None:
        self.kind.picked.connect(lambda kind: self._choose(kind=kind, profile="", columns=None))
        self.sheet.picked.connect(lambda name: self._choose(sheet=name, header_row=0, columns=None))
        self.header.picked.connect(lambda line: self._choose(header_row=line, columns=None))
        self.profile.picked.connect(lambda code: self._choose(profile=code, columns=None))
        self.fields.opened.connect(self._ask_column)
        self.fields.delete_requested.connect(self._clear_columns)
        self.remember.clicked.connect(self.remember_wanted)
        self.forget.clicked.connect(self.forget_wanted)

    def show_file(self, view: FileView, lines: Sequence[PreviewLine]) -> None:
        """Show what a plan found."""
        self.file = view
        self.show_choices()
        kept = self.fields.currentIndex().row()
        self.fields.show_records(field_lines(view))
        self.fields.select_row(max(kept, 0))
        self.lines.show_records(lines)
        self._missing.setText(_missing_words(view))
        self._found.set_text(_found_words(view, lines))
        self.remember.setEnabled(not view.missing)

    def show_choices(self) -> None:
        """Let the boxes say by which choices the rows shown were read."""
        view = self.file
        if view is None:
            return
        self.kind.set_value(view.plan.kind)
        self.sheet.set_choices([(name, name) for name in view.sheets])
        self.sheet.set_value(view.sheet)
        self.sheet.setEnabled(len(view.sheets) > 1)
        self.header.set_choices([(count, _line_words(count, cells)) for count, cells in view.lines])
        self.header.set_value(view.header_row)
        self.profile.set_choices(view.profiles)
        self.profile.set_value(view.profile)
        self.forget.setVisible(is_own(view.profile))

    def _choose(self, **choice: Any) -> None:
        if self.file is not None:
            self.plan_changed.emit(replace(self.file.plan, **choice))

    def _ask_column(self, place: int) -> None:
        line = self.fields.record(place)
        if self.file is not None and line is not None and line.name:
            ColumnSheet(self, self.file, line, self._match)

    def _match(self, field: str, heading: str) -> None:
        if self.file is None:
            return
        columns = {**self.file.columns, field: heading}
        known = {name: title for name, title in columns.items() if title}
        self._choose(columns=known)

    def _clear_columns(self, places: list[int]) -> None:
        if self.file is None:
            return
        lines = [self.fields.record(place) for place in places]
        gone = {line.name for line in lines if line is not None}
        self._choose(columns={k: v for k, v in self.file.columns.items() if k not in gone})


def _head(*items: QWidget | int | None) -> QWidget:
    holder, inner = QWidget(), row(*items)
    inner.setContentsMargins(MARGIN, 0, MARGIN, 0)
    holder.setLayout(inner)
    return holder


def _line_words(count: int, cells: Sequence[str]) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    shown = " · ".join(filled[:_SHOWN_CELLS])
    return f"{count}: {shown[:_LONGEST]}"


def _missing_words(view: FileView) -> str:
    if not view.missing:
        return ""
    required = [item for item in view.fields if item.is_required]
    lacking = [item.title for item in required if item.name not in view.columns] or ["Адрес"]
    named = ", ".join(f"«{title}»" for title in lacking)
    return f"{plural(len(lacking), 'Не выбран столбец', *['Не выбраны столбцы'] * 2)}: {named}"


def _found_words(view: FileView, lines: Sequence[PreviewLine]) -> str:
    if not lines:
        return counted(view.rows, "строка", "строки", "строк")
    fates = Counter(line.fate for line in lines)
    first = f"первые {number(len(lines))} из {number(view.rows)}"
    told = [first, *(f"{fate}: {number(count)}" for fate, count in fates.items())]
    if view.plan.kind is ImportKind.TICKETS and _TERM not in view.columns:
        told.append("у открытых срок — по теме, от регистрации")
    return ", ".join(told)
