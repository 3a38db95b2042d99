"""A big demo is written by a second process: the same rows, and no file when it goes wrong."""

import datetime as dt
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db import bulk_process
from desktop_app.core.errors import Cancelled, DiskFull, StorageError
from desktop_app.services.demo import build
from desktop_app.services.demo.build import DemoOrder, make_demo
from tests.faults.hindrances import small_disk

UNTIL = dt.datetime(2026, 11, 24, 9, 41)
# Two blocks and more on the way, so that the middle is one.
ORDER = DemoOrder(houses=60, tickets=9_000, seed=15, until=UNTIL)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[bulk_process.BulkProcess]:
    """Let every order be a big one; return the processes that write them."""
    found: list[bulk_process.BulkProcess] = []

    class _Noted(bulk_process.BulkProcess):
        def __init__(self, path: Path, ready: frozenset[str]) -> None:
            super().__init__(path, ready)
            found.append(self)

    monkeypatch.setattr(build, "IN_ONE_PROCESS", 0)
    monkeypatch.setattr(bulk_process, "BulkProcess", _Noted)
    return found


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_both_ways_write_the_same(
    tmp_path: Path, started: list[bulk_process.BulkProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row, seal, index and statistic is the same, by a process or by a thread."""
    apart, together = tmp_path / "apart.sqlite", tmp_path / "together.sqlite"
    made = make_demo(apart, ORDER)
    monkeypatch.setattr(build, "IN_ONE_PROCESS", ORDER.tickets)
    assert make_demo(together, ORDER) == made
    assert len(started) == 1
    assert _dump(apart) == _dump(together)


def test_a_killed_writer_leaves_no_file(
    tmp_path: Path, started: list[bulk_process.BulkProcess]
) -> None:
    """Killed in the middle of the order, it is named, and neither file nor process stays."""

    def kill(done: int, _total: int) -> None:
        if done > ORDER.tickets // 2:
            started[0]._child.kill()

    with pytest.raises(StorageError, match="вторая программа, которая его пишет, остановилась"):
        make_demo(tmp_path / "d.sqlite", ORDER, progress=kill)
    assert started[0]._child.returncode is not None
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_demo_ends_its_writer(
    tmp_path: Path, started: list[bulk_process.BulkProcess]
) -> None:
    """Cancelled half-way, the process is ended before the file is removed."""
    done = [0]

    def count(so_far: int, _total: int) -> None:
        done[0] = so_far

    with pytest.raises(Cancelled):
        make_demo(
            tmp_path / "d.sqlite",
            ORDER,
            progress=count,
            cancelled=lambda: done[0] > ORDER.tickets // 2,
        )
    assert started[0]._child.returncode is not None
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_worded(tmp_path: Path, started: list[bulk_process.BulkProcess]) -> None:
    """The other process's full disk is this one's sentence, and nothing stays on the disk."""
    with small_disk(tmp_path / "диск", "12m") as folder:
        with pytest.raises(DiskFull, match="На диске нет места"):
            make_demo(folder / "d.sqlite", ORDER)
        assert started
        assert list(folder.iterdir()) == []


def test_a_writer_that_does_not_start(
    tmp_path: Path, started: list[bulk_process.BulkProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its second program the demo is refused in words."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no such program"))
    with pytest.raises(StorageError, match="Не запустилась вторая программа"):
        make_demo(tmp_path / "d.sqlite", ORDER)
    assert not started
    assert list(tmp_path.iterdir()) == []
