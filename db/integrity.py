"""«Проверка базы»: every question asked of a private copy, so that nobody has to wait."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import engine, files, seals, unfinished
from db.connection import Store
from db.page_copy import copy_pages
from db.queries import ticket_text
from db.seals import SealVerdict, Step
from desktop_app.core import fingerprints

_MOST = 20
_LEFT_TO_OTHERS = 200 * 2**20
_STORED = (
    # what is kept with its own digest: the query gives a name, the content and its digest
    (
        "акт",
        # A file destroyed under an act of destruction is gone with the history of its visit.
        "SELECT 'акт ' || a.id, a.pdf, a.sha256 FROM issued_act AS a"
        " WHERE length(a.pdf) > 0 OR NOT EXISTS (SELECT 1 FROM redaction AS r"
        " JOIN history AS h ON h.id = r.history_id"
        " WHERE h.entity = 'inspection' AND h.entity_id = a.inspection_id)",
        "redaction",
    ),
    (
        "сводка",
        "SELECT 'сводка № ' || number, pdf, pdf_sha256 FROM report_issue"
        " UNION ALL SELECT 'сводка № ' || number, xlsx, xlsx_sha256 FROM report_issue",
        "report_issue",
    ),
    (
        "вложение",
        "SELECT a.title, f.content, a.sha256 FROM attachment AS a"
        " LEFT JOIN attachment_file AS f ON f.attachment_id = a.id WHERE a.removed_at IS NULL",
        "attachment",
    ),
)
_MOST_INDEXED, _INDEXED_AT_ONCE = 100_000, 2_000
_FRESH = """
CREATE VIRTUAL TABLE temp.fresh USING fts5 (
    folded, content = '', detail = none, tokenize = 'trigram'
)
"""
_ADD_FRESH = "INSERT INTO temp.fresh (rowid, folded) VALUES (?, ?)"
_WORDS = """
SELECT term, count(*), sum(doc), sum(doc * (doc % 1009)) FROM temp.{name}_words GROUP BY term
"""
_LEFT_BEHIND = (".new", ".demo", ".restoring", ".recovering", ".checking", ".encrypting")


@dataclass(frozen=True, slots=True)
class Structure:
    """What SQLite itself says: empty lists of words mean that all is well."""

    words: tuple[str, ...]
    dangling: int


@contextmanager
def private_copy(store: Store, purpose: str = "checking") -> Iterator[Store]:
    """Give a copy of the open file that nobody else reads or writes; `purpose` ends its name.

    A check of a big file takes a minute, and a reader stands in the way of every writer. Where the
    copy cannot be made (no rights, no room for it and for what others write meanwhile) the file
    itself is looked at. Each copy has a name of its own, by its maker: two checks may run at once.
    One whose maker is gone is swept with the next opening of the base (db/unfinished.py).
    """
    if not _has_room(store.path):
        yield store
        return
    place = _own_place(store.path, purpose)
    try:
        try:
            copy_pages(store, place)
        except engine.faults(OSError):
            yield store
            return
        looked_at = Store(place, sealing=False, key=store.key)
        try:
            yield looked_at
        finally:
            looked_at.close()
    finally:
        files.forget(place)


def _has_room(base: Path) -> bool:
    """Tell whether a copy leaves others enough to write on; what cannot be asked is tried."""
    try:
        return shutil.disk_usage(base.parent).free >= base.stat().st_size + _LEFT_TO_OTHERS
    except OSError:
        return True


def _own_place(base: Path, purpose: str) -> Path:
    """Return a name beside the base that no other copy has, of this process or of another."""
    own = f"{os.getpid()}-{secrets.token_hex(4)}"
    return base.with_name(f"{base.name}.{own}.{purpose}")


def structure(connection: sqlite3.Connection) -> Structure:
    """Ask SQLite of structure, first quickly, and of references between rows."""
    try:
        words = _verdict(connection, "quick_check") or _verdict(connection, "integrity_check")
        # Of an encrypted file pages that hold nothing now too; plain SQLite answers nothing.
        words += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        dangling = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    except engine.unreadable() as error:
        return Structure((str(error),), 0)
    return Structure(tuple(words), dangling)


def row_seals(connection: sqlite3.Connection, step: Step) -> SealVerdict | None:
    """Compare rows with their seals; None when the rows cannot be read at all."""
    try:
        return seals.verdict(connection, step)
    except engine.unreadable():
        return None


def spoilt_contents(connection: sqlite3.Connection, step: Step) -> list[str] | None:
    """Return names of stored files that are not what they were; None when they do not read."""
    found: list[str] = []
    try:
        known = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
        for _, sql, table in _STORED:
            if table in known:
                for name, content, digest in connection.execute(sql):
                    step()
                    if content is None or fingerprints.of_bytes(content) != digest:
                        found.append(str(name))
    except engine.unreadable():
        return None
    return found


def words_differ(store: Store, step: Step) -> bool | None:
    """Tell whether the index of words is not what the tickets say; None when that is too long.

    The index is made anew beside and compared by every trigram and ticket: FTS5 keeps no checksum
    of an index without texts. Two seconds for 20,000 tickets.
    """
    ids = [row[0] for row in store.rows("SELECT id FROM ticket ORDER BY id")]
    if len(ids) > _MOST_INDEXED:
        return None
    connection = store.raw
    try:
        connection.execute("INSERT INTO ticket_search (ticket_search) VALUES ('integrity-check')")
        connection.execute(_FRESH)
        for start in range(0, len(ids), _INDEXED_AT_ONCE):
            step()
            block = ids[start : start + _INDEXED_AT_ONCE]
            connection.executemany(_ADD_FRESH, list(ticket_text.texts(store, block)))
        found = []
        for schema, name in (("main", "ticket_search"), ("temp", "fresh")):
            step()
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{name}_words USING"
                f" fts5vocab('{schema}', '{name}', 'instance')"
            )
            found.append(connection.execute(_WORDS.format(name=name)).fetchall())
        return found[0] != found[1]
    except engine.faults():
        return True
    finally:
        for name in ("ticket_search_words", "fresh_words", "fresh"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def orphan_files(store: Store) -> list[Path]:
    """Return files left beside the database by work that was cut short."""
    beside = store.path.parent
    names = [f"{store.path.name}{ending}" for ending in _LEFT_BEHIND]
    found = [beside / name for name in names if (beside / name).is_file()]
    return (
        found
        + unfinished.abandoned(store.path)
        + [path for path in beside.glob("*.sqlite*.part") if path.is_file()]
    )


def _verdict(connection: sqlite3.Connection, pragma: str) -> list[str]:
    rows = connection.execute(f"PRAGMA {pragma}({_MOST})").fetchall()
    return [str(row[0]) for row in rows if row[0] != "ok"]
