"""The rule of repeats of one topic: how many tickets in how many days ask for a visit."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.repeats import NoOwnRule, RepeatDraft, RepeatRule
from desktop_app.services.merging_save import MergingSave, Opened
from desktop_app.ui.pages.picked_record import PickedRecord
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_OWN, _USUAL = "own", "usual"
_NUMBERS = ("flat_count", "flat_days", "house_count", "house_days")


class RepeatSheet:
    """A topic follows the rule of the office or has its own."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        topics: Sequence[Choice],
        on_done: Callable[[Changes], None],
    ) -> None:
        """Ask for one of the `topics` first."""
        self._tools, self._on_done = tools, on_done
        self._savings: dict[int, MergingSave[RepeatDraft, Changes]] = {}
        self._topic = LookupEdit("Тема", topics)
        self._which = Combo("Правило", [(_USUAL, "Как у всех тем"), (_OWN, "Своё")])
        self._lines = {name: QLineEdit() for name in _NUMBERS}
        fields = {
            "topic": FormField("&Тема", self._topic),
            "which": FormField("&Правило", self._which),
            "flat_count": FormField("&Заявок с квартиры", self._lines["flat_count"]),
            "flat_days": FormField("за дней", self._lines["flat_days"]),
            "house_count": FormField("Заявок с &дома", self._lines["house_count"]),
            "house_days": FormField("за дней", self._lines["house_days"]),
        }
        self._fields = fields
        self.sheet = FormSheet(parent, "Когда предлагать выезд", "Записать", fields)
        self.sheet.lay(
            fields["topic"],
            fields["which"],
            row(fields["flat_count"], fields["flat_days"]),
            row(fields["house_count"], fields["house_days"]),
        )
        kept = ("which", *_NUMBERS)
        self._record = PickedRecord(tools.dialogs, self.sheet, self._topic, kept)
        self._topic.changed.connect(lambda _value: self._record.turn(self._read))
        self._which.picked.connect(lambda _value: self._allow())
        self._allow()
        open_sheet(self.sheet, self._topic, self._submit)

    def _read(self) -> None:
        topic_id = self._topic.value()
        if topic_id is not None:
            repeats = self._tools.office.repeats
            self._tools.jobs.read(
                lambda: (repeats.own_card(topic_id), repeats.usual_rule()),
                lambda found: self._show(topic_id, *found),
                owner=self.sheet,
            )

    def _show(self, topic_id: int, opened: Opened[RepeatDraft], usual: RepeatRule) -> None:
        own = opened.draft.rule
        if not self._record.typed or topic_id not in self._savings:
            saving = self._tools.office.repeats.merging_rule(topic_id, opened)
            self._savings[topic_id] = saving
        if not self._record.typed:
            self._record.fill(lambda: self._fill(own, usual))
        self._allow()

    def _fill(self, own: RepeatRule | None, usual: RepeatRule) -> None:
        self._which.set_value(_OWN if own else _USUAL)
        for name, line in self._lines.items():
            line.setText(str(getattr(own or usual, name)))

    def _allow(self) -> None:
        is_own = self._which.value() == _OWN
        for line in self._lines.values():
            line.setEnabled(is_own)

    def _submit(self) -> None:
        topic_id = self._topic.value()
        if topic_id is None:
            self.sheet.show_error(InvalidDraft({"topic": "выберите тему"}))
            return
        rule = None
        if self._which.value() == _OWN:
            typed = {name: line.text().strip() for name, line in self._lines.items()}
            wrong = {n: "впишите целое число" for n, text in typed.items() if not text.isdecimal()}
            if wrong:
                self.sheet.show_error(InvalidDraft(wrong))
                return
            rule = RepeatRule(**{name: int(text) for name, text in typed.items()})
        save, which = self._saving(topic_id), rule or NoOwnRule.USUAL
        save_sheet(self._tools, self.sheet, lambda: save(RepeatDraft(which)), self._on_done)

    def _saving(self, topic_id: int) -> Callable[[RepeatDraft], Changes]:
        """Return what saves over the rule shown; one not read yet is read when it is saved."""
        repeats = self._tools.office.repeats
        return self._savings.get(topic_id) or (
            lambda draft: repeats.set_own_rule(topic_id, draft.rule)
        )
