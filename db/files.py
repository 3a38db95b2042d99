"""Opening, creating and upgrading the file: identity first, then a backup, then one transaction."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import peewee

from db import cipher, engine, failures, foreign_journal, rowseal
from db.connection import APPLICATION_ID, Store
from db.migrations import LATEST, STEPS
from desktop_app.core import errors, file_moves, refusals
from desktop_app.core.file_key import FileKey

KEPT = "заменён"
"""Stands in the name of a file that another has replaced, before the moment."""

_SAFE = "файл не изменён"
_NOT_A_DATABASE = 26


def open_store(
    path: Path,
    *,
    create: bool = True,
    backups: Path | None = None,
    key: FileKey | None = None,
) -> Store:
    """Open a database of ours, creating or upgrading it when needed.

    `backups` is the folder for the verified copy made before an upgrade (default: beside the file);
    `key` opens an encrypted file, and a new file is encrypted with it.
    Raises PasswordWanted, NotOurDatabase, DatabaseNewer, DatabaseDamaged or another StorageError; a
    file that is refused keeps every byte.
    """
    if not failures.is_there(path):
        if not create:
            raise errors.NotFound(f"Нет файла базы {path}", "", "проверьте путь")
        create_file(path, key, over=False)
    identify(path, key)
    foreign_journal.demand_own(path)
    store = Store(path, sealing=False, key=key)
    try:
        _bring_up(store, backups)
    except BaseException:
        store.close()  # a refused file is let go at once: Windows moves no file that is open
        raise
    store.begin_sealing(LATEST)
    return store


def _bring_up(store: Store, backups: Path | None) -> None:
    """Upgrade a database of an older schema, after a verified copy."""
    # Asked again: a killed upgrade is rolled back by now, and its header said more than is true.
    version = int(store.scalar("PRAGMA user_version"))
    if version >= LATEST:
        return
    from db import backup  # here, because most starts upgrade nothing

    backup.before_upgrade(store, backups or store.path.parent, version)
    try:
        _upgrade(store)
    except peewee.OperationalError as error:
        raise errors.NotOurDatabase(
            f"Базу {store.path.name} не обновить: её таблицы не такие, как у выпущенных версий",
            _SAFE,
            "откройте другой файл или копию из папки копий",
        ) from error


def identify(path: Path, key: FileKey | None = None) -> int:
    """Return the schema number of a file of ours, read without locks and without a change.

    SQLite itself reads the header: opening the live file by hand would drop its POSIX locks.
    """
    if path.is_dir():
        raise errors.NotOurDatabase(f"Это папка, а не файл базы: {path}", "", "выберите файл")
    try:
        with closing(engine.connect(cipher.read_only(path), key, uri=True)) as connection:
            # A killed writer leaves a header ahead of the file until its journal is played back;
            # without this SQLite would call such a file damaged.
            connection.execute("PRAGMA writable_schema = ON")
            ours = connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except engine.unreadable() as error:
        if engine.fault_code(error) == _NOT_A_DATABASE:
            raise _unread(path, key) from error
        worded = failures.world_fault(error, path)
        if isinstance(worded, errors.StorageError) and not isinstance(
            worded, errors.DatabaseDamaged
        ):
            raise worded from error
        raise _foreign(path) from error
    if ours != APPLICATION_ID:
        raise _foreign(path)
    if version > LATEST:
        raise failures.newer(path, version, LATEST)
    return version


def engine_version() -> str:
    """Return the version of the SQLite library inside this Python."""
    return sqlite3.sqlite_version


def create_file(path: Path, key: FileKey | None = None, *, over: bool = True) -> None:
    """Make a new empty database under a temporary name and put it in place whole.

    With a `key` it is encrypted from its first byte. Without `over` a file that stands there by now
    stays: another program, started at the same moment, may have written to it already.
    """
    refusals.demand_legal(path)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        forget(temporary)
        store = Store(temporary, sealing=False, key=key)
        try:
            _upgrade(store)
        finally:
            store.close()
        if over:
            file_moves.replace(temporary, path)
        else:
            _put_beside_others(temporary, path)
    except OSError as error:
        raise failures.os_fault(error, path) from error
    finally:
        forget(temporary)


def _put_beside_others(temporary: Path, path: Path) -> None:
    """Give a file its name unless another has it: Windows renames over nothing, a link neither."""
    with suppress(FileExistsError):
        if sys.platform == "win32":
            file_moves.rename(temporary, path)
            return
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a disk without links: the moment between the two is as short as can be
            if not path.exists():
                file_moves.rename(temporary, path)


def _upgrade(store: Store) -> None:
    """Run all missing steps in one transaction: the file is as before or as after."""
    with store.write():
        # Asked inside: another process may have upgraded the file meanwhile.
        version = int(store.scalar("PRAGMA user_version"))
        execute: Callable[[str], object] = store.execute
        for step in STEPS:
            if step.number > version:
                step.up(execute)
        rowseal.register(store.raw)
        store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        store.execute(f"PRAGMA user_version = {LATEST}")


def forget(temporary: Path) -> None:
    """Remove a file that was being built, with its journal; one that is held stays."""
    for name in (temporary, temporary.with_name(f"{temporary.name}-journal")):
        try:
            name.unlink(missing_ok=True)
        except OSError:
            return


def _unread(path: Path, key: FileKey | None) -> errors.NotOurDatabase:
    if key is not None:
        return cipher.refused(path)
    if cipher.may_be_encrypted(path):
        return cipher.wanted(path)
    return _foreign(path)


def _foreign(path: Path) -> errors.NotOurDatabase:
    return errors.NotOurDatabase(
        f"Файл {path.name} не база «Райштаба»",
        _SAFE,
        "выберите другой файл или новое имя для новой базы",
    )
