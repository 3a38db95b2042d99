"""Tickets answered from an act: all of them in one step that can be taken back."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from db.connection import Row
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
from desktop_app.services.tickets import Tickets

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
        tickets: Tickets,
    ) -> None:
        """Work at the desk with terms, handovers, visits and who answers for a house."""
        self._desk, self._reference = desk, reference
        self._handovers, self._inspections, self._tickets = handovers, inspections, tickets

    def proposed(self, inspection_id: int) -> ActAnswers:
        """Propose what becomes of every ticket of an issued act, and the words of the answer.

        While a remedy waits for an organisation, each ticket goes to whoever answers for its
        house and service, in default of one to the organisation of the first remedy; a remedy of
        that organisation gives the term. Without such remedies the tickets are done and called
        back. NotAllowed when no act is in force.
        """
        card = self._issued(inspection_id)
        waiting = [r for r in card.draft.remedies if r.state not in _ENDED]
        addressed = [r for r in waiting if r.organization_id is not None]
        rows = visit_parts.ticket_rows(self._desk.store, inspection_id)
        tickets = tuple(self._proposed(row, addressed) for row in rows)
        return ActAnswers(inspection_id, card.number, answer_text(card), tickets)

    def _proposed(self, row: Row, addressed: Sequence[Remedy]) -> TicketAnswer:
        """Propose one ticket's way, where to and the term."""
        house, topic, last = row[6:9]
        executor = self._tickets.executor(house, topic, self._desk.now().date()) or last
        if addressed and executor is None:
            executor = addressed[0].organization_id
        terms = [r.due_on for r in addressed if r.organization_id == executor and r.due_on]
        wish = AnswerOutcome.HAND_OVER if addressed else AnswerOutcome.DONE
        return dataclasses.replace(
            _ticket(row, wish), organization_id=executor, promised_on=min(terms, default=None)
        )

    def answer(self, wanted: ActAnswers) -> Changes:
        """Do with every ticket what was chosen: all of them or none, one action to take back.

        InvalidDraft names what is missing; NotAllowed the ticket whose status forbids the step, or
        that the act was cancelled meanwhile.
        """
        chosen = [t for t in wanted.tickets if t.outcome is not AnswerOutcome.LEAVE]
        self._check(wanted, chosen)
        if not chosen:
            return Changes()
        with self._desk.action() as action:
            self._issued(wanted.inspection_id)  # it may have been cancelled while people chose
            for ticket in chosen:
                self._one(action, ticket, wanted)
        ids = [ticket.id for ticket in chosen]
        changes = Changes.of(Kind.TICKET, *ids) | Changes.of(Kind.CALLBACK, *ids)
        return (changes | Changes.of(Kind.INSPECTION, wanted.inspection_id)).by(action.number)

    def _issued(self, inspection_id: int) -> InspectionCard:
        """Return a visit whose act is in force; NotAllowed otherwise."""
        card = self._inspections.card(inspection_id)
        if card.status is not InspectionStatus.ISSUED:
            raise NotAllowed(
                f"Акт по выезду № {card.number} не выпущен",
                "обращения не изменены",
                "выпустите акт, затем отвечайте",
            )
        return card

    def _check(self, wanted: ActAnswers, chosen: Sequence[TicketAnswer]) -> None:
        problems: dict[str, str] = {}
        if chosen and not wanted.text.strip():
            problems["text"] = "напишите ответ"
        today = self._desk.now().date()
        for place, ticket in enumerate(wanted.tickets):
            if ticket.outcome is not AnswerOutcome.HAND_OVER:
                continue
            if ticket.organization_id is None:
                problems[f"organization{place}"] = "выберите, кому передать"
            if ticket.promised_on is not None and ticket.promised_on < today:
                problems[f"promised{place}"] = "день уже прошёл"
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
                self._handovers.put(edit, _handover(ticket, wanted.number, now), now, now)
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


def _ticket(row: Row, wish: AnswerOutcome) -> TicketAnswer:
    ticket_id, number, premise, applicant, code, held_from = row[:6]
    status = TicketStatus(code)
    open_ways = transitions.allowed(status, TicketStatus(held_from) if held_from else None)
    ways = tuple(outcome for outcome, to in _WAYS.items() if to in open_ways)
    chosen = wish if wish in ways else AnswerOutcome.LEAVE
    return TicketAnswer(
        ticket_id, number, premise, applicant, status, (*ways, AnswerOutcome.LEAVE), chosen
    )


def _handover(ticket: TicketAnswer, number: str, now: dt.datetime) -> HandoverDraft:
    promised = None
    if ticket.promised_on is not None:
        promised = max(dt.datetime.combine(ticket.promised_on, _EVENING), now)
    return HandoverDraft(
        ticket.organization_id,
        HandoverChannel.LETTER,
        their_number=f"акт № {number}",
        promised_at=promised,
    )
