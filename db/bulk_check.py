"""The proof a file filled in bulk needs before it may take its name."""

import io
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from db import failures
from desktop_app.core.errors import StorageError

_PIECE = 1 << 22  # bytes read at once


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
    # The stream outlives the connection: closing it drops the locks of this program.
    with (
        path.open("rb", buffering=0) as stream,
        closing(sqlite3.connect(path)) as connection,
        _read_ahead(stream),
    ):
        connection.execute("PRAGMA ignore_check_constraints = ON")
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])


@contextmanager
def _read_ahead(stream: io.FileIO) -> Iterator[None]:
    """Read a file from its beginning to its end while the block runs.

    A check asks for pages one by one in the order of its trees; where the system has let them go
    meanwhile, the disk takes five times as long for that as for reading in one go.
    """
    is_over = threading.Event()
    reader = threading.Thread(target=_read_through, args=(stream, is_over), daemon=True)
    reader.start()
    try:
        yield
    finally:
        is_over.set()
        reader.join()


def _read_through(stream: io.FileIO, is_over: threading.Event) -> None:
    piece = bytearray(_PIECE)
    with suppress(OSError):  # the check meets it too, and words it
        while not is_over.is_set() and stream.readinto(piece):
            pass
