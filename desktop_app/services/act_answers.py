"""Tickets answered from an act: all of them in one step that can be taken back."""

import datetime as dt
from collections.abc import Sequence

from db.history import Action
from db.queries import visit_parts
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock, transitions
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import (
    AnswerOutcome,
    HandoverChannel,
    InspectionStatus,
    Operation,
    RemedyState,
    TicketStatus,
)
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.inspections import (
    ActAnswers,
    InspectionCard,
    Remedy,
    TicketAnswer,
)
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.text import NBSP
from desktop_app.services import ticket_status
from desktop_app.services.desk import Desk
from desktop_app.services.handovers import Handovers
from desktop_app.services.inspections import Inspections
from desktop_app.services.reference import Reference

_ENDED = (RemedyState.FIXED, RemedyState.CANCELLED)
_EVENING = dt.time(18, 0)
_LONGEST = 1_000
_WAYS = {AnswerOutcome.DONE: TicketStatus.DONE, AnswerOutcome.HAND_OVER: TicketStatus.SENT}


class ActAnswering:
    """Use cases of answering the people a visit was made for."""

    def __init__(
        self,
        desk: Desk,
        reference: Reference,
        handovers: Handovers,
        inspections: Inspections,
    ) -> None:
        """Work at the desk with terms, handovers and visits."""
        self._desk, self._reference = desk, reference
        self._handovers, self._inspections = handovers, inspections

    def proposed(self, inspection_id: int) -> ActAnswers:
        """Propose what becomes of every ticket of an issued act, and the words of the answer.

        While a remedy waits for an organisation, its tickets go there with the remedy's term; else
        they are done and are called back. NotAllowed when no act is in force.
        """
        card = self._inspections.card(inspection_id)
        if card.status is not InspectionStatus.ISSUED:
            raise NotAllowed(
                f"Акт по выезду № {card.number} не выпущен",
                "обращения не изменены",
                "выпустите акт, затем отвечайте",
            )
        waiting = [r for r in card.draft.remedies if r.state not in _ENDED]
        addressed = next((r for r in waiting if r.organization_id is not None), None)
        wish = AnswerOutcome.DONE if addressed is None else AnswerOutcome.HAND_OVER
        rows = visit_parts.ticket_rows(self._desk.store, inspection_id)
        return ActAnswers(
            inspection_id,
            card.number,
            answer_text(card),
            addressed.organization_id if addressed else None,
            addressed.due_on if addressed else None,
            tuple(_ticket(row, wish) for row in rows),
        )

    def answer(self, wanted: ActAnswers) -> Changes:
        """Do with every ticket what was chosen: all of them or none, one action to take back.

        InvalidDraft names what is missing; NotAllowed the ticket whose status forbids the step.
        """
        chosen = [t for t in wanted.tickets if t.outcome is not AnswerOutcome.LEAVE]
        self._check(wanted, chosen)
        if not chosen:
            return Changes()
        with self._desk.action() as action:
            for ticket in chosen:
                self._one(action, ticket, wanted)
        ids = [ticket.id for ticket in chosen]
        changes = Changes.of(Kind.TICKET, *ids) | Changes.of(Kind.CALLBACK, *ids)
        return (changes | Changes.of(Kind.INSPECTION, wanted.inspection_id)).by(action.number)

    def _check(self, wanted: ActAnswers, chosen: Sequence[TicketAnswer]) -> None:
        problems: dict[str, str] = {}
        sends = any(ticket.outcome is AnswerOutcome.HAND_OVER for ticket in chosen)
        if sends and wanted.organization_id is None:
            problems["organization"] = "выберите, кому передать"
        if chosen and not wanted.text.strip():
            problems["text"] = "напишите ответ"
        today = self._desk.now().date()
        if sends and wanted.promised_on is not None and wanted.promised_on < today:
            problems["promised"] = "день уже прошёл"
        if problems:
            raise InvalidDraft(problems, "Обращения не изменены")

    def _one(self, action: Action, ticket: TicketAnswer, wanted: ActAnswers) -> None:
        edit, now = TicketEdit(self._desk.store, action, ticket.id), self._desk.now()
        text = wanted.text.strip()
        try:
            if ticket.outcome is AnswerOutcome.DONE:
                change = StatusChange(TicketStatus.DONE, note=text)
                ticket_status.apply(edit, change, now, self._reference)
                edit.set(answer=text)
                edit.save(Operation.TICKET_STATUS, note=text)
            else:
                self._handovers.put(edit, _handover(wanted, now), now, now)
                edit.save(Operation.TICKET_HANDED_OVER, note=text)
        except NotAllowed as error:
            cause = f"Обращение № {ticket.number}: {error.cause}"
            raise NotAllowed(cause, "ни одно обращение не изменено", error.remedy) from error


def answer_text(card: InspectionCard) -> str:
    """Return the answer an act gives: its number and day, its conclusions, what will be done."""
    day = card.draft.started_at or card.created_at
    head = f"По акту №{NBSP}{card.number} от{NBSP}{clock.show_date(day)}:"
    said = " ".join(card.draft.conclusions.split())
    waiting = [r for r in card.draft.remedies if r.state is not RemedyState.CANCELLED]
    done = "; ".join(map(_remedy_words, waiting))
    whole = " ".join(part for part in (head, said, f"Меры: {done}." if done else "") if part)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"


def _remedy_words(remedy: Remedy) -> str:
    who = f" — {remedy.responsible}" if remedy.responsible else ""
    if remedy.fixed_on is not None:
        return f"{remedy.what}{who}, устранено {clock.show_date(remedy.fixed_on)}"
    due = f", до {clock.show_date(remedy.due_on)}" if remedy.due_on else ""
    return f"{remedy.what}{who}{due}"


def _ticket(row: tuple[int, str, str, str, str, str], wish: AnswerOutcome) -> TicketAnswer:
    ticket_id, number, premise, applicant, code, held_from = row
    status = TicketStatus(code)
    open_ways = transitions.allowed(status, TicketStatus(held_from) if held_from else None)
    ways = tuple(outcome for outcome, to in _WAYS.items() if to in open_ways)
    chosen = wish if wish in ways else AnswerOutcome.LEAVE
    return TicketAnswer(
        ticket_id, number, premise, applicant, status, (*ways, AnswerOutcome.LEAVE), chosen
    )


def _handover(wanted: ActAnswers, now: dt.datetime) -> HandoverDraft:
    promised = None
    if wanted.promised_on is not None:
        promised = max(dt.datetime.combine(wanted.promised_on, _EVENING), now)
    return HandoverDraft(
        wanted.organization_id,
        HandoverChannel.LETTER,
        their_number=f"акт № {wanted.number}",
        promised_at=promised,
    )
