"""A connection is ready or none at all, and an older program writes nothing into a newer file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.connection import SETTINGS, Store
from db.files import open_store
from db.migrations import LATEST
from desktop_app.core.errors import DatabaseLocked, DatabaseNewer

_ADD_CLERK = "INSERT INTO clerk (name) VALUES ('Орлова И. С.')"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a new file of ours that nobody has open."""
    path = tmp_path / "база.sqlite"
    open_store(path).close()
    return path


@contextmanager
def _held(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def _upgrade(path: Path) -> None:
    """Do what a newer program does: a column more, and a greater number."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = TRUNCATE")  # Windows lets no held journal go
        other.execute("ALTER TABLE clerk ADD COLUMN cabinet TEXT NOT NULL DEFAULT ''")
        other.execute("ALTER TABLE clerk DROP COLUMN post")
        other.execute(f"PRAGMA user_version = {LATEST + 1}")


def test_a_connection_refused_midway_is_set_up_whole_later(base: Path) -> None:
    """A file busy at the first touch leaves no connection without foreign keys and fsyncs."""
    store = Store(base, busy_seconds=0.05)
    with _held(base), pytest.raises(DatabaseLocked):
        store.scalar("SELECT count(*) FROM clerk")
    assert store.scalar("SELECT count(*) FROM clerk") == 0
    assert [store.scalar(f"PRAGMA {name}") for name, *_ in SETTINGS] == [
        expected for *_, expected in SETTINGS
    ]
    store.close()


def test_an_open_program_writes_nothing_into_an_upgraded_file(base: Path) -> None:
    """What a newer program on another computer upgraded is refused in words, not half written."""
    store = open_store(base)
    with store.write():
        store.execute(_ADD_CLERK)
    _upgrade(base)
    with pytest.raises(DatabaseNewer, match="более новая версия"), store.write():
        store.execute(_ADD_CLERK)
    assert store.scalar("SELECT count(*) FROM clerk") == 1
    store.close()


def test_a_reader_of_an_upgraded_file_is_told_why(base: Path) -> None:
    """A column that is gone by now is the newer program's doing, no fault of ours."""
    store = open_store(base)
    _upgrade(base)
    with pytest.raises(DatabaseNewer, match=rf"схема {LATEST + 1}"):
        store.rows("SELECT post FROM clerk")
    store.close()


def test_our_own_faulty_statement_stays_a_fault(base: Path) -> None:
    """Of a file that is as it was, a wrong statement is not called a newer program's doing."""
    store = open_store(base)
    with pytest.raises(Exception, match="no such column") as caught:
        store.rows("SELECT nothing_like_it FROM clerk")
    assert not isinstance(caught.value, DatabaseNewer)
    store.close()
