"""What the office itself says about norms: its district, the utilities' charts, tolerances."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.acts.templates import OfficeTolerance
from desktop_app.core.changes import Changes
from desktop_app.core.heating_chart import HeatingChart
from desktop_app.core.settings import COLD_DISTRICT, EXPIRED_BLOCKS
from desktop_app.ui.pages.settings.norms_sheets import ChartSheet, NormRulesSheet, ToleranceSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.panes import Pane
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.ui.widgets.wrap_row import WrapRow


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is in force."""

    is_cold: bool
    stops: bool
    charts: tuple[HeatingChart, ...]
    tolerances: dict[str, OfficeTolerance]
    parameters: tuple[tuple[str, str], ...]


class NormsBlock(Pane):
    """Three verbs over one line of what is in force; `changed(Changes)` after each."""

    changed = Signal(object)
    failed = Signal(object)
    undo_offered = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the verbs."""
        super().__init__()
        self._tools = tools
        self._words = Paragraph("", Type.CELL, Tone.MUTED, columns=90)
        self.rules = Button("Район и приборы…", icon_name="flag")
        self.chart = Button("График РСО…", icon_name="table")
        self.tolerance = Button("Допуск к графику…", icon_name="pencil")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Нормы и замеры"))
        body.addWidget(self._words)
        body.addLayout(WrapRow(self.rules, self.chart, self.tolerance))
        self.rules.clicked.connect(lambda: self._ask(self._ask_rules))
        self.chart.clicked.connect(lambda: self._ask(self._ask_chart))
        self.tolerance.clicked.connect(lambda: self._ask(self._ask_tolerance))

    def refresh(self) -> None:
        """Say what is in force."""
        self._ask(self._show)

    def _ask(self, then: Callable[[_Standing], None]) -> None:
        self._tools.jobs.read(self._read, then, self.failed.emit, owner=self)

    def _read(self) -> _Standing:
        office = self._tools.office
        named = [norm for norm in office.norms.book.norms if norm.code.startswith("coolant.")]
        return _Standing(
            office.settings.get(COLD_DISTRICT),
            office.settings.get(EXPIRED_BLOCKS),
            tuple(office.norms.charts()),
            office.norms.tolerances(),
            tuple((norm.code, norm.parameter) for norm in named),
        )

    def _show(self, found: _Standing) -> None:
        district = "район −31 °C и ниже" if found.is_cold else "обычный район"
        titles = ", ".join(chart.title for chart in found.charts) or "не внесены"
        titled = dict(found.parameters)
        entered = "; ".join(
            f"{titled.get(code, code)} {known.tolerance}"
            for code, known in found.tolerances.items()
        )
        tools = "акт не выпускается" if found.stops else "в акте оговорка"
        self._words.set_text(
            f"Температура в комнатах: {district}. Графики РСО: {titles}. "
            f"Допуски к графику: {entered or 'не внесены, вывода о нарушении нет'}. "
            f"Поверка прибора закончилась: {tools}."
        )

    def _ask_rules(self, found: _Standing) -> None:
        NormRulesSheet(self._tools, self, (found.is_cold, found.stops), self._done)

    def _ask_chart(self, found: _Standing) -> None:
        ChartSheet(self._tools, self, found.charts, self._done, self._removed)

    def _removed(self, changes: Changes, chart: HeatingChart) -> None:
        self._done(changes)
        norms = self._tools.office.norms
        rows = [(point.outdoor, point.supply, point.returned) for point in chart.points]

        def put_back() -> None:
            self._tools.jobs.write(
                lambda: norms.save_chart(chart.title, chart.source, rows),
                self._done,
                self.failed.emit,
                owner=self,
            )

        self.undo_offered.emit(UndoOffer(f"График {chart.title} удалён", put_back))

    def _ask_tolerance(self, found: _Standing) -> None:
        ToleranceSheet(self._tools, self, found.parameters, found.tolerances, self._done)

    def _done(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self.refresh()
