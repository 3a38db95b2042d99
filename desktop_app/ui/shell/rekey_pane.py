"""What is shown while a closed base is put under a password, and what is left to do afterwards."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from desktop_app.core.errors import OfficeError
from desktop_app.core.file_key import FileKey
from desktop_app.core.records.copies import OpenCopies
from desktop_app.core.text import counted
from desktop_app.services.encryption import Encryption, PasswordChange, Rekeyed, write_sheet
from desktop_app.ui.dialogs import Dialogs, Question
from desktop_app.ui.errors import words_of
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.text import Paragraph

_MARGIN, _SIZE = 24, QSize(760, 460)
_PDF = "Документ PDF (*.pdf)"
_COPIES = ("копия", "копии", "копий")
_SHOWN = 8
_SHEET = (
    "Напечатайте лист восстановления сейчас и положите в сейф: без пароля и без листа базу не "
    "откроет никто, в том числе составители программы."
)
_PLAIN = (
    "Пока они лежат на диске, пароль ничего не даёт: их откроет любой. Удаляются насовсем, мимо "
    "корзины. Копий, которые вы сами клали в другие места, программа не знает."
)
_UNKNOWN = (
    "Чьи они, не узнать, поэтому программа их не тронет. Если это копии этой базы, в них могут "
    "остаться открытые данные: удалите их сами."
)
_READABLE = "Читаются без пароля"
_FORMER = "Копии, сделанные раньше, открываются прежним паролем."


class RekeyPane(Pane):
    """`key` is what opens the base afterwards: the new one, or the old one after a failure.

    `ended` when the window was closed.
    """

    ended = Signal()

    def __init__(
        self, encryption: Encryption, key: FileKey | None, jobs: Jobs, dialogs: Dialogs
    ) -> None:
        """Build the window; `begin` starts the work."""
        super().__init__(canvas=True)
        self._encryption, self._jobs, self._dialogs = encryption, jobs, dialogs
        self.key, self._busy = key, False
        self.setWindowTitle("Пароль на базу — Райштаб")
        self.resize(_SIZE)
        self.title = Paragraph("Базу переписывает программа…", Type.SUBJECT)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("Ход работы")
        self.sheet = Button("Лист восстановления…", icon_name="document")
        self.clear = Button("Удалить копии без пароля…")
        self.go_on = Button("Продолжить работу", Rank.PRIMARY)
        for button in (self.sheet, self.clear, self.go_on):
            button.hide()
        self.notes: list[Note] = []
        self._plain: list[Path] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._body.setSpacing(12)
        self._body.addWidget(self.title)
        self._body.addWidget(self._bar)
        self._body.addStretch(1)
        self._body.addLayout(row(self.sheet, self.clear, None, self.go_on))
        self.sheet.clicked.connect(self._ask_sheet)
        self.clear.clicked.connect(self._ask_destroy)
        self.go_on.clicked.connect(self.close)

    def begin(self, change: PasswordChange) -> None:
        """Rewrite the base; the window does not close meanwhile."""
        encryption, key = self._encryption, self.key
        self._busy = True

        def work(_progress: object, _stop: object) -> tuple[Rekeyed, OpenCopies]:
            done = encryption.change(key, change.password, change.clerk_id)
            encrypted = done.key is not None
            return done, encryption.plain_files(done.key) if encrypted else OpenCopies()

        self._jobs.long(work, lambda answer: self._done(*answer), self._failed, owner=self)

    def _done(self, done: Rekeyed, copies: OpenCopies) -> None:
        former, self.key, self._plain = self.key, done.key, list(copies.ours)
        if done.key is None:
            title = "Пароль снят: базу откроет любой, у кого есть файл"
        elif former is None:
            title = "База под паролем"
        else:
            title = "Пароль сменён"
        self._end(title)
        if done.copy_problem:
            self._say(Tone.WARNING, "Новая копия не записана", done.copy_problem)
        if done.key is None:
            self._say(Tone.INFO, "Прежний файл остался рядом", f"{done.kept.name}. {_FORMER}")
        else:
            self._say(Tone.INFO, "Лист восстановления", _SHEET)
            self.sheet.show()
            if former is not None:
                self._say(Tone.INFO, "Прежние копии", f"{_FORMER} {done.kept.name} лежит рядом.")
            if copies.unknown:
                title = f"Не читаются: {counted(len(copies.unknown), *_COPIES)}"
                self._say(Tone.WARNING, title, f"{_names(copies.unknown)}. {_UNKNOWN}")
            self._show_plain()
            (self.sheet if former is None else self.go_on).setFocus()

    def _show_plain(self) -> None:
        self.clear.setVisible(bool(self._plain))
        if self._plain:
            title = f"{_READABLE}: {counted(len(self._plain), *_COPIES)}"
            self._say(Tone.WARNING, title, f"{_names(self._plain)}. {_PLAIN}")

    def _failed(self, error: OfficeError) -> None:
        words = words_of(error)
        self._end("Пароль не изменён, база прежняя")
        self._say(Tone.DANGER, words.title, words.text)

    def _end(self, title: str) -> None:
        self._busy = False
        self._bar.hide()
        self.title.set_text(title)
        self.go_on.show()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, tone: Tone, title: str, text: str) -> None:
        note = Note(tone, title)
        note.add_text(text)
        self._body.insertWidget(self._body.count() - 2, note)
        self.notes.append(note)

    def _ask_sheet(self) -> None:
        name = f"Лист восстановления {self._encryption.live.stem}.pdf"
        self._dialogs.save_as(self, "Лист восстановления", name, _PDF, self._write_sheet)

    def _write_sheet(self, path: Path) -> None:
        live, key = self._encryption.live, self.key
        if key is not None:
            self._jobs.long(
                lambda _progress, _stop: write_sheet(live, key, path),
                self._sheet_written,
                self._told,
                owner=self,
            )

    def _sheet_written(self, path: Path) -> None:
        words = f"{path}. Напечатайте его и удалите файл: лист открывает базу без пароля."
        self._say(Tone.GOOD, "Лист записан", words)

    def _ask_destroy(self) -> None:
        question = Question(
            "Удалить копии, которые читаются без пароля?",
            f"{counted(len(self._plain), *_COPIES)}. Вернуть их будет нельзя; копия под паролем "
            "уже сделана.",
            yes="Удалить",
        )
        self._dialogs.confirm(self, question, self._destroy)

    def _destroy(self) -> None:
        self.clear.setEnabled(False)
        encryption, plain = self._encryption, self._plain
        self._jobs.long(
            lambda _progress, _stop: encryption.destroy(plain),
            self._destroyed,
            self._told,
            owner=self,
        )

    def _destroyed(self, left: list[Path]) -> None:
        gone = len(self._plain) - len(left)
        for note in self.notes:
            if note.accessibleName().startswith(_READABLE):
                note.hide()
        self._say(Tone.GOOD, f"Удалено: {counted(gone, *_COPIES)}", "Папка копий чиста.")
        self._plain = left
        self.clear.setEnabled(True)
        self._show_plain()
        self.go_on.setFocus()

    def _told(self, error: OfficeError) -> None:
        words = words_of(error)
        self._say(Tone.DANGER, words.title, words.text)
        self.clear.setEnabled(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay until the base is whole."""
        if self._busy:
            event.ignore()
            return
        super().closeEvent(event)
        self.ended.emit()


def _names(paths: Sequence[Path]) -> str:
    more = len(paths) - _SHOWN
    return ", ".join(path.name for path in paths[:_SHOWN]) + (f" и ещё {more}" if more > 0 else "")
