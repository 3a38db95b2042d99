"""The mark a base is known by among others: the first signs of its first history entry.

It stays through copies, returns and passwords; two bases of one file name have two.
"""

from contextlib import closing
from pathlib import Path

from db import engine
from db.connection import Row, Store
from desktop_app.core import refusals
from desktop_app.core.errors import OfficeError
from desktop_app.core.file_key import FileKey

LENGTH = 8
_FIRST = "SELECT hash FROM history WHERE id = 1"
_BUSY_SECONDS = 5.0


def of_store(store: Store) -> str:
    """Return the mark of an open base; "" of one without history."""
    return _mark(store.row(_FIRST))


def of_file(path: Path, key: FileKey | None = None) -> str | None:
    """Return the mark of a base by its file; "" without history, None when it is not read.

    No byte of the file is changed. A file that may be open here is asked by its own key only.
    """
    uri = engine.sqlite_uri(refusals.resolved(path).as_uri()) + "?mode=ro"
    try:
        with closing(engine.connect(uri, key, uri=True, timeout=_BUSY_SECONDS)) as base:
            return _mark(base.execute(_FIRST).fetchone())
    except engine.unreadable(OSError, OfficeError):
        return None


def in_name(mark: str) -> str:
    """Return the words of a copy's name that tell whose it is; "" of a base without history."""
    return f" база {mark}" if mark else ""


def _mark(first: Row | None) -> str:
    return first[0].hex()[:LENGTH] if first else ""
