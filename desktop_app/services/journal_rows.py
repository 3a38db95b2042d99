"""What goes into a journal: ids of its lines, in order, and the lines block by block."""

import dataclasses
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from db.queries import journal as tickets
from db.queries import journal_lines as lines
from desktop_app.core.enums import TicketSource
from desktop_app.core.errors import Cancelled
from desktop_app.core.journal_layout import group_order
from desktop_app.core.records.journals import Journal
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.sheets import SheetColumn
from desktop_app.core.records.waste_journals import MissedLine
from desktop_app.core.waste_lateness import norm_of
from desktop_app.services.desk import Desk
from desktop_app.services.norms import Norms
from desktop_app.services.settings import Settings

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]

BLOCK = 200  # rows read at once: 15 ms here, under 100 ms on a machine four times slower
_MISSED = "waste"
_NARROWED = 5_000  # ids looked through at once: one column of each
_SOURCES = {
    "letters": (TicketSource.LETTER, TicketSource.HIGHER, TicketSource.MESSAGE),
    "reception": (TicketSource.VISIT,),
}


class TicketIds(Protocol):
    """The register, as far as an export needs it."""

    def parts(self, query: RegisterQuery) -> Iterable["array[int]"]:
        """Yield ids of all fitting tickets in the order asked for, piece by piece."""


class JournalRows:
    """Reads journals by short reads, so that others can save meanwhile."""

    def __init__(self, desk: Desk, register: TicketIds) -> None:
        """Work at the desk with the register's questions."""
        self._desk, self._register = desk, register
        self._norms = Norms(desk, Settings(desk))

    def ids(
        self, journal: Journal, query: RegisterQuery, cancelled: Stop | None = None
    ) -> "array[int]":
        """Return ids of the lines a question finds; journals not of tickets know only its days.

        Cancelled when `cancelled()` says yes between two reads.
        """
        if not lines.has(journal.key):
            found = self._found(query, cancelled)
            sources = _SOURCES.get(journal.key)
            return found if sources is None else self._of_sources(found, sources, cancelled)
        first, last = query.date_from, query.date_to
        if not journal.dated:
            first = last = None
        marked = self._marked(query, cancelled) if journal.by_tickets else None
        store = self._desk.store
        return lines.ids(store, journal.key, first, last, marked, lambda: _check(cancelled))

    def grouped(
        self,
        journal: Journal,
        ids: "array[int]",
        column: SheetColumn,
        progress: Progress | None = None,
        cancelled: Stop | None = None,
    ) -> "array[int]":
        """Return the ids with equal groups together; inside a group their order stays."""
        numbers: dict[str, int] = {}
        groups = array("q")
        kept = array("q")
        for start in range(0, len(ids), BLOCK):
            _check(cancelled)
            block = ids[start : start + BLOCK]
            for record in self.read(journal, block):
                title = group_order(column, record)
                groups.append(numbers.setdefault(title, len(numbers)))
                kept.append(record.id)
            if progress:
                progress(min(start + BLOCK, len(ids)), 2 * len(ids))
        order = {numbers[title]: place for place, title in enumerate(sorted(numbers))}
        places = sorted(range(len(kept)), key=lambda place: order[groups[place]])
        return array("q", (kept[place] for place in places))

    def records(
        self,
        journal: Journal,
        ids: "array[int]",
        progress: Progress | None = None,
        cancelled: Stop | None = None,
    ) -> Iterator[object]:
        """Yield the lines of ids; Cancelled when `cancelled()` says yes between two blocks."""
        for start in range(0, len(ids), BLOCK):
            _check(cancelled)
            yield from self.read(journal, ids[start : start + BLOCK])
            if progress:
                progress(min(start + BLOCK, len(ids)), len(ids))
        _check(cancelled)

    def read(self, journal: Journal, ids: "array[int]") -> Sequence[tickets.Numbered]:
        """Return one block of lines; ids that are gone are left out."""
        if lines.has(journal.key):
            found = lines.rows(self._desk.store, journal.key, ids)
            return self._with_norm(found) if journal.key == _MISSED else found
        return tickets.rows(self._desk.store, ids)

    def _with_norm(self, found: Sequence[tickets.Numbered]) -> Sequence[tickets.Numbered]:
        norm = norm_of(self._norms.book)
        return [
            dataclasses.replace(one, norm=norm) if isinstance(one, MissedLine) else one
            for one in found
        ]

    def _found(self, query: RegisterQuery, cancelled: Stop | None) -> "array[int]":
        found = array("q")
        for part in self._register.parts(query):
            _check(cancelled)
            found.extend(part)
        return found

    def _of_sources(
        self, found: "array[int]", sources: tuple[TicketSource, ...], cancelled: Stop | None
    ) -> "array[int]":
        kept = array("q")
        for start in range(0, len(found), _NARROWED):
            _check(cancelled)
            block = found[start : start + _NARROWED]
            kept.extend(tickets.of_sources(self._desk.store, block, sources))
        return kept

    def _marked(self, query: RegisterQuery, cancelled: Stop | None) -> bytearray | None:
        """Return a mark for every ticket the conditions but the days find; None: no conditions."""
        plain = RegisterQuery(
            date_from=query.date_from,
            date_to=query.date_to,
            sort=query.sort,
            descending=query.descending,
        )
        if query == plain:
            return None
        found = self._found(_without_days(query), cancelled)
        marked = bytearray(max(found, default=0) + 1)
        for ticket in found:
            marked[ticket] = 1
        return marked


def _without_days(query: RegisterQuery) -> RegisterQuery:
    return dataclasses.replace(query, date_from=None, date_to=None)


def _check(cancelled: Stop | None) -> None:
    if cancelled and cancelled():
        raise Cancelled
