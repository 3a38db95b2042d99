"""What the headless commands answer."""

import json
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from desktop_app.cli.catalogue import all_commands
from desktop_app.core.enums import InspectionStatus
from tests.cli.conftest import Run


def _one(run: Run, db: Path, *arguments: object) -> Any:  # noqa: ANN401  JSON is of any type
    answer = run(*arguments, "--db", db, "--json")
    assert (answer.code, answer.err) == (0, "")
    return answer.json


@pytest.mark.parametrize("command", [command.name for command in all_commands()])
def test_every_command_explains_itself(
    run: Run, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """--help is Russian, names the usage and ends with 0."""
    assert run(command, "--help").code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Как вызвать: rayshtab {command}")
    assert "--db ФАЙЛ" in shown
    assert "usage" not in shown
    assert "optional" not in shown


def test_a_call_is_taken_from_house_to_number(run: Run, db: Path) -> None:
    """find-house gives an id, add-ticket a number, ticket the whole card."""
    houses = _one(run, db, "find-house", "лен 1", "--limit", "3")
    assert houses[0]["address"].startswith("ул. Ленина, д. 1")
    assert set(houses[0]) == {"id", "address", "score", "match"}
    assert len(houses) == 3
    call = ("--house", houses[0]["id"], "--topic", "heat.no", "--text", "Холодно с ночи")
    person = ("--flat", 3, "--name", "Соколова В. А.", "--phone", "8 900 555-18-63")
    plain = run("add-ticket", "--db", db, *call, *person)
    number = plain.out.strip()
    assert plain.code == 0
    assert number.startswith("20")
    card = _one(run, db, "ticket", number)
    assert card["status"] == "new"
    assert card["details"] == "Холодно с ночи"
    assert card["flat"] == "3"
    assert card["organization"]
    assert [cycle["number"] for cycle in card["cycles"]] == [1]
    assert [event["operation"] for event in card["history"]] == ["ticket_registered"]
    again = _one(run, db, "add-ticket", *call)
    assert set(again) == {"id", "number", "due", "basis", "organization"}
    assert again["number"] > number
    assert _one(run, db, "ticket", again["number"])["phone"] == ""


def test_a_ticket_goes_its_way(run: Run, db: Path) -> None:
    """Handed over, done, called back: each step by a command, the card tells them all."""
    house = _one(run, db, "houses", "--limit", 1)[0]["id"]
    call = ("--house", house, "--topic", "HEAT.NO", "--text", "Холодно")
    number = _one(run, db, "add-ticket", *call)["number"]
    company = _one(run, db, "organizations", "--kind", "utility")[0]["id"]
    told = ("--channel", "email", "--accepted-by", "Котова", "--their-number", "77")
    sent = run("hand-over", number, "--db", db, "--organization", company, *told)
    assert (sent.code, sent.out) == (0, f"№ {number}: передано\n")
    assert run("set-status", number, "done", "--db", db, "--note", "пущено").code == 0
    back = run("callback", number, "rework", "--db", db, "--note", "холодно опять")
    assert back.out == f"№ {number}: на доработке\n"
    card = _one(run, db, "ticket", number)
    assert [cycle["number"] for cycle in card["cycles"]] == [2, 1]
    assert card["handovers"][0]["accepted_by"] == "Котова"
    assert card["callbacks"][0]["outcome"] == "rework"
    steps = [event["operation"] for event in reversed(card["history"])]
    assert steps == ["ticket_registered", "ticket_handed_over", "ticket_status", "callback_made"]


def test_tickets_are_narrowed(run: Run, district: Path) -> None:
    """Status, days, words and limit narrow the list; dates are taken in both forms."""
    every = _one(run, district, "tickets")
    assert len(every) == 600
    closed = _one(run, district, "tickets", "--status", "closed")
    assert {ticket["status"] for ticket in closed} == {"closed"}
    days = _one(run, district, "tickets", "--from", "01.10.2026", "--to", "2026-10-31")
    assert days
    assert all("2026-10-01" <= ticket["registered_at"] < "2026-11-01" for ticket in days)
    assert len(_one(run, district, "tickets", "--limit", 7)) == 7
    assert _one(run, district, "tickets", "--limit", 0) == []
    name = next(ticket["name"] for ticket in every if ticket["name"])
    found = _one(run, district, "tickets", "--text", name.upper())
    assert found
    assert all(name == ticket["name"] for ticket in found)
    assert _one(run, district, "search", every[5]["number"])[0]["number"] == every[5]["number"]


def test_lists_of_the_book(run: Run, district: Path) -> None:
    """Houses, organisations, visits and topics are listed whole, with ids that fit each other."""
    houses = _one(run, district, "houses")
    assert len(houses) == 120
    assert len({house["id"] for house in houses}) == 120
    organizations = _one(run, district, "organizations")
    assert len(organizations) == 18
    assert {"id", "name", "kind", "inn", "dispatcher_phone"} <= set(organizations[0])
    visits = _one(run, district, "inspections")
    assert [visit["number"] for visit in visits] == sorted(
        (visit["number"] for visit in visits), reverse=True
    )
    topics = {topic["code"]: topic for topic in _one(run, district, "topics")}
    assert topics["HEAT"]["is_group"]
    assert topics["HEAT.NO"]["parent"] == "HEAT"


def test_lists_in_words(run: Run, district: Path) -> None:
    """Without --json each thing is one readable line."""
    for command in ("tickets", "houses", "organizations", "inspections", "topics"):
        answer = run(command, "--db", district)
        assert answer.code == 0
        assert len(answer.lines) > 2
        assert "{" not in answer.out


def test_the_file_is_named_before_or_after_the_command(run: Run, district: Path) -> None:
    """--db is taken on both sides and means the same."""
    before = run("--db", district, "topics", "--json")
    after = run("topics", "--json", "--db", district)
    assert before.out == after.out != ""


@pytest.mark.parametrize(
    ("room", "due"),
    [((), "2026-11-25T01:41:00"), (("--room-temp", "11"), "2026-11-24T17:41:00"),
     (("--room-temp", "9,5"), "2026-11-24T13:41:00")],
)  # fmt: skip
def test_deadline(run: Run, district: Path, room: tuple[str, ...], due: str) -> None:
    """ПП 354, прил. 1, п. 14: 16, 8 or 4 hours by the temperature in the room."""
    found = _one(run, district, "deadline", "--topic", "HEAT.NO", "--at", "24.11.2026 09:41", *room)
    assert found["due"] == due
    assert "ПП 354" in found["basis"]
    assert found["rule"]


@pytest.mark.parametrize(
    ("outdoor", "due"), [((), "2026-11-26T09:41:00"), (("--outdoor", "7"), "2026-11-25T09:41:00")]
)
def test_deadline_by_weather(run: Run, district: Path, outdoor: tuple[str, ...], due: str) -> None:
    """ПП 354, прил. 1, п. 17: 24 hours in warmth, 48 in cold; the basis says by which weather."""
    asked = ("deadline", "--topic", "MSW.MISS", "--at", "24.11.2026 09:41", *outdoor)
    found = _one(run, district, *asked)
    assert found["due"] == due
    assert ("в среднем +7" if outdoor else "23.11.2026 в среднем −") in found["basis"]


@pytest.mark.parametrize(
    ("since", "add", "day"),
    [("2026-11-24", 1, "2026-11-25"), ("30.12.2026", 1, "2027-01-11"), ("2026-11-27", 0,
     "2026-11-27"), ("2026-11-28", 0, "2026-11-30")],
)  # fmt: skip
def test_workdays(run: Run, district: Path, since: str, add: int, day: str) -> None:
    """The N-th working day after a date, over holidays and weekends."""
    assert _one(run, district, "workdays", "--from", since, "--add", add) == {"date": day}


def test_today(run: Run, district: Path) -> None:
    """The morning's lists hold numbers of tickets; in words they are counted."""
    lists = _one(run, district, "today")
    assert {"overdue", "due_today", "callbacks", "proposals", "total"} <= set(lists)
    assert all(isinstance(number, str) for number in lists["overdue"])
    assert run("today", "--db", district).out.startswith("Просрочено: ")


def test_journal_and_act(run: Run, district: Path, tmp_path: Path) -> None:
    """The journal opens in a workbook library, the act is a PDF that qpdf accepts."""
    journal, act = tmp_path / "журнал.xlsx", tmp_path / "акт.pdf"
    made = run("export-journal", "--db", district, "--out", journal, "--from", "01.10.2026")
    assert (made.code, made.err) == (0, "")
    sheet = openpyxl.load_workbook(journal).active
    assert sheet is not None
    assert sheet.max_row > 10
    visit = next(
        visit
        for visit in _one(run, district, "inspections")
        if visit["status"] == InspectionStatus.ISSUED.value
    )
    assert run("act", "--db", district, "--inspection", visit["number"], "--out", act).code == 0
    assert act.read_bytes().startswith(b"%PDF")


def test_backup_and_check(run: Run, db: Path, tmp_path: Path) -> None:
    """A copy is made whole and passes the check; so does the original."""
    copy = tmp_path / "копия.sqlite"
    made = run("backup", "--db", db, "--out", copy)
    assert made.code == 0
    assert "Копия проверена" in made.out
    for file in (db, copy):
        findings = _one(run, file, "check")
        assert [finding["is_sound"] for finding in findings] == [True] * len(findings)


def test_houses_are_imported(run: Run, tmp_path: Path) -> None:
    """A list of houses makes a new base; counted first, then taken; the second time nothing new."""
    source, db = tmp_path / "дома.csv", tmp_path / "новая.sqlite"
    source.write_text(
        "Адрес;Год постройки;Количество этажей;Управляющая организация\n"
        "г. Ольховец, ул. Лесная, д. 1;1978;5;ООО «УК Дом»\n"
        "г. Ольховец, ул. Лесная, д. 2;1980;9;ООО «УК Дом»\n"
        "г. Ольховец, ул. Лесная;1980;9;ООО «УК Дом»\n",
        encoding="utf-8",
    )
    rejects = tmp_path / "непринятые.xlsx"
    tried = _one(run, db, "import-houses", source, "--dry-run")
    assert (tried["read"], tried["added"], tried["rejected"], tried["dry_run"]) == (3, 2, 1, True)
    assert _one(run, db, "houses") == []
    taken = _one(run, db, "import-houses", source, "--rejects", rejects)
    assert (taken["added"], taken["rejected"]) == (2, 1)
    assert rejects.exists()
    assert len(_one(run, db, "houses")) == 2
    again = run("import-houses", source, "--db", db)
    assert "добавлено 0" in again.out.replace("\N{NO-BREAK SPACE}", " ")


def test_demo_is_stable_for_a_seed(run: Run, tmp_path: Path) -> None:
    """The same seed gives the same tickets, whatever the file is called."""
    order = ("--houses", 30, "--tickets", 80, "--seed", 3, "--until", "24.11.2026 09:41")
    first, second = tmp_path / "a.sqlite", tmp_path / "b.sqlite"
    assert run("demo", "--db", first, *order).code == 0
    assert run("demo", "--db", second, *order).code == 0
    assert _one(run, first, "tickets") == _one(run, second, "tickets")
    assert len(_one(run, first, "houses")) == 30


def test_a_list_is_one_json_document(run: Run, district: Path) -> None:
    """A long list is streamed line by line and still one document."""
    answer = run("tickets", "--db", district, "--json")
    assert answer.out.count("\n") == 602
    assert len(json.loads(answer.out)) == 600


def test_it_runs_as_a_module(db: Path, python: list[str], clean: dict[str, str]) -> None:
    """`python -m desktop_app` answers in UTF-8 whatever the console's code page is."""
    for encoding in ("cp1251", "ascii", "utf-8"):
        done = subprocess.run(
            [*python, "tickets", "--db", str(db), "--json", "--limit", "1"],
            env={**clean, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=True,
        )
        assert json.loads(done.stdout.decode("utf-8"))[0]["status_title"]
        assert done.stderr == b""


def test_headless_commands_never_load_qt(
    db: Path, python: list[str], clean: dict[str, str]
) -> None:
    """Neither Qt nor the libraries of files are loaded where they are not needed."""
    code = (
        "import sys; from desktop_app.cli import program; "
        f"code = program.main(['tickets', '--db', {str(db)!r}, '--limit', '1']); "
        "heavy = {'PySide6', 'openpyxl', 'reportlab', 'python_calamine', 'pypdfium2'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [python[0], "-c", code], env=clean, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_self_test_passes(python: list[str], clean: dict[str, str]) -> None:
    """Every part works here: database, Excel both ways, PDF, fonts, a window that is not empty."""
    done = subprocess.run(
        [*python, "self-test"], env=clean, capture_output=True, check=False, encoding="utf-8"
    )
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert [line[:3] for line in lines[:-1]] == ["OK "] * 23
    assert lines[-1] == "Всё работает."


def test_self_test_names_what_is_broken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that fails is told by name, the others are tried all the same, the code is 1."""
    monkeypatch.setattr("desktop_app.services.self_check._FONTS", ("no_such_font",))
    monkeypatch.setattr("desktop_app.cli.trials._window", lambda *_: "не открывали")
    answer = run("self-test")
    assert answer.code == 1
    assert answer.lines[1].startswith("НЕТ Шрифты: ")
    assert answer.lines[-1] == "Не работает: 1 из 23."


def test_screenshots_of_empty_sections(
    python: list[str], clean: dict[str, str], tmp_path: Path
) -> None:
    """Every section is drawn; a picture is a picture of the whole window."""
    folder = tmp_path / "снимки"
    done = subprocess.run(
        [*python, "screenshots", "--out", str(folder), "--only=-empty"],
        env=clean,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    names = {file.name for file in folder.iterdir()}
    assert {"tickets-empty.png", "buildings-empty.png"} <= names
    with Image.open(folder / "tickets-empty.png") as picture:
        assert picture.size == (1366, 768)
        assert len(picture.convert("RGB").getcolors(100_000) or ()) > 12


def test_screenshots_into_a_file(run: Run, db: Path) -> None:
    """A file in the place of the folder is refused before anything is drawn."""
    answer = run("screenshots", "--out", db)
    assert answer.code == 1
    assert "не создать" in answer.err


def test_a_screenshot_of_no_such_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name no picture has is told; the command does not boast of nought pictures."""
    monkeypatch.setattr("desktop_app.cli.pictures.take_pictures", lambda *_: iter(()))
    answer = run("screenshots", "--out", tmp_path, "--only", "нет такого")
    assert answer.code == 1
    assert "«нет такого»" in answer.err
