"""Promise 10: a share whose locks lie is found out before a base is opened there."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services.office import Office
from tests.conftest import ROOT
from tests.faults import lame_share, neighbour, work

Promise = Callable[[str, object, object], None]
SECONDS = 6.0


@pytest.fixture(scope="module")
def lame(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the library of lying locks; skips where it cannot be built."""
    built = lame_share.library(tmp_path_factory.mktemp("lame"))
    if built is None:
        pytest.skip("лживые замки собираются только в Linux с компилятором C")
    return built


def _run(code: str, folder: Path, lame: Path | None) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(folder)],
        env=None if lame is None else lame_share.over(lame),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


_PROBE = """
import sys
from pathlib import Path
from db import locks
print(locks.hold(Path(sys.argv[1])))
"""

_OPEN = """
import sys
from pathlib import Path
from desktop_app.core.errors import StorageError
from desktop_app.services import shared_folder
from desktop_app.services.office import Office
shared_folder.is_remote = lambda path: True
try:
    Office.open(Path(sys.argv[1]) / "база.sqlite")
except StorageError as error:
    print(error)
"""


def test_the_probe_tells_a_lame_share(tmp_path: Path, lame: Path, promise: Promise) -> None:
    """Parent and child over the same lying locks: they do not hold; on a good disk they do."""
    assert _run(_PROBE, tmp_path, lame).strip() == "False"
    assert _run(_PROBE, tmp_path, None).strip() == "True"
    assert list(tmp_path.iterdir()) == []
    promise("10. проба замков", "лживые и настоящие", "лживые узнаны, настоящие приняты")


def test_a_base_is_not_opened_there(tmp_path: Path, lame: Path, promise: Promise) -> None:
    """The words name the folder and what to do, and no file appears."""
    said = _run(_OPEN, tmp_path, lame)
    assert f"не работают замки файлов: {tmp_path}" in said
    assert "на диске одного компьютера" in said
    assert list(tmp_path.iterdir()) == []
    promise("10. база на сетевом диске без замков", "1 запуск", "отказ словами, файла нет")


def test_the_control_loses_data(tmp_path: Path, lame: Path, promise: Promise) -> None:
    """Three windows over lying locks lose changes or spoil the file: the refusal is for that."""
    path = tmp_path / "shared.sqlite"
    neighbour.begin(path)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.neighbour", str(path), str(SECONDS), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=lame_share.over(lame),
            cwd=ROOT,
        )
        for seed in range(3)
    ]
    neighbour.let_go(running)
    broken: list[str] = []
    for process in running:
        told, _ = process.communicate(timeout=SECONDS + 120)
        failed = process.returncode != 0
        broken += ["упал"] if failed else json.loads(told)["errors"]
    if not broken:
        again = Office.open(path, now=work.clock())
        broken += [finding.words for finding in again.health.check() if not finding.is_sound]
        again.close()
    promise("10. контроль: три окна без замков", f"{SECONDS:.0f} с", f"поймано {len(broken)}")
    assert broken
