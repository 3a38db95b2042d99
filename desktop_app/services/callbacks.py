"""Calling applicants back: one key per outcome, every attempt kept."""

import datetime as dt
from array import array
from collections.abc import Sequence

from db.queries import callbacks as queries
from db.queries.summary_axes import CALLS
from db.queries.summary_tally import Tally
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import call_script, call_times, clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import CallbackOutcome, CloseResult, Entity, Operation, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.callbacks import (
    Call,
    CallbackOverview,
    CallQuery,
    CallShare,
    QueueRow,
    ScriptDraft,
)
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.settings import CALL_ATTEMPTS, CALL_PAUSE_HOURS, CALL_RECORDED, CALL_SCRIPT
from desktop_app.core.summary_periods import Span
from desktop_app.core.years import WRONG_YEAR, is_far_ahead
from desktop_app.services import call_cards, ticket_status
from desktop_app.services.desk import Desk
from desktop_app.services.merging_save import MergingSave, Opened, Traces
from desktop_app.services.reference import Reference
from desktop_app.services.register import Register
from desktop_app.services.settings import Settings

_WEEK = dt.timedelta(days=6)
_WHOLE = CallQuery()


class Callbacks:
    """Use cases of the callback queue."""

    def __init__(
        self, desk: Desk, reference: Reference, settings: Settings, register: Register
    ) -> None:
        """Work at the desk; the stop rule and the script are the office's own."""
        self._desk, self._reference = desk, reference
        self._settings, self._register = settings, register
        words = (CALL_SCRIPT.key, CALL_RECORDED.key)
        self._traces = Traces(desk.store, (Entity.SETTING, 0), *words)

    def queue(self, query: CallQuery = _WHOLE) -> "array[int]":
        """Return ids of tickets to call back, in the order they should be called.

        Words and filters mean what they mean in the register.
        """
        found = queries.ids(
            self._desk.store,
            self._desk.now(),
            query.sort,
            descending=query.descending,
            only_now=query.only_now,
        )
        if not (query.text or query.services or query.organization_ids):
            return found
        asked = RegisterQuery(
            RegisterView.CALLBACK,
            text=query.text,
            services=query.services,
            organization_ids=query.organization_ids,
        )
        return self._register.among(found, asked)

    def rows(self, ids: Sequence[int]) -> list[QueueRow]:
        """Return rows of the queue in the order asked for; missing ids are left out."""
        calls = queries.calls(self._desk.store, ids)
        return [
            QueueRow(ticket, *calls[ticket.id])
            for ticket in self._register.page(ids)
            if ticket.id in calls
        ]

    def call(self, ticket_id: int) -> Call:
        """Return everything needed to call an applicant; NotFound when there is no ticket."""
        with self._desk.store.snapshot():
            rows = self.rows([ticket_id])
            if not rows:
                raise NotFound("Обращения нет в базе", "", "обновите список")
            return call_cards.call(
                self._desk.store, rows[0], self._reference, self._settings, self._desk.now()
            )

    def same_phone(self, row: QueueRow) -> list[QueueRow]:
        """Return what else the same applicant can be asked about now, the oldest done first.

        One call answers all of it. A local number is the same as the whole one it is stored as.
        """
        digits = row.ticket.phone_digits
        if not digits:
            return []
        found = queries.same_phone(self._desk.store, row.id, digits, self._desk.now())
        return self.rows(found)

    def overview(self) -> CallbackOverview:
        """Return the queue's figures and the shares of today and of the last seven days."""
        now, store = self._desk.now(), self._desk.store
        today, first = now.date(), now.date() - _WEEK
        week = Tally(store, Span(first, today))
        return week.settled(
            lambda: CallbackOverview(
                queries.figures(store, now),
                self.share(today, today),
                CallShare(*week.calls()),
            ),
            CALLS,
        )

    def share(self, first: dt.date, last: dt.date) -> CallShare:
        """Return решено / (решено + на доработку) over first decisive calls of cycles.

        A call counts on the day it was made, days inclusive; a call taken back never counts.
        """
        tally = Tally(self._desk.store, Span(first, last))
        return tally.settled(lambda: CallShare(*tally.calls()), CALLS)

    def script(self) -> tuple[str, bool]:
        """Return the office's words for callbacks, and whether calls are recorded."""
        text = self._settings.get(CALL_SCRIPT).strip() or CALL_SCRIPT.default
        return text, self._settings.get(CALL_RECORDED)

    def script_card(self) -> Opened[ScriptDraft]:
        """Return the words as a form shows them."""
        with self._desk.store.snapshot():
            return Opened(self._traces.version, ScriptDraft(*self.script()))

    def merging_script(self, opened: Opened[ScriptDraft]) -> MergingSave[ScriptDraft, Changes]:
        """Return what saves a form over the words, joined with what others save meanwhile."""
        return MergingSave(
            self._desk.store,
            (Entity.SETTING, 0),
            opened,
            traces=self._traces,
            read=lambda _id: self.script_card(),
            save=lambda _id, version, typed: self.set_script(
                typed.script, recorded=typed.recorded, version=version
            ),
        )

    def set_script(self, text: str, *, recorded: bool, version: int | None = None) -> Changes:
        """Change the words and whether calls are recorded; an empty text brings the default back.

        InvalidDraft names a placeholder nobody fills; Conflict when they were changed since this
        `version` was read.
        """
        unknown = call_script.unknown_places(text)
        if unknown:
            raise InvalidDraft({"script": f"нет такой подстановки: {{{unknown[0]}}}"})
        with self._desk.store.write():
            self._traces.demand(version, "Слова разговора")
            changes = self._settings.set(CALL_SCRIPT, text.strip())
            return changes | self._settings.set(CALL_RECORDED, recorded)

    def record(
        self,
        ticket_id: int,
        outcome: CallbackOutcome,
        remark: str = "",
        next_call_at: dt.datetime | None = None,
    ) -> Changes:
        """Keep an attempt and do what its outcome demands.

        Solved closes the ticket, rework opens a new cycle (remark required), an unreached applicant
        is called again, at a decent hour, until nobody answered so often as the office allows; then
        the ticket is closed as «не дозвонились».
        """
        now = self._desk.now()
        if outcome is CallbackOutcome.REWORK and not remark.strip():
            raise InvalidDraft({"remark": "напишите, что не сделано"})
        with self._desk.action() as action:
            edit = TicketEdit(self._desk.store, action, ticket_id)
            _demand_done(edit)
            attempt = int(edit["call_attempts"]) + 1
            again = self._next_call(edit, outcome, next_call_at, now)
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
        edit: TicketEdit,
        outcome: CallbackOutcome,
        wished: dt.datetime | None,
        now: dt.datetime,
    ) -> str | None:
        if outcome.is_decisive:
            return None
        missed = queries.missed(self._desk.store, edit.id, int(edit["cycle_number"]))
        # Who asked to be called later was reached: only calls nobody answered exhaust the attempts.
        if outcome is CallbackOutcome.UNREACHED and missed + 1 >= self._settings.get(CALL_ATTEMPTS):
            return None
        moment = wished or call_times.next_try(now, self._settings.get(CALL_PAUSE_HOURS))
        if moment <= now:
            raise InvalidDraft({"next_call_at": "время уже прошло"})
        if is_far_ahead(moment, now):
            raise InvalidDraft({"next_call_at": WRONG_YEAR})
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


def _demand_done(edit: TicketEdit) -> None:
    if edit["status"] != TicketStatus.DONE.value:
        raise NotAllowed(
            f"Обращение № {edit['number']} не ждёт обзвона",
            "ничего не изменено",
            "обзванивают исполненные обращения",
        )
