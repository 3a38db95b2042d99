"""The password of a base in real windows: set, asked at the start, refused, in no draft."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db import cipher
from desktop_app.core.records.copies import KeptCopy, OpenCopies
from desktop_app.services.encryption import Encryption, PasswordChange, Unlocked
from desktop_app.services.office import Office
from desktop_app.services.restoring import Restoring
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.settings.password_block import PasswordBlock
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.rekey_pane import RekeyPane
from desktop_app.ui.shell.restore_pane import RestorePane
from desktop_app.ui.shell.unlock_sheet import Outcome, UnlockSheet
from desktop_app.ui.state import State
from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.field_values import read_value
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.password_edit import PasswordEdit
from tests.services.fixtures import new_ticket

pytest.importorskip("sqlcipher3", reason="нет sqlcipher3: дополнение encryption не поставлено")
pytestmark = pytest.mark.gui

WORDS = "три слова подряд"
_LIFE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from desktop_app import main
from desktop_app.ui.workplace import Workplace
from desktop_app.services.places import Places
from desktop_app.ui.shell.rekey_pane import RekeyPane
from desktop_app.ui.widgets.password_edit import PasswordEdit

folder, words = Path(sys.argv[1]), sys.argv[2]
places = Places(folder, folder / "copies")
made, make, seen = Workplace.show, main.make_application, []

def windows(kind):
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

def show(workplace):
    made(workplace)
    office = workplace.office
    print("window", office.key is not None, office.register.counts().total, flush=True)
    seen.append(workplace)
    act = {1: settings, 3: open_again}.get(len(seen), workplace.window.close)
    QTimer.singleShot(700, workplace.window, act)

def settings():
    window = seen[0].window
    window.show_page("settings")
    page = window.page("settings")
    for sheet in windows(QDialog):
        sheet.reject()
    page.password.ask_change()
    sheet = next(w for w in windows(QDialog) if "Зашифровать" in w.windowTitle())
    for edit in sheet.findChildren(PasswordEdit):
        edit.setText(words)
    sheet._submit()

def open_again():
    window = seen[-1].window
    window.show_page("settings")
    for sheet in windows(QDialog):
        sheet.reject()
    window.page("settings").password.remove.click()
    sheet = next(w for w in windows(QDialog) if "Снять шифрование" in w.windowTitle())
    sheet.findChild(PasswordEdit).setText(words)
    sheet._submit()

tried = []
def watch():
    for pane in windows(RekeyPane):
        if not pane._busy:
            print("pane:", pane.title.text(), flush=True)
            pane.close()
    for sheet in windows(QDialog):
        if "открывается паролем" in sheet.windowTitle() and sheet.isActiveWindow():
            edit = sheet.findChild(PasswordEdit)
            if not tried:
                print("focus", QApplication.focusWidget() is edit, flush=True)
            if len(tried) < 2 and (not tried or sheet._failure is not None):
                tried.append(edit)
                edit.setText(words if len(tried) == 2 else "не то")
                sheet._submit()

def clock(arguments):
    app = QApplication.instance() or make(arguments)
    timer = QTimer(app, interval=100)
    timer.timeout.connect(watch)
    timer.start()
    return app

main.make_application, Workplace.show = clock, show
print("code", main.open_window(places.database, places), flush=True)
print("code", main.open_window(places.database, places), flush=True)
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a base of one ticket."""
    office = Office.open(tmp_path / "rayshtab.sqlite", backups=tmp_path / "copies")
    new_ticket(office)
    office.close()
    return tmp_path / "rayshtab.sqlite"


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """Return lanes that end with the test."""
    lanes = Jobs()
    yield lanes
    lanes.shutdown()


@pytest.fixture
def dialogs(tmp_path: Path) -> Dialogs:
    """Return questions answered ahead."""
    return Dialogs(State.at(tmp_path / "window.ini"))


@pytest.fixture
def holder(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """Return a shown window for sheets to stand over."""
    apply_theme(qapp, LIGHT)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    return widget


def test_set_in_the_settings_and_asked_at_the_next_start(base: Path) -> None:
    """The window comes back over the encrypted base; the next start asks, refuses, opens.

    Taken away there, the window comes back over a base anybody can read.
    """
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _LIFE, str(base.parent), WORDS],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "window False 1",
        "pane: База под паролем",
        "window True 1",
        "code 0",
        "focus True",
        "window True 1",
        "pane: Пароль снят: базу откроет любой, у кого есть файл",
        "window False 1",
        "code 0",
    ], done.stderr
    assert cipher.is_plain(base)


