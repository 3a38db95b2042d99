"""A file is read ahead of its check, unless it would push itself out of the memory."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db import read_ahead


def _read(path: Path, monkeypatch: pytest.MonkeyPatch, memory: int | None = None) -> int:
    """Return how many threads more there were while a file was read ahead."""
    going, wait = threading.Event(), threading.Event()

    def stand(*_: object) -> None:
        going.set()
        wait.wait(5)

    monkeypatch.setattr(read_ahead, "_read_through", stand)
    if memory is not None:
        monkeypatch.setattr(read_ahead, "_memory", lambda: memory)
    before = threading.active_count()
    with read_ahead.read_ahead(path):
        seen = threading.active_count() - before
        wait.set()
    assert threading.active_count() == before
    return seen


def test_only_what_fits_twice_into_memory_is_read_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The border is half of the memory; this computer has enough for a small file."""
    path = tmp_path / "file"
    path.write_bytes(bytes(1_000))
    assert _read(path, monkeypatch) == 1
    assert _read(path, monkeypatch, 2_000) == 1
    assert _read(path, monkeypatch, 1_998) == 0


def test_all_of_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last byte, in pieces, and no further than the block lasts."""
    path = tmp_path / "file"
    path.write_bytes(bytes(10_000))
    monkeypatch.setattr(read_ahead, "_PIECE", 4_096)
    is_over = threading.Event()
    with path.open("rb", buffering=0) as stream:
        read_ahead._read_through(stream, is_over)
        assert stream.tell() == 10_000
        stream.seek(0)
        is_over.set()
        read_ahead._read_through(stream, is_over)
        assert stream.tell() == 0


def test_a_locked_file_is_read_ahead(tmp_path: Path) -> None:
    """Another's lock does not stop it: it is the check that says so."""
    path = tmp_path / "base.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("CREATE TABLE one (id INTEGER)")
        base.execute("BEGIN EXCLUSIVE")
        with read_ahead.read_ahead(path):
            pass
