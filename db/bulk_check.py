"""The proof a file filled in bulk needs before it may take its name."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db import failures
from db.read_ahead import read_ahead
from desktop_app.core.errors import StorageError


def verify(path: Path) -> None:
    """Raise StorageError unless SQLite finds the finished file sound.

    CHECKs are left out here too: they depend on what is written, not on how it went, and the tests
    of every writer hold them against small files.
    """
    try:
        verdict = _quick_check(path)
    except sqlite3.Error as error:
        raise failures.world_fault(error, path) or failures.damaged(path) from error
    if verdict != "ok":
        raise StorageError(f"Новый файл собран с ошибкой: {verdict}", "прежние файлы целы")


def _quick_check(path: Path) -> str:
    with read_ahead(path), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
