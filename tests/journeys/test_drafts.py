"""What is typed into a form outlives the form, the window and the program."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.drafts import FormDraft
from desktop_app.core.records.tickets import StatusChange
from desktop_app.services.drafts import INTAKE, NOTE, REMARK
from desktop_app.services.office import Office
from desktop_app.ui.application import account_name
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.pages.buildings.page import BuildingsPage
from desktop_app.ui.pages.callbacks.page import CallbacksPage
from desktop_app.ui.state import State
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.suggest_edit import LookupEdit
from desktop_app.ui.workplace import Workplace
from tests.journeys.clerk import ClerkAtKeys, Key
from tests.services.fixtures import new_ticket

pytestmark = pytest.mark.gui


def _sheet() -> FormSheet:
    front = QApplication.activeModalWidget()
    assert isinstance(front, FormSheet)
    return front


def _new_house(clerk: ClerkAtKeys) -> FormSheet:
    clerk.window.show_page("buildings")
    clerk.wait()
    page = clerk.window.page("buildings")
    assert isinstance(page, BuildingsPage)
    clerk.press(Key.Key_Insert)
    return _sheet()


def _drafts(office: Office) -> list[tuple[str, dict[str, object]]]:
    return [(draft.title, draft.body) for draft in office.drafts.left("sheet:")]


def _press(sheet: FormSheet, verb: str) -> None:
    next(button for button in sheet.findChildren(Button) if button.text() == verb).click()


def test_typing_survives_a_killed_program(
    qtbot: QtBot, clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """A second after typing it is in the file; the next program says so and gives it back."""
    _new_house(clerk)
    clerk.type("Лесная")
    qtbot.waitUntil(lambda: bool(_drafts(office)), timeout=5_000)
    assert [(title, body["street"]) for title, body in _drafts(office)] == [("Новый дом", "Лесная")]
    # Another program over the same file, as after a kill: nothing of this window was closed.
    state = State.at(tmp_path / "second.ini")
    second = Workplace(Office.open(office.path), Dialogs(state), state)
    try:
        second.show()
        other = ClerkAtKeys(qtbot, second)
        other.wait()
        assert "Введено и не записано" in second.window.banners.titles
        assert second.office.clerks.current() is not None
        assert account_name()
    finally:
        second.window.close()
        second.close()
    sheet = _sheet()
    sheet.reject()
    clerk.wait()
    again = _new_house(clerk)
    clerk.wait()
    street = again.fields["street"].control
    assert street.property("text") == ""
    _press(again, "Вернуть введённое")
    assert street.property("text") == "Лесная"
    again.reject()
    clerk.wait()


def test_a_saved_form_leaves_no_draft(clerk: ClerkAtKeys, office: Office, qtbot: QtBot) -> None:
    """Written means written: the draft goes with the form, and an untouched form makes none."""
    sheet = _new_house(clerk)
    qtbot.wait(1_200)
    assert _drafts(office) == []
    clerk.type("ул. Лесная")
    sheet.fields["settlement"].control.setProperty("text", "г. Лесной")
    sheet.fields["house"].control.setProperty("text", "7")
    qtbot.waitUntil(lambda: bool(_drafts(office)), timeout=5_000)
    _press(sheet, "Записать")
    clerk.wait()
    assert QApplication.activeModalWidget() is None
    assert _drafts(office) == []


def test_forgetting_is_one_press(clerk: ClerkAtKeys, office: Office, qtbot: QtBot) -> None:
    """What is not wanted any more goes for good."""
    _new_house(clerk)
    clerk.type("Лесная")
    clerk.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(_drafts(office)), timeout=5_000)
    again = _new_house(clerk)
    clerk.wait()
    _press(again, "Забыть")
    clerk.wait()
    assert _drafts(office) == []
    clerk.press(Key.Key_Escape)


def test_empty_drafts_are_swept(office: Office) -> None:
    """An intake form whose words were all taken away leaves nothing after half a day."""
    old, now = dt.datetime(2020, 1, 1), office.desk.now()
    office.drafts.put(FormDraft(-1, INTAKE, old, old, "", {}))
    kept = office.drafts.put(FormDraft(-2, INTAKE, now, now, "", {}))
    office.drafts.sweep()
    assert [draft.id for draft in office.drafts.all()] == [kept]


def _killed(office: Office, tmp_path: Path) -> Workplace:
    """Return another program over the same file, as after a kill: nothing of the first closed."""
    state = State.at(tmp_path / "second.ini")
    return Workplace(Office.open(office.path), Dialogs(state), state)


def test_a_note_of_a_ticket_survives_a_kill(
    qtbot: QtBot, clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """The note is written when it is left; the light going out before that takes nothing."""
    ticket = new_ticket(office)
    clerk.tickets.open_record(ticket)
    clerk.wait()
    clerk.tickets.card.side.note.setFocus()
    clerk.type("ключ у соседки")
    qtbot.waitUntil(lambda: bool(office.drafts.left(NOTE)), timeout=5_000)
    clerk.tickets.card.side.note.blockSignals(True)  # killed: it writes nothing more
    second = _killed(office, tmp_path)
    try:
        second.show()
        again = ClerkAtKeys(qtbot, second)
        again.window.show_page("tickets")
        again.wait()
        again.tickets.open_record(ticket)
        again.wait()
        note = again.tickets.card.side.note
        assert note.toPlainText() == "ключ у соседки"
        note.leave()
        again.wait()
        assert second.office.tickets.card(ticket).private_note == "ключ у соседки"
        assert not second.office.drafts.left(NOTE)
    finally:
        second.close()


def test_a_remark_of_a_callback_survives_a_kill(
    qtbot: QtBot, clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """What the applicant said before the outcome is chosen comes back to the same applicant."""
    ticket = new_ticket(office)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    clerk.window.show_page("callbacks")
    clerk.wait()
    clerk.type("опять течёт")
    qtbot.waitUntil(lambda: bool(office.drafts.left(REMARK)), timeout=5_000)
    second = _killed(office, tmp_path)
    try:
        second.show()
        again = ClerkAtKeys(qtbot, second)
        again.window.show_page("callbacks")
        again.wait()
        page = again.window.page("callbacks")
        assert isinstance(page, CallbacksPage)
        assert page.pane.remark.text() == "опять течёт"
        page.pane.remark.setFocus()
        again.press(Key.Key_Return)
        again.press(Key.Key_2)
        assert not second.office.drafts.left(REMARK)
    finally:
        second.close()


def test_a_correction_looked_at_and_left_is_no_draft(clerk: ClerkAtKeys, office: Office) -> None:
    """Nothing was typed: the topic the form shows by itself is not taken for words to keep."""
    ticket = new_ticket(office)
    clerk.tickets.open_record(ticket)
    clerk.wait()
    with clerk.held():
        clerk.press(Key.Key_F2)
        topic = _sheet().fields["topic"].control
        assert isinstance(topic, LookupEdit)
        assert topic.value() == office.tickets.card(ticket).topic_id
    clerk.press(Key.Key_Escape)
    assert _drafts(office) == []
