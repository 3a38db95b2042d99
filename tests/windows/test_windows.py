"""What Windows does otherwise than Linux and the program lives with; needs Windows or Wine."""

from __future__ import annotations

import locale
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from db.files import open_store
from tests.faults.desk_window import furnish
from tests.faults.typist import TYPED
from tests.house.test_tree import bad_name

pytestmark = pytest.mark.skipif(
    sys.platform != "win32", reason="часть под Windows: python run.py test --windows"
)

LOCKER = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1], timeout=0.2)
try:
    base.execute("begin immediate")
except sqlite3.OperationalError as error:
    print(error)
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A closed SQLite file with one table, under a Russian name with spaces and №."""
    path = tmp_path / "Обращения № 1.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table t (x)")
        connection.commit()
    return path


def test_files_are_cp1251_by_default(tmp_path: Path) -> None:
    """The code page is the Russian one, and a text written without an encoding would break on ₽."""
    assert locale.getencoding().lower() == "cp1251"
    assert sys.flags.utf8_mode == 0
    with pytest.raises(UnicodeEncodeError):
        (tmp_path / "a.csv").write_text("№ 5 ₽", encoding=locale.getencoding())


def test_an_open_database_is_not_replaced(base: Path, tmp_path: Path) -> None:
    """Neither os.replace nor deletion touches a database that is open; both work once it is not."""
    new = tmp_path / "new.sqlite"
    new.write_bytes(b"")
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("select * from t")
        with pytest.raises(PermissionError):
            os.replace(new, base)  # noqa: PTH105  the very call the program restores with
        with pytest.raises(PermissionError):
            base.unlink()
    new.replace(base)
    assert base.read_bytes() == b""


def test_two_processes_see_each_others_lock(base: Path) -> None:
    """A second process is told that the database is locked, and may write afterwards."""
    command = [sys.executable, "-c", LOCKER, str(base)]
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("begin exclusive")
        answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert "locked" in answer.stdout
    assert subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout == ""


def test_a_running_program_is_not_overwritten() -> None:
    """The file of a running program can't be opened for writing: so the installer knows it runs."""
    with pytest.raises(PermissionError):
        Path(sys.executable).open("r+b")  # noqa: SIM115  it must not open


@pytest.mark.parametrize("name", ["a?b.txt", "a:b|c.txt", 'a"b.txt', "a<b>.txt"])
def test_forbidden_names_are_refused(tmp_path: Path, name: str) -> None:
    """What our search calls a bad name the system refuses too."""
    assert bad_name(name)
    with pytest.raises(OSError, match=r"."):
        (tmp_path / name).write_bytes(b"x")


def test_the_clock_is_that_of_windows() -> None:
    """A TZ left by another program moves no moment of the office."""
    code = (
        "import ctypes, time; from desktop_app import __main__ as door;"
        "before = time.localtime().tm_hour; door.forget_time_zone();"
        "now = (ctypes.c_uint16 * 8)(); ctypes.windll.kernel32.GetLocalTime(now);"
        "print(before - now[4], time.localtime().tm_hour - now[4])"
    )
    strange = "XXX-5" if time.timezone != -5 * 3600 else "XXX-7"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TZ": strange},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    wrong, right = done.stdout.split()
    assert wrong != "0"
    assert right == "0"


def test_what_is_typed_outlives_the_end_of_the_session(tmp_path: Path) -> None:
    """Windows asks, the window agrees, and by then the base has the unfinished word."""
    base = tmp_path / "район.sqlite"
    furnish(base)
    command = [sys.executable, "-m", "tests.windows.shut_down", str(base)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert (done.returncode, done.stdout) == (0, "1"), done.stderr
    with closing(open_store(base)) as store:
        assert TYPED in store.scalar("SELECT body FROM draft")
