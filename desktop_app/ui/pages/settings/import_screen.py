"""Loading from a file: look at it, match its columns, take it, take it back."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop_app.core.changes import Changes
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.imports import (
    BatchUndone,
    FileView,
    ImportBatch,
    ImportKind,
    ImportPlan,
    ImportResult,
    PreviewLine,
)
from desktop_app.core.text import counted, number
from desktop_app.ui import keys
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import WORKBOOK, FileOut, ask_and_write
from desktop_app.ui.pages.here_list import HereList
from desktop_app.ui.pages.settings.import_columns import BATCH_COLUMNS
from desktop_app.ui.pages.settings.import_file import ImportFile
from desktop_app.ui.pages.settings.import_shapes import ImportShapes
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import Crumbs, ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.panes import Pane, column, row
from desktop_app.ui.widgets.tabs import Tab, Tabs

_TABLES = "Таблицы (*.xlsx *.xls *.csv *.csv.gz *.zip)"
_FILE, _BATCHES = "file", "batches"
_NOTHING = EmptyWords(
    "download",
    "Выберите файл",
    "Дома, организации, журнал прошлых лет или реестр площадок из Excel или CSV. Выгрузки ГИС ЖКХ, "
    "ФРТ, «Реформы ЖКХ» и dom.mingkh.ru узнаются сами; в других таблицах столбцы сопоставляются "
    "один раз.",
    "Выбрать файл…",
    "",
    "",
    "folder",
)
_NO_BATCHES = EmptyWords(
    "download",
    "Загрузок ещё не было",
    "Здесь появится каждый загруженный файл; его можно отменить.",
)


class ImportScreen(Pane):
    """`left` back to the settings; `changed(Changes)` after a load or its undoing."""

    left = Signal()
    changed = Signal(object)
    failed = Signal(object)
    status_text = Signal(str)

    def __init__(self, tools: Tools, opener: FileOpener) -> None:
        """Build the two views: the file, and what was loaded before."""
        super().__init__()
        self._tools = tools
        self._kind = ImportKind.HOUSES
        self._result: ImportResult | None = None
        self.crumbs = Crumbs("Настройки")
        self.crumbs.set_words("Загрузка из файла")
        self.tabs = Tabs("Что показано", [Tab(_FILE, "Файл"), Tab(_BATCHES, "Прежние загрузки")])
        self.choose = Button("Выбрать файл…", icon_name="folder")
        self.try_out = Button("Проверить весь файл")
        self.run = Button(
            "Загрузить", Rank.PRIMARY, icon_name="download", key=keys.cap("save_close")
        )
        self.take_back = Button("Отменить загрузку", icon_name="undo", key=keys.cap("delete"))
        self.file = ImportFile(tools)
        self.batches = HereList("import-batches", "Загрузки", BATCH_COLUMNS, tools.state)
        self.note = WorkNote(opener)
        self._shapes = ImportShapes(tools, self)
        self.rejects = Button("Строки с причинами в Excel…", icon_name="table")
        self.undo_last = Button("Отменить загрузку", icon_name="undo")
        self.nothing, self.no_batches = EmptyState(_NOTHING), EmptyState(_NO_BATCHES)
        self._views = QStackedWidget()
        self._after = QWidget()
        self._build()
        self._wire()

    def _build(self) -> None:
        for view in (self.nothing, self.file, self.batches, self.no_batches):
            self._views.addWidget(view)
        header = ScreenHeader(
            "Загрузка из файла",
            self.tabs,
            [self.choose, self.try_out, self.run, self.take_back],
        )
        after = row(self.rejects, self.undo_last, None)
        after.setContentsMargins(MARGIN, 0, MARGIN, 8)
        self._after.setLayout(after)
        self.note.setContentsMargins(MARGIN, 8, MARGIN, 8)
        whole = column(self.crumbs, header, self._views, self.note, self._after)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._after.hide()

    def _wire(self) -> None:
        self.crumbs.back.connect(self.left)
        keys.bind("close", self, self.left.emit)
        keys.bind("back", self, self.left.emit)
        keys.bind("save_close", self, self._begin)
        self.tabs.chosen.connect(self._show_tab)
        self.choose.clicked.connect(self.ask_file)
        self.nothing.action_pressed.connect(self.ask_file)
        self.try_out.clicked.connect(lambda: self._load(dry_run=True))
        self.run.clicked.connect(self._begin)
        self.take_back.clicked.connect(self._ask_undo)
        self.batches.delete_requested.connect(lambda _ids: self._ask_undo())
        self.file.plan_changed.connect(self.look)
        self.file.remember_wanted.connect(self._ask_title)
        self.file.forget_wanted.connect(self.ask_forget)
        self._shapes.remembered.connect(
            lambda title: self.status_text.emit(f"Столбцы запомнены: «{title}»")
        )
        self._shapes.forgotten.connect(self._forgotten)
        self._shapes.failed.connect(self.failed)
        self.rejects.clicked.connect(self._ask_rejects)
        self.undo_last.clicked.connect(self._undo_last)

    # Coming in

    def begin(self, kind: ImportKind, *, asks: bool = True) -> None:
        """Come to the front for a kind of file, and ask which one."""
        self._kind = kind
        self.tabs.show_current(_FILE)
        self._show_tab(_FILE)
        if asks:
            self.ask_file()

    def show_batches(self) -> None:
        """Come to the front with what was loaded before."""
        self.tabs.show_current(_BATCHES)
        self._show_tab(_BATCHES)

    def ask_file(self) -> None:
        """Ask which file to look at."""
        if not self.note.busy:
            self._tools.dialogs.open_file(self, self._kind.title_ru, _TABLES, self.look_at)

    def look_at(self, path: Path) -> None:
        """Look at a file as it is recognised by itself."""
        self._after.hide()
        self.look(ImportPlan(self._kind, path))

    def look(self, plan: ImportPlan) -> None:
        """Look at a file by a plan; nothing is written."""
        self._kind = plan.kind
        imports = self._tools.office.imports
        job = self._tools.jobs.long(
            lambda _progress, cancelled: imports.look(plan, cancelled=cancelled),
            self._looked,
            self._unread,
            owner=self,
        )
        self.note.begin(f"Читается {plan.path.name}…", job)

    def _looked(self, found: tuple[FileView, tuple[PreviewLine, ...]]) -> None:
        view, lines = found
        shown, front = self.file.file, QApplication.focusWidget()
        goes_on = shown is not None and shown.plan.path == view.plan.path
        self.note.rest()
        self.file.show_file(view, lines)
        self.crumbs.set_words(view.plan.path.name)
        self._show_tab(_FILE)
        if goes_on and front is not None and self.file.isAncestorOf(front):
            front.setFocus()  # columns are matched one after another
        else:
            (self.file.fields if view.missing else self.file.lines).setFocus()

    def _unread(self, error: OfficeError) -> None:
        """Say why; what is still shown was read by the former choices, the boxes say so too."""
        self.note.failed(error)
        self.file.show_choices()
        if self.file.file is not None:
            self._kind = self.file.file.plan.kind

    # Views

    def _show_tab(self, key: str) -> None:
        is_file, has_file = key == _FILE, self.file.file is not None
        self.take_back.setVisible(not is_file)
        for tool in (self.try_out, self.run):
            tool.setVisible(is_file and has_file)
        self.choose.setVisible(is_file and has_file)
        if is_file:
            self._views.setCurrentWidget(self.file if has_file else self.nothing)
            self._enable()
            self._tell_file()
            (self.file.lines if has_file else self.nothing.action).setFocus()
        else:
            self._after.hide()
            if not self.note.busy:
                self.note.rest()
            self._read_batches()

    def _tell_file(self) -> None:
        """Say in the foot which file is looked at."""
        view = self.file.file
        self.status_text.emit(f"{view.plan.path.name}: {view.profile_title}" if view else "")

    def _enable(self) -> None:
        view = self.file.file
        ready = view is not None and not view.missing
        for tool in (self.try_out, self.run):
            tool.setEnabled(ready)

    def _read_batches(self) -> None:
        imports = self._tools.office.imports
        self._tools.jobs.read(imports.batches, self._show_batches, self.failed.emit, owner=self)

    def _show_batches(self, batches: list[ImportBatch]) -> None:
        kept = self.batches.current_id()
        self.batches.show_records(batches)
        self.batches.select_id(kept)
        self.take_back.setVisible(bool(batches) and self.tabs.current == _BATCHES)
        if self.tabs.current == _BATCHES:
            self.status_text.emit(f"Загрузок: {number(len(batches))}")
            self._views.setCurrentWidget(self.batches if batches else self.no_batches)
            self.batches.setFocus()

    # Taking it

    def _begin(self) -> None:
        if self.run.isVisible() and self.run.isEnabled():
            self._load(dry_run=False)

    def _load(self, *, dry_run: bool) -> None:
        view = self.file.file
        if view is None or self.note.busy:
            return
        imports, plan = self._tools.office.imports, view.plan
        self._after.hide()
        job = self._tools.jobs.long(
            lambda progress, cancelled: imports.run(
                plan, dry_run=dry_run, progress=progress, cancelled=cancelled
            ),
            self._loaded,
            self.note.failed,
            on_progress=self.note.progress,
            owner=self,
        )
        verb = "Проверяется" if dry_run else "Загружается"
        self.note.begin(f"{verb} {plan.path.name}…", job)

    def _loaded(self, result: ImportResult) -> None:
        self._result = result
        self._tell(result)
        has_reasons = bool(result.rejects or result.remarks)
        self.rejects.setVisible(has_reasons)
        self.undo_last.setVisible(result.batch_id is not None)
        self._after.setVisible(has_reasons or result.batch_id is not None)
        if result.batch_id is not None:
            self.changed.emit(result.changes)
        self.rejects.setFocus() if has_reasons else self.file.lines.setFocus()

    def _tell(self, result: ImportResult) -> None:
        is_taken = bool(result.added or result.updated or result.same)
        done = "Загружено" if is_taken or not result.rejects else "Ничего не загружено"
        tone = Tone.WARNING if result.rejects and not is_taken else Tone.GOOD
        title = "Было бы так" if result.is_dry_run else done
        self.note.done(f"{title}: {result.file_name}", _account(result), tone=tone)

    def _ask_rejects(self) -> None:
        imports, result = self._tools.office.imports, self._result
        if result is None:
            return
        file = FileOut(
            "Куда записать строки с причинами",
            f"Не загружено из {Path(result.file_name).stem}.xlsx",
            WORKBOOK,
            lambda path: imports.write_rejects(result, path),
            "Пишутся строки с причинами…",
            "Строки с причинами записаны",
        )
        ask_and_write(self._tools, self, self.note, file)

    # Taking it back

    def _undo_last(self) -> None:
        if self._result is not None and self._result.batch_id is not None:
            self._ask(self._result.batch_id, self._result.file_name)

    def _ask_undo(self) -> None:
        batch = self.batches.record(self.batches.current_id())
        if batch is not None:
            self._ask(batch.id, batch.file_name)

    def _ask(self, batch_id: int, name: str) -> None:
        words = (
            "Добавленное этим файлом будет убрано, изменённое вернётся как было. То, с чем уже "
            "работали, останется. Перед этим записывается копия базы."
        )
        question = Question(f"Отменить загрузку «{name}»?", words, "Отменить загрузку", "Оставить")
        self._tools.dialogs.confirm(self, question, lambda: self._undo(batch_id))

    def _undo(self, batch_id: int) -> None:
        imports = self._tools.office.imports
        self._after.hide()
        job = self._tools.jobs.long(
            lambda _progress, _stop: imports.undo(batch_id),
            self._undone,
            self.note.failed,
            owner=self,
        )
        self.note.begin("Загрузка отменяется…", job, can_stop=False)

    def _undone(self, done: BatchUndone) -> None:
        lines = [f"Убрано {number(done.removed)}, возвращено как было {number(done.restored)}"]
        lines += [f"Оставлено {number(n)}: {reason}" for reason, n in done.reasons.items()]
        self.note.done("Загрузка отменена", lines)
        self.changed.emit(done.changes)
        if self.tabs.current == _BATCHES:
            self._read_batches()
        else:
            self.file.lines.setFocus()  # the button that asked for it is gone

    # Remembering

    def ask_forget(self) -> None:
        """Ask, then forget the shape the file shown was recognised by."""
        if self.file.file is not None:
            self._shapes.ask_forget(self.file.file)

    def _ask_title(self) -> None:
        if self.file.file is not None:
            self._shapes.ask_title(self.file.file)

    def _forgotten(self, changes: Changes, view: FileView) -> None:
        self.changed.emit(changes)
        self.look(replace(view.plan, profile="", columns=None))


def _account(result: ImportResult) -> list[str]:
    lines = [
        f"Прочитано {number(result.read)}: добавлено {number(result.added)}, изменено "
        f"{number(result.updated)}, без изменений {number(result.same)}, не взято "
        f"{number(result.rejected)}",
        *(f"{reason}: {number(count)}" for reason, count in result.reasons.items()),
        *result.notices,
    ]
    if result.remarks:
        lines.append(f"Значений не понято: {number(len(result.remarks))}")
    if result.organizations_added:
        added = result.organizations_added
        lines.append(counted(added, "новая организация", "новые организации", "новых организаций"))
    return lines
