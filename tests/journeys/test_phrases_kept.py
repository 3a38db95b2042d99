"""What is typed into ready phrases outlives the form, each word with its own phrase."""

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.office import Office
from desktop_app.ui.pages.tickets.phrases_sheet import PhrasesSheet
from desktop_app.ui.widgets.button import Button
from tests.journeys.clerk import ClerkAtKeys

pytestmark = pytest.mark.gui
_SECOND_MS = 1_300  # a draft is kept every second
_BACK = "Вернуть введённое"


def _phrases(clerk: ClerkAtKeys, row: int = 0) -> PhrasesSheet:
    sheet = PhrasesSheet(clerk.workplace.tools, clerk.window.page("tickets"))
    clerk.wait()
    sheet.list.setCurrentRow(row)
    clerk.wait()
    return sheet


def _close(clerk: ClerkAtKeys, sheet: PhrasesSheet) -> None:
    sheet.sheet.reject()
    clerk.wait()


def _ways_back(sheet: PhrasesSheet) -> list[Button]:
    return [one for one in sheet.sheet.findChildren(Button) if one.text() == _BACK]


def _bodies(office: Office) -> list[object]:
    return [draft.body["body"] for draft in office.drafts.left("sheet:") if draft.body]


def test_looking_at_phrases_leaves_nothing(
    qtbot: QtBot, clerk: ClerkAtKeys, office: Office
) -> None:
    """A form filled by the program is not «введено и не записано»."""
    sheet = _phrases(clerk)
    qtbot.wait(_SECOND_MS)
    sheet.list.setCurrentRow(1)
    qtbot.wait(_SECOND_MS)
    _close(clerk, sheet)
    assert _bodies(office) == []


def test_words_put_aside_are_kept_and_offered_over_their_phrase(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Typed over the first, closed over the second: they wait, and come back over the first."""
    sheet = _phrases(clerk)
    sheet.body.setPlainText("Первая иначе")
    sheet.list.setCurrentRow(1)
    clerk.wait()
    _close(clerk, sheet)
    assert _bodies(office) == ["Первая иначе"]
    again = _phrases(clerk, row=1)
    assert _ways_back(again) == []
    again.list.setCurrentRow(0)
    clerk.wait()
    (back,) = _ways_back(again)
    back.click()
    assert again.body.text() == "Первая иначе"
    again._submit()
    clerk.wait()
    _close(clerk, again)
    assert _bodies(office) == []
    assert "Первая иначе" in [phrase.body for phrase in office.templates.all()]


def test_words_brought_back_in_the_form_are_one_draft(
    qtbot: QtBot, clerk: ClerkAtKeys, office: Office
) -> None:
    """Put aside and returned to, they are kept once."""
    sheet = _phrases(clerk)
    sheet.body.setPlainText("Первая иначе")
    sheet.list.setCurrentRow(1)
    clerk.wait()
    sheet.list.setCurrentRow(0)
    clerk.wait()
    qtbot.wait(_SECOND_MS)
    _close(clerk, sheet)
    assert _bodies(office) == ["Первая иначе"]
