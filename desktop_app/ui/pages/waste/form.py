"""The form of a site: where it stands, whose it is, what it is made of, its containers."""

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.collection_schedule import WasteKind
from desktop_app.core.container_words import kind_words, read_containers
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.waste import Container, SiteDraft, SiteSaved
from desktop_app.ui.pages.save_sheet import save_draft
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_TEXTS = {
    "address": "&Площадка: адрес или место",
    "settlement": "&Населённый пункт",
    "register_number": "№ в &реестре",
    "surface": "По&крытие",
    "fence": "О&граждение",
}
_NUMBERS = {"area": "Площадь, м²", "latitude": "&Широта", "longitude": "Долго&та"}
_CONTAINERS = {
    "mixed": "&Смешанные, м³",
    "separate": "Разде&льно, м³",
    "bulky": "КГ&О, м³",
}
_NOTE_HEIGHT = 52


class SiteForm:
    """Adds a site or changes one; `save(draft)` is a service call, `on_saved` its answer."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        draft: SiteDraft,
        owners: Sequence[Choice],
        save: Callable[[SiteDraft], SiteSaved],
        on_saved: Callable[[SiteSaved], object],
        *,
        is_new: bool,
    ) -> None:
        """Show what is known."""
        self._tools, self._draft, self._save, self._on_saved = tools, draft, save, on_saved
        self._lines = {name: QLineEdit(getattr(draft, name)) for name in _TEXTS}
        for name in _NUMBERS:
            self._lines[name] = QLineEdit(_shown(getattr(draft, name)))
        for kind in WasteKind:
            self._lines[kind.value] = QLineEdit(kind_words(draft.containers, kind))
        self._owner = LookupEdit("Владелец", owners, takes_words=True)
        self._owner.set_value(draft.owner_id)
        if draft.owner_id is None:
            self._owner.setText(draft.owner_text)
        self._roof = Combo("Крыша", [(None, "не указано"), (True, "есть"), (False, "нет")])
        self._roof.set_value(draft.has_roof)
        self._note = TextArea("Заметка")
        self._note.setPlainText(draft.note)
        self._note.setFixedHeight(look().metrics.px(_NOTE_HEIGHT))
        titles = _TEXTS | _NUMBERS | _CONTAINERS
        fields = {name: FormField(titles[name], line) for name, line in self._lines.items()}
        self._lines["mixed"].setPlaceholderText("3 × 0,75; 1 × 1,1")
        for line in self._lines.values():
            line.setCursorPosition(0)
        fields["owner_id"] = FormField("Вла&делец", self._owner, "из справочника или словами")
        fields["has_roof"] = FormField("Крыша", self._roof)
        fields["note"] = FormField("Заметка", self._note)
        title = "Новая площадка" if is_new else "Изменить площадку"
        self.sheet = FormSheet(parent, title, "Записать", fields)
        self._lay(fields)
        open_sheet(self.sheet, self._lines["address"], self._submit)

    def draft(self) -> SiteDraft:
        """Return what is typed; InvalidDraft names numbers and containers that are none."""
        problems: dict[str, str] = {}
        numbers = {name: self._number(name, problems) for name in _NUMBERS}
        containers: list[Container] = []
        for kind in WasteKind:
            try:
                containers += read_containers(self._lines[kind.value].text(), kind)
            except ValueError as error:
                problems[kind.value] = str(error)
        if problems:
            raise InvalidDraft(problems)
        texts = {name: self._lines[name].text() for name in _TEXTS}
        owner, roof = self._owner.value(), self._roof.value()
        return dataclasses.replace(
            self._draft,
            address=texts["address"],
            settlement=texts["settlement"],
            register_number=texts["register_number"],
            surface=texts["surface"],
            fence=texts["fence"],
            area=numbers["area"],
            latitude=numbers["latitude"],
            longitude=numbers["longitude"],
            owner_id=owner,
            owner_text="" if owner is not None else self._owner.text(),
            has_roof=roof if isinstance(roof, bool) else None,
            note=self._note.text(),
            containers=tuple(containers),
        )

    def _lay(self, fields: dict[str, FormField]) -> None:
        place = row(fields["settlement"], fields["register_number"])
        place.setStretch(0, 2)
        place.setStretch(1, 1)
        self.sheet.lay(
            fields["address"],
            place,
            fields["owner_id"],
            row(*(fields[kind.value] for kind in WasteKind)),
            row(fields["surface"], fields["fence"], fields["has_roof"]),
            row(*(fields[name] for name in _NUMBERS)),
            fields["note"],
        )

    def _number(self, name: str, problems: dict[str, str]) -> float | None:
        text = self._lines[name].text().strip().replace(",", ".").replace("−", "-")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            problems[name] = "впишите число"
            return None

    def _submit(self) -> None:
        save_draft(self._tools, self.sheet, self.draft, self._save, self._on_saved)


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return repr(value).removesuffix(".0").replace(".", ",")
