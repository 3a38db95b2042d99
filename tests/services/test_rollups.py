"""Figures kept beside the tickets agree with them whatever happens."""

import datetime as dt
import os
import random
from collections import Counter
from pathlib import Path

import pytest

from db.connection import Store, Value
from db.queries import cube, rollups
from db.queries.register_where import Driver
from desktop_app.core.enums import TicketStatus
from desktop_app.services.office import Office
from tests.services.fixtures import new_ticket
from tests.services.import_files import (
    house,
    houses_in,
    ticket,
    tickets_in,
    write_houses,
    write_journal,
)
from tests.services.mixed_register import fill

_ENDED = ("closed", "cancelled")


def _plainly(office: Office) -> tuple[Counter[tuple[str, int]], Counter[tuple[str, int]]]:
    """Count in Python what weeks received and closed, by the Monday and the topic."""
    received: Counter[tuple[str, int]] = Counter()
    closed: Counter[tuple[str, int]] = Counter()
    sql = "SELECT registered_at, closed_at, topic_id, status FROM ticket"
    for registered, ended, topic, status in office.desk.store.rows(sql):
        received[_monday(registered), topic] += 1
        if status == "closed":
            closed[_monday(ended), topic] += 1
    return received, closed


def _monday(stamp: str) -> str:
    day = dt.datetime.fromisoformat(stamp).date()
    return (day - dt.timedelta(days=day.weekday())).isoformat()


def test_weeks_are_what_a_plain_count_gives(office: Office) -> None:
    """Received and closed of every week and topic, weeks beginning on Mondays."""
    fill(office, 300)
    store = office.desk.store
    weeks = store.rows("SELECT week, topic_id, received, closed, repeated FROM ticket_week_topic")
    received, closed = _plainly(office)
    assert {(week, topic): came for week, topic, came, *_ in weeks if came} == received
    assert {(week, topic): ended for week, topic, _, ended, _ in weeks if ended} == closed
    assert sum(row[-1] for row in weeks) == store.scalar("SELECT sum(is_repeat) FROM ticket")


@pytest.mark.parametrize("seed", range(5))
def test_any_change_of_rows_is_counted(office: Office, seed: int) -> None:
    """Whatever statement changes tickets, one by one or many, the figures follow."""
    fill(office, 60, seed)
    chance, store = random.Random(seed), office.desk.store
    for _ in range(60):
        one = chance.randint(1, 60)
        ended = chance.choice((None, "2026-01-01T00:00:00", "2025-12-28T23:59:59"))
        status = chance.choice(_ENDED) if ended else "sent"
        changes: list[tuple[str, tuple[Value, ...]]] = [
            ("UPDATE ticket SET status = ?, closed_at = ? WHERE id = ?", (status, ended, one)),
            ("UPDATE ticket SET organization_id = NULL WHERE id BETWEEN ? AND ? + 5", (one, one)),
            ("UPDATE ticket SET organization_id = 3, topic_id = 5 WHERE id = ?", (one,)),
            ("UPDATE ticket SET registered_at = '2026-12-31T08:00:00' WHERE id = ?", (one,)),
            ("UPDATE ticket SET is_repeat = 1 - is_repeat WHERE topic_id = ?", (one % 12,)),
            ("UPDATE ticket SET details = 'то же' WHERE id = ?", (one,)),
            ("DELETE FROM ticket WHERE id = ?", (one,)),
        ]
        sql, parameters = chance.choice(changes)
        with store.write():
            store.execute(sql, parameters)
        assert rollups.wrong(store) == 0, sql
    assert cube.total(store) == store.scalar("SELECT count(*) FROM ticket")


def test_a_transaction_that_fails_counts_nothing(office: Office) -> None:
    """What was rolled back was never counted."""
    new_ticket(office)
    store = office.desk.store

    def empty_and_fail() -> None:
        with store.write():
            store.execute("DELETE FROM ticket_cycle")
            store.execute("DELETE FROM ticket")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        empty_and_fail()
    assert cube.total(store) == 1
    assert rollups.wrong(store) == 0


def test_imports_are_counted(office: Office, tmp_path: Path) -> None:
    """A journal taken, taken again and brought up to date leaves right figures."""
    houses = write_houses(tmp_path / "дома.csv", house(number="д. 1"))
    assert office.imports.run(houses_in(houses)).added == 1
    journal = tmp_path / "журнал.csv"
    office.imports.run(tickets_in(write_journal(journal, ticket(1, date_end=""), ticket(2))))
    office.imports.run(tickets_in(write_journal(journal, ticket(1), ticket(2), ticket(3))))
    assert cube.total(office.desk.store, {Driver.STATUS: [TicketStatus.CLOSED.value]}) == 3
    assert rollups.wrong(office.desk.store) == 0


def test_the_check_finds_wrong_figures_and_counts_anew(office: Office) -> None:
    """«Проверка базы» says so once; afterwards all is well."""
    new_ticket(office)
    store = office.desk.store
    with store.write():
        store.execute("UPDATE ticket_cube SET tickets = tickets + 7")
        store.execute("DELETE FROM ticket_week")
        store.execute("UPDATE ticket_week_topic SET received = received + 1")
    found = {finding.what: finding for finding in office.health.check()}["Счётчики обращений"]
    assert not found.is_sound
    assert "пересчитаны" in found.words
    assert all(finding.is_sound for finding in office.health.check())
    assert rollups.wrong(store) == 0


def test_the_check_holds_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are compared in the private copy: at a million tickets it takes seconds."""
    new_ticket(office)
    asked: list[Path] = []
    wrong = rollups.wrong

    def listening(store: Store) -> int:
        asked.append(store.path)
        return wrong(store)

    monkeypatch.setattr(rollups, "wrong", listening)
    assert all(finding.is_sound for finding in office.health.check())
    (place,) = asked
    assert place != office.path
    assert place.name.startswith(f"{office.path.name}.{os.getpid()}-")
    assert place.suffix == ".checking"
