"""The demo: the same for a seed, sound, and what the program itself would have written."""

import dataclasses
import datetime as dt
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import history, search
from db.connection import Store
from db.files import open_store
from db.queries import rollups, ticket_text
from desktop_app.core.enums import Operation
from desktop_app.core.errors import Cancelled, DiskFull, TargetError
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.demo.moments import last_moment, season_start
from desktop_app.services.office import Office
from tests.services.demo_replay import Replay, entries, rows, told
from tests.services.fixtures import HandClock

UNTIL = dt.datetime(2026, 11, 24, 9, 41)
# This seed holds every step a ticket can take: see test_the_replay_meets_every_step.
ORDER = DemoOrder(houses=60, tickets=260, seed=15, until=UNTIL)
STEPS = {
    Operation.TICKET_REGISTERED,
    Operation.TICKET_LINKED,
    Operation.TICKET_HANDED_OVER,
    Operation.HANDOVER_ANSWERED,
    Operation.TICKET_STATUS,
    Operation.CALLBACK_MADE,
    Operation.TICKET_REOPENED,
    Operation.TICKET_NOTE,
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small demo, made once."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    make_demo(path, ORDER)
    return path


@pytest.fixture
def store(demo: Path) -> Iterator[Store]:
    """Return the demo opened."""
    opened = open_store(demo, create=False)
    yield opened
    opened.close()


def test_the_services_would_have_written_the_same(tmp_path: Path, store: Store) -> None:
    """Played again through the services, the demo leaves the same rows and the same history."""
    empty = tmp_path / "empty.sqlite"
    make_demo(empty, dataclasses.replace(ORDER, tickets=0))
    hands = HandClock(UNTIL)
    office = Office.open(empty, create=False, now=hands)
    try:
        _copy_outages(store, office.desk.store)
        _forget_weather(office.desk.store)
        Replay(office, hands).play(entries(store))
        for mine, its in zip(told(store), told(office.desk.store), strict=True):
            assert mine == its
        assert rows(store) == rows(office.desk.store)
    finally:
        office.close()


def _forget_weather(store: Store) -> None:
    """Leave no temperatures: the demo writes its sites and visits after the last call."""
    with store.write():
        store.execute("DELETE FROM daily_temperature")
        store.execute("UPDATE inspection SET outdoor_daily = NULL")


def _copy_outages(source: Store, target: Store) -> None:
    """Give an empty demo the outages of a full one: how many there are depends on the calls."""
    found = source.rows("SELECT * FROM incident")
    with target.write():
        marks = ",".join("?" * len(found[0]))
        target.insert_many(f"INSERT INTO incident VALUES ({marks})", found)  # noqa: S608  marks


def test_the_replay_meets_every_step(store: Store) -> None:
    """Nothing a ticket of the demo can go through is left out of the comparison."""
    found = entries(store)
    assert {Operation(entry["operation"]) for entry in found} == STEPS
    fields = {name for entry in found for name, _, _ in entry["changes"]}
    assert {"hold_until", "cancel_reason", "incident_id", "cycle_number"} <= fields
    outcomes = {row[0] for row in store.rows("SELECT DISTINCT outcome FROM handover")}
    assert outcomes == {"waiting", "done", "returned", "replaced"}
    assert any(entry["at"] != entry["occurred"] for entry in found)


def test_it_passes_every_check(demo: Path) -> None:
    """Structure, references and the chain of history are sound."""
    office = Office.open(demo, create=False)
    findings = office.health.check()
    office.close()
    assert [finding.words for finding in findings if not finding.is_sound] == []


def test_every_ticket_is_whole(store: Store) -> None:
    """Each has cycle 1, numbers run by year without a gap, lateness needs a term, times fit."""
    tickets = ORDER.tickets
    assert store.scalar("SELECT count(*) FROM ticket_cycle WHERE number = 1") == tickets
    assert store.scalar("SELECT count(*) FROM ticket WHERE cycle_number <> "
                        "(SELECT count(*) FROM ticket_cycle AS c WHERE c.ticket_id = ticket.id)"
                        ) == 0  # fmt: skip
    numbers = [row[0] for row in store.rows("SELECT number FROM ticket ORDER BY id")]
    years = Counter(number[:4] for number in numbers)
    assert numbers == [f"{y}-{n:05d}" for y in sorted(years) for n in range(1, years[y] + 1)]
    sql = "SELECT name, value FROM counter WHERE name LIKE 'ticket:%'"
    assert dict(store.rows(sql)) == {f"ticket:{year}": count for year, count in years.items()}
    late = "SELECT count(*) FROM ticket_cycle WHERE late_minutes > 0 AND deadline_at IS NULL"
    assert store.scalar(late) == 0
    assert store.scalar("SELECT max(registered_at) FROM ticket") < UNTIL.isoformat()
    assert store.scalar("SELECT max(at) FROM history WHERE entity = 'ticket'") <= UNTIL.isoformat()
    order = [row[0] for row in store.rows("SELECT at FROM history ORDER BY id")]
    assert order == sorted(order)


def test_the_figures_kept_are_those_of_the_tickets(store: Store) -> None:
    """What the maker counted on the way is what its rows come to: by status, by week, by topic."""
    assert rollups.wrong(store) == 0
    for table in ("ticket_cube", "ticket_week", "ticket_week_topic"):
        assert store.scalar(f"SELECT count(*) FROM {table}") > 0  # noqa: S608  our own words


def test_open_ones_are_recent(store: Store) -> None:
    """Nothing hangs from last winter: what is open was registered in the last weeks."""
    since = (UNTIL - dt.timedelta(days=45)).isoformat()
    sql = "SELECT count(*) FROM ticket WHERE closed_at IS NULL AND registered_at < ?"
    assert store.scalar(sql, (since,)) == 0
    assert store.scalar("SELECT count(*) FROM ticket WHERE closed_at IS NULL") > 0


def test_search_finds_each_ticket(store: Store) -> None:
    """Every ticket is found by all the words it is made of."""
    ids = [row[0] for row in store.rows("SELECT id FROM ticket")]
    sql = "SELECT 1 FROM ticket_search WHERE ticket_search MATCH ? AND rowid = ?"
    for ticket_id, text in ticket_text.texts(store, ids):
        expression = search.match_expression(text.split())
        assert store.scalar(sql, (expression, ticket_id)) == 1


def test_the_index_holds_the_very_texts(demo: Path, tmp_path: Path) -> None:
    """Unindexed with the texts the program makes, the index is left without a single trigram."""
    copy = tmp_path / "copy.sqlite"
    shutil.copy(demo, copy)
    store = open_store(copy, create=False)
    ids = [row[0] for row in store.rows("SELECT id FROM ticket")]
    texts = list(ticket_text.texts(store, ids))
    trigrams = "CREATE VIRTUAL TABLE temp.trigrams USING fts5vocab('main', ticket_search, 'row')"
    store.raw.execute(trigrams)
    before = store.scalar("SELECT count(*) FROM trigrams")
    with store.write():
        for ticket_id, text in texts:
            search.unindex_ticket(store, ticket_id, text)
    assert before > 1_000
    assert store.scalar("SELECT count(*) FROM trigrams") == 0
    store.close()


def _dump(path: Path) -> list[str]:
    # Seals come with the first copy or check of a file, and other tests look at the shared one.
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if '"row_seal"' not in line]


