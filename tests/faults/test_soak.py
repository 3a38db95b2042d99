"""Promise 16: hours of work in one window do not swell the program or leave widgets behind."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.faults.desk_window import DeskWindow
from tests.journeys.clerk import CTRL, Key

pytestmark = pytest.mark.gui
Promise = Callable[[str, object, object], None]
SECONDS, LONG_SECONDS = 30, 300
WARM_ROUNDS = 2
MOST_MB = 20.0


def _resident_mb() -> float:
    """The memory the process holds now, in megabytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(li for li in status.read_text("utf-8").splitlines() if li.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _widgets() -> Counter[str]:
    gc.collect()
    return Counter(type(widget).__name__ for widget in QApplication.allWidgets())


def _round(desk: DeskWindow, number: int) -> None:
    """One round of a clerk's day: a call, its card, filters, every section, the palette."""
    clerk = desk.clerk
    clerk.press(Key.Key_Insert)
    for text in ("лен 12", str(number % 80 + 1), "89005551863", "Соколова Вера", "нет отоп"):
        clerk.type(text)
        clerk.press(Key.Key_Return)
    clerk.type("холодно")
    desk.save()
    clerk.press(Key.Key_Escape)
    ticket = desk.office.desk.store.scalar("SELECT max(id) FROM ticket")
    desk.window.open_record("tickets", ticket)
    clerk.wait()
    clerk.press(Key.Key_Escape)
    for key in desk.window.keys:
        desk.window.show_page(key)
        clerk.wait()
    clerk.press(Key.Key_K, CTRL)
    clerk.type("сокол")
    clerk.press(Key.Key_Escape)
    desk.window.show_page("tickets")
    clerk.wait()


def _rounds(seconds: float) -> Iterator[int]:
    until, number = time.monotonic() + seconds, WARM_ROUNDS
    while time.monotonic() < until or number < WARM_ROUNDS + 2:
        yield number
        number += 1


def test_long_work_leaves_nothing_behind(
    base: Path, open_desk: Callable[[Path], DeskWindow], promise: Promise, is_long: bool
) -> None:
    """After warm-up, rounds of work add less than 20 MB and no widgets."""
    desk = open_desk(base)
    for number in range(WARM_ROUNDS):
        _round(desk, number)
    before, widgets = _resident_mb(), _widgets()
    done = 0
    for number in _rounds(LONG_SECONDS if is_long else SECONDS):
        _round(desk, number)
        done += 1
    grown = _resident_mb() - before
    left = {name: count for name, count in (_widgets() - widgets).items() if count > 0}
    assert desk.crashes == []
    assert desk.saved() == done + WARM_ROUNDS
    told = f"прибавилось {grown:.1f} МБ, виджетов {sum(left.values())}"
    promise("16. долгая работа в окне", f"{done} кругов по всем разделам", told)
    assert grown < MOST_MB
    assert {name: count for name, count in left.items() if count >= done} == {}, left


def test_the_count_sees_a_leak(base: Path, open_desk: Callable[[Path], DeskWindow]) -> None:
    """The control: a widget a round kept alive is counted as left behind."""
    desk = open_desk(base)
    before = _widgets()
    kept = [QWidget(desk.window) for _ in range(5)]
    assert (_widgets() - before)["QWidget"] >= len(kept)
