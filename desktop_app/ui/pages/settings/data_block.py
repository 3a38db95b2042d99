"""Where the data lie: folder, copy, check."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core import clock
from desktop_app.core.errors import Cancelled
from desktop_app.services.health import Finding
from desktop_app.services.recovering import Gathered, gather
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.settings.restore_sheet import RestoreSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.shell.gathered_words import gathered_lines, gathered_title
from desktop_app.ui.state import SECOND_PLACE
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.panes import Pane
from desktop_app.ui.widgets.wrap_row import WrapRow

_BASE = "База Райштаба (*.sqlite)"
_COPIES = "Копии Райштаба"
_LABEL = 110


class DataBlock(Pane):
    """Every long work shows its progress and what came of it in one note."""

    other_file_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, tools: Tools, opener: FileOpener) -> None:
        """Say where the file lies."""
        super().__init__()
        self._tools, self._opener = tools, opener
        path = tools.office.path
        self.folder = Button("Открыть папку", icon_name="folder")
        self.other = Button("Открыть другой файл…")
        self.copy = Button("Сделать копию", icon_name="copy")
        self.check = Button("Проверить базу", icon_name="check")
        self.restore = Button("Восстановить из копии…", icon_name="undo")
        self.second = Button("Вторая папка для копий…")
        self.one_place = Button("Без второй папки", Rank.LINK)
        self.note = WorkNote(opener)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Данные"))
        self._facts = Facts(label_width=_LABEL)
        body.addWidget(self._facts)
        body.addLayout(WrapRow(self.folder, self.other, self.check))
        body.addLayout(WrapRow(self.copy, self.restore, self.second, self.one_place))
        body.addWidget(self.note)
        self._wire(path)
        self._say_places()

    def _wire(self, path: Path) -> None:
        self.folder.clicked.connect(lambda: self._opener.show(path))
        self.other.clicked.connect(self.ask_other)
        self.copy.clicked.connect(self.ask_copy)
        self.check.clicked.connect(self.run_check)
        self.restore.clicked.connect(self.ask_restore)
        self.second.clicked.connect(self._ask_second)
        self.one_place.clicked.connect(lambda: self._keep_second(None))

    def ask_other(self) -> None:
        """Ask which database to open instead of this one."""
        self._tools.dialogs.open_file(
            self, "Открыть другой файл", _BASE, self.other_file_wanted.emit
        )

    def ask_copy(self) -> None:
        """Ask where the copy goes, then write and verify it."""
        if self.note.busy:
            return
        name = f"Райштаб {clock.now():%Y-%m-%d %H-%M}.sqlite"
        self._tools.dialogs.save_as(self, "Копия базы", name, _BASE, self._copy)

    def ask_restore(self) -> None:
        """Show the kept copies to go back to one of them."""
        if not self.note.busy:
            sheet = RestoreSheet(self, self._tools)
            sheet.wanted.connect(self.restore_wanted)
            sheet.open()

    def _ask_second(self) -> None:
        self._tools.dialogs.choose_folder(self, "Вторая папка для копий", self._keep_second)

    def _keep_second(self, folder: Path | None) -> None:
        place = folder / _COPIES if folder is not None else None
        self._tools.state.set(SECOND_PLACE, str(place or ""))
        self._tools.office.keep_second(place)
        self._say_places()

    def _say_places(self) -> None:
        office, second = self._tools.office, self._tools.office.backups.second
        facts = [Fact("Файл базы", str(office.path)), Fact("Копии", str(office.backups.folder))]
        facts.append(Fact("Вторая папка", str(second) if second else "не выбрана"))
        self._facts.set_facts(facts)
        self.one_place.setVisible(second is not None)

    def run_check(self) -> None:
        """Check structure, references and the chain of history."""
        if self.note.busy:
            return
        health = self._tools.office.health
        job = self._tools.jobs.long(
            lambda _progress, stop: health.check(_stopping(stop)),
            self._checked,
            self.note.failed,
            owner=self,
        )
        self.note.begin("Проверяется база…", job)

    def _copy(self, path: Path) -> None:
        health = self._tools.office.health
        job = self._tools.jobs.long(
            lambda _progress, _stop: health.backup(path),
            lambda size: self.note.done(
                f"Копия записана и проверена, {size / 2**20:.1f} МБ".replace(".", ","),
                [str(path)],
            ),
            self.note.failed,
            owner=self,
        )
        self.note.begin("Пишется копия…", job)

    def _checked(self, findings: list[Finding]) -> None:
        lines = [f"{finding.what}: {finding.words}" for finding in findings]
        bad = [finding for finding in findings if not finding.is_sound]
        advice = dict.fromkeys(finding.advice for finding in findings if finding.advice)
        lines += [f"Что делать: {words}." for words in advice]
        if not bad:
            self.note.done("База в порядке", lines)
            return
        steps = (
            ("Восстановить из копии…", self.ask_restore),
            ("Собрать уцелевшее…", self.ask_recovery),
        )
        self.note.done("В базе есть повреждения", lines, tone=Tone.DANGER, steps=steps)

    def ask_recovery(self) -> None:
        """Ask where to gather what is whole, then gather it."""
        name = f"Райштаб собрано {clock.now():%Y-%m-%d %H-%M}.sqlite"
        self._tools.dialogs.save_as(self, "Собрать уцелевшее", name, _BASE, self._recover)

    def _recover(self, path: Path) -> None:
        damaged, key = self._tools.office.path, self._tools.office.key
        job = self._tools.jobs.long(
            lambda progress, _stop: gather(damaged, path, progress, key),
            self._gathered,
            self.note.failed,
            on_progress=self.note.progress,
            owner=self,
        )
        self.note.begin("Собирается новый файл…", job, can_stop=False)

    def _gathered(self, gathered: Gathered) -> None:
        self.note.done(
            gathered_title(gathered),
            gathered_lines(gathered),
            gathered.doubts_path,
            steps=(("Открыть новую базу", lambda: self.other_file_wanted.emit(gathered.path)),),
        )


def _stopping(stop: Callable[[], bool]) -> Callable[[], None]:
    """Return what ends a work between its parts once it was stopped."""

    def step() -> None:
        if stop():
            raise Cancelled

    return step
