"""New bases and copies to try on or to check that were cut short: swept when nobody is at them."""

import os
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from db import files

_ENDING = re.compile(r"\.(\d+)(?:-[0-9a-f]{8})?\.(?:new|trial|checking)")


def beside(path: Path) -> list[Path]:
    """Return what was left beside a base of this name; none when the folder cannot be read."""
    try:
        names = [entry.name for entry in os.scandir(path.parent)]
    except OSError:
        return []
    return [path.with_name(name) for name in sorted(names) if _maker(path, name) is not None]


def sweep(path: Path) -> None:
    """Remove unfinished new bases, and copies of a base being checked, whose maker is gone.

    One that is being made stays: its maker lives, or holds its lock. What cannot be told stays too.
    """
    for left in abandoned(path):
        if _is_free(left):
            files.forget(left)


def drop_second_name(path: Path) -> None:
    """Take away the other name of a base that a killed change of its password left beside it.

    Opened by both names at once it would have two journals, and be spoilt by one of them. To be
    asked before the base is open: Windows takes no name from an open file.
    """
    with suppress(OSError):
        if path.stat().st_nlink < 2:
            return
        for entry in os.scandir(path.parent):
            if entry.name.startswith(f"{path.stem} {files.KEPT} ") and path.samefile(entry.path):
                Path(entry.path).unlink()


def abandoned(path: Path) -> list[Path]:
    """Return those of them whose maker is gone, as far as that can be told."""
    made = ((left, _maker(path, left.name)) for left in beside(path))
    return [left for left, maker in made if maker is not None and not _lives(maker)]


def _maker(path: Path, name: str) -> int | None:
    """Return the number of the process a file was made by, None for another file."""
    if not name.startswith(path.name):
        return None
    ending = _ENDING.fullmatch(name.removeprefix(path.name))
    return None if ending is None else int(ending[1])


def _lives(process: int) -> bool:
    """Tell whether a process is there; Windows is not asked: it deletes no file that is open."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # another person's process, or a number of no process
        return True
    return True


def _is_free(left: Path) -> bool:
    """Tell whether nobody holds an unfinished base; SQLite itself is asked, without waiting."""
    try:
        with closing(sqlite3.connect(left, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:  # encrypted, or cut within its header: no lock of SQLite's
        return True
    return True
