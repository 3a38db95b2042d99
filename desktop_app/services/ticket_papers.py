"""Cards of tickets on paper: shown, printed, written to a file, each time kept in history."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.core import fingerprints
from desktop_app.core.errors import NotAllowed
from desktop_app.core.file_names import file_name
from desktop_app.core.records.history import Scalar
from desktop_app.core.records.journal import Exported
from desktop_app.core.records.ticket_papers import TicketPaper
from desktop_app.services.clerks import Clerks
from desktop_app.services.desk import Desk
from desktop_app.services.outgoing import remember, remember_printed
from desktop_app.services.settings import Settings
from desktop_app.services.tickets import Tickets

MOST = 200  # cards in one file
_TITLE = "Карточка обращения"
_REASON = "служебное: карточка обращения на бумаге"


class TicketPapers:
    """Use cases of printed cards; they carry personal data, so history keeps who took which."""

    def __init__(self, desk: Desk, tickets: Tickets, settings: Settings, clerks: Clerks) -> None:
        """Work at the desk with the office's name and who is sitting there."""
        self._desk, self._tickets = desk, tickets
        self._settings, self._clerks = settings, clerks

    def make(self, ticket_ids: Sequence[int]) -> bytes:
        """Return the cards in one PDF; NotFound when one is gone, NotAllowed for too many."""
        _check_count(ticket_ids)
        return self._pdf(ticket_ids)

    def make_each(self, ticket_ids: Sequence[int]) -> list[bytes]:
        """Return every card as a PDF of its own, so that each may be printed by itself."""
        _check_count(ticket_ids)
        return [self._pdf([ticket_id]) for ticket_id in ticket_ids]

    def file_name(self, ticket_ids: Sequence[int]) -> str:
        """Propose a name for the file of cards."""
        if len(ticket_ids) > 1:
            return file_name(f"Карточки обращений, {len(ticket_ids)}", ".pdf")
        number = self._tickets.card(ticket_ids[0]).row.number
        return file_name(f"{_TITLE} {number}", ".pdf")

    def write(self, ticket_ids: Sequence[int], path: Path) -> Exported:
        """Write the cards whole or not at all and keep it in history."""
        from desktop_app.reports.atomic_file import write_whole

        write_whole(path, self.make(ticket_ids))
        written = Exported(path, len(ticket_ids), fingerprints.of_file(path))
        remember(self._desk, written, self._facts(ticket_ids), _REASON)
        return written

    def printed(self, ticket_ids: Sequence[int]) -> None:
        """Keep in history that the cards went to a printer."""
        remember_printed(self._desk, self._facts(ticket_ids), _REASON)

    def _pdf(self, ticket_ids: Sequence[int]) -> bytes:
        # Imported here: a paper library must not slow the start of the program.
        from desktop_app.reports import pdf_ticket

        return pdf_ticket.render([self._paper(ticket_id) for ticket_id in ticket_ids]).pdf

    def _facts(self, ticket_ids: Sequence[int]) -> dict[str, Scalar]:
        numbers = (self._tickets.card(ticket_id).row.number for ticket_id in ticket_ids)
        return {
            "journal": _TITLE,
            "rows": len(ticket_ids),
            "personal": True,
            "tickets": ", ".join(numbers),
        }

    def _paper(self, ticket_id: int) -> TicketPaper:
        clerk = self._clerks.current()
        return TicketPaper(
            office=self._settings.letterhead(),
            card=self._tickets.card(ticket_id),
            made_at=self._desk.now(),
            author=clerk.name if clerk else "",
            author_post=clerk.post if clerk else "",
        )


def _check_count(ticket_ids: Sequence[int]) -> None:
    if len(ticket_ids) > MOST:
        raise NotAllowed(
            f"За раз печатается до {MOST} карточек",
            "ничего не напечатано",
            "выберите меньше обращений или выгрузите журнал",
        )
