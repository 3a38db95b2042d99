"""Every failure of storage, provoked for real, is worded on the screen; logs hold no values."""

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import errors
from desktop_app.core.errors import StorageError
from desktop_app.services.log_file import close_log, open_log
from desktop_app.ui.shell.crash_window import CrashWindow
from desktop_app.ui.widgets.button import Button
from tests.conftest import ROOT
from tests.faults import old
from tests.faults.desk_window import DeskWindow, words_on
from tests.faults.hindrances import held, no_writing
from tests.faults.test_wrong_files import WRONG

pytestmark = pytest.mark.gui
Promise = Callable[[str, object, object], None]
OpenDesk = Callable[[Path], DeskWindow]
NAME, PHONE, SECRET = "Соколова Вера Андреевна", "555-18-63", "батареи у Соколовой"
# Where each class is provoked: a new class of StorageError must find its place here.
_PASSWORD = "ui/test_base_password.py"
PROVOKED = {
    "StorageError": "faults/test_errors.py::test_a_failing_disk_is_worded",
    "DiskFull": "faults/test_world.py::test_a_full_disk",
    "DatabaseLocked": "faults/test_errors.py::test_a_held_file_is_a_banner",
    "DatabaseReadOnly": "faults/test_errors.py::test_a_forbidden_file_is_a_banner",
    "DatabaseDamaged": "faults/test_errors.py::test_a_damaged_file_is_a_message",
    "NotOurDatabase": "faults/test_errors.py::test_a_refused_file_is_told_at_the_start",
    "PasswordWanted": f"{_PASSWORD}::test_set_in_the_settings_and_asked_at_the_next_start",
    "WrongPassword": f"{_PASSWORD}::test_a_refusal_is_whole_and_the_focus_stays",
    "DatabaseNewer": "faults/test_errors.py::test_a_refused_file_is_told_at_the_start",
}


def _classes(base: type[StorageError]) -> Iterator[type[StorageError]]:
    yield base
    for below in base.__subclasses__():
        yield from _classes(below)


def test_every_class_has_its_test() -> None:
    """No class of StorageError is without a real provocation, and each named test is there."""
    ours = {kind.__name__ for kind in _classes(StorageError) if kind.__module__ == errors.__name__}
    assert ours == set(PROVOKED)
    for place in PROVOKED.values():
        file, _, test = place.partition("::")
        assert f"def {test}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")


def test_a_held_file_is_a_banner(base: Path, open_desk: OpenDesk, promise: Promise) -> None:
    """DatabaseLocked: cause, what is safe, what to do; the banner goes by «Скрыть»."""
    desk = open_desk(base)
    desk.take_call()
    with held(base):
        desk.save()
    said = desk.banner()
    assert "База занята другой программой: office.sqlite" in said
    assert "введённое осталось на экране" in said
    assert "Закройте другие окна «Райштаба»" in said
    promise("Е9. DatabaseLocked на экране", "полоса", "причина, что цело, что делать")


def test_a_forbidden_file_is_a_banner(base: Path, open_desk: OpenDesk, promise: Promise) -> None:
    """DatabaseReadOnly names the file and the property to take away."""
    with no_writing(base):
        desk = open_desk(base)
        desk.take_call()
        desk.save()
        said = desk.banner()
    assert f"В файл базы нельзя писать: {base}" in said
    assert "Снимите у файла и папки «Только чтение»" in said
    promise("Е9. DatabaseReadOnly на экране", "полоса", "причина, что цело, что делать")


def test_a_damaged_file_is_a_message(base: Path, open_desk: OpenDesk, promise: Promise) -> None:
    """DatabaseDamaged is no strip that could be overlooked, and leads to the copies."""
    with closing(sqlite3.connect(base)) as reading:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'ticket_cycle'"
        pages = [row[0] for row in reading.execute(sql)]
        size = reading.execute("PRAGMA page_size").fetchone()[0]
    with base.open("r+b") as stream:
        for page in pages:
            stream.seek((page - 1) * size)
            stream.write(b"\x77" * size)
    desk = open_desk(base)
    desk.dialogs.answer_next(*[True] * 20)
    desk.take_call()
    desk.save()
    told = [f"{asked.title} {asked.text}" for asked in desk.dialogs.asked if asked.kind == "tell"]
    assert told
    assert "Файл базы повреждён" in told[0]
    assert "сделайте «Проверку базы»".casefold() in told[0].casefold()
    assert desk.page.intake.form.said.toPlainText() == desk.said
    assert desk.crashes == []
    promise("Е9. DatabaseDamaged на экране", "окно поверх", "причина, что цело, что делать")


