"""What the tests of promises share: time for long versions, a window over a furnished file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.faults.desk_window import DeskWindow


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    """Tells whether the run was asked for its long versions (--long)."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def tmp_path(on_disk: Path) -> Path:
    """Gives folders on a disk: in memory neighbours never meet, and chattr is not known."""
    return on_disk


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Gives a furnished file in a folder of its own."""
    from tests.faults.desk_window import furnish

    folder = tmp_path / "база"
    folder.mkdir()
    furnish(folder / "office.sqlite")
    return folder / "office.sqlite"


@pytest.fixture
def open_desk(qtbot: QtBot) -> Iterator[Callable[..., DeskWindow]]:
    """Opens windows and closes them afterwards."""
    from tests.faults.desk_window import DeskWindow

    opened: list[DeskWindow] = []

    def open_one(path: Path, profile: Path | None = None) -> DeskWindow:
        opened.append(DeskWindow(qtbot, path, profile))
        return opened[-1]

    yield open_one
    for desk in opened:
        desk.close()
