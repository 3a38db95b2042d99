"""Fields of a call: words that mean nothing, where Enter goes, how the form fits."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.office import Office
from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.widgets.fields import PhoneEdit
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui
_SAID = "С ночи холодные все батареи, дома +15"


def test_a_number_the_street_does_not_have_is_taken_as_typed(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Enter takes no neighbour for a house missing in the book; the call keeps what was typed."""
    clerk.press(Key.Key_Insert)
    clerk.type("ленина 77")
    clerk.until(lambda: clerk.tickets.intake.form.address.is_alike)
    for words in ("", "5", "89005551863", "Соколова Вера", "нет отоп"):
        clerk.type(words)
        clerk.press(Key.Key_Return)
    clerk.type("Холодно")
    clerk.press(Key.Key_Return, CTRL)
    (ticket,) = office.register.ids(RegisterQuery())
    row = office.tickets.card(ticket).row
    assert row.address == "ленина 77"


def test_enter_sooner_than_the_book_answers_takes_the_only_house_meant(clerk: ClerkAtKeys) -> None:
    """A fast clerk on a slow disk is not sent back to the address after the whole form."""
    clerk.press(Key.Key_Insert)
    field = clerk.tickets.intake.form.address
    field.setText("ленина 12а")
    field.typed.emit("ленина 12а")
    clerk.tickets.intake.form.phone.setFocus()
    clerk.until(lambda: field.house is not None)
    assert field.text() == "пр-кт Ленина, д. 12а"
    assert clerk.tickets.intake.form.phone.hasFocus()


def test_houses_offered_to_one_call_are_not_offered_to_another(clerk: ClerkAtKeys) -> None:
    """Ctrl+Tab over an open list: Enter in the other call must not take a house of the first."""
    clerk.press(Key.Key_Insert)
    field = clerk.tickets.intake.form.address
    clerk.type("садовая 3")
    clerk.until(field.popup.isVisible)
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Insert)
    clerk.type("лен 12")
    clerk.until(field.popup.isVisible)
    clerk.press(Key.Key_Tab, CTRL)
    clerk.until(lambda: "Садовая" in field.text())
    assert not field.popup.isVisible()


def test_words_that_are_no_day_number_or_executor_are_not_dropped(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """A call with a strange term, executor and temperature is not written down without them."""
    clerk.take_call(_SAID)
    form = clerk.tickets.intake.form
    clerk.until(form.fields["room_temperature"].isVisible)
    for line, words in ((form.executor, "Рога"), (form.term, "31.02.2027"), (form.room, "тепло")):
        line.setFocus()
        line.selectAll()
        clerk.type(words)
    clerk.press(Key.Key_Return, CTRL)
    assert not office.register.ids(RegisterQuery())
    marked = {name for name, field in form.fields.items() if field.problem}
    assert marked == {"organization", "deadline", "room_temperature"}


def test_a_promised_day_that_does_not_exist_is_not_dropped(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Handing over waits until the promised day can be read."""
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    clerk.press(Key.Key_Escape)
    (ticket,) = office.register.ids(RegisterQuery())
    clerk.press(Key.Key_K, CTRL)
    clerk.type("передать")
    clerk.press(Key.Key_Return)
    for _ in range(4):
        clerk.press(Key.Key_Tab)
    clerk.type("31.02.2027")
    clerk.press(Key.Key_Return, CTRL)
    assert office.tickets.card(ticket).row.status is TicketStatus.NEW
    assert not office.tickets.card(ticket).handovers


def test_enter_comes_back_to_a_topic_that_names_none(clerk: ClerkAtKeys) -> None:
    """Words left in the topic that choose nothing are not passed by: Enter stops there again."""
    clerk.press(Key.Key_Insert)
    form = clerk.tickets.intake.form
    form.topic.setFocus()
    clerk.type("дорога")
    form.name.setFocus()
    clerk.enter("Соколова")
    assert form.topic.hasFocus()
    form.topic.selectAll()
    clerk.enter("нет отоп")
    assert form.said.hasFocus()


def test_a_field_has_the_same_letter_in_the_call_and_in_its_correction(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Alt+Т is the topic both while the call is taken and when the ticket is corrected."""
    clerk.take_call(_SAID)
    clerk.press(Key.Key_Return, CTRL)
    (ticket,) = office.register.ids(RegisterQuery())
    clerk.tickets.open_record(ticket)
    clerk.wait()
    clerk.press(Key.Key_F2)
    clerk.alt("т")
    assert clerk.focus().accessibleName() == "Тема"
    clerk.alt("е")
    assert isinstance(clerk.focus(), PhoneEdit)


def test_every_field_is_seen_in_the_smallest_window_with_the_largest_letters(
    clerk: ClerkAtKeys, qapp: QApplication
) -> None:
    """At 1024×600 and 16 pt the phone and the kind stood beyond the edge of the form."""
    apply_theme(qapp, LIGHT, 16)
    clerk.window.resize(1024, 600)
    clerk.press(Key.Key_Insert)
    form = clerk.tickets.intake.form
    for field in form.fields.values():
        if field.isVisible():
            right = field.control.mapTo(form, field.control.rect().topRight()).x()
            assert right < form.width(), field.label
    assert form.phone.mapTo(form, form.phone.pos()).y() > form.flat.mapTo(form, form.flat.pos()).y()


def test_fields_stand_beside_each_other_where_there_is_room(clerk: ClerkAtKeys) -> None:
    """The usual window keeps the phone beside the flat, the kind beside the topic."""
    clerk.window.resize(1366, 690)
    clerk.press(Key.Key_Insert)
    fields = clerk.tickets.intake.form.fields
    for left, right in (("premise", "phone"), ("topic", "kind"), ("organization", "deadline")):
        assert fields[left].y() == fields[right].y()
