"""A file looked at before it is taken: its table, its columns, what its rows become."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop_app.core.errors import BadFile, InvalidDraft, NotFound
from desktop_app.core.records.imports import Fate, ImportKind, ImportPlan, MatchClass
from desktop_app.services.office import Office
from tests.services.import_files import (
    card,
    contents,
    counts,
    house,
    houses_in,
    plain,
    ticket,
    tickets_in,
    write_csv,
    write_houses,
    write_journal,
    write_xlsx,
)


def _plan(path: Path, kind: ImportKind = ImportKind.HOUSES, **choice: Any) -> ImportPlan:
    return ImportPlan(kind, path, **choice)


def _strange(path: Path) -> Path:
    rows: list[list[object]] = [["Сводка на 1 ноября"], [], ["Объект", "Построен", "Кто"],
            ["г. Радужный, ул. Садовая, д. 1", 1961, "ООО Уют"],
            ["г. Радужный, ул. Садовая, д. 2", 1962, "ООО Уют"]]  # fmt: skip
    return write_xlsx(path, rows)


def test_what_is_found_by_itself(office: Office, tmp_path: Path) -> None:
    """Proves that a known list tells its shape, its columns and a few values of each."""
    view = office.imports.look(_plan(write_houses(tmp_path / "a.csv", house())))[0]
    assert (view.profile, view.header_row, view.missing) == ("mingkh", 1, "")
    assert view.columns["address"] == "ADDRESS"
    assert view.samples[view.headings.index("YEAR")] == "1961"
    titles = {field.name: field.title for field in view.fields}
    assert titles["year"] == "Год постройки"
    assert titles["source_key"] == "Номер в том списке"


def test_columns_matched_by_hand(office: Office, tmp_path: Path) -> None:
    """Proves that an unknown table says what it lacks and is taken once a person matched it."""
    path = _strange(tmp_path / "a.xlsx")
    blind = office.imports.look(_plan(path))[0]
    assert (blind.header_row, "нет столбца" in blind.missing) == (1, True)
    pointed = office.imports.look(_plan(path, header_row=3))[0]
    assert pointed.headings == ("Объект", "Построен", "Кто")
    assert [number for number, _ in pointed.lines] == [1, 3, 4, 5]
    columns = {"address": "Объект", "year": "Построен", "company": "Кто"}
    plan = _plan(path, header_row=3, columns=columns)
    assert office.imports.look(plan)[0].missing == ""
    assert counts(office.imports.run(plan)) == (2, 0, 0, 0)
    assert card(office, "ул. Садовая, д. 2").passport.year == 1962


def test_a_matched_shape_is_remembered(office: Office, tmp_path: Path) -> None:
    """Proves that the next such file is recognised, heading row and all, until it is forgotten."""
    columns = {"address": "Объект", "year": "Построен"}
    office.imports.profiles.save("Сводка района", ImportKind.HOUSES, columns)
    path = _strange(tmp_path / "a.xlsx")
    view = office.imports.look(_plan(path))[0]
    assert (view.profile_title, view.header_row) == ("Сводка района", 3)
    assert dict(view.columns) == columns
    result = office.imports.run(_plan(path, profile="сводка района"))
    assert (result.profile, result.added) == ("Сводка района", 2)
    office.imports.profiles.forget("Сводка района", ImportKind.HOUSES)
    with pytest.raises(NotFound, match="Есть такие: mingkh"):
        office.imports.run(_plan(path, profile="сводка района"))
    with pytest.raises(InvalidDraft):
        office.imports.profiles.save("  ", ImportKind.HOUSES, columns)


def test_an_own_shape_does_not_take_over_other_files(office: Office, tmp_path: Path) -> None:
    """Proves that a file without all its headings keeps the shape it is known by."""
    office.imports.profiles.save("Своя", ImportKind.HOUSES, {"address": "ADDRESS", "note": "Нет"})
    view = office.imports.look(_plan(write_houses(tmp_path / "a.csv", house())))[0]
    assert view.profile == "mingkh"


def test_a_sheet_may_be_chosen(office: Office, tmp_path: Path) -> None:
    """Proves that all sheets are named and the chosen one is read."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Первый"
    for row in (("Адрес", "Год"), ("г. Радужный, ул. Садовая, д. 1", 1961)):
        first.append(row)
    second = book.create_sheet("Второй")
    for title in ("Адрес", "г. Радужный, ул. Лесная, д. 7"):
        second.append([title])
    path = tmp_path / "a.xlsx"
    book.save(path)
    view = office.imports.look(_plan(path))[0]
    assert (view.sheets, view.sheet) == (("Первый", "Второй"), "Первый")
    office.imports.run(_plan(path, sheet="Второй"))
    assert card(office, "ул. Лесная, д. 7")


