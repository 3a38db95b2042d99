"""The list model: pages through the read lane, stale rows, late answers, rows that are gone."""

from array import array
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import DatabaseLocked, OfficeError
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.models.snapshot_model import PAGE, PAGES_KEPT, PLACEHOLDER, SnapshotModel
from tests.ui.rows import COLUMNS, Row, Source

Settle = Callable[[], None]


@pytest.fixture
def source() -> Source:
    """Gives a source of rows."""
    return Source()


@pytest.fixture
def model(source: Source, jobs: Jobs) -> SnapshotModel:
    """Gives a model over the source."""
    return SnapshotModel(COLUMNS, source, jobs)


def row(model: SnapshotModel, place: int) -> Row:
    """Return a record that must be there."""
    record = model.row_at(place)
    assert isinstance(record, Row)
    return record


def test_rows_arrive_where_one_looks(model: SnapshotModel, source: Source, settle: Settle) -> None:
    """Nothing is read before it is looked at; then the rows looked at come, in their places."""
    model.set_ids(range(100_000, 0, -1))
    settle()
    assert source.requests == []
    index = model.index(70_000, 0)
    assert index.data() == PLACEHOLDER
    model.look_at(70_000, 70_022)
    settle()
    assert row(model, 70_000).id == 30_000
    assert index.data() == "2026-30000"
    assert sum(len(ids) for ids in source.requests) <= 4 * PAGE


def test_dragging_past_a_million_asks_for_few_pages(
    model: SnapshotModel, source: Source, settle: Settle
) -> None:
    """Pages passed by while a request is on its way are never asked for."""
    model.set_ids(array("q", range(1_000_000)))
    for first in range(0, 1_000_000, 500):
        model.look_at(first, first + 22)
    settle()
    assert len(source.requests) <= 3
    assert row(model, 999_500).id == 999_500


def test_a_new_snapshot_keeps_known_rows(
    model: SnapshotModel, source: Source, settle: Settle
) -> None:
    """Another sort of rows already here reads nothing again."""
    model.set_ids(range(50))
    model.look_at(0, 50)
    settle()
    before = len(source.requests)
    model.set_ids(range(49, -1, -1))
    assert row(model, 0).id == 49
    model.look_at(0, 50)
    settle()
    assert len(source.requests) == before


def test_changed_rows_are_read_again_and_shown_meanwhile(
    model: SnapshotModel, settle: Settle
) -> None:
    """A stale row keeps its old words until the new ones come; others are not read again."""
    model.set_ids(range(50))
    model.look_at(0, 50)
    settle()
    model.invalidate([7])
    assert row(model, 7).reading == 1
    model.look_at(0, 50)
    settle()
    assert row(model, 7).reading == 2
    assert row(model, 8).reading == 1


def test_many_changes_make_all_rows_stale(model: SnapshotModel, settle: Settle) -> None:
    """Without ids everything is read again."""
    model.set_ids(range(50))
    model.look_at(0, 50)
    settle()
    model.invalidate()
    settle()
    assert {row(model, place).reading for place in range(50)} == {2}


def test_an_answer_older_than_the_change_is_dropped(
    model: SnapshotModel, source: Source, qtbot: QtBot, settle: Settle
) -> None:
    """Rows read before the change was told are not shown after it."""
    model.set_ids(range(30))
    model.look_at(0, 30)
    qtbot.waitUntil(lambda: bool(source.requests))
    model.invalidate([3])
    settle()
    model.look_at(0, 30)
    settle()
    assert row(model, 3).reading == len(source.requests) == 2


def test_rows_that_are_gone_are_not_asked_for_forever(
    model: SnapshotModel, source: Source, settle: Settle
) -> None:
    """A row deleted elsewhere stays «…»; it is asked for once."""
    source.gone = {5}
    model.set_ids(range(20))
    for _ in range(5):
        model.look_at(0, 20)
        settle()
    assert model.row_at(5) is None
    assert row(model, 6).id == 6
    assert len(source.requests) == 1


def test_a_failure_is_told_once_and_asking_resumes(
    model: SnapshotModel, source: Source, settle: Settle
) -> None:
    """A busy database gives one message, not a storm; after `invalidate` the rows come."""
    told: list[OfficeError] = []
    model.failed.connect(told.append)
    source.fail = DatabaseLocked("База занята")
    model.set_ids(range(20))
    for _ in range(5):
        model.look_at(0, 20)
        settle()
    assert len(told) == 1
    source.fail = None
    model.invalidate()
    model.look_at(0, 20)
    settle()
    assert row(model, 0).id == 0


def test_memory_is_bounded(model: SnapshotModel, settle: Settle) -> None:
    """About sixty pages stay; what is on screen is never dropped."""
    model.set_ids(range(100_000))
    for first in range(0, 60_000, 200):
        model.look_at(first, first + 40)
        settle()
    known = model.known(range(100_000))
    assert len(known) <= PAGE * PAGES_KEPT
    assert all(place in known for place in range(59_800, 59_840))


def test_collect_fetches_what_is_missing(model: SnapshotModel, settle: Settle) -> None:
    """Copying gives rows in the order asked, wherever they were."""
    got: list[list[Row]] = []
    model.set_ids(range(1000))
    model.look_at(0, 20)
    settle()
    model.collect([900, 5, 901], got.append)
    settle()
    model.collect([5, 6], got.append)
    assert [[record.id for record in rows] for rows in got] == [[900, 5, 901], [5, 6]]


def test_places_and_ids(model: SnapshotModel) -> None:
    """Ids and places lead to each other; outside there is -1."""
    model.set_ids([30, 10, 20])
    assert [model.id_at(place) for place in (-1, 0, 2, 3)] == [-1, 30, 20, -1]
    assert [model.position(row_id) for row_id in (30, 20, 99)] == [0, 2, -1]


def test_it_is_a_sound_qt_model(model: SnapshotModel, settle: Settle) -> None:
    """Qt's own model tester finds nothing, empty and filled, before and after rows arrive."""
    watch = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(range(300))
    settle()
    model.look_at(0, 60)
    settle()
    model.set_ids(range(100, 500))
    model.invalidate([150])
    settle()
    assert watch.model() is model


def test_what_the_blind_hear(model: SnapshotModel, settle: Settle) -> None:
    """Cells and headers have words; numbers stand right."""
    model.set_ids([8])
    model.look_at(0, 1)
    settle()
    role = Qt.ItemDataRole
    texts = [model.index(0, place).data(role.AccessibleTextRole) for place in range(6)]
    assert texts == ["2026-00008", "ул. Лесная, д. 8", "1", "Новое", "осталось 2 ч 10 мин", "—"]
    header = model.headerData(0, Qt.Orientation.Horizontal)
    assert header == "№"
    alignment = model.index(0, 2).data(role.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight
    assert model.data(QModelIndex()) is None
