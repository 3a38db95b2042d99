"""Calling applicants back: one key per outcome, every attempt kept."""

import datetime as dt

from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import CallbackOutcome, CloseResult, Operation, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.settings import CALL_ATTEMPTS, CALL_PAUSE_HOURS
from desktop_app.services import ticket_status
from desktop_app.services.desk import Desk
from desktop_app.services.reference import Reference
from desktop_app.services.settings import Settings


class Callbacks:
    """Use cases of the callback queue."""

    def __init__(self, desk: Desk, reference: Reference, settings: Settings) -> None:
        """Work at the desk; the stop rule is the office's own."""
        self._desk, self._reference, self._settings = desk, reference, settings

    def record(
        self,
        ticket_id: int,
        outcome: CallbackOutcome,
        remark: str = "",
        next_call_at: dt.datetime | None = None,
    ) -> Changes:
        """Keep an attempt and do what its outcome demands.

        Solved closes the ticket, rework opens a new cycle (remark required), an unreached applicant
        is called again until the attempts are exhausted, then closed as «не дозвонились».
        """
        now = self._desk.now()
        if outcome is CallbackOutcome.REWORK and not remark.strip():
            raise InvalidDraft({"remark": "напишите, что не сделано"})
        with self._desk.action() as action:
            edit = TicketEdit(self._desk.store, action, ticket_id)
            if edit["status"] != TicketStatus.DONE.value:
                raise NotAllowed(
                    f"Обращение № {edit['number']} не ждёт обзвона",
                    "ничего не изменено",
                    "обзванивают исполненные обращения",
                )
            attempt = int(edit["call_attempts"]) + 1
            again = self._next_call(outcome, attempt, next_call_at, now)
            edit.add(
                "callback",
                cycle_number=edit["cycle_number"],
                attempt=attempt,
                made_at=clock.stamp(now),
                outcome=outcome.value,
                remark=remark.strip(),
                next_call_at=again,
                clerk_id=self._desk.clerk_id,
            )
            edit.set(call_attempts=attempt, next_call_at=again)
            self._follow(edit, outcome, remark, again, now)
            edit.save(Operation.CALLBACK_MADE, note=remark)
        changed = Changes.of(Kind.TICKET, ticket_id) | Changes.of(Kind.CALLBACK, ticket_id)
        return changed.by(action.number)

    def _next_call(
        self,
        outcome: CallbackOutcome,
        attempt: int,
        wished: dt.datetime | None,
        now: dt.datetime,
    ) -> str | None:
        if outcome.is_decisive:
            return None
        if outcome is CallbackOutcome.UNREACHED and attempt >= self._settings.get(CALL_ATTEMPTS):
            return None
        moment = wished or now + dt.timedelta(hours=self._settings.get(CALL_PAUSE_HOURS))
        if moment <= now:
            raise InvalidDraft({"next_call_at": "время уже прошло"})
        return clock.stamp(moment)

    def _follow(
        self,
        edit: TicketEdit,
        outcome: CallbackOutcome,
        remark: str,
        again: str | None,
        now: dt.datetime,
    ) -> None:
        if outcome is CallbackOutcome.REWORK:
            change = StatusChange(TicketStatus.REWORK, note=remark)
        elif outcome is CallbackOutcome.SOLVED:
            change = StatusChange(TicketStatus.CLOSED, result=CloseResult.CONFIRMED)
        elif again is None:
            change = StatusChange(TicketStatus.CLOSED, result=CloseResult.UNREACHED)
        else:
            return
        ticket_status.apply(edit, change, now, self._reference)
