"""Doubles from the command line."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.services.import_files import house, write_houses


def test_houses_made_one_and_two_again(run: Run, tmp_path: Path) -> None:
    """Proves duplicates → merge → merges → undo-merge."""
    db = tmp_path / "a.sqlite"
    first = write_houses(tmp_path / "a.csv", house(number="д. 15а", CADNO="37:27:010602:76"))
    second = write_houses(tmp_path / "b.csv", house("пер. Лесной", "д. 3", CADNO="37:27:010602:76"))
    for path in (first, second):
        run("import-houses", path, "--db", db)
    assert run("duplicates", "--kind", "houses", "--db", db, "--json").json == []
    third = write_houses(
        tmp_path / "c.csv", house("пер. Лесной", "д. 15а", CADNO="37:27:010602:76")
    )
    run("import-houses", third, "--db", db)
    pair = run("duplicates", "--kind", "houses", "--db", db, "--json").json[0]
    assert pair["reason"] == "один кадастровый номер"
    merged = run("merge", pair["keep"], pair["gone"], "--kind", "houses", "--db", db, "--json").json
    assert len(run("houses", "--db", db, "--json").json) == 2
    past = run("merges", "--kind", "houses", "--db", db, "--json").json
    assert [(item["merge"], item["undone"]) for item in past] == [(merged["merge"], False)]
    undone = run("undo-merge", merged["merge"], "--db", db)
    assert undone.lines == [f"Объединение № {merged['merge']} отменено"]
    assert len(run("houses", "--db", db, "--json").json) == 3
    assert run("undo-merge", merged["merge"], "--db", db).code == 1
