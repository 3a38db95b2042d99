"""A file read through from its beginning while SQLite checks it page by page.

A check asks for pages one by one in the order of its trees; where the system has let them go
meanwhile, the disk takes four times as long for that as for reading in one go.
"""

import io
import os
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PIECE = 1 << 22  # bytes read at once
_STATUS = struct.Struct("<II7Q")  # MEMORYSTATUSEX of Windows: its size, load, physical memory…


@contextmanager
def read_ahead(path: Path) -> Iterator[None]:
    """Read a file from its beginning to its end while the block runs.

    One larger than half of the memory is left alone: its first pages would be let go again before
    they are asked for. Closing the stream drops this program's locks of the file: every connection
    to it is to be closed inside the block.
    """
    with path.open("rb", buffering=0) as stream:
        if os.fstat(stream.fileno()).st_size > _memory() // 2:
            yield
            return
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


def _memory() -> int:
    """Return the bytes of memory this computer has."""
    if sys.platform == "win32":
        import ctypes  # here: a start that checks nothing does without it

        status = ctypes.create_string_buffer(_STATUS.pack(_STATUS.size, 0, *bytes(7)), _STATUS.size)
        ctypes.windll.kernel32.GlobalMemoryStatusEx(status)
        return int(_STATUS.unpack(status.raw)[2])
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