def test_a_seed_makes_the_same_rows(demo: Path, tmp_path: Path) -> None:
    """The same order gives the same content, row by row and table by table; another seed not."""
    again, other = tmp_path / "again.sqlite", tmp_path / "other.sqlite"
    make_demo(again, ORDER)
    make_demo(other, dataclasses.replace(ORDER, seed=16))
    assert _dump(again) == _dump(demo)
    assert _dump(other) != _dump(demo)


def test_figures_of_callbacks_and_lateness(
    tmp_path: Path, figure: Callable[[str, object], None]
) -> None:
    """Decisive calls split 84 to 16, some work is late, some calls repeat, an outage is on."""
    path = tmp_path / "big.sqlite"
    make_demo(path, DemoOrder(houses=150, tickets=4_000, seed=3, until=UNTIL))
    store = open_store(path, create=False)
    try:
        outcomes: dict[str, int] = dict(
            store.rows("SELECT outcome, count(*) FROM callback GROUP BY 1")
        )
        share = outcomes["solved"] / (outcomes["solved"] + outcomes["rework"])
        assert 0.81 < share < 0.87
        late = store.scalar("SELECT avg(late_minutes > 0) FROM ticket_cycle WHERE done_at <> ''")
        assert 0.1 < late < 0.45
        assert store.scalar("SELECT count(*) FROM ticket WHERE is_repeat") > 20
        assert store.scalar("SELECT count(*) FROM ticket WHERE incident_id IS NOT NULL") > 0
        assert store.scalar("SELECT count(*) FROM incident WHERE ended_at IS NULL") == 1
        statuses: dict[str, int] = dict(
            store.rows("SELECT status, count(*) FROM inspection GROUP BY 1")
        )
        assert statuses == {"issued": 2, "draft": 1, "planned": 2}
        figure("демо: решено с первого раза, доля", f"{share:.3f}")
        figure("демо: просрочено циклов, доля", f"{late:.3f}")
    finally:
        store.close()


