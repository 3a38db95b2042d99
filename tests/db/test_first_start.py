"""A new file made by two programs at once: an impatient second click on the icon."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db import files
from db.connection import Store
from db.files import open_store
from tests.conftest import ROOT

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


def test_three_programs_begin_at_once(tmp_path: Path) -> None:
    """Each opens the same new file and finds the shipped topics in it once."""
    path = tmp_path / "new.sqlite"
    programs = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", _START, str(path)],
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
    assert len({out.strip() for out, _ in told}) == 1, told
    assert all(out.strip().isdigit() for out, _ in told), told
