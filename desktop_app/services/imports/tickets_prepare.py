"""Lines of another office's journal, read and judged before the database is written."""

import datetime as dt
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Final, Protocol

from db.address_index import Match
from desktop_app.core import clock, flats
from desktop_app.core.addresses import ParsedAddress
from desktop_app.core.phones import search_digits
from desktop_app.core.text import fold
from desktop_app.importers.table import SourceRow, Table
from desktop_app.services.imports import addresses, values
from desktop_app.services.imports.houses_prepare import SHIFTED
from desktop_app.services.imports.ledger import Ledger, surplus_reason
from desktop_app.services.imports.prepared_ticket import PreparedTicket
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.spool import Spool
from desktop_app.services.imports.ticket_terms import TicketTerms
from desktop_app.services.imports.topics import TopicMap

NO_NUMBER: Final = "не указан номер"
SAME_NUMBER: Final = "номер повторяется в файле"
NO_DATE: Final = "не указана дата регистрации"
BAD_DATE: Final = "дата не понята"
FUTURE: Final = "дата регистрации ещё не наступила"
BACKWARDS: Final = "закрыто раньше, чем зарегистрировано"
TOO_LONG: Final = "слишком длинное значение"

_LONGEST: Final = {
    "number": 100, "premise": 50, "applicant": 300, "phone": 100, "details": 50_000,
    "answer": 50_000,
}  # fmt: skip
_EARLIEST: Final = dt.datetime(1990, 1, 1)
_REMEMBERED: Final = 5_000

Tick = Callable[[], None]
Suggest = Callable[[tuple[int, ...]], str]


class HouseMatcher(Protocol):
    """Says which house of the book a written address is."""

    def match(self, parsed: ParsedAddress) -> Match:
        """Return the house, or why none may be taken for sure."""


class _Unfit(Exception):
    """A row that is not taken: the kind of reason and its full words."""

    def __init__(self, kind: str, words: str = "") -> None:
        super().__init__(kind)
        self.kind, self.words = kind, words or kind


