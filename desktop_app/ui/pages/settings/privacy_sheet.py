"""Personal data past their term: what is due, for how long they are kept, the act."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.settings import RETENTION_YEARS
from desktop_app.core.text import counted, number
from desktop_app.services.retention import DestructionAct
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.file_out import PDF, FileOut, ask_and_write
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

_TICKETS = ("обращение", "обращения", "обращений")
_WORDS = (
    "Имя, телефон, квартира и текст закрытых обращений уничтожаются вместе с прежними значениями "
    "в истории. Отменить это нельзя; номер, дом, тема, сроки и итог остаются. Акт со списком "
    "обращений хранится три года."
)


class PrivacySheet:
    """Asks for the term and the basis; `on_done(changes)` once data were destroyed."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        on_done: Callable[[Changes], object],
        note: WorkNote,
    ) -> None:
        """Count what is due."""
        self._tools, self._parent, self._on_done, self._note = tools, parent, on_done, note
        self._due = -1
        self._years, self._basis = QLineEdit(), QLineEdit()
        self._words = Paragraph("", Type.BODY_BOLD, columns=70)
        fields = {
            "years": FormField("Хранить, &лет", self._years, base_width=110),
            "basis": FormField("&Основание", self._basis, "приказ, дата, номер"),
        }
        self.sheet = FormSheet(parent, "Сроки хранения персональных данных", "Уничтожить", fields)
        self.sheet.lay(
            Paragraph(_WORDS, Type.CELL, Tone.MUTED, columns=70),
            self._words,
            row(fields["years"], fields["basis"]),
        )
        self._years.editingFinished.connect(self._set_years)
        open_sheet(self.sheet, self._basis, self._submit)
        settings = tools.office.settings
        tools.jobs.read(
            lambda: settings.get(RETENTION_YEARS),
            lambda years: self._years.setText(str(years)),
            owner=self.sheet,
        )
        self._count()

    def _count(self) -> None:
        retention = self._tools.office.retention
        self._tools.jobs.read(
            lambda: (len(retention.due()), clock.show_date(retention.border())),
            lambda answer: self._show(*answer),
            self.sheet.show_error,
            owner=self.sheet,
        )

    def _show(self, due: int, border: str) -> None:
        self._due = due
        words = f"Закрыты до {border} и ещё с данными: {counted(due, *_TICKETS)}."
        self._words.set_text(words if due else f"До {border} ничего не осталось: срок не вышел.")

    def _set_years(self) -> None:
        text = self._years.text().strip()
        if not text.isdigit() or not 1 <= int(text) <= 75:
            self.sheet.show_error(InvalidDraft({"years": "впишите число лет"}))
            return
        settings, years = self._tools.office.settings, int(text)
        self.sheet.fields["years"].set_problem("")

        def work() -> None:
            if settings.get(RETENTION_YEARS) != years:
                settings.set(RETENTION_YEARS, years)

        self._tools.jobs.write(
            work, lambda _: self._count(), self.sheet.show_error, owner=self.sheet
        )

    def _submit(self) -> None:
        if not self._basis.text().strip():
            self.sheet.show_error(InvalidDraft({"basis": "впишите приказ, дату и номер"}))
            return
        question = Question(
            "Уничтожить персональные данные?",
            f"{counted(max(self._due, 0), *_TICKETS)}. Вернуть их будет нельзя.",
            yes="Уничтожить",
        )
        self._tools.dialogs.confirm(self.sheet, question, self._destroy, self.sheet.stay_saved)

    def _destroy(self) -> None:
        retention, basis = self._tools.office.retention, self._basis.text()
        self._tools.jobs.write(
            lambda: retention.destroy(basis), self._done, self.sheet.show_error, owner=self.sheet
        )

    def _done(self, act: DestructionAct) -> None:
        self.sheet.close_saved()
        self._on_done(act.changes)
        words = f"{counted(act.tickets, *_TICKETS)}, записей истории {number(act.entries)}"
        self._note.done(f"Уничтожено по акту № {act.number}", [words])
        retention = self._tools.office.retention
        file = FileOut(
            "Акт об уничтожении",
            f"Акт об уничтожении {act.number}.pdf",
            PDF,
            lambda path: retention.write_act(act.number, path),
            "Пишется акт…",
            "Акт записан",
        )
        ask_and_write(self._tools, self._parent, self._note, file)
