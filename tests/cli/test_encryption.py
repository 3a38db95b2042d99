"""The command of a base's password, and every other command over a base that has one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import cipher
from desktop_app.services.office import Office
from desktop_app.services.places import find_places
from desktop_app.ui.state import SECOND_PLACE, State
from tests.cli.conftest import Run

pytest.importorskip("sqlcipher3", reason="нет sqlcipher3: дополнение encryption не поставлено")

FIRST, SECOND = "первый пароль базы", "второй пароль базы"


@pytest.fixture(autouse=True)
def _no_copies_left(db: Path) -> Iterator[None]:
    """Take the copies away: tests of commands share the folder of this name."""
    yield
    for copy in find_places().backups_of(db).glob("*.sqlite"):
        copy.unlink()


@pytest.fixture
def words(tmp_path: Path) -> tuple[Path, Path]:
    """Return two files with passwords, the first written by Notepad: with a mark and CR LF."""
    first, second = tmp_path / "первый.txt", tmp_path / "второй.txt"
    first.write_bytes(f"\ufeff{FIRST}\r\n".encode())
    second.write_text(FIRST.replace("первый", "второй"), encoding="utf-8")
    assert second.read_text(encoding="utf-8") == SECOND
    return first, second


def test_a_base_goes_under_a_password_and_back(
    run: Run, db: Path, words: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set by a file, asked by a file or the environment, changed, restored, taken away."""
    first, second = words
    assert "без пароля" in run("encryption", "status", "--db", db).out
    sheet = db.with_name("лист.pdf")
    new = ("--new-password-file", first, "--out", sheet, "--delete-plain")
    done = run("encryption", "on", "--db", db, *new)
    assert (done.code, done.err) == (0, "")
    assert "под паролем" in done.out
    assert sheet.read_bytes().startswith(b"%PDF")
    assert not list(db.parent.glob("*заменён*"))
    closed = run("tickets", "--db", db)
    assert (closed.code, "--password-file" in closed.err) == (1, True)
    assert run("tickets", "--db", db, "--password-file", first, "--limit", 1).code == 0
    assert run("--password-file", first, "check", "--db", db).code == 0
    monkeypatch.setenv("RAYSHTAB_PASSWORD", SECOND)
    wrong = run("tickets", "--db", db)
    assert (wrong.code, "Пароль не подошёл" in wrong.err) == (1, True)
    monkeypatch.setenv("RAYSHTAB_PASSWORD", FIRST)
    change = ("encryption", "change", "--db", db, "--new-password-file", second)
    assert run(*change).code == 0
    monkeypatch.setenv("RAYSHTAB_PASSWORD", SECOND)
    _go_back_to_the_first_copy(run, db, first)
    monkeypatch.setenv("RAYSHTAB_PASSWORD", FIRST)
    assert run("encryption", "off", "--db", db).code == 0
    assert cipher.is_plain(db)


def _go_back_to_the_first_copy(run: Run, db: Path, first: Path) -> None:
    """A copy of the former password is refused without it, and put back with it."""
    copies = sorted(find_places().backups_of(db).glob("Райштаб *.sqlite"))
    listed = run("backups", "--db", db)
    assert listed.out.count("под другим паролем") == 1
    copy = next(path for path in copies if str(path) in _line_of(listed.lines))
    assert run("restore", copy, "--db", db).code == 1
    back = run("restore", copy, "--db", db, "--copy-password-file", first)
    assert (back.code, back.err) == (0, "")


def _line_of(lines: list[str]) -> str:
    return next(line for line in lines if "под другим паролем" in line)


def test_copies_in_the_windows_second_folder_are_named(
    run: Run, db: Path, words: tuple[Path, Path], tmp_path: Path
) -> None:
    """They are told of with their paths and never deleted; a folder that is away is said too."""
    second, state = tmp_path / "вторая папка", State.at(find_places().window_state)
    second.mkdir()
    state.set(SECOND_PLACE, str(second))
    state.flush()
    office = Office.open(db)
    office.keep_second(second)
    office.backups.make(only_if_changed=False)
    office.close()
    (copy,) = (second / db.stem).iterdir()
    try:
        done = run(
            "encryption", "on", "--db", db, "--new-password-file", words[0], "--delete-plain"
        )
        assert (done.code, copy.is_file()) == (0, True)
        assert "Во второй папке копий читаются без пароля (1 открытая копия)" in done.err
        assert str(copy) in done.out
        status = ("encryption", "status", "--db", db, "--password-file", words[0])
        copy.unlink()
        assert run(*status).err == ""
        copy.parent.rmdir()
        second.rmdir()
        assert "Вторая папка копий недоступна" in run(*status).err
    finally:
        state.forget(SECOND_PLACE)
        state.flush()


def test_what_cannot_be_done_is_said(run: Run, db: Path, words: tuple[Path, Path]) -> None:
    """No new password, one too short, no base password to change: one line, the base as it was."""
    assert "--new-password-file" in run("encryption", "on", "--db", db).err
    short = db.with_name("короткий.txt")
    short.write_text("мало", encoding="utf-8")
    said = run("encryption", "on", "--db", db, "--new-password-file", short).err
    assert "не короче 8 знаков" in said.casefold()
    assert "База без пароля" in run("encryption", "off", "--db", db).err
    gone = run("tickets", "--db", db, "--password-file", words[0].with_name("нет.txt"))
    assert "Файл с паролем не читается" in gone.err
    assert cipher.is_plain(db)
