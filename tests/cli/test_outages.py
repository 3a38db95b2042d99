"""`outage`: written down, tickets attached, moved, told of, ended, cancelled; JSON and words."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from db.files import open_store
from desktop_app.core import clock
from tests.cli.conftest import Answer, Run

_BUSY = """
SELECT t.building_id, count(*) FROM ticket AS t JOIN topic AS p ON p.id = t.topic_id
WHERE t.closed_at IS NULL AND t.status <> 'done' AND t.incident_id IS NULL AND p.is_billing = 0
    AND p.service = 'heating' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3
"""


def _busy(db: Path) -> list[int]:
    """Return houses with most open calls about heating."""
    store = open_store(db)
    with store.write():  # the district ends later than this very moment
        store.execute("UPDATE ticket SET status_at = '2026-01-11T00:00:00'")
    found = [row[0] for row in store.rows(_BUSY)]
    store.close()
    return found


@pytest.fixture
def outage(run: Run, db: Path) -> dict[str, Any]:
    """Return an outage over busy houses since long ago, as the command told it."""
    houses = [part for house in _busy(db) for part in ("--house", house)]
    asked = ("outage", "add", "--kind", "emergency", "--service", "heating", *houses)
    answer = run(*asked, "--start", "2026-01-10T08:00", "--db", db, "--json")
    assert answer.code == 0, answer.err
    told: dict[str, Any] = answer.json
    return told


def _do(run: Run, db: Path, *parts: object) -> Answer:
    return run("outage", *parts, "--db", db, "--json")


def test_an_outage_is_added_and_listed(run: Run, db: Path, outage: dict[str, Any]) -> None:
    """Houses, title and text come back; the list and the card say the same in JSON and words."""
    assert outage["houses"] == len(_busy(db))
    assert outage["title"].startswith("Авария: отопление")
    assert outage["text"].startswith("Нет отопления: авария.")
    listed = _do(run, db, "list").json
    assert outage["id"] in [item["id"] for item in listed]
    assert _do(run, db, "show", outage["id"]).json == outage
    words = run("outage", "show", outage["id"], "--db", db)
    assert outage["title"] in words.lines[0]
    assert "Идёт" in words.lines[0]


def test_tickets_are_attached_and_ended_together(
    run: Run, db: Path, outage: dict[str, Any]
) -> None:
    """All proposed are attached; one left out stays open, one taken off is free, the rest done."""
    proposed = [item["number"] for item in outage["proposed"]]
    assert len(proposed) >= 3
    attached = _do(run, db, "attach", outage["id"], "--proposed").json
    assert attached["tickets"] == len(proposed)
    free = _do(run, db, "detach", outage["id"], "--ticket", proposed[0]).json
    assert free["tickets"] == len(proposed) - 1
    back = _do(run, db, "attach", outage["id"], "--ticket", proposed[0]).json
    assert back["tickets"] == len(proposed)
    ended = _do(run, db, "close", outage["id"], "--except", proposed[1], "--note", "Пустили").json
    assert ended["state"] == "ended"
    assert ended["done"] == len(proposed) - 1
    statuses = {item["number"]: item["status"] for item in ended["ticket_list"]}
    assert {statuses[number] for number in proposed if number != proposed[1]} == {"done"}
    assert statuses[proposed[1]] != "done"
    again = run("outage", "close", outage["id"], "--db", db)
    assert again.code == 1
    assert "уже закончено" in again.err


def test_the_end_moves_and_people_are_told(run: Run, db: Path, outage: dict[str, Any]) -> None:
    """A new planned end, both marks; a passed moment is one Russian line."""
    refused = _do(run, db, "extend", outage["id"], "--to", "2026-01-11T10:00")
    assert refused.code == 1
    assert "уже прошло" in refused.err
    ahead = f"{clock.now() + dt.timedelta(days=30):%Y-%m-%dT10:00}"
    moved = _do(run, db, "extend", outage["id"], "--to", ahead, "--reason", "трубы").json
    assert moved["planned_end"] == f"{ahead}:00"
    told = _do(
        run, db, "told", outage["id"], "--whom", "authority", "--way", "телефон", "--who", "Лапина"
    ).json
    assert told["told"]["authority"]["way"] == "телефон"
    gone = _do(run, db, "cancel", outage["id"], "--reason", "ошибка").json
    assert (gone["state"], gone["cancel_reason"]) == ("cancelled", "ошибка")


def test_the_notice_is_written(run: Run, db: Path, outage: dict[str, Any], tmp_path: Path) -> None:
    """One sheet, a sheet a house, the sheet of one house; another suffix is refused."""
    houses = [house["id"] for house in outage["house_list"]]
    for more, sheets in (((), 1), (("--each-house",), len(houses)), (("--house", houses[0]), 1)):
        target = tmp_path / f"Объявление {sheets}.pdf"
        made = _do(run, db, "notice", outage["id"], "--out", target, *more).json
        assert made == {"path": str(target), "sheets": sheets}
        assert target.read_bytes().startswith(b"%PDF")
    assert _do(run, db, "notice", outage["id"], "--out", tmp_path / "лист.txt").code == 1
    assert _do(run, db, "notice", outage["id"], "--out", target, "--house", 999_999).code == 1


def test_an_address_that_is_not_known_is_refused(run: Run, db: Path) -> None:
    """Nothing is guessed: the piece is named, nothing is written."""
    before = _do(run, db, "list", "--view", "all").json
    answer = run(
        *("outage", "add", "--kind", "planned", "--service", "cold_water", "--db", db),
        *("--houses", "Выдуманная улица, 1, 3"),
    )
    assert answer.code == 1
    assert "Выдуманная улица" in answer.err
    assert _do(run, db, "list", "--view", "all").json == before


def test_a_wrong_step_is_worded(run: Run, db: Path) -> None:
    """No step, an unknown one, an unknown outage: Russian, with the right code."""
    assert run("outage", "--db", db).code == 2
    unknown = run("outage", "fix", "--db", db)
    assert unknown.code == 2
    assert "list" in unknown.err
    assert run("outage", "show", 999_999, "--db", db).code == 1
    assert run("outage", "add", "--help").code == 0
