"""The computer is shut down in the middle of a word: nothing typed is lost, whatever the form."""

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.services.drafts import INTAKE
from desktop_app.services.office import Office
from desktop_app.ui.jobs import Lane
from tests.journeys.clerk import ClerkAtKeys, Key

pytestmark = pytest.mark.gui
_ASKED = SIGNAL("commitDataRequest(QSessionManager&)")


def _shut_down(clerk: ClerkAtKeys) -> None:
    clerk.workplace.tools.drafts.hurry()


def _type_quickly(clerk: ClerkAtKeys, words: str) -> None:
    """Put words into the field with the focus, with no time for the second of a draft to pass."""
    field = clerk.focus()
    assert isinstance(field, QLineEdit)
    field.setText(words)
    field.textEdited.emit(words)


def test_the_window_hears_of_the_end_of_the_session(qapp: QApplication, clerk: ClerkAtKeys) -> None:
    """Qt's own word of it is listened to as long as the window is there."""
    before = qapp.receivers(_ASKED)
    clerk.workplace.window.close()
    clerk.workplace.close()
    assert (before, qapp.receivers(_ASKED)) == (1, 0)


def test_a_call_is_kept_to_the_last_letter(clerk: ClerkAtKeys, office: Office) -> None:
    """The base has the words when the answer to Windows is given."""
    clerk.begin_call()
    clerk.wait()
    _type_quickly(clerk, "45")
    _shut_down(clerk)
    (kept,) = [draft for draft in office.drafts.all(INTAKE) if draft.body]
    assert "45" in str(kept.body)


def test_a_form_over_the_window_is_kept(clerk: ClerkAtKeys, office: Office) -> None:
    """A form that writes by the second writes at once."""
    clerk.window.show_page("buildings")
    clerk.wait()
    clerk.press(Key.Key_Insert)
    _type_quickly(clerk, "Лесная")
    _shut_down(clerk)
    (kept,) = office.drafts.left("sheet:")
    assert kept.body["street"] == "Лесная"


def test_a_base_that_does_not_answer_holds_nothing_up(clerk: ClerkAtKeys, office: Office) -> None:
    """What the base cannot take in two seconds lies beside it for the next start."""
    clerk.window.show_page("buildings")
    clerk.wait()
    clerk.press(Key.Key_Insert)
    with clerk.held(Lane.WRITE):
        _type_quickly(clerk, "Лесная")
        _shut_down(clerk)
        (beside,) = clerk.workplace.tools.drafts.spool.all("sheet:")
        assert beside.body["street"] == "Лесная"
        assert not office.drafts.left("sheet:")
    assert office.drafts.left("sheet:")
