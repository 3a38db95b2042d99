"""Two at one file: how long a save waits while another process builds the summary of a season.

`python -m bench.together FILE` measures a file of one's own; the file is changed, so give a copy.
"""

import argparse
import datetime as dt
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from bench.figures import District, Figure, Goal, spent
from desktop_app.core import seasons
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.core.summary_periods import Span
from desktop_app.services.office import Office

_QUIET, _PAUSE, _MOST = 3.0, 0.05, 250.0


def waiting(district: District) -> list[Figure]:
    """Measure the longest save beside a summary, and the longest when all is quiet."""
    copy = district.folder / f"together {district.tickets}.sqlite"
    shutil.copyfile(district.path, copy)
    try:
        return _measured(copy)
    finally:
        copy.unlink()


def _measured(path: Path) -> list[Figure]:
    quiet = _saved_during(path, lambda: threading.Event().wait(_QUIET))
    office = Office.open(path)
    try:
        start = office.summaries.season_start
        last = seasons.start(office.desk.now().date(), start) - dt.timedelta(days=1)
        season = Span(seasons.start(last, start), last)
        saved = _saved_during(path, lambda: office.summaries.read(season))
        took = spent(office.summaries.read, season)
    finally:
        office.close()
    beside = "в тишине"
    return [
        Figure("сохранение при сводке сезона", max(saved), max(quiet), beside, Goal(most=_MOST)),
        Figure("сводка сезона", took, 0, "", Goal()),
    ]


def _saved_during(path: Path, work: Callable[[], object]) -> list[float]:
    """Return milliseconds of the saves another process made while something was done here."""
    command = [sys.executable, "-m", "bench.together", str(path), "--save"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()  # it has saved a few already
        work()
        child.stdin.close()
        found: list[float] = json.loads(child.stdout.read())
    return found


def _save(path: Path) -> None:
    """Save calls one after another until the other end of standard input is closed."""
    office, over = Office.open(path), threading.Event()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    office.clerks.sit(office.clerks.all()[0].id)
    topic = next(topic.id for topic in office.reference.topics if not topic.is_group)
    draft = TicketDraft(topic, "Холодно", address_text="ул. Лесная, д. 3", no_phone=True)
    for _ in range(5):
        office.tickets.register(draft)
    sys.stdout.write("saved\n")
    sys.stdout.flush()
    times = []
    while not over.wait(_PAUSE):
        times.append(spent(office.tickets.register, draft))
    office.close()
    sys.stdout.write(json.dumps(times))


def main() -> None:
    """Measure a file, or be the one who saves."""
    parser = argparse.ArgumentParser(prog="python -m bench.together")
    parser.add_argument("path", type=Path)
    parser.add_argument("--save", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.save:
        _save(asked.path)
        return
    for figure in _measured(asked.path):
        sys.stdout.write(f"{figure.operation}: {figure.ours:.0f} мс")
        sys.stdout.write(f", {figure.beside} {figure.yardstick:.0f}\n" if figure.beside else "\n")


if __name__ == "__main__":
    main()
