"""The password of a base or of its copy, asked before it can be opened."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import OfficeError, WrongPassword
from desktop_app.services.encryption import Unlocked
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row, set_shown
from desktop_app.ui.widgets.password_edit import PasswordEdit, shows
from desktop_app.ui.widgets.text import Paragraph

_BASE = "База Райштаба (*.sqlite)"
_LONGEST_PAUSE = 5
_WORDS = (
    "Введите пароль или ключ с листа восстановления. Смотрите на раскладку и Caps\u00a0Lock. Если "
    "это не база «Райштаба», ни один пароль не подойдёт."
)
Outcome: TypeAlias = Unlocked | Path | None


class UnlockSheet:
    """Asks until a key fits; `on_end` gets the key, another file to open, or None to leave.

    Every refusal comes a second later than the one before, up to five.
    """

    def __init__(
        self,
        parent: QWidget,
        jobs: Jobs,
        title: str,
        unlock: Callable[[str], Unlocked],
        on_end: Callable[[Outcome], object],
        dialogs: Dialogs | None = None,
    ) -> None:
        """Show the sheet with the focus in the password; without `dialogs` no other file."""
        self._jobs, self._dialogs, self._unlock = jobs, dialogs, unlock
        self._outcome: Outcome = None
        self._refused = 0
        self.password = PasswordEdit()
        self.other = Button("Другой файл…", Rank.LINK)
        field = FormField("&Пароль базы", self.password)
        self.sheet = FormSheet(parent, title, "Открыть", {"password": field})
        self.sheet.short = True
        self.sheet.lay(
            Paragraph(_WORDS, Type.CELL, Tone.MUTED, columns=70),
            field,
            row(shows(self.password), None, self.other),
        )
        set_shown(self.other, dialogs is not None)
        self.other.clicked.connect(self._ask_other)
        self.sheet.finished.connect(lambda _code: on_end(self._outcome))
        open_sheet(self.sheet, self.password, self._submit)

    def _submit(self) -> None:
        typed, unlock = self.password.text(), self._unlock
        self._jobs.read(lambda: unlock(typed), self._opened, self._fail, owner=self.sheet)

    def _opened(self, unlocked: Unlocked) -> None:
        self._outcome = unlocked
        self.sheet.close_saved()

    def _fail(self, error: OfficeError) -> None:
        if not isinstance(error, WrongPassword):
            self.sheet.show_error(error)
            return
        self._refused += 1
        pause = min(self._refused, _LONGEST_PAUSE) * 1000
        QTimer.singleShot(pause, self.sheet, lambda: self._refuse(error))

    def _refuse(self, error: OfficeError) -> None:
        self.sheet.show_error(error)
        self.password.selectAll()
        self.password.setFocus()

    def _ask_other(self) -> None:
        if self._dialogs is not None:
            self._dialogs.open_file(self.sheet, "Открыть другую базу", _BASE, self._leave_with)

    def _leave_with(self, path: Path) -> None:
        self._outcome = path
        self.sheet.close_saved()
