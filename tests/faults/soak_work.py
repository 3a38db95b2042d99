"""A clerk's whole day as one round: every section, card, form, dialog, look, paper and file."""

import gc
import threading
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.ui.pages.export.page import ExportPage
from desktop_app.ui.theme import THEMES
from tests.faults.desk_window import DeskWindow, furnish, words_on
from tests.faults.work import START
from tests.journeys.clerk import CTRL, Key

# One leaves this file; the others write at once, and a card longer by a line is no leak.
LEFT_OUT = frozenset({"Открыть пример", "Не вывезли", "Вывезли"})
_FEW = 3
_RECORDS = {
    "tickets": "ticket",
    "buildings": "building",
    "organizations": "organization",
    "outages": "incident",
    "waste": "collection_site",
    "visits": "inspection",
}


def furnish_for_a_day(path: Path) -> None:
    """Make a small district with all kinds of things in it, and the clerk's own house."""
    make_demo(path, DemoOrder(houses=20, tickets=120, until=START))
    furnish(path)


class Day:
    """Does rounds of work in a window; `done` counts what was done, by name."""

    def __init__(self, desk: DeskWindow, folder: Path) -> None:
        """Write files into a folder."""
        self._desk, self._clerk, self._folder = desk, desk.clerk, folder
        self.done: Counter[str] = Counter()
        self._rounds = 0

    def round(self) -> None:
        """Do everything once."""
        self._rounds += 1
        self._call()
        self._palette()
        for key in self._desk.window.keys:
            self._section(key)
        self._export()
        self._look()
        self._go("tickets")

    def _go(self, key: str) -> None:
        self._desk.window.show_page(key)
        self._desk.settle()
        self._put_away()

    def _section(self, key: str) -> None:
        self._go(key)
        self.done["раздел"] += 1
        self._commands(key, 0)
        table = _RECORDS.get(key)
        record = self._desk.office.desk.store.scalar(f"SELECT max(id) FROM {table}") if table else 0  # noqa: S608  our own names
        if record:
            self._open(key, record)
            self.done["карточка"] += 1
            self._commands(key, record)

    def _open(self, key: str, record: int) -> None:
        self._desk.window.open_record(key, record)
        self._desk.settle()

    def _commands(self, key: str, record: int) -> None:
        """Run every command the palette offers here, and put away what each opens."""
        titles = [command.title for command in self._desk.window.page(key).commands()]
        for title in titles:
            if title in LEFT_OUT:
                continue
            if self._desk.window.current_key != key:
                self._go(key)
            if record and self._desk.window.place != (key, record):
                self._open(key, record)
            offered = self._desk.window.page(key).commands()
            command = next((one for one in offered if one.title == title), None)
            if command is None:
                continue
            command.run()
            self._desk.settle()
            self.done["команда"] += 1
            self._put_away()

    def _put_away(self) -> None:
        """Close menus, forms, questions and windows over the page, as Esc does."""
        for _ in range(8):
            shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if shown is None:
                break
            self.done["окно поверх"] += 1
            if isinstance(shown, QDialog):
                shown.reject()
            else:
                shown.close()
            self._desk.settle()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window is not self._desk.window and window.isWindow():
                self.done["окно рядом"] += 1
                window.close()

    def _call(self) -> None:
        clerk = self._clerk
        self._desk.page.show_register()  # a card may be in front, where Ins is something else
        clerk.wait()
        clerk.press(Key.Key_Insert)
        flat = str(self._rounds % 80 + 1)
        for text in ("лен 12", flat, "89005551863", "Соколова Вера", "нет отоп"):
            clerk.type(text)
            clerk.press(Key.Key_Return)
        clerk.letters("холодно")
        before = self.calls
        self._desk.save()
        assert self.calls == before + 1, words_on(self._desk.page)
        clerk.press(Key.Key_Escape)
        self.done["звонок"] += 1

    def _palette(self) -> None:
        self._clerk.press(Key.Key_K, CTRL)
        self._clerk.type("сокол")
        self._clerk.press(Key.Key_Escape)
        self.done["поиск"] += 1

    def _look(self) -> None:
        """Another look every round: dressing all pages takes longer than any of them."""
        names = list(THEMES)
        self._desk.workplace.sections.look_chosen.emit(names[self._rounds % len(names)], 10.5)
        self._desk.settle()
        self.done["вид"] += 1

    def _export(self) -> None:
        self._go("export")
        page = self._desk.window.page("export")
        assert isinstance(page, ExportPage)
        self._desk.dialogs.answer_next(self._folder / "Журнал.xlsx")
        page.journal.write.click()
        self._clerk.wait()
        assert (self._folder / "Журнал.xlsx").stat().st_size
        self.done["файл"] += 1

    @property
    def calls(self) -> int:
        """How many calls there are in the file."""
        return len(self._desk.office.register.ids(RegisterQuery()))


class Weight:
    """What a process holds: memory, widgets and objects by class, threads, open files."""

    def __init__(self, window: QWidget) -> None:
        """Weigh it now, once what is not needed is gone."""
        QApplication.sendPostedEvents(None, 52)  # DeferredDelete
        gc.collect()
        self.megabytes = _resident_mb()
        self.widgets = Counter(type(widget).__name__ for widget in QApplication.allWidgets())
        inside = window.findChildren(QObject)
        self.objects = Counter(one.metaObject().className() for one in inside)
        self.threads = threading.active_count()
        self.files = _open_files()

    def left_over(self, before: "Weight", rounds: int) -> dict[str, int]:
        """Return what every round left behind since, by class: one a round or more.

        In a few rounds one or two may be a banner that is up just now.
        """
        found = (self.widgets - before.widgets) | (self.objects - before.objects)
        found |= Counter(threads=self.threads - before.threads, files=self.files - before.files)
        return {name: count for name, count in found.items() if count >= max(rounds, _FEW)}


def _resident_mb() -> float:
    """The memory the process holds now, in megabytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(li for li in status.read_text("utf-8").splitlines() if li.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _open_files() -> int:
    """How many files the process has open; 0 where the system does not say."""
    folder = Path("/proc/self/fd")
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
