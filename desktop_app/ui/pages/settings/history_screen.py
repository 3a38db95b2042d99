"""The journal of what was done: who, what and when; verified and printed."""

import datetime as dt
from array import array
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal

from desktop_app.core import clock
from desktop_app.core.records.audit import AuditMode, AuditQuery, AuditRow, ChainVerdict
from desktop_app.core.records.reference import Clerk
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.models.columns import Column, Elide
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import PDF, FileOut, ask_and_write
from desktop_app.ui.pages.period_sheet import PeriodSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import Bar, Crumbs, ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.icon_edit import IconEdit
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.panes import Pane, column
from desktop_app.ui.widgets.tabs import Tab, Tabs

_SOON_MS = 200
_ANYBODY = "Все сотрудники"
_MOST = 5_000
AUDIT_COLUMNS = (
    Column(
        "at",
        "Когда",
        128,
        lambda r: clock.show_moment(r.at),
        elide=Elide.NONE,
        sortable=False,
        sample="00.00.0000 00:00",
    ),
    Column("who", "Кто", 170, lambda r: r.clerk or None, sortable=False, least=100),
    Column("operation", "Что сделано", 190, lambda r: r.operation, sortable=False, least=110),
    Column("what", "О чём", 220, lambda r: r.what, sortable=False, least=120),
    Column("details", "Подробности", 420, lambda r: r.details or None, sortable=False, least=200),
)
_TABS = (
    Tab(AuditMode.CHANGES, "Изменения"),
    Tab(AuditMode.EXPORTS, "Выгрузки"),
    Tab(AuditMode.VIEWS, "Просмотры"),
)


