"""Journey 6 through the whole program: a ticket becomes a visit, the visit an act, by keys."""

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.core.enums import InspectionStatus
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


@pytest.fixture
def ticket(office: Office) -> int:
    """Return an open ticket of the first house."""
    house = office.buildings.ids()[0]
    topic = next(topic for topic in office.reference.topics if not topic.is_group)
    draft = TicketDraft(topic.id, "Холодно", house, premise="52", phone="8 900 555-14-52")
    return office.tickets.register(draft).id


def test_a_ticket_becomes_a_visit_and_an_act(
    clerk: ClerkAtKeys, office: Office, ticket: int, tmp_path: Path
) -> None:
    """From the card of the ticket to the issued act; the ticket knows its visit."""
    target = tmp_path / "Акт.pdf"
    clerk.window.open_record("tickets", ticket)
    clerk.wait()
    clerk.tab_to("Назначить выезд")
    clerk.press(Key.Key_Space)
    clerk.type("вчера 10:00")
    clerk.press(Key.Key_Return, CTRL)
    clerk.type("71,5")
    clerk.press(Key.Key_Return)
    clerk.command("сведения о выезде")
    clerk.type("вчера 10:30")
    clerk.press(Key.Key_Tab)
    clerk.type("вчера 11:40")
    clerk.press(Key.Key_Return, CTRL)
    clerk.command("добавить участника")
    clerk.type("Дёмин О. В.")
    clerk.press(Key.Key_Return, CTRL)
    clerk.command("составить выводы")
    clerk.workplace.tools.dialogs.answer_next(True, target)
    clerk.command("выпустить акт")
    clerk.until(target.exists)
    (visit,) = office.inspections.ids()
    card = office.inspections.card(visit)
    assert card.status is InspectionStatus.ISSUED
    assert card.draft.ticket_ids == (ticket,)
    assert card.draft.measurements[0].value == 71.5
    assert card.draft.started_at is not None
    assert card.draft.started_at.time() == dt.time(10, 30)
    assert target.read_bytes() == office.acts.reissue(visit)
    assert office.tickets.card(ticket).inspections == (card.number,)