def _asked(
    qtbot: QtBot, holder: QWidget, jobs: Jobs, dialogs: Dialogs, base: Path
) -> tuple[UnlockSheet, list[Outcome]]:
    answers: list[Outcome] = []
    unlock = Encryption(base, []).unlock
    sheet = UnlockSheet(holder, jobs, "База под паролем", unlock, answers.append, dialogs)
    qtbot.waitUntil(sheet.sheet.isVisible)
    return sheet, answers


def _notes(sheet: QWidget) -> list[Note]:
    return [note for note in sheet.findChildren(Note) if note.isVisible()]


def _type(asked: UnlockSheet, text: str) -> None:
    asked.password.setText(text)
    QTest.keyClick(asked.password, Qt.Key.Key_Return)


def test_a_refusal_is_whole_and_the_focus_stays(
    qtbot: QtBot, holder: QWidget, jobs: Jobs, dialogs: Dialogs, base: Path
) -> None:
    """After a wrong password the words fit, the line is chosen whole; the right one opens."""
    key = Encryption(base, []).change(None, WORDS).key
    asked, answers = _asked(qtbot, holder, jobs, dialogs, base)
    _type(asked, "не тот пароль")
    qtbot.waitUntil(lambda: bool(_notes(asked.sheet)), timeout=5_000)
    qtbot.wait(50)
    assert asked.password.hasSelectedText()
    note = _notes(asked.sheet)[0]
    assert "Пароль не подошёл" in note.accessibleName()
    assert note.height() >= note.heightForWidth(note.width())
    _type(asked, WORDS)
    qtbot.waitUntil(lambda: bool(answers), timeout=5_000)
    assert key is not None
    assert answers == [Unlocked(key)]


def test_leaving_and_another_file(
    qtbot: QtBot, holder: QWidget, jobs: Jobs, dialogs: Dialogs, base: Path
) -> None:
    """Esc leaves with nothing; «Другой файл…» leaves with the file chosen."""
    Encryption(base, []).change(None, WORDS)
    asked, answers = _asked(qtbot, holder, jobs, dialogs, base)
    asked.sheet.reject()
    qtbot.waitUntil(lambda: answers == [None])
    other = base.with_name("другая.sqlite")
    dialogs.answer_next(other)
    asked, answers = _asked(qtbot, holder, jobs, dialogs, base)
    asked.other.click()
    qtbot.waitUntil(lambda: answers == [other])


def test_the_window_of_the_change_says_what_is_left(
    qtbot: QtBot, holder: QWidget, jobs: Jobs, dialogs: Dialogs, base: Path
) -> None:
    """It stays while the base is rewritten, writes the sheet, destroys readable copies."""
    del holder
    work = Encryption(base, [base.parent / "copies"])
    pane = RekeyPane(work, None, jobs, dialogs)
    qtbot.addWidget(pane)
    pane.show()
    pane.begin(PasswordChange(WORDS))
    assert not pane.close()
    qtbot.waitUntil(pane.go_on.isVisible, timeout=20_000)
    assert pane.key is not None
    assert pane.notes[-1].accessibleName().startswith("Читаются без пароля: 1")
    sheet = base.with_name("лист.pdf")
    dialogs.answer_next(sheet, True)
    pane.sheet.click()
    qtbot.waitUntil(sheet.exists)
    pane.clear.click()
    qtbot.waitUntil(lambda: work.plain_files(pane.key) == OpenCopies())
    qtbot.waitUntil(lambda: jobs.idle)
    assert not pane.clear.isVisible()
    assert pane.close()


def test_a_failed_change_leaves_the_base_and_says_why(
    qtbot: QtBot, holder: QWidget, jobs: Jobs, dialogs: Dialogs, base: Path
) -> None:
    """Somebody works with the base: the old one opens, the reason stands in the window."""
    del holder
    other = Office.open(base)
    other.sessions.beat()
    pane = RekeyPane(Encryption(base, []), None, jobs, dialogs)
    qtbot.addWidget(pane)
    pane.show()
    pane.begin(PasswordChange(WORDS))
    qtbot.waitUntil(pane.go_on.isVisible, timeout=20_000)
    assert pane.key is None
    assert "С базой сейчас работают" in pane.notes[0].accessibleName()
    other.close()
    assert cipher.is_plain(base)


def test_a_password_is_never_kept_as_a_draft(holder: QWidget) -> None:
    """Shown or not, it is no value of a form; an ordinary line is."""
    edit, line = PasswordEdit(), QLineEdit("слова")
    edit.setParent(holder)
    line.setParent(holder)
    edit.setText(WORDS)
    for shown in (False, True):
        edit.set_shown(shown)
        assert read_value(edit) is None
    assert read_value(line) == "слова"


