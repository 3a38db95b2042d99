"""An empty base offers an example: a file of its own, told by a banner, gone the next day."""

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.core.errors import Cancelled
from desktop_app.services.example import is_example, make_example
from desktop_app.services.office import Office
from desktop_app.ui import workplace
from desktop_app.ui.pages.today.page import TodayPage
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _silent(_done: int, _total: int) -> None:
    return


def test_the_example_is_made_and_opened_apart(
    clerk: ClerkAtKeys, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The palette makes it; a program of its own opens it; the office's base gets nothing."""
    started: list[list[str]] = []

    def start(arguments: list[str]) -> bool:
        started.append(arguments)
        return False  # nothing was started, so this window stays

    monkeypatch.setattr(workplace, "start_program", start)
    clerk.press(Key.Key_1, CTRL)
    clerk.wait()
    clerk.press(Key.Key_K, CTRL)
    clerk.type("открыть пример")
    clerk.press(Key.Key_Return)
    clerk.until(lambda: bool(started))
    ((word, name),) = started
    assert word == "--db"
    assert is_example(Path(name))
    assert Path(name).parent == office.path.parent
    assert office.register.counts().total == 0
    assert isinstance(clerk.window.page("today"), TodayPage)
    other = Office.open(Path(name))
    try:
        assert other.register.counts().total == 5_000
    finally:
        other.close()


def test_yesterdays_example_goes(tmp_path: Path) -> None:
    """One file a day; what only looks like an example stays."""
    mine = tmp_path / "Пример моего района.sqlite"
    mine.touch()
    day = dt.date(2026, 11, 20)
    old = make_example(tmp_path, day, _silent, lambda: False)
    assert make_example(tmp_path, day, _silent, lambda: False) == old
    new = make_example(tmp_path, day + dt.timedelta(days=1), _silent, lambda: False)
    assert {path.name for path in tmp_path.glob("*.sqlite")} == {mine.name, new.name}
    assert not is_example(mine)


def test_a_stopped_example_leaves_nothing(tmp_path: Path) -> None:
    """«Остановить» leaves no half of a district."""
    with pytest.raises(Cancelled):
        make_example(tmp_path, dt.date(2026, 11, 20), _silent, lambda: True)
    assert list(tmp_path.iterdir()) == []
