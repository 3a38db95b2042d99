"""Putting a copy in the place of the live file; the replaced file stays beside it."""

import datetime as dt
import json
import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

from db import backup, cipher, engine, failures, files, foreign_journal
from db.connection import APPLICATION_ID
from db.read_ahead import read_ahead
from desktop_app.core import clock, errors, file_moves, refusals
from desktop_app.core.enums import Entity
from desktop_app.core.file_key import FileKey
from desktop_app.core.records.copies import BaseFacts, Newer

_JOURNAL = "-journal"
_BUSY_SECONDS = 5.0
_SEEN_WITHIN = dt.timedelta(seconds=90)
_SEEN = """
SELECT coalesce(c.name, ''), s.computer FROM session AS s LEFT JOIN clerk AS c ON c.id = s.clerk_id
WHERE s.seen_at >= ? ORDER BY s.id
"""
# What left the program is no record that going back would lose. Kinds are named one by one: the
# entries of tickets, nearly all there are, are not walked through.
_OTHER_KINDS = {kind.value: kind for kind in Entity if kind not in {Entity.TICKET, Entity.EXPORT}}
_OTHERS = """
SELECT entity, count(DISTINCT CASE entity_id WHEN 0 THEN -id ELSE entity_id END) FROM history
WHERE entity IN (SELECT value FROM json_each(?)) AND id > ? GROUP BY entity ORDER BY 2 DESC, 1
"""


def facts(path: Path, key: FileKey | None = None) -> BaseFacts:
    """Read what a database holds; no byte and no lock of it is touched.

    NotOurDatabase, DatabaseNewer, DatabaseDamaged when it cannot be used.
    """
    files.identify(path, key)
    try:
        with closing(_read_only(path, key)) as base:
            head = base.execute("SELECT id, hash FROM history ORDER BY id DESC LIMIT 1").fetchone()
            return BaseFacts(
                tickets=base.execute("SELECT count(*) FROM ticket").fetchone()[0],
                buildings=base.execute("SELECT count(*) FROM building").fetchone()[0],
                head=head[0] if head else 0,
                head_hash=head[1].hex() if head else "",
                last_ticket=base.execute("SELECT coalesce(max(id), 0) FROM ticket").fetchone()[0],
            )
    except engine.unreadable() as error:
        raise failures.world_fault(error, path) or failures.damaged(path) from error


def problem(path: Path, key: FileKey | None = None, *, is_open: bool = False) -> str:
    """Return why a copy must not be used, in words; empty when its structure is sound.

    A file that `is_open` in this program is asked by SQLite alone: by hand its locks would go.
    """
    if not path.is_file():
        return "такого файла нет"
    try:
        files.identify(path, key)
        ahead = nullcontext() if is_open else read_ahead(path)
        with ahead, closing(_read_only(path, key)) as base:
            verdict = base.execute("PRAGMA quick_check(3)").fetchall()
    except errors.OfficeError as error:
        return error.cause
    except engine.unreadable(OSError):
        return "файл повреждён"
    return "" if verdict == [("ok",)] else "файл повреждён"


def newer(live: Path, copy: BaseFacts, key: FileKey | None = None) -> Newer | None:
    """Return what a live file has more than a copy; None when the copy is no earlier state of it.

    An earlier state: the copy's last history entry stands in the live chain with the same hash.
    DatabaseDamaged when the live file does not read.
    """
    try:
        # By its own engine only: closing a file in another one would drop the locks held in this.
        with closing(_read_only(live, key)) as base:
            same = base.execute("SELECT hash FROM history WHERE id = ?", (copy.head,)).fetchone()
            if copy.head and (same is None or same[0].hex() != copy.head_hash):
                return None
            taken = "SELECT count(*) FROM ticket WHERE id > ?"
            changed = (
                "SELECT count(DISTINCT entity_id) FROM history"
                " WHERE entity = 'ticket' AND id > ? AND entity_id <= ?"
            )
            others = base.execute(_OTHERS, (json.dumps(list(_OTHER_KINDS)), copy.head)).fetchall()
            return Newer(
                base.execute(taken, (copy.last_ticket,)).fetchone()[0],
                base.execute(changed, (copy.head, copy.last_ticket)).fetchone()[0],
                tuple((_OTHER_KINDS[entity], count) for entity, count in others),
            )
    except engine.unreadable() as error:
        raise failures.damaged(live) from error


