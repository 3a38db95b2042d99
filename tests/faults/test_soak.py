"""Promise 16: hours of work in one window do not swell the program or leave widgets behind."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.faults.desk_window import DeskWindow
from tests.faults.soak_work import Day, Weight, furnish_for_a_day

pytestmark = pytest.mark.gui
Promise = Callable[[str, object, object], None]
ROUNDS, LONG_SECONDS = 2, 300
MOST_MB = 20.0


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """Return a file of a small district."""
    furnish_for_a_day(tmp_path / "office.sqlite")
    return tmp_path / "office.sqlite"


def _work(day: Day, seconds: float) -> int:
    """Do a few rounds, or as many as fit into the seconds; return how many."""
    until, done = time.monotonic() + seconds, 0
    while done < ROUNDS or time.monotonic() < until:
        day.round()
        done += 1
    return done


def test_long_work_leaves_nothing_behind(
    district: Path,
    tmp_path: Path,
    open_desk: Callable[[Path], DeskWindow],
    promise: Promise,
    is_long: bool,
) -> None:
    """After warm-up, rounds of work add less than 20 MB, no widgets, threads or open files."""
    desk = open_desk(district)
    day = Day(desk, tmp_path)
    warm = 3 if is_long else 1  # three looks
    for _ in range(warm):
        day.round()
    first, began = Weight(desk.window), day.done.total()
    done = _work(day, LONG_SECONDS if is_long else 0)
    last = Weight(desk.window)
    left, grown = last.left_over(first, done), last.megabytes - first.megabytes
    assert desk.crashes == []
    tried = f"{done} кругов, {day.done.total() - began} действий"
    told = (
        f"прибавилось {grown:.1f} МБ, виджетов {sum(left.values())}, "
        f"потоков {last.threads - first.threads}, открытых файлов {last.files - first.files}"
    )
    promise("16. долгая работа в окне: всё, что в нём есть", tried, told)
    assert left == {}
    assert grown < MOST_MB


def test_the_count_sees_a_leak(base: Path, open_desk: Callable[[Path], DeskWindow]) -> None:
    """The control: a widget a round kept alive is counted as left behind."""
    desk = open_desk(base)
    before = Weight(desk.window)
    kept = [QWidget(desk.window) for _ in range(5)]
    assert Weight(desk.window).left_over(before, 5) == {"QWidget": len(kept)}
