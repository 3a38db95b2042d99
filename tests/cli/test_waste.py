"""What the commands of waste collection answer."""

import datetime as dt
from pathlib import Path

from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.waste import Container, SiteDraft
from desktop_app.services.office import Office
from tests.cli.conftest import Run
from tests.factories import new_company, new_house


def _book(path: Path) -> tuple[int, int]:
    """Make a file with one house and its site; return the ids of both."""
    office = Office.open(path)
    house = new_house(office.buildings)
    carrier = new_company(
        office.organizations,
        "ООО «Чистый двор»",
        OrganizationKind.CARRIER,
        dispatcher_phone="8 (81555) 2-11-22",
    )
    site = office.waste.add(
        SiteDraft(
            "ул. Садовая, у дома 3",
            register_number="51-017",
            containers=(Container(WasteKind.MIXED, 0.75, 3),),
            schedules=(Schedule(opens=dt.time(7), closes=dt.time(10), carrier_id=carrier),),
            building_ids=(house,),
        )
    )
    office.close()
    return house, site.id


def test_the_next_collection_of_a_house(run: Run, tmp_path: Path) -> None:
    """One object for each kind of waste: date, window, site, carrier; words without --json."""
    db = tmp_path / "office.sqlite"
    house, site = _book(db)
    answer = run("next-collection", "--house", house, "--db", db, "--json")
    assert (answer.code, answer.err) == (0, "")
    (found,) = answer.json
    assert found["site"] == site
    assert (found["kind"], found["schedule"]) == ("mixed", "ежедневно 7:00–10:00")
    assert found["from"].endswith("T07:00:00")
    assert found["from"].startswith(found["date"])
    assert dt.datetime.fromisoformat(found["to"]) > dt.datetime.now()  # noqa: TID251  the program's own clock is that of the machine
    assert (found["carrier"], found["carrier_phone"]) == ("ООО «Чистый двор»", "8 (81555) 2-11-22")
    plain = run("next-collection", "--house", house, "--db", db)
    assert plain.code == 0
    assert "07:00–10:00 · ул. Садовая, у дома 3 · ООО «Чистый двор»" in plain.out


def test_a_house_without_a_site_and_no_house(run: Run, tmp_path: Path) -> None:
    """Nothing known is an empty list; a wrong id is one Russian line and code 1."""
    db = tmp_path / "office.sqlite"
    _book(db)
    office = Office.open(db)
    bare = new_house(office.buildings, house="5")
    office.close()
    assert run("next-collection", "--house", bare, "--db", db, "--json").json == []
    assert "не указана" in run("next-collection", "--house", bare, "--db", db).out
    wrong = run("next-collection", "--house", 999, "--db", db)
    assert wrong.code == 1
    assert wrong.err.startswith("Этого дома нет в справочнике")


def test_sites_and_what_was_missed(run: Run, tmp_path: Path) -> None:
    """Sites are listed; a missed collection makes a ticket and shows in --late."""
    db = tmp_path / "office.sqlite"
    _, site = _book(db)
    (row,) = run("sites", "--db", db, "--json").json
    assert (row["register_number"], row["late"]) == ("51-017", None)
    assert row["containers"].startswith("3")
    assert run("sites", "--late", "--db", db, "--json").json == []
    marked = run("missed-collection", "--site", site, "--db", db, "--json").json
    assert run("ticket", marked["ticket"], "--db", db, "--json").json["status"] == "new"
    (late,) = run("sites", "--late", "--db", db, "--json").json
    assert late["late"]["allowed_hours"] == 48
    assert "не вывезли" in run("sites", "--db", db).out
    again = run("missed-collection", "--site", site, "--db", db)
    assert again.code == 1
    assert marked["ticket"] in again.err


def test_a_register_is_loaded_and_taken_back(run: Run, tmp_path: Path) -> None:
    """The account of a load as JSON and in words, the rejects as a file, the batch undone."""
    db, path = tmp_path / "office.sqlite", tmp_path / "реестр.csv"
    path.write_text(
        "№ площадки;Адрес;График вывоза\n1;ул. Лесная, 10;ежедневно\n2;;ежедневно\n",
        encoding="utf-8",
    )
    trial = run("import-sites", path, "--dry-run", "--db", db, "--json").json
    assert (trial["batch"], trial["added"], trial["rejected"]) == (None, 1, 1)
    rejects = tmp_path / "не взято.xlsx"
    loaded = run("import-sites", path, "--rejects", rejects, "--db", db, "--json").json
    assert (loaded["read"], loaded["added"], loaded["rejected"]) == (2, 1, 1)
    assert rejects.exists()
    again = run("import-sites", path, "--db", db)
    assert "без изменений 1, не принято 1" in again.out
    undone = run("undo-import", loaded["batch"], "--db", db, "--json").json
    assert [undone[name] for name in ("removed", "restored", "kept")] == [1, 0, 0]
    assert run("sites", "--db", db, "--json").json == []
    twice = run("undo-import", loaded["batch"], "--db", db)
    assert (twice.code, "уже отменена" in twice.err) == (1, True)
