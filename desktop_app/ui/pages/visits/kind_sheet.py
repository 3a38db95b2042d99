"""«Вид акта»: another kind asks other things and prints another paper."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.core.enums import ActKind
from desktop_app.ui.pages.visits.columns import KIND_WORDS
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet


def kind_combo(kind: ActKind) -> Combo:
    """Return a box with every kind of act, one of them chosen."""
    words = [(known, KIND_WORDS[known][:1].upper() + KIND_WORDS[known][1:]) for known in ActKind]
    box = Combo("Вид акта", words)
    box.set_value(kind)
    return box


class KindSheet:
    """Asks for a kind of act; `on_done(kind)` with the one chosen."""

    def __init__(
        self, parent: QWidget, kind: ActKind, on_done: Callable[[ActKind], object]
    ) -> None:
        """Show the present kind."""
        self._on_done = on_done
        self._kind = kind_combo(kind)
        hint = "записанные замеры останутся"
        fields = {"kind": FormField("Вид &акта", self._kind, hint)}
        self.sheet = FormSheet(parent, "Вид акта", "Выбрать", fields)
        self.sheet.lay(fields["kind"])
        open_sheet(self.sheet, self._kind, self._submit)

    def _submit(self) -> None:
        chosen = self._kind.value()
        self.sheet.close_saved()
        self._on_done(chosen if isinstance(chosen, ActKind) else ActKind.COOLANT)
