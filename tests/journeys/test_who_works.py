"""Who works is asked once where nobody is known, and a password keeps others off a name."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.state import LAST_PAGE, State
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.workplace import Workplace
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.ui.dressing import dressed_usually

pytestmark = pytest.mark.gui


def _sit(qtbot: QtBot, qapp: QApplication, tmp_path: Path, office: Office) -> ClerkAtKeys:
    dressed_usually(qapp)
    state = State.at(tmp_path / "window.ini")
    dialogs = Dialogs(state)
    dialogs.answer_next("Лапина Ирина")
    workplace = Workplace(office, dialogs, state)
    workplace.show()
    qtbot.addWidget(workplace.window)
    person = ClerkAtKeys(qtbot, workplace)
    person.wait()
    return person


def _leave(person: ClerkAtKeys) -> None:
    person.window.close()
    person.workplace.close()


def test_the_first_person_introduces_herself(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """An empty office asks for a name, keeps it with the account, and asks no more."""
    office = Office.open(tmp_path / "office.sqlite")
    person = _sit(qtbot, qapp, tmp_path, office)
    assert person.window.navigation.clerk.text() == "Лапина Ирина"
    _leave(person)
    again = _sit(qtbot, qapp, tmp_path, Office.open(tmp_path / "office.sqlite"))
    assert again.window.navigation.clerk.text() == "Лапина Ирина"
    assert not again.workplace.tools.dialogs.asked
    _leave(again)


def test_a_wrong_password_is_worded_and_the_form_stays(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """The name with a password opens only by it."""
    office = Office.open(tmp_path / "office.sqlite")
    clerk = office.clerks.add("Лапина Ирина")
    office.clerks.set_password(clerk.id, "", "сирень-42")
    person = _sit(qtbot, qapp, tmp_path, office)
    person.type("сирень-43")
    person.press(Key.Key_Return, CTRL)
    assert office.clerks.current() is None
    assert QApplication.activeModalWidget() is not None
    person.press(Key.Key_Backspace)
    person.type("2")
    person.press(Key.Key_Return, CTRL)
    current = office.clerks.current()
    assert current is not None
    assert current.id == clerk.id
    assert person.window.navigation.clerk.text() == "Лапина Ирина"
    _leave(person)


def test_another_file_is_opened_by_a_program_of_its_own(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """«Открыть другой файл» starts the program with that file and lets this window go."""
    started: list[list[str]] = []

    def start(arguments: list[str]) -> bool:
        started.append(arguments)
        return True

    monkeypatch.setattr("desktop_app.ui.workplace.start_program", start)
    person = _sit(qtbot, qapp, tmp_path, Office.open(tmp_path / "office.sqlite"))
    person.window.show_page("settings")
    person.wait()
    other = tmp_path / "другая.sqlite"
    person.workplace.tools.dialogs.answer_next(other)
    page = person.settings
    page.data.other.click()
    person.wait()
    assert started == [["--db", str(other)]]
    assert not person.window.isVisible()
    _leave(person)


def test_settings_in_front_name_who_introduced_herself(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """The program opens on the settings of last time; they do not go on saying «никто»."""
    dressed_usually(qapp)
    state = State.at(tmp_path / "window.ini")
    state.set(LAST_PAGE, "settings")
    dialogs = Dialogs(state)
    workplace = Workplace(Office.open(tmp_path / "office.sqlite"), dialogs, state)
    person = ClerkAtKeys(qtbot, workplace)
    workplace.show()
    qtbot.addWidget(workplace.window)
    person.wait()
    person.type("Лапина Ирина")
    person.press(Key.Key_Return)
    page = person.settings
    assert "Лапина Ирина" in [text.text() for text in page.clerk.findChildren(Text)]
    _leave(person)


def test_the_last_one_is_proposed_and_enter_accepts(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Where the account is nobody's, the one who sat here last is one Enter away."""
    office = Office.open(tmp_path / "office.sqlite")
    office.clerks.add("Агапова Вера")
    office.clerks.add("Лапина Ирина")
    person = _sit(qtbot, qapp, tmp_path, office)
    person.type("Л")
    person.press(Key.Key_Return)
    assert person.window.navigation.clerk.text() == "Лапина Ирина"
    _leave(person)
    again = _sit(qtbot, qapp, tmp_path, Office.open(tmp_path / "office.sqlite"))
    again.press(Key.Key_Return)
    assert again.strokes == 1
    assert again.window.navigation.clerk.text() == "Лапина Ирина"
    current = again.workplace.office.clerks.current()
    assert current is not None
    assert current.name == "Лапина Ирина"
    _leave(again)


