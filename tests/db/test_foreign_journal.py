"""A journal another base left beside ours is refused; our own is always played back."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import engine, foreign_journal, rekey, restore
from db.connection import Store
from db.files import open_store
from desktop_app.core import clock
from desktop_app.core.errors import StorageError
from desktop_app.core.file_key import FileKey, new_salt
from tests.conftest import ROOT

_KILLS = 24
_KEY = FileKey(bytes(range(32)), bytes(range(7, 23)))
_VICTIM = """
import os, sys, threading, time
from pathlib import Path
from db import engine
from desktop_app.core.file_key import FileKey

key = FileKey(bytes(range(32)), bytes(range(7, 23))) if sys.argv[4] else None
base = engine.connect(Path(sys.argv[1]), key, isolation_level=None)
base.execute("PRAGMA journal_mode = truncate")
base.execute(f"PRAGMA cache_size = {sys.argv[2]}")

def die():
    time.sleep(float(sys.argv[3]))
    os.kill(os.getpid(), 9)

if float(sys.argv[3]):
    threading.Thread(target=die).start()
number = 0
while True:
    base.execute("BEGIN IMMEDIATE")
    base.execute("UPDATE setting SET value = value || 'x'")
    base.execute("INSERT INTO setting VALUES (?, hex(randomblob(20000)))", (f"new {number}",))
    if not float(sys.argv[3]):
        os.kill(os.getpid(), 9)
    base.execute("COMMIT")
    number += 1
"""


def _base(path: Path, rows: int, key: FileKey | None = None) -> Path:
    store = open_store(path, key=key)
    with store.write():
        for row in range(rows):
            sql = "INSERT INTO setting (key, value) VALUES (?, ?)"
            store.execute(sql, (f"{path.stem} {row}", "слово " * 40))
    store.close()
    return path


def _killed(base: Path, cache: int, seconds: float, key: FileKey | None = None) -> Path | None:
    """Kill a writer of a base; return the hot journal it left, None where there is none.

    After no `seconds` it is killed over a transaction whose pages are partly written: that one is.
    """
    words = [str(base), str(cache), str(seconds), "key" if key else ""]
    subprocess.run([sys.executable, "-c", _VICTIM, *words], check=False, cwd=ROOT)
    journal = base.with_name(f"{base.name}-journal")
    is_hot = journal.exists() and any(journal.read_bytes()[:8])
    return journal if is_hot else None


def test_of_killed_writers_every_own_journal_is_taken_and_every_foreign_refused(
    tmp_path: Path, figure: Callable[[str, object], None]
) -> None:
    """The refused base keeps every byte, and opens sound once the journal has another name."""
    ours, theirs = _base(tmp_path / "наша.sqlite", 60), _base(tmp_path / "чужая.sqlite", 200)
    whole, refused = ours.read_bytes(), 0
    for number in range(_KILLS):
        work = Path(shutil.copy(theirs, tmp_path / f"{number}.sqlite"))
        seconds = 0.3 + number * 0.004 if number % 4 else 0
        journal = _killed(work, (2, 10, 2_000)[number % 3], seconds)
        if journal is None:
            continue
        beside = Path(shutil.copy(journal, ours.with_name(f"{ours.name}-journal")))
        for door in (open_store, restore.demand_free):
            with pytest.raises(StorageError, match="журнал от другой базы"):
                door(ours)
        assert ours.read_bytes() == whole
        beside.rename(tmp_path / f"чужой {number}")
        refused += 1
        store = open_store(work)
        assert store.scalar("PRAGMA quick_check") == "ok"
        store.close()
    figure("чужих журналов предложено и отвергнуто", refused)
    assert refused
    store = open_store(ours)
    assert store.scalar("SELECT count(*) FROM setting") == 60
    store.close()


def test_a_head_torn_by_a_loss_of_power_is_left_to_its_journal(tmp_path: Path) -> None:
    """A counter that does not agree with itself proves nothing: SQLite mends the page."""
    base = _base(tmp_path / "база.sqlite", 30)
    with closing(sqlite3.connect(base, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = truncate")
        writer.execute("PRAGMA cache_size = 2")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE setting SET value = value || 'y'")
        writer.execute("INSERT INTO setting VALUES ('ещё', hex(randomblob(50000)))")
        journal = base.with_name(f"{base.name}-journal").read_bytes()
        content = bytearray(base.read_bytes())
        writer.execute("ROLLBACK")
    copy = tmp_path / "копия.sqlite"
    copy.with_name(f"{copy.name}-journal").write_bytes(journal)
    content[24:28] = b"\x77\x00\x12\x34"
    copy.write_bytes(content)
    foreign_journal.demand_own(copy)


def test_an_encrypted_base_is_known_by_its_salt_or_its_size(tmp_path: Path) -> None:
    """Pages under another key would spoil it all the same."""
    pytest.importorskip("sqlcipher3", reason="нет sqlcipher3: дополнение encryption не поставлено")
    ours = _base(tmp_path / "наша.sqlite", 60)
    key = FileKey.of_password("три слова", new_salt())
    rekey.rewrite(ours, None, key, clock.now())
    theirs = _base(tmp_path / "чужая.sqlite", 200, _KEY)
    journal = _killed(theirs, 2, 0, _KEY)
    assert journal is not None
    foreign_journal.demand_own(theirs)
    shutil.copy(journal, ours.with_name(f"{ours.name}-journal"))
    whole = ours.read_bytes()
    with pytest.raises(StorageError, match="журнал от другой базы"):
        open_store(ours, key=key)
    assert ours.read_bytes() == whole
    assert isinstance(Store(theirs, key=_KEY).scalar("SELECT count(*) FROM setting"), int)
    assert engine.can_encrypt()
