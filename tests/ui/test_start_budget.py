"""What the start may load: the empty window little, the first page no sheet and no library."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.gui

_START = """
import json, sys
from pathlib import Path
before = set(sys.modules)
from PySide6 import QtCore, QtGui, QtWidgets
with_qt = set(sys.modules)
from desktop_app.ui.application import account_name, dress, make_application
from desktop_app.ui.workplace import Workplace
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.frame import Frame
from desktop_app.ui.state import State

folder = Path(sys.argv[1])
app = make_application(sys.argv)
dress(app, "light", 10.5)
state = State.at(folder / "window.ini")
dialogs = Dialogs(state)
frame = Frame(dialogs, state)
assert frame.appear()
painted = set(sys.modules)
from desktop_app.services.office import Office

office = Office.open(folder / "office.sqlite")
office.clerks.sit(office.clerks.add("Лапина Ирина", login=account_name()).id)
workplace = Workplace(office, dialogs, state, None, frame)
workplace.show()
while not workplace.jobs.idle:
    app.processEvents()
listed = set(sys.modules)
workplace.window.close()
workplace.close()
print(json.dumps([sorted(painted - with_qt), sorted(listed - painted)]))
"""

# Wanted by the first sheet, the first search, the first paper or the first file, never before.
_LATER = (
    "snowballstemmer",
    "rapidfuzz",
    "openpyxl",
    "reportlab",
    "python_calamine",
    "pypdfium2",
    "rustpy_xlsxwriter",
    "PySide6.QtPrintSupport",
    "PySide6.QtSql",
    "PySide6.QtNetwork",
    "desktop_app.cli",
    "desktop_app.importers",
    "desktop_app.reports",
    "desktop_app.ui.widgets.ask",
    "desktop_app.ui.shell.palette",
    "desktop_app.ui.shell.undo_bar",
    "desktop_app.ui.shell.help_sheet",
    "desktop_app.ui.shell.start_choice",
    "desktop_app.ui.shell.crash_window",
    "desktop_app.ui.pages.tickets",
    "desktop_app.ui.pages.settings",
    "desktop_app.ui.pages.visits",
)
_FRAME_MODULES, _PAGE_MODULES = 55, 220


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """Return what a real start loads: up to the painted frame, and from it to the first page."""
    done = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path_factory.mktemp("start"))],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    frame, page = json.loads(done.stdout.splitlines()[-1])
    return frame, page


def test_the_empty_window_knows_no_office(loaded: tuple[list[str], list[str]]) -> None:
    """The frame is painted before anything of the database and of the services is loaded."""
    frame, _ = loaded
    early = [name for name in frame if name.split(".")[0] in ("db", "peewee", "sqlite3")]
    early += [name for name in frame if name.startswith("desktop_app.services")]
    assert early == []
    assert len(frame) <= _FRAME_MODULES, frame


def test_the_first_page_loads_only_what_it_shows(loaded: tuple[list[str], list[str]]) -> None:
    """No sheet, no paper, no search and no other section before somebody asks for it.

    What follows the first rows a little later may be counted or not: it depends on the machine.
    """
    frame, page = loaded
    early = [
        name
        for name in (*frame, *page)
        if any(name == later or name.startswith(f"{later}.") for later in _LATER)
    ]
    assert early == []
    assert len(page) <= _PAGE_MODULES, page


def test_python_imports_by_itself(loaded: tuple[list[str], list[str]]) -> None:
    """PySide's own import, which reads the source of every module, is out of the way."""
    code = "import desktop_app.ui, builtins; print(builtins.__import__.__name__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() != ["__feature_import__"]
    assert not [name for name in loaded[0] if name.startswith("__feature__")]
