"""The window: how soon it stands, how a page scrolls, what a big register costs in memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import start, start_frozen
from bench.figures import District, Figure, Goal
from desktop_app.services.office import Office

_ROUNDS = 31
_SCROLL = 1.3
_MEMORY = 70  # MB over the window of an empty file
_BROWSE = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from desktop_app.ui.application import dress, make_application
from desktop_app.ui.workplace import Workplace
from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.state import State

def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

def browse():
    state = State.at(Path(sys.argv[2]))
    workplace = Workplace(Office.open(Path(sys.argv[1])), Dialogs(state), state)
    workplace.window.resize(1366, 690)
    workplace.show()
    wait(500)
    workplace.window.show_page("tickets")
    wait(2500)
    bar = workplace.window.page("tickets").register.list.view.verticalScrollBar()
    for step in range(60):
        bar.setValue(bar.maximum() * step // 60)
        wait(15)
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(next(line.split()[1] for line in lines if line.startswith("VmRSS")), flush=True)
    workplace.window.close()
    workplace.close()

app = make_application(sys.argv)
dress(app, "light", 10.5)
browse()
"""


def starting(district: District) -> list[Figure]:
    """Measure the first painted window and the first painted rows beside an empty window of Qt."""
    small = _empty(district.folder)
    known = start.ways(small, district.path, district.folder)
    return _start_figures(known, "запуск", "пустое окно Qt")


def built(district: District) -> list[Figure]:
    """Measure the same of the built program beside an empty window of that build (a minute)."""
    small, program = _empty(district.folder), start_frozen.build(district.folder)
    known = start_frozen.ways(program, small, district.path, district.folder)
    return _start_figures(known, "запуск собранной", "пустое окно той же сборки")


def _start_figures(
    known: dict[str, Callable[[], float]], name: str, yardstick: str
) -> list[Figure]:
    chosen = {way: known[way] for way in (start.EMPTY, start.FRAME, start.LIST)}
    times = start.rounds_of(chosen, _ROUNDS)
    bare = median(times[start.EMPTY])
    window, rows = median(times[start.FRAME]), median(times[start.LIST])
    return [
        Figure(f"{name} до окна", window, bare, yardstick, Goal(start.GOAL)),
        Figure(f"{name} до списка", rows, bare, yardstick, Goal()),
    ]


def scrolling(district: District) -> list[Figure]:
    """Measure a page-down beside a C++ model of bare words in a stock view."""
    del district
    found = json.loads(_run(["-m", "bench.list_paint", "--json", "--pages", "40"]))
    return [
        Figure(f"листание {size}", best["ours"], best["items"], "слова в QTableView", Goal(_SCROLL))
        for size, best in found.items()
    ]


def memory(district: District) -> list[Figure]:
    """Measure the window after leafing through the whole register beside an empty one."""
    state = str(district.folder / "browse.ini")
    full = int(_run(["-c", _BROWSE, str(district.path), state]).split()[0]) / 1024
    empty = int(_run(["-c", _BROWSE, str(_empty(district.folder)), state]).split()[0]) / 1024
    return [
        Figure("память окна сверх пустого", full - empty, 0, "", Goal(most=_MEMORY), "МБ"),
    ]


def _empty(folder: Path) -> Path:
    path = folder / "empty.sqlite"
    if not path.exists():
        Office.open(path).close()
    return path


def _run(command: list[str]) -> str:
    root = Path(__file__).resolve().parent.parent
    env = {**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, *command], check=True, capture_output=True, encoding="utf-8", env=env
    )
    return done.stdout
