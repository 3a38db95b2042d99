"""A copy comes to its end while another program goes on writing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import page_copy
from db.files import open_store
from db.page_copy import copy_pages

_MOST_STEPS = 200


def test_a_write_after_every_step_does_not_stop_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each write begins the copying anew; it ends with one whole state all the same.

    With steps of one size it never did: a copy of 180 MB waited for the writer to stop.
    """
    store, steps = open_store(tmp_path / "base.sqlite"), list[int]()
    with store.write():
        for number in range(200):
            sql = "INSERT INTO setting (key, value) VALUES (?, hex(randomblob(2000)))"
            store.execute(sql, (f"row {number}",))
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = truncate")

        class Busy(page_copy._Watch):
            """Lets another program write after every step."""

            def look(self, status: int, left: int, total: int) -> None:
                """Write, then look."""
                steps.append(left)
                assert len(steps) < _MOST_STEPS
                other.execute("UPDATE setting SET value = value || 'x' WHERE key = 'row 7'")
                super().look(status, left, total)

        monkeypatch.setattr(page_copy, "_Watch", Busy)
        monkeypatch.setattr(page_copy, "_STEP", 5)
        copy_pages(store, tmp_path / "copy.sqlite")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as copy:
        assert copy.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT count(*) FROM setting WHERE key LIKE 'row %'").fetchone() == (
            200,
        )
    assert len(steps) > 3
    store.close()
