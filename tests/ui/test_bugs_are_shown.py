"""A bug in the window's own thread reaches the clerk, not a console nobody sees."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import main
from desktop_app.services.places import Places
from desktop_app.ui.shell.crash_window import CrashWindow

make = main.make_application

def look():
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashWindow)]
    print("crash windows:", len(shown))
    QApplication.exit(0)

def with_a_bug(arguments):
    app = make(arguments)
    QTimer.singleShot(200, app, lambda: 1 // 0)
    QTimer.singleShot(1500, app, look)
    return app

main.make_application = with_a_bug
folder = Path(sys.argv[1])
sys.exit(main.open_window(folder / "a.sqlite", Places(folder, folder / "copies")))
"""


def test_a_bug_in_a_slot_opens_the_crash_window(tmp_path: Path) -> None:
    """The real start of the window takes unexpected exceptions to the crash window."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "crash windows: 1" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr
