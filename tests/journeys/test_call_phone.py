"""A caller's number typed into a fresh call, where the cursor stands in the address."""

import pytest
from PySide6.QtCore import QPoint, QRect

from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.office import Office
from desktop_app.ui.pages.tickets.intake import IntakeScreen
from desktop_app.ui.widgets.painted_table import PaintedTable
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui
_TABLE = "Обращения с этого номера"


def _intake(clerk: ClerkAtKeys) -> IntakeScreen:
    return clerk.tickets.intake


def _callers_tickets(clerk: ClerkAtKeys) -> int:
    """Return how many tickets of the caller the panel beside the form shows."""
    for table in _intake(clerk).panel.findChildren(PaintedTable):
        if table.isVisible() and table.accessibleName() == _TABLE:
            return table.model().rowCount()
    return 0


def _take_call(clerk: ClerkAtKeys) -> None:
    clerk.take_call("С ночи холодные все батареи")
    clerk.press(Key.Key_Return, CTRL)


@pytest.mark.parametrize(
    "typed", ["89005551863", "+7 900 555-18-63", "8(900)5551863", "9005551863"]
)
def test_a_number_typed_as_the_address_moves_by_one_key(clerk: ClerkAtKeys, typed: str) -> None:
    """The number is told for what it is; Enter moves it and leaves the address to be typed."""
    clerk.press(Key.Key_Insert)
    clerk.type(typed)
    form = _intake(clerk).form
    assert "похоже на телефон" in form.fields["building"].doubt
    (offered,) = form.address.popup.rows
    assert "+7 (900) 555-18-63".replace(" ", "\N{NO-BREAK SPACE}") in offered.title
    clerk.press(Key.Key_Return)
    assert form.address.text() == ""
    assert form.phone.text() == "+7 (900) 555-18-63".replace(" ", "\N{NO-BREAK SPACE}")
    assert form.fields["building"].doubt == ""
    assert form.address.hasFocus()
    clerk.enter("лен 12")
    assert form.address.house is not None


def test_tickets_of_the_number_stand_beside_the_call(clerk: ClerkAtKeys) -> None:
    """They are shown when the number is told and after it moved, until the house is known."""
    _take_call(clerk)
    clerk.press(Key.Key_Insert)
    assert _callers_tickets(clerk) == 0
    clerk.type("89005551863")
    assert _callers_tickets(clerk) == 1
    clerk.press(Key.Key_Return)
    assert _callers_tickets(clerk) == 1
    clerk.enter("садовая 3")
    assert _callers_tickets(clerk) == 0


def test_a_ticket_beside_the_call_opens_by_enter(clerk: ClerkAtKeys, office: Office) -> None:
    """No mouse is needed for what the caller asked before; the call on its way is put aside."""
    _take_call(clerk)
    (ticket,) = office.register.ids(RegisterQuery())
    clerk.press(Key.Key_Insert)
    clerk.type("89005551863")
    clerk.press(Key.Key_Return)
    clerk.tab_to(_TABLE)
    clerk.press(Key.Key_Return)
    assert clerk.tickets.record_in_front() == ticket
    assert len(_intake(clerk).drafts.parked) == 1


def test_a_number_in_its_own_field_shows_the_callers_tickets(clerk: ClerkAtKeys) -> None:
    """A clerk who begins with the phone field sees the same; another number shows none."""
    _take_call(clerk)
    clerk.press(Key.Key_Insert)
    form = _intake(clerk).form
    form.phone.setFocus()
    clerk.enter("89005551863")
    assert _callers_tickets(clerk) == 1
    form.phone.setFocus()
    form.phone.clear()
    clerk.enter("89005551864")
    assert _callers_tickets(clerk) == 0


def test_a_second_number_joins_the_first(clerk: ClerkAtKeys) -> None:
    """A phone already there is kept: the moved one stands after it."""
    clerk.press(Key.Key_Insert)
    form = _intake(clerk).form
    form.phone.setText("8 900 555-20-10")
    clerk.type("89005551863")
    clerk.press(Key.Key_Tab)
    assert form.phone.text().startswith("8 900 555-20-10, +7")


def test_a_number_left_as_the_address_is_not_written_down(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Saving names the field and what to do; the number is offered again there and stays typed."""
    clerk.press(Key.Key_Insert)
    clerk.type("89005551863")
    clerk.press(Key.Key_Escape)  # no, let it stand
    form = _intake(clerk).form
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    assert not office.register.ids(RegisterQuery())
    assert "телефон" in form.fields["building"].problem
    assert form.address.text() == "89005551863"
    assert form.address.hasFocus()
    assert form.address.popup.isVisible()
    clerk.press(Key.Key_Return)
    assert form.phone.text()


@pytest.mark.parametrize("typed", ["ленина 12", "12", "1905", "12 345"])
def test_an_address_is_not_taken_for_a_phone(clerk: ClerkAtKeys, typed: str) -> None:
    """A house number, a year in a street's name, a house and a flat stay an address."""
    clerk.press(Key.Key_Insert)
    clerk.type(typed)
    assert _intake(clerk).form.address.phone() is None


def test_the_offered_houses_go_with_their_field(clerk: ClerkAtKeys) -> None:
    """A refusal grows above the field and pushes it down: the popup stands under it again."""
    clerk.press(Key.Key_Insert)
    clerk.type("лен")
    form = _intake(clerk).form
    before = form.address.mapTo(clerk.window, QPoint(0, 0)).y()
    clerk.press(Key.Key_Return, CTRL)
    popup = form.address.popup
    field = QRect(form.address.mapTo(clerk.window, QPoint(0, 0)), form.address.size())
    assert field.top() > before + field.height()
    assert popup.isVisible()
    assert not popup.geometry().intersects(field)
    assert 0 < popup.y() - field.bottom() < field.height()
