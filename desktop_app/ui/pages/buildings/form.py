"""The form of a house: address in parts and the passport fields a clerk corrects."""

import dataclasses
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.buildings import BuildingDraft, BuildingSaved, Passport
from desktop_app.ui.pages.save_sheet import save_draft
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row

_NUMBERS = {
    "year": "Год",
    "floors": "Этажей",
    "entrances": "Подъездов",
    "flats": "Квартир",
}
_LONGEST = 9  # digits of a number: what is longer is refused here, not by the machine
_TEXTS = {
    "heating_unit": "Узел",
    "heating_scheme": "Схема отопления",
    "temperature_chart": "График",
    "fias_guid": "Код ФИАС",
    "cadastral": "Кадастровый №",
}


class HouseForm:
    """Adds a house, or changes one; `save(draft)` is a service call, `on_saved` its answer."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        draft: BuildingDraft,
        save: Callable[[BuildingDraft], BuildingSaved],
        on_saved: Callable[[BuildingSaved], None],
        *,
        is_new: bool,
    ) -> None:
        """Show what is known."""
        self._tools, self._draft, self._save, self._on_saved = tools, draft, save, on_saved
        self._lines = {
            name: QLineEdit(str(getattr(draft, name))) for name in ("settlement", "street", "house")
        }
        passport = draft.passport
        for name in (*_NUMBERS, *_TEXTS):
            value = getattr(passport, name)
            self._lines[name] = QLineEdit("" if value is None else str(value))
        self._note = TextArea("Заметка для принимающего звонок")
        self._note.setPlainText(passport.note)
        self._note.setFixedHeight(look().metrics.px(64))
        titles = {"settlement": "&Населённый пункт", "street": "&Улица", "house": "&Дом"}
        fields = {
            name: FormField((titles | _NUMBERS | _TEXTS)[name], line)
            for name, line in self._lines.items()
        }
        fields["note"] = FormField("&Заметка для принимающего звонок", self._note)
        title = "Новый дом" if is_new else "Изменить дом"
        self.sheet = FormSheet(parent, title, "Записать", fields)
        self.sheet.lay(
            fields["settlement"],
            row(fields["street"], fields["house"]),
            row(*(fields[name] for name in _NUMBERS)),
            row(fields["heating_unit"], fields["heating_scheme"], fields["temperature_chart"]),
            row(fields["fias_guid"], fields["cadastral"]),
            fields["note"],
        )
        open_sheet(self.sheet, self._lines["street" if is_new else "year"], self._submit)

    def draft(self) -> BuildingDraft:
        """Return what is typed; InvalidDraft names numbers that are none."""
        problems: dict[str, str] = {}
        numbers: dict[str, int | None] = {}
        for name in _NUMBERS:
            text = self._lines[name].text().strip()
            is_number = text.isdecimal() and len(text) <= _LONGEST
            numbers[name] = int(text) if is_number else None
            if text and not is_number:
                problems[name] = "впишите число"
        if problems:
            raise InvalidDraft(problems)
        typed: dict[str, Any] = {name: self._lines[name].text().strip() for name in _TEXTS}
        passport: Passport = dataclasses.replace(
            self._draft.passport,
            year=numbers["year"],
            floors=numbers["floors"],
            entrances=numbers["entrances"],
            flats=numbers["flats"],
            note=self._note.text().strip(),
            **typed,
        )
        return dataclasses.replace(
            self._draft,
            settlement=self._lines["settlement"].text(),
            street=self._lines["street"].text(),
            house=self._lines["house"].text(),
            passport=passport,
        )

    def _submit(self) -> None:
        save_draft(self._tools, self.sheet, self.draft, self._save, self._on_saved)
