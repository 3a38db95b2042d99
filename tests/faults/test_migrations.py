"""Promise 6: every released schema upgrades, in one transaction, after a verified copy."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import backup, files, history
from db.connection import Row, Store
from db.migrations import LATEST, STEPS, Execute, Step
from desktop_app.core import errors
from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.office import Office
from tests.faults import old, work
from tests.faults.apsw_store import ApswStore
from tests.faults.power_vfs import Disk, Event, Journalling

Promise = Callable[[str, object, object], None]
COPY = "* до обновления *.sqlite"


def _read(path: Path, sql: str) -> list[Row]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(sql).fetchall()


def _contents(path: Path, tables: list[str] | None = None) -> dict[str, list[Row]]:
    """Return the rows of every table, by the columns the oldest schema had."""
    names = tables or [row[0] for row in _read(path, _TABLES)]
    return {name: _read(path, f"SELECT * FROM {name} ORDER BY 1, 2") for name in names}  # noqa: S608  names of tables


_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'ticket_search%'"
    " AND name NOT LIKE 'sqlite_%'"
)


def _shape(path: Path) -> set[tuple[str, ...]]:
    """Return every column, index and trigger, whatever the order they came in."""
    columns = _read(
        path,
        "SELECT t.name, c.name, c.type, c.[notnull], coalesce(c.dflt_value, ''), c.pk"
        " FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'",
    )
    others = _read(path, "SELECT type, name, tbl_name FROM sqlite_schema WHERE type <> 'table'")
    return {tuple(str(cell) for cell in row) for row in columns + others}


def test_every_released_schema_is_kept() -> None:
    """A file of the first schema is here; nothing kept claims a schema it does not have."""
    assert [old.schema_of(kept) for kept in old.KEPT][:1] == [1]
    for kept in old.KEPT:
        assert _read(kept, "PRAGMA user_version") == [(old.schema_of(kept),)]


@pytest.mark.parametrize("kept", old.KEPT, ids=lambda kept: kept.stem)
def test_an_old_file_upgrades(tmp_path: Path, promise: Promise, kept: Path) -> None:
    """It opens with every row it had, a copy of the old file beside it, the new schema whole."""
    path = old.copy_of(kept, tmp_path)
    before = _contents(path)
    office = Office.open(path, now=work.clock())
    after = _contents(path, list(before))
    lost = [name for name, rows in before.items() if _lost(rows, after[name]) - _REPHRASED]
    assert lost == []
    assert work.halves(office) == []
    assert len(office.register.ids(RegisterQuery())) == len(before["ticket"])
    office.tickets.card(office.register.ids(RegisterQuery())[0])
    office.close()
    new = tmp_path / "new.sqlite"
    files.open_store(new).close()
    assert _shape(path) == _shape(new)
    (copy,) = tmp_path.glob(COPY)
    assert files.identify(copy) == old.schema_of(kept)
    assert _contents(copy) == before
    rows = sum(len(rows) for rows in before.values())
    promise(f"6. обновление {kept.stem} → {LATEST}", f"{rows} строк", f"потеряно {len(lost)}")


def _lost(before: list[Row], after: list[Row]) -> set[Row]:
    """Return the rows that are gone or changed; new columns come last."""
    return {row for row in before if row not in {longer[: len(row)] for longer in after}}


# Step 14: two shipped rules of a break in heating, HEAT.NO and HEAT.LEAKNET, are split at +8 °C.
_BAND = "ПП 354, прил. 1, п. 14: до 4 ч при температуре в комнате от +8 до +10 °C"
# Step 17: the summer's terms of waste are named so; the winter's come beside them.
_DELAY = "ПП 354, прил. 1, п. 17: 24 ч разово при среднесуточной выше +5 °C (48 ч при +5 °C и ниже)"
_BULKY = "СанПиН 2.1.3684-21, п. 13: 7 суток при +5 °C и выше, 10 суток при +4 °C и ниже"
_REPHRASED = {
    (rule, topic, "fix", 4.0, "hours", None, 10.0, _BAND, 0, 1) for rule, topic in ((3, 2), (16, 8))
} | {
    (54, 39, "fix", 24.0, "hours", None, None, _DELAY, 0, 1),
    (56, 41, "fix", 7.0, "calendar_days", None, None, _BULKY, 0, 1),
}


def _statements(monkeypatch: pytest.MonkeyPatch, path: Path) -> int:
    """Return how many statements an upgrade of this file runs."""
    counted: list[str] = []
    run = Store.execute

    def count(store: Store, query: str, parameters: tuple[()] = ()) -> int:
        counted.append(query)
        return run(store, query, parameters)

    monkeypatch.setattr(Store, "execute", count)
    files.open_store(path).close()
    monkeypatch.undo()
    return len(counted)


@pytest.mark.parametrize("kept", old.KEPT[:1], ids=lambda kept: kept.stem)
def test_a_failure_at_any_statement_rolls_back(
    tmp_path: Path, promise: Promise, monkeypatch: pytest.MonkeyPatch, kept: Path
) -> None:
    """Whichever statement of the upgrade fails, the file is to the row what it was."""
    (tmp_path / "count").mkdir()
    statements = _statements(monkeypatch, old.copy_of(kept, tmp_path / "count"))
    path = old.copy_of(kept, tmp_path)
    before = _contents(path)
    run = Store.execute
    halves = 0
    for place in range(statements):
        left = iter(range(place))

        def fail(store: Store, query: str, parameters: tuple[()] = (), left=left) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001  bound iterator
            if next(left, None) is None:
                raise sqlite3.OperationalError("cut")
            return run(store, query, parameters)

        with monkeypatch.context() as patched:
            patched.setattr(Store, "execute", fail)
            with pytest.raises((errors.StorageError, sqlite3.Error)):
                files.open_store(path)
        halves += _read(path, "PRAGMA user_version") != [(old.schema_of(kept),)]
        halves += _contents(path) != before
        for copy in tmp_path.glob(COPY):
            copy.unlink()
    promise("6. обновление прервано на команде", f"{statements} команд", f"половин {halves}")
    assert (statements > 0, halves) == (True, 0)


def test_power_cut_during_an_upgrade(
    tmp_path: Path, promise: Promise, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power cut at any write of an upgrade leaves the old file or the new one, nothing between.

    A file whose header is ahead of it is rolled back and upgraded when it is opened next.
    """
    path = old.copy_of(old.KEPT[0], tmp_path)
    before, start = _contents(path), path.read_bytes()
    vfs = Journalling("journalling-upgrade")
    monkeypatch.setattr(files, "Store", lambda at, **_: ApswStore(at, "journalling-upgrade"))
    monkeypatch.setattr(backup, "before_upgrade", lambda *_: None)
    files.open_store(path).close()
    monkeypatch.undo()
    after, whole = _contents(path), _shape(path)
    play = tmp_path / "play"
    play.mkdir()
    ends, opened = _cut_everywhere(play, start, vfs.events, before, after)
    promise("6. питание отключено при обновлении", f"{ends.total()} обрывов", dict(ends))
    assert set(ends) <= {"прежняя", "новая"}, ends
    assert ends["прежняя"]
    assert len(opened) > ends["новая"], "no header was ahead of its file: the test proves nothing"
    assert all(shape == whole for shape in opened)


