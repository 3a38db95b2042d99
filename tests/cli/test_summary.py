"""The command `summary`: words, JSON, files by suffix, issues, and days that are no days."""

import hashlib
from pathlib import Path

import pytest

from desktop_app.services.office import Office
from tests.cli.conftest import Run

DAYS = ("--from", "2026-11-16", "--to", "2026-11-22")


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_words_and_json_say_the_same(run: Run, db: Path) -> None:
    """The first line is the sentence of the штаб; JSON holds every figure, and they add up."""
    told = run("summary", "--db", db, *DAYS)
    made = run("summary", "--db", db, *DAYS, "--json").json
    assert told.code == 0
    assert told.lines[0] == made["sentences"][0]
    assert plain(told.lines[0]).startswith("За неделю ")
    balance = made["balance"]
    assert (
        balance["opening"] + balance["received"] + balance["returned"] - balance["closed"]
        == balance["closing"]
    )
    assert sum(line["received"] for line in made["topics"]) == balance["received"]
    assert any(plain(line).startswith("Решено = решено / ") for line in told.lines)
    assert made["span"] == {"first": "2026-11-16", "last": "2026-11-22"}


@pytest.mark.parametrize(("name", "begins"), [("с.pdf", b"%PDF"), ("с.xlsx", b"PK")])
def test_the_suffix_chooses_the_paper(
    run: Run, db: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    """PDF and Excel are written; nothing else is."""
    target = tmp_path / name
    answer = run("summary", "--db", db, *DAYS, "--out", target)
    assert answer.code == 0
    assert answer.lines[-1] == f"Записано: {target}"
    assert target.read_bytes().startswith(begins)
    wrong = run("summary", "--db", db, *DAYS, "--out", tmp_path / "с.txt")
    assert wrong.code == 1
    assert ".pdf или .xlsx" in wrong.err


def test_an_issue_by_command(run: Run, db: Path, tmp_path: Path) -> None:
    """--issue freezes: the file is the kept one, its figures come back from the database."""
    target = tmp_path / "сводка.pdf"
    made = run("summary", "--db", db, *DAYS, "--issue", "--out", target, "--json").json
    office = Office.open(db)
    row = office.summary_issues.row(office.summary_issues.ids()[0])
    assert made["issue"] == row.number
    assert made["sha256"] == row.sha256
    assert office.summary_issues.paper(row.id, ".pdf") == target.read_bytes()
    assert office.summary_issues.summary(row.id).received == made["balance"]["received"]
    figures = office.desk.store.scalar("SELECT figures FROM report_issue")
    assert hashlib.sha256(figures.encode()).hexdigest() == row.sha256
    office.close()


def test_a_form_brings_its_own_days(run: Run, db: Path) -> None:
    """Without days the form counts its own; one day alone is that day."""
    made = run("summary", "--db", db, "--form", "city", "--json").json
    assert made["form"] == "city"
    assert made["span"]["first"] < made["span"]["last"]
    one = run("summary", "--db", db, "--from", "2026-11-17", "--json").json
    assert one["span"] == {"first": "2026-11-17", "last": "2026-11-17"}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("--from", "2026-11-22", "--to", "2026-11-16"), "наоборот"),
        (("--from", "2099-01-01", "--to", "2099-01-07"), "ещё не начался"),
        (("--from", "1990-01-01", "--to", "2026-11-16"), "слишком длинный"),
    ],
)
def test_days_that_make_no_summary(run: Run, db: Path, days: tuple[str, ...], words: str) -> None:
    """Wrong days are one Russian line."""
    answer = run("summary", "--db", db, *days)
    assert answer.code == 1
    assert words in answer.err


def test_an_unknown_form_is_refused(run: Run, db: Path) -> None:
    """The choices are named."""
    answer = run("summary", "--db", db, "--form", "республика")
    assert answer.code == 2
    assert "district" in answer.err
