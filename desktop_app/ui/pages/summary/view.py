"""The summary itself: cards on the canvas; both charts give way when the window is short."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.records.figures import Figure
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.summary import Summary
from desktop_app.core.summary_text import (
    FORMULA_NOTE,
    apart,
    formula,
    query,
    sentences,
    span_query,
    spans_chart,
    topic_groups,
    topic_query,
    topics_chart,
)
from desktop_app.core.text import number
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.summary.apart import ApartLines
from desktop_app.ui.pages.summary.balance_strip import NOTE, BalanceStrip
from desktop_app.ui.pages.summary.balance_terms import PREVIOUS
from desktop_app.ui.pages.summary.chart_card import ChartCard
from desktop_app.ui.pages.summary.executors import ExecutorTable
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.card import Card, Pair
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph, Text

_GAP, _LOW_PAGE = 12, 700
_FIGURES = {figure.value: figure for figure in Figure}


class SummaryView(QWidget):
    """`asked(RegisterQuery)` for the tickets behind a number, `section_asked(key)` for the rest."""

    asked = Signal(object)
    section_asked = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        """Build the cards; they are empty until a summary is shown."""
        super().__init__()
        self._summary: Summary | None = None
        self.balance = BalanceStrip()
        self.spans = ChartCard("Обращения по неделям", jobs)
        self.topics = ChartCard("Темы недели", jobs)
        self.executors = ExecutorTable()
        self.apart = ApartLines()
        self._formula = Paragraph("", Type.CAPTION, Tone.MUTED, columns=120)
        self._build()
        self._wire()

    def _build(self) -> None:
        hint = Text("открыть обращения — Enter", Type.CELL, Tone.MUTED)
        head = row(Text("Исполнители", Type.CELL_BOLD), None, hint)
        executors = Card(head, self.executors)
        apart = Card(Text("Отдельной строкой", Type.CELL_BOLD), self.apart, self._formula)
        inner = apart.layout()
        if isinstance(inner, QVBoxLayout):
            inner.setStretch(1, 1)
            inner.setStretch(2, 0)
        body = QVBoxLayout(self)
        body.setContentsMargins(MARGIN, _GAP, MARGIN, _GAP)
        body.setSpacing(_GAP)
        body.addWidget(Card(self.balance, air=8))
        body.addWidget(Pair(self.spans, self.topics, (58, 42)), 1)
        body.addWidget(Pair(executors, apart, (62, 38)))

    def _wire(self) -> None:
        self.balance.pressed.connect(self._figure)
        self.apart.pressed.connect(self._figure)
        self.executors.rows.pressed.connect(self._executor)
        self.spans.pressed.connect(self._span)
        self.topics.pressed.connect(self._topic)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height of a tall page between charts and rows."""
        super().resizeEvent(event)
        metrics = look().metrics
        spare = max(0, event.size().height() - metrics.px(_LOW_PAGE))
        self.executors.allow(spare // 2 // metrics.row)

    @property
    def summary(self) -> Summary | None:
        """What is shown."""
        return self._summary

    def show_summary(self, summary: Summary) -> None:
        """Show figures; the number chosen by the arrows stays chosen."""
        self._summary = summary
        self.balance.set_summary(summary)
        season = f"за сезон {number(summary.season)}"
        self.spans.set_chart(spans_chart(summary), season)
        self.topics.set_chart(topics_chart(summary), "доля")
        self.executors.rows.set_lines(summary.executors)
        self.executors.updateGeometry()
        self.apart.set_lines(apart(summary))
        self._formula.set_text(f"{formula(summary)}\n{FORMULA_NOTE}")
        self.setAccessibleDescription(" ".join(sentences(summary)))

    def _figure(self, key: str) -> None:
        target = key.removeprefix(NOTE)
        figure = _FIGURES.get(target)
        if self._summary is not None and target == PREVIOUS:
            before = self._summary.previous
            self._ask(RegisterQuery(date_from=before.first, date_to=before.last))
        elif self._summary is not None and figure is not None:
            self.asked.emit(query(self._summary, figure))
        elif figure is None:
            self.section_asked.emit(target)

    def _executor(self, key: str) -> None:
        figure, organization = key.split(" ")
        if self._summary is not None:
            self.asked.emit(query(self._summary, Figure(figure), int(organization)))

    def _span(self, place: int) -> None:
        if self._summary is not None:
            self._ask(span_query(self._summary.spans[place]))

    def _topic(self, place: int) -> None:
        if self._summary is not None:
            _, topic_ids, _ = topic_groups(self._summary)[place]
            self._ask(topic_query(self._summary, topic_ids))

    def _ask(self, asked: RegisterQuery) -> None:
        self.asked.emit(asked)
