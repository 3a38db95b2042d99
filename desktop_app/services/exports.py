"""Journals that leave the office: what is filtered on the screen is what is in the file."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.queries import journal as queries
from desktop_app.core import clock, fingerprints, query_words, text
from desktop_app.core import journal_layout as layouts
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.journal_books import TICKETS
from desktop_app.core.records.forms import FormOrder
from desktop_app.core.records.history import Scalar
from desktop_app.core.records.journal import Exported, FilterNames
from desktop_app.core.records.journals import Journal, JournalOrder
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.sheets import SheetColumn, SheetSpec
from desktop_app.services.desk import Desk
from desktop_app.services.journal_rows import JournalRows, Progress, Stop, TicketIds
from desktop_app.services.outgoing import remember
from desktop_app.services.settings import Settings


class Exports:
    """Use cases of files for Excel."""

    def __init__(self, desk: Desk, register: TicketIds, settings: Settings) -> None:
        """Work at the desk with the register's questions and the office's name."""
        self._desk, self._settings = desk, settings
        self.rows = JournalRows(desk, register)

    def journal(
        self,
        query: RegisterQuery,
        path: Path,
        *,
        depersonalised: bool = True,
        reason: str = "",
        progress: Progress | None = None,
        cancelled: Stop | None = None,
    ) -> Exported:
        """Write «Журнал учёта заявок» of the tickets a question finds; see `write`."""
        order = JournalOrder(TICKETS, query, depersonalised=depersonalised, reason=reason)
        return self.write(order, path, progress=progress, cancelled=cancelled)

    def write(
        self,
        order: JournalOrder,
        path: Path,
        *,
        progress: Progress | None = None,
        cancelled: Stop | None = None,
    ) -> Exported:
        """Write a journal, whole or not at all.

        Without personal data by default; with them a reason is required and kept in history
        (152-ФЗ). `progress(done, total)` is told after each block; when `cancelled()` says yes,
        Cancelled is raised and nothing stays. Raises InvalidDraft, FileBusy, TargetError, DiskFull.
        """
        # Imported here: a workbook library must not slow the start of the program.
        from desktop_app.reports import xlsx_journal
        from desktop_app.reports.atomic_file import check_target, write_whole
        from desktop_app.reports.cell_text import Cleaning

        demand_reason(order)
        columns = layouts.columns(order.journal, order.layout, public=order.depersonalised)
        check_target(path)
        ids = self.rows.ids(order.journal, order.query, cancelled)
        names = queries.filter_names(self._desk.store, order.query)
        asked = _Asked(order, names, columns, len(ids))
        group = asked.group_column()
        records = self._records(order.journal, ids, group, progress, cancelled)
        cleaning, made = Cleaning(), _Made()

        def fill(temporary: Path) -> None:
            made.rows = xlsx_journal.write(temporary, self._spec(asked, group), records, cleaning)
            made.sha256 = fingerprints.of_file(temporary)

        write_whole(path, fill)
        notices = cleaning.notices() + _gone(asked.count - made.rows, order)
        exported = Exported(path, made.rows, made.sha256, notices)
        remember(self._desk, exported, asked.facts(exported.rows), order.reason.strip())
        return exported

    def file_name(
        self,
        query: RegisterQuery,
        *,
        depersonalised: bool = True,
        journal: Journal = TICKETS,
    ) -> str:
        """Propose a name for the file: journal, days, whether personal data are inside."""
        today = self._desk.now().date()
        days = query_words.period(query.date_from, query.date_to)
        if not journal.dated or (query.date_from is None and query.date_to is None):
            days = f"на {clock.show_date(today)}"
        inside = "" if depersonalised else ", с персональными данными"
        return f"{journal.title} {days}{inside}.xlsx"

    def conditions(self, query: RegisterQuery) -> str:
        """Return a question's conditions but the days in words, "" when there are none."""
        return query_words.conditions(query, queries.filter_names(self._desk.store, query))

    def _records(
        self,
        journal: Journal,
        ids: "array[int]",
        group: SheetColumn | None,
        progress: Progress | None,
        cancelled: Stop | None,
    ) -> Iterator[object]:
        """Return the lines in the order of the file; grouping is the first half of the way."""
        if group is not None:
            ids = self.rows.grouped(journal, ids, group, progress, cancelled)
            progress = _second_half(progress)
        return self.rows.records(journal, ids, progress, cancelled)

    def _spec(self, asked: "_Asked", group: SheetColumn | None) -> SheetSpec:
        order, journal = asked.order, asked.order.journal
        days = query_words.period(order.query.date_from, order.query.date_to)
        since = f"{journal.dated}: {days}. " if journal.dated else ""
        told = asked.conditions(depersonalised=order.depersonalised)
        narrowed = (
            f"Отбор: {told}." if told else "",
            f"По графе «{group.title}»." if group else "",
        )
        # A basis typed as a sentence gets no second full stop.
        reason = order.reason.strip().rstrip(".")
        privacy = (
            "Без персональных данных: адреса указаны до дома"
            if order.depersonalised
            else f"Содержит персональные данные. Основание: {reason}"
        )
        return SheetSpec(
            journal.title,
            (
                ", ".join(self._settings.letterhead()),
                journal.title,
                f"{since}Данные на {clock.show_moment(self._desk.now())}, "
                f"{text.counted(asked.count, *journal.words)}.",
                " ".join(part for part in narrowed if part),
                f"{privacy}.",
            ),
            asked.columns,
            totals=order.layout.totals or group is not None,
            group=None if group is None else lambda record: layouts.group_of(group, record),
        )


def demand_reason(order: JournalOrder | FormOrder) -> None:
    """Refuse an export of personal data nobody said the purpose of: InvalidDraft."""
    if not order.depersonalised and not order.reason.strip():
        raise InvalidDraft({"reason": "напишите, зачем нужны персональные данные"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, with the names behind the ids and the columns to write."""

    order: JournalOrder
    names: FilterNames
    columns: tuple[SheetColumn, ...]
    count: int

    def group_column(self) -> SheetColumn | None:
        """Return the column rows are grouped by, or None."""
        wanted = self.order.layout.group
        return next((column for column in self.columns if column.key == wanted), None)

    def conditions(self, *, depersonalised: bool = False) -> str:
        """Return the register's conditions in words."""
        if not self.order.journal.by_tickets:
            return ""
        told = query_words.conditions(self.order.query, self.names, depersonalised=depersonalised)
        return told or self.order.journal.every

    def facts(self, rows: int) -> dict[str, Scalar]:
        """Return what history keeps of the file beside its name and print."""
        query, journal = self.order.query, self.order.journal
        is_narrowed = journal.by_tickets
        return {
            "journal": journal.title,
            "rows": rows,
            "personal": not self.order.depersonalised,
            "period": query_words.period(query.date_from, query.date_to),
            "filter": query_words.conditions(query, self.names) if is_narrowed else "",
        }


@dataclass(slots=True)
class _Made:
    rows: int = 0
    sha256: str = ""


def _second_half(progress: Progress | None) -> Progress | None:
    """Return a teller of the writing after the grouping, which was the first half."""
    if progress is None:
        return None
    return lambda done, total: progress(total + done, 2 * total)


def _gone(count: int, order: JournalOrder) -> tuple[str, ...]:
    if count <= 0:
        return ()
    lost = text.counted(count, *order.journal.words)
    return (f"Пока шла выгрузка, из базы исчезло: {lost}",)
