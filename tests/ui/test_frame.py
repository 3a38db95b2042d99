"""The window before the office is open: painted at once, empty, safe to close."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.frame import Frame
from desktop_app.ui.shell.main_window import SMALLEST
from desktop_app.ui.shell.page import Page
from desktop_app.ui.state import LAST_PAGE, WINDOW_GEOMETRY, State
from tests.ui.keyboard import press

pytestmark = pytest.mark.gui

_CLOSED_EARLY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app import main
from desktop_app.services.places import Places
from desktop_app.ui.frame import Frame

appear = Frame.appear

def closed(frame):
    QTimer.singleShot(0, frame.window, frame.window.close)
    return appear(frame)

Frame.appear = closed
folder = Path(sys.argv[1])
print("code", main.open_window(folder / "a.sqlite", Places(folder, folder / "copies")))
"""

_REFUSED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import main
from desktop_app.services.places import Places
from desktop_app.ui.frame import Frame
from desktop_app.ui.shell.main_window import MainWindow

make, appear = main.make_application, Frame.appear

def told(frame):
    print("frame")
    return appear(frame)

def read():
    over = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    shown = QApplication.activeModalWidget()
    if shown is None:  # a busy computer is still opening
        QTimer.singleShot(100, read)
        return
    print("window behind:", any(w.isVisible() for w in over))
    QTimer.singleShot(0, shown.reject)
    QTimer.singleShot(300, lambda: QApplication.exit(1))

def with_a_reader(arguments):
    app = make(arguments)
    QTimer.singleShot(300, app, read)
    return app

Frame.appear, main.make_application = told, with_a_reader
folder = Path(sys.argv[1])
sys.exit(main.open_window(folder / "файл.sqlite", Places(folder, folder / "copies")))
"""


class _Painted(QObject):
    """Counts the paints of a widget."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count."""
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def frame(qtbot: QtBot, state: State) -> Frame:
    """Gives a frame not shown yet, after a session that ended on «Дома»."""
    state.set(LAST_PAGE, "buildings")
    made = Frame(state)
    qtbot.addWidget(made.window)
    return made


def test_the_window_is_painted_before_there_is_an_office(frame: Frame) -> None:
    """Shown means painted: the section of last time is marked, the page is empty, no ring glows."""
    painted = _Painted()
    frame.window.navigation.installEventFilter(painted)
    assert frame.appear()
    assert painted.count
    assert frame.window.windowTitle() == "Дома — Райштаб"
    assert frame.window.navigation._items["buildings"].isChecked()
    assert frame.window._pages == {}
    focused = QApplication.focusWidget()
    assert focused is None or isinstance(focused, Page)


def test_the_first_start_fills_the_screen(frame: Frame) -> None:
    """With nothing remembered the window is as large as the screen, from its first picture on."""
    assert frame.appear()
    assert frame.window.isMaximized()


def test_the_clerk_s_own_size_comes_back(state: State, qtbot: QtBot) -> None:
    """A window left smaller opens as it was left."""
    first = Frame(state)
    qtbot.addWidget(first.window)
    assert first.appear()
    first.window.showNormal()
    first.window.resize(1024, 640)  # the screen of tests is narrow
    qtbot.waitUntil(lambda: first.window.width() == 1024)
    first.window.close()
    again = Frame(state)
    qtbot.addWidget(again.window)
    assert again.appear()
    assert not again.window.isMaximized()
    assert again.window.size().toTuple() == (1024, 640)


def test_keys_before_the_pages_do_no_harm(frame: Frame, dialogs: Dialogs) -> None:
    """What slips in finds nothing to act on; a section asked for too early is built when due."""
    assert frame.appear()
    frame.equip(dialogs)
    press(frame.window, Qt.Key.Key_Insert)
    press(frame.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    press(frame.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert frame.window.palette_box.titles[0] == "Перейти: Сегодня"
    frame.window.palette_box.close_palette()
    true_page = Page()
    frame.window.furnish({"tickets": lambda: true_page}, lambda _key: None)
    frame.window.start()
    assert frame.window.page("tickets") is true_page
    frame.let_go()
    assert frame.jobs.shutdown(5.0)


def test_a_window_closed_at_once_is_noticed(frame: Frame) -> None:
    """Closing before the office is open leaves nothing to open it for."""
    QTimer.singleShot(0, frame.window, frame.window.close)
    assert not frame.appear()


def test_a_start_closed_at_once_ends_well(tmp_path: Path) -> None:
    """The program ends with 0, without a word, and no base was made or touched."""
    base = tmp_path / "a.sqlite"
    Office.open(base).close()
    before = base.read_bytes()
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _CLOSED_EARLY, str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.stdout.strip() == "code 0", done.stderr
    assert "Traceback" not in done.stderr
    assert base.read_bytes() == before


def test_a_window_comes_back_inside_a_smaller_screen(qtbot: QtBot, state: State) -> None:
    """What was wide at 100 % does not hide its right end behind the edge at 150 %."""
    large = QWidget()
    qtbot.addWidget(large)
    large.resize(3000, 2000)
    state.set_bytes(WINDOW_GEOMETRY, large.saveGeometry())
    made = Frame(state)
    qtbot.addWidget(made.window)
    room = made.window.screen().availableGeometry()
    assert made.window.width() <= max(room.width(), SMALLEST.width())
    assert made.window.height() <= max(room.height(), SMALLEST.height())


def test_a_refused_file_shows_no_empty_window_first(tmp_path: Path) -> None:
    """A text under the name of a base: the words alone, without a window flashing under them."""
    (tmp_path / "файл.sqlite").write_text("Журнал обращений\n" * 200, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _REFUSED, str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.stdout.split("\n")[:1] == ["window behind: False"], done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
