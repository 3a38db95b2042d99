"""One taker for each kind of file: it writes a whole file, or foretells what its rows become."""

from pathlib import Path
from typing import Protocol

from db.history import Action
from db.queries import import_tickets, office_phones
from desktop_app.core.addresses import ParsedAddress
from desktop_app.core.records.imports import ImportResult, MatchClass
from desktop_app.importers.table import Table
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.imports import (
    addresses,
    prepared_house,
    prepared_ticket,
    ticket_terms,
)
from desktop_app.services.imports.batch import Work, write_batch
from desktop_app.services.imports.houses_prepare import HousePreparer
from desktop_app.services.imports.houses_write import HouseWriter
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.prepared_house import PreparedHouse
from desktop_app.services.imports.preview import AsWillBe
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.spool import Spool
from desktop_app.services.imports.ticket_terms import TicketTerms
from desktop_app.services.imports.tickets_prepare import TicketPreparer
from desktop_app.services.imports.tickets_write import TicketWriter
from desktop_app.services.imports.topics import TopicMap
from desktop_app.services.reference import Reference


class Taker(Protocol):
    """What the service asks of each kind."""

    def take(self, work: Work, spool: Spool, backups: Path) -> ImportResult:
        """Write a recognised file as one batch."""

    def foretell(self, table: Table, columns: Columns, ledger: Ledger) -> AsWillBe:
        """Tell what the rows of a table that are understood become, and how they are known."""


def no_tick() -> None:
    """Count nothing: a preview is short."""


class HouseTaker:
    """Lists of houses."""

    def __init__(self, desk: Desk, search: HouseSearch) -> None:
        """Work at the desk with its index of houses."""
        self._desk, self._search = desk, search

    def take(self, work: Work, spool: Spool, backups: Path) -> ImportResult:
        """Write houses: new ones added, known ones brought up to date."""
        today = self._desk.now().date()
        preparer = HousePreparer(work.columns, work.ledger, spool, today)
        preparer.run(work.table, work.pace.tick)
        store = self._desk.store

        def write(action: Action, batch_id: int) -> int:
            writer = HouseWriter(store, action, batch_id, work.ledger, today)
            houses = (prepared_house.unpack(packed) for packed in spool)
            writer.run(preparer.chosen(houses), work.columns.title("company"), work.pace.tick)
            return writer.companies.added

        return write_batch(self._desk, work, backups, spool.count, write)

    def foretell(self, table: Table, columns: Columns, ledger: Ledger) -> AsWillBe:
        """Show each house in full, and how surely it is known."""
        parsed = {row.number: addresses.read(row, columns) for row in table.rows()}
        with Spool() as spool:
            preparer = HousePreparer(columns, ledger, spool, self._desk.now().date())
            preparer.run(table, no_tick)
            houses = list(preparer.chosen(prepared_house.unpack(packed) for packed in spool))
        return {house.row: self._foretold(house, parsed[house.row]) for house in houses}

    def _foretold(self, house: PreparedHouse, parsed: ParsedAddress) -> tuple[str, MatchClass]:
        verdict = self._search.match(parsed).verdict
        settlement = f"{house.settlement.type} {house.settlement.name}".strip()
        words = [f"{settlement}, {house.columns['address']}"]
        if house.columns["year"]:
            words.append(f"{house.columns['year']} г.")
        if house.columns["floors"]:
            words.append(f"этажей {house.columns['floors']}")
        words.append(house.company)
        return " · ".join(word for word in words if word), MatchClass(verdict.value)


class TicketTaker:
    """Journals of other offices."""

    def __init__(self, desk: Desk, search: HouseSearch, reference: Reference) -> None:
        """Work at the desk; kinds of work become topics of the office's list."""
        self._desk, self._search, self._reference = desk, search, reference

    def take(self, work: Work, spool: Spool, backups: Path) -> ImportResult:
        """Write tickets whose houses are found for sure."""
        preparer = self._preparer(work.columns, work.ledger)
        preparer.run(work.table, spool, work.pace.tick)
        store = self._desk.store

        def write(action: Action, batch_id: int) -> int:
            writer = TicketWriter(store, action, batch_id, work.ledger)
            tickets = (prepared_ticket.unpack(packed) for packed in spool)
            title = work.columns.title("company")
            writer.run(tickets, preparer.parents, title, work.pace.tick)
            return writer.companies.added

        return write_batch(self._desk, work, backups, spool.count, write)

    def foretell(self, table: Table, columns: Columns, ledger: Ledger) -> AsWillBe:
        """Show each ticket with its house in full and its topic."""
        parsed = {row.number: addresses.read(row, columns) for row in table.rows()}
        with Spool() as spool:
            self._preparer(columns, ledger).run(table, spool, no_tick)
            tickets = [prepared_ticket.unpack(packed) for packed in spool]
        store = self._desk.store
        houses = import_tickets.addresses(store, [ticket.building_id for ticket in tickets])
        found: AsWillBe = {}
        for ticket in tickets:
            topic = self._reference.topics_by_id[ticket.topic_id].title
            flat = f"кв. {ticket.premise}" if ticket.premise else ""
            term = "" if ticket.closed else ticket_terms.shown(ticket.due, ticket.basis)
            parts = (f"№ {ticket.number}", houses[ticket.building_id], flat, topic, term)
            verdict = self._search.match(parsed[ticket.row]).verdict
            words = " · ".join(part for part in parts if part)
            found[ticket.row] = (words, MatchClass(verdict.value))
        return found

    def _preparer(self, columns: Columns, ledger: Ledger) -> TicketPreparer:
        topic_map = TopicMap(self._reference)
        now = self._desk.now()
        code = office_phones.area_code(self._desk.store)
        terms = TicketTerms(self._reference, columns, ledger)
        return TicketPreparer(
            columns, ledger, self._search, topic_map, self._suggestions, now, code, terms
        )

    def _suggestions(self, building_ids: tuple[int, ...]) -> str:
        shown = building_ids[:3]
        found = import_tickets.addresses(self._desk.store, shown) if shown else {}
        return "; ".join(found[house] for house in shown if house in found)