def test_waving_the_question_away_is_told_until_a_name_is_chosen(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Esc leaves a banner that asks again; one who is not in the list introduces herself."""
    office = Office.open(tmp_path / "office.sqlite")
    office.clerks.add("Агапова Вера")
    person = _sit(qtbot, qapp, tmp_path, office)
    person.press(Key.Key_Escape)
    assert person.window.banners.titles == ["Не выбрано, кто работает"]
    choose = next(b for b in person.window.banners.findChildren(Button) if b.text() == "Выбрать")
    choose.setFocus()
    person.press(Key.Key_Return)
    person.alt("М")
    assert person.window.navigation.clerk.text() == "Лапина Ирина"
    assert person.window.banners.titles == []
    _leave(person)


def test_a_shift_changes_and_settings_are_reached_from_any_section(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Ctrl+K «смен» seats another, Esc leaves who sat; «справоч» opens the reference lists."""
    office.clerks.add("Юдина Вера")
    clerk.press(Key.Key_K, CTRL)
    clerk.type("смен")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Escape)
    assert clerk.window.navigation.clerk.text() == "Лапина Ирина"
    assert clerk.window.banners.titles == []
    clerk.press(Key.Key_K, CTRL)
    clerk.type("смен")
    clerk.press(Key.Key_Return)
    clerk.type("Ю")
    clerk.press(Key.Key_Return)
    assert clerk.window.navigation.clerk.text() == "Юдина Вера"
    clerk.press(Key.Key_K, CTRL)
    clerk.type("справоч")
    clerk.press(Key.Key_Return)
    page = clerk.settings
    assert clerk.window.current_key == "settings"
    assert page.reference.isVisible()


def test_a_misspelt_own_name_is_corrected_in_the_settings(clerk: ClerkAtKeys) -> None:
    """«Изменить…» shows the name as it is; the corrected one stands below the sections at once."""
    clerk.window.show_page("settings")
    clerk.wait()
    page = clerk.settings
    page.clerk.edit.setFocus()
    clerk.press(Key.Key_Space)
    clerk.press(Key.Key_A, CTRL)
    clerk.type("Лапина Ирина Олеговна")
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: clerk.window.navigation.clerk.text() == "Лапина Ирина Олеговна")


def test_a_clock_behind_the_base_is_told_at_the_start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """An entry of the day after tomorrow means that today's date is wrong."""
    later = clock.now() + dt.timedelta(days=2)
    ahead = Office.open(tmp_path / "office.sqlite", now=lambda: later)
    ahead.clerks.add("Лапина Ирина")
    ahead.close()
    person = _sit(qtbot, qapp, tmp_path, Office.open(tmp_path / "office.sqlite"))
    person.until(lambda: "Часы компьютера отстают" in person.window.banners.titles)
    _leave(person)


def test_a_clock_set_back_while_the_window_is_open_is_told(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Told with the next write, once; hidden, it stays away; the clock set right, it goes."""
    shift = [dt.timedelta()]
    office = Office.open(tmp_path / "office.sqlite", now=lambda: clock.now() + shift[0])
    person = _sit(qtbot, qapp, tmp_path, office)
    banners = person.window.banners
    person.wait()

    def written() -> None:
        changes = office.reference_edit.set_day(dt.date(2027, 3, 10), None)
        person.workplace.tools.hub.announce(changes)

    assert "Часы компьютера отстают" not in banners.titles
    shift[0] = -dt.timedelta(hours=3)
    written()
    person.until(lambda: "Часы компьютера отстают" in banners.titles)
    banners.close_banner("clock")
    written()
    qtbot.wait(400)
    person.wait()
    assert "Часы компьютера отстают" not in banners.titles
    shift[0] = dt.timedelta(minutes=5)
    written()
    qtbot.wait(400)
    person.wait()
    shift[0] = -dt.timedelta(hours=3)
    written()
    person.until(lambda: "Часы компьютера отстают" in banners.titles)
    shift[0] = dt.timedelta(minutes=5)
    written()
    person.until(lambda: "Часы компьютера отстают" not in banners.titles)
    _leave(person)


def test_a_shared_account_is_asked_about(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Another one sat down under the account of the first, in the list or new: the start asks."""
    path = tmp_path / "office.sqlite"
    person = _sit(qtbot, qapp, tmp_path, Office.open(path))
    assert person.window.navigation.clerk.text() == "Лапина Ирина"
    person.workplace.office.clerks.add("Агапова Вера")
    person.press(Key.Key_K, CTRL)
    person.type("смен")
    person.press(Key.Key_Return)
    person.type("А")
    person.press(Key.Key_Return)
    assert person.window.navigation.clerk.text() == "Агапова Вера"
    _leave(person)
    again = _sit(qtbot, qapp, tmp_path, Office.open(path))
    assert again.workplace.office.clerks.current() is None
    assert QApplication.activeModalWidget() is not None
    again.press(Key.Key_Return)
    assert again.window.navigation.clerk.text() == "Агапова Вера"
    _leave(again)
