"""The engines under a connection: SQLite of this Python; SQLCipher where a file is encrypted.

SQLCipher comes with the extra `encryption` and is loaded only when a key is there: an office that
encrypts nothing neither needs it nor waits for it.
"""

import sqlite3
import sys
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from desktop_app.core.errors import StorageError
from desktop_app.core.file_key import FileKey

_LIBRARY = "sqlcipher3"
Isolation = Literal["DEFERRED", "EXCLUSIVE", "IMMEDIATE"] | None
# SQLCipher's driver gives no result codes; these are SQLite's own words for them (sqlite3ErrStr).
_WORDS = (
    ("database or disk is full", 13),
    ("database is locked", 5),
    ("database table is locked", 6),
    ("readonly database", 8),
    ("disk I/O error", 10),
    ("disk image is malformed", 11),
    ("malformed database schema", 11),
    ("unable to open database file", 14),
    ("file is not a database", 26),
    ("file is encrypted", 26),
)


def connect(
    place: Path | str,
    key: FileKey | None = None,
    *,
    uri: bool = False,
    timeout: float = 5.0,
    isolation_level: Isolation = "DEFERRED",
) -> sqlite3.Connection:
    """Open a connection by a path or an address, by the file's key where it has one.

    Whether the key fits shows with the first question.
    """
    if key is None:
        return sqlite3.connect(place, uri=uri, timeout=timeout, isolation_level=isolation_level)
    connection = connect_cipher(place, uri=uri, timeout=timeout, isolation_level=isolation_level)
    set_key(connection, key)
    return connection


def connect_cipher(
    place: Path | str,
    *,
    uri: bool = False,
    timeout: float = 5.0,
    isolation_level: Isolation = "DEFERRED",
) -> sqlite3.Connection:
    """Open a connection of the engine that can encrypt; without a key the file is plain."""
    library = _library()
    if library is None:
        raise missing()
    opened = library.connect(str(place), uri=uri, timeout=timeout, isolation_level=isolation_level)
    # Same methods, another class: its driver is a fork of Python's own.
    connection = cast("sqlite3.Connection", opened)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to stderr by itself
    return connection


def set_key(connection: sqlite3.Connection, key: FileKey) -> None:
    """Give a fresh connection its key; only hex digits reach the statement."""
    connection.execute(f'PRAGMA key = "{literal(key)}"')


def literal(key: FileKey) -> str:
    """Return a key with its salt as SQLCipher takes them: no derivation is run for it."""
    return f"x'{(key.secret + key.salt).hex()}'"


def sqlite_uri(address: str) -> str:
    """Return a file's address as SQLite takes it: it knows no hosts, «//server» is part of a path.

    Windows resolves a mapped drive to its server too.
    """
    if address.startswith("file:///"):
        return address
    return address.replace("file://", "file:////", 1)


def can_encrypt() -> bool:
    """Tell whether the engine of encrypted files is there."""
    return _library() is not None


def cipher_version() -> str:
    """Return the versions of SQLCipher and of its SQLite; empty without it."""
    library = _library()
    if library is None:
        return ""
    with closing(connect_cipher(":memory:")) as connection:
        words = str(connection.execute("PRAGMA cipher_version").fetchone()[0])
    return f"SQLCipher {words.split(maxsplit=1)[0]}, SQLite {library.sqlite_version}"


def missing() -> StorageError:
    """Return «this installation opens no encrypted files»."""
    return StorageError(
        "В этой установке нет части, которая открывает зашифрованные базы",
        "файл не изменён",
        "поставьте программу установщиком или добавьте библиотеку sqlcipher3, как сказано в README",
    )


def faults(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """Return the error classes of the engines loaded so far, and `others`."""
    # SQLCipher has its own. Asked in every `except`: what was not loaded cannot have raised.
    library = _library() if _LIBRARY in sys.modules else None
    known = (sqlite3.Error,) if library is None else (sqlite3.Error, library.Error)
    return (*known, *others)


def unreadable(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """Return what is raised where a file does not read, and `others`.

    The driver fails to decode its own words when a damaged schema stands in them.
    """
    return faults(UnicodeDecodeError, *others)


def is_fault(error: BaseException) -> bool:
    """Tell whether an error comes from an engine."""
    return isinstance(error, faults())


def fault_code(error: BaseException) -> int:
    """Return SQLite's primary result code of an engine's error, 0 when there is none."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return int(code) & 0xFF
    if isinstance(error, sqlite3.Error):
        return 0
    words = str(error)
    return next((number for sign, number in _WORDS if sign in words), 0)


@cache
def _library() -> Any:  # noqa: ANN401  a module without types
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        return None
    return dbapi2
