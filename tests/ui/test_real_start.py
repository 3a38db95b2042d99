"""The real start of the program: bugs reach the clerk, and a refused file ends the program."""

from pathlib import Path

import pytest

from tests.ui.programs import run_program

pytestmark = pytest.mark.gui

_PROGRAM = """
import itertools
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import main
from desktop_app.services.places import Places
from desktop_app.ui.shell.crash_window import CrashWindow

make = main.make_application
looks = itertools.count()

def look():
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashWindow)]
    if not shown and next(looks) < 200:  # a busy computer is still opening
        QTimer.singleShot(100, look)
        return
    print("crash windows:", len(shown))
    QApplication.exit(0)

def bug():
    if sys.excepthook is sys.__excepthook__:  # a busy computer has shown its first picture only
        QTimer.singleShot(100, bug)
        return
    1 // 0

def with_a_bug(arguments):
    app = make(arguments)
    QTimer.singleShot(200, app, bug)
    QTimer.singleShot(1500, app, look)
    return app

main.make_application = with_a_bug
folder = Path(sys.argv[1])
sys.exit(main.open_window(folder / "a.sqlite", Places(folder, folder / "copies")))
"""

_REFUSED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import main
from desktop_app.services.places import Places

make = main.make_application

def read():
    shown = QApplication.activeModalWidget()
    if shown is None:  # a busy computer is still opening
        QTimer.singleShot(100, read)
        return
    shown.accept()

def with_a_reader(arguments):
    app = make(arguments)
    QTimer.singleShot(500, app, read)
    return app

main.make_application = with_a_reader
folder = Path(sys.argv[1])
print("code", main.open_window(folder / "a.sqlite", Places(folder, folder / "copies")))
"""


def test_a_refused_database_ends_the_program(tmp_path: Path) -> None:
    """Once «Понятно» is pressed no program without a window is left behind."""
    (tmp_path / "a.sqlite").write_text("это не база", encoding="utf-8")
    done = run_program(_REFUSED, tmp_path)
    assert "code 1" in done.stdout, done.stderr
    assert (tmp_path / "a.sqlite").read_text(encoding="utf-8") == "это не база"


def test_a_bug_in_a_slot_opens_the_crash_window(tmp_path: Path) -> None:
    """The real start of the window takes unexpected exceptions to the crash window."""
    done = run_program(_PROGRAM, tmp_path)
    assert "crash windows: 1" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr
