"""Filling a new file by a second process, so that making rows and writing them wait for nothing.

Two threads of one process share Python's lock, and binding a row takes it. A big file is worth
a process (see `db.bulk_child`), a small one is written sooner than that one starts.
"""

import json
import marshal
import queue
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import IO, Any

from db import bulk_child, front_door
from db.bulk import Block, Shape
from desktop_app.core import errors

_QUEUED = 16
"""Frames of a megabyte or two: while one side stops for breath the other one goes on."""
_CLOSING_MARK = b""
_SAFE = "прежние файлы целы, недописанный убран"


class BulkProcess:
    """A new file being filled by a child: `put`, `finish` and `abandon` as of `bulk.BulkFile`."""

    def __init__(self, path: Path, ready: frozenset[str] = frozenset()) -> None:
        """Start the child; the file is let go by everybody else. StorageError if it won't start."""
        try:
            self._child = subprocess.Popen(
                front_door.command(bulk_child.FLAG, path),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                cwd=front_door.ROOT,
                creationflags=front_door.WITHOUT_WINDOW,
            )
        except OSError as error:
            raise _not_started(error) from error
        self._frames: queue.Queue[bytes | None] = queue.Queue(_QUEUED)
        self._is_broken = threading.Event()
        self._thread = threading.Thread(target=self._pump, name="rayshtab-bulk", daemon=True)
        self._thread.start()
        self._frames.put(dumped(sorted(ready)))

    def put(self, block: Block) -> None:
        """Hand rows over; raises what went wrong with an earlier block."""
        if self._is_broken.is_set():
            self._raise_verdict()
        self._frames.put(dumped([(_told(shape), cells) for shape, cells in block]))

    def finish(self) -> None:
        """Wait until every row is written, its indexes are made and statistics are gathered."""
        self._frames.put(_CLOSING_MARK)
        self._end_pump()
        self._raise_verdict()

    def abandon(self) -> None:
        """End the child at once, without caring for what was written."""
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        self._end_pump()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def _end_pump(self) -> None:
        if self._thread.is_alive():
            self._frames.put(None)
            self._thread.join()

    def _pump(self) -> None:
        """Pass frames on; a pipe that breaks swallows the rest, the verdict tells why."""
        while (frame := self._frames.get()) is not None:
            if not self._is_broken.is_set():
                try:
                    _write(self._child.stdin, bulk_child.LENGTH.pack(len(frame)))
                    _write(self._child.stdin, frame)
                except OSError:
                    self._is_broken.set()

    def _raise_verdict(self) -> None:
        """Raise what the child says went wrong; silence means that it was killed or crashed."""
        verdict: dict[str, object] = {}
        with suppress(OSError, ValueError):
            if self._child.stdout is not None:
                verdict = json.loads(self._child.stdout.read())
        self._child.wait()
        if bulk_child.DONE in verdict:
            return
        match verdict:
            case {bulk_child.FAULT: [str(kind), *parts]}:
                raise _fault(kind, parts)
            case {bulk_child.BUG: str(trace)}:
                raise RuntimeError(trace)
        raise _stopped(self._child.returncode)


@cache
def _told(shape: Shape) -> tuple[Any, ...]:
    """Return a shape as marshal takes it; taking one apart copies each name of a column."""
    return astuple(shape)


def dumped(parts: list[Any]) -> bytes:
    """Return a frame of lists, tuples and plain values, as the child reads it."""
    return marshal.dumps(parts, bulk_child.FORM)


def _write(pipe: IO[bytes] | None, data: bytes) -> None:
    rest = memoryview(data)
    while rest and pipe is not None:
        rest = rest[pipe.write(rest) :]


def _fault(kind: str, parts: Sequence[object]) -> errors.StorageError:
    """Return the child's failure as the same class with the same words."""
    found = getattr(errors, kind, errors.StorageError)
    is_known = isinstance(found, type) and issubclass(found, errors.StorageError)
    return (found if is_known else errors.StorageError)(*map(str, parts))


def _not_started(error: OSError) -> errors.StorageError:
    return errors.StorageError(
        f"Не запустилась вторая программа, которая пишет файл: {error.strerror or error}",
        _SAFE,
        "повторите; если не поможет, проверьте, не мешает ли антивирус",
    )


def _stopped(code: int) -> errors.StorageError:
    return errors.StorageError(
        f"Файл не дописан: вторая программа, которая его пишет, остановилась (код {code})",
        _SAFE,
        "повторите; если не поможет, проверьте, не мешает ли антивирус и хватает ли памяти",
    )
