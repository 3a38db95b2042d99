"""A base put under a key is compared with the old one row by row, however SQLite reads it."""

from pathlib import Path

import pytest

from db import rekey
from db.files import open_store
from desktop_app.core import clock
from desktop_app.core.file_key import FileKey, new_salt

pytest.importorskip("sqlcipher3", reason="нет sqlcipher3: дополнение encryption не поставлено")

_HOUSES = 40


def test_statistics_do_not_make_two_files_differ(tmp_path: Path) -> None:
    """Statistics are read from the old file alone, and lead it past an index of every column.

    So a base of a million could not be put under a password.
    """
    live = tmp_path / "район.sqlite"
    store = open_store(live)
    store.raw.execute("PRAGMA foreign_keys = OFF")
    with store.write():
        store.insert_many(
            "INSERT INTO incident_building (incident_id, building_id) VALUES (?, ?)",
            [(at // _HOUSES, _HOUSES - at % _HOUSES) for at in range(2_000)],
        )
        store.execute("ANALYZE")
        store.execute("UPDATE sqlite_stat1 SET stat = '9 8 1' WHERE idx = 'incident_building'")
    rows = store.rows("SELECT * FROM incident_building ORDER BY incident_id, building_id")
    store.close()
    key = FileKey.of_password("три слова", new_salt())
    rekey.rewrite(live, None, key, clock.now())
    store = open_store(live, key=key)
    assert store.rows("SELECT * FROM incident_building ORDER BY 1, 2") == rows
    store.close()


def test_what_a_cut_short_work_left_goes_unless_somebody_writes(tmp_path: Path) -> None:
    """Half a plain file is readable without the password: swept, but never from under a writer."""
    live = tmp_path / "район.sqlite"
    open_store(live).close()
    key = FileKey.of_password("три слова", new_salt())
    rekey.rewrite(live, None, key, clock.now())
    left = live.with_name(f"{live.name}{rekey.ENDING}")
    left.write_bytes(b"SQLite format 3")
    store = open_store(live, key=key)
    with store.write():
        store.execute("ANALYZE")
        rekey.sweep(live, key)
        assert left.exists()
    store.close()
    rekey.sweep(live, key)
    assert not left.exists()
