"""Tickets of a visit are answered from its act in one step, and the step can be taken back."""

import dataclasses
import datetime as dt
from typing import Any

import pytest

from desktop_app.core import errors
from desktop_app.core.enums import (
    AnswerOutcome,
    CancelReason,
    OrganizationKind,
    RemedyState,
    Service,
    TicketStatus,
)
from desktop_app.core.records.inspections import ActAnswers, Remedy
from desktop_app.core.records.tickets import StatusChange, TicketDraft
from desktop_app.services.office import Office
from tests import visit_samples
from tests.factories import new_company, new_house

NBSP = "\N{NO-BREAK SPACE}"
DONE, SENT, LEAVE = AnswerOutcome.DONE, AnswerOutcome.HAND_OVER, AnswerOutcome.LEAVE


@dataclasses.dataclass
class Scene:
    """An issued act over three tickets of one house."""

    office: Office
    visit: int
    tickets: list[int]
    company: int

    def proposed(self) -> ActAnswers:
        """Return what is proposed now."""
        return self.office.act_answers.proposed(self.visit)

    def status(self, place: int) -> TicketStatus:
        """Return where a ticket stands."""
        return self.office.tickets.card(self.tickets[place]).row.status


@pytest.fixture
def scene(office: Office) -> Scene:
    """Return an act issued with one remedy for an organisation."""
    house = new_house(office.buildings, "пр-кт Ленина", "12")
    company = new_company(office.organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)
    topic = next(topic for topic in office.reference.topics if not topic.is_group)
    draft = TicketDraft(topic.id, "Холодно", house, premise="52", phone="8 900 555-14-52")
    tickets = [office.tickets.register(draft).id for _number in range(3)]
    remedy = Remedy("Поднять T1", company, "", dt.date(2026, 12, 24))
    sample = visit_samples.ordinary()
    visit = office.inspections.plan(
        dataclasses.replace(
            sample, building_id=house, ticket_ids=tuple(tickets), remedies=(remedy,)
        )
    ).id
    office.acts.issue(visit)
    return Scene(office, visit, tickets, company)


def test_an_open_remedy_sends_its_tickets_to_its_organisation(scene: Scene) -> None:
    """The organisation, its term and the words of the act are proposed."""
    found = scene.proposed()
    assert [ticket.outcome for ticket in found.tickets] == [SENT] * 3
    where = {(ticket.organization_id, ticket.promised_on) for ticket in found.tickets}
    assert where == {(scene.company, dt.date(2026, 12, 24))}
    assert found.text.startswith(f"По акту №{NBSP}2026-001 от{NBSP}23.11.2026: 1. На вводе")
    assert "Поднять T1 — АО «Теплосеть», до 24.12.2026" in found.text


def test_each_ticket_goes_to_whoever_serves_its_house_and_service(scene: Scene) -> None:
    """Heat goes to the utility by contract with the remedy's term, hot water to the manager."""
    office = scene.office
    house = office.tickets.card(scene.tickets[0]).building_id
    assert house is not None
    manager = new_company(office.organizations, "УК «Уют»")
    first = next(topic for topic in office.reference.topics if not topic.is_group)
    other = next(
        t for t in office.reference.topics if t.service is Service.HOT_WATER and not t.is_group
    )
    office.buildings.set_contract([house], first.service, scene.company)
    office.buildings.set_contract([house], Service.HOT_WATER, manager)
    draft = TicketDraft(other.id, "Холодная", house, premise="7", phone="8 900 555-14-52")
    water = office.tickets.register(draft).id
    card = office.inspections.card(scene.visit)
    wider = dataclasses.replace(card.draft, ticket_ids=(*scene.tickets, water))
    act = card.live_act
    assert act is not None
    office.acts.cancel(act.id, "дополнен")
    office.inspections.save(scene.visit, office.inspections.card(scene.visit).version, wider)
    office.acts.issue(scene.visit)
    found = scene.proposed()
    where = {ticket.id: (ticket.organization_id, ticket.promised_on) for ticket in found.tickets}
    assert where[scene.tickets[0]] == (scene.company, dt.date(2026, 12, 24))
    assert where[water] == (manager, None)
    office.act_answers.answer(found)
    assert office.tickets.card(water).handovers[-1].organization_id == manager
    assert office.tickets.card(scene.tickets[0]).handovers[-1].organization_id == scene.company


