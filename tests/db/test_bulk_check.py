"""A file filled in bulk takes its name only when SQLite finds it sound."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db import bulk_check
from desktop_app.core.errors import StorageError

_PAGE = 4_096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a sound file of some hundred pages."""
    place = tmp_path / "new.sqlite"
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("CREATE TABLE call (id INTEGER PRIMARY KEY, text TEXT) STRICT")
        rows = [(f"звонок {number} " * 20,) for number in range(2_000)]
        connection.executemany("INSERT INTO call (text) VALUES (?)", rows)
        connection.execute("CREATE INDEX call_text ON call (text)")
    return place


def test_a_sound_file_passes(path: Path) -> None:
    """It is left as it was, and whoever read ahead is gone."""
    before, threads = path.read_bytes(), threading.active_count()
    bulk_check.verify(path)
    assert path.read_bytes() == before
    assert threading.active_count() == threads


@pytest.mark.parametrize("page", [2, 40, 200])
def test_a_spoilt_page_is_found(path: Path, page: int) -> None:
    """A page of zeros in the middle of a tree is not let through, wherever it lies."""
    with path.open("r+b") as stream:
        stream.seek((page - 1) * _PAGE)
        stream.write(bytes(_PAGE))
    with pytest.raises(StorageError):
        bulk_check.verify(path)


def test_a_cut_file_is_found(path: Path) -> None:
    """A file without its end is not let through."""
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2 // _PAGE * _PAGE)
    with pytest.raises(StorageError):
        bulk_check.verify(path)
