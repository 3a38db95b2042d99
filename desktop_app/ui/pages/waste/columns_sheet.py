"""Which column of a register of sites holds what, where the program could not tell or was wrong."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.imports import RegisterColumns
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

FIELDS: Mapping[str, str] = {
    "address": "Адрес площадки",
    "settlement": "Населённый пункт",
    "street": "Улица",
    "house": "Дом",
    "register_number": "№ в реестре",
    "owner": "Собственник",
    "amount": "Контейнеров, шт.",
    "volume": "Объём контейнера, м³",
    "schedule": "График вывоза",
    "window": "Время вывоза",
    "carrier": "Перевозчик",
    "houses": "Какие дома пользуются",
    "surface": "Покрытие",
    "point": "Координаты",
}
"""What a person may match; the rest is taken where the program knows it."""

_NONE = "— не брать —"
_HINT = "Достаточно адреса целиком или улицы с домом. Остальное можно не брать."


class RegisterColumnsSheet:
    """A heading of the file for every field; `on_chosen(field → heading)` with all of them."""

    def __init__(
        self,
        parent: QWidget,
        found: RegisterColumns,
        on_chosen: Callable[[dict[str, str]], object],
    ) -> None:
        """Show the columns as they are understood now."""
        self._found, self._on_chosen = found, on_chosen
        choices: list[tuple[object, str]] = [("", _NONE)]
        choices += [(title, title) for title in dict.fromkeys(found.headings) if title]
        self._combos = {name: Combo(title, list(choices)) for name, title in FIELDS.items()}
        for name, combo in self._combos.items():
            combo.set_value(found.matched.get(name, ""))
        fields = {name: FormField(FIELDS[name], combo) for name, combo in self._combos.items()}
        self.sheet = FormSheet(parent, "Столбцы реестра площадок", "Проверить", fields)
        shown = list(fields.values())
        pairs = [row(*shown[place : place + 2]) for place in range(0, len(shown), 2)]
        self.sheet.lay(Paragraph(_HINT, Type.CELL, Tone.MUTED, columns=80), *pairs)
        open_sheet(self.sheet, self._combos["address"], self._submit)

    def _submit(self) -> None:
        typed = {name: str(combo.value() or "") for name, combo in self._combos.items()}
        chosen = {k: v for k, v in {**self._found.matched, **typed}.items() if v}
        if not RegisterColumns(self._found.headings, chosen).is_enough:
            words = "выберите столбец с адресом или столбцы улицы и дома"
            self.sheet.show_error(InvalidDraft({"address": words}))
            return
        self.sheet.close_saved()
        self._on_chosen(chosen)
