"""Promise 14: a changed byte of any entry of history is found."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db import history
from db.connection import Store
from desktop_app.services.office import Office
from tests.faults import work

Promise = Callable[[str, object, object], None]
COLUMNS = (
    "id", "at", "occurred_at", "clerk_id", "operation", "action", "entity", "entity_id", "changes",
    "note", "hash",
)  # fmt: skip
SAMPLE = 200


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    """Return a file with some two hundred entries whose guards of history were taken away."""
    path = tmp_path / "office.sqlite"
    office = Office.open(path, now=work.clock())
    work.new_office(office)
    worker = work.Worker(office, "audit")
    while work.head(office).entry < 200:
        worker.step()
    office.close()
    with closing(sqlite3.connect(path)) as base:
        base.execute("DROP TRIGGER history_is_not_changed")
        base.execute("DROP TRIGGER history_is_not_deleted")
        base.commit()
    return path


def _bytes_of(path: Path) -> Iterator[tuple[int, str, int]]:
    """Every byte of the chain as (entry, column, place); a number counts as one byte."""
    with closing(sqlite3.connect(path)) as base:
        for row in base.execute(f"SELECT {', '.join(COLUMNS)} FROM history"):  # noqa: S608  names
            for name, value in zip(COLUMNS, row, strict=True):
                whole = value.encode() if isinstance(value, str) else value
                size = len(whole) if isinstance(whole, bytes) else 1
                for place in range(max(size, 1)):
                    yield row[0], name, place


def _changed(value: str | bytes | int | None, place: int, dice: random.Random) -> Any:  # noqa: ANN401  a cell is of any type
    """Return the value with one byte other than it was; text stays text."""
    if value is None or isinstance(value, int):
        return (value or 0) + 1_000_000
    if isinstance(value, bytes):
        return value[:place] + bytes([value[place] ^ (1 << dice.randrange(8))]) + value[place + 1 :]
    place = min(place, len(value))
    return value[:place] + dice.choice("ёж7 ") * 2 + value[place + 1 :]


def test_any_changed_byte_is_found(
    worked: Path, tmp_path: Path, promise: Promise, is_long: bool
) -> None:
    """The chain breaks at that entry or the next, whichever byte of whichever column it was."""
    dice = random.Random("audit")
    every = list(_bytes_of(worked))
    chosen = every if is_long else dice.sample(every, SAMPLE)
    missed = []
    store = Store(Path(shutil.copy(worked, tmp_path / "changed.sqlite")))
    assert history.broken_link(store) is None
    chosen.append((200, "id", 0))  # the last one's number, with nothing behind it to break
    for entry, column, place in chosen:
        sql = f"SELECT {column} FROM history WHERE id = ?"  # noqa: S608  our own names
        value = store.scalar(sql, (entry,))
        spoilt = _changed(value, place, dice)
        if not _seen_by_the_chain(store, column, (spoilt, entry)):
            missed.append((entry, column, place))
    store.close()
    promise(
        "14. изменённый байт истории", f"{len(chosen)} из {len(every)}", f"не найдено {len(missed)}"
    )
    assert missed == []


def _seen_by_the_chain(store: Store, column: str, change: tuple[Any, int]) -> bool:
    """Change a cell, look at the chain, and take the change back."""
    store.raw.execute("BEGIN IMMEDIATE")
    try:
        store.raw.execute(f"UPDATE history SET {column} = ? WHERE id = ?", change)  # noqa: S608  our own names
        return history.broken_link(store) is not None
    finally:
        store.raw.execute("ROLLBACK")


@pytest.mark.parametrize("what", ["first", "middle", "last", "swapped", "added"])
def test_entries_taken_out_put_in_or_swapped_are_found(worked: Path, what: str) -> None:
    """A missing first or middle entry, two that changed places, one slipped in: all are found."""
    store = Store(worked)
    top = int(store.scalar("SELECT max(id) FROM history"))
    with store.write():
        if what == "swapped":
            store.execute("UPDATE history SET id = -1 WHERE id = 50")
            store.execute("UPDATE history SET id = 50 WHERE id = 51")
            store.execute("UPDATE history SET id = 51 WHERE id = -1")
        elif what == "added":
            names = ", ".join(COLUMNS[1:])
            store.execute(f"INSERT INTO history ({names}) SELECT {names} FROM history LIMIT 1")  # noqa: S608  our own names
        else:
            gone = {"first": 1, "middle": top // 2, "last": top}[what]
            store.execute("DELETE FROM history WHERE id = ?", (gone,))
    found = history.broken_link(store)
    office = Office(store)
    telling = found is not None or bool(work.halves(office))
    store.close()
    assert telling, what


def test_history_refuses_to_be_changed(tmp_path: Path) -> None:
    """The guards themselves: an entry cannot be changed or deleted by any SQL of the program."""
    office = Office.open(tmp_path / "a.sqlite", now=work.clock())
    work.new_office(office)
    for sql in ("UPDATE history SET note = 'x' WHERE id = 1", "DELETE FROM history WHERE id = 1"):
        with pytest.raises(Exception, match="append-only"), office.desk.store.write():
            office.desk.store.execute(sql)
    office.close()
