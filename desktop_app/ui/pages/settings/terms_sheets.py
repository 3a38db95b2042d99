"""Forms of the calendar and of terms."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.calendar import DayKind
from desktop_app.core.changes import Changes
from desktop_app.core.enums import DeadlineUnit
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.reference import DeadlineRule, Topic
from desktop_app.core.typed_numbers import read_number
from desktop_app.ui.pages.picked_record import PickedRecord
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

OnDone = Callable[[Changes], None]
_KINDS: tuple[tuple[DayKind | None, str], ...] = (
    (DayKind.DAY_OFF, "Выходной"),
    (DayKind.WORKING, "Рабочий"),
    (DayKind.SHORT, "Короче на час"),
    (DayKind.HOLIDAY, "Праздник"),
    (None, "Как обычно, по дню недели"),
)
_STAGES = {"fix": "устранить", "check": "проверить", "answer": "ответить"}


class DaySheet:
    """One day of the working calendar."""

    def __init__(self, tools: Tools, parent: QWidget, on_done: OnDone) -> None:
        """Ask for a day and how it is."""
        self._tools, self._on_done = tools, on_done
        self._day = DateEdit("День")
        self._kind = Combo("Какой он", list(_KINDS))
        self._name = QLineEdit()
        fields = {
            "day": FormField("&День", self._day),
            "kind": FormField("&Какой он", self._kind),
            "name": FormField("&Почему", self._name, "указ, постановление"),
        }
        self.sheet = FormSheet(parent, "День рабочего календаря", "Записать", fields)
        self.sheet.lay(row(fields["day"], fields["kind"]), fields["name"])
        open_sheet(self.sheet, self._day, self._submit)

    def _submit(self) -> None:
        day, kind, name = self._day.value(), self._kind.value(), self._name.text()
        if day is None:
            self.sheet.show_error(InvalidDraft({"day": self._day.problem() or "впишите день"}))
            return
        known = kind if isinstance(kind, DayKind) else None
        edit = self._tools.office.reference_edit
        save_sheet(self._tools, self.sheet, lambda: edit.set_day(day, known, name), self._on_done)


class TermSheet:
    """A term of a topic: how long and why."""

    def __init__(
        self, tools: Tools, parent: QWidget, topics: Sequence[Topic], on_done: OnDone
    ) -> None:
        """Ask for a topic first."""
        self._tools, self._on_done = tools, on_done
        self._topic = LookupEdit(
            "Тема", [Choice(t.id, t.title, t.words) for t in topics if not t.is_group]
        )
        self._rule = Combo("Какой срок")
        self._amount, self._basis = QLineEdit(), QLineEdit()
        self._unit = Combo("Единица", [(unit, unit.title_ru) for unit in DeadlineUnit])
        self._rules: dict[int, DeadlineRule] = {}
        fields = {
            "topic": FormField("&Тема", self._topic),
            "rule": FormField("&Какой срок", self._rule),
            "amount": FormField("Ско&лько", self._amount),
            "unit": FormField("&Чего", self._unit),
            "basis": FormField("&Основание", self._basis),
        }
        self.sheet = FormSheet(parent, "Срок по теме", "Записать", fields)
        self.sheet.lay(
            fields["topic"],
            fields["rule"],
            row(fields["amount"], fields["unit"]),
            fields["basis"],
        )
        kept = ("amount", "unit", "basis")
        self._of_topic = PickedRecord(tools.dialogs, self.sheet, self._topic, kept)
        self._of_rule = PickedRecord(tools.dialogs, self.sheet, self._rule, kept)
        self._topic.changed.connect(lambda _value: self._of_topic.turn(self._read))
        self._rule.picked.connect(lambda _value: self._of_rule.turn(self._fill))
        open_sheet(self.sheet, self._topic, self._submit)

    def _read(self) -> None:
        topic_id = self._topic.value()
        if topic_id is not None:
            edit = self._tools.office.reference_edit
            self._tools.jobs.read(lambda: edit.rules_of(topic_id), self._show, owner=self.sheet)

    def _show(self, rules: list[DeadlineRule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._rule.set_choices([(rule.id, _rule_words(rule)) for rule in rules])
        if not self._of_topic.typed:
            self._fill()

    def _chosen(self) -> DeadlineRule | None:
        value = self._rule.value()
        return self._rules.get(value) if isinstance(value, int) else None

    def _fill(self) -> None:
        rule = self._chosen()
        if rule is not None:
            self._amount.setText(f"{rule.amount:g}".replace(".", ","))
            self._unit.set_value(rule.unit)
            self._basis.setText(rule.basis)
        for record in (self._of_topic, self._of_rule):
            record.filled()

    def _submit(self) -> None:
        rule, unit, basis = self._chosen(), self._unit.value(), self._basis.text()
        if rule is None:
            self.sheet.show_error(InvalidDraft({"topic": "выберите тему, у которой есть срок"}))
            return
        try:
            amount = read_number(self._amount.text())
        except ValueError:
            amount = None
        if amount is None:
            self.sheet.show_error(InvalidDraft({"amount": "впишите число"}))
            return
        known = unit if isinstance(unit, DeadlineUnit) else DeadlineUnit.HOURS
        edit = self._tools.office.reference_edit
        save_sheet(
            self._tools,
            self.sheet,
            lambda: edit.set_rule(rule.id, amount, known, basis),
            self._on_done,
        )


def _rule_words(rule: DeadlineRule) -> str:
    room = ""
    if rule.room_from is not None or rule.room_to is not None:
        low = f"от {rule.room_from:g}" if rule.room_from is not None else ""
        high = f"до {rule.room_to:g}" if rule.room_to is not None else ""
        room = f", в комнате {low} {high} °C".replace("  ", " ")
    return f"{_STAGES.get(rule.stage, rule.stage)}{room}"
