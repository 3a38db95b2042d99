"""Encrypted files: whether one may be, and the key that opens it.

A foreign file and a wrong password cannot be told apart, and are worded alike.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from db import engine
from desktop_app.core import errors, refusals
from desktop_app.core.file_key import SALT_BYTES, FileKey, looks_random

PAGE = 4096
_NO_ENGINE = (
    "выберите другой файл; если эта база под паролем, поставьте программу установщиком или "
    "добавьте библиотеку sqlcipher3, как сказано в README: в этой установке её нет"
)
_NO_KEY = FileKey(bytes(32), b"")


def is_plain(path: Path) -> bool:
    """Tell whether SQLite reads the head of a file without a key; an empty file is plain.

    Not to be asked of a file that is open here by its key: two engines in one program know nothing
    of each other's POSIX locks, and closing the file in one drops those of the other.
    """
    try:
        with closing(engine.connect(read_only(path), uri=True)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError as error:
        return engine.fault_code(error) != 26
    return True


def may_be_encrypted(path: Path) -> bool:
    """Tell whether a file has the size and the beginning of an encrypted base.

    Its beginning is read by SQLite where an encrypted file may be open in this very program:
    opening it by hand would drop its POSIX locks.
    """
    try:
        size = path.stat().st_size
        return size >= PAGE and size % PAGE == 0 and looks_random(salt_of(path))
    except OSError:
        return False


def salt_of(path: Path) -> bytes:
    """Return the first bytes of a file: the salt of an encrypted one; OSError, StorageError."""
    if not engine.can_encrypt():  # then no encrypted file is open here
        with path.open("rb") as stream:
            return stream.read(SALT_BYTES)
    try:
        with closing(engine.connect_cipher(read_only(path), uri=True)) as connection:
            connection.execute(f"PRAGMA key = \"x'{_NO_KEY.secret.hex()}'\"")
            found = connection.execute("PRAGMA cipher_salt").fetchone()
    except engine.faults() as error:
        raise OSError(str(error)) from error
    return bytes.fromhex(found[0]) if found else b""


def unlock(path: Path, typed: str) -> FileKey:
    """Return the key of an encrypted file by its password or the key of its recovery sheet.

    WrongPassword when neither opens it, whatever the file is; StorageError without SQLCipher.
    """
    if not engine.can_encrypt():
        raise engine.missing()
    try:
        salt = salt_of(path)
    except OSError as error:
        raise errors.StorageError(
            f"Не открывается файл базы: {path}", "сам файл не изменён", "проверьте, что он на месте"
        ) from error
    written = FileKey.of_recovery(typed, salt)
    for key in (written, FileKey.of_password(typed, salt)):
        if key is not None and opens(path, key):
            return key
    raise refused(path)


def opens(path: Path, key: FileKey) -> bool:
    """Tell whether a key fits a file; nothing of it is changed."""
    try:
        with closing(engine.connect(read_only(path), key, uri=True)) as connection:
            # A killed writer leaves a head ahead of the file; the first page is enough to know.
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("PRAGMA user_version").fetchone()
    except engine.faults():
        return False
    return True


def key_for(path: Path, key: FileKey | None) -> FileKey | None:
    """Return a key for a file it may belong to; None for a plain file, which needs none."""
    return None if key is None or is_plain(path) else key


def read_only(path: Path) -> str:
    """Return the address by which a file is read without locks, as it lies on the disk."""
    return engine.sqlite_uri(refusals.resolved(path).as_uri()) + "?mode=ro&immutable=1"


def wanted(path: Path) -> errors.PasswordWanted:
    """Return «this may be a base under a password»."""
    return errors.PasswordWanted(
        f"Файл {path.name} не база «Райштаба» или зашифрован паролем",
        "файл не изменён",
        "введите пароль или выберите другой файл" if engine.can_encrypt() else _NO_ENGINE,
    )


def refused(path: Path) -> errors.WrongPassword:
    """Return «the password does not fit, or the file is not ours»: nobody can tell which."""
    return errors.WrongPassword(
        f"Пароль не подошёл, или файл {path.name} не база «Райштаба»",
        "файл не изменён",
        "проверьте раскладку и Caps Lock или введите ключ с листа восстановления",
    )
