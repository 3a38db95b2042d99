"""Forms of the calendar and of terms."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.calendar import DayKind
from desktop_app.core.changes import Changes
from desktop_app.core.enums import DeadlineUnit
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.reference import (
    DayDraft,
    DeadlineRule,
    RuleCard,
    RuleDraft,
)
from desktop_app.core.typed_numbers import read_number
from desktop_app.services.merging_save import MergingSave, Opened
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
        self._savings: dict[dt.date, MergingSave[DayDraft, Changes]] = {}
        self.sheet.choosers.add("day")
        self._shown = self._typed()
        self._day.changed.connect(self._read)
        open_sheet(self.sheet, self._day, self._submit)

    def _read(self, day: object) -> None:
        if isinstance(day, dt.date):
            edit = self._tools.office.reference_edit
            self._tools.jobs.read(
                lambda: edit.day(day), lambda found: self._show(day, found), owner=self.sheet
            )

    def _show(self, day: dt.date, opened: Opened[DayDraft]) -> None:
        """Show how the day is listed; what is typed already stays."""
        if day != self._day.value():
            return
        self._savings[day] = self._tools.office.reference_edit.merging_day(day, opened)
        if self._typed() == self._shown:
            self.sheet.show_record(lambda: self._fill(opened.draft))
            self._shown = self._typed()

    def _fill(self, draft: DayDraft) -> None:
        self._kind.set_value(draft.kind or DayKind.DAY_OFF)
        self._name.setText(draft.name)

    def _typed(self) -> tuple[object, str]:
        return self._kind.value(), self._name.text()

    def _submit(self) -> None:
        day, kind, name = self._day.value(), self._kind.value(), self._name.text()
        if day is None:
            self.sheet.show_error(InvalidDraft({"day": self._day.problem() or "впишите день"}))
            return
        known = kind if isinstance(kind, DayKind) else None
        save = self._savings.get(day) or self._unread(day)
        save_sheet(self._tools, self.sheet, lambda: save(DayDraft(known, name)), self._on_done)

    def _unread(self, day: dt.date) -> Callable[[DayDraft], Changes]:
        """Return what saves a day that is not read yet: it is as it stands at that moment."""
        edit = self._tools.office.reference_edit
        return lambda draft: edit.set_day(day, draft.kind, draft.name)


class TermSheet:
    """A term of a topic: how long and why."""

    def __init__(
        self, tools: Tools, parent: QWidget, topics: Sequence[Choice], on_done: OnDone
    ) -> None:
        """Ask for one of the `topics` first."""
        self._tools, self._on_done = tools, on_done
        self._topic = LookupEdit("Тема", topics)
        self._rule = Combo("Какой срок")
        self._amount, self._basis = QLineEdit(), QLineEdit()
        self._unit = Combo("Единица", [(unit, unit.title_ru) for unit in DeadlineUnit])
        self._rules: dict[int, RuleCard] = {}
        self._savings: dict[int, MergingSave[RuleDraft, Changes]] = {}
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
        self._rule.picked.connect(lambda _value: self._of_rule.turn(self._show_term))
        open_sheet(self.sheet, self._topic, self._submit)

    def _read(self) -> None:
        topic_id = self._topic.value()
        if topic_id is not None:
            edit = self._tools.office.reference_edit
            self._tools.jobs.read(lambda: edit.rules_of(topic_id), self._show, owner=self.sheet)

    def _show(self, cards: list[RuleCard]) -> None:
        edit = self._tools.office.reference_edit
        self._rules = {card.rule.id: card for card in cards}
        read = {card.rule.id: edit.merging_rule(card) for card in cards}
        # What is typed was typed over the term as it stood first.
        self._savings = {**read, **self._savings} if self._of_topic.typed else read
        self._rule.set_choices([(card.rule.id, _rule_words(card.rule)) for card in cards])
        if not self._of_topic.typed:
            self._show_term()

    def _chosen(self) -> DeadlineRule | None:
        value = self._rule.value()
        card = self._rules.get(value) if isinstance(value, int) else None
        return None if card is None else card.rule

    def _show_term(self) -> None:
        self._of_topic.fill(self._fill)
        self._of_rule.filled()

    def _fill(self) -> None:
        rule = self._chosen()
        if rule is not None:
            self._amount.setText(f"{rule.amount:g}".replace(".", ","))
            self._unit.set_value(rule.unit)
            self._basis.setText(rule.basis)

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
        save, typed = self._savings[rule.id], RuleDraft(amount, known, basis)
        save_sheet(self._tools, self.sheet, lambda: save(typed), self._on_done)


def _rule_words(rule: DeadlineRule) -> str:
    room = _bounds("в комнате", rule.room_from, rule.room_to)
    outdoor = _bounds("на улице", rule.outdoor_from, rule.outdoor_to)
    return f"{_STAGES.get(rule.stage, rule.stage)}{room}{outdoor}"


def _bounds(where: str, low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    parts = (f"от {low:g}" if low is not None else "", f"до {high:g}" if high is not None else "")
    return f", {where} {' '.join(filter(None, parts))} °C"
