"""What the program shows when its database does not open: why, the copies, the ways out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout

from desktop_app.core.errors import DatabaseDamaged, OfficeError
from desktop_app.core.records.copies import KeptCopy, Restored
from desktop_app.services.recovering import Gathered, gather
from desktop_app.services.restoring import Restoring
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.errors import words_of
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.gathered_words import gathered_lines, gathered_title
from desktop_app.ui.shell.restore_pane import RestorePane
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import Pane, drop, row
from desktop_app.ui.widgets.text import Paragraph

_BASE = "База Райштаба (*.sqlite)"
_MARGIN, _SIZE, _ROUND = 24, (880, 600), 40


class StartChoice(Pane):
    """`outcome` is the file to open next; None while nothing was chosen, and when closed.

    `restored` is what was done and the copy it was done with, where that file was put back.
    """

    def __init__(
        self,
        error: OfficeError,
        restoring: Restoring,
        jobs: Jobs,
        dialogs: Dialogs,
        *,
        may_start_empty: bool = False,
    ) -> None:
        """Say why the file does not open; with `may_start_empty` offer a new one in its place."""
        super().__init__(canvas=True)
        self._restoring, self._jobs, self._dialogs = restoring, jobs, dialogs
        self.outcome: Path | None = None
        self.restored: tuple[Restored, Path] | None = None
        self._chosen, self._chosen_base = Path(), restoring.live
        self.setWindowTitle("База не открыта — Райштаб")
        wanted = QSize(*(look().metrics.px(side) for side in _SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize() - QSize(_ROUND, _ROUND)))
        words = words_of(error)
        self.note = Note(Tone.DANGER, words.title)
        self.note.add_text(words.text)
        self.pane = RestorePane(restoring, jobs)
        self.restore = Button("Восстановить", Rank.PRIMARY)
        self.other_copy = Button("Другой файл копии…")
        self.gather = Button("Собрать уцелевшее…")
        self.gather.setVisible(isinstance(error, DatabaseDamaged))
        self.other = Button("Открыть другую базу…", icon_name="folder")
        self.empty = Button("Начать с пустой базы")
        self.away = Button("Закрыть программу")
        self.empty.setVisible(may_start_empty)
        self.restore.setEnabled(False)
        self._failure: Note | None = None
        self._lay()
        self._wire()
        self.pane.refresh()

    def _lay(self) -> None:
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._body.setSpacing(12)
        self._body.addWidget(self.note)
        self._body.addWidget(Paragraph("Восстановить из копии", Type.SUBJECT))
        self._body.addWidget(self.pane)
        self._body.addStretch(1)
        self._body.addLayout(row(self.restore, self.other_copy, self.gather, None))
        self._body.addLayout(row(self.other, self.empty, None, self.away))

    def _wire(self) -> None:
        self.pane.chosen.connect(self._choose)
        self.restore.clicked.connect(self._restore)
        self.other_copy.clicked.connect(lambda: self._ask("Файл копии", self._take))
        self.other.clicked.connect(lambda: self._ask("Открыть другую базу", self._leave_with))
        self.gather.clicked.connect(self._ask_gather)
        self.empty.clicked.connect(lambda: self._leave_with(self._chosen_base))
        self.away.clicked.connect(self.close)

    def _ask(self, title: str, then: Callable[[Path], object]) -> None:
        self._dialogs.open_file(self, title, _BASE, then)

    def _take(self, path: Path) -> None:
        self._jobs.read(lambda: self._restoring.at(path), self.pane.take, owner=self)

    def _choose(self, kept: KeptCopy | None) -> None:
        self._chosen = kept.copy.path if kept is not None else Path()
        self.restore.setEnabled(kept is not None)

    def _restore(self) -> None:
        self.restore.setEnabled(False)
        copy = self._chosen
        self._jobs.write(
            lambda: self._restoring.restore(copy),
            lambda done: self._restored(done, copy),
            self._failed,
            owner=self,
        )

    def _restored(self, done: Restored, copy: Path) -> None:
        self.restored = (done, copy)
        self._leave_with(done.live)

    def _ask_gather(self) -> None:
        name = f"{self._restoring.live.stem} собрано.sqlite"
        self._dialogs.save_as(self, "Собрать уцелевшее", name, _BASE, self._gather)

    def _gather(self, new: Path) -> None:
        self.gather.setEnabled(False)
        damaged, key = self._restoring.live, self._restoring.key
        self._jobs.long(
            lambda _progress, _stop: gather(damaged, new, key=key),
            self._gathered,
            self._failed,
            owner=self,
        )

    def _gathered(self, gathered: Gathered) -> None:
        self._say(Tone.GOOD, gathered_title(gathered), " ".join(gathered_lines(gathered)))
        self._chosen_base = gathered.path
        self.empty.setText("Открыть собранную базу")
        self.empty.show()

    def _failed(self, error: OfficeError) -> None:
        self.restore.setEnabled(self._chosen != Path())
        self.gather.setEnabled(True)
        words = words_of(error)
        self._say(Tone.DANGER, words.title, words.text)

    def _say(self, tone: Tone, title: str, text: str) -> None:
        drop(self._failure)
        self._failure = Note(tone, title)
        self._failure.add_text(text)
        self._body.insertWidget(1, self._failure)

    def _leave_with(self, path: Path) -> None:
        self.outcome = path
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the wait of the program, whatever was chosen."""
        super().closeEvent(event)
        QApplication.quit()
