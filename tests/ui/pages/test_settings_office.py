"""The office's own words in the settings: two clerks, nothing typed lost, nothing overwritten."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.settings import OFFICE_HEAD, OFFICE_PLACE
from desktop_app.services.drafts import OFFICE
from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Lane
from desktop_app.ui.pages.settings.office_block import OfficeBlock
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.workplace import Workplace
from tests.ui.waiting import held, wait_idle
from tests.workplaces import settings_page

pytestmark = pytest.mark.gui
PLACE, HEAD = OFFICE_PLACE.key, OFFICE_HEAD.key


@pytest.fixture
def office(office: Office) -> Office:
    """Return an office that has written who it is."""
    office.settings.set(OFFICE_PLACE, "г. Радужный")
    office.settings.set(OFFICE_HEAD, "Петров П. П.")
    return office


@pytest.fixture
def other(workplace: Workplace) -> Iterator[Office]:
    """Return the same file open in another program."""
    office = Office.open(workplace.office.path)
    yield office
    office.close()


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> SettingsPage:
    """Return the settings, in front."""
    return settings_page(qtbot, workplace)


def _type(page: SettingsPage, key: str, words: str) -> None:
    page.office._lines[key].setText(words)


def _save(qtbot: QtBot, workplace: Workplace, page: SettingsPage) -> None:
    page.office.save.click()
    wait_idle(qtbot, workplace.jobs)


def test_only_what_was_changed_is_written(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage, other: Office
) -> None:
    """The head is corrected on an old page; the place another has changed meanwhile stays."""
    other.settings.set(OFFICE_PLACE, "г. Солнечный")
    _type(page, HEAD, "Сидорова А. А.")
    _save(qtbot, workplace, page)
    settings = workplace.office.settings
    assert (settings.get(OFFICE_PLACE), settings.get(OFFICE_HEAD)) == (
        "г. Солнечный",
        "Сидорова А. А.",
    )


def test_the_same_rule_changed_by_two_is_told(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage, other: Office
) -> None:
    """The other's words stand under the field, mine stay in it; a second press keeps mine."""
    other.settings.set(OFFICE_PLACE, "г. Солнечный")
    _type(page, PLACE, "г. Лесной")
    _save(qtbot, workplace, page)
    settings = workplace.office.settings
    assert settings.get(OFFICE_PLACE) == "г. Солнечный"
    assert "«г. Солнечный»" in page.office.fields[PLACE].problem
    assert page.office._lines[PLACE].text() == "г. Лесной"
    _save(qtbot, workplace, page)
    assert settings.get(OFFICE_PLACE) == "г. Лесной"
    assert page.office.fields[PLACE].problem == ""
    assert not page.office.edited


def test_what_is_typed_outlives_a_reading(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage, other: Office
) -> None:
    """Shown again, the page brings the other's change and leaves what is being typed."""
    other.settings.set(OFFICE_PLACE, "г. Солнечный")
    _type(page, HEAD, "Сидорова А. А.")
    page.activate()
    wait_idle(qtbot, workplace.jobs)
    assert page.office._lines[PLACE].text() == "г. Солнечный"
    assert page.office._lines[HEAD].text() == "Сидорова А. А."


def test_leaving_asks_before_it_is_lost(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage, dialogs: Dialogs
) -> None:
    """Another section and the end of the program wait for an answer."""
    _type(page, HEAD, "Сидорова А. А.")
    dialogs.answer_next(False)
    workplace.window.show_page("today")
    wait_idle(qtbot, workplace.jobs)
    assert page.isVisible()
    assert page.office.edited
    dialogs.answer_next(False)
    workplace.window.close()
    assert workplace.window.isVisible()
    dialogs.answer_next(True)
    workplace.window.show_page("today")
    wait_idle(qtbot, workplace.jobs)
    assert not page.isVisible()
    assert not page.office.edited


def test_a_clerk_added_by_a_double_click_is_one(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage
) -> None:
    """The second click neither doubles the name nor asks for another; what was written is told."""
    block = page.clerk
    block.name.setText("Орлова Нина")
    for _ in range(3):
        block.add.click()
    wait_idle(qtbot, workplace.jobs)
    block.add.click()
    wait_idle(qtbot, workplace.jobs)
    names = [clerk.name for clerk in workplace.office.clerks.all()]
    assert names.count("Орлова Нина") == 1
    assert block._name.problem == ""
    assert block.name.text() == ""
    qtbot.waitUntil(block.add.isEnabled)


