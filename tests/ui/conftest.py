"""What tests of the window share: a dressed application, lanes that end, answers ahead."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.state import State
from desktop_app.ui.theme import Look
from tests.ui.dressing import dressed_usually
from tests.ui.letters import watch_forms
from tests.ui.sample_window import sample_window
from tests.ui.waiting import wait_idle


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Look:
    """Dresses the application in the light theme at the default size before each test."""
    return dressed_usually(qapp)


@pytest.fixture(autouse=True)
def letters_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test that opens a form in which a letter means two things."""
    watch_forms(monkeypatch)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """Gives lanes and proves afterwards that their threads have ended."""
    lanes = Jobs()
    yield lanes
    assert lanes.shutdown(5.0)


@pytest.fixture
def settle(qtbot: QtBot, jobs: Jobs) -> Callable[[], None]:
    """Waits from outside until every lane has answered, timers of zero length included."""

    def wait() -> None:
        wait_idle(qtbot, jobs)

    return wait


@pytest.fixture
def state(tmp_path: Path) -> State:
    """Gives an empty memory of the workstation."""
    return State.at(tmp_path / "window.ini")


@pytest.fixture
def dialogs(state: State) -> Dialogs:
    """Gives dialogs to be answered ahead."""
    return Dialogs(state)


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, dialogs: Dialogs, state: State) -> MainWindow:
    """Gives a window with three sample pages, the first in front."""
    return sample_window(qtbot, jobs, dialogs, state)
