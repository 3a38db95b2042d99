"""Prepared rows waiting on the disk between reading a file and writing the database."""

import marshal
import tempfile
from collections.abc import Iterator
from typing import Any, Final

_IN_MEMORY: Final = 8 * 2**20
_LENGTH: Final = 4


class Spool:
    """Lists, dicts, texts and numbers put in and read back in their order; memory stays small.

    Only this process writes and reads it, so the quickest form of plain values is enough.
    """

    def __init__(self) -> None:
        """Start empty; small spools stay in memory."""
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed by __exit__
        self.count = 0

    def __enter__(self) -> "Spool":
        """Keep the file for a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the file."""
        self._file.close()

    def put(self, value: list[Any]) -> None:
        """Add a value."""
        packed = marshal.dumps(value)
        self._file.write(len(packed).to_bytes(_LENGTH, "little"))
        self._file.write(packed)
        self.count += 1

    def __iter__(self) -> Iterator[Any]:
        """Yield all values from the first."""
        self._file.seek(0)
        for _ in range(self.count):
            length = int.from_bytes(self._file.read(_LENGTH), "little")
            yield marshal.loads(self._file.read(length))
