"""Gathering what is whole in a damaged file into a new one, with a list of doubts.

The damaged file is only read. Rows are read by ranges of their keys: a range that does not read is
halved until single rows are lost. Rows that hang in the air (their parent is gone) are not written;
they stand in the list of doubts with all they held.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from db import cipher, engine, failures, files, rowseal, seals
from db.connection import Store
from db.queries import rollups, ticket_text
from desktop_app.core import errors, file_moves
from desktop_app.core.file_key import FileKey
from desktop_app.core.table_titles import row_title

_TABLES = """
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
AND name NOT LIKE 'ticket_search%' AND name NOT IN ('row_seal', 'sealed_table', 'session',
    'ticket_cube', 'ticket_week', 'ticket_week_topic')
"""
_SEALED_KEYS = """
SELECT min(key), max(key) FROM row_seal WHERE table_id = (SELECT id FROM sealed_table
    WHERE name = '{table}')
"""
_STEP = 2_000
_SMALLEST = 64
Progress = Callable[[int, int], object]
Rows = list[tuple[object, ...]]


@dataclass(slots=True)
class Recovery:
    """What became of it: rows written by table, and doubts in words, each with what was held."""

    rows: dict[str, int] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def doubt(self, table: str, key: object, why: str, held: object = None) -> None:
        """Write one doubt down."""
        words = f"{row_title(table, str(key))}: {why}"
        if held is not None:
            words += f". Было: {json.dumps(held, ensure_ascii=False, default=str)}"
        self.doubts.append(words)


def recover(
    damaged: Path,
    new: Path,
    progress: Progress = lambda _done, _all: None,
    key: FileKey | None = None,
) -> Recovery:
    """Write what is whole in `damaged` to a `new` file; return what came over and the doubts.

    An encrypted file is read by its `key`, and the new one is encrypted with the same.

    TargetError when `new` is there already, DatabaseDamaged when nothing can be read at all.
    """
    if new.exists():
        raise errors.TargetError(
            f"Файл {new.name} уже есть", "он не изменён", "выберите имя нового файла"
        )
    if not damaged.is_file():
        raise errors.NotFound(f"Нет файла базы {damaged}", "", "проверьте путь")
    temporary = new.with_name(f"{new.name}.recovering")
    files.forget(temporary)
    try:
        files.create_file(temporary, key)
        found = _gather(damaged, temporary, progress, key)
        _finish(temporary, key)
        file_moves.replace(temporary, new)
    except OSError as error:
        raise failures.os_fault(error, new) from error
    finally:
        files.forget(temporary)
    return found


def _gather(damaged: Path, temporary: Path, progress: Progress, key: FileKey | None) -> Recovery:
    found = Recovery()
    with (
        closing(_Damaged(damaged, key)) as old,
        closing(engine.connect(temporary, key, isolation_level=None)) as new,
    ):
        try:
            known = {row[0] for row in old.rows(_TABLES)}
        except engine.unreadable() as error:
            raise errors.DatabaseDamaged(
                f"Из файла {damaged.name} ничего не прочитать",
                "файл не изменён",
                "восстановите последнюю копию",
            ) from error
        new.execute("PRAGMA foreign_keys = OFF")
        altered = _compare(old.fresh(), found)
        tables = [row[0] for row in new.execute(_TABLES).fetchall()]
        for place, table in enumerate(tables):
            progress(place, len(tables))
            if table in known:
                _Table(old, new, table, found, altered.get(table, frozenset())).move()
            else:
                found.doubts.append(f"таблица «{table}» не прочиталась")
        _let_go_of_orphans(new, found)
    return found


class _Damaged:
    """The damaged file, read as it lies on the disk.

    SQLCipher answers nothing more after the first page it cannot decrypt, so a connection that met
    one is replaced.
    """

    def __init__(self, path: Path, key: FileKey | None) -> None:
        self._path, self._key = path, key
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        opened = engine.connect(cipher.read_only(self._path), self._key, uri=True)
        opened.execute("PRAGMA writable_schema = ON")  # a damaged schema is read as far as it goes
        opened.text_factory = lambda raw: raw.decode("utf-8", "replace")
        return opened

    def rows(self, sql: str, parameters: tuple[int, ...] = ()) -> Rows:
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except engine.unreadable():
            self.fresh()
            raise

    def fresh(self) -> sqlite3.Connection:
        if self._key is not None:
            self._connection.close()
            self._connection = self._open()
        return self._connection

    def cursor(self, sql: str) -> sqlite3.Cursor:
        return self._connection.execute(sql)

    def close(self) -> None:
        self._connection.close()


class _Table:
    """One table on its way; rows of `altered` keys come last and take no sound row's place."""

    def __init__(
        self,
        old: _Damaged,
        new: sqlite3.Connection,
        name: str,
        found: Recovery,
        altered: frozenset[str],
    ) -> None:
        self._old, self._new, self._name, self._found = old, new, name, found
        self._altered, self._waiting = altered, list[tuple[object, ...]]()
        there = {row[1] for row in _columns(old.fresh(), name)}
        described = _columns(new, name)
        self._names = [row[1] for row in described if row[1] in there]
        keys = [row for row in described if row[5]]
        self._key = keys[0][1] if len(keys) == 1 and keys[0][2] == "INTEGER" else ""
        listed, marks = ", ".join(self._names), ",".join("?" * len(self._names))
        self._select = f"SELECT {listed} FROM {name}"  # noqa: S608  names of our own schema
        self._insert = f"INSERT INTO {name} ({listed}) VALUES ({marks})"  # noqa: S608  as above
        self._written = 0

    def move(self) -> None:
        self._new.execute("BEGIN")
        for block in self._by_number() if self._key else self._whole():
            self._write([row for row in block if not self._is_altered(row)])
        self._one_by_one(self._waiting)
        self._new.execute("COMMIT")
        self._found.rows[self._name] = self._written

    def _is_altered(self, row: tuple[object, ...]) -> bool:
        is_altered = str(row[0]) in self._altered
        if is_altered:
            self._waiting.append(row)
        return is_altered

    def _by_number(self) -> Iterator[Rows]:
        first, last = self._bounds()
        for start in range(first, last + 1, _STEP):
            yield from self._range(start, min(start + _STEP - 1, last))

    def _bounds(self) -> tuple[int, int]:
        """Return the first and last key; where the ends do not read, those the seals know."""
        asked = (
            f"SELECT min({self._key}), max({self._key}) FROM {self._name}",  # noqa: S608  our own names
            _SEALED_KEYS.format(table=self._name),
        )
        low, high = 1, 0
        for sql in asked:
            try:
                found = self._old.rows(sql)[0]
            except engine.unreadable():
                continue
            if isinstance(found[0], int) and isinstance(found[1], int):
                ends = found[0], found[1]
                low, high = ends if high < low else (min(low, ends[0]), max(high, ends[1]))
        return low, min(high, low + 20_000_000)

    def _range(self, first: int, last: int) -> Iterator[Rows]:
        sql = f"{self._select} NOT INDEXED WHERE {self._key} BETWEEN ? AND ?"
        try:
            yield self._old.rows(sql, (first, last))
        except engine.unreadable():
            if first == last:
                self._found.doubt(self._name, first, "не читается")
                return
            middle = (first + last) // 2
            yield from self._range(first, middle)
            yield from self._range(middle + 1, last)

    def _whole(self) -> Iterator[Rows]:
        """Read from both ends as far as it goes: such tables are small."""
        rows: Rows = []
        cursor: sqlite3.Cursor | None = None
        while True:
            try:
                cursor = cursor or self._old.cursor(self._select)
                row = cursor.fetchone()
            except engine.unreadable():
                self._old.fresh()
                self._found.doubts.append(f"таблица «{self._name}» прочиталась не вся")
                break
            if row is None:
                break
            rows.append(row)
        yield rows

    def _write(self, rows: Rows) -> None:
        for start in range(0, len(rows), _SMALLEST):
            block = rows[start : start + _SMALLEST]
            self._new.execute("SAVEPOINT block")
            try:
                self._new.executemany(self._insert, block)
                self._written += len(block)
            except engine.unreadable():
                self._new.execute("ROLLBACK TO block")
                self._one_by_one(block)
            self._new.execute("RELEASE block")

    def _one_by_one(self, block: Rows) -> None:
        for row in block:
            try:
                self._new.execute(self._insert, row)
                self._written += 1
            except engine.unreadable() as error:
                if self._stands(row):
                    continue  # a damaged tree may show a row twice
                held = dict(zip(self._names, row, strict=True))
                self._found.doubt(self._name, row[0], f"не записывается ({error})", held)

    def _stands(self, row: tuple[object, ...]) -> bool:
        if not self._key:
            return False
        sql = f"{self._select} WHERE {self._key} = ?"
        key = row[self._names.index(self._key)]
        return bool(self._new.execute(sql, (key,)).fetchone() == row)


