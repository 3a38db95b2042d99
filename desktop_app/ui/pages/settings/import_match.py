"""The sheet that matches one field of an import with a column of the file."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.core.records.imports import FileView
from desktop_app.ui.pages.settings.import_columns import FieldLine
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit


class ColumnSheet:
    """Asks which column of the file holds a field; empty means «no column»."""

    def __init__(
        self,
        parent: QWidget,
        view: FileView,
        line: FieldLine,
        on_chosen: Callable[[str, str], object],
    ) -> None:
        """Offer the headings with what stands under them; `on_chosen(field, heading)`."""
        self._headings, self._line, self._on_chosen = view.headings, line, on_chosen
        choices = [
            Choice(place, title, sample)
            for place, (title, sample) in enumerate(
                zip(view.headings, view.samples, strict=True), start=1
            )
        ]
        self._heading = LookupEdit("Столбец файла", choices)
        if line.heading in view.headings:
            self._heading.set_value(view.headings.index(line.heading) + 1)
        fields = {"heading": FormField("&Столбец файла", self._heading, "пусто — не брать")}
        self.sheet = FormSheet(parent, f"Откуда взять: {line.title}", "Выбрать", fields)
        self.sheet.lay(fields["heading"])
        open_sheet(self.sheet, self._heading, self._submit)

    def _submit(self) -> None:
        place = self._heading.value()
        self.sheet.close_saved()
        heading = self._headings[place - 1] if place is not None else ""
        self._on_chosen(self._line.name, heading)
