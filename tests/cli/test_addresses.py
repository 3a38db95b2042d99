"""What the commands over written addresses answer."""

import csv
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _certain(run: Run, db: Path) -> dict[str, Any]:
    """Return a house the book can tell without a settlement: «street, д. number»."""
    houses: list[dict[str, Any]] = run("houses", "--db", db, "--json").json
    for house in houses:
        answer = run("parse-address", house["address"], "--db", db, "--json").json
        if answer["match"] == "exact" and house["address"].split(", д. ")[-1].isdigit():
            return house
    raise AssertionError("every house of the district needs its settlement")


def test_an_address_by_parts(run: Run) -> None:
    """Proves that parts come back under their names, and that no book is needed for it."""
    answer = run("parse-address", "г Радужный, 1-я Садовая ул д 12а корп 2 кв 7", "--json")
    assert answer.code == 0
    found = answer.json
    assert (found["street_type"], found["street_name"]) == ("ул.", "1-я Садовая")
    assert (found["house"]["number"], found["house"]["letter"]) == ("12", "а")
    assert (found["house"]["corpus"], found["premise"]) == ("2", "кв. 7")
    assert (found["rest"], found["match"], found["candidates"]) == ([], "none", [])
    words = run("parse-address", "ул. Садовая, д. 1").lines
    assert words == ["ул. Садовая, д. 1", "  улица: ул. Садовая", "  дом: д. 1"]


def test_an_address_held_against_the_book(run: Run, db: Path) -> None:
    """Proves that the class, the house and its address come from the book named."""
    house = _certain(run, db)
    known = run("parse-address", house["address"], "--db", db, "--json").json
    assert (known["match"], known["id"]) == ("exact", house["id"])
    assert known["candidates"] == [{"id": house["id"], "address": house["address"]}]
    absent = run("parse-address", "ул. Которой Нет, д. 1", "--db", db, "--json").json
    assert (absent["match"], absent["id"]) == ("none", None)
    assert absent["reason"] == "нет такой улицы"


def test_a_list_gets_an_answer_for_every_line(run: Run, db: Path, tmp_path: Path) -> None:
    """Proves one line out for each line in, in its order, a house only where it is certain."""
    house = _certain(run, db)
    source, out = tmp_path / "Список.csv", tmp_path / "Ответ.csv"
    lines = ["Звонок;Адрес", f"1;{house['address']}", "2;ул. Которой Нет, д. 1", "3;не указано"]
    source.write_text("\n".join(lines), encoding="cp1251")
    answer = run("match-addresses", source, "--column", "Адрес", "--db", db, "--out", out)
    assert (answer.code, answer.err) == (0, "")
    found = _rows(out)
    assert [row["id"] for row in found] == [str(house["id"]), "", ""]
    assert [row["class"] for row in found] == ["exact", "none", "none"]
    assert [row["row"] for row in found] == ["2", "3", "4"]
    assert float(found[0]["score"]) == 100.0
    assert all(row["reason"] for row in found[1:])


def test_an_address_in_three_columns(run: Run, db: Path, tmp_path: Path) -> None:
    """Proves that street, house and corpus may stand apart, and the counts come as JSON."""
    house = _certain(run, db)
    street, number = house["address"].rsplit(", д. ", 1)
    source, out = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text(f"улица,дом,корпус\n{street},{number},\n", encoding="utf-8")
    places = ("--column", "улица", "--column", "дом", "--column", "корпус")
    answer = run("match-addresses", source, *places, "--db", db, "--out", out, "--json").json
    assert (answer["rows"], answer["classes"], answer["reasons"]) == (1, {"exact": 1}, {})
    assert _rows(out)[0]["id"] == str(house["id"])


def test_a_column_that_is_not_there(run: Run, db: Path, tmp_path: Path) -> None:
    """Proves that a wrong heading is told in one line and nothing is written."""
    source, out = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text("улица,дом\nСадовая,1\n", encoding="utf-8")
    answer = run("match-addresses", source, "--column", "Адрес", "--db", db, "--out", out)
    assert answer.code == 1
    assert "не найдена строка с заголовками" in answer.err
    assert not out.exists()
