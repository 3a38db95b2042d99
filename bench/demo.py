"""How long an invented district takes, and how big it gets.

`python -m bench.demo [--tickets N …] [--houses N] [--folder DIR]` prints a table. The yardstick is
SQLite itself writing the very same rows and indexes once more (VACUUM INTO): the least any program
could need. The clock tells what a person waits, the processor what the work costs: of the program
itself and of the process that writes the rows of a big one (more than IN_ONE_PROCESS).
"""

import argparse
import resource
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.demo.build import DemoOrder, make_demo

GOAL_SECONDS = 120  # for 1,000,000 tickets
_SIZES = (10_000, 100_000, 1_000_000)
_HOUSES = 10_000


@dataclass(frozen=True, slots=True)
class Made:
    """One district."""

    tickets: int
    history: int
    seconds: float
    processor: float
    writer: float
    megabytes: float
    yardstick: float


def measure(folder: Path, tickets: int, houses: int) -> Made:
    """Make a district, then let SQLite write it once more; both files are removed."""
    path, again = folder / f"{tickets}.sqlite", folder / f"{tickets} again.sqlite"
    clock, processor, writer = time.perf_counter(), time.process_time(), _of_children()
    made = make_demo(path, DemoOrder(houses, tickets))
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    writer = _of_children() - writer
    yardstick = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(again),))
    yardstick = time.perf_counter() - yardstick
    size = path.stat().st_size / 1e6
    path.unlink()
    again.unlink()
    return Made(tickets, made["history"], clock, processor, writer, size, yardstick)


def _of_children() -> float:
    """Return the seconds of processor of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.demo")
    parser.add_argument("--tickets", type=int, nargs="+", default=list(_SIZES))
    parser.add_argument("--houses", type=int, default=_HOUSES)
    parser.add_argument("--folder", type=Path, help="где писать; обычно временная папка")
    asked = parser.parse_args()
    head = f"{'обращений':>10} {'история':>10} {'секунд':>8} {'процессор':>10} {'писарь':>8}"
    head += f" {'мкс/обр.':>9}"
    sys.stdout.write(f"{head} {'МБ':>8} {'мерка, с':>9} {'×':>5}\n")
    for tickets in asked.tickets:
        with tempfile.TemporaryDirectory(dir=asked.folder) as name:
            made = measure(Path(name), tickets, min(asked.houses, max(tickets // 20, 50)))
        sys.stdout.write(
            f"{made.tickets:10} {made.history:10} {made.seconds:8.1f} {made.processor:10.1f}"
            f" {made.writer:8.1f} {made.seconds / made.tickets * 1e6:9.0f} {made.megabytes:8.0f}"
            f" {made.yardstick:9.1f} {made.seconds / made.yardstick:5.1f}\n"
        )
        sys.stdout.flush()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"память в наибольшем: {peak:.0f} МБ\n")
    sys.stdout.write(f"цель: 1 000 000 обращений ≤ {GOAL_SECONDS} с\n")


if __name__ == "__main__":
    main()
