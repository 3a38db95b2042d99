"""Promise 9: several windows change the same rows; no change is lost and no error is shown."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services.office import Office
from tests.conftest import ROOT
from tests.faults import neighbour, work

Promise = Callable[[str, object, object], None]
SECONDS, LONG_SECONDS = 4, 45


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return a file whose first ticket and organisation hold a figure of nought."""
    path = tmp_path / "shared.sqlite"
    neighbour.begin(path)
    return path


@pytest.mark.parametrize("processes", [2, 5])
def test_neighbours_lose_nothing(
    shared: Path, promise: Promise, is_long: bool, processes: int
) -> None:
    """Figures in shared rows are the sum of what all processes added; nobody saw a failure."""
    seconds = LONG_SECONDS if is_long else SECONDS
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.neighbour", str(shared), str(seconds), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        for seed in range(processes)
    ]
    neighbour.let_go(running)
    answers = [json.loads(process.communicate(timeout=seconds + 120)[0]) for process in running]
    done: Counter[str] = Counter()
    for answer in answers:
        done.update(answer["done"])
    errors = [words for answer in answers for words in answer["errors"]]
    office = Office.open(shared, now=work.clock())
    card = office.tickets.card(neighbour.TICKET)
    note = office.organizations.card(neighbour.ORGANIZATION).draft.note
    lost = done["ticket"] - int(card.entrance) + done["organization"] - int(note)
    calls = done["calls"] - sum(1 for call in card.notes if call.details == "звонят снова")
    halves = work.halves(office)
    office.close()
    changes = sum(count for name, count in done.items() if name != "conflicts")
    tried = f"{seconds} с, {changes} записей, {done['conflicts']} споров за строку"
    promise(
        f"9. {processes} окон правят одно", tried, f"потеряно {lost + calls}, ошибок {len(errors)}"
    )
    assert errors == []
    assert (lost, calls, halves) == (0, 0, [])
    assert done["conflicts"] > 0, "nobody met anybody: the test proves nothing"
    assert min(answer["done"].get("ticket", 0) for answer in answers) > 0, "somebody starved"
