"""Steps of a card by keys: hold, another term, a repeat call, cancel, bring back."""

import datetime as dt

import pytest

from desktop_app.core import clock
from desktop_app.core.enums import CancelReason, TicketStatus
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from desktop_app.ui.widgets.button import Button
from tests.factories import new_company
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.services.fixtures import new_ticket

pytestmark = pytest.mark.gui


@pytest.fixture
def ticket(office: Office) -> int:
    """Return the id of a ticket registered before the window opens."""
    return new_ticket(office, details="Холодно", phone="", no_phone=True)


def test_a_ticket_is_put_off_and_called_about(
    ticket: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """Enter opens the card; the palette offers its steps; each keeps what it was told."""
    clerk.press(Key.Key_Return)
    clerk.command("повторный")
    clerk.type("Просит ускорить")
    clerk.press(Key.Key_Return, CTRL)
    clerk.command("изменить срок")
    clerk.press(Key.Key_Tab)
    clerk.type("договорились с заявителем")
    clerk.press(Key.Key_Return, CTRL)
    clerk.command("отложить")
    clerk.press(Key.Key_Return, CTRL)
    card = office.tickets.card(ticket)
    assert card.row.status is TicketStatus.ON_HOLD
    assert card.row.hold_until is not None
    assert card.row.hold_until.date() == clock.today() + dt.timedelta(days=7)
    assert [note.details for note in card.notes] == ["Просит ускорить"]
    assert "договорились" in card.deadline_basis


def test_a_held_ticket_goes_back_where_it_came_from(
    ticket: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """Also when something else was done with it since: a call was written down, a note was kept."""
    office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    clerk.press(Key.Key_Return)
    clerk.command("отложить")
    clerk.press(Key.Key_Return, CTRL)
    clerk.command("повторный")
    clerk.type("Просит ускорить")
    clerk.press(Key.Key_Return, CTRL)
    clerk.command("вернуть из отложенных")
    assert office.tickets.card(ticket).row.status is TicketStatus.IN_PROGRESS


def test_a_cancelled_ticket_says_where_it_went(
    ticket: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """«Не наша компетенция» without words is refused in the form and nothing is lost."""
    clerk.press(Key.Key_Return)
    clerk.command("отменить обращение")
    for _ in range(3):
        clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return, CTRL)
    assert office.tickets.card(ticket).row.status is TicketStatus.NEW
    clerk.type("направлено в дорожную службу")
    clerk.press(Key.Key_Return, CTRL)
    row = office.tickets.card(ticket).row
    assert (row.status, row.cancel_reason) == (TicketStatus.CANCELLED, CancelReason.NOT_OURS)


def test_ctrl_z_takes_the_last_step_back(ticket: int, clerk: ClerkAtKeys, office: Office) -> None:
    """What the bar offers, Ctrl+Z does."""
    clerk.press(Key.Key_Return)
    clerk.command("поставить на контроль")
    assert office.tickets.card(ticket).row.is_control
    clerk.press(Key.Key_Z, CTRL)
    assert not office.tickets.card(ticket).row.is_control


def test_a_card_refreshes_when_another_lane_changed_it(
    ticket: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """A change announced by any section is seen on the open card."""
    clerk.press(Key.Key_Return)
    changes = office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    clerk.workplace.tools.hub.announce(changes)
    clerk.wait()
    assert "Взято в работу" not in [words for words, _ in clerk.tickets.card.steps.steps()]


def test_another_call_of_the_same_flat(ticket: int, clerk: ClerkAtKeys, office: Office) -> None:
    """F9 in the register begins a call with the person and the place, without what happened."""
    clerk.press(Key.Key_F9)
    known = clerk.tickets.intake.form.draft()
    assert (known.address_text, known.no_phone) == ("ул. Лесная, д. 3", True)
    assert (known.topic_id, known.details) == (None, "")
    clerk.type("нет отоп")
    clerk.press(Key.Key_Return)
    clerk.type("Теперь и в кухне холодно")
    clerk.press(Key.Key_Return, CTRL)
    assert office.register.counts().total == 2
    assert office.tickets.card(ticket).details == "Холодно"


def test_del_cancels_with_a_reason(ticket: int, clerk: ClerkAtKeys, office: Office) -> None:
    """Del in the register asks why; on what is closed it says so and changes nothing."""
    clerk.press(Key.Key_Delete)
    clerk.press(Key.Key_Return, CTRL)
    assert office.tickets.card(ticket).row.status is TicketStatus.CANCELLED
    clerk.press(Key.Key_Z, CTRL)
    assert office.tickets.card(ticket).row.status is TicketStatus.NEW


def test_a_ticket_cancelled_waits_for_no_answer(
    ticket: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """«Принять ответ» of what was handed over goes with the work: it was only refused."""
    office.handovers.hand_over([ticket], HandoverDraft(new_company(office.organizations, "Тепло")))
    clerk.tickets.open_record(ticket)
    clerk.wait()
    assert _answers(clerk) == ["Принять ответ", "Вернуть"]
    mistake = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.MISTAKE)
    clerk.workplace.tools.hub.announce(office.tickets.set_status(ticket, mistake))
    clerk.wait()
    assert _answers(clerk) == []


def _answers(clerk: ClerkAtKeys) -> list[str]:
    shown = clerk.tickets.card.side.findChildren(Button)
    words = [button.text().replace("&", "") for button in shown if button.isVisible()]
    return [word for word in words if word in ("Принять ответ", "Вернуть")]


def test_another_executor_is_typed_over_the_proposed_one(
    ticket: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """The form comes with its proposal marked: typing does not go on after it."""
    first, other = (new_company(office.organizations, name) for name in ("Тепло", "Вода"))
    office.handovers.hand_over([ticket], HandoverDraft(first))
    clerk.tickets.open_record(ticket)
    clerk.wait()
    clerk.alt("п")
    clerk.type("вода")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    assert office.tickets.card(ticket).handovers[0].organization_id == other


def test_a_free_address_gets_its_house_later(
    ticket: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """The book learnt the house since: a correction puts the ticket there, history says so."""
    house = office.buildings.ids()[0]
    clerk.press(Key.Key_Return)
    clerk.correct_address("лен 12")
    card = office.tickets.card(ticket)
    assert (card.building_id, card.draft.address_text) == (house, "")
    assert (
        card.row.address == office.tickets.card(new_ticket(office, building_id=house)).row.address
    )
    assert any("дом" in event.details for event in card.history)


def test_an_address_no_longer_of_the_book_is_kept_as_typed(
    ticket: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """Another street said by mistake is corrected in free words; other fields leave it alone."""
    clerk.press(Key.Key_Return)
    clerk.correct_address("Заозёрная, 999")
    assert office.tickets.card(ticket).draft.address_text == "Заозёрная, 999"
    clerk.command("изменить обращение")
    clerk.type("7")
    clerk.press(Key.Key_Return, CTRL)
    card = office.tickets.card(ticket)
    assert (card.draft.address_text, card.row.premise) == ("Заозёрная, 999", "7")
