"""A period of one's own: two days."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row


class PeriodSheet:
    """Asks for two days; `on_chosen(first, last)` when they make a period."""

    def __init__(
        self,
        parent: QWidget,
        first: dt.date | None,
        last: dt.date | None,
        on_chosen: Callable[[dt.date, dt.date], object],
        *,
        title: str = "Свой период",
        verb: str = "Показать",
    ) -> None:
        """Start with the period in force."""
        self._on_chosen = on_chosen
        self._first, self._last = DateEdit("С какого дня"), DateEdit("По какой день")
        self._first.set_value(first)
        self._last.set_value(last)
        fields = {
            "first": FormField("&С какого дня", self._first),
            "last": FormField("&По какой день", self._last),
        }
        self.sheet = FormSheet(parent, title, verb, fields)
        self.sheet.lay(row(fields["first"], fields["last"]))
        open_sheet(self.sheet, self._first, self._submit)

    def _submit(self) -> None:
        first, last = self._first.value(), self._last.value()
        problems: dict[str, str] = {}
        if first is None:
            problems["first"] = self._first.problem() or "впишите день"
        if last is None:
            problems["last"] = self._last.problem() or "впишите день"
        if first is not None and last is not None and first <= last:
            self.sheet.close_saved()
            self._on_chosen(first, last)
            return
        if not problems:
            problems["last"] = "раньше начала"
        self.sheet.show_error(InvalidDraft(problems))
