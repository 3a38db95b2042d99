"""Journey 1 and 3: a call becomes a ticket and is handed over, without a mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from desktop_app.core.enums import HandoverOutcome, TicketStatus
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.settings import AREA_CODE
from desktop_app.services.office import Office
from desktop_app.ui.pages.tickets.intake_feet import SavedFoot
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.empty_state import EmptyState
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui
MOST_STROKES = 12
_SAID = "С ночи холодные все батареи, дома +15"


def test_from_ring_to_handed_over_by_keys_alone(
    clerk: ClerkAtKeys, office: Office, figure: Callable[[str, object], None]
) -> None:
    """House chosen by «лен 12», saved with a number and a term, handed over to the manager."""
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    strokes = clerk.strokes
    (ticket,) = office.register.ids(RegisterQuery())
    row = office.tickets.card(ticket).row
    assert (row.address, row.premise) == ("пр-кт Ленина, д. 12", "45")
    assert row.status is TicketStatus.NEW
    assert row.deadline_at is not None
    assert row.clerk == "Лапина Ирина"
    clerk.press(Key.Key_Escape)
    figure("клавиш от звонка до записи, кроме набранного текста", strokes)
    assert strokes <= MOST_STROKES
    _hand_over(clerk)
    card = office.tickets.card(ticket)
    assert card.row.status is TicketStatus.SENT
    assert card.handovers[0].outcome is HandoverOutcome.WAITING
    assert card.handovers[0].accepted_by == "Котова"


def _hand_over(clerk: ClerkAtKeys) -> None:
    """Choose «Передать выбранные» in the palette and fill the form."""
    clerk.press(Key.Key_K, CTRL)
    clerk.type("передать")
    clerk.press(Key.Key_Return)
    for _ in range(2):
        clerk.press(Key.Key_Tab)
    clerk.type("Котова")
    clerk.press(Key.Key_Return, CTRL)


def test_a_second_call_does_not_lose_the_first(clerk: ClerkAtKeys, office: Office) -> None:
    """Ins parks what was typed; Esc keeps it too, and it comes back whole."""
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Insert)
    form = clerk.tickets.intake.form
    assert form.is_empty()
    clerk.type("садовая 3")
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_Escape)
    assert not office.register.ids(RegisterQuery())
    first, second = office.drafts.all()
    assert first.body["said"] == "С ночи холодные все батареи, дома +15"
    assert second.body["address"].startswith("садовая 3")
    clerk.press(Key.Key_Insert)
    clerk.tickets.intake.resume(first.id)
    clerk.wait()
    assert form.said.toPlainText() == "С ночи холодные все батареи, дома +15"
    assert form.name.text() == "Соколова Вера Андреевна"
    clerk.press(Key.Key_Return, CTRL)
    assert len(office.register.ids(RegisterQuery())) == 1
    assert [draft.id for draft in office.drafts.all() if draft.body] == [second.id]


def test_a_refused_form_keeps_every_letter(clerk: ClerkAtKeys, office: Office) -> None:
    """Without a topic nothing is saved, the field is named, and what was typed stays."""
    clerk.press(Key.Key_Insert)
    clerk.type("садовая 3")
    clerk.press(Key.Key_Return)
    clerk.type("7")
    clerk.press(Key.Key_Return, CTRL)
    form = clerk.tickets.intake.form
    assert form.fields["topic"].problem
    assert form.fields["phone"].problem
    assert form.address.text() == "ул. Садовая, д. 3"
    assert form.flat.text() == "7"
    assert not office.register.ids(RegisterQuery())


def test_a_repeat_is_settled_by_one_key(clerk: ClerkAtKeys, office: Office) -> None:
    """The same flat calls again: Shift+F7 links a new ticket, F7 adds to the one there is."""
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    (first,) = office.register.ids(RegisterQuery())
    clerk.take_call(_SAID)
    clerk.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    clerk.press(Key.Key_Return, CTRL)
    second, _ = office.register.ids(RegisterQuery())
    assert len(office.tickets.card(second).links) == 1
    clerk.take_call(_SAID)
    clerk.press(Key.Key_F7)
    assert len(office.register.ids(RegisterQuery())) == 2
    noted = {len(office.tickets.card(ticket).notes): ticket for ticket in (first, second)}
    assert sorted(noted) == [0, 1]
    # The caller asks for the number and the term again: the card that was added to says both.
    assert clerk.tickets.record_in_front() == noted[1]
    assert clerk.window.undo_bar.accessibleName().startswith("Прежнее обращение дополнено")
    clerk.press(Key.Key_Z, CTRL)
    assert not office.tickets.card(noted[1]).notes


def test_what_looks_wrong_is_said_and_taken(clerk: ClerkAtKeys) -> None:
    """A flat the house has not, a number that lacks digits, an unknown house: said, not refused."""
    fields = clerk.tickets.intake.form.fields
    clerk.press(Key.Key_Insert)
    clerk.type("лен 12")
    clerk.press(Key.Key_Return)
    clerk.type("9999")
    clerk.press(Key.Key_Return)
    assert "проверьте номер" in fields["building"].doubt
    clerk.type("900555186")
    clerk.press(Key.Key_Return)
    assert fields["phone"].doubt.endswith("проверьте номер")
    clerk.press(Key.Key_Insert)
    assert (fields["building"].doubt, fields["phone"].doubt) == ("", "")
    clerk.type("небывалая 99")
    clerk.press(Key.Key_Return)
    assert fields["building"].doubt == "дома нет в справочнике, запишется как набрано"


def test_a_local_number_gets_the_code_of_the_town(clerk: ClerkAtKeys, office: Office) -> None:
    """Typed as the caller says it, read back whole; saved, it is found by the full number."""
    office.settings.set(AREA_CODE, "49341")
    phone = clerk.tickets.intake.form.phone
    clerk.press(Key.Key_Insert)
    phone.setFocus()
    clerk.type("2-13-45")
    clerk.press(Key.Key_Return)
    assert phone.text().replace("\N{NO-BREAK SPACE}", " ") == "8 (49341) 2-13-45"
    clerk.press(Key.Key_Insert)
    clerk.take_call(_SAID)
    phone.setText("2-13-45")
    clerk.press(Key.Key_Return, CTRL)
    (taken,) = office.register.ids(RegisterQuery())
    assert [item.ticket_id for item in office.search.find("84934121345")] == [taken]


def test_a_call_is_thrown_away_and_brought_back(clerk: ClerkAtKeys, office: Office) -> None:
    """The caller hung up: Ctrl+W leaves nothing behind, Ctrl+Z brings every letter back."""
    page = clerk.tickets
    clerk.take_call(_SAID)
    clerk.press(Key.Key_W, CTRL)
    assert page.register.isVisible()
    assert office.drafts.all() == []
    assert not page.register.drafts.isVisible()
    clerk.press(Key.Key_Z, CTRL)
    form = page.intake.form
    assert form.isVisible()
    assert form.said.toPlainText() == "С ночи холодные все батареи, дома +15"
    assert form.address.house is not None
    clerk.press(Key.Key_Return, CTRL)
    assert len(office.register.ids(RegisterQuery())) == 1


def test_a_call_just_written_is_taken_back_by_the_key_under_it(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Ctrl+Z takes the record back, not what was done before it; the call can be written anew."""
    page = clerk.tickets
    clerk.take_call(_SAID)
    clerk.press(Key.Key_W, CTRL)
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    (ticket,) = office.register.ids(RegisterQuery())
    clerk.press(Key.Key_Z, CTRL)
    assert office.tickets.card(ticket).row.status is TicketStatus.CANCELLED
    form = page.intake.form
    assert form.isVisible()
    assert form.said.toPlainText() == "С ночи холодные все батареи, дома +15"
    assert clerk.window.status.left == "Отменено: Звонок записан"
    clerk.press(Key.Key_Return, CTRL)
    assert len(office.register.ids(RegisterQuery())) == 2


