"""Two tickets linked from a card by keys: seen on both, taken back."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.core.enums import LinkKind
from desktop_app.services.office import Office
from desktop_app.ui.pages.tickets.card import CardScreen
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.text import Paragraph
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.services.fixtures import new_ticket

pytestmark = pytest.mark.gui


@pytest.fixture
def pair(office: Office) -> tuple[int, int]:
    """Return two tickets about one thing, registered before the window opens."""
    first = new_ticket(office, details="Холодно", phone="", no_phone=True)
    return first, new_ticket(office, details="Холодно и шумно", phone="", no_phone=True)


def _kinds(office: Office, ticket: int) -> list[tuple[int, LinkKind]]:
    return [(one.other_id, one.kind) for one in office.tickets.card(ticket).links]


def _link_words(card: CardScreen) -> list[str]:
    shown = [button.text() for button in card.facts.findChildren(QPushButton)]
    return [words.replace("\N{NO-BREAK SPACE}", " ") for words in shown if "№" in words]


def test_a_double_is_linked_from_its_card(
    pair: tuple[int, int], clerk: ClerkAtKeys, office: Office
) -> None:
    """A short number is of this year; both cards show the link, Ctrl+Z takes it off both."""
    first, second = pair
    clerk.tickets.open_record(second)
    clerk.wait()
    clerk.command("связать с обращением")
    clerk.type("№ 1")
    clerk.press(Key.Key_Return, CTRL)
    assert _kinds(office, first) == [(second, LinkKind.DUPLICATE)]
    number = office.tickets.card(first).row.number
    assert _link_words(clerk.tickets.card) == [f"дубль № {number}, новое"]
    clerk.tickets.open_record(first)
    clerk.wait()
    number = office.tickets.card(second).row.number
    assert _link_words(clerk.tickets.card) == [f"дубль № {number}, новое"]
    clerk.press(Key.Key_Z, CTRL)
    assert _kinds(office, first) == _kinds(office, second) == []
    assert _link_words(clerk.tickets.card) == []


def test_related_and_repeat_are_chosen_by_arrows(
    pair: tuple[int, int], clerk: ClerkAtKeys, office: Office
) -> None:
    """The box of ways is walked by keys; a repeat marks the ticket, its undoing takes the mark."""
    first, second = pair
    number = office.tickets.card(first).row.number
    for times, kind in ((2, LinkKind.RELATED), (1, LinkKind.REPEAT)):
        clerk.tickets.open_record(second)
        clerk.wait()
        clerk.command("связать с обращением")
        clerk.enter(number)
        for _ in range(times):
            clerk.press(Key.Key_Down)
        clerk.press(Key.Key_Return, CTRL)
        assert (first, kind) in _kinds(office, second)
    assert office.tickets.card(second).row.is_repeat
    clerk.press(Key.Key_Z, CTRL)
    assert not office.tickets.card(second).row.is_repeat
    assert _kinds(office, second) == [(first, LinkKind.RELATED)]


@pytest.mark.parametrize(
    ("typed", "told"), [("", "впишите номер"), ("999", "Нет обращения"), ("2", "этого же")]
)
def test_a_wrong_number_is_told_in_the_form(
    pair: tuple[int, int], clerk: ClerkAtKeys, office: Office, typed: str, told: str
) -> None:
    """Nothing, a number nobody has and the ticket itself keep the form open with its words."""
    _, second = pair
    clerk.tickets.open_record(second)
    clerk.wait()
    clerk.command("связать с обращением")
    clerk.type(typed)
    clerk.press(Key.Key_Return, CTRL)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    shown = [words.text() for words in sheet.findChildren(Paragraph)]
    assert told in " ".join([*shown, sheet.fields["other"].problem])
    assert _kinds(office, second) == []
    clerk.press(Key.Key_Escape)
