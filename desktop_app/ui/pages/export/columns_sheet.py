"""«Графы»: which columns of a journal are written, in what order, under what headings."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.core import journal_gaps
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.journals import Journal, JournalLayout
from desktop_app.core.records.saved_views import ViewSaved
from desktop_app.core.records.sheets import SheetColumn
from desktop_app.ui.pages.movable_rows import MovableRow, MovableRows
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.check import Check
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Paragraph

_HEIGHT, _WIDTH, _CHECK = 330, 640, 250
_PERSONAL = " · ПДн"


class ColumnRow(MovableRow):
    """One column: taken or not, its heading in the file."""

    def __init__(self, column: SheetColumn, title: str, *, taken: bool) -> None:
        """Show the journal's own heading at the left, the one to write at the right."""
        super().__init__()
        self.key, self._own = column.key, column.title
        self.check = Check(column.title + (_PERSONAL if column.is_personal else ""))
        self.check.setChecked(taken)
        self.check.setFixedWidth(look().metrics.px(_CHECK))
        self.title = QLineEdit(title)
        self.title.setAccessibleName(f"Название графы «{column.title}» в файле")
        self.title.setEnabled(taken)
        self.check.toggled.connect(self.title.setEnabled)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 1, 2, 1)
        line.addWidget(self.check)
        line.addWidget(self.title, 1)
        self.stops = (self.check, self.title)

    def chosen(self) -> tuple[str, str]:
        """Return key and heading; an emptied heading is the journal's own."""
        return self.key, self.title.text().strip() or self._own


class ColumnsSheet:
    """Asks for the columns; `on_chosen(layout, saved view or None)`."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        journal: Journal,
        layout: JournalLayout,
        on_chosen: Callable[[JournalLayout, ViewSaved | None], object],
        name: str = "",
    ) -> None:
        """Show the layout in force; `name` is that of the set it came from."""
        self._tools, self._journal, self._layout = tools, journal, layout
        self._on_chosen = on_chosen
        self._rows = _rows(journal, layout)
        self._name = QLineEdit(name)
        self._name.setPlaceholderText("без названия действует до закрытия раздела")
        self._field = FormField("&Название набора", self._name, "сохранится для всех")
        self._list = MovableRows(self._rows)
        self._pane = ScrollPane(self._list.layout_of_rows)
        self._pane.setMinimumHeight(look().metrics.px(_HEIGHT))
        self.sheet = FormSheet(parent, journal.title, "Применить", {"title": self._field})
        self.sheet.setMinimumWidth(look().metrics.px(_WIDTH))
        words = (
            "Отметьте графы. Alt+стрелки передвигают графу, справа её название в файле. Графы "
            "«ПДн» без персональных данных сокращаются до дома или не пишутся."
        )
        absent = journal_gaps.words(journal.key)
        everything, nothing = Button("Отметить все"), Button("Снять все")
        everything.clicked.connect(lambda: self._check(True))
        nothing.clicked.connect(lambda: self._check(False))
        self.sheet.lay(
            Paragraph(words, Type.CELL, Tone.MUTED, columns=90),
            *([_absent(absent)] if absent else []),
            self._pane,
            row(everything, nothing, None),
            self._field,
        )
        self._list.moved.connect(self._pane.ensureWidgetVisible)
        open_sheet(self.sheet, self._rows[0].check, self._submit)

    @property
    def rows(self) -> list[ColumnRow]:
        """The columns in the order shown."""
        return [line for line in self._list.rows if isinstance(line, ColumnRow)]

    def _check(self, taken: bool) -> None:
        for line in self.rows:
            line.check.setChecked(taken)

    def _submit(self) -> None:
        chosen = tuple(line.chosen() for line in self.rows if line.check.isChecked())
        own = tuple((column.key, column.title) for column in self._journal.columns)
        group = self._layout.group if self._layout.group in dict(chosen) else ""
        layout = JournalLayout(() if chosen == own else chosen, group, self._layout.totals)
        if not chosen:
            self.sheet.show_error(OfficeError("Ни одна графа не отмечена", "", "отметьте нужные"))
            return
        name, journal, journals = self._name.text(), self._journal, self._tools.office.journals
        if not name.strip():
            self.sheet.close_saved()
            self._on_chosen(layout, None)
            return
        save_sheet(
            self._tools,
            self.sheet,
            lambda: journals.keep(journal, name, layout),
            lambda saved: self._on_chosen(layout, saved),
        )


def _absent(words: str) -> Paragraph:
    """Return the words about columns the form waits for and the program has nothing for."""
    told = f"Форма ждёт ещё граф, которых программа не ведёт: {words}."
    return Paragraph(told, Type.CELL, Tone.MUTED, columns=90)


def _rows(journal: Journal, layout: JournalLayout) -> list[ColumnRow]:
    known = {column.key: column for column in journal.columns}
    chosen = layout.columns or tuple((c.key, c.title) for c in journal.columns)
    taken = [ColumnRow(known[key], title, taken=True) for key, title in chosen]
    left = [column for column in journal.columns if column.key not in dict(chosen)]
    return taken + [ColumnRow(column, column.title, taken=False) for column in left]
