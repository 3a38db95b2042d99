"""How much of a stranger's file the readers take."""

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one reading; sizes in bytes, times in seconds.

    `unpacked` is the sum of all entries of an archive, `ratio` its size against the packed one.
    The careful reader gets `careful_seconds`: it is slow but holds one row at a time.
    """

    unpacked: int = 200 * MEBIBYTE
    ratio: int = 100
    entries: int = 2_000
    rows: int = 1_100_000
    columns: int = 500
    memory: int = 1024 * MEBIBYTE
    seconds: float = 120.0
    careful_seconds: float = 300.0


DEFAULT: Final = Limits()
