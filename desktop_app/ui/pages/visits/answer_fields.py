"""Fields for the questions only some kinds of acts ask."""

from PySide6.QtWidgets import QLayout, QLineEdit, QPlainTextEdit

from desktop_app.core.acts.form import ActForm, Part, Question
from desktop_app.core.records.inspections import Answer, InspectionDraft
from desktop_app.ui.pages.visits.sheet_parts import text_line
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import row

_AREA_HEIGHT = 48
_CONTAINERS = "containers"
_UNKNOWN = "неизвестно"
_CONTAINERS_HINT = "каждый с новой строки: объём; материал; заполнение; исправность; крышка"


class AnswerFields:
    """A field a question; `fields` are known as «answer:key», `rows(part)` are their lines."""

    def __init__(self, form: ActForm, draft: InspectionDraft) -> None:
        """Show what is answered; what a blank would underline stands as a grey example."""
        self._form = form
        self._kept = tuple(said for said in draft.answers if form.question(said.field) is None)
        self._edits = {q.key: _edit(q, draft.answer(q.key)) for q in form.questions}
        self.fields = {
            f"answer:{q.key}": FormField(q.label, self._edits[q.key], _hint(q))
            for q in form.questions
        }

    def rows(self, part: Part) -> list[QLayout]:
        """Return the lines of a part of the act: two short fields beside each other."""
        lines: list[QLayout] = []
        pair: list[FormField] = []
        for question in self._form.questions:
            if question.part is not part:
                continue
            field = self.fields[f"answer:{question.key}"]
            if question.is_area:
                lines.append(row(field))
                continue
            pair.append(field)
            if len(pair) == 2:
                lines.append(row(*pair))
                pair = []
        return [*lines, row(*pair)] if pair else lines

    def answers(self) -> tuple[Answer, ...]:
        """Return what is written, by key; answers to other kinds of acts are kept."""
        typed = [Answer(key, _text(edit)) for key, edit in self._edits.items()]
        filled = [said for said in typed if said.text]
        return tuple(sorted((*self._kept, *filled), key=lambda said: said.field))


def _edit(question: Question, text: str) -> QLineEdit | TextArea | Combo:
    if question.options:
        # An answer written before there were options stays to be seen and chosen.
        known = dict.fromkeys(("", *question.options, text))
        box = Combo(question.label, [(option, option or _UNKNOWN) for option in known])
        box.set_value(text)
        return box
    if not question.is_area:
        line = text_line(text)
        line.setPlaceholderText(question.choice.replace("_", "").strip())
        return line
    area = TextArea("", least=_AREA_HEIGHT, most=_AREA_HEIGHT)
    area.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    area.setPlainText(text)
    return area


def _hint(question: Question) -> str:
    return _CONTAINERS_HINT if question.key == _CONTAINERS else ""


def _text(edit: QLineEdit | TextArea | Combo) -> str:
    if isinstance(edit, Combo):
        return str(edit.value() or "")
    return edit.text().strip()
