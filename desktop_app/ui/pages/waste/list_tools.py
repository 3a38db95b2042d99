"""Above the list of sites: only those that wait, the weather, loading a register."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.imports import BatchUndone, ImportResult, RegisterColumns
from desktop_app.core.records.waste import DayTemperature
from desktop_app.core.text import counted, number
from desktop_app.core.waste_lateness import Norm
from desktop_app.ui.pages.book_screen import BookScreen
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import WORKBOOK, FileOut, ask_and_write
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.waste.columns_sheet import FIELDS, RegisterColumnsSheet
from desktop_app.ui.pages.waste.small_sheets import WeatherSheet
from desktop_app.ui.pages.work_sheet import WorkSheet
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.empty_state import EmptyWords

_TABLES = "Таблицы (*.xlsx *.xls *.csv *.csv.gz *.zip)"
_DAYS_SHOWN = timedelta(days=6)
_ALL_COLLECTED = EmptyWords(
    "check",
    "Срывов вывоза нет",
    "Здесь остаются площадки, на которых отмечено «не вывезли» и ещё не отмечено «вывезли».",
    way_out="Показать все площадки",
)
_LOAD, _COLUMNS, _REFUSED_SHOWN = "Загрузить", "Столбцы…", 5


class ListTools(QObject):
    """`failed(error)` and `undo_offered(UndoOffer)` as on a page, `said(words)` for its status."""

    failed = Signal(object)
    undo_offered = Signal(object)
    said = Signal(str)

    def __init__(self, tools: Tools, page: QWidget, book: BookScreen, opener: FileOpener) -> None:
        """Put the tools into the bar under the header."""
        super().__init__(page)
        self._tools, self._page, self._book, self._opener = tools, page, book, opener
        self.late = Chip("Только где не вывезли", icon_name="alert", checkable=True)
        self.weather = Button("Температура и норма", icon_name="table")
        self.register = Button("Загрузить реестр", icon_name="download")
        book.bar.add_tools("", [self.late, self.weather, self.register])
        book.add_mark("only_late", self.late)
        self.weather.clicked.connect(self.ask_weather)
        self.register.clicked.connect(self.load)
        book.list.loaded.connect(self._loaded)

    @property
    def only_late(self) -> bool:
        """Tell whether the list is narrowed to sites that wait."""
        return self.late.isChecked()

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers over the list."""
        return (
            Command("Загрузить реестр площадок", self.load, icon="download"),
            Command("Температура и норма вывоза", self.ask_weather, icon="table"),
            Command("Отменить последнюю загрузку реестра", self.undo_last, icon="undo"),
        )

    def load(self) -> None:
        """Ask which register to load."""
        self._tools.dialogs.open_file(self._page, "Реестр площадок", _TABLES, self._begin)

    def ask_weather(self) -> None:
        """Ask how cold a day was."""
        office = self._tools.office

        def read() -> tuple[list[DayTemperature], Norm, str]:
            today = office.desk.now().date()
            known = office.weather.temperatures(today - _DAYS_SHOWN, today)
            return known, office.waste.norm, office.waste.norm_basis

        def ask(answer: tuple[list[DayTemperature], Norm, str]) -> None:
            known, norm, basis = answer
            WeatherSheet(
                self._tools,
                self._page,
                known,
                norm,
                basis,
                on_saved=self._tools.hub.announce,
            )

        self._tools.jobs.read(read, ask, self.failed.emit, owner=self)

    def undo_last(self) -> None:
        """Take the latest import back."""
        imports = self._tools.office.site_imports
        self._tools.jobs.write(imports.undo_last, self._told, self.failed.emit, owner=self)

    def _begin(self, path: Path) -> None:
        """Try the whole register first: what it would do is seen before anything is written."""
        sheet = WorkSheet(self._page, "Загрузка реестра площадок", self._opener)
        imports = self._tools.office.site_imports

        def looked(found: RegisterColumns) -> None:
            if found.is_enough:
                self._read(sheet, path, found, dry_run=True)
                return
            sheet.note.done(
                f"Столбец с адресом не найден: {path.name}",
                [f"В файле: {', '.join(filter(None, found.headings))}."],
                tone=Tone.WARNING,
                steps=[(_COLUMNS, lambda: self._ask_columns(sheet, path, found))],
            )
            self._ask_columns(sheet, path, found)

        job = self._tools.jobs.long(
            lambda _progress, cancelled: imports.look(path, cancelled),
            looked,
            sheet.note.failed,
            owner=sheet,
        )
        sheet.note.begin(f"Читается {path.name}…", job)
        sheet.open()

    def _ask_columns(self, sheet: WorkSheet, path: Path, found: RegisterColumns) -> None:
        def chosen(columns: dict[str, str]) -> None:
            matched = RegisterColumns(found.headings, columns)
            self._read(sheet, path, matched, dry_run=True, by_hand=True)

        RegisterColumnsSheet(sheet, found, chosen)

    def _read(
        self,
        sheet: WorkSheet,
        path: Path,
        found: RegisterColumns,
        *,
        dry_run: bool,
        by_hand: bool = False,
    ) -> None:
        imports = self._tools.office.site_imports
        chosen = found.matched if by_hand else None

        def ended(result: ImportResult) -> None:
            if dry_run:
                load = partial(self._read, sheet, path, found, dry_run=False, by_hand=by_hand)
                change = partial(self._ask_columns, sheet, path, found)
                self._tried(sheet, result, [*_matched(found)], change, load)
            else:
                self._taken(sheet, result)

        job = self._tools.jobs.long(
            lambda progress, cancelled: imports.load(
                path, chosen=chosen, dry_run=dry_run, progress=progress, cancelled=cancelled
            ),
            ended,
            sheet.note.failed,
            on_progress=sheet.note.progress,
            owner=sheet,
        )
        sheet.note.begin(f"{'Проверяется' if dry_run else 'Загружается'} {path.name}…", job)

    def _tried(
        self,
        sheet: WorkSheet,
        result: ImportResult,
        columns: list[str],
        change: Callable[[], object],
        load: Callable[[], object],
    ) -> None:
        lines = [*columns, *_account(result), *_first_refused(result)]
        takes = bool(result.added or result.updated)
        sheet.note.done(
            f"Было бы так: {result.file_name}",
            lines,
            tone=Tone.INFO if takes else Tone.WARNING,
            steps=[*([(_LOAD, load)] if takes else []), (_COLUMNS, change)],
        )
        for button in sheet.note.findChildren(Button):
            if button.text() == _LOAD:
                button.setFocus()

    def _taken(self, sheet: WorkSheet, result: ImportResult) -> None:
        sheet.note.done(f"Загружено из {result.file_name}", _account(result))
        self._tools.hub.announce(result.changes)
        if result.batch_id is not None and (result.added or result.updated):
            self._offer(result.batch_id, result.added + result.updated)
        if result.rejects or result.remarks:
            self._ask_rejects(sheet, result)

    def _ask_rejects(self, sheet: WorkSheet, result: ImportResult) -> None:
        imports = self._tools.office.site_imports
        file = FileOut(
            "Куда записать строки с причинами",
            f"Не загружено из {Path(result.file_name).stem}.xlsx",
            WORKBOOK,
            lambda path: imports.write_rejects(result, path),
            "Пишутся строки с причинами…",
            "Строки с причинами записаны",
        )
        ask_and_write(self._tools, self._page, sheet.note, file)

    def _offer(self, batch: int, changed: int) -> None:
        imports = self._tools.office.site_imports
        words = f"Загружено: {counted(changed, 'площадка', 'площадки', 'площадок')}"

        def undo() -> None:
            self._tools.jobs.write(
                lambda: imports.undo(batch), self._told, self.failed.emit, owner=self
            )

        self.undo_offered.emit(UndoOffer(words, undo))

    def _told(self, undone: BatchUndone) -> None:
        self._tools.hub.announce(undone.changes)
        many = counted(undone.removed + undone.restored, "площадка", "площадки", "площадок")
        kept = f", изменены после неё и оставлены: {number(undone.kept)}" if undone.kept else ""
        self.said.emit(f"Загрузка отменена: {many}{kept}")

    def _loaded(self, count: int) -> None:
        """The bar rests while there is nothing to narrow; «all is collected» has its own words."""
        narrowed = self.only_late or bool(self._book.search.text())
        self._book.bar.setVisible(bool(count) or narrowed)
        if not count and self.only_late and not self._book.search.text():
            state = self._book.list.show_empty(_ALL_COLLECTED)
            if state is not None:
                state.way_out_pressed.connect(lambda: self.late.setChecked(False))


def _account(result: ImportResult) -> list[str]:
    """Return what was read and what became of it, a line for each reason."""
    return [
        f"Прочитано {number(result.read)}: добавлено {number(result.added)}, изменено "
        f"{number(result.updated)}, без изменений {number(result.same)}, не взято "
        f"{number(result.rejected)}",
        *(f"{reason}: {number(count)}" for reason, count in result.reasons.items()),
        *result.notices,
    ]


def _matched(found: RegisterColumns) -> list[str]:
    """Return which heading each field is taken from, and the headings nothing is taken from."""
    pairs = [
        f"{FIELDS[name].lower()} — «{title}»"
        for name, title in found.matched.items()
        if name in FIELDS
    ]
    unused = ", ".join(f"«{title}»" for title in found.unused)
    return [
        f"Столбцы: {', '.join(pairs)}",
        *([f"Не берутся: {unused}"] if unused else []),
    ]


def _first_refused(result: ImportResult) -> list[str]:
    """Return the first rows that would not be taken, as they stand in the file."""
    return [
        f"Строка {number(line.row)}: {', '.join(cell for cell in line.cells if cell)[:80]}"
        for line in result.rejects[:_REFUSED_SHOWN]
    ]
