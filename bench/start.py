"""How long the program takes to appear, beside an empty window of the same Qt.

`python -m bench.start [--rounds N] [--tickets N]` prints a table. Every round is a process of its
own, the ways take turns; told is the time from the start of the process to the first painted
window, to the first page with its rows painted and the keyboard alive, and to the end of a
headless command.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.office import Office
from desktop_app.ui.application import account_name

GOAL = 1.3  # of the empty window
EMPTY, FRAME, LIST = "пустое окно Qt", "до окна, полная база", "до списка, полная база"

# Both windows are waited for in one way: until the screen has them and Qt has nothing to paint.
EMPTY_CODE = """
import os, sys
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.show()
loop = QEventLoop()
while not window.windowHandle().isExposed():
    loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
QApplication.sendPostedEvents()
loop.processEvents()
print("painted", flush=True)
os._exit(0)
"""
# The program from its front door. It is stopped as soon as it has told: what it does later, the
# copy of the base among it, is no part of the start.
OUR_CODE = """
import gc, os, sys

gc.disable()  # as the front door does before it loads anything
from desktop_app.ui import frame

def told():
    print("painted", flush=True)
    os._exit(0)

def watch_frame():
    appear = frame.Frame.appear
    frame.Frame.appear = lambda window: (appear(window), told())

def watch_list():
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QAbstractItemView
    from desktop_app.ui.workplace import Workplace
    from desktop_app.ui.models.snapshot_model import PLACEHOLDER

    class Watcher(QObject):
        def eventFilter(self, watched, event):
            model = watched.parent().model()
            if event.type() is QEvent.Type.Paint and model is not None and model.rowCount():
                if model.index(0, 0).data() == PLACEHOLDER:
                    return False  # the rows are still to come
                watched.removeEventFilter(self)
                QTimer.singleShot(0, told)  # keys are heard again
            return False

    show = Workplace.show

    def shown(workplace):
        show(workplace)
        workplace.watcher = Watcher()
        for view in workplace.window.findChildren(QAbstractItemView):
            view.viewport().installEventFilter(workplace.watcher)

    Workplace.show = shown

watch_frame() if sys.argv[1] == "frame" else watch_list()
from desktop_app.__main__ import main
sys.argv[1:] = ["--db", sys.argv[2]]
sys.exit(main())
"""


def spent(arguments: list[str], home: Path) -> float:
    """Return `waited` for Python with these arguments."""
    return waited([sys.executable, *arguments], home)


def waited(command: list[str], home: Path) -> float:
    """Return milliseconds from the start of a process to its first words, or to its end.

    `home` is where it keeps its own things and its bytecode. An installed program has its bytecode
    beside it: without a folder of its own, or with PYTHONDONTWRITEBYTECODE inherited, every process
    would compile every module, and that is what would be measured, of ours and of the yardstick.
    """
    root = Path(__file__).resolve().parent.parent
    env = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": str(root),
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        "QT_QPA_PLATFORM": "offscreen",
        **dict.fromkeys(("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA"), str(home)),
    }
    start = time.perf_counter()
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        out = process.stdout
        first = out.readline() if out is not None else b""
        taken = time.perf_counter() - start
        if out is not None:
            out.read()
    if process.returncode != 0:
        raise RuntimeError(f"{command[:3]} ended with {process.returncode}: {first!r}")
    return taken * 1000


def ways(small: Path, big: Path, home: Path) -> dict[str, Callable[[], float]]:
    """Return what is measured, by name: over an empty file and over a district."""
    run = ["-m", "desktop_app"]
    few = ["tickets", "--limit", "1", "--db"]
    seat(big)
    commands = {
        EMPTY: ["-c", EMPTY_CODE],
        "до окна, пустая база": ["-c", OUR_CODE, "frame", str(small)],
        FRAME: ["-c", OUR_CODE, "frame", str(big)],
        LIST: ["-c", OUR_CODE, "list", str(big)],
        "python -c pass": ["-c", "pass"],
        "--help": [*run, "--help"],
        "tickets, пустая база": [*run, *few, str(small)],
        "tickets, полная база": [*run, *few, str(big)],
    }
    return {way: partial(spent, command, home) for way, command in commands.items()}


def seat(base: Path) -> None:
    """Make a clerk of this account sit there: nobody is to be asked who works."""
    office = Office.open(base)
    try:
        if office.clerks.sit_by_login(account_name()) is None:
            office.clerks.add("Лапина Ирина", login=account_name())
    finally:
        office.close()


def rounds_of(measured: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each way; they take turns, after a round that writes bytecode.

    Each round draws its order anew: what follows the longest of them finds the processor otherwise
    than what follows the shortest. What was written before, a district of gigabytes perhaps, goes
    to the disk first: its writing would take one of the processors from the ways, not evenly.
    """
    if hasattr(os, "sync"):
        os.sync()
    for warm in measured.values():
        warm()
    times: dict[str, list[float]] = {way: [] for way in measured}
    chance = Random(rounds)
    for _ in range(rounds):
        for way in chance.sample(list(measured), len(measured)):
            times[way].append(measured[way]())
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
        times = rounds_of(ways(small, big, Path(name)), asked.rounds)
    base = median(times[EMPTY])
    for way, taken in times.items():
        ratio = f"{median(taken) / base:6.2f}×" if "окн" in way or "списк" in way else ""
        line = f"{way:32}{median(taken):8.0f} мс средний {min(taken):8.0f} мс лучший {ratio}"
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"цель: до окна ≤ {GOAL}× пустого, одинаково при любой базе\n")


if __name__ == "__main__":
    main()
