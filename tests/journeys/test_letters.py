"""Alt and a letter reach what is done on a card and in a list; no letter means two things."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from tests.journeys.clerk import ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _letters(clerk: ClerkAtKeys) -> Counter[str]:
    """Return the Alt letters of what is on the screen, with how often each is used."""
    texts = [w.text() for w in clerk.window.findChildren(QAbstractButton) if w.isVisible()]
    texts += [w.text() for w in clerk.window.findChildren(QLabel) if w.isVisible() and w.buddy()]
    found = (QKeySequence.mnemonic(text).toString() for text in texts)
    return Counter(letter for letter in found if letter)


@pytest.fixture
def ticket(office: Office) -> int:
    """Return the id of a ticket registered before the window opens."""
    topic = office.reference.topic("HEAT.NO").id
    draft = TicketDraft(topic, "Холодно", address_text="ул. Лесная, д. 3", no_phone=True)
    return office.tickets.register(draft).id


def test_a_list_and_a_card_are_worked_by_letters(ticket: int, clerk: ClerkAtKeys) -> None:
    """Alt+П hands over from the register and from the card, as it does on «Сегодня»."""
    assert ticket
    register = _letters(clerk)
    assert {"Alt+П", "Alt+И", "Alt+О"} <= register.keys()
    clerk.alt("П")
    assert QApplication.activeModalWidget() is not None
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_Return)
    card = _letters(clerk)
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
        assert [letter for letter, uses in _letters(clerk).items() if uses > 1] == [], name
