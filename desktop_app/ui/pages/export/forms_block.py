"""Forms of higher bodies: kept ones filled in one step, new ones looked through and kept."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from desktop_app.core import clock
from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.core.records.forms import FormNeeds, FormOrder, FormSaved, StoredForm
from desktop_app.core.records.journal import Exported
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.text import counted
from desktop_app.services.forms import lost_words
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.export.days import days_are_right
from desktop_app.ui.pages.export.field_list import FieldList
from desktop_app.ui.pages.export.last_files import LastFiles
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import WORKBOOK, FileOut, ask_and_write
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Hairline, Pane, row, set_shown
from desktop_app.ui.widgets.text import Paragraph

_TEMPLATES = "Книги и шаблоны Excel (*.xlsx *.xltx *.xlsm *.xltm)"
_MOST_SHOWN = 12


class FormsBlock(Pane):
    """Chooses a form and days, fills it in the long lane; below, the fields a form may have."""

    changed = Signal(object)

    def __init__(self, tools: Tools, opener: FileOpener, files: LastFiles) -> None:
        """Propose the present month; written files are remembered in `files`."""
        super().__init__()
        self._tools, self._files = tools, files
        today = clock.today()
        self.form = Combo("Форма")
        self.add = Button("Добавить форму…", icon_name="plus")
        self.give_back = Button("Сохранить шаблон…", Rank.LINK)
        self.remove = Button("Удалить", Rank.LINK)
        self.first, self.last = DateEdit("С какого дня"), DateEdit("По какой день")
        self.first.set_value(today.replace(day=1))
        self.last.set_value(today)
        self.personal = Chip("С персональными данными", icon_name="user", checkable=True)
        self.reason = QLineEdit()
        self._reason_field = FormField("&Зачем нужны персональные данные", self.reason)
        self.fill = Button("Заполнить", Rank.PRIMARY, icon_name="download")
        self.note = WorkNote(opener)
        self.fields = FieldList(tools.office.forms.catalogue())
        self._build()
        self._wire()
        self._show([])

    def _build(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        words = (
            "Форма вышестоящего органа в Excel: впишите в её ячейки поля вида {{период}}, строку "
            "списка заключите в {{#обращения}} и {{/обращения}}. Оформление и формулы останутся."
        )
        body.addWidget(Paragraph(words, Type.CELL, Tone.MUTED, columns=90))
        self._form_field = FormField("&Форма", self.form)
        body.addWidget(self._form_field)
        body.addLayout(row(self.add, self.give_back, self.remove, None))
        self._days = (
            FormField("&С какого дня", self.first),
            FormField("&По какой день", self.last),
        )
        body.addLayout(row(*self._days, space=10))
        body.addLayout(row(self.personal, None))
        body.addWidget(self._reason_field)
        self._reason_field.hide()
        body.addLayout(row(self.fill, None))
        body.addWidget(self.note)
        body.addSpacing(4)
        body.addWidget(Hairline())
        body.addWidget(self.fields)

    def _wire(self) -> None:
        self.add.clicked.connect(self.ask_which)
        self.remove.clicked.connect(self.ask_remove)
        self.give_back.clicked.connect(self.ask_where_template)
        self.fill.clicked.connect(self.ask_where)
        self.personal.toggled.connect(self._reason_field.setVisible)

    @property
    def chosen(self) -> StoredForm | None:
        """The form chosen, None when none is kept."""
        value = self.form.value()
        return value if isinstance(value, StoredForm) else None

    def refresh(self) -> None:
        """Read which forms are kept."""
        self._tools.jobs.read(self._tools.office.forms.all, self._show, owner=self)

    def order(self, form: StoredForm) -> FormOrder:
        """Return what is asked for."""
        query = RegisterQuery(
            date_from=self.first.value(), date_to=self.last.value(), descending=False
        )
        personal = self.personal.isChecked()
        return FormOrder(form, query, not personal, self.reason.text() if personal else "")

    def ask_which(self) -> None:
        """Ask for a template and keep it, or list its mistakes by cell."""
        if not self.note.busy:
            self._tools.dialogs.open_file(self, "Форма вышестоящего органа", _TEMPLATES, self._look)

    def ask_where(self) -> None:
        """Ask where to write the chosen form, then fill it."""
        form = self.chosen
        if form is None or self.note.busy or not days_are_right(*self._days):
            return
        forms = self._tools.office.forms
        self._tools.jobs.read(
            lambda: forms.losses(form),
            lambda losses: self._warn(form, losses),
            self.note.failed,
            owner=self,
        )

    def _warn(self, form: StoredForm, losses: Sequence[str]) -> None:
        """Name what of the template will be lost, then ask where to write."""
        order = self.order(form)
        name = self._tools.office.forms.file_name(form.title, order.query)

        def ask() -> None:
            self._tools.dialogs.save_as(
                self, form.title, name, WORKBOOK, lambda path: self._fill(order, path)
            )

        told = lost_words(losses)
        if not told:
            ask()
            return
        words = f"{told[0]}. Остальное в форме останется, как было."
        question = Question("В файле не будет части формы", words, "Заполнить", "Не заполнять")
        self._tools.dialogs.confirm(self, question, ask)

    def ask_where_template(self) -> None:
        """Write the template itself out, to be corrected in Excel."""
        form, forms = self.chosen, self._tools.office.forms
        if form is None or self.note.busy:
            return

        file = FileOut(
            "Шаблон формы",
            form.file_name,
            WORKBOOK,
            lambda path: forms.give_back(form, path),
            "Пишется шаблон…",
            "Шаблон записан",
        )
        ask_and_write(self._tools, self, self.note, file)

    def ask_remove(self) -> None:
        """Ask, then forget the chosen form."""
        form, forms = self.chosen, self._tools.office.forms
        if form is None:
            return
        question = Question(
            f"Удалить форму «{form.title}»?",
            "Заполненные по ней файлы останутся. Шаблон можно сначала сохранить в файл.",
            "Удалить",
            "Оставить",
        )

        def forget() -> None:
            self._tools.jobs.write(
                lambda: forms.forget(form.id), self._removed, self.note.failed, owner=self
            )

        self._tools.dialogs.confirm(self, question, forget)

    def _look(self, path: Path) -> None:
        forms = self._tools.office.forms
        job = self._tools.jobs.long(
            lambda _progress, _cancelled: forms.check(path),
            lambda needs: self._looked(path, needs),
            self.note.failed,
            owner=self,
        )
        self.note.begin("Форма проверяется…", job, can_stop=False)

    def _looked(self, path: Path, needs: FormNeeds) -> None:
        if needs.problems:
            count = counted(len(needs.problems), "ошибка", "ошибки", "ошибок")
            lines = [str(problem) for problem in needs.problems[:_MOST_SHOWN]]
            left = len(needs.problems) - len(lines)
            self.note.refused(
                f"Форма не принята: {count}", [*lines, *([f"и ещё {left}"] if left else [])]
            )
            return
        forms = self._tools.office.forms
        self._tools.jobs.write(lambda: forms.keep(path), self._kept, self.note.failed, owner=self)

    def _kept(self, saved: FormSaved) -> None:
        self.note.done(
            f"Форма «{saved.form.title}» сохранена",
            [*lost_words(saved.losses), "Заполняется кнопкой «Заполнить»"],
        )
        self.changed.emit(saved.changes)
        self._tools.jobs.read(
            self._tools.office.forms.all,
            lambda forms: self._show(forms, saved.form.id),
            owner=self,
        )
        self.fill.setFocus()

    def _removed(self, saved: FormSaved) -> None:
        self.note.rest()
        self.changed.emit(saved.changes)
        self.refresh()
        self.add.setFocus()

    def _fill(self, order: FormOrder, path: Path) -> None:
        forms = self._tools.office.forms
        self._reason_field.set_problem("")
        job = self._tools.jobs.long(
            lambda progress, cancelled: forms.fill(
                order, path, progress=progress, cancelled=cancelled
            ),
            self._filled,
            self._failed,
            on_progress=self.note.progress,
            owner=self,
        )
        self.note.begin("Заполняется форма…", job)

    def _filled(self, filled: Exported) -> None:
        rows = counted(filled.rows, "строка", "строки", "строк")
        self.note.done(f"Форма заполнена: {rows}", [str(filled.path), *filled.notices], filled.path)
        self._files.add(filled.path, rows)
        self.changed.emit(filled.changes)

    def _failed(self, error: OfficeError) -> None:
        self.note.failed(error)
        if isinstance(error, InvalidDraft) and "reason" in error.fields:
            self._reason_field.set_problem("напишите зачем")
            self.reason.setFocus()

    def _show(self, forms: list[StoredForm], chosen: int = 0) -> None:
        present = chosen or (self.chosen.id if self.chosen else 0)
        self.form.set_choices([(form, form.title) for form in forms])
        self.form.set_value(next((form for form in forms if form.id == present), None))
        for widget in (self._form_field, *self._days, self.personal, self.fill):
            set_shown(widget, bool(forms))
        for button in (self.give_back, self.remove):
            set_shown(button, bool(forms))
        if not forms:
            self.personal.setChecked(False)