class HistoryScreen(Pane):
    """`left` back to the settings; `status_text(str)` for the foot."""

    left = Signal()
    failed = Signal(object)
    status_text = Signal(str)

    def __init__(self, tools: Tools, opener: FileOpener) -> None:
        """Build the list; `show_fresh` reads it."""
        super().__init__()
        self._tools = tools
        self._mode = AuditMode.CHANGES
        self._since: dt.date | None = None
        self._until: dt.date | None = None
        self.crumbs = Crumbs("Настройки")
        self.crumbs.set_words("Журнал изменений")
        self.tabs = Tabs("Что показано", _TABS)
        self.search = IconEdit("Поиск в журнале", "search")
        self.search.setPlaceholderText("№ обращения или слова")
        self.search.setClearButtonEnabled(True)
        self.who = Combo("Кто", [(None, _ANYBODY)])
        self.period = Chip("За всё время", icon_name="today")
        self.all_time = Button("Сбросить", Rank.LINK)
        self.verify = Button("Проверить цепочку", icon_name="check")
        self.print = Button("В PDF", icon_name="printer")
        self._model = SnapshotModel(AUDIT_COLUMNS, self._fetch, tools.jobs, parent=self)
        self.list = ListView("history", "Журнал изменений", self._model, tools.state)
        self.note = WorkNote(opener)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._build()
        self._wire()

    def _build(self) -> None:
        header = ScreenHeader("Журнал изменений", self.tabs, [self.verify, self.print])
        self.search.setMinimumWidth(look().metrics.px(260))
        self.who.setMinimumWidth(look().metrics.px(210))
        bar = Bar(
            "filter_bar", [self.search, 10, self.who, 10, self.period, 6, self.all_time, None]
        )
        self.note.setContentsMargins(MARGIN, 8, MARGIN, 8)
        whole = column(self.crumbs, header, bar, self.list, self.note)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.all_time.hide()

    def _wire(self) -> None:
        self.crumbs.back.connect(self.left)
        keys.bind("close", self, self.left.emit)
        keys.bind("back", self, self.left.emit)
        self.tabs.chosen.connect(self._choose)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self.who.picked.connect(lambda _value: self._ask())
        self.period.clicked.connect(self._ask_period)
        self.all_time.clicked.connect(lambda: self._set_period(None, None))
        self.verify.clicked.connect(self.run_verify)
        self.print.clicked.connect(self._ask_where)
        self.list.search_typed.connect(self._type)
        self.list.refresh_requested.connect(self._ask)
        self.list.notice.connect(self.status_text)

    def show_fresh(self) -> None:
        """Read who works here and the newest entries."""
        self._tools.jobs.read(self._tools.office.clerks.all, self._know, owner=self)
        self._ask()
        self.list.setFocus()

    @property
    def query(self) -> AuditQuery:
        """The question as it stands."""
        who = self.who.value()
        return AuditQuery(
            mode=self._mode,
            text=self.search.text(),
            clerk_id=who if isinstance(who, int) else None,
            since=self._since,
            until=self._until,
        )

    def run_verify(self) -> None:
        """Follow the whole chain."""
        if self.note.busy:
            return
        audit = self._tools.office.audit
        job = self._tools.jobs.long(
            lambda _progress, _stop: audit.verify(), self.show_verdict, self.note.failed, owner=self
        )
        self.note.begin("Проверяется цепочка…", job, can_stop=False)

    def show_verdict(self, verdict: ChainVerdict) -> None:
        """Say what following the chain has shown."""
        if verdict.broken is not None:
            lines = [
                f"Первая запись, которая не сходится: {verdict.broken}.",
                "Её изменили помимо программы или испортился диск. Сделайте «Проверку базы» и "
                "сверьте с копией.",
            ]
            self.note.done("Цепочка нарушена", lines, tone=Tone.DANGER)
            return
        entries = number(verdict.entries)
        lines = [f"Записей: {entries}.", f"Отпечаток записи № {entries}: {verdict.head}"]
        if verdict.redacted:
            lines.insert(1, f"Обезличено по актам: {number(verdict.redacted)}.")
        self.note.done("Цепочка цела: ни одна запись не изменена", lines)

    def _ask_where(self) -> None:
        audit, query = self._tools.office.audit, self.query
        file = FileOut(
            "Журнал в PDF",
            f"Журнал изменений {clock.today():%d.%m.%Y}.pdf",
            PDF,
            lambda path: audit.write_pdf(query, path),
            "Пишется журнал…",
            "Журнал записан",
        )
        ask_and_write(self._tools, self, self.note, file)

    def _choose(self, key: str) -> None:
        self._mode = AuditMode(key)
        self._ask()

    def _type(self, text: str) -> None:
        self.search.setFocus()
        if text:
            self.search.setText(text)

    def _know(self, clerks: list[Clerk]) -> None:
        self.who.set_choices([(None, _ANYBODY), *((clerk.id, clerk.name) for clerk in clerks)])

    def _ask_period(self) -> None:
        today = clock.today()
        first = self._since or today - dt.timedelta(days=7)
        PeriodSheet(self, first, self._until or today, self._set_period)

    def _set_period(self, since: dt.date | None, until: dt.date | None) -> None:
        self._since, self._until = since, until
        words = "За всё время"
        if since is not None and until is not None:
            words = f"{clock.show_date(since)} — {clock.show_date(until)}"
        self.period.setText(words)
        self.period.setAccessibleName(f"Период: {words}")
        self.period.updateGeometry()
        self.all_time.setVisible(since is not None)
        self._ask()

    def _ask(self) -> None:
        audit, query = self._tools.office.audit, self.query
        self._tools.jobs.read(lambda: audit.ids(query), self._show, self.failed.emit, owner=self)

    def _show(self, ids: "array[int]") -> None:
        # Ids of looks and of entries may be the same numbers: nothing known is kept.
        self._model.invalidate()
        self.list.show_ids(ids, fresh=True)
        many = f"Показаны последние {number(_MOST)}" if len(ids) == _MOST else ""
        self.status_text.emit(many or f"Записей: {number(len(ids))}")

    def _fetch(self, ids: Sequence[int]) -> list[AuditRow]:
        return self._tools.office.audit.page(self._mode, ids)
