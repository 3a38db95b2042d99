"""The process that writes a new file for another one: rows come by a pipe, the verdict goes back.

Started through the program's front door with FLAG and a path. Standard input brings frames, each
with its length before it: first the names of ready indexes, then blocks, both by marshal; a frame
of no length is the closing mark. Standard output takes one JSON object when all is over. Input that
ends without the mark means that the other program is gone: the file is removed.
"""

import io
import json
import marshal
import os
import signal
import sqlite3
import struct
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from db import bulk, failures, files
from db.bulk import Block, Shape

FLAG: Final = "--fill-file"
"""First argument that turns the program into this process."""

LENGTH: Final = struct.Struct("<Q")
FORM: Final = 2
"""Of marshal: later ones look for equal objects, which takes longer than sending them twice."""

_MAPPED: Final = "PRAGMA mmap_size = 2147418112"
"""Each index reads its table through: pages mapped are not copied. More SQLite does not map."""

DONE, FAULT, BUG = "done", "fault", "bug"
_INPUT, _OUTPUT = 0, 1


def main(path: Path) -> int:
    """Fill one file; return 0 when it is whole and the other program knows it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the other's to answer
    with io.FileIO(_INPUT, "rb", closefd=False) as source:
        answer = _fill(path, source)
    try:
        if answer:
            os.write(_OUTPUT, json.dumps(answer).encode())
    except OSError:
        answer = {}
    if not answer:
        files.forget(path)  # nobody is left to take it
    return 0 if DONE in answer else 1


def _fill(path: Path, source: io.FileIO) -> dict[str, object]:
    """Write what comes; return how it ended, or nothing when the other program is gone."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(_MAPPED)
            ready = frozenset(marshal.loads(_frame(source)))
            blocks = _blocks(connection, source)
            bulk.fill(connection, ready, blocks, bulk.NEAR_PARAMETERS)
    except EOFError:
        return {}
    except BaseException as error:  # noqa: BLE001  told to the other program
        fault = failures.world_fault(error, path)
        if fault is None:
            return {BUG: traceback.format_exc()}
        return {FAULT: [type(fault).__name__, fault.cause, fault.safe, fault.remedy]}
    return {DONE: True}


def _blocks(connection: sqlite3.Connection, source: io.FileIO) -> Iterator[Block]:
    while frame := _frame(source):
        parts = marshal.loads(frame)
        yield [(Shape(*shape), cells) for shape, cells in parts]
    # Indexes are made now, and nobody reads: the end of input still says that all is in vain.
    threading.Thread(target=_watch, args=(connection, source), daemon=True).start()


def _watch(connection: sqlite3.Connection, source: io.FileIO) -> None:
    with suppress(OSError, ValueError, sqlite3.ProgrammingError):  # closed: the work is done
        if not source.read(1):
            connection.interrupt()


def _frame(source: io.FileIO) -> bytearray:
    """Return the next frame; EOFError where it is cut off or missing."""
    (length,) = LENGTH.unpack(_exactly(source, LENGTH.size))
    return _exactly(source, length)


def _exactly(source: io.FileIO, length: int) -> bytearray:
    data = bytearray(length)
    rest = memoryview(data)
    while rest:
        count = source.readinto(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    return data
