"""Commands about organisations: scorecard, broken promises, registry."""

from pathlib import Path

from db.connection import Store
from db.files import open_store
from tests.cli.conftest import Run

_BUSIEST = """
SELECT organization_id, substr(min(sent_at), 1, 10), substr(max(sent_at), 1, 10), count(*)
FROM handover GROUP BY organization_id ORDER BY count(*) DESC LIMIT 1
"""


def _busiest(db: Path) -> tuple[int, str, str, int]:
    """Return the organisation with most handovers: id, first day, last day, how many."""
    store: Store = open_store(db)
    (row,) = store.rows(_BUSIEST)
    store.close()
    return row[0], row[1], row[2], row[3]


def test_the_scorecard_counts_every_handover(run: Run, db: Path) -> None:
    """JSON names all figures, every handover has one fate, words say the same."""
    organization, first, last, handed = _busiest(db)
    asked = ("scorecard", "--db", db, "--organization", organization, "--from", first, "--to", last)
    card = run(*asked, "--json").json
    assert card["handed"] == handed
    fates = ("answered", "returned", "replaced", "dropped", "waiting")
    assert sum(card[fate] for fate in fates) == handed
    assert (card["first"], card["last"]) == (first, last)
    assert run(*asked).lines[0] == f"Передано: {handed}"


def test_no_term_is_no_share(run: Run, db: Path) -> None:
    """Where none of the answers had a term the scorecard shows a dash, as the window does."""
    store = open_store(db)
    with store.write():
        store.execute("UPDATE ticket_cycle SET deadline_at = NULL")
    store.close()
    organization, first, last, _ = _busiest(db)
    days = ("--from", first, "--to", last)
    assert (
        "В срок обращения: —"
        in run("scorecard", "--db", db, "--organization", organization, *days).lines
    )


def test_an_unknown_organisation_is_refused(run: Run, db: Path) -> None:
    """An id the book does not have is one Russian line, exit code 1."""
    days = ("--from", "2026-11-01", "--to", "2026-11-24")
    answer = run("scorecard", "--db", db, "--organization", 999_999, *days)
    assert answer.code == 1
    assert "нет в справочнике" in answer.err


def test_days_the_wrong_way_round_are_refused(run: Run, db: Path) -> None:
    """The last day before the first is said, not counted as nothing."""
    days = ("--from", "2026-11-24", "--to", "2026-11-01")
    answer = run("scorecard", "--db", db, "--organization", _busiest(db)[0], *days)
    assert answer.code == 1
    assert "наоборот" in answer.err


def test_broken_promises_are_listed(run: Run, db: Path) -> None:
    """Each line is of the organisation asked for, and all organisations hold at least those."""
    store = open_store(db)
    with store.write():
        store.execute("UPDATE handover SET promised_at = '2020-01-01T00:00:00'")
    store.close()
    whole = run("broken-promises", "--db", db, "--json").json
    assert whole
    wanted = whole[0]["organization_id"]
    own = run("broken-promises", "--db", db, "--organization", wanted, "--json").json
    assert own == [item for item in whole if item["organization_id"] == wanted]


def test_the_registry_is_written(run: Run, db: Path, tmp_path: Path) -> None:
    """A day of an organisation as PDF; another suffix is refused."""
    organization, first, _, _ = _busiest(db)
    asked = ("registry", "--db", db, "--organization", organization, "--from", first, "--to", first)
    target = tmp_path / "реестр.pdf"
    answer = run(*asked, "--out", target)
    assert answer.code == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert run(*asked, "--out", tmp_path / "реестр.txt").code == 1