def test_houses_as_they_will_be(office: Office, tmp_path: Path) -> None:
    """Proves that the preview writes nothing and tells new, known and rejected rows apart."""
    office.imports.run(houses_in(write_houses(tmp_path / "a.csv", house())))
    frozen = office.desk.store.scalar("SELECT count(*) FROM history")
    rows = (house(), house(number="д. 2"), house(ADDRESS="ул. Садовая"), house(number="д. 2"))
    _, lines = office.imports.look(_plan(write_houses(tmp_path / "b.csv", *rows)))
    assert [line.row for line in lines] == [2, 3, 4, 5]
    fates = [(line.fate, line.match) for line in lines]
    assert fates[:3] == [
        (Fate.SAME.value, MatchClass.EXACT),
        (Fate.NEW.value, MatchClass.NONE),
        (Fate.REJECTED.value, MatchClass.NONE),
    ]
    assert plain(lines[0].after).startswith("г. Радужный, ул. Садовая, д. 1 · 1961 г.")
    assert "нет номера дома" in lines[2].reason
    assert "тот же дом, что в строке 3" in lines[3].reason
    assert office.desk.store.scalar("SELECT count(*) FROM history") == frozen
    assert office.desk.store.scalar("SELECT count(*) FROM building") == 1


def test_tickets_as_they_will_be(office: Office, tmp_path: Path) -> None:
    """Proves that each line of a journal shows the house it goes to, or why it goes nowhere."""
    office.imports.run(houses_in(write_houses(tmp_path / "a.csv", house(), house(number="д. 2"))))
    path = write_journal(tmp_path / "b.csv", ticket(1), ticket(2, building="77"))
    _, (first, second) = office.imports.look(_plan(path, ImportKind.TICKETS))
    assert (first.match, first.fate) == (MatchClass.EXACT, Fate.NEW.value)
    assert "ул. Садовая, д. 1" in plain(first.after)
    assert (second.match, second.fate) == (MatchClass.NONE, Fate.REJECTED.value)
    assert "нет такого дома" in second.reason


def test_organizations_as_they_will_be(office: Office, tmp_path: Path) -> None:
    """Proves that the preview of companies tells the known from the new."""
    path = write_csv(tmp_path / "a.csv", ("Название", "ИНН"), [{"Название": "ООО Уют"}])
    plan = _plan(path, ImportKind.ORGANIZATIONS)
    assert [line.fate for line in office.imports.look(plan)[1]] == [Fate.NEW.value]
    office.imports.run(plan)
    line = office.imports.look(plan)[1][0]
    assert (line.fate, line.match) == (Fate.SAME.value, MatchClass.SURE)


def test_what_will_change_is_told_from_what_to_what(office: Office, tmp_path: Path) -> None:
    """Proves it for houses and who manages them, for organisations and for tickets."""
    known = house(YEAR="1961", MGMT_COMPANY="УК Уют")
    office.imports.run(houses_in(write_houses(tmp_path / "a.csv", known, house(number="д. 2"))))
    rows = (house(YEAR="1962", MGMT_COMPANY="УК Быт"), house(number="д. 2"))
    path = write_houses(tmp_path / "b.csv", *rows)
    before = contents(office)
    _, lines = office.imports.look(_plan(path))
    assert contents(office) == before
    assert [line.fate for line in lines] == [Fate.CHANGED.value, Fate.SAME.value]
    assert lines[0].after == "год постройки: 1961 → 1962; управляет УК Быт"
    assert counts(office.imports.run(houses_in(path))) == (0, 1, 1, 0)
    office.imports.run(tickets_in(write_journal(tmp_path / "c.csv", ticket(1, date_end=""))))
    again = _plan(write_journal(tmp_path / "d.csv", ticket(1)), ImportKind.TICKETS)
    (line,) = office.imports.look(again)[1]
    assert line.fate == Fate.CHANGED.value
    assert "статус: " in line.after
    assert " → закрыто" in line.after
    heads = ("Название", "ИНН", "Телефон")
    first = [{"Название": "УК Быт", "Телефон": "8 (815) 212-34-56"}]
    plan = _plan(write_csv(tmp_path / "e.csv", heads, first), ImportKind.ORGANIZATIONS)
    (line,) = office.imports.look(plan)[1]
    assert (line.fate, line.after) == (Fate.CHANGED.value, "телефон: 8 (815) 212-34-56")


def test_rows_are_counted_as_they_are_read(office: Office, tmp_path: Path) -> None:
    """Lines inside cells and blank lines are no rows: the first look says what the import reads."""
    rows = [house(number=f"д. {n}", MGMT_COMPANY="УК\n«Уют»\nв лицах") for n in range(1, 6)]
    path = write_houses(tmp_path / "a.csv", *rows)
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("\n\n")
    view, lines = office.imports.look(_plan(path))
    assert view.rows == len(lines) == office.imports.run(houses_in(path)).read == 5


def test_no_table_at_all(office: Office, tmp_path: Path) -> None:
    """Proves that what is no table is refused in words at the first look."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(BadFile, match="документ PDF"):
        office.imports.look(_plan(path))