@pytest.fixture
def block(
    qtbot: QtBot, qapp: QApplication, base: Path, jobs: Jobs, request: pytest.FixtureRequest
) -> Iterator[PasswordBlock]:
    """Return the block of the settings over a base, under a password where a test asks for one."""
    apply_theme(qapp, LIGHT)
    key = Encryption(base, []).change(None, WORDS).key if request.param else None
    office = Office.open(base, key=key)
    jobs.at_thread_end(office.close)
    state = State.at(base.with_name("window.ini"))
    shown = PasswordBlock(Tools(office, jobs, ChangesHub(), Dialogs(state), state))
    qtbot.addWidget(shown)
    shown.resize(760, 300)
    shown.show()
    yield shown
    office.close()


def _filled(qtbot: QtBot, *texts: str) -> FormSheet:
    """Fill the lines of the sheet just opened, in their order, and ask for its verb."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    edits = [field.control for field in sheet.fields.values()]
    for edit, text in zip(edits, texts, strict=True):
        assert isinstance(edit, PasswordEdit)
        edit.setText(text)
    sheet.submitted.emit()
    return sheet


def _wanted(block: PasswordBlock) -> list[PasswordChange]:
    found: list[PasswordChange] = []
    block.wanted.connect(found.append)
    return found


@pytest.mark.parametrize("block", [False], indirect=True)
def test_a_first_password_is_typed_twice(qtbot: QtBot, block: PasswordBlock) -> None:
    """Too short, then two different ones are marked; the same twice is asked for."""
    found = _wanted(block)
    block.set.click()
    sheet = _filled(qtbot, "мало", "мало")
    assert "не короче" in sheet.fields["password"].problem
    _filled(qtbot, WORDS, "три слова порознь")
    assert sheet.fields["again"].problem
    assert found == []
    _filled(qtbot, WORDS, WORDS)
    assert found == [PasswordChange(WORDS, None)]
    assert WORDS not in repr(found)


@pytest.mark.parametrize("block", [True], indirect=True)
def test_another_password_asks_for_the_present_one(qtbot: QtBot, block: PasswordBlock) -> None:
    """A wrong one is marked; nothing is asked for until it is right."""
    found, new = _wanted(block), "совсем другие слова"
    assert block.set.isHidden()
    block.change.click()
    sheet = _filled(qtbot, "не тот пароль", new, new)
    qtbot.waitUntil(lambda: sheet.fields["old"].problem == "не тот пароль", timeout=5_000)
    assert found == []
    _filled(qtbot, WORDS, new, new)
    qtbot.waitUntil(lambda: found == [PasswordChange(new, None)], timeout=5_000)


@pytest.mark.parametrize("block", [True], indirect=True)
def test_the_sheet_and_taking_away_ask_for_proof(
    qtbot: QtBot, block: PasswordBlock, base: Path, jobs: Jobs
) -> None:
    """The sheet is written where it was asked to; «Снять шифрование…» asks for no password."""
    found, target = _wanted(block), base.with_name("лист.pdf")
    block._tools.dialogs.answer_next(target)
    block.sheet.click()
    _filled(qtbot, WORDS)
    qtbot.waitUntil(target.exists, timeout=10_000)
    qtbot.waitUntil(lambda: jobs.idle, timeout=10_000)
    block.remove.click()
    _filled(qtbot, WORDS)
    qtbot.waitUntil(lambda: found == [PasswordChange(None, None)], timeout=5_000)


def test_a_copy_of_a_former_password_is_opened_by_it(
    qtbot: QtBot, qapp: QApplication, base: Path, jobs: Jobs
) -> None:
    """The list says so; its own password makes it a copy that may be restored."""
    apply_theme(qapp, LIGHT)
    folder = base.parent / "copies"
    work = Encryption(base, [folder])
    first = work.change(None, WORDS).key
    restoring = Restoring(base, [folder], key=work.change(first, "совсем другие слова").key)
    pane = RestorePane(restoring, jobs)
    qtbot.addWidget(pane)
    found: list[KeptCopy | None] = []
    pane.chosen.connect(found.append)
    pane.resize(900, 500)
    pane.show()
    pane.refresh()
    qtbot.waitUntil(lambda: bool(found) and found[-1] is not None, timeout=10_000)
    pane.table.selectRow(1)
    qtbot.waitUntil(lambda: "под другим паролем" in pane.words)
    next(button for button in pane.findChildren(Button) if "пароль" in button.text()).click()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    edit = sheet.fields["password"].control
    assert isinstance(edit, PasswordEdit)
    edit.setText(WORDS)
    sheet.submitted.emit()
    qtbot.waitUntil(lambda: all(not kept.is_locked for kept in restoring.kept()), timeout=10_000)
    qtbot.waitUntil(lambda: jobs.idle, timeout=10_000)
