"""The table of speed: every figure beside a yardstick of the same run, at several sizes.

`python -m bench [--rows N …] [--only NAME …] [--folder DIR]` makes its own districts and cleans up.
The last size is the one judged; the sizes before it show how cost grows. Ends with 1 when a goal is
missed.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bench import encrypted, papers, reading, together, window, writing
from bench.figures import District, Figure, Measure
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.office import Office

_SIZES = (10_000, 100_000, 1_000_000)
_HOUSES = 10_000
OF_ROWS: dict[str, Measure] = {
    "demo": writing.demo,
    "pages": reading.pages,
    "opening": reading.opening,
    "filters": reading.filters,
    "dashboard": reading.dashboard,
    "repeats": reading.repeats,
    "search": reading.search,
    "saving": writing.saving,
    "together": together.waiting,
    "start": window.starting,
    "memory": window.memory,
    "backup": writing.copies,
    "password": encrypted.password,
}
OF_ANY: dict[str, Measure] = {
    "built": window.built,
    "scrolling": window.scrolling,
    "lookup": writing.lookup,
    "import": writing.houses,
    "journal": papers.journal,
    "reading": papers.reading,
    "act": papers.act,
}
ONLY_ASKED: dict[str, Measure] = {"journals": papers.journals}  # minutes; it fills the district


@dataclass(slots=True)
class Found:
    """Figures by operation and size; what failed, in words."""

    figures: dict[str, dict[int, Figure]]
    failed: list[str]


@contextmanager
def district(folder: Path, tickets: int) -> Iterator[District]:
    """Make a district of so many tickets and open it; the file goes away with the block."""
    path, again = folder / f"{tickets}.sqlite", folder / "again.sqlite"
    start = time.perf_counter()
    make_demo(path, DemoOrder(min(_HOUSES, max(tickets // 20, 50)), tickets))
    made = time.perf_counter() - start
    start = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(again),))
    rewritten = time.perf_counter() - start
    again.unlink()
    office = Office.open(path)
    try:
        yield District(path, folder, tickets, office, made, rewritten)
    finally:
        office.close()
        path.unlink()


def measured(folder: Path, sizes: list[int], only: list[str]) -> Found:
    """Return each operation's figures by size, and what could not be measured.

    What does not depend on the number of rows is taken once, with the last size.
    """
    found = Found({}, [])
    for size in sizes:
        is_judged = size == sizes[-1]
        with district(folder, size) as made:
            for name, take in {**OF_ROWS, **(OF_ANY if is_judged else {})}.items():
                if not only or name in only:
                    _take(found, made, name, take)
            for name, take in ONLY_ASKED.items():
                if is_judged and name in only:
                    _take(found, made, name, take)
    return found


def _take(found: Found, made: District, name: str, take: Measure) -> None:
    """Measure one thing; a failure costs its own lines alone, not the hour before it."""
    try:
        for figure in take(made):
            found.figures.setdefault(figure.operation, {})[made.tickets] = figure
            words = f"{made.tickets}: {figure.operation} {figure.ours:.2f} {figure.unit}"
            _say(words, sys.stderr)
    except Exception as error:  # noqa: BLE001  whatever it is, it is told and counted
        found.failed.append(f"{made.tickets}, {name}: {error!r:.300}")
        _say(f"не измерено: {found.failed[-1]}", sys.stderr)


def table(found: dict[str, dict[int, Figure]], sizes: list[int]) -> list[str]:
    """Return the lines of the table: a column for each size, then yardstick, ratio and goal."""
    heads = "".join(f"{size:>12,}".replace(",", "\N{NO-BREAK SPACE}") for size in sizes)
    lines = [f"{'':<34}{heads}    {'мерка':>10} {'раз':>7}  цель"]
    for operation, by_size in found.items():
        judged = by_size.get(sizes[-1])
        if judged is None:
            continue  # it failed there, and is told of below
        cells = "".join(_cell(by_size.get(size)) for size in sizes)
        ratio = f"{judged.ours / judged.yardstick:7.3f}" if judged.yardstick else " " * 7
        yardstick = f"{judged.yardstick:10.2f}" if judged.yardstick else " " * 10
        mark = "да " if judged.is_held else "НЕТ"
        goal = f"{mark} {judged.goal.words(judged.unit)}"
        lines.append(
            f"{operation:<34}{cells} {judged.unit:<2} {yardstick} {ratio}  {goal}"
            f"{'  · ' + judged.beside if judged.beside else ''}"
        )
    return lines


def _cell(figure: Figure | None) -> str:
    return f"{figure.ours:12.2f}" if figure else " " * 12


def _say(text: str, stream: TextIO | None = None) -> None:
    out = stream or sys.stdout
    out.write(f"{text}\n")
    out.flush()


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--rows", type=int, nargs="+", default=list(_SIZES))
    parser.add_argument("--only", nargs="+", default=[], choices=[*OF_ROWS, *OF_ANY, *ONLY_ASKED])
    parser.add_argument("--folder", type=Path, help="где писать; обычно временная папка")
    asked = parser.parse_args()
    sizes = sorted(asked.rows)
    with tempfile.TemporaryDirectory(prefix="rayshtab-bench-", dir=asked.folder) as name:
        found = measured(Path(name), sizes, asked.only)
    last = sizes[-1]
    judged = {name: by[last] for name, by in found.figures.items() if last in by}
    _say("\n".join(table(found.figures, sizes)))
    missed = [name for name, figure in judged.items() if not figure.is_held]
    words = f": {', '.join(missed)}" if missed else ""
    _say(f"строк {len(judged)}, целей не достигнуто {len(missed)}{words}")
    for line in found.failed:
        _say(f"не измерено: {line}")
    return 1 if missed or found.failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
