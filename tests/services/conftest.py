"""An office over a real file with a clock the test turns."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.services.office import Office
from tests.services.fixtures import HandClock


@pytest.fixture
def hand_clock() -> HandClock:
    """Return a clock standing at 24 November 2026, 09:41."""
    return HandClock(dt.datetime(2026, 11, 24, 9, 41))


@pytest.fixture
def office(tmp_path: Path, hand_clock: HandClock) -> Iterator[Office]:
    """Return an office over a new file."""
    opened = Office.open(tmp_path / "office.sqlite", now=hand_clock)
    yield opened
    opened.close()
