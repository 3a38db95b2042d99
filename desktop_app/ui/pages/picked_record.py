"""Fields that follow a choice of one record out of several: another is shown only after a word."""

from collections.abc import Callable, Sequence

from desktop_app.ui.dialogs import Dialogs, Question
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.field_values import read_value
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.suggest_edit import LookupEdit

_ASKED = "Показать другую запись?"
_LOST = "Введённое здесь ещё не записано: вместо него встанет то, что записано у другой."


class PickedRecord:
    """Asks before a choice made in `picker` puts another record over what was typed.

    The sheet calls `turn` when the choice changed, and `fill` to show a record in the fields.
    """

    def __init__(
        self, dialogs: Dialogs, sheet: FormSheet, picker: Combo | LookupEdit, names: Sequence[str]
    ) -> None:
        """Watch the fields of the sheet known under these names."""
        self._dialogs, self._sheet, self._picker = dialogs, sheet, picker
        self._names = tuple(names)
        sheet.choosers |= {n for n, field in sheet.fields.items() if field.control is picker}
        self._chosen = picker.value()
        self._shown = self._values()

    @property
    def typed(self) -> bool:
        """Tell whether the fields hold more than the record they show."""
        return self._values() != self._shown

    def fill(self, show: Callable[[], object]) -> None:
        """Show a record in the fields: nothing of it was typed."""
        self._sheet.show_record(show)
        self.filled()

    def filled(self) -> None:
        """Take what stands in the fields for the record itself."""
        self._shown = self._values()
        if self._picker.value() is not None:
            self._chosen = self._picker.value()

    def turn(self, show: Callable[[], object]) -> None:
        """Show the record now chosen; the former choice comes back where the answer is no.

        Words typed before anything was chosen belong to no record: they stay in any case.
        """
        wanted = self._picker.value()
        if wanted is None or wanted == self._chosen:
            return
        if self._chosen is None or not self.typed:
            self._show(wanted, show)
            return
        self._choose(self._chosen)
        question = Question(_ASKED, _LOST, "Показать другую", "Остаться")
        self._dialogs.confirm(self._sheet, question, lambda: self._go_on(wanted, show))

    def _go_on(self, wanted: object, show: Callable[[], object]) -> None:
        # What was typed is kept as that of the record it was typed over.
        self._sheet.show_record(lambda: self._choose(wanted))
        self.filled()
        self._show(wanted, show)

    def _show(self, wanted: object, show: Callable[[], object]) -> None:
        self._chosen = wanted
        show()

    def _choose(self, value: object) -> None:
        if isinstance(self._picker, Combo):
            self._picker.set_value(value)
        else:
            self._picker.set_value(value if isinstance(value, int) else None)

    def _values(self) -> dict[str, object]:
        return {name: read_value(self._sheet.fields[name].control) for name in self._names}
