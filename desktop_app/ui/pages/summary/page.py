"""The section «Сводка»: live figures of chosen days, issued summaries, papers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.summary import Issued, IssueRow, Summary
from desktop_app.core.summary_periods import Span, SummaryForm
from desktop_app.ui import keys
from desktop_app.ui.pages.choice_menu import drop_menu
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.period_sheet import PeriodSheet
from desktop_app.ui.pages.summary.issue_list import IssueList
from desktop_app.ui.pages.summary.papers import SummaryPapers
from desktop_app.ui.pages.summary.period_menu import period_menu
from desktop_app.ui.pages.summary.standing_words import (
    aside_words,
    issue_question,
    status_words,
)
from desktop_app.ui.pages.summary.view import SummaryView
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page
from desktop_app.ui.widgets.bars import ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.panes import Pane, column, row
from desktop_app.ui.widgets.scroll_pane import ScrollPane

_SOON_MS = 250
_WATCHED = (
    Kind.TICKET, Kind.CALLBACK, Kind.INSPECTION, Kind.INCIDENT, Kind.ORGANIZATION, Kind.BUILDING,
    Kind.REFERENCE, Kind.SETTING, Kind.SUMMARY,
)  # fmt: skip
_EMPTY = EmptyWords(
    "bars",
    "Сводить пока нечего",
    "Здесь за любые дни видно, сколько поступило и закрыто, по каким темам и исполнителям.\n"
    "Цифры появятся с первым обращением; из каждой открываются её обращения.",
    way_out="Открыть обращения",
)
_FIGURES, _ISSUES = range(2)


@dataclass(frozen=True, slots=True)
class _Answer:
    summary: Summary
    last: IssueRow | None
    any_ticket: bool


class SummaryPage(Page):
    """`asked(RegisterQuery)`, `section_asked(key)` and `tickets_wanted` are for the composition."""

    title = "Сводка"
    asked = Signal(object)
    section_asked = Signal(str)
    tickets_wanted = Signal()

    def __init__(self, tools: Tools, opener: FileOpener | None = None) -> None:
        """Build the views; figures are read when the section comes to the front."""
        super().__init__()
        self._tools = tools
        self._form = SummaryForm.DISTRICT
        self._span: Span | None = None
        self._issue: IssueRow | None = None
        self._last: IssueRow | None = None
        self._season_start = "10-01"
        self._token = 0
        self._opening = -1  # the issue on its way to the screen
        self.view = SummaryView(tools.jobs)
        self.issues = IssueList(tools)
        self.empty = EmptyState(_EMPTY)
        self.papers = SummaryPapers(tools, self, opener)
        self.period = Chip("", icon_name="calendar")
        self.excel = Button("В Excel", icon_name="download", key=keys.cap("excel"))
        self.pdf = Button("PDF", icon_name="printer", key=keys.cap("print"))
        self.issue = Button(
            "Выпустить сводку", Rank.PRIMARY, icon_name="check", key=keys.cap("save_close")
        )
        self.live = Button("К текущим цифрам", icon_name="back", key=keys.cap("close"))
        last = QWidget()  # one of them is hidden, and takes its gap along
        last.setLayout(row(self.live, self.issue, space=0))
        last.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.header = ScreenHeader("Сводка", None, [self.period, self.excel, self.pdf, last])
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._build()
        self._wire()

    def _build(self) -> None:
        body = Pane(canvas=True)
        body.setLayout(column(self.view))
        scrolled = ScrollPane(column(body), canvas=True)
        self._figures, holder = QWidget(), QWidget()
        self._inner = QStackedLayout(holder)
        self._inner.addWidget(scrolled)
        self._inner.addWidget(self.empty)
        whole = column(self.header, holder)
        whole.setStretch(1, 1)
        self._figures.setLayout(whole)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._figures)
        self._stack.addWidget(self.issues)
        self.live.hide()

    def _wire(self) -> None:
        self.view.asked.connect(self.asked)
        self.view.section_asked.connect(self.section_asked)
        self.empty.way_out_pressed.connect(self.tickets_wanted)
        self.period.clicked.connect(self.choose_period)
        self.excel.clicked.connect(lambda: self._write(".xlsx"))
        self.pdf.clicked.connect(self.show_paper)
        self.issue.clicked.connect(self.make_issue)
        self.live.clicked.connect(self.show_live)
        self.papers.failed.connect(self.failed)
        self.issues.left.connect(self.show_figures)
        self.issues.opened.connect(self.show_issue)
        self.issues.cancel_wanted.connect(self._ask_cancel)
        self.issues.status_text.connect(self.status_text)
        self.issues.failed.connect(self.failed)
        self._soon.timeout.connect(self._ask)
        self._tools.hub.announced.connect(self._announced)
        for name, act in (
            ("refresh", self._ask),
            ("filter", self.choose_period),
            ("excel", lambda: self._write(".xlsx")),
            ("print", self.show_paper),
            ("save_close", self.make_issue),
            ("views", self.show_issues),
        ):
            keys.bind(name, self._figures, act)
        keys.bind("close", self._figures, self.show_live)

    # What the frame asks for

    def activate(self) -> None:
        """Read the figures anew; the focus goes to the equation."""
        if self._stack.currentIndex() == _ISSUES:
            self.issues.activate()
            return
        if self._span is None:
            self._span = self._form.days(self._today())
        if self._issue is None:
            self._ask()
        self._focus()

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        return (
            Command("Выпустить сводку", self.make_issue, keys.cap("save_close"), icon="check"),
            Command("Сводка на печать", self.show_paper, keys.cap("print"), icon="printer"),
            Command("Сводка в Excel", lambda: self._write(".xlsx"), keys.cap("excel")),
            Command("Период сводки", self.choose_period, keys.cap("filter"), icon="calendar"),
            Command("Выпущенные сводки", self.show_issues, keys.cap("views"), icon="list"),
        )

    def open_record(self, record_id: int) -> None:
        """Show an issued summary."""
        self.show_issue(record_id)

    # Days

    def choose_period(self) -> None:
        """Open the menu of days under its chip."""
        menu = period_menu(
            self, self._today(), self._season_start, self._form, self.take, self._ask_own
        )
        drop_menu(menu, self.period)

    def take(self, span: Span, form: SummaryForm) -> None:
        """Show the figures of other days, or for another meeting."""
        self._span, self._form, self._issue, self._opening = span, form, None, -1
        self._ask()
        self._focus()

    def _ask_own(self) -> None:
        span = self._span
        first, last = (span.first, span.last) if span else (None, None)
        summaries = self._tools.office.summaries

        def chosen(since: object, until: object) -> None:
            try:
                found = summaries.checked(since, until)  # type: ignore[arg-type]  # two days
            except OfficeError as error:
                self.failed.emit(error)
                return
            self.take(found, self._form)

        PeriodSheet(self, first, last, chosen)

    # Figures

    def _ask(self) -> None:
        """Read the figures of the chosen days; a later question makes an earlier answer void."""
        self._soon.stop()
        if self._span is None or self._issue is not None:
            return
        self._token += 1
        token, span, form, office = self._token, self._span, self._form, self._tools.office

        def read() -> _Answer:
            return _Answer(
                office.summaries.read(span, form),
                office.summary_issues.last(),
                bool(office.register.counts().total),
            )

        def show(answer: _Answer) -> None:
            if token == self._token and self._issue is None:
                self._last = answer.last
                self._season_start = answer.summary.season_start
                self._show(answer.summary, empty=not answer.any_ticket)

        self._tools.jobs.read(read, show, self.failed.emit, owner=self)

    def _show(self, summary: Summary, *, empty: bool = False) -> None:
        is_live = self._issue is None
        self._inner.setCurrentIndex(1 if empty else 0)
        for tool in (self.period, self.excel, self.pdf):
            tool.setVisible(not empty)
        self.issue.setVisible(not empty and is_live)
        self.live.setVisible(not is_live)
        self.period.setEnabled(is_live)
        self.period.setText(summary.span.words)
        self.period.setAccessibleName(f"Дни сводки: {summary.span.words}")
        self.period.updateGeometry()
        self.header.aside.setText(aside_words(summary, self._issue, self._today()))
        self.view.show_summary(summary)
        words = status_words(summary, self._issue, self._last)
        self.status_text.emit("Обращений пока нет" if empty else words)

    def _announced(self, changes: object) -> None:
        if not isinstance(changes, Changes) or not any(map(changes.touches, _WATCHED)):
            return
        if self.isVisible() and self._issue is None:
            self._soon.start()

    def _focus(self) -> None:
        if self._inner.currentIndex() == 0:
            self.view.balance.setFocus()

    # Issues

    def make_issue(self) -> None:
        """Ask once, for an issue stays; then issue what is on the screen, to the digit."""
        summary = self.view.summary
        if summary is None or self._issue is not None or not self.issue.isVisible():
            return
        self._tools.dialogs.confirm(self, issue_question(summary), lambda: self._freeze(summary))

    def _freeze(self, summary: Summary) -> None:
        issues = self._tools.office.summary_issues
        self.issue.setEnabled(False)
        self._tools.jobs.write(
            lambda: issues.issue(summary), self._issued, self._refused, owner=self
        )

    def _issued(self, issued: Issued) -> None:
        self.issue.setEnabled(True)
        self._tools.hub.announce(issued.changes)
        self.show_issue(issued.row.id)

    def _refused(self, error: OfficeError) -> None:
        self.issue.setEnabled(True)
        self.failed.emit(error)

    def show_issues(self) -> None:
        """Show the list of issued summaries."""
        self._opening = -1
        self._stack.setCurrentIndex(_ISSUES)
        self.issues.activate()

    def show_issue(self, issue_id: int) -> None:
        """Show a summary as it was issued."""
        issues, self._opening = self._tools.office.summary_issues, issue_id

        def show(found: tuple[IssueRow, Summary]) -> None:
            if self._opening != issue_id:
                return  # the clerk went back, or chose other days
            self._opening = -1
            self._issue = found[0]
            self._stack.setCurrentIndex(_FIGURES)
            self._show(found[1])
            self.view.balance.setFocus()

        self._tools.jobs.read(
            lambda: (issues.row(issue_id), issues.summary(issue_id)),
            show,
            self.failed.emit,
            owner=self,
        )

    def show_live(self) -> None:
        """Leave an issued summary for the figures of today."""
        self._opening = -1
        if self._issue is not None:
            self._issue = None
            self._ask()
            self._focus()

    def show_figures(self) -> None:
        """Leave the list of issued summaries."""
        self._opening = -1
        self._stack.setCurrentIndex(_FIGURES)
        self.activate()

    def _ask_cancel(self, issue_id: int) -> None:
        issues, hub = self._tools.office.summary_issues, self._tools.hub

        def cancel(reason: str) -> None:
            self._tools.jobs.write(
                lambda: issues.cancel(issue_id, reason), hub.announce, self.failed.emit, owner=self
            )

        self._tools.dialogs.ask_reason(
            self, "Отозвать сводку", "Почему отозвана", cancel, yes="Отозвать"
        )

    # Papers

    def _write(self, suffix: str) -> None:
        if self.view.summary is not None and self._inner.currentIndex() == 0:
            self.papers.write(self.view.summary, suffix, self._issue)

    def show_paper(self) -> None:
        """Show the pages of what is on the screen, to be printed or written to a file."""
        if self.view.summary is not None and self._inner.currentIndex() == 0:
            self.papers.show(self.view.summary, self._issue)

    def _today(self) -> dt.date:
        return self._tools.office.desk.now().date()
