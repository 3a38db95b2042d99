"""«Журнал учёта заявок» to Excel: period, which tickets, personal data only with a reason."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from desktop_app.core import clock
from desktop_app.core.records.journal import Exported
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.text import counted
from desktop_app.ui import keys
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.text import Paragraph

_FILTER = "Книга Excel (*.xlsx)"
_VIEWS = (
    (RegisterView.ALL, "Все обращения"),
    (RegisterView.OPEN, "Открытые"),
    (RegisterView.OVERDUE, "Просроченные"),
    (RegisterView.CONTROL, "На контроле"),
)


class JournalBlock(Pane):
    """Asks, writes in the long lane, and says what came of it."""

    changed = Signal(object)

    def __init__(self, tools: Tools, opener: FileOpener) -> None:
        """Propose the present month."""
        super().__init__()
        self._tools = tools
        self._asked: RegisterQuery | None = None
        today = clock.today()
        self.first, self.last = DateEdit("С какого дня"), DateEdit("По какой день")
        self.first.set_value(today.replace(day=1))
        self.last.set_value(today)
        self.view = Combo("Какие обращения", list(_VIEWS))
        self.personal = Chip("С персональными данными", icon_name="user", checkable=True)
        self.reason = QLineEdit()
        self._reason_field = FormField("&Зачем нужны персональные данные", self.reason)
        self.write = Button("Выгрузить в Excel", Rank.PRIMARY, icon_name="download")
        self.note = WorkNote(opener)
        self._build()
        self.personal.toggled.connect(self._reason_field.setVisible)
        self.write.clicked.connect(self.ask_where)
        self.note.ended.connect(lambda: self.write.setEnabled(True))
        keys.bind("excel", self, self.ask_where)

    def _build(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Журнал учёта заявок"))
        words = (
            "Все графы журнала, настоящие даты и числа. Без отметки выгрузка обезличена: до дома, "
            "без фамилий, телефонов и квартир."
        )
        body.addWidget(Paragraph(words, Type.CELL, Tone.MUTED, columns=90))
        body.addLayout(
            row(
                FormField("&С какого дня", self.first),
                FormField("&По какой день", self.last),
                FormField("&Какие обращения", self.view),
                space=10,
            )
        )
        body.addLayout(row(self.personal, None))
        body.addWidget(self._reason_field)
        self._reason_field.hide()
        body.addLayout(row(self.write, Keycap(keys.cap("excel")), None))
        body.addWidget(self.note)

    def use(self, query: RegisterQuery) -> None:
        """Take over the question of the register: what is on its screen is what is written."""
        self._asked = query
        self.first.set_value(query.date_from)
        self.last.set_value(query.date_to)
        self.view.set_value(query.view)

    def query(self) -> RegisterQuery:
        """Return the question the form asks, with the register's other filters."""
        view = self.view.value()
        return dataclasses.replace(
            self._asked or RegisterQuery(),
            view=view if isinstance(view, RegisterView) else RegisterView.ALL,
            date_from=self.first.value(),
            date_to=self.last.value(),
        )

    def ask_where(self) -> None:
        """Ask where to write, then write."""
        if self.note.busy:
            return
        query, exports = self.query(), self._tools.office.exports
        personal = self.personal.isChecked()
        name = exports.file_name(query, depersonalised=not personal)
        self._tools.dialogs.save_as(
            self, "Журнал учёта заявок", name, _FILTER, lambda path: self._write(query, path)
        )

    def _write(self, query: RegisterQuery, path: Path) -> None:
        exports, personal = self._tools.office.exports, self.personal.isChecked()
        reason = self.reason.text()
        self._reason_field.set_problem("")
        self.write.setEnabled(False)
        job = self._tools.jobs.long(
            lambda progress, cancelled: exports.journal(
                query,
                path,
                depersonalised=not personal,
                reason=reason,
                progress=progress,
                cancelled=cancelled,
            ),
            self._done,
            self.note.failed,
            on_progress=self.note.progress,
            owner=self,
        )
        self.note.begin("Пишется журнал…", job)

    def _done(self, exported: Exported) -> None:
        rows = counted(exported.rows, "обращение", "обращения", "обращений")
        lines = [str(exported.path), *exported.notices]
        self.note.done(f"Записано: {rows}", lines, exported.path)
        self.changed.emit(exported.changes)
