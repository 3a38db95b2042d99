"""While a file is looked at or tried on, another desk writes without waiting."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db import unfinished
from db.connection import Store
from desktop_app.core.records.imports import ImportKind, ImportPlan
from desktop_app.services.office import Office
from tests.services.fixtures import OPEN_JOURNAL
from tests.services.import_files import counts, house, houses_in, write_houses


def _file(path: Path, amount: int) -> Path:
    return write_houses(path, *(house(number=f"д. {number}") for number in range(1, amount + 1)))


def _writes(path: Path) -> bool:
    """Tell whether another connection may write at this moment."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as neighbour:
        neighbour.execute(OPEN_JOURNAL)
        try:
            neighbour.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        neighbour.execute("ROLLBACK")
        return True


def test_a_trial_of_a_whole_file_keeps_nobody_waiting(office: Office, tmp_path: Path) -> None:
    """At every step of «Проверить» a neighbour may write; what it counts is what a load does."""
    path = _file(tmp_path / "дома.csv", 900)
    free: list[bool] = []
    tried = office.imports.run(
        houses_in(path), dry_run=True, progress=lambda *_: free.append(_writes(office.path))
    )
    assert len(free) > 4
    assert all(free)
    assert office.desk.store.scalar("SELECT count(*) FROM building") == 0
    assert unfinished.beside(office.path) == []
    assert tried.batch_id is None
    assert counts(office.imports.run(houses_in(path))) == counts(tried) == (900, 0, 0, 0)


def test_a_trial_without_room_for_a_copy_is_still_made(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no copy can lie the base itself is tried on, as before, and nothing is kept."""
    path = _file(tmp_path / "дома.csv", 3)
    monkeypatch.setattr(Path, "unlink", _refuse)
    tried = office.imports.run(houses_in(path), dry_run=True)
    monkeypatch.undo()
    assert counts(tried) == (3, 0, 0, 0)
    assert office.desk.store.scalar("SELECT count(*) FROM building") == 0


def _refuse(*_args: object, **_more: object) -> None:
    raise PermissionError


def test_a_look_holds_the_base_for_an_instant(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    figure: Callable[[str, object], None],
) -> None:
    """A hundred rows at most are tried on the base itself, however long the file is."""
    office.imports.run(houses_in(_file(tmp_path / "первые.csv", 2_000)))
    path = _file(tmp_path / "дома.csv", 4_000)
    held: list[float] = []
    write = Store.write

    @contextmanager
    def timed(store: Store) -> Iterator[None]:
        is_outer, began = not store.in_write, time.thread_time()
        try:
            with write(store):
                began = time.thread_time()
                yield
        finally:
            if is_outer:
                held.append(time.thread_time() - began)

    plan = ImportPlan(ImportKind.HOUSES, path)
    office.imports.look(plan)
    monkeypatch.setattr(Store, "write", timed)
    lines = office.imports.look(plan)[1]
    assert len(lines) == 100
    assert len(held) == 1
    assert held[0] < 0.1
    figure("просмотр ста строк держит базу, мс процессора", round(held[0] * 1000, 1))
