"""A time of one's own to call again."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.core.clock import Clock
from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.widgets.fields import MomentEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet


class TimeSheet:
    """Asks for a moment in the future; `on_chosen(moment)` when it is one."""

    def __init__(
        self, parent: QWidget, now: Clock, on_chosen: Callable[[dt.datetime], object]
    ) -> None:
        """Start empty: «14:30» is today, «завтра 10» tomorrow."""
        self._now, self._on_chosen = now, on_chosen
        self._moment = MomentEdit("Когда перезвонить", now)
        field = FormField("&Когда перезвонить", self._moment, "время — сегодня, или день и время")
        self.sheet = FormSheet(parent, "Перезвонить", "Записать", {"moment": field})
        self.sheet.lay(field)
        open_sheet(self.sheet, self._moment, self._submit)

    def _submit(self) -> None:
        moment = self._moment.value()
        if moment is not None and moment > self._now():
            self.sheet.close_saved()
            self._on_chosen(moment)
            return
        past = "время уже прошло" if moment is not None else "впишите день и время"
        self.sheet.show_error(InvalidDraft({"moment": self._moment.problem() or past}))
