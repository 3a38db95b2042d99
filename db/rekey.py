"""The same base under another key: encrypted, under a new password, or plain again.

A new file is written beside, compared with the old one row by row and takes its name in one step:
whenever the work is cut short, the file opens as before or as after.
"""

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from db import backup, engine, failures, files, restore
from db.connection import APPLICATION_ID
from desktop_app.core import errors, file_moves
from desktop_app.core.file_key import FileKey

ENDING = ".encrypting"
_AT_ONCE = 2_000
_SCHEMA = "SELECT type, name, tbl_name, sql FROM {base}.sqlite_schema ORDER BY type, name"
_TABLES = """
SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
"""
# The cache, in kB: pages of indexes lie scattered; with the usual 2 MB many are decrypted again.
# The check of 4.6 GB took 1,404 s beside other work, 826 s with this; about 120 s with none beside.
_NEW = (
    "journal_mode = OFF", "synchronous = OFF", "cell_size_check = ON", "cache_size = -64000"
)  # fmt: skip


def rewrite(live: Path, old: FileKey | None, new: FileKey | None, moment: dt.datetime) -> Path:
    """Put a closed base under another key, None being no key; return where the former file stays.

    DatabaseLocked while anybody works with it, DiskFull, TargetError, DatabaseDamaged when the new
    file is not what the old one is: the base is as it was then.
    """
    if not engine.can_encrypt():
        raise engine.missing()
    temporary = live.with_name(f"{live.name}{ENDING}")
    files.identify(live, old)
    try:
        files.forget(temporary)
        restore.demand_free(live, old)
        restore.demand_alone(live, moment, old)
        temporary.touch()  # a folder without rights is told by its own words, not by SQLite's
        _write(live, old, temporary, new)
        backup.sync(temporary)
        return _take_place(temporary, live, restore.kept_name(live, moment))
    except OSError as error:
        raise failures.os_fault(error, live) from error
    except engine.faults() as error:
        raise failures.world_fault(error, live) or failures.damaged(live) from error
    finally:
        files.forget(temporary)


def sweep(live: Path, key: FileKey | None) -> None:
    """Take away what a cut short work left beside a base; it may be readable without a password."""
    temporary = live.with_name(f"{live.name}{ENDING}")
    if not temporary.exists():
        return
    try:
        restore.demand_free(live, key)
    except errors.DatabaseLocked:
        return  # somebody may be writing it right now
    files.forget(temporary)


def _write(live: Path, old: FileKey | None, temporary: Path, new: FileKey | None) -> None:
    with closing(engine.connect_cipher(live, isolation_level=None)) as base:
        if old is not None:
            engine.set_key(base, old)
        base.execute("PRAGMA temp_store = MEMORY")
        base.execute("PRAGMA foreign_keys = OFF")
        key = engine.literal(new) if new is not None else ""
        base.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(temporary), key))
        for setting in _NEW:
            base.execute(f"PRAGMA fresh.{setting}")
        base.execute("BEGIN IMMEDIATE")
        base.execute("SELECT sqlcipher_export('fresh')").fetchall()
        version = base.execute("PRAGMA main.user_version").fetchone()[0]
        base.execute(f"PRAGMA fresh.application_id = {APPLICATION_ID}")
        base.execute(f"PRAGMA fresh.user_version = {int(version)}")
        base.execute("COMMIT")
        base.execute("BEGIN")
        if not _are_same(base) or not _is_sound(base, new):
            raise errors.DatabaseDamaged(
                "Новый файл записался с ошибкой",
                "база осталась прежней",
                "сделайте «Проверку базы», проверьте диск и повторите",
            )
        base.execute("ROLLBACK")


def _are_same(base: sqlite3.Connection) -> bool:
    """Tell whether both files hold the same schema and the same rows."""
    schemas = [base.execute(_SCHEMA.format(base=name)).fetchall() for name in ("main", "fresh")]
    if schemas[0] != schemas[1]:
        return False
    for (table,) in base.execute(_TABLES).fetchall():
        order = ", ".join(_key_of(base, table))
        cursors = [
            base.execute(f'SELECT * FROM {name}."{table}" ORDER BY {order}')  # noqa: S608  our own names
            for name in ("main", "fresh")
        ]
        while True:
            ours, theirs = (cursor.fetchmany(_AT_ONCE) for cursor in cursors)
            if ours != theirs:
                return False
            if not ours:
                break
    return True


def _key_of(base: sqlite3.Connection, table: str) -> list[str]:
    """Return what a table is stored by.

    Left to itself SQLite may read one of the two files by an index that holds every column, and
    so in another order: the statistics it chooses by are there in the old file alone.
    """
    sql = "SELECT wr FROM pragma_table_list(?) WHERE schema = 'main'"
    if not base.execute(sql, (table,)).fetchone()[0]:
        return ["_rowid_"]
    sql = "SELECT name FROM pragma_table_info(?, 'main') WHERE pk > 0 ORDER BY pk"
    return [f'"{name}"' for (name,) in base.execute(sql, (table,))]


def _is_sound(base: sqlite3.Connection, new: FileKey | None) -> bool:
    if base.execute("PRAGMA fresh.quick_check(1)").fetchone()[0] != "ok":
        return False
    # Every page is decrypted and its seal compared; no row means that all of them are whole.
    return new is None or not base.execute("PRAGMA fresh.cipher_integrity_check").fetchall()


def _take_place(temporary: Path, live: Path, kept: Path) -> Path:
    """Keep the old file under another name, and put the new one under its own at once."""
    journal = live.with_name(f"{live.name}-journal")
    if journal.exists() and not journal.stat().st_size:
        journal.unlink()
    linked = _linked(live, kept)
    if not linked:
        file_moves.rename(live, kept)
    try:
        file_moves.replace(temporary, live)
    except OSError:
        if linked:
            kept.unlink()
        else:
            file_moves.rename(kept, live)
        raise
    return kept


def _linked(live: Path, kept: Path) -> bool:
    """Give the file a second name, so that its own is never free; not every disk can."""
    try:
        os.link(live, kept)
    except OSError:
        return False
    return True
