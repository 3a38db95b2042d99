"""A list of 30,000 houses into the book, beside plain executemany of the same rows.

`python -m bench.import_houses [--rows N] [--seed S] [--file CSV]` prints rows per second
of the first import, of the same file again and of executemany with the same values into the same
tables, by the clock and by the processor's own time (on a busy machine only the latter compares),
and the growth of memory. The list is invented, the same for a seed; `--file` takes another.
"""

import argparse
import csv
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.find_house import town
from db.files import open_store
from desktop_app.core.records.imports import ImportKind, ImportPlan
from desktop_app.services.office import Office

T = TypeVar("T")

GOAL_ROWS = 2_000

_TITLES = (
    "LAT", "LON", "HOUSE_ID", "ADDRESS", "YEAR", "SERVICEDATE_START", "SERIE", "HOUSE_TYPE",
    "MGMT_COMPANY", "AVAR", "LEVELS_MAX", "LEVELS_MIN", "DOORS", "ROOM_COUNT_LIVE", "AREA",
    "AREA_LIVE", "CADNO", "ENERGY_CLASS", "BLAG_OTHER", "OTHER",
)  # fmt: skip
_TABLES = ("settlement", "street", "organization", "building", "service_contract")


def write_list(path: Path, rows: int, seed: int) -> None:
    """Write an invented list of houses in the form of dom.mingkh.ru."""
    chance = random.Random(seed)
    companies = [f'ООО "УК Участок № {n}"' for n in range(1, rows // 80 + 2)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(_TITLES)
        for number, record in enumerate(town(rows, chance), start=1):
            out.writerow(_row(number, f"{record.settlement}, {record.address}", companies, chance))


def _row(number: int, address: str, companies: list[str], chance: random.Random) -> list[object]:
    floors, area = chance.choice((2, 3, 5, 9, 12)), chance.randint(300, 9000)
    known = chance.random() < 0.8
    return [
        f"{62 + chance.random():.6f}", f"{33 + chance.random():.6f}", 7_000_000 + number, address,
        chance.randint(1930, 2020) if known else "Не заполнено", "01.08.2015", "1-447",
        "Многоквартирный дом", chance.choice(companies) if known else "Не заполнено", "Нет",
        floors, 1, chance.randint(1, 8), chance.randint(8, 200), f"{area}.50", f"{area - 90}.00",
        "", "Не присвоен", "Имеется:\nскамейка - 1 шт.", "Не заполнено",
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock and of the processor."""

    clock: float
    processor: float


def timed(work: Callable[[], T]) -> tuple[T, Spent]:
    """Run work and tell what it took."""
    clock, processor = time.perf_counter(), time.process_time()
    done = work()
    return done, Spent(time.perf_counter() - clock, time.process_time() - processor)


def plain_insert(base: Path, target: Path) -> tuple[int, Spent]:
    """Copy the tables of a base into a new one by executemany; return rows and what it took."""
    with closing(sqlite3.connect(base)) as source:
        loaded = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in _TABLES}  # noqa: S608  names above
    open_store(target).close()
    return timed(lambda: _insert(target, loaded))


def _insert(target: Path, loaded: dict[str, list[tuple[object, ...]]]) -> int:
    rows = 0
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA synchronous = full")
        connection.execute("BEGIN IMMEDIATE")
        for name, found in loaded.items():
            if found:
                marks = ",".join("?" * len(found[0]))
                connection.executemany(f"INSERT INTO {name} VALUES ({marks})", found)  # noqa: S608  names above
                rows += len(found)
        connection.commit()
    return rows


def peak_memory() -> float:
    """Return the largest memory of this process so far in MB, 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(path: Path, folder: Path) -> bool:
    """Import a list twice, print the table, tell whether the goal was met."""
    office = Office(open_store(folder / "office.sqlite"))
    before = peak_memory()
    first, spent = timed(lambda: office.imports.run(ImportPlan(ImportKind.HOUSES, path)))
    grown = peak_memory() - before
    again, spent_again = timed(lambda: office.imports.run(ImportPlan(ImportKind.HOUSES, path)))
    office.close()
    rows, plain = plain_insert(office.path, folder / "plain.sqlite")
    lines = [
        ("импорт", first.read, spent),
        ("тот же файл ещё раз", again.read, spent_again),
        ("executemany тех же строк", rows, plain),
    ]
    _say(f"{'':<26}{'строк':>8}{'часы, с':>10}{'проц., с':>10}{'строк/с':>10}{'строк/с проц.':>15}")
    for name, count, took in lines:
        speeds = f"{count / took.clock:>10.0f}{count / took.processor:>15.0f}"
        _say(f"{name:<26}{count:>8}{took.clock:>10.2f}{took.processor:>10.2f}{speeds}")
    _say(f"память {grown:+.0f} МБ; взято {first.added}, не взято {first.rejected}")
    fast = first.read / spent.processor >= GOAL_ROWS
    _say(f"цель {GOAL_ROWS} строк/с процессора: {'достигнута' if fast else 'не достигнута'}")
    return fast and again.added == 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main() -> int:
    """Read the options, make the list if none is given, run."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rows", type=int, default=30_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--file", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="rayshtab-bench-") as name:
        folder = Path(name)
        path = chosen.file or folder / "houses.csv"
        if chosen.file is None:
            write_list(path, chosen.rows, chosen.seed)
        return 0 if run(path, folder) else 1


if __name__ == "__main__":
    sys.exit(main())
