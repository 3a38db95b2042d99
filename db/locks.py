"""Whether locks hold where a database lies: a child tries to write what the parent has locked."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from db import failures, files, front_door

FLAG = "--try-lock"
_GOT_IT, _REFUSED, _FAILED = 0, 7, 8
_SECONDS = 20.0


def hold(folder: Path) -> bool:
    """Tell whether locks of a folder hold between two programs.

    The child must be refused while the parent holds the file, and let in afterwards. StorageError
    when the folder does not let a file be made at all.
    """
    place = folder / f".rayshtab-lock-{os.getpid()}.tmp"
    try:
        with closing(sqlite3.connect(place, isolation_level=None)) as mine:
            mine.execute("CREATE TABLE IF NOT EXISTS probe (id INTEGER)")
            mine.execute("BEGIN EXCLUSIVE")
            while_held = _child(place)
            mine.execute("ROLLBACK")
            afterwards = _child(place)
    except sqlite3.Error as error:
        raise failures.world_fault(error, place) or failures.cannot_open(place) from error
    except (OSError, subprocess.SubprocessError) as error:
        fault = error if isinstance(error, OSError) else OSError(str(error))
        raise failures.os_fault(fault, place) from error
    finally:
        files.forget(place)
    return while_held == _REFUSED and afterwards == _GOT_IT


def try_lock(path: Path) -> int:
    """Be the child: try to write, and tell by the exit code what came of it."""
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return _REFUSED
    except sqlite3.Error:
        return _FAILED
    return _GOT_IT


def _child(place: Path) -> int:
    done = subprocess.run(
        front_door.command(FLAG, place),
        timeout=_SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=front_door.ROOT,
        creationflags=front_door.WITHOUT_WINDOW,
    )
    return done.returncode
