"""Statistics are gathered when the register has grown, and only then."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import statistics
from db.connection import Store
from db.files import open_store
from desktop_app.services.office import Office

_ROW = """
INSERT INTO ticket (number, registered_at, received_at, source, kind, topic_id, status, status_at)
VALUES (?, '2026-11-24T09:41:00', '2026-11-24T09:41:00', 'phone', 'request', 1, 'new',
    '2026-11-24T09:41:00')
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a file with topics and no tickets."""
    path = tmp_path / "office.sqlite"
    Office.open(path).close()
    opened = open_store(path)
    yield opened
    opened.close()


def _grow(store: Store, until: int) -> None:
    known = store.scalar("SELECT count(*) FROM ticket")
    with store.write():
        store.insert_many(_ROW, [(f"X-{number}",) for number in range(known, until)])


def _known(store: Store) -> int:
    stat = store.scalar("SELECT stat FROM sqlite_stat1 WHERE idx = 'ticket_registered'")
    return int(stat.split()[0])


def test_they_follow_the_register(store: Store) -> None:
    """A small register needs none; a grown one gets them once, and again when it has doubled."""
    _grow(store, 400)
    assert not statistics.refresh(store)
    _grow(store, 600)
    assert statistics.refresh(store)
    assert _known(store) >= 600
    assert not statistics.refresh(store)
    _grow(store, 1100)
    assert not statistics.refresh(store)
    _grow(store, 1300)
    assert statistics.refresh(store)
    assert _known(store) >= 1200


def test_a_busy_file_is_left_alone(tmp_path: Path) -> None:
    """Another program holding the file keeps nobody from closing the window."""
    path = tmp_path / "busy.sqlite"
    Office.open(path).close()
    store = Store(path, busy_seconds=0.05)
    _grow(store, 600)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not statistics.refresh(store)
        other.execute("ROLLBACK")
    assert statistics.refresh(store)
    store.close()
