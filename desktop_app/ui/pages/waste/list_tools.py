"""Above the list of sites: only those that wait, the weather, the way to load a register."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.waste import DayTemperature
from desktop_app.core.waste_lateness import Norm
from desktop_app.ui.pages.book_screen import BookScreen
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.waste.small_sheets import WeatherSheet
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.empty_state import EmptyWords

_DAYS_SHOWN = timedelta(days=6)
_ALL_COLLECTED = EmptyWords(
    "check",
    "Срывов вывоза нет",
    "Здесь остаются площадки, на которых отмечено «не вывезли» и ещё не отмечено «вывезли».",
    way_out="Показать все площадки",
)


class ListTools(QObject):
    """`failed(error)` as on a page, `import_wanted` for the loading of a register."""

    failed = Signal(object)
    import_wanted = Signal()

    def __init__(self, tools: Tools, page: QWidget, book: BookScreen) -> None:
        """Put the tools into the bar under the header."""
        super().__init__(page)
        self._tools, self._page, self._book = tools, page, book
        self.late = Chip("Только где не вывезли", icon_name="alert", checkable=True)
        self.weather = Chip("Температура и норма", icon_name="table")
        self.register = Chip("Загрузить реестр", icon_name="download")
        book.bar.add_tools("", [self.late, self.weather, self.register])
        book.add_mark("only_late", self.late)
        self.weather.clicked.connect(self.ask_weather)
        self.register.clicked.connect(self.import_wanted)
        book.list.loaded.connect(self._loaded)

    @property
    def only_late(self) -> bool:
        """Tell whether the list is narrowed to sites that wait."""
        return self.late.isChecked()

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers over the list."""
        return (
            Command("Загрузить реестр площадок", self.import_wanted.emit, icon="download"),
            Command("Температура и норма вывоза", self.ask_weather, icon="table"),
        )

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

    def _loaded(self, count: int) -> None:
        """The bar rests while there is nothing to narrow; «all is collected» has its own words."""
        narrowed = self.only_late or bool(self._book.search.text())
        self._book.bar.setVisible(bool(count) or narrowed)
        if not count and self.only_late and not self._book.search.text():
            state = self._book.list.show_empty(_ALL_COLLECTED)
            if state is not None:
                state.way_out_pressed.connect(lambda: self.late.setChecked(False))
