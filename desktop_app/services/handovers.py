"""Handing tickets over to outside organisations, and what they answer."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from db.queries import handovers as queries
from db.queries import reference, ticket_card
from db.queries import scorecard as scorecards
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock, score_periods
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import HandoverOutcome, Operation, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound, SomeRefused
from desktop_app.core.records.answers import BrokenPromise, Scorecard
from desktop_app.core.records.tickets import Handover, HandoverDraft, StatusChange
from desktop_app.core.score_periods import ScorePeriod
from desktop_app.core.settings import SEASON_START
from desktop_app.core.text import counted
from desktop_app.core.years import WRONG_YEAR, is_far_ahead
from desktop_app.services import ticket_status
from desktop_app.services.desk import Desk
from desktop_app.services.gone import naming_gone
from desktop_app.services.reference import Reference

_MOST_NAMED = 10
_SAFE = "обращение не изменено"
_DONE = "исполнено"


class Handovers:
    """Use cases of handing over."""

    def __init__(self, desk: Desk, reference: Reference) -> None:
        """Work at the desk."""
        self._desk, self._reference = desk, reference

    def hand_over(self, ticket_ids: Sequence[int], draft: HandoverDraft) -> Changes:
        """Hand tickets over to one organisation, or each to its own: all of them or none.

        InvalidDraft names the field; SomeRefused names the tickets whose status forbids it, so that
        the rest may be handed over.
        """
        now = self._desk.now()
        sent_at = draft.sent_at or now
        self._check(draft, sent_at, now)
        gone = naming_gone(self._desk.store, organization_id=draft.organization_id)
        with gone, self._desk.action() as action:
            refused: dict[int, tuple[str, NotAllowed]] = {}
            for ticket_id in ticket_ids:
                edit = TicketEdit(self._desk.store, action, ticket_id)
                try:
                    self.put(edit, _own(draft, edit), sent_at, now)
                except NotAllowed as error:
                    refused[ticket_id] = (str(edit["number"]), error)
                    continue
                edit.save(Operation.TICKET_HANDED_OVER, occurred_at=draft.sent_at)
            if refused:
                # Raised inside the action: nothing of it stays.
                raise _refusal(refused)
        return Changes.of(Kind.TICKET, *ticket_ids).by(action.number)

    def answer(
        self,
        ticket_id: int,
        handover_id: int,
        outcome: HandoverOutcome,
        text: str,
        at: dt.datetime | None = None,
    ) -> Changes:
        """Write down what the organisation answered: done or returned (reason required).

        «Done» without words is kept as such; it takes the place of no answer known otherwise.
        NotAllowed when this handover is answered or replaced already, or is of a former cycle;
        InvalidDraft for a moment before the handing over or in the future.
        """
        if outcome is HandoverOutcome.RETURNED and not text.strip():
            raise InvalidDraft({"answer": "напишите, почему вернули"})
        now = self._desk.now()
        to = TicketStatus.DONE if outcome is HandoverOutcome.DONE else TicketStatus.NEW
        with self._desk.action() as action:
            edit = TicketEdit(self._desk.store, action, ticket_id)
            handover = self._waiting(edit, handover_id)
            said = at or ticket_status.moment_after(handover.sent_at, now)
            _check_answer(handover, said, now)
            words = text.strip() or _DONE
            edit.change(
                "handover",
                handover_id,
                answered_at=clock.stamp(said),
                answer=words,
                outcome=outcome.value,
            )
            if text.strip() or self._is_kept(edit):
                edit.set(answer=words)
            if to is TicketStatus.NEW and edit["status"] != TicketStatus.SENT.value:
                to = TicketStatus(edit["status"])
            else:
                change = StatusChange(to, at, note=text or outcome.title_ru)
                ticket_status.apply(edit, change, now, self._reference)
            edit.save(Operation.HANDOVER_ANSWERED, note=text, occurred_at=at)
        return Changes.of(Kind.TICKET, ticket_id).by(action.number)

    def waiting_overdue(
        self, now: dt.datetime | None = None, organization_id: int | None = None
    ) -> list[BrokenPromise]:
        """Return what nobody answered by the promised moment, the oldest promise first.

        Tickets of «Сегодня · ждём ответа» are these; `organization_id` narrows to one organisation.
        """
        moment = now or self._desk.now()
        return queries.broken_promises(self._desk.store, moment, organization_id)

    def scorecard(self, organization_id: int, first: dt.date, last: dt.date) -> Scorecard:
        """Return how an organisation answered what was sent to it in inclusive days.

        InvalidDraft when the days are the wrong way round.
        """
        if last < first:
            raise InvalidDraft({"to": "раньше начала периода"}, "Период задан наоборот")
        return scorecards.scorecard(
            self._desk.store, organization_id, first, last, self._desk.now()
        )

    def scorecard_of(self, organization_id: int, period: ScorePeriod) -> Scorecard:
        """Return the scorecard of the month, season or year under way."""
        today = self._desk.now().date()
        rule = SEASON_START.read(reference.setting(self._desk.store, SEASON_START.key))
        first = score_periods.first_day(period, today, rule)
        return self.scorecard(organization_id, first, today)

    def _check(self, draft: HandoverDraft, sent_at: dt.datetime, now: dt.datetime) -> None:
        problems: dict[str, str] = {}
        if draft.organization_id is None and not draft.each_own:
            problems["organization"] = "выберите организацию"
        if draft.promised_at is not None and draft.promised_at < sent_at:
            problems["promised_at"] = "раньше передачи"
        elif is_far_ahead(draft.promised_at, now):
            problems["promised_at"] = WRONG_YEAR
        if sent_at > now:
            problems["sent_at"] = "время ещё не наступило"
        if problems:
            raise InvalidDraft(problems)

    def _waiting(self, edit: TicketEdit, handover_id: int) -> Handover:
        """Return the handover of a ticket that still waits for its answer; NotAllowed otherwise."""
        known = ticket_card.handovers(self._desk.store, edit.id)
        found = next((one for one in known if one.id == handover_id), None)
        if found is None:
            raise NotFound("Этой передачи у обращения нет", _SAFE, "обновите карточку")
        if found.outcome is HandoverOutcome.WAITING and found.cycle_number == edit["cycle_number"]:
            return found
        is_old = found.outcome is HandoverOutcome.WAITING
        why = "обращение с тех пор открыто заново" if is_old else found.outcome.title_ru.lower()
        cause = f"Ответа на эту передачу уже не ждут ({found.organization}): {why}"
        raise NotAllowed(cause, _SAFE, "обновите карточку")

    def _is_kept(self, edit: TicketEdit) -> bool:
        """Tell whether the ticket's answer is nothing but what its handovers keep as well."""
        known = ticket_card.handovers(self._desk.store, edit.id)
        return str(edit["answer"]).strip() in {"", *(one.answer.strip() for one in known)}

    def put(
        self, edit: TicketEdit, draft: HandoverDraft, sent_at: dt.datetime, now: dt.datetime
    ) -> None:
        """Gather a handover into an edit, for those who make it a part of their own action."""
        change = StatusChange(TicketStatus.SENT, draft.sent_at)
        ticket_status.apply(edit, change, now, self._reference)
        for old in ticket_card.handovers(self._desk.store, edit.id):
            if old.outcome is HandoverOutcome.WAITING:
                edit.change("handover", old.id, outcome=HandoverOutcome.REPLACED.value)
        edit.add(
            "handover",
            cycle_number=edit["cycle_number"],
            organization_id=draft.organization_id,
            channel=draft.channel.value,
            sent_at=clock.stamp(sent_at),
            accepted_by=draft.accepted_by.strip(),
            their_number=draft.their_number.strip(),
            promised_at=clock.stamp(draft.promised_at) if draft.promised_at else None,
            clerk_id=self._desk.clerk_id,
        )
        edit.set(organization_id=draft.organization_id)


