"""Copies of the database: made by SQLite, verified, then put in place at once."""

import os
import secrets
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from db import base_marks, engine, failures
from db.connection import APPLICATION_ID, Store
from db.history import GENESIS
from db.page_copy import copy_pages
from db.read_ahead import read_ahead
from desktop_app.core import clock, errors, file_moves, fingerprints, refusals
from desktop_app.core.file_key import FileKey

# The file under its temporary name is nobody's yet: it needs no journal, and is synced once.
# Pages only pass through: a cache the processor holds is a tenth faster than a bigger one.
_BUILDING = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -500")
_WITH_RULES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'"


def write_copy(store: Store, target: Path, *, schema: int | None = None) -> int:
    """Write a verified copy of the open database to `target`; return its size in bytes.

    The copy is made under a temporary name beside the target, checked for structure, identity and
    the head of the history chain, synced, and only then takes the target's name. Where a copy of
    one `schema` is wanted and another program has upgraded the file meanwhile, none is written: 0.
    """
    if refusals.resolved(target) == refusals.resolved(store.path):
        raise errors.TargetError(
            "Копия не может лечь поверх самой базы", "ничего не изменено", "выберите другое имя"
        )
    temporary = _beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.touch()  # a folder without rights is told by its own words, not by SQLite's
        copy_pages(store, temporary, _BUILDING)
        if schema is not None and _schema_of(temporary, store.key) != schema:
            return 0
        _verify(store, temporary)
        file_moves.replace(temporary, target)
    except engine.unreadable(OSError) as error:
        worded = (
            failures.os_fault(error, target)
            if isinstance(error, OSError)
            else failures.world_fault(error, target)
        )
        if worded is None:
            raise
        raise worded from error
    finally:
        _quietly_remove(temporary)
    return target.stat().st_size


def before_upgrade(store: Store, folder: Path, version: int) -> Path:
    """Copy a database before its schema is upgraded; return the path of the copy.

    Another program that upgrades the file at this moment has made one: no later state takes its
    name, the way back would be lost.
    """
    moment, whose = (
        f"{clock.now():%Y-%m-%d %H-%M-%S}",
        base_marks.in_name(base_marks.of_store(store)),
    )
    target = folder / f"{store.path.stem} до обновления {version} {moment}{whose}.sqlite"
    write_copy(store, target, schema=version)
    return target


def _beside(target: Path) -> Path:
    """Return a name for a copy on its way: two programs may make one copy in one second."""
    return target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")


def repeat(copy: Path, target: Path, place: Path) -> None:
    """Put the same copy into a second place, byte for byte; DiskFull or TargetError if away.

    Folders from `place` down are made only where its disk is there: on a stick that is out nothing
    is to be written.
    """
    if not failures.is_there(place.parent):
        raise errors.TargetError(
            f"Вторая копия не записана: папки {place} нет",
            "первая копия на месте",
            "подключите диск или выберите другое место в «Настройках»",
        )
    temporary = _beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, temporary)
        sync(temporary)
        if fingerprints.of_file(temporary) != fingerprints.of_file(copy):
            raise errors.TargetError(
                f"Вторая копия записалась с ошибкой: {target.parent}",
                "первая копия на месте",
                "проверьте этот диск",
            )
        file_moves.replace(temporary, target)
    except OSError as error:
        raise failures.os_fault(error, target) from error
    finally:
        _quietly_remove(temporary)


def head_of(store: Store) -> tuple[int, str]:
    """Return the id of the last history entry and its hash in hex; (0, "") of an empty one."""
    last = store.row("SELECT id, hash FROM history ORDER BY id DESC LIMIT 1")
    return (int(last[0]), last[1].hex()) if last else (0, GENESIS.hex())


def _schema_of(temporary: Path, key: FileKey | None) -> int:
    with closing(engine.connect(temporary, key)) as copy:
        return int(copy.execute("PRAGMA user_version").fetchone()[0])


def _verify(store: Store, temporary: Path) -> None:
    """Look at every page and every value and sync the file; raise DatabaseDamaged unless all hold.

    The rules of tables (CHECK) take two thirds of a check, so that another thread asks them of the
    same pages; meanwhile this one asks everything else and waits for the disk.
    """
    with read_ahead(temporary), ThreadPoolExecutor(1, "rayshtab-copy") as beside:
        rules = beside.submit(_keeps_rules, temporary, store.key)
        with closing(engine.connect(temporary, store.key)) as copy:
            copy.execute("PRAGMA ignore_check_constraints = ON")
            is_sound = _is_sound(copy, "PRAGMA quick_check(1)")
            ours = copy.execute("PRAGMA application_id").fetchone()[0]
            head = copy.execute("SELECT id, hash FROM history ORDER BY id DESC LIMIT 1").fetchone()
        sync(temporary)
        is_sound = rules.result() and is_sound
    live = store.scalar("SELECT hash FROM history WHERE id = ?", (head[0],)) if head else None
    if not is_sound or ours != APPLICATION_ID or (head and live != head[1]):
        raise failures.damaged(store.path)


def _keeps_rules(path: Path, key: FileKey | None) -> bool:
    """Tell whether every row of the tables that have rules keeps them."""
    with closing(engine.connect(path, key)) as copy:
        names = [row[0] for row in copy.execute(_WITH_RULES)]
        return all(_is_sound(copy, f'PRAGMA quick_check("{name}")') for name in names)


def _is_sound(copy: sqlite3.Connection, pragma: str) -> bool:
    return bool(copy.execute(pragma).fetchone()[0] == "ok")


def sync(path: Path) -> None:
    """Push a file nobody writes to the disk."""
    with path.open("r+b") as stream:
        stream.flush()
        os.fsync(stream.fileno())


def _quietly_remove(temporary: Path) -> None:
    for name in (temporary, temporary.with_name(f"{temporary.name}-journal")):
        try:
            name.unlink(missing_ok=True)
        except OSError:
            return
