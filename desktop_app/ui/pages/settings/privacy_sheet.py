"""Personal data past their term: what is due, for how long they are kept, the act."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.settings import RETENTION_YEARS
from desktop_app.core.text import counted, number
from desktop_app.services.retention import DestructionAct
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.save_sheet import save_draft
from desktop_app.ui.pages.settings.acts_sheet import ask_where_act
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

_TICKETS = ("обращение", "обращения", "обращений")
_MOST_YEARS = 75
_NOTHING = "Уничтожать нечего: срок ещё не вышел"
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
        self._counted = 0  # years
        self._years, self._basis = QLineEdit(), QLineEdit()
        self.keep = Button("Записать только срок хранения", Rank.LINK)
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
            row(self.keep, None),
        )
        self._years.editingFinished.connect(self._look)
        self.keep.clicked.connect(self._keep_years)
        open_sheet(self.sheet, self._basis, self._submit)
        settings = tools.office.settings
        tools.jobs.read(lambda: settings.get(RETENTION_YEARS), self._begin, owner=self.sheet)

    def _begin(self, years: int) -> None:
        self.sheet.show_record(lambda: self._years.setText(str(years)))
        self._look()

    def _typed_years(self) -> int:
        """Return the term typed; InvalidDraft when it is no number of years."""
        text = self._years.text().strip()
        if not text.isdecimal() or not 1 <= int(text) <= _MOST_YEARS:
            raise InvalidDraft({"years": "впишите число лет"})
        return int(text)

    def _look(self) -> None:
        """Count what the term typed leaves; nothing is written."""
        try:
            years = self._typed_years()
        except InvalidDraft as error:
            self.sheet.show_error(error)
            return
        if years != self._counted:
            self.sheet.fields["years"].set_problem("")
            self._count(years, lambda _due: None)

    def _count(self, years: int, then: Callable[[int], object]) -> None:
        retention = self._tools.office.retention

        def counted_up(answer: tuple[int, str]) -> None:
            self._show(years, *answer)
            then(answer[0])

        self._tools.jobs.read(
            lambda: (len(retention.due(years)), clock.show_date(retention.border(years))),
            counted_up,
            self.sheet.show_error,
            owner=self.sheet,
        )

    def _show(self, years: int, due: int, border: str) -> None:
        self._counted = years
        words = f"Закрыты до {border} и ещё с данными: {counted(due, *_TICKETS)}."
        self._words.set_text(words if due else f"До {border} ничего не осталось: срок не вышел.")

    def _keep_years(self) -> None:
        save_draft(self._tools, self.sheet, self._typed_years, self._set_years, lambda _: None)

    def _set_years(self, years: int) -> None:
        settings = self._tools.office.settings
        if settings.get(RETENTION_YEARS) != years:
            settings.set(RETENTION_YEARS, years)

    def _submit(self) -> None:
        """Ask about exactly what would be destroyed by the term typed."""
        try:
            years = self._typed_years()
        except InvalidDraft as error:
            self.sheet.show_error(error)
            return
        if not self._basis.text().strip():
            self.sheet.show_error(InvalidDraft({"basis": "впишите приказ, дату и номер"}))
            return
        self._count(years, lambda due: self._ask(years, due))

    def _ask(self, years: int, due: int) -> None:
        if not due:
            self.sheet.show_error(NotAllowed(_NOTHING, "ничего не изменено"))
            return
        question = Question(
            "Уничтожить персональные данные?",
            f"{counted(due, *_TICKETS)}. Вернуть их будет нельзя.",
            yes="Уничтожить",
        )
        self._tools.dialogs.confirm(
            self.sheet, question, lambda: self._destroy(years, due), self.sheet.go_on
        )

    def _destroy(self, years: int, due: int) -> None:
        retention, basis = self._tools.office.retention, self._basis.text()

        def work() -> DestructionAct:
            self._set_years(years)
            return retention.destroy(basis, due)

        self._tools.jobs.write(work, self._done, self.sheet.show_error, owner=self.sheet)

    def _done(self, act: DestructionAct) -> None:
        self.sheet.close_saved()
        self._on_done(act.changes)
        words = f"{counted(act.tickets, *_TICKETS)}, записей истории {number(act.entries)}"
        self._note.done(f"Уничтожено по акту № {act.number}", [words])
        ask_where_act(self._tools, self._parent, self._note, act.number)
