"""Prepared tickets into the register: new ones by blocks, known ones only while untouched."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from db.connection import Store, Value
from db.history import Action
from db.queries import import_tickets as queries
from db.queries.import_tickets import KnownTicket
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock
from desktop_app.core.deadlines import OF_SECTION
from desktop_app.core.enums import Operation, OrganizationKind
from desktop_app.services.imports import companies
from desktop_app.services.imports.companies import Companies
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.prepared_ticket import PreparedTicket
from desktop_app.services.imports.ticket_terms import TOLD
from desktop_app.services.ticket_status import drop_section_term

BLOCK: Final = 500
NUMBER_TAKEN: Final = "номер уже занят другим обращением"

Tick = Callable[[], None]


class TicketWriter:
    """Writes tickets inside one action."""

    def __init__(self, store: Store, action: Action, batch_id: int, ledger: Ledger) -> None:
        """Read what the book has of organisations."""
        self._store, self._action, self._batch_id, self._ledger = store, action, batch_id, ledger
        self.companies = Companies(store, batch_id, OrganizationKind.OTHER)
        self._company_title = ""
        self._by_file_id: dict[str, int] = {}
        self._children: list[tuple[int, str]] = []

    def run(
        self,
        tickets: Iterator[PreparedTicket],
        parents: set[str],
        company_title: str,
        tick: Tick,
    ) -> None:
        """Write all tickets; `parents` are ids of the old journal that others name."""
        self._company_title = company_title
        while block := list(islice(tickets, BLOCK)):
            self._write(block, parents)
            for _ in block:
                tick()
        self._link()

    def _write(self, block: list[PreparedTicket], parents: set[str]) -> None:
        served = {ticket.row: self._company(ticket) for ticket in block}
        names = [*block[0].facts(None), *block[0].term()]
        known = queries.known_tickets(self._store, [t.number for t in block], names)
        touched = queries.touched(self._store, [ticket.id for ticket in known.values()])
        new = []
        for ticket in block:
            old = known.get(ticket.number)
            if old is None:
                new.append(ticket)
            elif not old.is_imported or old.registered_at != ticket.registered:
                words = f"{NUMBER_TAKEN}: {ticket.number} от {_shown(old.registered_at)}"
                self._ledger.reject_later(ticket.row, words, NUMBER_TAKEN)
            else:
                self._remember(ticket, old.id, parents)
                self._follow(ticket, old, served[ticket.row], is_touched=old.id in touched)
        if new:
            self._add(new, served, parents)

    def _add(
        self, new: list[PreparedTicket], served: dict[int, int | None], parents: set[str]
    ) -> None:
        rows = [ticket.columns(served[ticket.row], self._batch_id) for ticket in new]
        ids = queries.insert_tickets(self._store, rows)
        cycles: list[dict[str, Value]] = []
        for ticket in new:
            ticket_id = ids[ticket.number]
            begin: dict[str, Value] = {"ticket_id": ticket_id, "opened_at": ticket.registered}
            late = {"late_minutes": ticket.late_minutes(ticket.due)}
            cycles.append({**begin, **ticket.cycle(), **ticket.term(), **late})
            self._remember(ticket, ticket_id, parents)
            self._ledger.add(ticket.row)
            if ticket.parent_id and ticket.parent_id != ticket.file_id:
                self._children.append((ticket_id, ticket.parent_id))
        queries.insert_cycles(self._store, cycles)

    def _follow(
        self, ticket: PreparedTicket, old: KnownTicket, company: int | None, *, is_touched: bool
    ) -> None:
        """Bring a ticket up to date, unless somebody of the office has worked on it."""
        wanted: dict[str, Any] = {**ticket.facts(company), **self._new_term(ticket, old)}
        changed = {name: value for name, value in wanted.items() if value != old.columns[name]}
        if is_touched or not changed:
            self._ledger.keep(ticket.row)
            return
        edit = TicketEdit(self._store, self._action, old.id)
        edit.set(**changed)
        # A term of the section alone is no measure: lateness by it would be guessed.
        of_section = str(edit["deadline_basis"]).startswith(OF_SECTION)
        due = "" if of_section else edit["deadline_at"] or ""
        cycle, late = edit.cycle(), ticket.late_minutes(due)
        lateness = {} if late is None else {"late_minutes": late}
        term = self._new_term(ticket, old)
        edit.change("cycle", cycle["id"], **ticket.cycle(), **term, **lateness)
        if of_section and ticket.closed:
            drop_section_term(edit)
        edit.save(Operation.IMPORTED, note=f"строка {ticket.row}")
        self._ledger.update(ticket.row)

    def _new_term(self, ticket: PreparedTicket, old: KnownTicket) -> dict[str, Value]:
        """Return the columns of a term that is to be taken: one the journal says, or the first.

        A term counted here stays, whatever the rules are by now: it was counted by. One counted by
        the section gives way to that of a topic.
        """
        of_section = str(old.columns["deadline_basis"]).startswith(OF_SECTION)
        is_better = of_section and not ticket.basis.startswith(OF_SECTION)
        is_first = bool(ticket.due) and (old.columns["deadline_at"] is None or is_better)
        return ticket.term() if is_first or ticket.basis == TOLD else {}

    def _company(self, ticket: PreparedTicket) -> int | None:
        if not ticket.company:
            return None
        found = self.companies.find(ticket.company)
        if found is None:
            self._ledger.remark(ticket.row, self._company_title, ticket.company, companies.SEVERAL)
        return found

    def _remember(self, ticket: PreparedTicket, ticket_id: int, parents: set[str]) -> None:
        if ticket.file_id in parents:
            self._by_file_id[ticket.file_id] = ticket_id

    def _link(self) -> None:
        pairs = [
            (ticket_id, self._by_file_id[parent])
            for ticket_id, parent in self._children
            if self._by_file_id.get(parent, ticket_id) != ticket_id
        ]
        queries.insert_links(self._store, pairs, clock.stamp(self._action.at))


def _shown(stamp: str) -> str:
    return clock.show_moment(clock.unstamp(stamp))
