"""Tickets answered from the act: what becomes of each, in one sheet and one step."""

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.core.changes import Changes
from desktop_app.core.enums import AnswerOutcome
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.inspections import ActAnswers, TicketAnswer
from desktop_app.core.text import NBSP
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.sheet_parts import check_days, scrolled
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_AREA_HEIGHT, _WIDTH = 110, 820
_SHARES = (4, 4, 2)  # what becomes of a ticket, to whom, till when


class AnswersSheet:
    """`on_done(changes, how many)` once every ticket is as it was chosen."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        proposed: ActAnswers,
        choices: Sequence[Choice],
        on_done: Callable[[Changes, int], object],
    ) -> None:
        """Show what is proposed; `choices` are organisations."""
        self._tools, self._proposed, self._on_done = tools, proposed, on_done
        self._text = TextArea("Ответ", least=_AREA_HEIGHT, most=_AREA_HEIGHT)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._text.setPlainText(proposed.text)
        self._everybody = LookupEdit("Передать всем", choices)
        self._everybody.changed.connect(self._send_all)
        self._lines = [_Line(ticket, choices) for ticket in proposed.tickets]
        fields = {
            "text": FormField("&Ответ из акта", self._text),
            "everybody": FormField("Передать &всем", self._everybody, "заменит у каждого"),
        }
        for number, line in enumerate(self._lines):
            fields |= line.fields(number)
        title = f"Ответить по акту № {proposed.number}"
        self.sheet = FormSheet(parent, title, "Записать ответы", fields)
        self.sheet.setMinimumWidth(look().metrics.px(_WIDTH))
        self.sheet.lay(scrolled(_body(fields, self._lines), parent))
        first = self._lines[0].outcome if self._lines else self._text
        open_sheet(self.sheet, first, self._submit)

    def _send_all(self, organization: object) -> None:
        """Put one organisation into every line that is handed over."""
        if isinstance(organization, int):
            for line in self._lines:
                line.send_to(organization)

    def _submit(self) -> None:
        problems: dict[str, str] = {}
        days = {f"promised{number}": line.promised for number, line in enumerate(self._lines)}
        check_days(days, problems)
        if problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        wanted = dataclasses.replace(
            self._proposed,
            text=self._text.text().strip(),
            tickets=tuple(line.answer() for line in self._lines),
        )
        answering = self._tools.office.act_answers
        count = sum(ticket.outcome is not AnswerOutcome.LEAVE for ticket in wanted.tickets)
        self._tools.jobs.write(
            lambda: answering.answer(wanted),
            lambda changes: self._done(changes, count),
            self.sheet.show_error,
            owner=self.sheet,
        )

    def _done(self, changes: Changes, count: int) -> None:
        self.sheet.close_saved()
        self._on_done(changes, count)


class _Line:
    """A ticket: its way, and for one handed over to whom and till when."""

    def __init__(self, ticket: TicketAnswer, choices: Sequence[Choice]) -> None:
        """Show what is proposed."""
        self._ticket = ticket
        words = _ticket_words(ticket)
        self.outcome = Combo(words, [(way, way.title_ru) for way in ticket.allowed])
        self.outcome.set_value(ticket.outcome)
        self.outcome.currentIndexChanged.connect(self._show)
        self.organization = LookupEdit("Кому", choices)
        self.organization.set_value(ticket.organization_id)
        self.promised = DateEdit("Срок меры")
        self.promised.set_value(ticket.promised_on)
        self._fields = (
            FormField(words, self.outcome),
            FormField("Кому", self.organization),
            FormField("Срок меры", self.promised),
        )
        self._show()

    def fields(self, number: int) -> dict[str, FormField]:
        """Return the fields by the names problems are told under."""
        names = (f"ticket{number}", f"organization{number}", f"promised{number}")
        return dict(zip(names, self._fields, strict=True))

    def stand_in(self, grid: QGridLayout, place: int) -> None:
        """Put the fields side by side into a row of a grid."""
        for number, field in enumerate(self._fields):
            grid.addWidget(field, place, number)

    def send_to(self, organization: int) -> None:
        """Send the ticket there, if it is handed over at all."""
        if self._way() is AnswerOutcome.HAND_OVER:
            self.organization.set_value(organization)

    def answer(self) -> TicketAnswer:
        """Return what is chosen."""
        return dataclasses.replace(
            self._ticket,
            outcome=self._way(),
            organization_id=self.organization.value(),
            promised_on=self.promised.value(),
        )

    def _way(self) -> AnswerOutcome:
        value = self.outcome.value()
        return value if isinstance(value, AnswerOutcome) else AnswerOutcome.LEAVE

    def _show(self) -> None:
        sends = self._way() is AnswerOutcome.HAND_OVER
        self.organization.setEnabled(sends)
        self.promised.setEnabled(sends)


def _ticket_words(ticket: TicketAnswer) -> str:
    premise = ticket.premise
    flat = f"кв.{NBSP}{premise}" if premise.isdecimal() else premise
    about = (flat, ticket.applicant, ticket.status.title_ru)
    return " · ".join((f"№{NBSP}{ticket.number}", *filter(None, about)))


def _body(fields: dict[str, FormField], lines: Sequence[_Line]) -> QVBoxLayout:
    body = QVBoxLayout()
    body.setContentsMargins(0, 0, 6, 0)
    body.setSpacing(10)
    body.addWidget(fields["text"])
    body.addWidget(fields["everybody"])
    fields["everybody"].setVisible(len(lines) > 1)
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(10)
    for place, share in enumerate(_SHARES):
        grid.setColumnStretch(place, share)
    for place, line in enumerate(lines):
        line.stand_in(grid, place)
    body.addLayout(grid)
    return body
