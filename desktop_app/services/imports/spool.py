"""Prepared rows waiting on the disk between reading a file and writing the database."""

import json
import tempfile
from collections.abc import Iterator
from typing import Any, Final

_IN_MEMORY: Final = 8 * 2**20
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Spool:
    """Values of JSON put in and read back in their order; memory stays small."""

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

    def put(self, value: object) -> None:
        """Add a value."""
        self._file.write(_ENCODE(value).encode())
        self._file.write(b"\n")
        self.count += 1

    def __iter__(self) -> Iterator[Any]:
        """Yield all values from the first."""
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)
