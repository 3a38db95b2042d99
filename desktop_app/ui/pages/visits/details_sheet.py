"""«Сведения»: when, access, outdoor air, chart, and the paragraphs of the act."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.core.acts.form import Own, Part
from desktop_app.core.acts.forms import form_of
from desktop_app.core.enums import Access
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.heating_chart import HeatingChart, chart_for
from desktop_app.core.measuring import RETURN, SUPPLY, Block
from desktop_app.core.norms import plain
from desktop_app.core.records.inspections import InspectionDraft, Measurement
from desktop_app.ui.pages.visits.answer_fields import AnswerFields
from desktop_app.ui.pages.visits.sheet_parts import (
    check_days,
    number_line,
    read_numbers,
    scrolled,
    text_line,
)
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit, MomentEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row

_MOMENTS = {
    "planned_at": "Назна&чен на",
    "started_at": "&Начало проверки",
    "finished_at": "&Окончание",
}
_NUMBERS = {
    "outdoor_temperature": "На &улице, °C",
    "outdoor_daily": "Средняя за су&тки, °C",
}
_CHART = {SUPPLY: "По графику &T1, °C", RETURN: "По графику T&2, °C"}
_LINES = {
    "premise": "&Квартира, помещение",
    "outdoor_source": "&Источник температуры",
    "chart_text": "Температурный &график",
    "system_text": "Система отоп&ления",
    "heat_meter": "Те&плосчётчик",
    "attachments_text": "Прило&жения, с числом листов",
}
_HINTS = {"attachments_text": "листы фототаблицы считаются сами"}
_AREAS = {
    "basis": "Осно&вание",
    "method_text": "Метод&ы замера",
    "condition_text": "Состо&яние системы",
    "special_opinion": "Особое &мнение, возражения",
}
# The lines of the form in its order; a line some acts only need names the column it is printed by.
_ROWS: tuple[tuple[tuple[str, ...], Own | None], ...] = (
    (tuple(_MOMENTS), None),
    (("access", "premise", "next_visit_on"), None),
    ((*_NUMBERS, "outdoor_source"), Own.OUTDOOR),
    (("chart_text", *_CHART), Own.CHART),
    (("basis",), None),
    (("system_text",), Own.SYSTEM),
    (("heat_meter",), Own.HEAT_METER),
    (("condition_text",), None),
    (("method_text",), Own.METHOD),
    (("special_opinion",), None),
    (("attachments_text",), None),
)
_PARTS = {"basis": Part.FACTS, "heat_meter": Part.CHECKED, "method_text": Part.MEANS,
          "special_opinion": Part.CLOSING}  # fmt: skip
_OTHERS = {"access": "&Доступ", "next_visit_on": "Повторная п&роверка"}
_AREA_HEIGHT, _WIDTH = 48, 700


class DetailsSheet:
    """Shows and changes what surrounds the measurements; `on_done(draft)` with all of it."""

    def __init__(
        self,
        parent: QWidget,
        draft: InspectionDraft,
        on_done: Callable[[InspectionDraft], object],
        *,
        first: str = "started_at",
        charts: Sequence[HeatingChart] = (),
    ) -> None:
        """Show a draft with the focus in the field called `first`; `charts` fill T1 and T2."""
        self._draft, self._on_done, self._charts = draft, on_done, charts
        self._form = form_of(draft.kind)
        self._questions = AnswerFields(self._form, draft)
        self._filled = dict.fromkeys(_CHART, "")
        self._moments = {name: MomentEdit(title) for name, title in _MOMENTS.items()}
        for name, edit in self._moments.items():
            edit.set_value(getattr(draft, name))
        self._next = DateEdit("Повторная проверка")
        self._next.set_value(draft.next_visit_on)
        self._access = Combo("Доступ", [(access, access.title_ru) for access in Access])
        self._access.set_value(draft.access)
        self._numbers = {name: number_line(getattr(draft, name)) for name in _NUMBERS}
        self._chart = {name: number_line(_chart_value(draft, name)) for name in _CHART}
        self._lines = {name: text_line(getattr(draft, name)) for name in _LINES}
        self._areas = {name: _area(getattr(draft, name)) for name in _AREAS}
        fields = self._fields()
        self.sheet = FormSheet(parent, "Сведения о выезде", "Записать", fields)
        self.sheet.setMinimumWidth(look().metrics.px(_WIDTH))
        self.sheet.lay(scrolled(self._body(fields), parent))
        self._follow_chart()
        shown = fields.get(first, fields["started_at"])
        open_sheet(self.sheet, shown.control, self._submit)
        if isinstance(shown.control, QLineEdit):
            shown.control.selectAll()

    def _fields(self) -> dict[str, FormField]:
        """Return the fields this kind of act needs, in the order of the form."""
        parts: tuple[tuple[dict[str, str], dict[str, Any]], ...] = (
            (_MOMENTS, self._moments),
            (_NUMBERS, self._numbers),
            (_CHART, self._chart),
            (_LINES, self._lines),
            ({**_AREAS, "condition_text": self._form.condition}, self._areas),
            (_OTHERS, {"access": self._access, "next_visit_on": self._next}),
        )
        made = {
            name: (titles[name], edits[name], _HINTS.get(name, ""))
            for titles, edits in parts
            for name in edits
        }
        # A field nobody shows would take its control away with it: only shown ones are made.
        shown = (name for names, own in _ROWS if self._needs(own) for name in names)
        return {**{name: FormField(*made[name]) for name in shown}, **self._questions.fields}

    def _needs(self, own: Own | None) -> bool:
        return own is None or own in self._form.own

    def _body(self, fields: dict[str, FormField]) -> QVBoxLayout:
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 6, 0)
        body.setSpacing(10)
        for names, own in _ROWS:
            if self._needs(own):
                body.addLayout(row(*(fields[name] for name in names)))
            for line in self._questions.rows(_PARTS[names[0]]) if names[0] in _PARTS else ():
                body.addLayout(line)
        return body

    def _follow_chart(self) -> None:
        """Let the chart of the utility fill T1 and T2 while nobody typed others."""
        if Own.CHART not in self._form.own:
            return
        for line in (*self._numbers.values(), self._lines["chart_text"]):
            line.editingFinished.connect(self._fill_chart)

    def _fill_chart(self) -> None:
        if Own.CHART not in self._form.own:
            return
        numbers = read_numbers(self._numbers, {})
        outdoor = numbers["outdoor_daily"]
        outdoor = numbers["outdoor_temperature"] if outdoor is None else outdoor
        chart = chart_for(self._lines["chart_text"].text(), self._charts)
        point = chart.at(outdoor) if chart is not None and outdoor is not None else None
        if point is None:
            return
        for name, value in ((SUPPLY, point.supply), (RETURN, point.returned)):
            if self._chart[name].text().strip() in ("", self._filled[name]):
                self._filled[name] = plain(value)
                self._chart[name].setText(self._filled[name])

    def _submit(self) -> None:
        self._fill_chart()  # what has the focus is not left yet
        problems: dict[str, str] = {}
        typed: dict[str, Any] = {**read_numbers(self._numbers, problems)}
        chart = read_numbers(self._chart, problems)
        check_days({**self._moments, "next_visit_on": self._next}, problems)
        typed |= {name: line.text().strip() for name, line in self._lines.items()}
        typed |= {name: area.text().strip() for name, area in self._areas.items()}
        typed |= {name: edit.value() for name, edit in self._moments.items()}
        started, finished = typed["started_at"], typed["finished_at"]
        if started is not None and finished is not None and finished < started:
            problems["finished_at"] = "раньше начала"
        if problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        draft = dataclasses.replace(
            self._draft,
            access=Access(str(self._access.value())),
            next_visit_on=self._next.value(),
            answers=self._questions.answers(),
            **typed,
        )
        rows = draft.measurements
        if Own.CHART in self._form.own:
            rows = _with_chart(rows, chart, draft.chart_text)
        self.sheet.close_saved()
        self._on_done(dataclasses.replace(draft, measurements=rows))


def _area(text: str) -> TextArea:
    area = TextArea("", least=_AREA_HEIGHT, most=_AREA_HEIGHT)
    area.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    area.setPlainText(text)
    return area


def _on_chart(measurement: Measurement, quantity: str) -> bool:
    return measurement.block == Block.INPUT and measurement.quantity == quantity


def _chart_value(draft: InspectionDraft, quantity: str) -> float | None:
    found = (row.chart_value for row in draft.measurements if _on_chart(row, quantity))
    return next(found, None)


def _with_chart(
    rows: tuple[Measurement, ...], chart: dict[str, float | None], title: str
) -> tuple[Measurement, ...]:
    """Return the rows with the values the chart demands of T1 and T2 of the house input."""
    basis = f"график {title}" if title else "температурный график"
    made = []
    for measurement in rows:
        name = next((name for name in chart if _on_chart(measurement, name)), "")
        changed = measurement
        if name and chart[name] != measurement.chart_value:
            kept = measurement.basis or basis if chart[name] is not None else measurement.basis
            changed = dataclasses.replace(measurement, chart_value=chart[name], basis=kept)
        made.append(changed)
    return tuple(made)
