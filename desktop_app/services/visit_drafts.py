"""Visits as they are proposed: to a house, from tickets, of another kind, a second time."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from db.queries import inspections as queries
from db.queries import visit_parts
from desktop_app.core import clock
from desktop_app.core.acts.house_rows import ASKED, answers_of, with_house
from desktop_app.core.acts.templates import method_of
from desktop_app.core.enums import (
    ActKind,
    InspectionStatus,
    MemberRole,
    RemedyState,
    SignatureState,
)
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.norms import judge
from desktop_app.core.records.inspections import (
    Answer,
    InspectionCard,
    InspectionDraft,
    Member,
    Remedy,
)
from desktop_app.core.text import NBSP
from desktop_app.services.desk import Desk
from desktop_app.services.norms import Norms

_MORNING = dt.time(10, 0)
_ENDED = (RemedyState.FIXED, RemedyState.CANCELLED)
_CHECKED_ALIKE = (ActKind.COOLANT, ActKind.WASTE_OPERATOR, ActKind.WASTE_SITE)
_CARRIED = frozenset(
    {"service", "place_in_house", "provider", "supplier", "site", "owner", "operator", "contract"}
    | ASKED
)


class VisitDrafts:
    """Drafts of visits; nothing of them is stored here."""

    def __init__(self, desk: Desk, norms: Norms) -> None:
        """Work at the desk with the office's norms."""
        self._desk, self._norms = desk, norms

    def draft_for(
        self,
        building_id: int,
        premise: str = "",
        basis: str = "",
        kind: ActKind = ActKind.COOLANT,
    ) -> InspectionDraft:
        """Return a draft of a visit to a house, with the rows its kind of act asks for."""
        house = self._house(building_id)
        said = self._of_house(house) if kind is ActKind.COOLANT else ()
        rows = self._norms.template(kind)
        return InspectionDraft(
            building_id=building_id,
            kind=kind,
            premise=premise,
            basis=basis,
            system_text=house.heating,
            chart_text=house.chart,
            method_text=method_of(kind),
            measurements=with_house(rows, self._norms.book, said),
            answers=said,
        )

    def with_kind(self, draft: InspectionDraft, kind: ActKind) -> InspectionDraft:
        """Return a draft as another kind of act: its rows come, rows with values stay."""
        if kind is draft.kind:
            return draft
        measured = tuple(row for row in draft.measurements if row.value is not None)
        own_method = draft.method_text not in ("", method_of(draft.kind))
        rows = (*measured, *self._norms.template(kind, draft.outdoor_daily))
        said = draft.answers
        if kind is ActKind.COOLANT:
            if not any(answer.field in ASKED for answer in said):
                said = (*said, *self._of_house(self._house(draft.building_id)))
            rows = with_house(rows, self._norms.book, said)
        return dataclasses.replace(
            draft,
            kind=kind,
            method_text=draft.method_text if own_method else method_of(kind),
            measurements=rows,
            answers=said,
        )

    def empty_card(self, kind: ActKind) -> InspectionCard:
        """Return the card of no visit at all, from which an empty blank is printed."""
        rows = self._norms.template(kind)
        draft = InspectionDraft(0, kind, method_text=method_of(kind), measurements=rows)
        said = tuple(judge(row) for row in rows)
        now, planned = self._desk.now(), InspectionStatus.PLANNED
        return InspectionCard(0, 0, "", planned, "", "", "", now, draft, said, ())

    def after(self, card: InspectionCard) -> InspectionDraft:
        """Propose a visit that checks a former one again: its tickets, people, open remedies.

        Measured rows come without values; after an issued act it is «после устранения», but a
        coolant visit stays what it was.
        """
        was = card.draft
        kind = was.kind if was.kind in _CHECKED_ALIKE else ActKind.AFTER_REPAIR
        measured = [row for row in was.measurements if row.value is not None]
        fresh = (
            dataclasses.replace(r, value=None, measured_at=None, readings=()) for r in measured
        )
        day = was.started_at or card.created_at
        numbers = ", ".join(f"№{NBSP}{number}" for number in card.ticket_numbers)
        basis = f"акт №{NBSP}{card.number} от{NBSP}{clock.show_date(day)}"
        tomorrow = dt.datetime.combine(was.next_visit_on, _MORNING) if was.next_visit_on else None
        return dataclasses.replace(
            self.draft_for(was.building_id, was.premise, kind=kind),
            basis=f"{basis}; обращения {numbers}" if numbers else basis,
            planned_at=tomorrow if tomorrow and tomorrow > self._desk.now() else None,
            ticket_ids=was.ticket_ids,
            members=tuple(
                _unsigned(m) for m in was.members if m.name and m.role is not MemberRole.WITNESS
            ),
            measurements=tuple(fresh) or self._norms.template(kind),
            remedies=tuple(_copied(r) for r in was.remedies if r.state not in _ENDED),
            answers=tuple(said for said in was.answers if said.field in _CARRIED),
            previous_id=card.id,
        )

    def from_tickets(self, ticket_ids: Sequence[int]) -> InspectionDraft:
        """Propose a visit resting on tickets of one house; InvalidDraft when it cannot be one."""
        facts = queries.ticket_facts(self._desk.store, ticket_ids) if ticket_ids else []
        houses = {fact.building_id for fact in facts}
        if not facts:
            raise InvalidDraft({"tickets": "выберите обращения"}, "Выезд не назначен")
        building_id = next(iter(houses))
        if building_id is None or len(houses) > 1:
            remedy = "выберите обращения одного дома из адресной книги"
            raise InvalidDraft({"tickets": remedy}, "Выезд не назначен")
        premises = {fact.premise for fact in facts}
        named = ", ".join(
            f"№{NBSP}{fact.number} от{NBSP}{clock.show_date(fact.received_at)}" for fact in facts
        )
        kind = "повторные обращения" if len(facts) > 1 else "обращение"
        draft = self.draft_for(
            building_id, premises.pop() if len(premises) == 1 else "", f"{kind} {named}"
        )
        return dataclasses.replace(draft, ticket_ids=tuple(fact.id for fact in facts))

    def _of_house(self, house: queries.House) -> tuple[Answer, ...]:
        """Return the answers of a coolant act as far as the house is known."""
        former = visit_parts.last_answers(self._desk.store, house.id, ActKind.COOLANT)
        return answers_of(house.heating, former)

    def _house(self, building_id: int) -> queries.House:
        house = queries.house(self._desk.store, building_id)
        if house is None:
            raise NotFound("Дома нет в адресной книге", "", "выберите дом из списка")
        return house


def recarded(card: InspectionCard, draft: InspectionDraft) -> InspectionCard:
    """Return a card with another draft of the same visit, judged anew."""
    said = tuple(judge(row, draft.started_at) for row in draft.measurements)
    return dataclasses.replace(card, draft=draft, judgements=said)


def _unsigned(member: Member) -> Member:
    return dataclasses.replace(member, signature=SignatureState.PENDING, remark="")


def _copied(remedy: Remedy) -> Remedy:
    return dataclasses.replace(remedy, id=None)
