"""Personal data past their term: what is due, for how long they are kept, the act."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.destruction import Subject
from desktop_app.core.text import number
from desktop_app.services.retention import DestructionAct
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.save_sheet import save_draft
from desktop_app.ui.pages.settings.acts_sheet import ask_where_act
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

_MOST_YEARS = 75
_NOTHING = "Уничтожать нечего: срок ещё не вышел"
_ACT = (
    "Отменить это нельзя. В прежних резервных копиях данные остаются, пока копии не сменятся; "
    "копии перед обновлением базы не сменяются, их удаляют вручную. Акт со списком хранится три "
    "года."
)
_WORDS = {
    Subject.TICKETS: (
        "Имя, телефон, квартира и текст закрытых обращений уничтожаются вместе с прежними "
        "значениями в истории; номер, дом, тема, сроки и итог остаются. "
    ),
    Subject.VISITS: (
        "Имена участников, помещение, описание и выводы, меры, фотографии, приложенные файлы и "
        "файлы выпущенных актов уничтожаются вместе с прежними значениями в истории; номер, дом, "
        "вид, дни, замеры и нормы остаются. Выезд окончен, когда акт выпущен или выезд отменён, "
        "меры исполнены и обращения закрыты. Подписанный акт на бумаге хранят по номенклатуре дел. "
    ),
}


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
        self._counted: tuple[int, Subject] | None = None
        self.subject = Combo("Чьи данные", [(one, one.title_ru) for one in Subject])
        self._years, self._basis = QLineEdit(), QLineEdit()
        self.keep = Button("Записать только срок хранения", Rank.LINK)
        self._about = Paragraph("", Type.CELL, Tone.MUTED, columns=70)
        self._words = Paragraph("", Type.BODY_BOLD, columns=70)
        fields = {
            "subject": FormField("&Чьи данные", self.subject),
            "years": FormField("Хранить, &лет", self._years, base_width=110),
            "basis": FormField("&Основание", self._basis, "приказ, дата, номер"),
        }
        self.sheet = FormSheet(parent, "Сроки хранения персональных данных", "Уничтожить", fields)
        self.sheet.lay(
            fields["subject"],
            self._about,
            self._words,
            row(fields["years"], fields["basis"]),
            row(self.keep, None),
        )
        self._years.editingFinished.connect(self._look)
        self.keep.clicked.connect(self._keep_years)
        open_sheet(self.sheet, self._basis, self._submit)
        self.subject.picked.connect(self._ask_term)
        self._ask_term(Subject.TICKETS)

    def _ask_term(self, subject: object) -> None:
        settings, of = self._tools.office.settings, Subject(str(subject))
        self._about.set_text(_WORDS[of] + _ACT)
        self._tools.jobs.read(
            lambda: settings.get(of.setting), lambda years: self._begin(years, of), owner=self.sheet
        )

    def _begin(self, years: int, of: Subject) -> None:
        if of is self._of():
            self.sheet.show_record(lambda: self._years.setText(str(years)))
            self._look()

    def _of(self) -> Subject:
        return Subject(str(self.subject.value()))

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
        if (years, self._of()) != self._counted:
            self.sheet.fields["years"].set_problem("")
            self._count(years, lambda _due: None)

    def _count(self, years: int, then: Callable[[int], object]) -> None:
        retention, of = self._tools.office.retention, self._of()

        def counted_up(answer: tuple[int, str]) -> None:
            if of is self._of():
                self._show(years, *answer)
                then(answer[0])

        self._tools.jobs.read(
            lambda: (len(retention.due(years, of)), clock.show_date(retention.border(years, of))),
            counted_up,
            self.sheet.show_error,
            owner=self.sheet,
        )

    def _show(self, years: int, due: int, border: str) -> None:
        of = self._of()
        self._counted = (years, of)
        words = f"{of.ended.capitalize()} до {border} и ещё с данными: {of.counted(due)}."
        self._words.set_text(words if due else f"До {border} ничего не осталось: срок не вышел.")

    def _keep_years(self) -> None:
        keep = partial(self._set_years, self._of())
        save_draft(self._tools, self.sheet, self._typed_years, keep, lambda _: None)

    def _set_years(self, of: Subject, years: int) -> None:
        settings = self._tools.office.settings
        if settings.get(of.setting) != years:
            settings.set(of.setting, years)

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
            f"{self._of().counted(due)}. Вернуть их будет нельзя.",
            yes="Уничтожить",
        )
        self._tools.dialogs.confirm(
            self.sheet, question, lambda: self._destroy(years, due), self.sheet.go_on
        )

    def _destroy(self, years: int, due: int) -> None:
        retention, basis, of = self._tools.office.retention, self._basis.text(), self._of()

        def work() -> DestructionAct:
            self._set_years(of, years)
            return retention.destroy(basis, due, of)

        self._tools.jobs.write(work, self._done, self.sheet.show_error, owner=self.sheet)

    def _done(self, act: DestructionAct) -> None:
        self.sheet.close_saved()
        self._on_done(act.changes)
        words = f"{act.subject.counted(act.tickets)}, записей истории {number(act.entries)}"
        self._note.done(f"Уничтожено по акту № {act.number}", [words])
        ask_where_act(self._tools, self._parent, self._note, act.number)
