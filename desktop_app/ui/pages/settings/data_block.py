"""Where the data lie: folder, copy, check, loading of houses and of last year's journal."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core import clock
from desktop_app.core.errors import Cancelled
from desktop_app.core.records.imports import ImportResult
from desktop_app.core.text import counted, number
from desktop_app.services.health import Finding
from desktop_app.services.recovering import Gathered, gather
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.settings.restore_sheet import RestoreSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.shell.gathered_words import gathered_lines, gathered_title
from desktop_app.ui.state import SECOND_PLACE
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.text import Paragraph

_TABLES = "Таблицы (*.xlsx *.xls *.csv *.csv.gz *.zip)"
_BASE = "База Райштаба (*.sqlite)"
_WORKBOOK = "Книга Excel (*.xlsx)"
_COPIES = "Копии Райштаба"
_LABEL = 110
Load = Callable[..., ImportResult]


class DataBlock(Pane):
    """Every long work shows its progress and what came of it in one note."""

    changed = Signal(object)
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
        self.houses = Button("Загрузить дома", icon_name="home")
        self.journal = Button("Загрузить журнал прошлых лет", icon_name="list")
        self.note = WorkNote(opener)
        self._result: ImportResult | None = None
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Данные"))
        self._facts = Facts(label_width=_LABEL)
        body.addWidget(self._facts)
        body.addLayout(row(self.folder, self.other, self.check, None))
        body.addLayout(row(self.copy, self.restore, self.second, self.one_place, None))
        words = (
            "Дома — из выгрузки «Реформы ЖКХ», ФРТ, dom.mingkh.ru или своей таблицы с адресом; "
            "управляющие компании заведутся сами. Непонятые строки вернутся файлом с причинами."
        )
        body.addWidget(Paragraph(words, Type.CELL, Tone.MUTED, columns=90))
        body.addLayout(row(self.houses, self.journal, None))
        body.addWidget(self.note)
        self._wire(path)
        self._say_places()

    def _wire(self, path: Path) -> None:
        imports = self._tools.office.imports
        self.folder.clicked.connect(lambda: self._opener.show(path))
        self.other.clicked.connect(self.ask_other)
        self.copy.clicked.connect(self.ask_copy)
        self.check.clicked.connect(self.run_check)
        self.restore.clicked.connect(self.ask_restore)
        self.second.clicked.connect(self._ask_second)
        self.one_place.clicked.connect(lambda: self._keep_second(None))
        self.houses.clicked.connect(lambda: self.ask_file("Список домов", imports.houses))
        self.journal.clicked.connect(lambda: self.ask_file("Журнал", imports.tickets))

    def load_houses(self) -> None:
        """Ask for a list of houses: the first step of an empty book."""
        self.ask_file("Список домов", self._tools.office.imports.houses)

    def ask_file(self, title: str, load: Load) -> None:
        """Ask which file to load, then load it."""
        if not self.note.busy:
            self._tools.dialogs.open_file(self, title, _TABLES, lambda p: self._load(load, p))

    def ask_other(self) -> None:
        """Ask which database to open instead of this one."""
        self._tools.dialogs.open_file(
            self, "Открыть другой файл", _BASE, self.other_file_wanted.emit
        )

    def ask_copy(self) -> None:
        """Ask where the copy goes, then write and verify it."""
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
        health = self._tools.office.health
        job = self._tools.jobs.long(
            lambda _progress, stop: health.check(_stopping(stop)),
            self._checked,
            self.note.failed,
            owner=self,
        )
        self.note.begin("Проверяется база…", job)

    def _load(self, load: Load, path: Path) -> None:
        job = self._tools.jobs.long(
            lambda progress, cancelled: load(path, progress=progress, cancelled=cancelled),
            self._loaded,
            self.note.failed,
            on_progress=self.note.progress,
            owner=self,
        )
        self.note.begin(f"Загружается {path.name}…", job)

    def _loaded(self, result: ImportResult) -> None:
        self._result = result
        lines = [
            f"Прочитано {number(result.read)}: добавлено {number(result.added)}, изменено "
            f"{number(result.updated)}, без изменений {number(result.same)}, не взято "
            f"{number(result.rejected)}",
            *(f"{reason}: {number(count)}" for reason, count in result.reasons.items()),
            *result.notices,
        ]
        if result.organizations_added:
            added = result.organizations_added
            lines.append(
                counted(added, "новая организация", "новые организации", "новых организаций")
            )
        self.note.done(f"Загружено из {result.file_name}", lines)
        self.changed.emit(result.changes)
        if result.rejects:
            name = f"Не загружено из {Path(result.file_name).stem}.xlsx"
            self._tools.dialogs.save_as(
                self, "Куда записать строки с причинами", name, _WORKBOOK, self._rejects
            )

    def _rejects(self, path: Path) -> None:
        imports, result = self._tools.office.imports, self._result
        if result is None:
            return
        job = self._tools.jobs.long(
            lambda _progress, _stop: imports.write_rejects(result, path),
            lambda written: self.note.done("Строки с причинами записаны", [str(path)], written[0]),
            self.note.failed,
            owner=self,
        )
        self.note.begin("Пишутся строки с причинами…", job)

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
        damaged = self._tools.office.path
        job = self._tools.jobs.long(
            lambda progress, _stop: gather(damaged, path, progress),
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