def _cut_everywhere(
    play: Path,
    start: bytes,
    events: list[Event],
    before: dict[str, list[Row]],
    after: dict[str, list[Row]],
) -> tuple[Counter[str], list[set[tuple[str, ...]]]]:
    """Return how each cut ended, and the shapes of the files opened with a new header."""
    dice, ends = random.Random("upgrade"), Counter[str]()
    opened = []
    disk = Disk({"schema1.sqlite": start})
    for event in events:
        disk.take(event)
        left = disk.after_cut(dice)
        found = play / "schema1.sqlite"
        _lay(play, left)
        if files.identify(found) == LATEST:  # a file with a journal to play back is ours too
            files.open_store(found).close()
            opened.append(_shape(found))
            _lay(play, left)
        now = _contents(found)
        ends["прежняя" if now == before else "новая" if now == after else "половина"] += 1
    return ends, opened


def _lay(folder: Path, content: dict[str, bytes]) -> None:
    """Put these files into a folder, and no others."""
    for former in folder.iterdir():
        former.unlink()
    for name, held in content.items():
        (folder / name).write_bytes(held)


def test_no_copy_no_upgrade(tmp_path: Path) -> None:
    """Without a place for the verified copy the upgrade does not begin."""
    path = old.copy_of(old.KEPT[0], tmp_path)
    before = path.read_bytes()
    blocked = tmp_path / "занято"
    blocked.write_bytes(b"")
    with pytest.raises(errors.OfficeError):
        files.open_store(path, backups=blocked)
    assert path.read_bytes() == before


def test_a_faulty_step_is_not_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that fails at its end takes back its beginning; the file opens as it was."""
    path = tmp_path / "a.sqlite"
    files.open_store(path).close()

    def up(execute: Execute) -> None:
        execute("CREATE TABLE half (id INTEGER)")
        execute("UPDATE ticket SET no_such_column = 1")

    monkeypatch.setattr(files, "STEPS", (*STEPS, Step(LATEST + 1, "с ошибкой", up)))
    monkeypatch.setattr(files, "LATEST", LATEST + 1)
    with pytest.raises(errors.NotOurDatabase, match="её таблицы не такие") as refused:
        files.open_store(path)
    assert "no_such_column" in str(refused.value.__cause__)
    monkeypatch.undo()
    store = files.open_store(path)
    assert store.scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == 0
    assert history.broken_link(store) is None
    store.close()
