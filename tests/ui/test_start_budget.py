"""What the start may load: the empty window little, the first page no sheet and no library."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.gui

_START = """
import enum, sys
from pathlib import Path
before = set(sys.modules)
from PySide6 import QtCore, QtGui, QtWidgets
with_qt = set(sys.modules)
from desktop_app.ui.application import account_name, dress, make_application
from desktop_app.ui.frame import Frame
from desktop_app.ui.state import State

folder = Path(sys.argv[1])
app = make_application(sys.argv)
dress(app, "light", 10.5)
state = State.at(folder / "window.ini")
frame = Frame(state)
assert frame.appear()
painted = set(sys.modules)
kinds = [enum.Enum]
for kind in kinds:
    kinds += kind.__subclasses__()
named = {kind.__qualname__ for kind in kinds}
from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.workplace import Workplace

dialogs = Dialogs(state)
frame.equip(dialogs)
office = Office.open(folder / "office.sqlite")
office.clerks.sit(office.clerks.add("Лапина Ирина", login=account_name()).id)
workplace = Workplace(office, dialogs, state, None, frame)
workplace.show()
while not workplace.jobs.idle:
    app.processEvents()
listed = set(sys.modules)
workplace.window.close()
workplace.close()
import json
print(json.dumps([sorted(painted - with_qt), sorted(listed - painted), sorted(named)]))
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
_FRAME_MODULES, _PAGE_MODULES = 35, 260


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """Return what a real start loads up to the frame, from it to the first page, and Qt's names."""
    done = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path_factory.mktemp("start"))],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: list[list[str]] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def loaded(started: list[list[str]]) -> tuple[list[str], list[str]]:
    """Return the modules: up to the painted frame, and from it to the first page."""
    return started[0], started[1]


def test_the_empty_window_knows_no_office(loaded: tuple[list[str], list[str]]) -> None:
    """The frame is painted before anything of the database and of the services is loaded."""
    frame, _ = loaded
    early = [name for name in frame if name.split(".")[0] in ("db", "peewee", "sqlite3")]
    early += [name for name in frame if name.startswith("desktop_app.services")]
    early += [name for name in frame if name == "json"]
    assert early == []
    assert len(frame) <= _FRAME_MODULES, frame


def test_the_empty_window_asks_for_no_long_lists_of_names(started: list[list[str]]) -> None:
    """Python makes up every name of an enumeration of Qt when its class is first touched.

    Those of Qt (1,200), styles (566), gradients (182) and icons (150) can wait until the frame
    stands; how drawing goes without them is told in `widgets.painted`.
    """
    _, _, named = started
    assert "QPainter.RenderHint" in named  # so are they called
    late = ("Qt", "QStyle", "QGradient", "QIcon", "QKeySequence")
    assert [name for name in named if name.split(".")[0] in late] == []


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
