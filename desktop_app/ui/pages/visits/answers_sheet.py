"""Tickets answered from the act: what becomes of each, in one sheet and one step."""

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

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
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_AREA_HEIGHT, _WIDTH = 110, 640


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
        self._organization = LookupEdit("Кому передать", choices)
        self._organization.set_value(proposed.organization_id)
        self._promised = DateEdit("Срок")
        self._promised.set_value(proposed.promised_on)
        self._outcomes = [_outcome(ticket) for ticket in proposed.tickets]
        fields = {
            "text": FormField("&Ответ из акта", self._text),
            "organization": FormField("Кому &передать", self._organization),
            "promised": FormField("&Срок меры", self._promised),
        }
        tickets = [
            FormField(_ticket_words(ticket), box)
            for ticket, box in zip(proposed.tickets, self._outcomes, strict=True)
        ]
        fields |= {f"ticket{number}": field for number, field in enumerate(tickets)}
        title = f"Ответить по акту № {proposed.number}"
        self.sheet = FormSheet(parent, title, "Записать ответы", fields)
        self.sheet.setMinimumWidth(look().metrics.px(_WIDTH))
        self.sheet.lay(scrolled(_body(fields, tickets), parent))
        open_sheet(self.sheet, self._outcomes[0] if self._outcomes else self._text, self._submit)

    def _submit(self) -> None:
        problems: dict[str, str] = {}
        check_days({"promised": self._promised}, problems)
        if problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        wanted = dataclasses.replace(
            self._proposed,
            text=self._text.text().strip(),
            organization_id=self._organization.value(),
            promised_on=self._promised.value(),
            tickets=tuple(
                dataclasses.replace(ticket, outcome=_chosen(box))
                for ticket, box in zip(self._proposed.tickets, self._outcomes, strict=True)
            ),
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


def _outcome(ticket: TicketAnswer) -> Combo:
    box = Combo(_ticket_words(ticket), [(way, way.title_ru) for way in ticket.allowed])
    box.set_value(ticket.outcome)
    return box


def _chosen(box: Combo) -> AnswerOutcome:
    value = box.value()
    return value if isinstance(value, AnswerOutcome) else AnswerOutcome.LEAVE


def _ticket_words(ticket: TicketAnswer) -> str:
    premise = ticket.premise
    flat = f"кв.{NBSP}{premise}" if premise.isdecimal() else premise
    about = (flat, ticket.applicant, ticket.status.title_ru)
    return " · ".join((f"№{NBSP}{ticket.number}", *filter(None, about)))


def _body(fields: dict[str, FormField], tickets: Sequence[FormField]) -> QVBoxLayout:
    body = QVBoxLayout()
    body.setContentsMargins(0, 0, 6, 0)
    body.setSpacing(10)
    body.addWidget(fields["text"])
    to_whom = row(fields["organization"], fields["promised"])
    to_whom.setStretch(0, 2)
    to_whom.setStretch(1, 1)
    body.addLayout(to_whom)
    for field in tickets:
        body.addWidget(field)
    return body
