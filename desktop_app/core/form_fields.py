"""What a form of a higher body may ask for, under Russian names: fields and repeated sections.

Sections are the journals with their own columns, and tallies of tickets by topic, service, executor
and house.
"""

from dataclasses import dataclass

from desktop_app.core.enums import TicketStatus
from desktop_app.core.journal_books import JOURNALS
from desktop_app.core.records.forms import Catalogue, FieldInfo, SectionInfo
from desktop_app.core.records.journal import JournalRow
from desktop_app.core.records.journals import Journal
from desktop_app.core.records.sheets import SheetColumn
from desktop_app.core.text import fold

NUMBER = "№ п/п"
OFFICE_FIELDS = (
    FieldInfo("учреждение", "как названо в настройках"),
    FieldInfo("отдел", "как назван в настройках"),
    FieldInfo("дата", "сегодня"),
    FieldInfo("дата и время", "когда составлено"),
    FieldInfo("период", "«с 01.11.2026 по 30.11.2026», «за 22.11.2026»: предлог в нём"),
    FieldInfo("с", "первый день периода"),
    FieldInfo("по", "последний день периода"),
    FieldInfo("составил", "кто за столом"),
    FieldInfo("должность", "кто за столом"),
)
TALLY_FIELDS = (
    FieldInfo("поступило", "зарегистрировано за период"),
    FieldInfo("повторных", "из поступивших"),
    FieldInfo("закрыто", "из поступивших закрыто к этой минуте"),
    FieldInfo("отменено", "из поступивших"),
    FieldInfo("открыто", "из поступивших ещё открыто"),
    FieldInfo("просрочено", "из открытых срок вышел"),
    FieldInfo("с опозданием", "срок был нарушен хотя бы раз"),
)
TALLIES = {
    "темы": ("тема", "поступившее по темам"),
    "услуги": ("услуга", "поступившее по услугам"),
    "исполнители": ("исполнитель", "поступившее по исполнителям"),
    "дома": ("адрес", "поступившее по домам, где больше, те выше"),
}
JOURNAL_SECTIONS = {
    "обращения": "tickets",
    "письма": "letters",
    "личный приём": "reception",
    "передачи": "handovers",
    "обзвон": "calls",
    "выезды": "visits",
    "отключения": "outages",
    "срывы вывоза": "waste",
    "площадки": "sites",
    "приборы": "instruments",
}
_BOOKS = {journal.key: journal for journal in JOURNALS}


@dataclass(slots=True)
class Tally:
    """Counts of tickets under one name."""

    name: str = ""
    received: int = 0
    repeated: int = 0
    closed: int = 0
    cancelled: int = 0
    open: int = 0
    overdue: int = 0
    late: int = 0

    def add(self, row: JournalRow, *, overdue: bool) -> None:
        """Count a ticket."""
        self.received += 1
        self.repeated += row.is_repeat
        self.closed += row.status is TicketStatus.CLOSED
        self.cancelled += row.status is TicketStatus.CANCELLED
        self.open += row.status.is_open
        self.overdue += overdue
        self.late += bool(row.late_minutes and row.late_minutes > 0)

    def values(self) -> dict[str, int]:
        """Return the counts by the names of fields."""
        counts = (
            self.received,
            self.repeated,
            self.closed,
            self.cancelled,
            self.open,
            self.overdue,
            self.late,
        )
        return {fold(f.name): count for f, count in zip(TALLY_FIELDS, counts, strict=True)}


def catalogue() -> Catalogue:
    """Return all names a template may use."""
    sections = [_of_journal(name, _BOOKS[key]) for name, key in JOURNAL_SECTIONS.items()]
    for name, (title, about) in TALLIES.items():
        fields = (FieldInfo(NUMBER), FieldInfo(title), *TALLY_FIELDS)
        sections.append(SectionInfo(name, about, fields))
    return Catalogue((*OFFICE_FIELDS, *TALLY_FIELDS), tuple(sections))


def journal_of(section: str) -> Journal | None:
    """Return the journal behind a section by its folded name, None for a tally."""
    keys = {fold(name): key for name, key in JOURNAL_SECTIONS.items()}
    return _BOOKS[keys[section]] if section in keys else None


def columns_of(journal: Journal) -> dict[str, SheetColumn]:
    """Return the columns of a journal by the folded names of their fields."""
    return {fold(_name(column)): column for column in journal.columns}


def _of_journal(name: str, journal: Journal) -> SectionInfo:
    fields = tuple(
        FieldInfo(_name(column), is_personal=column.is_personal) for column in journal.columns
    )
    return SectionInfo(name, journal.title, (FieldInfo(NUMBER), *fields))


def _name(column: SheetColumn) -> str:
    """Return the heading as a word inside a sentence: «Адрес» → «адрес», «ФИО» stays."""
    title = column.title
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
