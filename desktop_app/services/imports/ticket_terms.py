"""Terms of a stranger's tickets: as their journal says, else for open ones by the topic's rule."""

import datetime as dt
from typing import Final

from desktop_app.core import clock, deadlines
from desktop_app.core.records.reference import Deadline
from desktop_app.core.text import counted
from desktop_app.core.years import WRONG_YEAR, is_far_ahead
from desktop_app.importers.table import SourceRow
from desktop_app.services.imports import values
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.reference import Reference

TOLD: Final = "срок из загруженного журнала"
# ПП 354, п. 108: the cause alone may be looked for so long; half an hour (ПП 416, п. 13) is given
# to an accident, which the line has to name.
_LEAST: Final = dt.timedelta(hours=2)
_FIELD: Final = "deadline"
_NO_DATE: Final = "срок не понят"
_EARLY: Final = "срок раньше регистрации"
# ГК РФ ст. 194: a term in days ends at the 24th hour of its last day.
_END_OF_DAY: Final = dt.time(23, 59)


class TicketTerms:
    """Counts terms from the moment of registration, and how many were so counted."""

    def __init__(self, reference: Reference, columns: Columns, ledger: Ledger) -> None:
        """Take the office's rules; doubts about cells go to the ledger."""
        self._reference, self._columns, self._ledger = reference, columns, ledger
        self._counted = 0

    def of(
        self,
        row: SourceRow,
        topic_id: int,
        registered: dt.datetime,
        *,
        is_open: bool,
        is_emergency: bool = False,
    ) -> tuple[str, str]:
        """Return the stored moment and its basis; both empty where there is no term.

        A line that names only a section is held to the shortest term of its topics: any longer one
        would be shown as in time where the law has been broken. Its basis asks for the topic.
        A closed line without a term of its own gets none: lateness by our rules would be guessed.
        """
        told = self._told(row, registered)
        if told is not None:
            return clock.stamp(told), TOLD
        if not is_open:
            return "", ""
        term = self._reference.deadline(topic_id, registered)
        shortest = term or self._shortest(topic_id, registered, is_emergency=is_emergency)
        if shortest is None:
            return "", ""
        self._counted += 1
        basis = deadlines.hint(shortest)
        return clock.stamp(shortest.due), basis if term else f"{deadlines.OF_SECTION}: {basis}"

    def notice(self) -> str:
        """Return the sentence about the file: how many terms were counted here, "" for none."""
        if not self._counted:
            return ""
        many = counted(self._counted, "обращения", "обращений", "обращений")
        return (
            f"Срок {many} без срока в файле посчитан от регистрации по теме; где известен только "
            "раздел, взят самый короткий срок его тем: уточните тему, и срок пересчитается"
        )

    def _shortest(
        self, topic_id: int, registered: dt.datetime, *, is_emergency: bool
    ) -> Deadline | None:
        """Return the shortest term of a group's topics, those the law sets before the office's."""
        group = self._reference.topics_by_id[topic_id]
        terms = [
            self._reference.deadline(topic.id, registered)
            for topic in self._reference.topics
            if topic.parent_code == group.code and topic.is_active and not topic.is_billing
        ]
        least = registered if is_emergency else registered + _LEAST
        fitting = [term for term in terms if term is not None and term.due >= least]
        lawful = [term for term in fitting if not term.is_proposal]
        return min(lawful or fitting, key=lambda term: term.due, default=None)

    def _told(self, row: SourceRow, registered: dt.datetime) -> dt.datetime | None:
        cell = self._columns.cell(row, _FIELD)
        found = values.moment(cell)
        if found.value is None:
            if not found.is_clear:
                self._doubt(row, cell, _NO_DATE)
            return None
        due = found.value
        if due.time() == dt.time():
            due = dt.datetime.combine(due.date(), _END_OF_DAY)
        if due < registered:
            self._doubt(row, cell, _EARLY)
            return None
        if is_far_ahead(due, registered):
            self._doubt(row, cell, WRONG_YEAR)
            return None
        return due

    def _doubt(self, row: SourceRow, cell: str, words: str) -> None:
        title = self._columns.title(_FIELD)
        self._ledger.remark(row.number, title, cell.strip()[:100], f"{words}: не взят")


def shown(due: str, basis: str) -> str:
    """Return how an open ticket's term stands in the preview."""
    if not due:
        return "открыто, без срока: у темы его нет"
    whence = "по разделу, уточните тему" if basis.startswith(deadlines.OF_SECTION) else "по теме"
    if basis == TOLD:
        whence = "из файла"
    return f"открыто, срок {clock.show_moment(clock.unstamp(due))} {whence}"
