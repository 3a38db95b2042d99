"""Sheets of a small list: one line with its fields, and what was changed in it."""

import datetime as dt
import itertools
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.reference_lists import RefChange, RefField, RefKind, RefLine
from desktop_app.ui.models.columns import Column
from desktop_app.ui.pages.here_list import HereList
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

_LONG, _LIST, _WIDE = 110, 240, 760
_FLAGS = (("1", "да"), ("0", "нет"))

Save = Callable[[int | None, Mapping[str, str]], Changes]

_CHANGE_COLUMNS = (
    Column("at", "Когда", 130, lambda change: clock.show_moment(change.at), sortable=False),
    Column("clerk", "Кто", 130, lambda change: change.clerk or None, sortable=False, muted=True),
    Column("words", "Что изменено", 420, lambda change: change.words or None, sortable=False),
)


class LineSheet:
    """Adds a line or changes one; fields fixed at birth are shown, not asked again."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        title: str,
        fields: Sequence[RefField],
        line: RefLine | None,
        save: Save,
        on_saved: Callable[[Changes], object],
    ) -> None:
        """Build a control for every field."""
        self._tools, self._line, self._save, self._on_saved = tools, line, save, on_saved
        self._fields = [item for item in fields if line is None or not item.is_fixed]
        known = line.values if line is not None else {}
        self._controls = {item.name: _control(item, known) for item in self._fields}
        shown = {
            item.name: FormField(item.title, self._controls[item.name]) for item in self._fields
        }
        self.sheet = FormSheet(parent, title, "Записать", shown)
        items = _fixed_words(fields, line) if line is not None else []
        self.sheet.lay(*items, *self._rows(shown))
        open_sheet(self.sheet, self._controls[self._fields[0].name], self._submit)

    def _rows(self, shown: Mapping[str, FormField]) -> list[QWidget | QHBoxLayout]:
        """Return the fields in reading order: short ones in pairs, in a wide sheet all but long."""
        single = {RefKind.LONG, RefKind.TEXT}
        if any(item.kind is RefKind.LONG for item in self._fields):
            # One under another they would not fit the height of a small screen.
            self.sheet.setMinimumWidth(look().metrics.px(_WIDE))
            single = {RefKind.LONG}
        rows: list[QWidget | QHBoxLayout] = []
        for is_single, group in itertools.groupby(self._fields, lambda item: item.kind in single):
            named = [shown[item.name] for item in group]
            step = 1 if is_single else 2
            rows += [row(*named[at : at + step], space=10) for at in range(0, len(named), step)]
        return rows

    def _submit(self) -> None:
        values = dict(self._line.values) if self._line is not None else {}
        problems: dict[str, str] = {}
        for item in self._fields:
            control = self._controls[item.name]
            if isinstance(control, DateEdit) and control.problem():
                problems[item.name] = control.problem()
            else:
                values[item.name] = _value(control)
        if problems:
            self.sheet.show_error(InvalidDraft(problems))
            return
        line_id = self._line.id if self._line is not None else None
        save_sheet(self._tools, self.sheet, lambda: self._save(line_id, values), self._on_saved)


class ChangesSheet:
    """What was changed in a line; the chosen change is taken back by «Вернуть как было»."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        title: str,
        changes: Sequence[RefChange],
        put_back: Callable[[int], Changes],
        on_saved: Callable[[Changes], object],
    ) -> None:
        """List the changes, the latest first."""
        self._tools, self._put_back, self._on_saved = tools, put_back, on_saved
        self.list = HereList("reference-changes", "Изменения", _CHANGE_COLUMNS, tools.state)
        self.list.setFixedHeight(look().metrics.px(_LIST))
        self.sheet = FormSheet(parent, f"История: {title}", "Вернуть как было", {})
        self.sheet.setMinimumWidth(look().metrics.px(_WIDE))
        words = (
            "Выберите изменение: строка станет такой, какой была до него. Это тоже останется "
            "в истории."
        )
        self.sheet.lay(Paragraph(words, Type.CELL, Tone.MUTED, columns=90), self.list)
        self.list.show_records(changes)
        open_sheet(self.sheet, self.list, self._submit)

    def _submit(self) -> None:
        change = self.list.current()
        if change is None:
            self.sheet.close_saved()
            return
        save_sheet(self._tools, self.sheet, lambda: self._put_back(change.id), self._on_saved)


def _fixed_words(fields: Sequence[RefField], line: RefLine) -> list[QWidget]:
    """Return what is not asked again: what the list shows, then, quieter, the rest."""
    fixed = [field for field in fields if field.is_fixed]
    found: list[QWidget] = []
    for is_listed in (True, False):
        told = [f.shown(line.values[f.name]) for f in fixed if f.is_listed is is_listed]
        words = " · ".join(filter(None, told))
        kind, tone = (Type.BODY_BOLD, Tone.PLAIN) if is_listed else (Type.CELL, Tone.MUTED)
        if words:
            found.append(Paragraph(words, kind, tone, columns=70))
    return found


def _control(field: RefField, known: Mapping[str, str]) -> QWidget:
    value = known.get(field.name, field.start or ("1" if field.kind is RefKind.FLAG else ""))
    if field.kind in (RefKind.CHOICE, RefKind.FLAG):
        combo = Combo(field.title, field.choices or _FLAGS)
        combo.set_value(value)
        return combo
    if field.kind is RefKind.DATE:
        date = DateEdit(field.title)
        date.set_value(dt.date.fromisoformat(value) if value else None)
        return date
    if field.kind is RefKind.LONG:
        area = TextArea(field.title)
        area.setPlainText(value)
        area.setFixedHeight(look().metrics.px(_LONG))
        return area
    line = QLineEdit(value.replace(".", ",") if field.kind is RefKind.NUMBER else value)
    line.setAccessibleName(field.title)
    return line


def _value(control: QWidget) -> str:
    if isinstance(control, Combo):
        return str(control.value() or "")
    if isinstance(control, DateEdit):
        day = control.value()
        return day.isoformat() if day is not None else ""
    if isinstance(control, TextArea):
        return control.toPlainText()
    return control.text() if isinstance(control, QLineEdit) else ""
