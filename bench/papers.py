"""Papers and tables: an act as PDF, a journal written, a workbook read."""

import os
import time
from collections.abc import Callable

from bench import act_pdf, journal_fill, journal_xlsx
from bench import journals as every_journal
from bench.figures import District, Figure, Goal
from desktop_app.core.journal_books import JOURNALS
from desktop_app.core.text import number
from desktop_app.importers.reader import open_table
from tests import visit_samples

_ROWS = 100_000
_READ_ROUNDS = 2
_READ_ROWS = 80_000  # openpyxl's file of 100,000 unzips to more than the import takes


def act(district: District) -> list[Figure]:
    """Measure an ordinary act beside a bare canvas drawing the same strings (processor time)."""
    del district
    rounds = act_pdf.compare(60, visit_samples.ordinary())
    ours, bare = min(rounds["наш"]), min(rounds["голый reportlab"])
    return [Figure("акт в PDF", ours, bare, "голый reportlab", Goal(act_pdf.GOAL))]


def journal(district: District) -> list[Figure]:
    """Measure 100,000 rows of 18 cells beside openpyxl's own quickest way, memory too."""
    del district
    found = {name: (spent, memory) for name, spent, memory, _ in journal_xlsx.compare(_ROWS)}
    (seconds, memory), (yardstick, _) = found["наш"], found["openpyxl write_only"]
    beside = "openpyxl write_only"
    return [
        Figure("журнал 100 000 × 18", seconds, yardstick, beside, Goal(journal_xlsx.GOAL), "с"),
        Figure("память журнала", memory, 0, "", Goal(most=journal_xlsx.MEMORY_GOAL), "МБ"),
    ]


def journals(district: District) -> list[Figure]:
    """Measure every journal out of the district; the biggest beside openpyxl given its cells.

    The district gets more visits, outages, missed collections and looks first: measure this last.
    """
    often = district.tickets // 3
    journal_fill.fill(district.path, often, often // 5)
    found = {
        book.key: every_journal.measured(district.path, book.key, yardstick=not place)
        for place, book in enumerate(JOURNALS)
    }
    lines = [
        Figure(
            f"журнал {key}, строк {one.rows}", one.seconds, one.yardstick,
            "openpyxl, только запись" if one.yardstick else "", Goal(1 if one.yardstick else None),
            "с",
        )
        for key, one in found.items()
    ]  # fmt: skip
    worst = (
        ("память", max(one.memory for one in found.values()), journal_xlsx.MEMORY_GOAL, "МБ"),
        ("чтение держит файл", max(o.held_work for o in found.values()), every_journal.HOLD_GOAL,
         "мс"),
        ("остановка", max(one.stopped for one in found.values()), every_journal.CANCEL_GOAL, "мс"),
    )  # fmt: skip
    lines += [Figure(f"журналы: {n}", v, 0, "", Goal(most=most), u) for n, v, most, u in worst]
    return lines


def reading(district: District) -> list[Figure]:
    """Measure reading rows back, in a process with limits, beside openpyxl read_only in turns.

    Processor time is that of both processes: by the clock a busy machine makes them wait for
    each other.
    """
    from openpyxl import load_workbook

    path = district.folder / "read.xlsx"
    journal_xlsx.openpyxl(path, _READ_ROWS)

    def ours() -> int:
        with open_table(path, journal_xlsx.TITLES) as table:
            return sum(1 for _ in table.rows())

    def plain() -> int:
        book = load_workbook(path, read_only=True)
        try:
            return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
        finally:
            book.close()

    rounds = [(_taken(ours), _taken(plain)) for _ in range(_READ_ROUNDS)]
    path.unlink()
    words = f"чтение xlsx, {number(_READ_ROWS)} строк × {len(journal_xlsx.TITLES)}"
    return [
        Figure(
            f"{words}, {what}", min(one[place] for one, _ in rounds),
            min(other[place] for _, other in rounds), "openpyxl read_only", Goal(0.12), "с",
        )
        for place, what in enumerate(("процессор", "по часам"))
    ]  # fmt: skip


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    """Return seconds of processor, ended children's too, and of the clock."""
    before, start = os.times(), time.perf_counter()
    work()
    return sum(os.times()[:4]) - sum(before[:4]), time.perf_counter() - start