def _check_answer(handover: Handover, at: dt.datetime, now: dt.datetime) -> None:
    if at > max(now, handover.sent_at):
        raise InvalidDraft({"at": "время события ещё не наступило"})
    if at < handover.sent_at:
        sent = clock.show_moment(handover.sent_at)
        raise InvalidDraft({"at": f"не раньше передачи, {sent}"})


def _own(draft: HandoverDraft, edit: TicketEdit) -> HandoverDraft:
    """Return the draft for one ticket; NotAllowed when nobody is named in it."""
    if not draft.each_own:
        return draft
    if edit["organization_id"] is None:
        raise NotAllowed("исполнитель в нём не назван", _SAFE, "передайте его отдельно")
    return replace(draft, organization_id=edit["organization_id"])


def _refusal(refused: dict[int, tuple[str, NotAllowed]]) -> SomeRefused:
    """Return one error naming every refused ticket; the first reason stands for all."""
    (number, error), *rest = refused.values()
    safe = "ни одно обращение не изменено"
    if not rest:
        cause = f"Обращение № {number} нельзя передать: {error.cause}"
        return SomeRefused(cause, safe, error.remedy, refused=refused)
    many = counted(len(refused), "обращение", "обращения", "обращений")
    named = ", ".join(f"№ {number}" for number, _ in list(refused.values())[:_MOST_NAMED])
    more = f" и ещё {len(refused) - _MOST_NAMED}" if len(refused) > _MOST_NAMED else ""
    cause = f"{many} нельзя передать: {named}{more}. {error.cause}"
    return SomeRefused(cause, safe, "передайте остальные", refused=refused)
