"""Alt and a letter reach what is done on a card and in a list; no letter means two things."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from tests.journeys.clerk import ClerkAtKeys, Key
from tests.ui.letters import letters

pytestmark = pytest.mark.gui


@pytest.fixture
def ticket(office: Office) -> int:
    """Return the id of a ticket registered before the window opens."""
    topic = office.reference.topic("HEAT.NO").id
    draft = TicketDraft(topic, "Холодно", address_text="ул. Лесная, д. 3", no_phone=True)
    return office.tickets.register(draft).id


def test_a_list_and_a_card_are_worked_by_letters(ticket: int, clerk: ClerkAtKeys) -> None:
    """Alt+П hands over from the register and from the card, as it does on «Сегодня»."""
    assert ticket
    register = letters(clerk.window)
    assert {"Alt+П", "Alt+И", "Alt+О"} <= register.keys()
    clerk.alt("П")
    assert QApplication.activeModalWidget() is not None
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_Return)
    card = letters(clerk.window)
    assert {"Alt+П", "Alt+И", "Alt+Н", "Alt+Е"} <= card.keys()
    clerk.alt("П")
    assert QApplication.activeModalWidget() is not None
    clerk.press(Key.Key_Escape)
    assert max(register.values()) == max(card.values()) == 1


def test_no_letter_means_two_things(ticket: int, clerk: ClerkAtKeys) -> None:
    """On every section as it opens."""
    assert ticket
    for name in clerk.window.keys:
        clerk.window.show_page(name)
        clerk.wait()
        assert [letter for letter, uses in letters(clerk.window).items() if uses > 1] == [], name
