"""One box over numbers, addresses, names, phones and texts."""

from db.queries import ticket_search
from desktop_app.core.records.search import Found
from desktop_app.core.records.tickets import TicketRow
from desktop_app.services.desk import Desk
from desktop_app.services.register import Register


class Search:
    """Search while typing."""

    def __init__(self, desk: Desk, register: Register) -> None:
        """Work at the desk; found tickets are worded as in the register."""
        self._desk, self._register = desk, register

    def find(self, text: str, limit: int = 20) -> list[Found]:
        """Return the best places first; ё=е, any case and order, phone ends, word forms."""
        return ticket_search.find(self._desk.store, text, limit)

    def tickets(self, text: str, limit: int = 20) -> list[TicketRow]:
        """Return the found tickets as register rows, the best first."""
        return self._register.page([found.ticket_id for found in self.find(text, limit)])
