"""Ready answers and phrases: what is typed there stays while others are looked at."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.services.office import Office
from desktop_app.ui.pages.tickets.answer_sheet import AnswerSheet
from desktop_app.ui.pages.tickets.phrases_sheet import PhrasesSheet
from tests.journeys.clerk import ClerkAtKeys

pytestmark = pytest.mark.gui


def _phrases(clerk: ClerkAtKeys) -> PhrasesSheet:
    sheet = PhrasesSheet(clerk.workplace.tools, clerk.window.page("tickets"))
    clerk.wait()
    assert sheet.list.count() > 1
    return sheet


def test_a_phrase_typed_over_waits_while_another_is_read(clerk: ClerkAtKeys) -> None:
    """Two phrases and a new one are typed into, none written: each has its words on return."""
    sheet = _phrases(clerk)
    sheet.body.setPlainText("Первая иначе")
    sheet.list.setCurrentRow(1)
    clerk.wait()
    second = sheet.body.text()
    assert second != "Первая иначе"
    sheet._begin()
    assert (sheet.code.text(), sheet.body.text()) == ("", "")
    sheet.code.setText("новая")
    sheet.list.setCurrentRow(0)
    clerk.wait()
    assert sheet.body.text() == "Первая иначе"
    sheet._begin()
    assert sheet.code.text() == "новая"
    sheet.list.setCurrentRow(1)
    clerk.wait()
    assert sheet.body.text() == second
    sheet.sheet.reject()
    clerk.wait()


def test_a_written_phrase_is_shown_as_it_is_stored(clerk: ClerkAtKeys, office: Office) -> None:
    """After «Записать» nothing of it waits any more."""
    sheet = _phrases(clerk)
    sheet.body.setPlainText("Первая иначе")
    sheet._submit()
    clerk.wait()
    assert "Первая иначе" in [phrase.body for phrase in office.templates.all()]
    sheet.list.setCurrentRow(1)
    clerk.wait()
    assert sheet._typed == {}
    sheet.sheet.reject()
    clerk.wait()


def test_what_was_explained_stays_while_answers_are_looked_for(clerk: ClerkAtKeys) -> None:
    """Words typed at the foot outlive another search; an untouched title follows the answer."""
    told: list[str] = []
    tools = clerk.workplace.tools
    sheet = AnswerSheet(tools, clerk.window, (None, ""), None, told.append)
    sheet.open()
    clerk.wait()
    first = sheet.told.text()
    sheet.list.setCurrentRow(1)
    assert sheet.told.text() not in ("", first)
    sheet.told.setText("Объяснила, куда звонить")
    sheet.search.setText("батаре")
    clerk.wait()
    assert sheet.told.text() == "Объяснила, куда звонить"
    sheet.search.setText("ъъъъ")
    clerk.wait()
    assert sheet.told.text() == "Объяснила, куда звонить"
    sheet.verb.click()
    assert told == ["Объяснила, куда звонить"]
    assert QApplication.activeModalWidget() is None