def test_a_call_gone_further_is_not_written_twice(clerk: ClerkAtKeys, office: Office) -> None:
    """At work already, its record is not taken back: the form stays written, none is doubled."""
    page = clerk.tickets
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    (ticket,) = office.register.ids(RegisterQuery())
    office.tickets.set_status(ticket, StatusChange(TicketStatus.IN_PROGRESS))
    foot = page.intake.findChild(SavedFoot)
    assert foot is not None
    foot.undo.click()
    clerk.wait()
    assert office.tickets.card(ticket).row.status is TicketStatus.IN_PROGRESS
    clerk.press(Key.Key_Return, CTRL)
    assert office.register.ids(RegisterQuery()).tolist() == [ticket]


def test_a_call_left_before_it_was_refused_is_named(clerk: ClerkAtKeys, office: Office) -> None:
    """The words over another page say whose fields they are of, and where they wait."""
    page, told = clerk.tickets, list[OfficeError]()
    page.failed.connect(told.append)
    clerk.press(Key.Key_Insert)
    clerk.enter("лен 12", "45")
    page.intake.save()
    page.intake.leave()
    clerk.wait()
    assert [error.cause for error in told] == ["Отложенный звонок не записан"]
    assert "выберите тему" in told[0].remedy
    assert len(office.drafts.all()) == 1


