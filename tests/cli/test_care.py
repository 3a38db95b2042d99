"""Commands that look after the file: copies, going back, checking, recovery."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.migrations import LATEST
from desktop_app.cli.screen import screen_words
from desktop_app.core.errors import OfficeError
from desktop_app.services.places import find_places
from tests.cli.conftest import Run
from tests.reports import printed


def _copy(run: Run, db: Path) -> Path:
    """Make a copy under the name the program gives, where it looks for them."""
    folder = find_places().backups_of(db)
    target = folder / "Райштаб 2026-11-24 09-41-00 запись 5.sqlite"
    assert run("backup", "--db", db, "--out", target).code == 0
    return target


def test_copies_are_listed_and_put_back(run: Run, db: Path) -> None:
    """A ticket taken after a copy is counted in the list, and gone after going back."""
    empty = run("backups", "--db", db)
    assert (empty.code, empty.out) == (0, "Копий ещё нет\n")
    copy = _copy(run, db)
    house = run("houses", "--db", db, "--limit", 1, "--json").json[0]["id"]
    call = ("--house", house, "--topic", "HEAT.NO", "--text", "Холодно")
    assert run("add-ticket", "--db", db, *call).code == 0
    listed = run("backups", "--db", db, "--json").json
    assert [(item["tickets"], item["taken_since"]) for item in listed] == [(600, 1)]
    assert "после неё принято 1" in run("backups", "--db", db).out
    back = run("restore", copy, "--db", db)
    assert back.code == 0
    assert "Прежний файл остался рядом" in back.out
    assert run("backups", "--db", db, "--json").json[0]["taken_since"] == 0
    copy.unlink()


def test_a_bad_copy_is_refused(run: Run, db: Path, tmp_path: Path) -> None:
    """The base stays, the reason is one line."""
    bad = tmp_path / "плохая.sqlite"
    bad.write_bytes(b"x" * 5000)
    answer = run("restore", bad, "--db", db)
    assert answer.code == 1
    assert "Эта копия не годится" in answer.err


def test_damage_is_told_and_gathered(run: Run, db: Path, tmp_path: Path) -> None:
    """check says what to do; recover writes a new file and a list of doubts beside it."""
    assert run("check", "--db", db).code == 0
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("UPDATE ticket SET premise = '999' WHERE id = 12")
        connection.commit()
    told = run("check", "--db", db)
    assert told.code == 1
    assert "не сходятся с печатью: обращение (строка 12)" in told.out
    assert "Что делать: восстановите последнюю целую копию" in told.out
    new = tmp_path / "новая.sqlite"
    gathered = run("recover", "--db", db, "--out", new)
    assert gathered.code == 0
    assert "600 обращений" in gathered.out.replace("\xa0", " ")
    doubts = (tmp_path / "новая сомнения.txt").read_text(encoding="utf-8")
    assert "обращение (строка 12): прочиталась, но с печатью не сходится" in doubts
    assert run("check", "--db", new).code == 0
    again = run("recover", "--db", db, "--out", new)
    assert again.code == 1
    assert "уже есть" in again.err


def test_the_journal_is_asked_and_verified(run: Run, db: Path, tmp_path: Path) -> None:
    """history lists, verifies and prints; a changed byte ends with code 1."""
    house = run("houses", "--db", db, "--limit", 1, "--json").json[0]["id"]
    call = ("--house", house, "--topic", "HEAT.NO", "--text", "Холодно")
    number = run("add-ticket", "--db", db, *call).out.strip()
    listed = run("history", "--db", db, "--text", number, "--json").json
    assert [item["operation"] for item in listed] == ["Принято обращение"]
    assert listed[0]["what"] == f"№ {number}"
    whole = run("history", "--db", db, "--verify")
    assert (whole.code, whole.out.splitlines()[0][:12]) == (0, "Цепочка цела")
    assert run("history", "--db", db, "--text", number, "--pdf", tmp_path / "ж.pdf").code == 0
    assert (tmp_path / "ж.pdf").read_bytes().startswith(b"%PDF")
    assert run("history", "--db", db, "--who", "никто такой").code == 1
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("DROP TRIGGER history_is_not_changed")
        connection.execute("UPDATE history SET at = '2020-01-01T00:00:00' WHERE id = 9")
        connection.commit()
    broken = run("history", "--db", db, "--verify")
    assert (broken.code, broken.out) == (1, "Цепочка нарушена с записи 9\n")


def test_personal_data_go_by_term_only(run: Run, db: Path) -> None:
    """Nothing of a young district is due; the refusal is one line."""
    assert run("destroy-personal", "--db", db).out == ""
    assert run("destroy-personal", "--visits", "--db", db).code == 0
    answer = run("destroy-personal", "--db", db, "--basis", "приказ № 1")
    assert answer.code == 1
    assert "срок ещё не вышел" in answer.err


def test_this_computer_is_looked_at(run: Run, tmp_path: Path) -> None:
    """Room, the disk, locks and printers stand in the answer and in the text file."""
    target = tmp_path / "проверка.txt"
    answer = run("self-test", "--db", tmp_path / "база.sqlite", "--out", target)
    assert answer.code == 0, answer.err + answer.out
    words = target.read_text(encoding="utf-8")
    for part in (
        "Версии",
        "Шрифты",
        "Снимки для акта",
        "Место на диске",
        "Запись на диск",
        "Замки файлов: держатся",
    ):
        assert part in words
    assert "Принтеры" in words
    for part in ("Экран: ", "Файл базы: ещё не создан", "Последняя копия: ни одной", "Часы: "):
        assert part in words
    assert "Всё работает." in words
    assert [path.name for path in tmp_path.iterdir()] == ["проверка.txt"]


def test_the_base_itself_is_told_of(run: Run, db: Path) -> None:
    """Its schema and size, the newest copy, failures in the log; the file stays as it was."""
    before = db.read_bytes()
    words = run("self-test", "--db", db).out
    assert f"Файл базы: схема {LATEST}, " in words
    assert "Журнал программы: " in words
    assert db.read_bytes() == before


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        ((1920, 1080, 120, 2), "1920 × 1080, масштаб 125 %, 2\u00a0монитора"),
        ((1366, 768, 96, 1), "1366 × 768, масштаб 100 %, 1\u00a0монитор"),
        ((1366, 768, 144, 1), ""),
    ],
)
def test_a_screen_in_words(measured: tuple[int, int, int, int], words: str) -> None:
    """A screen too small at its scale is a finding, with what the window needs."""
    if words:
        assert screen_words(*measured) == words
        return
    with pytest.raises(OfficeError, match="масштаб 150 %, 1\u00a0монитор: окну мало места"):
        screen_words(*measured)


def test_the_handbook_is_written_without_a_base(run: Run, tmp_path: Path) -> None:
    """The whole of it with the table of keys; a folder that is not there is one line."""
    target = tmp_path / "Справка.pdf"
    answer = run("handbook", "--out", target)
    assert (answer.code, answer.out) == (0, f"Справка: {target}\n")
    assert target.read_bytes().startswith(b"%PDF")
    assert any("Shift+F7" in page for page in printed.pages(target.read_bytes()))
    lost = run("handbook", "--out", tmp_path / "нет" / "Справка.pdf")
    assert lost.code == 1
    assert lost.err.count("\n") == 1
