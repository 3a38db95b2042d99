"""A journal to Excel: which one, of which days, what columns, personal data only with a reason."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from desktop_app.core import clock
from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.core.journal_layout import group_choices
from desktop_app.core.records.journal import Exported
from desktop_app.core.records.journals import Journal, JournalLayout, JournalOrder
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.saved_views import SavedView, ViewSaved
from desktop_app.core.text import counted
from desktop_app.ui import keys
from desktop_app.ui.pages.export.columns_sheet import ColumnsSheet
from desktop_app.ui.pages.export.days import days_are_right
from desktop_app.ui.pages.export.last_files import LastFiles
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import WORKBOOK
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Pane, row, set_shown
from desktop_app.ui.widgets.text import Paragraph

_VIEWS = (
    (RegisterView.ALL, "Все обращения"),
    (RegisterView.OPEN, "Открытые"),
    (RegisterView.OVERDUE, "Просроченные"),
    (RegisterView.CONTROL, "На контроле"),
)
_ALL_COLUMNS = "Все графы журнала"
_UNNAMED = "Свои графы, без названия"


class JournalBlock(Pane):
    """Asks, writes in the long lane, and says what came of it."""

    changed = Signal(object)
    undo_offered = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, opener: FileOpener) -> None:
        """Propose the journal of tickets of the present month."""
        super().__init__()
        self._tools = tools
        self._asked: RegisterQuery | None = None
        self._layout = JournalLayout()
        self._sets: list[SavedView] = []
        today = clock.today()
        journals = tools.office.journals.all()
        self.journal = Combo("Журнал", [(book, book.title) for book in journals])
        self.first, self.last = DateEdit("С какого дня"), DateEdit("По какой день")
        self.first.set_value(today.replace(day=1))
        self.last.set_value(today)
        self.view = Combo("Какие обращения", list(_VIEWS))
        self.narrowed = Chip("", in_force=True, removable=True)
        self.columns = Combo("Графы")
        self.edit_columns = Chip("Выбрать графы", icon_name="columns")
        self.forget_set = Button("Удалить набор", Rank.LINK)
        self.group = Combo("Собрать по графе")
        self.totals = Chip("Итоговая строка", icon_name="bars", checkable=True)
        self.personal = Chip("С персональными данными", icon_name="user", checkable=True)
        self.reason = QLineEdit()
        self._reason_field = FormField("&Зачем нужны персональные данные", self.reason)
        self.write = Button("Выгрузить в Excel", Rank.PRIMARY, icon_name="download")
        self.note = WorkNote(opener)
        self.files = LastFiles(tools.state, opener)
        self._build()
        self._wire()
        self._journal_chosen()

    def _build(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        self._period = (
            FormField("&С какого дня", self.first),
            FormField("&По какой день", self.last),
        )
        self._view_field = FormField("&Какие обращения", self.view)
        body.addWidget(FormField("&Журнал", self.journal))
        body.addLayout(row(*self._period, self._view_field, space=10))
        body.addLayout(row(self.narrowed, None))
        self.narrowed.hide()
        sets = FormField("&Графы", self.columns)
        body.addLayout(row(sets, FormField("Со&брать по графе", self.group), space=10))
        body.addLayout(row(self.edit_columns, self.totals, self.personal, self.forget_set, None))
        words = (
            "Настоящие даты и числа, итоги формулами. Без отметки выгрузка обезличена: до дома, "
            "без фамилий, телефонов и квартир."
        )
        body.addWidget(Paragraph(words, Type.CELL, Tone.MUTED, columns=90))
        body.addWidget(self._reason_field)
        self._reason_field.hide()
        body.addLayout(row(self.write, Keycap(keys.cap("excel")), None))
        body.addWidget(self.note)
        body.addSpacing(8)
        body.addWidget(self.files)

    def _wire(self) -> None:
        self.journal.picked.connect(self._journal_chosen)
        self.columns.picked.connect(self._set_chosen)
        self.group.picked.connect(lambda _: self._group_chosen())
        self.edit_columns.clicked.connect(self.ask_columns)
        self.forget_set.clicked.connect(self._forget)
        self.narrowed.removed.connect(self._widen)
        self.personal.toggled.connect(self._reason_field.setVisible)
        self.write.clicked.connect(self.ask_where)
        self.note.ended.connect(lambda: self.write.setEnabled(True))
        keys.bind("excel", self, self.ask_where)

    @property
    def book(self) -> Journal:
        """The journal chosen."""
        value = self.journal.value()
        return value if isinstance(value, Journal) else self._tools.office.journals.all()[0]

    def refresh(self) -> None:
        """Read the sets of columns anew, and which files still exist."""
        book, journals = self.book, self._tools.office.journals
        self._tools.jobs.read(lambda: journals.sets(book), self._show_sets, owner=self)
        self.files.refresh()

    def use(self, query: RegisterQuery) -> None:
        """Take over the question of the register: what is on its screen is what is written."""
        self._asked = query
        self.first.set_value(query.date_from)
        self.last.set_value(query.date_to)
        self.view.set_value(query.view)
        exports = self._tools.office.exports
        plain = dataclasses.replace(query, view=RegisterView.ALL)
        self._tools.jobs.read(lambda: exports.conditions(plain), self._show_narrowed, owner=self)

    def order(self) -> JournalOrder:
        """Return what the form asks, with the register's other conditions."""
        view, group = self.view.value(), self.group.value()
        query = dataclasses.replace(
            self._asked or RegisterQuery(),
            view=view if isinstance(view, RegisterView) else RegisterView.ALL,
            date_from=self.first.value(),
            date_to=self.last.value(),
        )
        layout = dataclasses.replace(
            self._layout,
            group=group if isinstance(group, str) else "",
            totals=self.totals.isChecked(),
        )
        personal = self.personal.isChecked()
        reason = self.reason.text() if personal else ""
        return JournalOrder(self.book, query, layout, not personal, reason)

    def ask_columns(self) -> None:
        """Open the sheet of columns over the layout in force."""
        chosen = self.columns.value()
        name = chosen.title if isinstance(chosen, SavedView) else ""
        ColumnsSheet(self._tools, self, self.book, self.order().layout, self._laid_out, name)

    def ask_where(self) -> None:
        """Ask where to write, then write."""
        if self.note.busy or (self.book.dated and not days_are_right(*self._period)):
            return
        order, exports = self.order(), self._tools.office.exports
        name = exports.file_name(
            order.query, depersonalised=order.depersonalised, journal=order.journal
        )
        self._tools.dialogs.save_as(
            self, order.journal.title, name, WORKBOOK, lambda path: self._write(order, path)
        )

    def _write(self, order: JournalOrder, path: Path) -> None:
        exports = self._tools.office.exports
        self._reason_field.set_problem("")
        self.write.setEnabled(False)
        job = self._tools.jobs.long(
            lambda progress, cancelled: exports.write(
                order, path, progress=progress, cancelled=cancelled
            ),
            lambda exported: self._done(exported, order.journal),
            self._failed,
            on_progress=self.note.progress,
            owner=self,
        )
        self.note.begin("Пишется журнал…", job)

    def _done(self, exported: Exported, journal: Journal) -> None:
        rows = counted(exported.rows, *journal.words)
        lines = [str(exported.path), *exported.notices]
        self.note.done(f"Записано: {rows}", lines, exported.path)
        self.files.add(exported.path, rows)
        self.changed.emit(exported.changes)

    def _failed(self, error: OfficeError) -> None:
        """Say why; a missing reason is marked at its field."""
        self.note.failed(error)
        if isinstance(error, InvalidDraft) and "reason" in error.fields:
            self._reason_field.set_problem("напишите зачем")
            self.reason.setFocus()

    def _journal_chosen(self) -> None:
        """Show what the journal knows: days, conditions of tickets, its own columns."""
        book = self.book
        self._layout = JournalLayout()
        for field in self._period:
            set_shown(field, bool(book.dated))
        set_shown(self._view_field, book.by_tickets)
        set_shown(self.narrowed, book.by_tickets and bool(self.narrowed.text()))
        self.totals.setChecked(False)
        self.columns.set_choices([])
        self._show_sets([])
        self._show_groups()
        self.refresh()

    def _show_sets(self, sets: list[SavedView]) -> None:
        before, self._sets = self.columns.value(), sets
        unnamed = [("", _UNNAMED)] if before == "" else []
        self.columns.set_choices([(None, _ALL_COLUMNS), *((v, v.title) for v in sets), *unnamed])
        if isinstance(before, SavedView) and self.columns.value() != before:
            # Another clerk has changed it, or it is gone: what is shown is what is written.
            self.columns.set_value(next((v for v in sets if v.id == before.id), None))
            self._set_chosen(self.columns.value())
        set_shown(self.forget_set, isinstance(self.columns.value(), SavedView))

    def _show_groups(self) -> None:
        known = {column.key: column for column in self.book.columns}
        chosen = self._layout.columns or tuple((c.key, c.title) for c in self.book.columns)
        titles = dict(chosen)
        found = group_choices(tuple(known[key] for key in titles))
        self.group.set_choices([("", "Не собирать"), *((c.key, titles[c.key]) for c in found)])
        self.group.set_value(self._layout.group)

    def _set_chosen(self, view: object) -> None:
        layout = JournalLayout()
        if isinstance(view, SavedView):
            layout = self._tools.office.journals.layout(view, self.book)
        self._lay_out(layout)

    def _laid_out(self, layout: JournalLayout, saved: ViewSaved | None) -> None:
        """Use the columns of the sheet; a set that was saved becomes the one chosen."""
        if saved is not None:
            kept = [view for view in self._sets if view.id != saved.view.id]
            self._show_sets([*kept, saved.view])
            self.columns.set_value(saved.view)
            self._tools.hub.announce(saved.changes)
        elif layout.columns:
            self.columns.set_choices(
                [(None, _ALL_COLUMNS), *((v, v.title) for v in self._sets), ("", _UNNAMED)]
            )
            self.columns.set_value("")
        else:
            self.columns.set_value(None)
        self._lay_out(layout)

    def _lay_out(self, layout: JournalLayout) -> None:
        self._layout = layout
        self.totals.setChecked(layout.totals)
        set_shown(self.forget_set, isinstance(self.columns.value(), SavedView))
        self._show_groups()

    def _forget(self) -> None:
        """Forget the set chosen; the bar below offers to take it back."""
        view, journals, book = self.columns.value(), self._tools.office.journals, self.book
        if isinstance(view, SavedView):
            self._tools.jobs.write(
                lambda: journals.forget(view.id),
                lambda saved: self._forgotten(saved, book),
                self.failed.emit,
                owner=self,
            )

    def _forgotten(self, saved: ViewSaved, book: Journal) -> None:
        journals = self._tools.office.journals
        if self.book == book:
            self.columns.set_value(None)
            self._show_sets([view for view in self._sets if view.id != saved.view.id])
            self._lay_out(JournalLayout())
            self.columns.setFocus()
        self.changed.emit(saved.changes)

        def came_back(again: ViewSaved) -> None:
            if self.book == book:
                self._laid_out(journals.layout(again.view, book), again)
            else:  # the set is of another journal than the one in front
                self._tools.hub.announce(again.changes)

        def put_back() -> None:
            self._tools.jobs.write(
                lambda: journals.put_back(saved.view), came_back, self.failed.emit, owner=self
            )

        self.undo_offered.emit(UndoOffer(f"Набор «{saved.view.title}» удалён", put_back))

    def _group_chosen(self) -> None:
        """Totals come with groups."""
        if self.group.value():
            self.totals.setChecked(True)

    def _show_narrowed(self, words: str) -> None:
        self.narrowed.setText(f"Отбор из списка: {words}" if words else "")
        self.narrowed.setAccessibleName(f"{self.narrowed.text()}, снять отбор: Del")
        set_shown(self.narrowed, bool(words) and self.book.by_tickets)

    def _widen(self) -> None:
        self._asked = None
        self._show_narrowed("")
        self.first.setFocus()