@contextmanager
def _small_files(limit: int) -> Iterator[None]:
    """Forbid this process files over a size, as a quota does."""
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.skipif(os.name != "posix", reason="предел размера файла задаётся только в Linux")
def test_a_failing_disk_is_worded(base: Path, open_desk: OpenDesk, promise: Promise) -> None:
    """A write the system refuses (a quota) is the plain StorageError; afterwards it saves."""
    desk = open_desk(base)
    desk.take_call()
    desk.say_more(" холодно" * 10_000)
    with _small_files(base.stat().st_size):
        desk.save()
        said = desk.banner()
        assert desk.typed_is_there()
    assert "Диск не отвечает" in said
    assert "Проверьте диск или сеть" in said
    desk.save()
    assert desk.saved() == 1
    promise("Е9. StorageError на экране", "полоса", "причина, что цело, что делать")


_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import main
from desktop_app.services.places import Places
from tests.faults.desk_window import words_on

make = main.make_application

def read():
    shown = QApplication.activeModalWidget()
    if shown is None:  # a busy computer is still opening
        QTimer.singleShot(100, read)
        return
    print(words_on(shown))
    QTimer.singleShot(0, shown.reject)
    QTimer.singleShot(300, lambda: QApplication.exit(1))

def with_a_reader(arguments):
    app = make(arguments)
    QTimer.singleShot(600, app, read)
    return app

main.make_application = with_a_reader
folder = Path(sys.argv[1])
sys.exit(main.open_window(folder / "файл.sqlite", Places(folder, folder / "copies")))
"""


@pytest.mark.parametrize("kind", ["текст", "более новая схема"])
def test_a_refused_file_is_told_at_the_start(tmp_path: Path, promise: Promise, kind: str) -> None:
    """NotOurDatabase and DatabaseNewer: a window with the words, no traceback, the file kept."""
    make = next(make for name, make, _ in WRONG if name == kind)
    path = tmp_path / "файл.sqlite"
    make(path)
    before = path.read_bytes()
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _START, str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
        cwd=ROOT,
    )
    words = {"текст": "не база «Райштаба»", "более новая схема": "более новая версия программы"}
    assert words[kind] in ended.stdout, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert path.read_bytes() == before
    shown = {"текст": "NotOurDatabase", "более новая схема": "DatabaseNewer"}[kind]
    promise(f"Е9. {shown} на экране", "окно при запуске", "причина, что цело, что делать")


def _bug() -> None:
    """Fail as a bug of ours would, with a name and a phone in the words of the failure."""
    raise KeyError(f"{NAME}, {PHONE}: {SECRET}")


def test_a_bug_is_shown_once_and_tells_no_values(
    base: Path, open_desk: OpenDesk, promise: Promise, tmp_path: Path, qtbot: QtBot
) -> None:
    """One crash window a traceback; «Скопировать сведения» and the log hold nobody's data."""
    log = tmp_path / "журнал.log"
    handler = open_log(log)
    desk = open_desk(base)
    try:
        for _ in range(3):
            desk.jobs.write(_bug)
        desk.jobs.read(lambda: int("not a number"), lambda _: None)  # another bug: another window
        qtbot.waitUntil(lambda: desk.jobs.idle)
        desk.take_call()
        with held(base):
            desk.save()
    finally:
        close_log(handler)
    shown = [window for window in QApplication.topLevelWidgets() if isinstance(window, CrashWindow)]
    assert len(shown) == 2
    copied = []
    for window in shown:
        next(b for b in window.findChildren(Button) if "Скопировать" in b.text()).click()
        copied.append(QGuiApplication.clipboard().text())
    logged = log.read_text("utf-8")
    for text in (*copied, logged, *map(words_on, shown)):
        for value in (NAME, PHONE, SECRET, "Соколова", "батареи"):
            assert value not in text
    assert any("KeyError" in text and "_bug" in text for text in copied)
    assert logged.count("unexpected failure") == 2
    promise("Е9. сбой в программе", "4 сбоя, 2 разных", "2 окна, личных данных 0")


def test_the_log_turns_over(tmp_path: Path) -> None:
    """The log stays under its bounds however much goes wrong."""
    handler = open_log(tmp_path / "журнал.log")
    log = logging.getLogger("tests.faults.log")
    try:
        for _ in range(6_000):
            log.error("x" * 1_000)
    finally:
        close_log(handler)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == 4
    assert max(sizes) <= 1_000_000


def test_an_old_file_opens_in_the_window(tmp_path: Path, open_desk: OpenDesk) -> None:
    """A base of the first release is upgraded on the way into the window, and works."""
    from db.files import open_store

    path = old.copy_of(old.KEPT[0], tmp_path)
    open_store(path).close()
    desk = open_desk(path)
    assert desk.saved() == 14
    assert desk.crashes == []
