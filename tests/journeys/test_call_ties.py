"""What a call was said to belong to goes with it: put aside, and to another house."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.text import NBSP
from desktop_app.services.office import Office
from desktop_app.ui.widgets.text import Paragraph
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui
SHIFT = Qt.KeyboardModifier.ShiftModifier
_SAID = "Холодные батареи"


def _linked_call(clerk: ClerkAtKeys, office: Office) -> int:
    """Register a call and take another one, linked to it; return the first."""
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    (first,) = office.register.ids(RegisterQuery())
    clerk.take_call(_SAID)
    clerk.press(Key.Key_F7, SHIFT)
    return first


def _second(office: Office, first: int) -> int:
    (second,) = set(office.register.ids(RegisterQuery())) - {first}
    return second


def test_a_link_is_put_aside_with_its_call(clerk: ClerkAtKeys, office: Office) -> None:
    """Another call comes in between: the first is still the repeat it was said to be."""
    first = _linked_call(clerk, office)
    clerk.press(Key.Key_Insert)
    intake = clerk.tickets.intake
    intake.resume(intake.drafts.parked[0].id)
    clerk.wait()
    clerk.press(Key.Key_Return, CTRL)
    (link,) = office.tickets.card(_second(office, first)).links
    assert link.other_id == first


def test_a_link_does_not_go_to_another_house(clerk: ClerkAtKeys, office: Office) -> None:
    """The house was heard wrong: the ticket of the other one is no repeat."""
    first = _linked_call(clerk, office)
    clerk.tickets.intake.form.address.setFocus()
    clerk.press(Key.Key_A, CTRL)
    clerk.type("садовая 3")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    saved = office.tickets.card(_second(office, first))
    assert saved.row.address == "ул. Садовая, д. 3"
    assert saved.links == ()
    assert not saved.row.is_repeat


def test_a_link_stays_while_the_same_house_is_typed_again(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Letters in between name no house: the link waits for it."""
    first = _linked_call(clerk, office)
    clerk.tickets.intake.form.address.setFocus()
    clerk.press(Key.Key_A, CTRL)
    clerk.type("лен 12")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    (link,) = office.tickets.card(_second(office, first)).links
    assert link.other_id == first


def _repeats(clerk: ClerkAtKeys) -> list[str]:
    """Return what the notes of repeats say, up to the flat."""
    said = [text.text() for text in clerk.tickets.intake.panel.findChildren(Paragraph)]
    return [words.split(",")[0].replace(NBSP, " ") for words in said if "№" in words]


def test_a_link_is_seen_and_taken_back_by_the_same_key(clerk: ClerkAtKeys, office: Office) -> None:
    """The note says what the call will be linked with; another repeat is not offered over it."""
    for _ in range(2):
        clerk.take_call(_SAID)
        clerk.press(Key.Key_Return, CTRL)
    clerk.take_call(_SAID)
    (offered,) = _repeats(clerk)
    number = offered.removeprefix("Похоже на повтор: ")
    clerk.press(Key.Key_F7, SHIFT)
    assert _repeats(clerk) == [f"Будет связано с {number}"]
    clerk.press(Key.Key_F7, SHIFT)
    assert _repeats(clerk) == [offered]
    clerk.press(Key.Key_Return, CTRL)
    assert office.tickets.card(max(office.register.ids(RegisterQuery()))).links == ()
