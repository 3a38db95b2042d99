"""Papers and tables: an act as PDF, a journal written, a workbook read."""

from statistics import median

from bench import act_pdf, journal_xlsx
from bench.figures import District, Figure, Goal, spent
from desktop_app.importers.reader import open_table
from tests import visit_samples

_ROWS = 100_000
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


def reading(district: District) -> list[Figure]:
    """Measure reading rows back, in a process with limits, beside openpyxl read_only."""
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

    figure = median(spent(ours) for _ in range(3)) / 1000
    yardstick = spent(plain) / 1000
    path.unlink()
    return [Figure("чтение xlsx, 80 000 строк", figure, yardstick, "openpyxl", Goal(0.12), "с")]