def _columns(
    connection: sqlite3.Connection, table: str
) -> list[tuple[object, str, str, int, object, int]]:
    return connection.execute(f"PRAGMA table_info({table})").fetchall()


def _compare(old: sqlite3.Connection, found: Recovery) -> dict[str, frozenset[str]]:
    """Name the rows that read well and are not what was written; return their keys by table."""
    try:
        said = seals.verdict(old)
    except engine.unreadable():
        found.doubts.append("печати строк читаются не все: сверить содержимое полностью нельзя")
        return {}
    for doubt in said.doubts:
        why = "была и пропала" if doubt.is_gone else "прочиталась, но с печатью не сходится"
        found.doubt(doubt.table, doubt.key, why)
    names = {doubt.table for doubt in said.doubts}
    return {name: frozenset(d.key for d in said.doubts if d.table == name) for name in names}


def _let_go_of_orphans(new: sqlite3.Connection, found: Recovery) -> None:
    """Take out rows whose parents are gone, until every reference leads somewhere."""
    while dangling := new.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, parent, number in dangling:
            column = new.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            name = next(row[3] for row in column if row[0] == number)
            if rowid is None:
                new.execute(
                    f'DELETE FROM "{table}" WHERE "{name}" NOT IN (SELECT id FROM "{parent}")'  # noqa: S608  our own names
                )
                found.doubts.append(f"таблица «{table}»: убраны строки без пары в «{parent}»")
                continue
            _cut(new, table, rowid, name, found)


def _cut(new: sqlite3.Connection, table: str, rowid: int, name: str, found: Recovery) -> None:
    nullable = {row[1]: not row[3] for row in _columns(new, table)}[name]
    if nullable:
        new.execute(f'UPDATE "{table}" SET "{name}" = NULL WHERE rowid = ?', (rowid,))  # noqa: S608  our own names
        found.doubt(table, rowid, f"ссылка «{name}» вела в никуда и снята")
        return
    cursor = new.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608  our own names
    row = cursor.fetchone()
    if row is not None:
        held = dict(zip([item[0] for item in cursor.description], row, strict=True))
        found.doubt(table, rowid, f"ссылка «{name}» ведёт в никуда, строка не взята", held)
    new.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608  our own names


def _finish(path: Path, key: FileKey | None) -> None:
    """Make anew what is derived from the rows: figures, the index of words, seals."""
    store = Store(path, key=key)
    try:
        with store.write():
            rollups.recount(store)
            ticket_text.reindex(store)
        rowseal.arm(store.raw)
        seals.seal_missing(store)
    finally:
        store.close()
