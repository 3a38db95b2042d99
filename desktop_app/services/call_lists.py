"""The queue of calls on paper: shown, printed, written to a file, each time kept in history."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries import call_list as queries
from desktop_app.core import clock
from desktop_app.core.call_list_columns import CALL_LIST_TITLE
from desktop_app.core.enums import TicketStatus
from desktop_app.core.errors import NotAllowed
from desktop_app.core.file_names import file_name
from desktop_app.core.phones import to_dial, words_beside
from desktop_app.core.records.call_list import CallLine, CallList
from desktop_app.core.records.callbacks import QueueRow
from desktop_app.core.records.history import Scalar
from desktop_app.core.records.journal import Exported
from desktop_app.services.callbacks import Callbacks
from desktop_app.services.clerks import Clerks
from desktop_app.services.desk import Desk
from desktop_app.services.outgoing import remember, remember_printed, write_paper
from desktop_app.services.settings import Settings

if TYPE_CHECKING:
    from desktop_app.reports.pdf_paper import Rendered

MOST = 1_000  # calls on one paper: more than an office makes in a week
_REASON = "служебное: обзвон заявителей"
_PORTION = 500


class CallLists:
    """Use cases of the list; it carries personal data, so history keeps who took which."""

    def __init__(
        self, desk: Desk, settings: Settings, clerks: Clerks, callbacks: Callbacks
    ) -> None:
        """Work at the desk with the office's name and who is sitting there."""
        self._desk, self._settings = desk, settings
        self._clerks, self._callbacks = clerks, callbacks

    def of(self, ticket_ids: Sequence[int], asked: str = "") -> CallList:
        """Return the list of these tickets in their order, `asked` are the filters in words.

        Tickets that do not wait for a call any more are left out. NotAllowed for nobody or for too
        many.
        """
        if len(ticket_ids) > MOST:
            raise NotAllowed(
                f"В одном списке до {MOST} звонков",
                "список не составлен",
                "сузьте очередь отбором",
            )
        rows = self._rows(ticket_ids)
        if not rows:
            raise NotAllowed("Звонить некому", "список не составлен", "обновите очередь")
        clerk = self._clerks.current()
        return CallList(
            office=self._settings.letterhead(),
            made_at=self._desk.now(),
            asked=asked,
            rows=rows,
            author=clerk.name if clerk else "",
        )

    def file_name(self, calls: CallList, suffix: str = ".pdf") -> str:
        """Propose a name for the file: `suffix` is .pdf or .xlsx."""
        return file_name(f"{CALL_LIST_TITLE} {clock.show_date(calls.made_at.date())}", suffix)

    def pdf(self, calls: CallList) -> bytes:
        """Return the list as PDF; the same list gives the same bytes."""
        return _rendered(calls).pdf

    def printed(self, calls: CallList) -> None:
        """Keep in history that a list went to a printer."""
        remember_printed(self._desk, _facts(calls), _REASON)

    def write(self, calls: CallList, path: Path) -> Exported:
        """Write a list whole or not at all, PDF or xlsx by the suffix, and keep it in history.

        Raises TargetError for another suffix or place, FileBusy, DiskFull.
        """
        exported = write_paper(
            path,
            CALL_LIST_TITLE,
            len(calls.rows),
            lambda: _rendered(calls),
            lambda file: _filled(calls, file),
        )
        remember(self._desk, exported, _facts(calls), _REASON)
        return exported

    def _rows(self, ticket_ids: Sequence[int]) -> tuple[CallLine, ...]:
        store, wanted = self._desk.store, list(ticket_ids)
        with store.snapshot():
            portions = range(0, len(wanted), _PORTION)
            rows = [
                row
                for start in portions
                for row in self._callbacks.rows(wanted[start : start + _PORTION])
                if row.ticket.status is TicketStatus.DONE
            ]
            told = queries.told(store, [row.id for row in rows])
        code = self._settings.area_code()
        return tuple(_line(row, *told[row.id], code) for row in rows)


def _line(row: QueueRow, details: str, no_phone: bool, answer: str, code: str) -> CallLine:
    ticket = row.ticket
    flat = f", кв. {ticket.premise}" if ticket.premise else ""
    phones = words_beside(ticket.phone) or ", ".join(to_dial(ticket.phone, code))
    return CallLine(
        ticket_id=row.id,
        number=ticket.number,
        applicant=ticket.applicant_name,
        phone=phones or ticket.phone or ("без телефона" if no_phone else ""),
        address=f"{ticket.address}{flat}",
        topic=ticket.topic,
        details=details,
        executor=ticket.organization,
        answer=answer,
        done_at=ticket.done_at,
        calls=row.calls,
        again=row.next_call_at,
    )


def _facts(calls: CallList) -> dict[str, Scalar]:
    """Return what history keeps of a list that leaves the office."""
    return {
        "journal": CALL_LIST_TITLE,
        "rows": len(calls.rows),
        "personal": True,
        "filter": calls.asked,
        "tickets": ", ".join(row.number for row in calls.rows),
    }


# Paper libraries are imported by these two: they must not slow the start of the program.
def _rendered(calls: CallList) -> "Rendered":
    from desktop_app.reports import pdf_calls

    return pdf_calls.render(calls)


def _filled(calls: CallList, path: Path) -> tuple[str, ...]:
    from desktop_app.reports import xlsx_calls

    return xlsx_calls.write(path, calls)
