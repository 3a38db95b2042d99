"""Lists of an import whose rows are all here, and the sheet that matches one column."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.core.records.imports import FileView
from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.rows_table import AtOnce
from desktop_app.ui.pages.settings.import_columns import FieldLine
from desktop_app.ui.state import State
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit


class HereList(ListView):
    """A list over records that are all in memory, each with an `id`."""

    def __init__(self, name: str, title: str, columns: Sequence[Column], state: State) -> None:
        """Start empty."""
        self._records: dict[int, Any] = {}
        model = SnapshotModel(columns, self._fetch, AtOnce())
        super().__init__(name, title, model, state)
        model.setParent(self)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show other records, the first of them current."""
        self._records = {record.id: record for record in records}
        self._snapshot.invalidate()
        self.show_ids(list(self._records), fresh=True)
        self.select_row(0)

    def record(self, record_id: int) -> Any | None:  # noqa: ANN401  records are of any kind
        """Return a record that is shown."""
        return self._records.get(record_id)

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return [self._records[key] for key in ids if key in self._records]


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
