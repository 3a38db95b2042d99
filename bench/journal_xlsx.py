"""Writing a journal of 100,000 rows of 18 cells to xlsx, beside other writers of the same cells.

`python -m bench.journal_xlsx [--rows N] [--office]` prints a table. Each writer runs in a process
of its own, so that memory is its own too; `--office` adds LibreOffice opening and saving the file.
A Rust writer is measured when somebody installed it; the program itself does not need it.
"""

import argparse
import datetime as dt
import importlib.util
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path

from desktop_app.core.records.sheets import Cell, CellKind, SheetColumn, SheetSpec

GOAL = 0.15  # of openpyxl write_only
OFFICE_GOAL = 1 / 3  # of LibreOffice
MEMORY_GOAL = 40  # MB over what is there before the work

TITLES = (
    "№ заявки", "Принято", "Канал", "Кто принял", "Заявитель", "Телефон", "Адрес", "Квартира",
    "Подъезд", "Услуга", "Категория", "Содержание", "Исполнитель", "Передано", "Срок", "Исполнено",
    "Статус", "Дней",
)  # fmt: skip
_WIDTHS = {"Содержание": 36, "Адрес": 24, "Категория": 20, "Исполнитель": 18}
_MOMENTS = ("Принято", "Передано", "Срок", "Исполнено")
_COMPLAINT = "Холодно в угловой комнате, термометр показывает +14, дома дети. "
_COMPLAINTS = tuple((_COMPLAINT * count).strip() for count in (1, 2, 3))

Row = tuple[Cell, ...]
Writer = Callable[[Path, int], None]


def rows(count: int) -> Iterator[Row]:
    """Yield rows of a believable journal, the same ones each time."""
    start = dt.datetime(2026, 1, 1, 8)
    for number in range(count):
        at = start + dt.timedelta(minutes=5 * number)
        yield (
            f"2026-{number:05d}",
            at,
            "Телефон",
            "Иванова А. П.",
            "Соколова Вера Андреевна",
            f"+7 900 555-{number % 90 + 10}-18",
            f"г. Приреченск, ул. Лесная, д. {number * 7919 % 199 + 1}",
            str(number * 104_729 % 299 + 1),
            f"подъезд {number % 5 + 1}",
            "отопление",
            "Нет отопления",
            _COMPLAINTS[number % 3],
            "ООО «Теплосеть»",
            at + dt.timedelta(hours=1) if number % 3 else None,
            at + dt.timedelta(days=3),
            at + dt.timedelta(days=2) if number % 4 == 0 else None,
            "Передано",
            number % 37,
        )


def ours(path: Path, count: int) -> None:
    """Write with the program's own writer, print set-up and all."""
    from desktop_app.reports import xlsx_journal
    from desktop_app.reports.cell_text import Cleaning

    columns = tuple(
        SheetColumn(title, title, _kind(title), _WIDTHS.get(title, 14), value=itemgetter(place))
        for place, title in enumerate(TITLES)
    )
    spec = SheetSpec("Журнал", ("Отдел", "Журнал", f"{count}"), columns)
    xlsx_journal.write(path, spec, rows(count), Cleaning())


def openpyxl(path: Path, count: int) -> None:
    """Write bare cells with openpyxl in its write-only mode: the yardstick."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Журнал")
    sheet.append(list(TITLES))
    for row in rows(count):
        sheet.append(row)
    book.save(path)


def rust(path: Path, count: int) -> None:
    """Write bare cells with rustpy-xlsxwriter."""
    from rustpy_xlsxwriter import write_worksheet

    records = (dict(zip(TITLES, row, strict=True)) for row in rows(count))
    write_worksheet(records, str(path), datetime_format="dd.mm.yyyy hh:mm", autofilter=True)


WRITERS: dict[str, Writer] = {"наш": ours, "openpyxl write_only": openpyxl}
if importlib.util.find_spec("rustpy_xlsxwriter"):
    WRITERS["rustpy-xlsxwriter"] = rust


def compare(count: int, *, office: bool = False) -> list[tuple[str, float, float, float]]:
    """Return writer, seconds, MB over the start and MB of the file for every writer."""
    with tempfile.TemporaryDirectory() as folder:
        paths = (Path(folder) / f"{number}.xlsx" for number in itertools.count())
        found = [_measured(name, count, path) for name, path in zip(WRITERS, paths, strict=False)]
        if office and shutil.which("soffice"):
            found.append(_office(Path(folder) / "0.xlsx"))
    return found


def main() -> None:
    """Print the table, or do one measured piece of work for it."""
    parser = argparse.ArgumentParser(prog="python -m bench.journal_xlsx")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--one", choices=list(WRITERS), help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        sys.stdout.write(json.dumps(_one(asked.one, asked.rows, asked.out)))
        return
    _print(asked.rows, compare(asked.rows, office=asked.office))


def _print(count: int, found: list[tuple[str, float, float, float]]) -> None:
    seconds = {name: spent for name, spent, _, _ in found}
    yardstick = seconds["openpyxl write_only"]
    out = [f"{count} строк × {len(TITLES)} ячеек в xlsx"]
    for name, spent, memory, size in found:
        share = spent / yardstick
        out.append(f"{name:24}{spent:8.2f} с {share:7.3f}× {memory:7.0f} МБ {size:7.1f} МБ файл")
    out.append(f"цель: наш ≤ {GOAL}× openpyxl и ≤ {MEMORY_GOAL} МБ; ≤ 1/3 LibreOffice")
    sys.stdout.write("\n".join(out) + "\n")


def _measured(name: str, count: int, path: Path) -> tuple[str, float, float, float]:
    command = [sys.executable, "-m", "bench.journal_xlsx", "--rows", str(count)]
    done = subprocess.run(
        [*command, "--one", name, "--out", str(path)], check=True, capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    spent, memory = json.loads(done.stdout)
    return name, spent, memory, path.stat().st_size / 2**20


def _one(name: str, count: int, path: Path) -> tuple[float, float]:
    WRITERS[name](path, 10)  # imports are paid before the clock starts
    before = peak()
    start = time.perf_counter()
    WRITERS[name](path, count)
    return time.perf_counter() - start, peak() - before


def _office(path: Path) -> tuple[str, float, float, float]:
    target = path.parent / "office"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target)]
    start = time.perf_counter()
    subprocess.run([*command, str(path)], check=True, capture_output=True)
    spent = time.perf_counter() - start
    return "LibreOffice", spent, 0.0, (target / path.name).stat().st_size / 2**20


def peak() -> float:
    """Return the most memory this process ever had, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _kind(title: str) -> CellKind:
    if title in _MOMENTS:
        return CellKind.MOMENT
    return CellKind.INTEGER if title == "Дней" else CellKind.TEXT


if __name__ == "__main__":
    main()
