"""The process that writes a new file: what it writes, how it fails, when it ends."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import bulk, bulk_child, bulk_process, front_door
from db.bulk import NOTHING, Block, Shape
from db.bulk_process import BulkProcess
from desktop_app import __main__ as front
from desktop_app.core.errors import DiskFull, StorageError
from tests.faults.hindrances import small_disk

_SCHEMA = """
CREATE TABLE call (
    id INTEGER PRIMARY KEY, text TEXT, said TEXT, room REAL, mark BLOB, kind TEXT
) STRICT;
CREATE INDEX call_text ON call (text);
CREATE INDEX call_room ON call (room);
CREATE TRIGGER call_made AFTER INSERT ON call BEGIN SELECT RAISE(ABORT, 'fired'); END;
"""
_CALL = Shape(
    "call",
    ("id", "text", "said", "room", "mark"),
    same=(("kind", "phone"),),
    encoded=("said",),
    blobs=("mark",),
)
_ENDS = 20.0  # seconds a child may take to end on a machine shared with others
_PARENT = """
import sys, time
from pathlib import Path
from db.bulk import Shape
from db.bulk_process import BulkProcess
file = BulkProcess(Path(sys.argv[1]))
file.put([(Shape("call", ("id", "text")), [1, "раз"])])
print(file._child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a new file with one table."""
    place = tmp_path / "new.sqlite"
    _make(place)
    return place


def _make(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript(_SCHEMA)


def _block(first: int, count: int, text: str = "нет тепла") -> Block:
    cells: bulk.Cells = []
    for number in range(first, first + count):
        cells += (
            number,
            f"{text} {number}",
            f"{text} {number}".encode(),
            NOTHING if number % 3 else 18.5,
            bytes([number % 256]),
        )
    return [(_CALL, cells)]


def _fill(kind: Callable[[Path, frozenset[str]], bulk.Filling], place: Path) -> None:
    file = kind(place, frozenset({"call_text"}))
    try:
        for first in range(1, 20_000, 5_000):
            file.put(_block(first, 5_000))
        file.finish()
    finally:
        file.abandon()


def _becomes(true: Callable[[], bool]) -> bool:
    deadline, pause = time.monotonic() + _ENDS, threading.Event()
    while not true() and time.monotonic() < deadline:
        pause.wait(0.02)
    return true()


def test_a_thread_and_a_process_write_the_same(tmp_path: Path) -> None:
    """NULLs, blobs, encoded texts, constant columns and indexes are the same whoever binds them."""
    one, other = tmp_path / "thread.sqlite", tmp_path / "process.sqlite"
    for place, kind in ((one, bulk.BulkFile), (other, BulkProcess)):
        _make(place)
        _fill(kind, place)
    assert _dump(one) == _dump(other)
    with closing(sqlite3.connect(other)) as connection:
        found = connection.execute("SELECT count(*), count(room), min(kind) FROM call").fetchone()
        assert found == (20_000, 6_666, "phone")
        as_told = "SELECT count(*) FROM call WHERE said = text AND typeof(mark) = 'blob'"
        assert connection.execute(as_told).fetchone() == (20_000,)
        kept = connection.execute("SELECT name FROM sqlite_master WHERE type <> 'table'").fetchall()
        assert {row[0] for row in kept} == {"call_text", "call_room", "call_made"}


def _dump(place: Path) -> list[str]:
    with closing(sqlite3.connect(place)) as connection:
        return list(connection.iterdump())


def test_the_front_door_knows_its_flag(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From source the module is started, in a frozen build the program itself."""
    assert front.FILL_FILE == bulk_child.FLAG
    place = tmp_path / "a.sqlite"
    source = [sys.executable, "-m", "desktop_app", "--fill-file", str(place)]
    assert front_door.command(bulk_child.FLAG, place) == source
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    frozen = [sys.executable, "--fill-file", str(place)]
    assert front_door.command(bulk_child.FLAG, place) == frozen


def test_a_killed_child_is_told(path: Path) -> None:
    """Killed in the middle, the child is named as the cause; later blocks do not hang."""
    file = BulkProcess(path)
    try:
        file.put(_block(1, 5_000))
        file._child.kill()
        with pytest.raises(StorageError, match="программа, которая его пишет, остановилась"):
            _put_much(file)
    finally:
        file.abandon()


def _put_much(file: BulkProcess) -> None:
    for first in range(5_001, 500_000, 5_000):
        file.put(_block(first, 5_000))


def test_a_child_killed_at_the_end_is_told(path: Path) -> None:
    """Silence in place of a verdict is no success."""
    file = BulkProcess(path)
    try:
        file.put(_block(1, 10))
        file._child.kill()
        with pytest.raises(StorageError, match="Файл не дописан"):
            file.finish()
    finally:
        file.abandon()


def test_a_full_disk_is_told_as_ever(tmp_path: Path) -> None:
    """The child's failure arrives in the same class and words as a thread's."""
    with small_disk(tmp_path / "диск", "1m") as folder:
        told = []
        for kind in (bulk.BulkFile, BulkProcess):
            place = folder / "new.sqlite"
            _make(place)
            with pytest.raises(DiskFull, match="На диске нет места") as caught:
                _fill(kind, place)
            told.append(str(caught.value))
            place.unlink()
        assert told[0] == told[1]


def test_a_fault_of_ours_stays_one(path: Path) -> None:
    """A wrong statement is no fault of the world: it comes with the child's own trace."""
    file = BulkProcess(path)
    try:
        file.put([(Shape("nowhere", ("id",)), [1])])
        with pytest.raises(RuntimeError, match="no such table: nowhere"):
            file.finish()
    finally:
        file.abandon()


def test_a_child_that_does_not_start_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a program to start there is a sentence, not a trace."""
    monkeypatch.setattr(sys, "executable", str(path.with_name("no such program")))
    with pytest.raises(StorageError, match="Не запустилась вторая программа"):
        BulkProcess(path)


def test_abandoned_it_ends_at_once(path: Path) -> None:
    """With blocks still waiting the child is ended and nothing is left running."""
    file = BulkProcess(path)
    for first in range(1, 40_000, 5_000):
        file.put(_block(first, 5_000))
    began = time.monotonic()
    file.abandon()
    file.abandon()
    assert file._child.returncode is not None
    assert not file._thread.is_alive()
    assert time.monotonic() - began < _ENDS


@pytest.mark.skipif(os.name != "posix", reason="под Windows у процесса нет SIGINT")
def test_ctrl_c_is_not_the_childs(path: Path) -> None:
    """A terminal sends Ctrl+C to both: the child goes on until its parent decides."""
    file = BulkProcess(path)
    try:
        file.put(_block(1, 10))
        assert _becomes(lambda: _is_taken(path))
        os.kill(file._child.pid, signal.SIGINT)
        file.finish()
    finally:
        file.abandon()


def _is_taken(place: Path) -> bool:
    """Tell whether the child has begun: the triggers are set aside."""
    triggers = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
    with closing(sqlite3.connect(place)) as connection:
        return bool(connection.execute(triggers).fetchone() == (0,))


def test_a_dead_parent_takes_the_file_along(path: Path) -> None:
    """Killed with rows on their way, the parent leaves neither a child nor a file behind."""
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(path)],
        stdout=subprocess.PIPE,
        cwd=front_door.ROOT,
        creationflags=front_door.WITHOUT_WINDOW,
    )
    with parent:
        assert parent.stdout is not None
        assert int(parent.stdout.readline()) > 0
        parent.kill()
    assert _becomes(lambda: not path.exists())


@pytest.fixture
def child(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Return a child whose pipes are in the test's hands."""
    started = subprocess.Popen(
        front_door.command(bulk_child.FLAG, path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=front_door.ROOT,
        bufsize=0,
        creationflags=front_door.WITHOUT_WINDOW,
    )
    with started:
        yield started


def _send(child: subprocess.Popen[bytes], data: bytes) -> None:
    assert child.stdin is not None
    child.stdin.write(data)


def test_a_cut_frame_is_no_end(path: Path, child: subprocess.Popen[bytes]) -> None:
    """Input that ends inside a frame, or before the closing mark, leaves no file."""
    _send(child, bulk_child.LENGTH.pack(1_000) + b"x")
    out, _ = child.communicate()
    assert (out, child.returncode, path.exists()) == (b"", 1, False)


def test_a_verdict_nobody_hears_leaves_no_file(path: Path, child: subprocess.Popen[bytes]) -> None:
    """A finished file whose parent is gone is removed: nobody would check and name it."""
    assert child.stdout is not None
    child.stdout.close()
    ready = bulk_process.dumped([])
    _send(child, bulk_child.LENGTH.pack(len(ready)) + ready + bulk_child.LENGTH.pack(0))
    assert child.wait(_ENDS) == 1
    assert not path.exists()


def test_making_indexes_stops_with_the_parent() -> None:
    """While nobody reads, the end of input still interrupts what the child is at."""
    reading, writing = os.pipe()
    with (
        closing(sqlite3.connect(":memory:", check_same_thread=False)) as connection,
        io.FileIO(reading, "rb") as source,
    ):
        watch = threading.Thread(target=bulk_child._watch, args=(connection, source))
        watch.start()
        threading.Timer(0.2, os.close, (writing,)).start()
        endless = "WITH RECURSIVE n AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n"
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            connection.execute(endless)
        watch.join()
