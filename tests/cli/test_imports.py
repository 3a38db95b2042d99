"""Files brought in by one command, listed and taken back."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.services.import_files import house, ticket, write_csv, write_houses, write_journal


def test_every_kind_by_one_command(run: Run, tmp_path: Path) -> None:
    """Proves that houses, organisations and a journal come in and are listed as batches."""
    db = tmp_path / "a.sqlite"
    houses = write_houses(tmp_path / "h.csv", house(), house(number="д. 2"))
    first = run("import", houses, "--kind", "houses", "--db", db, "--json").json
    assert (first["read"], first["added"], first["organizations_added"]) == (2, 2, 1)
    companies = write_csv(tmp_path / "o.csv", ("Название", "ИНН"), [{"Название": "МУП Тепло"}])
    second = run("import", companies, "--kind", "organizations", "--db", db, "--json").json
    assert (second["kind"], second["added"]) == ("organizations", 1)
    journal = write_journal(tmp_path / "j.csv", ticket(1), ticket(2))
    third = run("import", journal, "--kind", "tickets", "--db", db)
    assert third.lines[0] == (
        "Прочитано 2\N{NO-BREAK SPACE}строки: добавлено 2, обновлено 0, без изменений 0, "
        "не принято 0."
    )
    listed = run("imports", "--db", db, "--json").json
    assert [batch["kind"] for batch in listed] == ["tickets", "organizations", "houses"]
    assert all(batch["undone_at"] is None for batch in listed)


def test_a_batch_is_taken_back(run: Run, tmp_path: Path) -> None:
    """Proves that undo-import removes what came, tells what stays and refuses a second time."""
    db = tmp_path / "a.sqlite"
    run(
        "import-houses", write_houses(tmp_path / "h.csv", house(), house(number="д. 2")), "--db", db
    )
    run("import", write_journal(tmp_path / "j.csv", ticket(1)), "--kind", "tickets", "--db", db)
    kept = run("undo-import", 1, "--db", db, "--json").json
    assert (kept["removed"], kept["kept"]) == (1, 2)
    assert kept["reasons"] == {"по ним есть обращения": 1, "они обслуживают дома": 1}
    assert len(run("houses", "--db", db, "--json").json) == 1
    again = run("undo-import", 1, "--db", db)
    assert again.code == 1
    assert "уже отменена" in again.err
    words = run("imports", "--db", db).lines
    assert words[-1].endswith("отменена")


def test_a_profile_by_name(run: Run, tmp_path: Path) -> None:
    """Proves that a known shape may be named and a wrong name lists those there are."""
    db, path = tmp_path / "a.sqlite", write_houses(tmp_path / "h.csv", house())
    wrong = run("import", path, "--kind", "houses", "--profile", "своё", "--db", db)
    assert wrong.code == 1
    assert "Есть такие: mingkh" in wrong.err
    named = run("import", path, "--kind", "houses", "--profile", "mingkh", "--db", db, "--json")
    assert named.json["added"] == 1
