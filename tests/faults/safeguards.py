"""Every safeguard the promises rest on, how to take it away, and the test that must then fail.

`python -m tests.faults.safeguards [WORD]`: takes each away in a copy of the tree, runs its test,
and prints the table «safeguard – test – failed or NOT NOTICED».
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("db", "desktop_app", "resources", "tests")


@dataclass(frozen=True, slots=True)
class Safeguard:
    """Where it stands, its words, what is left when it is gone, and the test that notices."""

    name: str
    file: str
    words: str
    without: str
    test: str
    also: tuple[str, str, str] | None = None

    @property
    def edits(self) -> Iterator[tuple[str, str, str]]:
        """The file, the words and what is left of them, for each place."""
        yield self.file, self.words, self.without
        if self.also is not None:
            yield self.also


_CUTS = "tests/faults/test_power_loss.py::test_no_cut_loses_anything"
SAFEGUARDS = (
    Safeguard(
        "журнал обнуляется (TRUNCATE)",
        "db/connection.py",
        '("journal_mode", "truncate", "truncate")',
        '("journal_mode", "delete", "delete")',
        _CUTS,
    ),
    Safeguard(
        "запись доходит до диска (FULL)",
        "db/connection.py",
        '("synchronous", "full", 2)',
        '("synchronous", "normal", 1)',
        _CUTS,
    ),
    Safeguard(
        "запись начинается с замка (IMMEDIATE)",
        "db/connection.py",
        'self._try_hard("BEGIN IMMEDIATE")',
        'self._try_hard("BEGIN DEFERRED")',
        "tests/faults/test_processes.py::test_neighbours_lose_nothing",
    ),
    # Each of the two saves the first error alone; together they are the wrapper.
    Safeguard(
        "первая ошибка не теряется: откат только открытой записи, причина из цепочки",
        "db/connection.py",
        '        if self.raw.in_transaction:\n            self.raw.execute("ROLLBACK")',
        '        self.raw.execute("ROLLBACK")',
        "tests/faults/test_world.py::test_a_full_disk",
        ("db/failures.py", "        return coded[-1]\n", "        return chain[0]\n"),
    ),
    Safeguard(
        "печать строки считается по её ячейкам",
        "db/rowseal.py",
        '        return f"{FUNCTION}(CAST(json_array({parts}) AS BLOB))"',
        """        return f"{FUNCTION}(CAST('{parts[:0]}' AS BLOB))\"""",
        "tests/faults/test_damage.py",
    ),
    Safeguard(
        "строки печатаются при записи",
        "db/connection.py",
        "            rowseal.install(connection)\n",
        "            rowseal.arm(connection)\n",
        "tests/services/test_check.py",
    ),
    Safeguard(
        "текст ячейки Excel чистится (cell_text)",
        "desktop_app/reports/cell_text.py",
        "    if _TROUBLE.search(value):\n",
        "    if not value:\n",
        "tests/faults/test_hostile_out.py::test_the_workbook_holds_the_same_cells",
    ),
    Safeguard(
        "быстрый путь Excel только для текстов без забот",
        "desktop_app/reports/cell_text.py",
        "    return _UNUSUAL.search(value) is not None\n",
        "    return any(sign in value for sign in _SIGNS)\n",
        "tests/faults/test_hostile_out.py::test_the_fast_way_is_for_plain_texts",
    ),
    Safeguard(
        "надпись не понимает HTML (PlainText)",
        "desktop_app/ui/widgets/text.py",
        "        self.setTextFormat(Qt.TextFormat.PlainText)\n",
        "",
        "tests/faults/test_hostile_out.py::test_the_window_never_takes_a_text_for_html",
    ),
    Safeguard(
        "запись журнала сцеплена с прежней",
        "db/history.py",
        "    return hashlib.sha256(previous + body",
        "    return hashlib.sha256(body",
        "tests/faults/test_audit.py",
    ),
    Safeguard(
        "номера журнала идут подряд",
        "db/history.py",
        "            if head != row[10] or row[0] != last_id + 1:",
        "            if head != row[10]:",
        "tests/faults/test_audit.py",
    ),
    Safeguard(
        "обновление базы одной записью",
        "db/files.py",
        "                step.up(execute)\n",
        '                step.up(execute)\n                store.raw.execute("COMMIT")\n'
        '                store.raw.execute("BEGIN IMMEDIATE")\n',
        "tests/faults/test_migrations.py",
    ),
    Safeguard(
        "заголовок, опередивший файл, не принимается за порчу",
        "db/files.py",
        '            connection.execute("PRAGMA writable_schema = ON")\n',
        "",
        "tests/faults/test_migrations.py::test_power_cut_during_an_upgrade",
    ),
    Safeguard(
        "номер схемы спрашивается после отката убитого обновления",
        "db/files.py",
        '    version = int(store.scalar("PRAGMA user_version"))\n    if version >= LATEST:',
        "    version = identify(store.path, store.key)\n    if version >= LATEST:",
        "tests/faults/test_migrations.py::test_power_cut_during_an_upgrade",
    ),
    Safeguard(
        "строка пишется поверх той версии, которую видели",
        "db/connection.py",
        '        sql = _update(table, (*values, "version"), ("id", "version"))\n'
        "        return self.execute(sql, (*values.values(), version + 1, row_id, version)) == 1",
        '        sql = _update(table, (*values, "version"), ("id",))\n'
        "        return self.execute(sql, (*values.values(), version + 1, row_id)) == 1",
        "tests/faults/test_processes.py::test_neighbours_lose_nothing",
    ),
    Safeguard(
        "замки сетевой папки проверяются",
        "desktop_app/services/shared_folder.py",
        "    return locks.hold(folder)\n",
        "    return True\n",
        "tests/services/test_shared_folder.py::test_a_share_without_locks_is_refused",
    ),
    Safeguard(
        "введённое ждёт рядом с закрытой базой",
        "desktop_app/ui/draft_writer.py",
        "        self._waiting[draft.id] = draft\n        self.spool.put(draft)\n",
        "        self._waiting[draft.id] = draft\n",
        "tests/faults/test_drafts.py",
    ),
    Safeguard(
        "пустой файл не встаёт на место унесённого",
        "db/connection.py",
        "            if self._was_there and not failures.is_there(self.path):",
        "            if False:",
        "tests/faults/test_world.py::test_a_file_taken_away_is_not_made_anew",
    ),
    Safeguard(
        "после «только чтение» файл открывается заново",
        "db/connection.py",
        "            self.close()\n        return worded",
        "            pass\n        return worded",
        "tests/faults/test_world.py::test_a_read_only_place",
    ),
)


