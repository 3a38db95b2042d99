"""Going back to a copy through the real start of the program, and a start without a file."""

from pathlib import Path

import pytest

from desktop_app.core import clock
from desktop_app.services.office import Office
from desktop_app.services.places import Places
from desktop_app.ui.state import RESTORED, State
from tests.services.fixtures import new_ticket
from tests.ui.programs import run_program

pytestmark = pytest.mark.gui

_BACK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app import main
from desktop_app.ui.workplace import Workplace
from desktop_app.services.places import Places

folder = Path(sys.argv[1])
places = Places(folder, folder / "copies")
make = Workplace.show

def show(workplace):
    make(workplace)
    copy = sorted((folder / "copies").glob("*.sqlite"))[0]
    QTimer.singleShot(1500, workplace.window, lambda: workplace.restore(copy))

Workplace.show = show
main.start_program = lambda arguments: print("started", arguments) or True
print("code", main.open_window(places.database, places))
"""

_LOST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import main
from desktop_app.ui.workplace import Workplace
from desktop_app.services.places import Places
from desktop_app.ui.shell.start_choice import StartChoice

folder = Path(sys.argv[1])
places = Places(folder, folder / "copies")
make = main.make_application
shown = Workplace.show

def press():
    choices = [w for w in QApplication.topLevelWidgets() if isinstance(w, StartChoice)]
    if not choices:  # a busy computer is still opening
        QTimer.singleShot(200, press)
        return
    choice = choices[0]
    if choice.restore.isEnabled():
        print("choice:", choice.note.accessibleName()[:26])
        choice.restore.click()
    else:
        QTimer.singleShot(200, choice, press)

def with_a_clerk(arguments):
    app = make(arguments)
    QTimer.singleShot(400, app, press)
    return app

def show(workplace):
    shown(workplace)
    print("tickets", workplace.office.register.counts().total)
    QTimer.singleShot(1500, workplace.window, workplace.window.close)

main.make_application = with_a_clerk
Workplace.show = show
print("code", main.open_window(places.database, places))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workplace with a copy of one ticket and a file of two."""
    office = Office.open(tmp_path / "rayshtab.sqlite", backups=tmp_path / "copies")
    new_ticket(office)
    office.backups.make()
    new_ticket(office)
    office.close()
    return tmp_path


def test_the_program_comes_back_on_the_copy(folder: Path) -> None:
    """The window closes, the copy takes the place, the replaced file stays, a program starts."""
    done = run_program(_BACK, folder)
    assert "started ['--db'" in done.stdout, done.stderr
    assert "code 0" in done.stdout
    assert Office.open(folder / "rayshtab.sqlite").register.counts().total == 1
    kept = list(folder.glob("rayshtab заменён *.sqlite"))
    assert len(kept) == 1
    assert Office.open(kept[0]).register.counts().total == 2
    told = State.at(Places(folder, folder / "copies").window_state).get(RESTORED)
    assert told["live"] == str(folder / "rayshtab.sqlite")
    assert told["kept"] == str(kept[0])
    made = Office.open(folder / "rayshtab.sqlite", backups=folder / "copies").backups.copies()
    assert told["copy"] in {clock.show_moment(copy.made_at) for copy in made}


def test_a_failed_return_is_told_by_the_next_window(folder: Path) -> None:
    """A spoilt copy: the file stays as it was, the next window has the words to say."""
    (copy,) = (folder / "copies").glob("*.sqlite")
    copy.write_bytes(copy.read_bytes()[:4096])
    done = run_program(_BACK, folder)
    assert "started ['--db'" in done.stdout, done.stderr
    assert Office.open(folder / "rayshtab.sqlite").register.counts().total == 2
    told = State.at(Places(folder, folder / "copies").window_state).get(RESTORED)
    assert told["live"] == str(folder / "rayshtab.sqlite")
    assert told["failed"]


def test_a_lost_file_is_not_begun_anew_in_silence(folder: Path) -> None:
    """The usual file is gone and its copies are there: the choice is shown, the copy opens."""
    (folder / "rayshtab.sqlite").unlink()
    done = run_program(_LOST, folder)
    assert "choice: Файла базы нет на месте" in done.stdout, done.stderr
    assert "tickets 1" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr
