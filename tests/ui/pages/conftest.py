"""Windows of single sections."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.visit_desk import VisitDesk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[VisitDesk]:
    """Gives the section «Выезды» in a window and ends its lanes afterwards."""
    opened = VisitDesk(qtbot, tmp_path)
    yield opened
    opened.close()
