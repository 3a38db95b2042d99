"""A remedy: what to do, who answers, until when; after the act only how it stands."""

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.enums import RemedyState
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.inspections import Remedy
from desktop_app.ui.pages.visits.sheet_parts import check_days, text_line
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit


class RemedySheet:
    """Adds a remedy or changes one; with `only_state` the words of an issued act stay."""

    def __init__(
        self,
        parent: QWidget,
        remedy: Remedy | None,
        choices: Sequence[Choice],
        on_done: Callable[[Remedy], object],
        *,
        only_state: bool = False,
        to_visit: Callable[[], object] | None = None,
    ) -> None:
        """Show a remedy, or an empty one; `choices` are organisations, other words do too.

        `to_visit` offers a way to the visit the remedy comes from.
        """
        self._on_done, self._remedy = on_done, remedy or Remedy("")
        self._only_state = only_state
        self._what = text_line(self._remedy.what)
        self._who = LookupEdit("Кто отвечает", choices, takes_words=True)
        self._who.set_value(self._remedy.organization_id)
        if self._remedy.responsible:
            self._who.setText(self._remedy.responsible)
        self._due, self._fixed = DateEdit("Срок"), DateEdit("Устранено")
        self._due.set_value(self._remedy.due_on)
        self._fixed.set_value(self._remedy.fixed_on)
        self._state = Combo("Состояние", [(state, state.title_ru) for state in RemedyState])
        self._state.set_value(self._remedy.state)
        self._state.picked.connect(self._state_picked)
        for line in (self._what, self._who, self._due):
            line.setReadOnly(only_state)
        fields = {
            "what": FormField("&Что сделать", self._what),
            "who": FormField("&Кто отвечает", self._who, "организация или «комиссия»"),
            "due": FormField("Ср&ок", self._due),
            "state": FormField("&Состояние", self._state),
            "fixed": FormField("&Устранено", self._fixed),
        }
        self.sheet = self._built(parent, fields, to_visit, is_new=remedy is None)
        open_sheet(self.sheet, self._state if only_state else self._what, self._submit)

    def _built(
        self,
        parent: QWidget,
        fields: dict[str, FormField],
        to_visit: Callable[[], object] | None,
        *,
        is_new: bool,
    ) -> FormSheet:
        verb, title = ("Добавить", "Новая мера") if is_new else ("Записать", "Мера")
        sheet = FormSheet(parent, title, verb, fields)
        standing = row(fields["due"], fields["state"], fields["fixed"])
        way = [row(self._link(to_visit), None)] if to_visit is not None else []
        sheet.lay(fields["what"], fields["who"], standing, *way)
        return sheet

    def _link(self, to_visit: Callable[[], object]) -> Button:
        link = Button("Открыть выезд", Rank.LINK, icon_name="document")

        def leave() -> None:
            self.sheet.close_saved()
            to_visit()

        link.clicked.connect(leave)
        return link

    def _state_picked(self, state: object) -> None:
        if state is not RemedyState.FIXED:
            self._fixed.set_value(None)
        elif self._fixed.value() is None:
            self._fixed.set_value(clock.today())

    def _submit(self) -> None:
        problems: dict[str, str] = {}
        check_days({"due": self._due, "fixed": self._fixed}, problems)
        state = RemedyState(str(self._state.value()))
        if not self._what.text().strip():
            problems["what"] = "напишите, что сделать"
        if state is RemedyState.FIXED and self._fixed.value() is None:
            problems.setdefault("fixed", "впишите день")
        if problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        made = dataclasses.replace(
            self._remedy,
            what=self._what.text().strip(),
            organization_id=self._organization(),
            responsible=self._who.text().strip(),
            due_on=self._due.value(),
            state=state,
            fixed_on=self._fixed.value() if state is RemedyState.FIXED else None,
        )
        self.sheet.close_saved()
        self._on_done(made)

    def _organization(self) -> int | None:
        """Return the organisation chosen; the one kept while its words stand untouched."""
        if self._who.text().strip() == self._remedy.responsible:
            return self._remedy.organization_id
        return self._who.value()
