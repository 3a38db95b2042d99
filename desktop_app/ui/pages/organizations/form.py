"""The form of an organisation: numbers are checked by their checksums in the service."""

import dataclasses
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.organizations import OrganizationDraft, OrganizationSaved
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import PhoneEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row

_TITLES = {
    "name": "&Название",
    "short_name": "&Коротко",
    "dispatcher_phone": "&Диспетчер",
    "dispatcher_hours": "Часы работы",
    "phone": "&Телефон",
    "email": "Почта",
    "address": "Адрес",
    "inn": "&ИНН",
    "kpp": "КПП",
    "ogrn": "ОГРН",
    "website": "Сайт",
}
_PHONES = ("dispatcher_phone", "phone")


class OrganizationForm:
    """Adds an organisation or changes one; `save(draft)` is a service call."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        draft: OrganizationDraft,
        save: Callable[[OrganizationDraft], OrganizationSaved],
        on_saved: Callable[[OrganizationSaved], None],
        *,
        is_new: bool,
    ) -> None:
        """Show what is known."""
        self._tools, self._draft, self._save, self._on_saved = tools, draft, save, on_saved
        self._lines: dict[str, QLineEdit] = {
            name: PhoneEdit(title) if name in _PHONES else QLineEdit()
            for name, title in _TITLES.items()
        }
        for name, line in self._lines.items():
            line.setText(getattr(draft, name))
        self._kind = _kinds(draft.kind)
        self._note = TextArea("Заметка")
        self._note.setPlainText(draft.note)
        self._note.setFixedHeight(look().metrics.px(56))
        fields = {name: FormField(_TITLES[name], line) for name, line in self._lines.items()}
        fields["kind"] = FormField("Кто &это", self._kind)
        fields["note"] = FormField("Заметка", self._note)
        title = "Новая организация" if is_new else "Изменить организацию"
        self.sheet = FormSheet(parent, title, "Записать", fields)
        self.sheet.lay(
            fields["name"],
            row(fields["short_name"], fields["kind"]),
            row(fields["dispatcher_phone"], fields["dispatcher_hours"]),
            row(fields["phone"], fields["email"]),
            fields["address"],
            row(fields["inn"], fields["kpp"], fields["ogrn"]),
            fields["website"],
            fields["note"],
        )
        open_sheet(self.sheet, self._lines["name"], self._submit)
        self._learn_code()

    def _learn_code(self) -> None:
        code = self._tools.office.settings.area_code
        for line in self._lines.values():
            if isinstance(line, PhoneEdit):
                self._tools.jobs.read(code, line.set_area_code, owner=self.sheet)

    def draft(self) -> OrganizationDraft:
        """Return what is typed."""
        kind = self._kind.value()
        typed: dict[str, Any] = {name: line.text().strip() for name, line in self._lines.items()}
        return dataclasses.replace(
            self._draft,
            kind=kind if isinstance(kind, OrganizationKind) else OrganizationKind.OTHER,
            note=self._note.text().strip(),
            **typed,
        )

    def _submit(self) -> None:
        draft = self.draft()
        save_sheet(self._tools, self.sheet, lambda: self._save(draft), self._on_saved)


def _kinds(kind: OrganizationKind) -> Combo:
    box = Combo("Кто это", [(known, known.title_ru) for known in OrganizationKind])
    box.set_value(kind)
    box.show_whole()
    return box
