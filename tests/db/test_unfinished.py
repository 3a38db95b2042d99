"""What a killed first start leaves is swept by the next one, unless somebody makes it now."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import unfinished
from db.integrity import orphan_files
from desktop_app.services.office import Office
from tests.conftest import ROOT

_STOPPED = """
import sys, time
from pathlib import Path
from db import files
def wait(store):
    with store.write():
        store.execute("CREATE TABLE half (id INTEGER)")
        print("making", flush=True)
        time.sleep(60)
files._upgrade = wait
files.open_store(Path(sys.argv[1]))
"""


def _first_start(path: Path) -> "subprocess.Popen[str]":
    """Start a program that stands still while it makes a new base."""
    program = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", _STOPPED, str(path)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert program.stdout is not None
    assert program.stdout.readline().strip() == "making"
    return program


def _dead() -> int:
    """Return the number of a process that has ended."""
    program = subprocess.Popen([sys.executable, "-c", ""])
    program.wait()
    return program.pid


def _opened(path: Path) -> None:
    office = Office.open(path)
    office.make_ready()
    office.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_first_start_is_swept(tmp_path: Path) -> None:
    """While the first program makes its base the second leaves it; killed, it is swept."""
    path = tmp_path / "район.sqlite"
    first = _first_start(path)
    _opened(path)
    (left,) = unfinished.beside(path)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert left.exists()
    _opened(path)
    assert sorted(p.name for p in tmp_path.iterdir() if ".new" in p.name) == []


def test_only_what_nobody_holds_is_swept(tmp_path: Path) -> None:
    """A lock, a maker who lives or is no process, and another name keep it; a cut header not."""
    path = tmp_path / "район.sqlite"
    dead = _dead()
    held = path.with_name(f"{path.name}.{dead}.new")
    alive = path.with_name(f"{path.name}.{os.getpid()}.new")
    unknown = path.with_name(f"{path.name}.{10**20}.new")
    others = [
        tmp_path / "район.sqlite.новый.new",
        tmp_path / f"село.sqlite.{dead}.new",
        tmp_path / f".{dead}.new",
    ]
    for other in others:
        other.write_bytes(b"")
    alive.write_bytes(b"")
    unknown.write_bytes(b"")
    holder = sqlite3.connect(held, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    holder.execute("CREATE TABLE half (id INTEGER)")
    unfinished.sweep(path)
    assert held.exists()
    holder.close()
    held.write_bytes(b"SQLite format 3\x00 cut")
    unfinished.sweep(path)
    assert not held.exists()
    assert all(other.exists() for other in others)
    assert alive.exists() is unknown.exists() is (os.name != "nt")


def test_a_sweep_costs_an_ordinary_start_nothing(tmp_path: Path) -> None:
    """Without leftovers only the folder is listed: far less than a millisecond."""
    path = tmp_path / "район.sqlite"
    _opened(path)
    began = time.perf_counter()
    for _ in range(20):
        unfinished.sweep(path)
    assert (time.perf_counter() - began) / 20 < 0.005
    unfinished.sweep(tmp_path / "нет такой папки" / "район.sqlite")
    office = Office.open(path)
    assert orphan_files(office.desk.store) == []
    office.close()


def test_a_second_name_of_the_base_goes_before_it_is_opened(tmp_path: Path) -> None:
    """A change of the password killed between two steps leaves the base under two names.

    Somebody who opened the other one would spoil it by a second journal. Copies of their own stay.
    """
    path = tmp_path / "район.sqlite"
    Office.open(path).close()
    kept = tmp_path / "район заменён 2026-11-23 09-00-00.sqlite"
    own = tmp_path / "район заменён 2026-11-22 09-00-00.sqlite"
    own.write_bytes(path.read_bytes())
    try:
        os.link(path, kept)
    except OSError:
        pytest.skip("диск не умеет вторых имён")
    Office.open(path).close()
    assert set(tmp_path.glob("район*.sqlite")) == {path, own}
    assert path.stat().st_nlink == 1
