"""Going back to a copy in the window, and at a start whose file does not open."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog  # noqa: TID251  looking for the open picker
from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.core.errors import DatabaseDamaged
from desktop_app.core.records.copies import KeptCopy, Restored
from desktop_app.core.settings import OFFICE_HEAD
from desktop_app.services.office import Office
from desktop_app.services.restoring import Restoring
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.settings.restore_sheet import RestoreSheet
from desktop_app.ui.shell import restored_note
from desktop_app.ui.shell.start_choice import StartChoice
from desktop_app.ui.state import RESTORED, State
from desktop_app.ui.widgets.ask import AskSheet
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.ui.workplace import Workplace
from tests.services.fixtures import OPEN_JOURNAL, new_ticket
from tests.ui.waiting import wait_idle
from tests.workplaces import open_workplace, seated_office, settings_page

pytestmark = pytest.mark.gui


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office with a ticket, a copy, and one ticket more."""
    opened = seated_office(tmp_path / "office.sqlite", backups=tmp_path / "копии")
    new_ticket(opened)
    opened.backups.make()
    new_ticket(opened)
    return opened


def test_three_clicks_lead_back(qtbot: QtBot, workplace: Workplace) -> None:
    """«Настройки», «Восстановить из копии…», «Восстановить»: the window closes with the wish."""
    page = settings_page(qtbot, workplace)
    page.data.restore.click()
    sheet = page.data.findChild(RestoreSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.restore.isEnabled)
    words = sheet.pane.words
    assert "цела" in words
    assert "принято 1 обращение" in words.replace("\xa0", " ")
    sheet.restore.click()
    wanted = workplace.copy_wanted
    assert wanted == workplace.office.backups.copies()[0].path
    assert not workplace.window.isVisible()


def test_a_refused_closing_forgets_the_copy(
    qtbot: QtBot, workplace: Workplace, dialogs: Dialogs
) -> None:
    """«Остаться» over typed words ends the wish: the window closed later is just closed."""
    page = settings_page(qtbot, workplace)
    page.office._lines[OFFICE_HEAD.key].setText("Сидорова А. А.")
    copy = workplace.office.backups.copies()[0].path
    dialogs.answer_next(False)
    workplace.restore(copy)
    assert workplace.window.isVisible()
    assert workplace.copy_wanted is None
    dialogs.answer_next(True)
    workplace.window.close()
    assert not workplace.window.isVisible()
    assert workplace.copy_wanted is None


def test_an_agreed_closing_keeps_the_copy(qtbot: QtBot, workplace: Workplace) -> None:
    """The answer may come later: the window then closes for the copy that was asked for."""
    page = settings_page(qtbot, workplace)
    page.office._lines[OFFICE_HEAD.key].setText("Сидорова А. А.")
    copy = workplace.office.backups.copies()[0].path
    workplace.restore(copy)
    asked = page.findChild(AskSheet)
    assert asked is not None
    assert workplace.window.isVisible()
    asked.accept()
    qtbot.waitUntil(lambda: not workplace.window.isVisible())
    assert workplace.copy_wanted == copy


def test_the_window_says_that_the_base_was_restored(
    qtbot: QtBot, office: Office, state: State, dialogs: Dialogs, tmp_path: Path
) -> None:
    """From which copy and where the replaced file is, until it is put away; not of another base."""
    copy, kept = office.backups.copies()[0], tmp_path / "office заменён.sqlite"
    restored_note.keep(state, Restored(tmp_path / "another.sqlite", kept), copy.path)
    folders: list[Path] = []
    with open_workplace(qtbot, office, state, dialogs) as place:
        assert place.window.banners.titles == []
        restored_note.keep(state, Restored(office.path, kept), copy.path)
        restored_note.tell(state, office.path, place.window, dialogs, folders.append)
        (note,) = place.window.banners.findChildren(Note)
        said = [line.text() for line in note.findChildren(Paragraph)]
        at = clock.show_moment(copy.made_at)
        assert note.accessibleName() == f"База восстановлена из копии {at}"
        assert f"Прежний файл рядом: {kept.name}" in said
        show, away = note.findChildren(Button)
        show.click()
        assert folders == [kept]
        away.click()
        assert place.window.banners.titles == []
    assert state.get(RESTORED) == {}


def test_a_failed_return_is_told_over_the_window(
    qtbot: QtBot, office: Office, state: State, dialogs: Dialogs
) -> None:
    """The words stand over the window that came back, once; nothing says the base is another."""
    error = DatabaseDamaged("Копия повреждена", "база на месте", "выберите другую копию")
    restored_note.keep_failure(state, office.path, error)
    dialogs.answer_next(True)
    with open_workplace(qtbot, office, state, dialogs) as place:
        assert dialogs.asked[-1].title == "Копия не восстановлена"
        assert "Копия повреждена" in dialogs.asked[-1].text
        assert place.window.banners.titles == []
    assert state.get(RESTORED) == {}


