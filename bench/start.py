"""How long the program takes to appear, beside an empty window of the same Qt.

`python -m bench.start [--rounds N] [--tickets N]` prints a table. Every round is a process of its
own, the ways take turns; told is the time from the start of the process to the first painted
window, and to the end of a headless command.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.office import Office

GOAL = 1.3  # of the empty window
EMPTY, FULL = "пустое окно Qt", "окно, полная база"

_PAINTED = """
import sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

class Watcher(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.UpdateRequest:
            QApplication.instance().quit()
        return False
"""
_EMPTY = f"""{_PAINTED}
from PySide6.QtWidgets import QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
watcher = Watcher()
window.installEventFilter(watcher)
window.resize(1366, 768)
window.show()
app.exec()
"""
_OURS = f"""{_PAINTED}
from pathlib import Path
from desktop_app.main import Workplace, dress, make_application
from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.state import State
app = make_application(sys.argv)
dress(app, "light", 10.5)
state = State.at(Path(sys.argv[2]))
workplace = Workplace(Office.open(Path(sys.argv[1])), Dialogs(state), state)
watcher = Watcher()
workplace.window.installEventFilter(watcher)
workplace.show()
app.exec()
print("painted", flush=True)
workplace.close()
"""


def spent(command: list[str]) -> float:
    """Return milliseconds from the start of a process to its first words, or to its end."""
    root = Path(__file__).resolve().parent.parent
    env = {**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *command],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        out = process.stdout
        first = out.readline() if out is not None else b""
        taken = time.perf_counter() - start
        if out is not None:
            out.read()
    if process.returncode != 0:
        raise RuntimeError(f"{command[:3]} ended with {process.returncode}: {first!r}")
    return taken * 1000


def ways(small: Path, big: Path, state: Path) -> dict[str, Callable[[], float]]:
    """Return what is measured, by name: over an empty file and over a district."""
    run = ["-m", "desktop_app"]
    few = ["tickets", "--limit", "1", "--db"]
    return {
        EMPTY: lambda: spent(["-c", _EMPTY]),
        "окно, пустая база": lambda: spent(["-c", _OURS, str(small), str(state)]),
        FULL: lambda: spent(["-c", _OURS, str(big), str(state)]),
        "python -c pass": lambda: spent(["-c", "pass"]),
        "--help": lambda: spent([*run, "--help"]),
        "tickets, пустая база": lambda: spent([*run, *few, str(small)]),
        "tickets, полная база": lambda: spent([*run, *few, str(big)]),
    }


def rounds_of(measured: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each way; they take turns."""
    times: dict[str, list[float]] = {way: [] for way in measured}
    for _ in range(rounds):
        for way, take in measured.items():
            times[way].append(take())
    return times


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.start")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--tickets", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        small, big = Path(name) / "empty.sqlite", Path(name) / "big.sqlite"
        Office.open(small).close()
        make_demo(big, DemoOrder(houses=1_000, tickets=asked.tickets))
        times = rounds_of(ways(small, big, Path(name) / "window.ini"), asked.rounds)
    base = median(times[EMPTY])
    for way, taken in times.items():
        ratio = f"{median(taken) / base:6.2f}×" if "окно" in way else ""
        line = f"{way:32}{median(taken):8.0f} мс средний {min(taken):8.0f} мс лучший {ratio}"
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"цель: окно ≤ {GOAL}× пустого, одинаково при любой базе\n")


if __name__ == "__main__":
    main()
