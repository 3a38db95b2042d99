"""Every journal out of a big register: time, memory, how long others wait, how soon it stops.

`python -m bench.journals FILE [--only KEY …] [--yardstick]` prints a table over a copy of an
invented district. Each journal is written by a process of its own, so that memory is its own too.
The yardstick is openpyxl in its write-only mode given the very cells of that journal.
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest import mock

from bench import journal_fill
from bench.journal_xlsx import peak
from db.connection import Store
from desktop_app.core.errors import Cancelled
from desktop_app.core.journal_books import JOURNALS, journal
from desktop_app.core.journal_layout import columns
from desktop_app.core.records.journals import JournalLayout, JournalOrder
from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.office import Office

HOLD_GOAL = 100  # ms one read holds the file
CANCEL_GOAL = 500  # ms from the key to the end
_NOTHING = RegisterQuery(date_from=dt.date(1990, 1, 1), date_to=dt.date(1990, 1, 1))
_STOPS = (0.02, 0.3, 0.7)  # shares of the way a journal is stopped at


@dataclass(frozen=True, slots=True)
class Measured:
    """One journal: rows, seconds, MB over the start and of the file; the rest in milliseconds.

    `held` is the longest one read held the file by the clock, `held_work` by the processor: the
    first grows with the neighbours. `silent` is the longest time nothing was told, `stopped` the
    longest from asking to stop to the end. `yardstick` is openpyxl's seconds, 0 when not asked.
    """

    rows: int
    seconds: float
    memory: float
    size: float
    held: float
    held_work: float
    silent: float
    stopped: float
    yardstick: float


def measured(path: Path, key: str, *, yardstick: bool) -> Measured:
    """Write a journal in a process of its own."""
    command = [sys.executable, "-m", "bench.journals", str(path), "--one", key]
    done = subprocess.run(
        [*command, *(["--yardstick"] if yardstick else [])], check=True, capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    return Measured(**json.loads(done.stdout))


class _Holds:
    """The longest time one read held the file: seconds by the clock and by the processor."""

    def __init__(self) -> None:
        self.clock = self.work = 0.0
        self._depth = 0

    @contextmanager
    def read(self) -> Iterator[None]:
        """Time one read; a read inside a snapshot is part of it."""
        self._depth += 1
        start, begun = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self.clock = max(self.clock, time.perf_counter() - start)
                self.work = max(self.work, time.thread_time() - begun)


@contextmanager
def _watched(holds: _Holds) -> Iterator[None]:
    """Time every read and snapshot of all stores."""
    rows, snapshot = Store.rows, Store.snapshot

    def timed_rows(store: Store, query: object, parameters: tuple[object, ...] = ()) -> object:
        with holds.read():
            return rows(store, query, parameters)  # type: ignore[arg-type]  # passed on as it came

    @contextmanager
    def timed_snapshot(store: Store) -> Iterator[None]:
        with holds.read(), snapshot(store):
            yield

    with mock.patch.multiple(Store, rows=timed_rows, snapshot=timed_snapshot):
        yield


class _Steps:
    """The longest silence between two calls of progress."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def told(self, _done: int, _total: int) -> None:
        """Hear a call."""
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def _one(path: Path, key: str, *, yardstick: bool) -> Measured:
    book = journal(key)
    query = RegisterQuery(descending=False)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        target = Path(folder) / "journal.xlsx"
        office = Office.open(path)
        office.exports.write(JournalOrder(book, _NOTHING), target)  # imports are paid before
        holds, steps, before = _Holds(), _Steps(), peak()
        start = time.perf_counter()
        with _watched(holds):
            made = office.exports.write(JournalOrder(book, query), target, progress=steps.told)
        seconds, memory = time.perf_counter() - start, peak() - before
        size = target.stat().st_size / 2**20
        order = JournalOrder(book, query)
        stopped = max(_stopped(office, order, target, seconds * share) for share in _STOPS)
        plain = _plain(office, order, target) if yardstick else 0.0
        office.close()
    return Measured(
        made.rows, seconds, memory, size, holds.clock * 1000, holds.work * 1000,
        steps.longest * 1000, stopped * 1000, plain,
    )  # fmt: skip


def _stopped(office: Office, order: JournalOrder, target: Path, after: float) -> float:
    """Return seconds from asking to stop to the end; 0 when it ended before."""
    stop, asked = threading.Event(), 0.0

    def ask() -> None:
        nonlocal asked
        asked = time.perf_counter()
        stop.set()

    timer = threading.Timer(after, ask)
    timer.start()
    try:
        office.exports.write(order, target, cancelled=stop.is_set)
    except Cancelled:
        return time.perf_counter() - asked
    finally:
        timer.cancel()
    return 0.0


def _plain(office: Office, order: JournalOrder, target: Path) -> float:
    """Return the seconds openpyxl needs for the same cells, reading them left out."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Журнал")
    written = columns(order.journal, JournalLayout(), public=True)
    ids = office.exports.rows.ids(order.journal, order.query)
    seconds = 0.0
    block: list[list[object]] = []
    for record in office.exports.rows.records(order.journal, ids):
        block.append([column.read(record) for column in written])
        if len(block) == 1000:
            seconds += _spent(lambda rows: [sheet.append(row) for row in rows], block)
            block = []
    seconds += _spent(lambda rows: [sheet.append(row) for row in rows], block)
    return seconds + _spent(lambda _: book.save(target), block)


def _spent(work: Callable[[list[list[object]]], object], rows: list[list[object]]) -> float:
    start = time.perf_counter()
    work(rows)
    return time.perf_counter() - start


def head() -> str:
    """Return the head of the table."""
    own = f"{'журнал':<14}{'строк':>9}{'с':>8}{'строк/с':>9}{'МБ':>6}{'файл МБ':>9}"
    others = f"{'держал мс':>11}{'(работа)':>9}{'молчал мс':>11}{'стоп мс':>9}"
    return f"{own}{others}{'openpyxl с':>12}{'раз':>7}"


def line(key: str, found: Measured) -> str:
    """Return a line of the table."""
    pace = found.rows / found.seconds if found.seconds else 0
    ratio = found.seconds / found.yardstick if found.yardstick else 0
    times = f"{found.yardstick:12.1f}{ratio:7.2f}" if ratio else ""
    return (
        f"{key:<14}{found.rows:>9}{found.seconds:8.1f}{pace:9.0f}{found.memory:6.0f}"
        f"{found.size:9.1f}{found.held:11.0f}{found.held_work:9.0f}{found.silent:11.0f}"
        f"{found.stopped:9.0f}{times}"
    )


def main() -> None:
    """Print the table, or do one measured piece of work for it."""
    parser = argparse.ArgumentParser(prog="python -m bench.journals")
    parser.add_argument("file", type=Path, help="придуманный район; запишутся только выгрузки")
    parser.add_argument("--only", nargs="+", default=[], metavar="KEY")
    parser.add_argument(
        "--fill", type=int, default=0, metavar="N", help="добавить выездов и срывов"
    )
    parser.add_argument("--yardstick", action="store_true", help="рядом openpyxl")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        found = _one(asked.file, asked.one, yardstick=asked.yardstick)
        sys.stdout.write(json.dumps(asdict(found)))
        return
    if asked.fill:
        journal_fill.fill(asked.file, asked.fill, asked.fill // 5)
    sys.stdout.write(f"{head()}\n")
    for book in JOURNALS:
        if not asked.only or book.key in asked.only:
            found = measured(asked.file, book.key, yardstick=asked.yardstick)
            sys.stdout.write(f"{line(book.key, found)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