def lacking(safeguard: Safeguard, tree: Path) -> bool:
    """Take a safeguard away in a copy of the tree; tell whether its words were there once."""
    for file, words, without in safeguard.edits:
        text = (tree / file).read_text(encoding="utf-8")
        if text.count(words) != 1:
            return False
        (tree / file).write_text(text.replace(words, without), encoding="utf-8")
    return True


def notices(safeguard: Safeguard) -> str:
    """Run the test without the safeguard; return the first test that failed, empty when none."""
    with tempfile.TemporaryDirectory(prefix="rayshtab-without-") as folder:
        tree = Path(folder)
        for part in PARTS:
            hidden = shutil.ignore_patterns("__pycache__", "golden")
            shutil.copytree(ROOT / part, tree / part, ignore=hidden)
        shutil.copy(ROOT / "pyproject.toml", tree)
        if not lacking(safeguard, tree):
            return ""
        program = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        ended = subprocess.run(
            [*program, safeguard.test],
            cwd=tree,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        lines = ended.stdout.splitlines()
        failed = (line.split()[1] for line in lines if line.startswith("FAILED "))
        return next(failed, "") if ended.returncode == 1 else ""


def table(word: str = "") -> Iterator[tuple[Safeguard, str]]:
    """Yield each safeguard whose name holds the word with the test that noticed it gone."""
    for safeguard in SAFEGUARDS:
        if word in safeguard.name:
            yield safeguard, notices(safeguard)


if __name__ == "__main__":
    missed = 0
    for tried, failed in table(*sys.argv[1:2]):
        missed += not failed
        sys.stdout.write(f"{tried.name} – {failed or 'НЕ ЗАМЕЧЕНО'}\n")
        sys.stdout.flush()
    sys.exit(1 if missed else 0)
