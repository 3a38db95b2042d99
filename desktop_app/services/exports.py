"""Journals that leave the office: what is filtered on the screen is what is in the file."""

import contextlib
import hashlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from db.queries import journal as queries
from desktop_app.core import clock, query_words, text
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import Cancelled, InvalidDraft, StorageError
from desktop_app.core.journal_columns import JOURNAL, JOURNAL_TITLE
from desktop_app.core.records import sheets
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar
from desktop_app.core.records.journal import Exported, FilterNames, JournalRow
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.sheets import SheetSpec
from desktop_app.core.settings import OFFICE_DEPARTMENT, OFFICE_NAME
from desktop_app.services.desk import Desk
from desktop_app.services.settings import Settings

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]

_BLOCK = 500  # rows read at once: the file is held some 20 ms


class TicketIds(Protocol):
    """The register, as far as an export needs it."""

    def ids(self, query: RegisterQuery) -> "array[int]":
        """Return ids of all fitting tickets in the order asked for."""


class Exports:
    """Use cases of files for Excel."""

    def __init__(self, desk: Desk, register: TicketIds, settings: Settings) -> None:
        """Work at the desk with the register's questions and the office's name."""
        self._desk, self._register, self._settings = desk, register, settings

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
        """Write «Журнал учёта заявок» of the tickets a question finds, whole or not at all.

        Without personal data by default; with them a reason is required and kept in history
        (152-ФЗ). `progress(done, total)` is told after each block; when `cancelled()` says yes,
        Cancelled is raised and nothing stays. Raises InvalidDraft, FileBusy, TargetError, DiskFull.
        """
        # Imported here: a workbook library must not slow the start of the program.
        from desktop_app.reports import xlsx_journal
        from desktop_app.reports.atomic_file import check_target, write_whole
        from desktop_app.reports.cell_text import Cleaning

        if not depersonalised and not reason.strip():
            raise InvalidDraft({"reason": "напишите, зачем нужны персональные данные"})
        check_target(path)
        ids = self._register.ids(query)
        names = queries.filter_names(self._desk.store, query)
        asked = _Asked(query, names, depersonalised, reason.strip(), len(ids))
        records = self._records(ids, progress, cancelled)
        cleaning, made = Cleaning(), _Made()

        def fill(temporary: Path) -> None:
            made.rows = xlsx_journal.write(temporary, self._spec(asked), records, cleaning)
            made.sha256 = _sha256(temporary)

        write_whole(path, fill)
        notices = cleaning.notices() + _gone(len(ids) - made.rows)
        exported = Exported(path, made.rows, made.sha256, notices)
        self._remember(exported, asked)
        return exported

    def file_name(self, query: RegisterQuery, *, depersonalised: bool = True) -> str:
        """Propose a name for the file: journal, days, whether personal data are inside."""
        today = self._desk.now().date()
        days = query_words.period(query.date_from, query.date_to)
        if query.date_from is None and query.date_to is None:
            days = f"на {clock.show_date(today)}"
        inside = "" if depersonalised else ", с персональными данными"
        return f"{JOURNAL_TITLE} {days}{inside}.xlsx"

    def _spec(self, asked: "_Asked") -> SheetSpec:
        office = (self._settings.get(OFFICE_NAME), self._settings.get(OFFICE_DEPARTMENT))
        days = query_words.period(asked.query.date_from, asked.query.date_to)
        filters = query_words.conditions(
            asked.query, asked.names, depersonalised=asked.depersonalised
        )
        counted = text.counted(asked.count, "заявка", "заявки", "заявок")
        privacy = (
            "Без персональных данных: адреса указаны до дома"
            if asked.depersonalised
            else f"Содержит персональные данные. Основание: {asked.reason}"
        )
        return SheetSpec(
            JOURNAL_TITLE,
            (
                ", ".join(part for part in office if part),
                JOURNAL_TITLE,
                f"Период регистрации: {days}. Данные на {clock.show_moment(self._desk.now())}, "
                f"{counted}.",
                f"Отбор: {filters or 'все заявки'}.",
                f"{privacy}.",
            ),
            sheets.depersonalised(JOURNAL) if asked.depersonalised else JOURNAL,
        )

    def _records(
        self, ids: "array[int]", progress: Progress | None, cancelled: Stop | None
    ) -> Iterator[JournalRow]:
        """Yield the rows by short reads, so that others can save meanwhile."""
        for start in range(0, len(ids), _BLOCK):
            if cancelled and cancelled():
                raise Cancelled
            yield from queries.rows(self._desk.store, ids[start : start + _BLOCK])
            if progress:
                progress(min(start + _BLOCK, len(ids)), len(ids))
        if cancelled and cancelled():
            raise Cancelled

    def _remember(self, exported: Exported, asked: "_Asked") -> None:
        """Write the export down; a file with no entry in history must not stay."""
        facts: dict[str, Scalar] = {
            "journal": JOURNAL_TITLE,
            "file": exported.path.name,
            "rows": exported.rows,
            "personal": not asked.depersonalised,
            "period": query_words.period(asked.query.date_from, asked.query.date_to),
            "filter": query_words.conditions(asked.query, asked.names),
            "sha256": exported.sha256,
        }
        changes = tuple(FieldChange(name, None, value) for name, value in facts.items())
        try:
            with self._desk.action() as action:
                draft = HistoryDraft(
                    Operation.EXPORTED, Entity.EXPORT, action.number, changes, asked.reason
                )
                action.record(draft)
        except BaseException as error:
            with contextlib.suppress(OSError):
                exported.path.unlink()
            if isinstance(error, StorageError):
                safe = "файл убран: без записи в истории он не выдаётся"
                raise type(error)(error.cause, safe, error.remedy) from error
            raise


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, with the names behind the ids."""

    query: RegisterQuery
    names: FilterNames
    depersonalised: bool
    reason: str
    count: int


@dataclass(slots=True)
class _Made:
    rows: int = 0
    sha256: str = ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _gone(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    tickets = text.counted(count, "заявка", "заявки", "заявок")
    return (f"Пока шла выгрузка, из базы исчезло: {tickets}",)
