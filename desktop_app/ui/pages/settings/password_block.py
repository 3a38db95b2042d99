"""The password of the base file: whether there is one, setting it, the sheet for the safe."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.services import encryption
from desktop_app.services.encryption import PasswordChange
from desktop_app.services.example import is_example
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import PDF, FileOut, ask_and_write
from desktop_app.ui.pages.settings.password_sheets import (
    ChangePasswordSheet,
    ProofSheet,
    SetPasswordSheet,
)
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.panes import Pane, row, set_shown
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_ON = "База под паролем: без него файл и его копии не читаются."
_OFF = "База без пароля: её прочтёт любой, кто возьмёт файл или копию."
_EXAMPLE = "Это пример: пароль ставят на свою базу."
_MISSING = (
    "В этой установке нет части, которая шифрует базу: поставьте программу установщиком или "
    "добавьте библиотеку sqlcipher3."
)
_WORDS = (
    "Пароль защищает файл базы, её копии и черновики. Бумаги, выгрузки и открытые вложения лежат "
    "отдельными файлами и под пароль не попадают."
)


class PasswordBlock(Pane):
    """`wanted(PasswordChange)`: the window closes, the base is rewritten, the window comes back."""

    wanted = Signal(object)

    def __init__(self, tools: Tools, opener: FileOpener | None = None) -> None:
        """Say how the base is now; what cannot be done here is not offered."""
        super().__init__()
        self._tools = tools
        is_on, can = tools.office.key is not None, encryption.is_available()
        is_own = not is_example(tools.office.path)
        self.set = Button("Зашифровать базу паролем…")
        self.change = Button("Сменить пароль…")
        self.sheet = Button("Лист восстановления…", icon_name="document")
        self.remove = Button("Снять шифрование…")
        self.note = WorkNote(opener or FileOpener())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Пароль на базу"))
        body.addLayout(row(Text(_ON if is_on else _OFF, Type.BODY_BOLD), None))
        body.addLayout(WrapRow(self.set, self.change, self.sheet, self.remove))
        words = _WORDS if can and is_own else _EXAMPLE if can else _MISSING
        body.addWidget(Paragraph(words, Type.CELL, Tone.MUTED, columns=90))
        body.addWidget(self.note)
        self.is_offered = is_on or (can and is_own)
        set_shown(self.set, self.is_offered and not is_on)
        for button in (self.change, self.sheet, self.remove):
            set_shown(button, is_on)
        self.set.clicked.connect(self.ask_change)
        self.change.clicked.connect(self.ask_change)
        self.sheet.clicked.connect(self._ask_sheet)
        self.remove.clicked.connect(self._ask_remove)

    def ask_change(self) -> None:
        """Ask for a password: the first one, or another instead of the present."""
        if self._tools.office.key is not None:
            ChangePasswordSheet(self._tools, self, self._want)
        elif self.is_offered:
            SetPasswordSheet(self._tools, self, self._want)

    def _ask_remove(self) -> None:
        words = (
            "Файл базы и новые копии сможет прочесть любой, у кого они окажутся. Прежние копии "
            "останутся под паролем. Окно закроется и откроется снова."
        )
        act = partial(self._want, None)
        ProofSheet(self._tools, self, "Снять шифрование", "Снять шифрование", words, act)

    def _ask_sheet(self) -> None:
        words = "Лист открывает базу без пароля: его печатают один раз и кладут в сейф."
        act = self._ask_sheet_place
        ProofSheet(self._tools, self, "Лист восстановления", "Записать лист", words, act)

    def _ask_sheet_place(self) -> None:
        office = self._tools.office
        if office.key is None:
            return
        key = office.key
        file = FileOut(
            "Лист восстановления",
            f"Лист восстановления {office.path.stem}.pdf",
            PDF,
            lambda path: encryption.write_sheet(office.path, key, path),
            "Пишется лист…",
            "Лист записан",
            ("Напечатайте его и удалите файл.",),
        )
        ask_and_write(self._tools, self, self.note, file)

    def _want(self, password: str | None) -> None:
        self.wanted.emit(PasswordChange(password, self._tools.office.desk.clerk_id))