def test_ctrl_s_writes_the_office(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage, other: Office
) -> None:
    """The keys of every form act in the block of the office too."""
    line = page.office._lines[PLACE]
    line.setFocus()
    line.setText("г. Лесной")
    QTest.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, workplace.jobs)
    assert other.settings.get(OFFICE_PLACE) == "г. Лесной"
    line.setText("г. Радужный")
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, workplace.jobs)
    assert other.settings.get(OFFICE_PLACE) == "г. Радужный"


def test_one_long_work_at_a_time(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage, dialogs: Dialogs
) -> None:
    """A second press starts nothing while the note still tells of the first."""
    with held(workplace.jobs, Lane.LONG):
        page.data.check.click()
        page.data.check.click()
        page.data.copy.click()
        assert page.data.note.busy
        assert dialogs.asked == []
    ended: list[None] = []
    page.data.note.ended.connect(lambda: ended.append(None))
    wait_idle(qtbot, workplace.jobs)
    assert len(ended) == 1
    assert not page.data.note.busy


def test_what_was_typed_comes_back_after_a_kill(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage, other: Office
) -> None:
    """The draft is in the file within a second; the next window gives it back and sees a clash."""
    other.desk.clerk_id = workplace.office.desk.clerk_id
    _edit(page, HEAD, "Сидорова А. А.")
    qtbot.waitUntil(lambda: bool(other.drafts.all(OFFICE)), timeout=5_000)
    wait_idle(qtbot, workplace.jobs)
    other.settings.set(OFFICE_HEAD, "Юдин Ю. Ю.")
    again = OfficeBlock(workplace.tools)
    qtbot.addWidget(again)
    again.refresh()
    qtbot.waitUntil(lambda: again.edited, timeout=5_000)
    assert again._lines[HEAD].text() == "Сидорова А. А."
    assert again._lines[PLACE].text() == "г. Радужный"
    again.save.click()
    wait_idle(qtbot, workplace.jobs)
    assert "Юдин" in again.fields[HEAD].problem
    again.save.click()
    wait_idle(qtbot, workplace.jobs)
    assert workplace.office.settings.get(OFFICE_HEAD) == "Сидорова А. А."
    qtbot.waitUntil(lambda: not other.drafts.all(OFFICE), timeout=5_000)


def test_what_is_let_go_does_not_come_back(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage, other: Office
) -> None:
    """«Уйти без них» forgets the draft too."""
    other.desk.clerk_id = workplace.office.desk.clerk_id
    _edit(page, HEAD, "Сидорова А. А.")
    qtbot.waitUntil(lambda: bool(other.drafts.all(OFFICE)), timeout=5_000)
    wait_idle(qtbot, workplace.jobs)
    page.office.let_go()
    wait_idle(qtbot, workplace.jobs)
    assert not other.drafts.all(OFFICE)
    assert page.office._lines[HEAD].text() == "Петров П. П."


def _edit(page: SettingsPage, key: str, words: str) -> None:
    line = page.office._lines[key]
    line.setText(words)
    line.textEdited.emit(words)


def test_the_foot_forgets_the_screen_that_was_left(
    qtbot: QtBot, workplace: Workplace, page: SettingsPage
) -> None:
    """«Темы: 53» stood under the blocks of the settings after the lists were left."""
    told: list[str] = []
    page.status_text.connect(told.append)
    page.show_reference()
    wait_idle(qtbot, workplace.jobs)
    assert told[-1]
    page.show_home()
    assert told[-1] == ""


@pytest.mark.parametrize("points", [10.5, 13.0, 16.0])
def test_no_button_of_the_settings_is_cut(
    qtbot: QtBot, qapp: QApplication, page: SettingsPage, points: float
) -> None:
    """At 13 points four buttons of the last block were narrower than their words."""
    apply_theme(qapp, LIGHT, points)
    page.window().resize(1366, 690)
    qtbot.wait(30)
    narrow = [
        button.text()
        for button in page.findChildren(Button)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]
    assert narrow == []
    apply_theme(qapp, LIGHT)