def put_back(
    copy: Path,
    live: Path,
    moment: dt.datetime,
    key: FileKey | None = None,
    copy_key: FileKey | None = None,
) -> Path | None:
    """Put a verified copy in the place of the live file; return where the replaced one stays.

    The copy is written beside the live file first, so that until the last step, one renaming,
    nothing is lost. The live file has its `key`, the copy may have another and stays under it. A
    journal goes with the file it belongs to: left behind, it would be rolled back into the restored
    one. DatabaseLocked while another program works with the live file.
    """
    why = problem(copy, copy_key)
    if why:
        raise errors.DatabaseDamaged(
            f"Эта копия не годится: {why}", "база не изменена", "выберите другую копию"
        )
    temporary = live.with_name(f"{live.name}.restoring")
    try:
        live.parent.mkdir(parents=True, exist_ok=True)
        files.forget(temporary)
        _copy(copy, temporary, copy_key)
        demand_free(live, key)
        demand_alone(live, moment, key)
        kept = _set_aside(live, moment)
        try:
            file_moves.replace(temporary, live)
        except OSError:
            _back_in_place(live, kept)
            raise
    except OSError as error:
        raise failures.os_fault(error, live) from error
    except engine.unreadable() as error:
        raise failures.world_fault(error, live) or failures.damaged(copy) from error
    finally:
        files.forget(temporary)
    return kept


def kept_name(live: Path, moment: dt.datetime) -> Path:
    """Return the name the replaced file gets: one that is not taken yet."""
    name = f"{live.stem} {files.KEPT} {moment:%Y-%m-%d %H-%M-%S}"
    place = live.with_name(f"{name}{live.suffix}")
    number = 2
    while place.exists():
        place = live.with_name(f"{name} ({number}){live.suffix}")
        number += 1
    return place


def _copy(source: Path, target: Path, key: FileKey | None) -> None:
    target.touch()
    with closing(_read_only(source, key)) as old, closing(engine.connect(target, key)) as new:
        old.backup(new, pages=2000)
        if new.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise failures.damaged(source)
    backup.sync(target)


def demand_free(live: Path, key: FileKey | None = None) -> None:
    """Refuse while another connection holds the live file; a damaged one has no locks to ask."""
    if not failures.is_there(live) or live.stat().st_size == 0:
        return
    foreign_journal.demand_own(live)
    opened = engine.connect(
        live, cipher.key_for(live, key), timeout=_BUSY_SECONDS, isolation_level=None
    )
    with closing(opened) as base:
        try:
            base.execute("BEGIN EXCLUSIVE")
            base.execute("ROLLBACK")
        except engine.unreadable() as error:
            if isinstance(failures.world_fault(error, live), errors.DatabaseLocked):
                raise failures.busy(live) from error


def demand_alone(live: Path, moment: dt.datetime, key: FileKey | None = None) -> None:
    """Refuse while another program is seen at the file: it would go on writing to the old one."""
    if not failures.is_there(live):
        return
    since = clock.stamp(moment - _SEEN_WITHIN)
    try:
        with closing(_read_only(live, cipher.key_for(live, key))) as base:
            found = base.execute(_SEEN, (since,)).fetchall()
    except engine.unreadable():
        return  # a damaged file, or one of an older schema, has no list to ask
    if found:
        who = ", ".join(f"{name or 'без имени'} ({computer})" for name, computer in found)
        raise errors.DatabaseLocked(
            f"С базой сейчас работают: {who}",
            "база не изменена",
            "закройте другие окна «Райштаба»; если окно не отвечает, подождите две минуты",
        )


def _set_aside(live: Path, moment: dt.datetime) -> Path | None:
    journal = live.with_name(live.name + _JOURNAL)
    name = kept_name(live, moment)
    kept = name if live.exists() else None
    if kept is not None:
        file_moves.rename(live, kept)
    try:
        if journal.exists() and journal.stat().st_size:
            file_moves.rename(journal, name.with_name(name.name + _JOURNAL))
        else:
            journal.unlink(missing_ok=True)
    except OSError:
        if kept is not None:  # nobody may find an empty place under the base's name
            file_moves.rename(kept, live)
        raise
    return kept


def _back_in_place(live: Path, kept: Path | None) -> None:
    """Give the file that was set aside its name again, and its journal with it."""
    if kept is None:
        return
    file_moves.rename(kept, live)
    journal = kept.with_name(kept.name + _JOURNAL)
    if journal.exists():
        file_moves.rename(journal, live.with_name(live.name + _JOURNAL))


def _read_only(path: Path, key: FileKey | None = None) -> sqlite3.Connection:
    uri = engine.sqlite_uri(refusals.resolved(path).as_uri()) + "?mode=ro"
    return engine.connect(uri, key, uri=True, timeout=_BUSY_SECONDS)
