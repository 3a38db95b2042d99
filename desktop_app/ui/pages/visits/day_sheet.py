"""«Бумаги на день»: the day sheet of visits or their blanks in one file."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row

SHEET, BLANKS = "sheet", "blanks"
_PAPERS = ((SHEET, "Дневной лист, по улицам"), (BLANKS, "Пустые бланки актов, пачкой"))


class DayPapersSheet:
    """Asks for a day and a paper; `on_done(day, is_blanks)`."""

    def __init__(self, parent: QWidget, on_done: Callable[[dt.date, bool], object]) -> None:
        """Start with today."""
        self._on_done = on_done
        self._day = DateEdit("День")
        self._day.set_value(clock.today())
        self._paper = Combo("Что напечатать", list(_PAPERS))
        fields = {
            "day": FormField("&День", self._day, "завтра, 24.11"),
            "paper": FormField("&Что напечатать", self._paper),
        }
        self.sheet = FormSheet(parent, "Бумаги на день", "Показать", fields)
        self.sheet.lay(row(fields["day"], fields["paper"]))
        open_sheet(self.sheet, self._day, self._submit)
        self._day.selectAll()

    def _submit(self) -> None:
        day = self._day.value()
        if day is None:
            problem = self._day.problem() or "впишите день"
            self.sheet.show_error(InvalidDraft({"day": problem}))
            return
        is_blanks = self._paper.value() == BLANKS
        self.sheet.close_saved()
        self._on_done(day, is_blanks)
