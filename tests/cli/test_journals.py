"""Journals from the command line."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run


def _text(path: Path) -> str:
    cells = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return "\n".join(str(value) for row in cells for value in row if value is not None)


def test_journals_are_listed_with_their_columns(run: Run, district: Path) -> None:
    """Keys, titles and columns are named, and which of them are personal."""
    found = run("journals", "--db", district, "--json").json
    keys = [book["key"] for book in found]
    assert keys[:2] == ["tickets", "letters"]
    assert len(keys) == len(set(keys)) >= 12
    phone = next(c for c in found[0]["columns"] if c["key"] == "phone")
    assert phone == {"key": "phone", "title": "Телефон", "kind": "text", "personal": True}
    plain = run("journals", "--db", district)
    assert "calls  Журнал контроля качества (обзвон)" in plain.out
    assert "phone  Телефон  (ПДн)" in plain.out


@pytest.mark.parametrize("name", ["tickets", "letters", "calls", "visits", "outages", "exports"])
def test_every_journal_is_written(run: Run, district: Path, tmp_path: Path, name: str) -> None:
    """Each journal of a district comes out whole and says how many rows it has."""
    out = tmp_path / f"{name}.xlsx"
    made = run("export", "--journal", name, "--db", district, "--out", out)
    assert (made.code, made.err) == (0, "")
    assert str(out) in made.out
    assert "Без персональных данных" in _text(out)


def test_filters_columns_groups_and_totals_are_taken(
    run: Run, district: Path, tmp_path: Path
) -> None:
    """What is asked for on the line is what the file has."""
    out = tmp_path / "a.xlsx"
    made = run(
        "export", "--journal", "учёта заявок", "--db", district, "--out", out,
        "--filter", "услуга=отопление", "--columns", "number,organization",
        "--group", "organization", "--totals",
    )  # fmt: skip
    assert (made.code, made.err) == (0, "")
    assert "Итого: " in _text(out)
    assert "Отбор: услуга: отопление. По графе «Исполнитель»." in _text(out).replace("\n", " ")


def test_personal_data_need_a_reason(run: Run, district: Path, tmp_path: Path) -> None:
    """Without a reason nothing is written; with one it stands in the file."""
    out = tmp_path / "a.xlsx"
    asked = ("export", "--journal", "tickets", "--db", district, "--out", out)
    refused = run(*asked, "--with-personal-data")
    assert refused.code == 1
    assert "зачем нужны персональные данные" in refused.err
    assert not out.exists()
    assert run(*asked, "--with-personal-data", "--reason", "запрос 12").code == 0
    assert "Основание: запрос 12" in _text(out)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--journal", "погода"), "Нет журнала «погода»"),
        (("--journal", "tickets", "--filter", "цвет=синий"), "Условие «цвет=синий» не понятно"),
        (("--journal", "tickets", "--filter", "статус=никакой"), "Нет статуса «никакой»"),
        (("--journal", "tickets", "--layout", "мой"), "нет набора граф «мой»"),
        (("--journal", "visits", "--filter", "статус=Новое"), "не отбирается по заявкам"),
        (("--journal", "tickets", "--columns", "такой"), "Нет графы «такой»"),
    ],
)
def test_what_is_not_known_is_named(
    run: Run, district: Path, tmp_path: Path, more: tuple[str, ...], words: str
) -> None:
    """One Russian line says what is wrong and what there is."""
    out = tmp_path / "a.xlsx"
    answer = run("export", *more, "--db", district, "--out", out)
    assert answer.code == 1
    assert words in answer.err
    assert not out.exists()