def test_an_existing_file_is_left_alone(demo: Path) -> None:
    """A demo is never written over anything, not even over another demo."""
    before = demo.read_bytes()
    with pytest.raises(TargetError, match="уже есть"):
        make_demo(demo, ORDER)
    assert demo.read_bytes() == before


def test_a_stopped_demo_leaves_nothing(tmp_path: Path) -> None:
    """Cancelled half-way, neither the file nor its temporary twin stays."""
    asked = iter(range(10_000))
    with pytest.raises(Cancelled):
        make_demo(tmp_path / "d.sqlite", ORDER, cancelled=lambda: next(asked) > 100)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_writing_is_worded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in the writing thread reaches the caller, and nothing stays."""

    def broken(writer: object, block: object) -> None:
        del writer, block
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("db.bulk._Writer.write", broken)
    with pytest.raises(DiskFull, match="На диске нет места"):
        make_demo(tmp_path / "d.sqlite", ORDER)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (dt.datetime(2026, 11, 24, 9, 0), dt.datetime(2026, 11, 24, 9, 0)),
        (dt.datetime(2026, 11, 24, 17, 30), dt.datetime(2026, 11, 24, 9, 0)),
        (dt.datetime(2026, 11, 24, 8, 59), dt.datetime(2026, 11, 23, 21, 0)),
    ],
)
def test_it_ends_on_a_round_moment(now: dt.datetime, ends: dt.datetime) -> None:
    """Two demos made within a morning are equal, and none reaches into the future."""
    assert last_moment(now) == ends


@pytest.mark.parametrize(
    ("day", "tickets", "first"),
    [
        (dt.date(2026, 11, 24), 5_000, dt.date(2025, 10, 1)),
        (dt.date(2026, 10, 1), 5_000, dt.date(2025, 10, 1)),
        (dt.date(2026, 9, 30), 149_999, dt.date(2024, 10, 1)),
        (dt.date(2027, 2, 1), 0, dt.date(2025, 10, 1)),
        (dt.date(2026, 11, 24), 150_000, dt.date(2024, 10, 1)),
        (dt.date(2026, 11, 24), 1_000_000, dt.date(2019, 10, 1)),
    ],
)
def test_first_heating_season(day: dt.date, tickets: int, first: dt.date) -> None:
    """The demo begins with the season before the last one; big ones take as many years."""
    assert season_start(day, tickets) == first


@pytest.mark.parametrize(("tickets", "houses"), [(0, 1), (1, 1), (0, 40), (7, 3)])
def test_the_smallest_districts(tmp_path: Path, tickets: int, houses: int) -> None:
    """A district of one house and no call is made too."""
    made = make_demo(tmp_path / "d.sqlite", DemoOrder(houses, tickets, 1, UNTIL))
    assert (made["building"], made["ticket"]) == (houses, tickets)


@pytest.mark.parametrize("until", [dt.datetime(2026, 10, 1, 0, 0), dt.datetime(2027, 1, 1, 0, 1)])
def test_edges_of_the_calendar(tmp_path: Path, until: dt.datetime) -> None:
    """The first minute of a season and of a year end a demo as well as any other."""
    path = tmp_path / "d.sqlite"
    make_demo(path, DemoOrder(30, 100, 1, until))
    store = open_store(path, create=False)
    assert store.scalar("SELECT count(*) FROM ticket") == 100
    assert store.scalar("SELECT max(registered_at) FROM ticket") <= until.isoformat()
    assert history.broken_link(store) is None
    store.close()