def test_a_start_without_a_base_offers_its_copies(
    qtbot: QtBot, office: Office, dialogs: Dialogs, jobs: Jobs, settle: Callable[[], None]
) -> None:
    """A damaged file: the newest sound copy is proposed and put in place; the bad one is told."""
    office.close()
    office.path.write_bytes(b"spoilt" * 1000)
    bad = office.backups.folder / "Райштаб 2026-12-01 10-00-00 запись 9.sqlite"
    bad.write_bytes(b"nothing")
    restoring = Restoring(office.path, [office.backups.folder])
    choice = StartChoice(DatabaseDamaged("Файл базы повреждён"), restoring, jobs, dialogs)
    qtbot.addWidget(choice)
    choice.show()
    qtbot.waitUntil(choice.restore.isEnabled)
    found: list[KeptCopy] = restoring.kept()
    assert [kept.facts is None for kept in found] == [True, False]
    choice.restore.click()
    qtbot.waitUntil(lambda: choice.outcome is not None)
    settle()
    assert choice.outcome == office.path
    assert Office.open(office.path).register.counts().total == 1


def test_a_disk_without_room_is_told_before_the_window_closes(
    qtbot: QtBot, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No «Восстановить» while the copy would not fit; room made, the same copy is offered."""
    usage, room = shutil.disk_usage, [1000]

    def narrow(path: Path) -> object:
        return usage(path)._replace(free=room[0])

    monkeypatch.setattr(shutil, "disk_usage", narrow)
    sheet = RestoreSheet(workplace.window, workplace.tools)
    sheet.open()
    qtbot.waitUntil(lambda: "нет места" in sheet.pane.words)
    assert not sheet.restore.isEnabled()
    assert "свободно 0,0 МБ" in sheet.pane.words.replace("\xa0", " ")
    room[0] = 2**40
    again = next(b for b in sheet.pane.findChildren(Button) if b.text() == "Проверить снова")
    again.click()
    qtbot.waitUntil(sheet.restore.isEnabled)
    sheet.reject()


def test_a_second_folder_is_chosen_and_let_go(
    qtbot: QtBot, workplace: Workplace, dialogs: Dialogs, tmp_path: Path
) -> None:
    """The chosen folder is remembered by the workstation, and may be given up."""
    page = settings_page(qtbot, workplace)
    dialogs.answer_next(tmp_path)
    page.data.second.click()
    assert workplace.office.backups.second == tmp_path / "Копии Райштаба"
    page.data.one_place.click()
    assert workplace.office.backups.second is None


def test_the_check_tells_damage_and_the_ways_out(
    qtbot: QtBot, workplace: Workplace, dialogs: Dialogs, tmp_path: Path
) -> None:
    """A changed row is named with what to do; what is whole goes to a new file."""
    page = settings_page(qtbot, workplace)
    page.data.run_check()
    wait_idle(qtbot, workplace.jobs)
    shown = [note.accessibleName() for note in page.data.note.findChildren(Note)]
    assert shown == ["База в порядке"]
    with closing(sqlite3.connect(workplace.office.path)) as connection:
        connection.execute(OPEN_JOURNAL)
        connection.execute("UPDATE ticket SET premise = '999' WHERE id = 1")
        connection.commit()
    page.data.run_check()
    wait_idle(qtbot, workplace.jobs)
    shown = [note.accessibleName() for note in page.data.note.findChildren(Note)]
    assert shown[-1] == "В базе есть повреждения"
    dialogs.answer_next(tmp_path / "новая.sqlite")
    verbs = {button.text(): button for button in page.data.note.findChildren(Button)}
    verbs["Собрать уцелевшее…"].click()
    wait_idle(qtbot, workplace.jobs)
    assert Office.open(tmp_path / "новая.sqlite").register.counts().total == 2


def test_another_file_is_asked_for_where_the_replaced_one_lies(
    qtbot: QtBot, workplace: Workplace
) -> None:
    """«Другой файл…» opens beside the base: the way back from a restoring is what lies there."""
    page = settings_page(qtbot, workplace)
    page.data.restore.click()
    sheet = page.data.findChild(RestoreSheet)
    assert sheet is not None
    sheet.other.click()
    picker = sheet.findChild(QFileDialog)
    assert picker is not None
    assert Path(picker.directory().absolutePath()) == workplace.office.path.parent
    picker.reject()