def test_a_call_put_aside_is_seen_in_the_register(clerk: ClerkAtKeys, office: Office) -> None:
    """Esc keeps the call; the register says so, one press goes on with it; Ctrl+Tab changes."""
    page = clerk.tickets
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Escape)
    words = page.register.drafts.text().replace("\N{NO-BREAK SPACE}", " ")
    assert (words, page.register.drafts.isVisible()) == ("Отложено: 1 звонок", True)
    page.register.drafts.setFocus()
    clerk.press(Key.Key_Return)
    assert page.intake.form.name.text() == "Соколова Вера Андреевна"
    clerk.press(Key.Key_Insert)
    clerk.type("сад 3")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Tab, CTRL)
    assert page.intake.form.name.text() == "Соколова Вера Андреевна"
    clerk.press(Key.Key_Tab, CTRL)
    assert page.intake.form.address.text() == "ул. Садовая, д. 3"
    assert len(office.drafts.all()) == 2


def test_a_call_just_saved_is_printed(clerk: ClerkAtKeys) -> None:
    """«Печать» beside the number opens the card's paper, the call staying on the screen."""
    page = clerk.tickets
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    assert page.intake.isVisible()
    buttons = page.intake.findChildren(Button)
    next(button for button in buttons if button.text() == "Печать").click()
    paper = page.ticket_actions.cards
    clerk.until(lambda: paper.preview is not None and paper.preview.print.isEnabled())
    assert paper.preview is not None
    assert paper.preview.windowTitle().startswith("Карточка обращения № 20")
    clerk.press(Key.Key_Escape)


def test_the_very_first_call_put_aside_is_seen_too(clerk: ClerkAtKeys) -> None:
    """An empty register has no bars, yet it names the call put aside and goes on with it."""
    page = clerk.tickets
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Escape)
    empty = page.register.list.findChild(EmptyState)
    assert empty is not None
    assert empty.way_out.text().replace("\N{NO-BREAK SPACE}", " ") == "Отложено: 1 звонок"
    empty.way_out.click()
    clerk.wait()
    assert page.intake.form.name.text() == "Соколова Вера Андреевна"


def test_the_phone_rings_over_a_card(clerk: ClerkAtKeys, office: Office) -> None:
    """Ins takes the call from the card too."""
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    (ticket,) = office.register.ids(RegisterQuery())
    page = clerk.tickets
    page.open_record(ticket)
    clerk.wait()
    clerk.press(Key.Key_Insert)
    assert page.intake.isVisible()
    assert page.intake.form.is_empty()


def test_several_calls_put_aside_take_little_room(clerk: ClerkAtKeys) -> None:
    """One tells all of itself; several are short, so that the form keeps its height."""
    page = clerk.tickets
    for house in ("лен 12", "сад 3"):
        clerk.press(Key.Key_Insert)
        clerk.type(house)
        clerk.press(Key.Key_Return)
        clerk.type("45")
    clerk.press(Key.Key_Insert)
    parked = [tab for tab in page.intake.drafts.tabs() if tab.key != "now"]
    assert [tab.title for tab in parked] == [
        "пр-кт Ленина…д. 12, кв. 45",
        "ул. Садовая, д. 3, кв. 45",
    ]
    assert all(len(tab.aside) == len("09:41") for tab in parked)