def test_without_open_remedies_the_tickets_are_done(scene: Scene) -> None:
    """All fixed: the people are called back."""
    remedy = scene.office.inspections.card(scene.visit).draft.remedies[0]
    scene.office.inspections.set_remedy_state(remedy.id or 0, RemedyState.FIXED)
    found = scene.proposed()
    assert [ticket.outcome for ticket in found.tickets] == [DONE] * 3
    assert "устранено" in found.text


def test_each_ticket_its_own_outcome_in_one_action(scene: Scene) -> None:
    """One done, one handed over, one left; undo puts all of it back."""
    found = scene.proposed()
    wanted = [
        dataclasses.replace(ticket, outcome=outcome)
        for ticket, outcome in zip(found.tickets, (DONE, SENT, LEAVE), strict=True)
    ]
    changes = scene.office.act_answers.answer(dataclasses.replace(found, tickets=tuple(wanted)))
    assert [scene.status(n) for n in range(3)] == [
        TicketStatus.DONE,
        TicketStatus.SENT,
        TicketStatus.NEW,
    ]
    done, sent = (scene.office.tickets.card(number) for number in scene.tickets[:2])
    assert done.answer == found.text
    assert sent.handovers[-1].their_number == "акт № 2026-001"
    assert "их № акт № 2026-001" in sent.history[0].details
    assert changes.action is not None
    scene.office.undo.undo(changes.action)
    assert {scene.status(n) for n in range(3)} == {TicketStatus.NEW}
    assert scene.office.tickets.card(scene.tickets[0]).answer == ""


def test_a_closed_ticket_is_left_alone(scene: Scene) -> None:
    """A ticket whose status allows nothing has one way only, and it is proposed."""
    explained = StatusChange(
        TicketStatus.CANCELLED, note="дубль", cancel_reason=CancelReason.DUPLICATE
    )
    scene.office.tickets.set_status(scene.tickets[0], explained)
    first = scene.proposed().tickets[0]
    assert (first.allowed, first.outcome) == ((LEAVE,), LEAVE)


def test_a_forbidden_step_changes_nothing(scene: Scene) -> None:
    """A ticket that moved on meanwhile refuses the whole step, by its number."""
    found = scene.proposed()
    cancelled = StatusChange(
        TicketStatus.CANCELLED, note="дубль", cancel_reason=CancelReason.DUPLICATE
    )
    scene.office.tickets.set_status(scene.tickets[2], cancelled)
    with pytest.raises(errors.NotAllowed, match=found.tickets[2].number):
        scene.office.act_answers.answer(found)
    assert scene.status(0) is TicketStatus.NEW


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"organization_id": None}, "organization1"),
        ({"text": "  "}, "text"),
        ({"promised_on": dt.date(2020, 1, 1)}, "promised1"),
    ],
)
def test_what_is_missing_is_named(scene: Scene, fields: dict[str, Any], name: str) -> None:
    """Whom to hand over to, the words, a term that has not passed."""
    found = scene.proposed()
    if "text" not in fields:
        second = dataclasses.replace(found.tickets[1], **fields)
        fields = {"tickets": (found.tickets[0], second, found.tickets[2])}
    wanted = dataclasses.replace(found, **fields)
    with pytest.raises(errors.InvalidDraft) as caught:
        scene.office.act_answers.answer(wanted)
    assert name in caught.value.fields


def test_all_left_alone_is_no_action(scene: Scene) -> None:
    """Nothing chosen writes nothing into history."""
    found = scene.proposed()
    wanted = tuple(dataclasses.replace(ticket, outcome=LEAVE) for ticket in found.tickets)
    assert scene.office.act_answers.answer(dataclasses.replace(found, tickets=wanted)).ids == {}


def test_before_the_act_nobody_is_answered(scene: Scene) -> None:
    """A cancelled act gives no answers until another one is issued."""
    act = scene.office.inspections.card(scene.visit).live_act
    assert act is not None
    scene.office.acts.cancel(act.id, "не тот дом")
    with pytest.raises(errors.NotAllowed, match="не выпущен"):
        scene.proposed()


def test_an_act_cancelled_meanwhile_answers_nobody(scene: Scene) -> None:
    """While the answers were chosen another clerk cancelled the act: nobody is told of it."""
    wanted = scene.proposed()
    act = scene.office.inspections.card(scene.visit).live_act
    assert act is not None
    scene.office.acts.cancel(act.id, "не тот дом")
    with pytest.raises(errors.NotAllowed, match="не выпущен"):
        scene.office.act_answers.answer(wanted)
    assert scene.status(0) is TicketStatus.NEW
