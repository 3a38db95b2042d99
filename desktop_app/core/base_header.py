"""The head of a base file, looked at in microseconds before anything can open the file."""

import os
from pathlib import Path
from typing import Final

SCHEMA: Final = 17
"""The newest schema this program knows: that of the last migration (a test holds them equal)."""

_APPLICATION_ID = 0x52536874
_HEAD = 100
_MAGIC = b"SQLite format 3\0"
_SMALLEST_PAGE, _LARGEST_PAGE = 512, 65_536


def is_doubtful(path: Path) -> bool:
    """Tell whether opening this file will hardly succeed, by its size and its first 100 bytes.

    No verdict: a doubtful file is opened before a window is shown, any other one after. A file that
    is not there is made anew, one that may be under a password is asked about: neither is doubtful.
    Only for a file that is not open in this program: reading by hand would drop its POSIX locks.
    Layout: https://www.sqlite.org/fileformat.html, 1.3.
    """
    try:
        with path.open("rb") as stream:
            head, size = stream.read(_HEAD), os.fstat(stream.fileno()).st_size
    except FileNotFoundError:
        return False
    except OSError:
        return True
    if not head.startswith(_MAGIC):
        return not _may_have_password(head, size)
    return len(head) < _HEAD or _is_cut(head, size) or _is_of_others(head)


def _may_have_password(head: bytes, size: int) -> bool:
    from desktop_app.core.file_key import SALT_BYTES, looks_random  # an ordinary base needs no key

    return bool(size) and size % 4096 == 0 and looks_random(head[:SALT_BYTES])


def _is_cut(head: bytes, size: int) -> bool:
    """Tell whether the file is shorter than the pages it speaks of."""
    page = _number(head, 16, 2)
    page = _LARGEST_PAGE if page == 1 else page
    if page < _SMALLEST_PAGE:
        return True
    is_counted = head[24:28] == head[92:96]
    return is_counted and size < page * _number(head, 28, 4)


def _is_of_others(head: bytes) -> bool:
    return _number(head, 68, 4) != _APPLICATION_ID or _number(head, 60, 4) > SCHEMA


def _number(head: bytes, start: int, length: int) -> int:
    return int.from_bytes(head[start : start + length])
