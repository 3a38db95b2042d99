"""What goes into a form: values of the office and the period, rows of the journals, tallies."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from desktop_app.core import query_words
from desktop_app.core.form_fields import (
    NUMBER,
    TALLIES,
    TALLY_FIELDS,
    Tally,
    columns_of,
    journal_of,
)
from desktop_app.core.journal_books import TICKETS
from desktop_app.core.records.forms import FormData, FormNeeds
from desktop_app.core.records.journal import JournalRow
from desktop_app.core.records.journals import Journal
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.sheets import Cell, SheetColumn
from desktop_app.core.settings import OFFICE_DEPARTMENT, OFFICE_NAME
from desktop_app.core.text import fold
from desktop_app.services.clerks import Clerks
from desktop_app.services.desk import Desk
from desktop_app.services.journal_rows import JournalRows, Progress, Stop
from desktop_app.services.settings import Settings

Row = Mapping[str, Cell]
_NAMES: Mapping[str, Callable[[JournalRow], str]] = {
    "темы": lambda row: row.topic,
    "услуги": lambda row: row.service.title_ru,
    "исполнители": lambda row: row.organization or "не назначен",
    "дома": lambda row: row.house or "дома нет в справочнике",
}


class FormReader:
    """Gathers what a template needs, and nothing more."""

    def __init__(self, desk: Desk, rows: JournalRows, settings: Settings, clerks: Clerks) -> None:
        """Work at the desk with the journals."""
        self._desk, self._rows = desk, rows
        self._settings, self._clerks = settings, clerks

    def gather(
        self,
        needs: FormNeeds,
        query: RegisterQuery,
        *,
        public: bool,
        check_rows: Callable[[int], None],
        progress: Progress | None = None,
        cancelled: Stop | None = None,
    ) -> FormData:
        """Return the data of inclusive days; `public`: without personal data.

        `check_rows` refuses too many before they are read; Cancelled when `cancelled()` says yes.
        """
        sections: dict[str, list[Row]] = {}
        for name, fields in needs.sections.items():
            journal = journal_of(name)
            if journal is not None:
                ids = self._rows.ids(journal, query, cancelled)
                check_rows(len(ids))
                records = self._rows.records(journal, ids, progress, cancelled)
                sections[name] = _rows(records, journal, fields, public=public)
        values = self._values(query)
        tallied = {fold(field.name) for field in TALLY_FIELDS} & needs.fields
        wanted = [name for name in needs.sections if journal_of(name) is None]
        if tallied or wanted:
            whole, parts = self._tallies(query, wanted, progress, cancelled)
            values |= whole.values()
            sections |= parts
        return FormData(values, sections)

    def personal(self, needs: FormNeeds) -> list[str]:
        """Return the names of fields of persons a template uses, in the order of their journals."""
        found = []
        for name, fields in needs.sections.items():
            journal = journal_of(name)
            known = columns_of(journal) if journal else {}
            found += [c.title for key, c in known.items() if key in fields and c.is_personal]
        return list(dict.fromkeys(found))

    def _values(self, query: RegisterQuery) -> dict[str, Cell]:
        now, clerk = self._desk.now(), self._clerks.current()
        return {
            "учреждение": self._settings.get(OFFICE_NAME),
            "отдел": self._settings.get(OFFICE_DEPARTMENT),
            "дата": now.date(),
            "дата и время": now,
            "период": query_words.period(query.date_from, query.date_to),
            "с": query.date_from,
            "по": query.date_to,
            "составил": clerk.name if clerk else "",
            "должность": clerk.post if clerk else "",
        }

    def _tallies(
        self,
        query: RegisterQuery,
        wanted: Iterable[str],
        progress: Progress | None,
        cancelled: Stop | None,
    ) -> tuple[Tally, dict[str, list[Row]]]:
        """Return the counts of all tickets of the period, and of those under each name."""
        now, whole = self._desk.now(), Tally()
        parts: dict[str, dict[str, Tally]] = {name: {} for name in wanted}
        ids = self._rows.ids(TICKETS, query, cancelled)
        for record in self._rows.records(TICKETS, ids, progress, cancelled):
            if not isinstance(record, JournalRow):
                continue
            overdue = _overdue(record, now)
            whole.add(record, overdue=overdue)
            for name, tallies in parts.items():
                title = _NAMES[name](record)
                tallies.setdefault(title, Tally(title)).add(record, overdue=overdue)
        return whole, {name: _tally_rows(name, found.values()) for name, found in parts.items()}


def _overdue(row: JournalRow, now: dt.datetime) -> bool:
    runs = row.status.runs_clock and row.deadline_at is not None
    return runs and row.deadline_at is not None and row.deadline_at < now


def _tally_rows(section: str, tallies: Iterable[Tally]) -> list[Row]:
    """Return the tallies, the biggest first."""
    ordered = sorted(tallies, key=lambda tally: (-tally.received, fold(tally.name)))
    title = fold(TALLIES[section][0])
    return [
        {fold(NUMBER): place, title: tally.name, **tally.values()}
        for place, tally in enumerate(ordered, 1)
    ]


def _rows(
    records: Iterable[object], journal: Journal, fields: frozenset[str], *, public: bool
) -> list[Row]:
    readers = {
        key: _reader(column, public=public)
        for key, column in columns_of(journal).items()
        if key in fields
    }
    number = fold(NUMBER)
    return [
        {number: place, **{key: read(record) for key, read in readers.items()}}
        for place, record in enumerate(records, 1)
    ]


def _reader(column: SheetColumn, *, public: bool) -> Callable[[object], Cell]:
    if public and column.is_personal:
        return column.public or (lambda _record: None)
    return column.read
