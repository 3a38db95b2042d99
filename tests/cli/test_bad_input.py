"""What a person or the world can do wrong: one Russian line, the right code, nothing half done."""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.cli import program
from desktop_app.cli.console import Console
from tests.cli.conftest import Answer, Run

RUSSIAN = re.compile(r"[А-Яа-яЁё]")


def refused(answer: Answer, words: str, code: int = 1) -> None:
    """Assert one Russian line with these words on stderr, nothing on stdout, this code."""
    assert answer.code == code
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert words in answer.err
    assert RUSSIAN.search(answer.err)
    assert "Traceback" not in answer.err
    assert "Ошибка программы" not in answer.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ticketz", "Нет команды «ticketz», похожие: ticket, tickets"),
        ("tickets --limit", "После --limit нужно значение"),
        ("tickets --limit abc", "--limit: «abc» не целое число"),
        ("tickets --limit -5", "--limit: «-5» не целое число"),
        ("search дом --limit 0", "--limit: число должно быть больше нуля"),
        ("tickets --from 31.02.2026", "--from: «31.02.2026» не дата, пишите 2026-11-24"),
        ("tickets --from вчера", "--from: «вчера» не дата"),
        ("tickets --status ready", "--status: нет значения «ready», можно: new, sent"),
        ("tickets --jsn", "Непонятно: --jsn"),
        ("add-ticket --house 1", "Не указано: --topic, --text"),
        ("add-ticket --house x --topic A --text b", "--house: «x» не целое число"),
        ("act --inspection 1", "Не указано: --out"),
        ("deadline --topic HEAT.NO --at 24.11.2026T25:00", "--at: «25:00» не время"),
        ("deadline --topic HEAT.NO --at 24.11.2026 --room-temp тепло", "«тепло» не число"),
        ("deadline --topic HEAT.NO --at 24.11.2026 --room-temp nan", "«nan» не число"),
        ("workdays --from 24.11.2026 --add 1,5", "--add: «1,5» не целое число"),
        ("hand-over --organization 1", "Не указано: НОМЕР"),
        ("demo --houses 0", "--houses: число должно быть больше нуля"),
        ("backup", "Не указано: --out"),
    ],
)
def test_wrong_usage(run: Run, line: str, words: str) -> None:
    """A line that cannot be understood ends with 2 and names where to read on."""
    answer = run(*line.split())
    refused(answer, words, code=2)
    assert "--help" in answer.err


def _foreign_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (x)")
        connection.commit()


WRONG_FILES = {
    "пустой": b"",
    "текст": "просто текст".encode(),
    "xlsx": b"PK\x03\x04" + b"\0" * 200,
    "pdf": b"%PDF-1.7\n" + b"\0" * 200,
    "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
    "случайные байты": bytes(range(256)) * 40,
    "только заголовок": b"SQLite format 3\0",
}


@pytest.mark.parametrize("kind", [*WRONG_FILES, "чужая база"])
def test_a_file_that_is_no_database_of_ours(run: Run, tmp_path: Path, kind: str) -> None:
    """Any other file is refused by every command and keeps every byte."""
    path = tmp_path / "не база.sqlite"
    if kind in WRONG_FILES:
        path.write_bytes(WRONG_FILES[kind])
    else:
        _foreign_sqlite(path)
    before = path.read_bytes()
    refused(run("tickets", "--db", path), "не база «Райштаба»")
    refused(run("check", "--db", path), "не база «Райштаба»")
    source = tmp_path / "дома.csv"
    source.write_text("Адрес\nг. Ольховец, ул. Лесная, д. 1\n", encoding="utf-8")
    refused(run("import-houses", source, "--db", path), "не база «Райштаба»")
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"не база.sqlite", "дома.csv"}


def test_a_newer_file(run: Run, db: Path) -> None:
    """A file of a newer program is refused politely and keeps every byte."""
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = db.read_bytes()
    refused(run("tickets", "--db", db), "более новая версия программы")
    assert db.read_bytes() == before


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """A mistyped name does not become an empty database."""
    path = tmp_path / "нет.sqlite"
    for command in ("tickets", "check", "today", "topics"):
        refused(run(command, "--db", path), "Нет файла базы")
    refused(run("backup", "--db", path, "--out", tmp_path / "b"), "Нет файла базы")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_as_the_database(run: Run, tmp_path: Path) -> None:
    """A folder is named as such."""
    refused(run("tickets", "--db", tmp_path), "Это папка, а не файл базы")


def test_a_damaged_file(run: Run, db: Path) -> None:
    """Zeroed pages are found by the check or worded at once, never a traceback."""
    content = bytearray(db.read_bytes())
    content[8192:120_000] = bytes(120_000 - 8192)
    db.write_bytes(content)
    answer = run("check", "--db", db)
    assert answer.code == 1
    assert "Ошибка программы" not in answer.err
    assert "повреждён" in answer.err or "in database main" in answer.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add-ticket", "--house", 999_999, "--topic", "HEAT.NO", "--text", "x"), "Дома с id"),
        (("add-ticket", "--house", 1, "--topic", "ТЕПЛО", "--text", "x"), "Нет темы с кодом"),
        (("add-ticket", "--house", 1, "--topic", "HEAT", "--text", "x"), "Выберите тему"),
        (("add-ticket", "--house", 1, "--topic", "HEAT.NO", "--text", " "), "Напишите, что"),
        (("add-ticket", "--house", 1, "--topic", "HEAT.NO", "--text", "x", "--phone", "нет"),
         "Проверьте номер"),
        (("ticket", "2026-99999"), "Нет обращения № 2026-99999"),
        (("set-status", "2026-99999", "done"), "Нет обращения № 2026-99999"),
        (("act", "--inspection", "2026-999", "--out", "акт.pdf"), "Нет выезда № 2026-999"),
        (("deadline", "--topic", "X", "--at", "2026-11-24"), "Нет темы с кодом «X»"),
        (("hand-over", "2026-00001", "--organization", 999), "рганизаци"),
        (("import-houses", "нет-такого-файла.xlsx"), "нет-такого-файла.xlsx"),
    ],
)  # fmt: skip
def test_things_that_are_not_there(
    run: Run, db: Path, arguments: tuple[object, ...], words: str
) -> None:
    """What is asked for and absent is named; the database stays as it was."""
    before = db.read_bytes()
    refused(run(*arguments, "--db", db), words)
    assert db.read_bytes() == before


