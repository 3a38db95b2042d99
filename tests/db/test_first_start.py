"""A new file made by two programs at once: an impatient second click on the icon."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from db import backup, files, page_copy
from db.connection import Store
from db.files import open_store
from db.migrations import LATEST
from tests.conftest import ROOT

_OLD = ROOT / "tests" / "data" / "old_databases" / "schema1.sqlite"

_START = """
import sys
from pathlib import Path
from desktop_app.services.office import Office
sys.stdin.read()
office = Office.open(Path(sys.argv[1]))
office.make_ready()
print(len(office.reference.topics))
office.close()
"""


_UPGRADE = """
import sys
from pathlib import Path
from db.files import open_store
sys.stdin.read()
store = open_store(Path(sys.argv[1]))
print(store.scalar("PRAGMA user_version"))
store.close()
"""


def test_a_file_made_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that is late opens what the first one has made and written to."""
    path, true_upgrade, own = tmp_path / "new.sqlite", files._upgrade, os.getpid()

    def late(store: Store) -> None:
        monkeypatch.setattr(files, "_upgrade", true_upgrade)
        monkeypatch.setattr(os, "getpid", lambda: own + 1)
        first = open_store(path)
        with first.write():
            first.execute("INSERT INTO setting (key, value) VALUES ('office.place', 'г. Первый')")
        first.close()
        monkeypatch.setattr(os, "getpid", lambda: own)
        true_upgrade(store)

    monkeypatch.setattr(files, "_upgrade", late)
    second = open_store(path)
    assert second.scalar("SELECT value FROM setting WHERE key = 'office.place'") == "г. Первый"
    second.close()
    assert [found.name for found in tmp_path.iterdir() if found.suffix == ".new"] == []


def _at_once(script: str, path: Path) -> list[str]:
    """Run a script three times over one file, all let go at one moment; return what each said."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", script, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.close()
        program.stdin = None
    told = [program.communicate(timeout=60) for program in programs]
    assert all(out.strip().isdigit() for out, _ in told), told
    return [out.strip() for out, _ in told]


def test_three_programs_begin_at_once(tmp_path: Path) -> None:
    """Each opens the same new file and finds the shipped topics in it once."""
    assert len(set(_at_once(_START, tmp_path / "new.sqlite"))) == 1


def test_three_programs_upgrade_at_once(tmp_path: Path) -> None:
    """Each opens the base of an older program; the copies beside are of the state before."""
    path = tmp_path / "район.sqlite"
    shutil.copy(_OLD, path)
    assert _at_once(_UPGRADE, path) == [str(LATEST)] * 3
    copies = list(tmp_path.glob("* до обновления *"))
    assert copies
    for copy in copies:
        assert copy.name.startswith("район до обновления 1 ")
        with closing(sqlite3.connect(copy)) as former:
            assert former.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_late_copy_does_not_replace_the_state_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program upgrades while this one copies: the copy of the later state is not kept."""
    path, true_copy = tmp_path / "район.sqlite", page_copy.copy_pages
    shutil.copy(_OLD, path)

    def late(store: Store, temporary: Path, settings: Sequence[str]) -> None:
        monkeypatch.setattr(backup, "copy_pages", true_copy)
        open_store(path).close()
        true_copy(store, temporary, settings)

    monkeypatch.setattr(backup, "copy_pages", late)
    open_store(path).close()
    copies = list(tmp_path.glob("* до обновления *"))
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as former:
        assert former.execute("PRAGMA user_version").fetchone() == (1,)
