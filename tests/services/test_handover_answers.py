"""What an organisation answered, and what was known before it."""

from db import history
from desktop_app.core.enums import (
    CloseResult,
    Entity,
    HandoverOutcome,
    OrganizationKind,
    TicketStatus,
)
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from tests.factories import new_company
from tests.services.fixtures import new_ticket

_TYPED = "Разъяснено: отопление включат по графику до 1 октября"


def _handed(office: Office, ticket: int) -> int:
    """Hand a ticket over and return the id of the handover."""
    company = office.organizations.find("АО «Теплосеть»")
    if company is None:
        company = new_company(office.organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)
    office.handovers.hand_over([ticket], HandoverDraft(company))
    return office.tickets.card(ticket).handovers[0].id


def test_accepting_without_words_keeps_an_answer_typed_earlier(office: Office) -> None:
    """What stood at the ticket stays; the handover itself is told as done."""
    ticket = new_ticket(office)
    closed = StatusChange(TicketStatus.CLOSED, result=CloseResult.EXPLAINED, note=_TYPED)
    office.tickets.set_status(ticket, closed)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.REWORK, note="снова холодно"))
    handover = _handed(office, ticket)
    office.handovers.answer(ticket, handover, HandoverOutcome.DONE, "")
    card = office.tickets.card(ticket)
    assert card.answer == _TYPED
    assert (card.handovers[0].answer, card.row.status) == ("исполнено", TicketStatus.DONE)


def test_accepting_without_words_answers_where_nothing_would_be_lost(office: Office) -> None:
    """An empty answer is filled, and so is a refusal that its own handover keeps."""
    ticket = new_ticket(office)
    first = _handed(office, ticket)
    office.handovers.answer(ticket, first, HandoverOutcome.RETURNED, "не наш дом")
    assert office.tickets.card(ticket).answer == "не наш дом"
    second = _handed(office, ticket)
    office.handovers.answer(ticket, second, HandoverOutcome.DONE, " ")
    card = office.tickets.card(ticket)
    assert card.answer == "исполнено"
    assert sorted(one.answer for one in card.handovers) == ["исполнено", "не наш дом"]


def test_words_of_the_organisation_are_the_answer(office: Office) -> None:
    """Typed words take the place of an earlier answer, which history keeps."""
    ticket = new_ticket(office)
    closed = StatusChange(TicketStatus.CLOSED, result=CloseResult.EXPLAINED, note=_TYPED)
    office.tickets.set_status(ticket, closed)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.REWORK, note="снова холодно"))
    office.handovers.answer(ticket, _handed(office, ticket), HandoverOutcome.DONE, "воздух спущен")
    card = office.tickets.card(ticket)
    assert card.answer == "воздух спущен"
    entries = history.of_entity(office.desk.store, Entity.TICKET, ticket)
    assert _TYPED in [change.before for entry in entries for change in entry.changes]
