"""Windows of single sections."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.state import State
from desktop_app.ui.workplace import Workplace
from tests.ui.pages.day_desk import DayDesk
from tests.ui.pages.visit_desk import VisitDesk
from tests.workplaces import open_workplace, seated_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office with one clerk; the window over it closes it."""
    return seated_office(tmp_path / "office.sqlite")


@pytest.fixture
def workplace(qtbot: QtBot, office: Office, state: State, dialogs: Dialogs) -> Iterator[Workplace]:
    """Return the open window over the office."""
    with open_workplace(qtbot, office, state, dialogs) as place:
        yield place


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[DayDesk]:
    """Gives an office and its window, not shown yet."""
    desk = DayDesk(qtbot, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[VisitDesk]:
    """Gives the section «Выезды» in a window and ends its lanes afterwards."""
    opened = VisitDesk(qtbot, tmp_path)
    yield opened
    opened.close()