class TicketPreparer:
    """Reads all rows once and finds their houses; only sure ones are taken."""

    def __init__(
        self,
        columns: Columns,
        ledger: Ledger,
        houses: HouseMatcher,
        topics: TopicMap,
        suggest: Suggest,
        now: dt.datetime,
        area_code: str,
        terms: TicketTerms,
    ) -> None:
        """Prepare rows of a recognised file; `suggest` words houses a person may choose from.

        Local phones get the office's `area_code` in their search form.
        """
        self._columns, self._ledger, self._houses = columns, ledger, houses
        self._topics, self._suggest, self._now = topics, suggest, now
        self._area_code, self._terms = area_code, terms
        self._numbers: dict[int, int] = {}
        self._matches: OrderedDict[str, tuple[ParsedAddress, Match]] = OrderedDict()
        self.parents: set[str] = set()
        self._unknown_labels: Counter[str] = Counter()

    def run(self, table: Table, spool: Spool, tick: Tick) -> None:
        """Read the table into a spool; `tick` is called after each row and may stop the work."""
        for row in table.rows():
            self._ledger.read += 1
            try:
                spool.put(self._prepared(row).packed())
            except _Unfit as reason:
                self._ledger.reject(row, reason.words, reason.kind)
            tick()
        if self._unknown_labels:
            labels = ", ".join(
                f"«{label}» ({n})" for label, n in self._unknown_labels.most_common()
            )
            self._ledger.notices.append(f"Виды работ без нашей темы записаны в «Прочее»: {labels}")
        if notice := self._terms.notice():
            self._ledger.notices.append(notice)

    def _prepared(self, row: SourceRow) -> PreparedTicket:
        shifted = surplus_reason(row)
        if shifted:
            raise _Unfit(SHIFTED, shifted)
        number = self._number(row)
        registered, closed = self._times(row)
        building_id, premise = self._place(row)
        label, phone = self._field(row, "label"), self._field(row, "phone")
        topic_id, details = self._matter(row, label)
        is_emergency = _is_emergency(self._field(row, "criticality"))
        due, basis = self._terms.of(
            row, topic_id, registered, is_open=closed is None, is_emergency=is_emergency
        )
        ticket = PreparedTicket(
            row=row.number,
            number=number,
            registered=clock.stamp(registered),
            closed=clock.stamp(closed) if closed else "",
            building_id=building_id,
            premise=premise,
            applicant=self._field(row, "applicant"),
            phone=phone,
            phone_digits=search_digits(phone, self._area_code),
            topic_id=topic_id,
            details=details,
            company=self._field(row, "company") or self._field(row, "executor"),
            is_emergency=is_emergency,
            answer=self._body(row, "answer"),
            note=self._note(row, label),
            file_id=self._field(row, "file_id"),
            parent_id=self._field(row, "parent_id"),
            due=due,
            basis=basis,
        )
        _demand_lengths(ticket)
        if ticket.parent_id and ticket.parent_id != ticket.file_id:
            self.parents.add(ticket.parent_id)
        return ticket

    def _matter(self, row: SourceRow, label: str) -> tuple[int, str]:
        """Return the topic and the text; a kind of work that is no topic stands before the text."""
        topic, details = self._topics.find(label), self._body(row, "details")
        if topic is None and label:
            self._unknown_labels[label] += 1
        if topic is None or not details:
            details = f"{label}: {details}" if label and details else details or label
        return topic or self._topics.fallback, details

    def _number(self, row: SourceRow) -> str:
        number = self._field(row, "number")
        if not number:
            raise _Unfit(NO_NUMBER)
        first = self._numbers.setdefault(hash(number), row.number)
        if first != row.number:
            raise _Unfit(SAME_NUMBER, f"номер «{number}» уже был в строке {first}")
        return number

    def _times(self, row: SourceRow) -> tuple[dt.datetime, dt.datetime | None]:
        cell = self._columns.cell(row, "registered")
        found = values.moment(cell)
        if found.value is None:
            raise _Unfit(NO_DATE if found.is_clear else BAD_DATE, _date_words(found.is_clear, cell))
        if found.value > self._now:
            raise _Unfit(FUTURE, f"{FUTURE}: {cell.strip()}")
        if found.value < _EARLIEST:
            raise _Unfit(BAD_DATE, f"{BAD_DATE}: {cell.strip()}")
        return found.value, self._closed(row, found.value)

    def _closed(self, row: SourceRow, registered: dt.datetime) -> dt.datetime | None:
        """Return when the work ended; an end that has not come yet leaves the ticket open."""
        cell = self._columns.cell(row, "closed")
        found = values.moment(cell)
        if not found.is_clear:
            raise _Unfit(BAD_DATE, f"{BAD_DATE}: {cell.strip()[:100]}")
        closed = found.value
        if closed is None:
            return None
        if closed < registered:
            # A bare day is its midnight: closed on the day it was registered is not backwards.
            if closed.date() != registered.date() or closed.time() != dt.time():
                raise _Unfit(BACKWARDS)
            closed = registered
        if closed > self._now:
            title = self._columns.title("closed")
            words = "день ещё не наступил: обращение взято открытым"
            self._ledger.remark(row.number, title, cell.strip(), words)
            return None
        return closed

    def _place(self, row: SourceRow) -> tuple[int, str]:
        """Return the house and the flat of a row."""
        text = addresses.written(row, self._columns)
        if not text:
            raise _Unfit(addresses.NO_ADDRESS)
        around = self._field(row, "settlement")
        parsed, match = self._match(f"{around}|{text}", row)
        if match.building_id is None or not match.verdict.trusted:
            offered = self._suggest(match.suggestions)
            reason = match.reason or "дом не найден"
            raise _Unfit(reason, f"{reason}; похожие: {offered}" if offered else reason)
        return match.building_id, flats.plain(self._field(row, "premise") or parsed.premise)

    def _match(self, key: str, row: SourceRow) -> tuple[ParsedAddress, Match]:
        known = self._matches.get(key)
        if known is None:
            parsed = addresses.read(row, self._columns)
            known = self._matches[key] = (parsed, self._houses.match(parsed))
            if len(self._matches) > _REMEMBERED:
                self._matches.popitem(last=False)
        return known

    def _field(self, row: SourceRow, name: str) -> str:
        return values.text(self._columns.cell(row, name))

    def _body(self, row: SourceRow, name: str) -> str:
        """Return text with its line breaks; «нет» may well be what a person said."""
        return self._columns.cell(row, name).strip()

    def _note(self, row: SourceRow, label: str) -> str:
        """Return what the old journal said beyond our fields, for the office only."""
        company, executor = self._field(row, "company"), self._field(row, "executor")
        parts = [
            f"вид работ «{label}»" if label else "",
            f"исполнитель «{executor}»" if executor and executor != company else "",
            f"район «{place}»" if (place := self._field(row, "place")) else "",
        ]
        told = ", ".join(part for part in parts if part)
        return f"Прежний журнал: {told}" if told else ""


def _date_words(is_clear: bool, cell: str) -> str:
    return NO_DATE if is_clear else f"{BAD_DATE}: {cell.strip()[:100]}"


def _is_emergency(cell: str) -> bool:
    return fold(cell).startswith("авар") or bool(values.yes_no(cell).value)


def _demand_lengths(ticket: PreparedTicket) -> None:
    for name, most in _LONGEST.items():
        if len(getattr(ticket, name)) > most:
            raise _Unfit(TOO_LONG, f"{TOO_LONG}: больше {most} знаков")