def test_a_forbidden_step(run: Run, db: Path) -> None:
    """The table of statuses holds for commands too, and says what is allowed."""
    house = run("houses", "--db", db, "--limit", 1, "--json").json[0]["id"]
    call = ("--house", house, "--topic", "HEAT.NO", "--text", "Холодно")
    number = run("add-ticket", "--db", db, *call).out.strip()
    refused(run("set-status", number, "rework", "--db", db), "нельзя перейти")
    refused(run("set-status", number, "cancelled", "--db", db), "причину отмены")
    refused(run("callback", number, "solved", "--db", db), "не ждёт обзвона")


def test_target_folder_is_missing(run: Run, district: Path, tmp_path: Path) -> None:
    """An export into a folder that is not there says so and writes nothing."""
    target = tmp_path / "нет папки" / "журнал.xlsx"
    refused(run("export-journal", "--db", district, "--out", target), "Нет папки")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="права папок устроены иначе")
def test_target_folder_without_rights(
    district: Path, tmp_path: Path, python: list[str], clean: dict[str, str]
) -> None:
    """A folder that may not be written is named; the run is left to a user without powers."""
    if not hasattr(os, "geteuid") or (os.geteuid() == 0 and shutil.which("setpriv") is None):
        pytest.skip("нет setpriv: под root права папок не действуют")
    folder = tmp_path / "чужая"
    folder.mkdir()
    folder.chmod(0o555)
    copy = tmp_path / "base.sqlite"
    shutil.copy(district, copy)
    as_nobody = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    for command in ("export-journal", "backup"):
        done = subprocess.run(
            [*as_nobody, *python, command, "--db", str(copy), "--out", str(folder / "файл.xlsx")],
            env=clean,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        refused(Answer(done.returncode, done.stdout, done.stderr), "Нет прав на запись")
    folder.chmod(0o755)
    assert list(folder.iterdir()) == []


def test_the_demo_never_overwrites(run: Run, db: Path) -> None:
    """A file that is there already is left alone."""
    before = db.read_bytes()
    refused(run("demo", "--db", db), "уже есть")
    assert db.read_bytes() == before


def test_a_copy_over_the_base_itself(run: Run, db: Path) -> None:
    """A backup cannot take the place of what it copies."""
    before = db.read_bytes()
    refused(run("backup", "--db", db, "--out", db), "поверх самой базы")
    assert db.read_bytes() == before


def test_a_locked_base(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that writes is named as the cause."""
    monkeypatch.setattr("db.connection._BUSY_SECONDS", 0.1)
    monkeypatch.setattr("db.connection.Store.__init__.__kwdefaults__", {"busy_seconds": 0.1})
    house = run("houses", "--db", db, "--limit", 1, "--json").json[0]["id"]
    call = ("--house", house, "--topic", "HEAT.NO", "--text", "Холодно")
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused(run("add-ticket", "--db", db, *call), "База занята другой программой")
        other.execute("ROLLBACK")
    assert run("add-ticket", "--db", db, *call).code == 0


def test_our_own_bug_is_worded(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure nobody foresaw ends in one line with the log's place; values are not logged."""
    secret = "Соколова Вера, 8 900 555-18-63"

    def broken(_self: object) -> None:
        raise ValueError(secret)

    monkeypatch.setattr("desktop_app.services.health.Health.check", broken)
    answer = run("check", "--db", db)
    assert answer.code == 1
    assert answer.err.startswith("Ошибка программы (ValueError)")
    assert answer.err.count("\n") == 1
    log = Path(answer.err.rsplit(": ", 1)[1].strip())
    kept = log.read_text("utf-8")
    assert "broken" in kept
    assert "Соколова" not in kept


def test_ctrl_c_is_no_traceback(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped by the keyboard, the command says so."""

    def stopped(_self: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop_app.services.health.Health.check", stopped)
    refused(run("check", "--db", db), "Остановлено")


def test_a_reader_that_leaves_early(db: Path, python: list[str], clean: dict[str, str]) -> None:
    """`… tickets | head -1` ends quietly."""
    with subprocess.Popen(
        [*python, "tickets", "--db", str(db)],
        env=clean,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_without_a_console(db: Path) -> None:
    """A windowed build has no streams: answers go nowhere, what went wrong goes to the log."""
    assert program.main(["tickets", "--db", str(db), "--json"], Console(None, None)) == 0
    assert program.main(["ticketz"], Console(None, None)) == 2


def test_the_window_is_opened_without_the_parser_only_where_nothing_else_is_meant(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name after --db opens the window over it; a key or an empty name there is refused."""
    opened: list[Path] = []

    def note(database: Path, _places: object) -> int:
        opened.append(database)
        return 0

    monkeypatch.setattr("desktop_app.main.open_window", note)
    assert run("--db", "~/район.sqlite").code == 0
    assert run("--db=район.sqlite").code == 0
    assert opened == [Path("~/район.sqlite").expanduser(), Path("район.sqlite")]
    assert "После --db нужно значение" in run("--db", "--help").err
    assert "имя файла пустое" in run("--db", " ").err
    assert len(opened) == 2
