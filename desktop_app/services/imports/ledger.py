"""The account of one import: every row read ends in exactly one place."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from desktop_app.core.errors import BadFile
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.records.imports import Fate, Rejected, Remark
from desktop_app.core.text import counted
from desktop_app.importers.table import SourceRow, Table

MOST_REJECTS: Final = 100_000
"""A file with more rows we cannot use is not what it was taken for; it bounds memory too."""


class Ledger:
    """Counts rows and keeps those that were not taken, with reasons."""

    def __init__(self, path: Path, *, is_preview: bool = False) -> None:
        """Start empty for a file; for a preview remember what became of every row."""
        self._path, self.is_preview = path, is_preview
        self.fates: dict[int, tuple[Fate, str]] = {}
        self.entries: Sequence[HistoryEntry] = ()
        self.read = self.added = self.updated = self.same = self.folded = 0
        self.remarks: list[Remark] = []
        self.notices: list[str] = []
        self.reasons: Counter[str] = Counter()
        self._rejects: list[Rejected] = []
        self._later: dict[int, tuple[str, str]] = {}

    @property
    def rejects(self) -> tuple[Rejected, ...]:
        """Rows that were not taken, in the order of the file."""
        return tuple(sorted(self._rejects, key=lambda item: item.row))

    def add(self, row: int) -> None:
        """Count a row that became a new record."""
        self.added += 1
        self._remember(row, Fate.NEW)

    def update(self, row: int, words: str = "") -> None:
        """Count a row that changed a record; `words` say what history does not."""
        self.updated += 1
        self._remember(row, Fate.CHANGED, words)

    def keep(self, row: int) -> None:
        """Count a row that says nothing new."""
        self.same += 1
        self._remember(row, Fate.SAME)

    def _remember(self, row: int, fate: Fate, words: str = "") -> None:
        if self.is_preview:
            self.fates[row] = (fate, words)

    def reject(self, row: SourceRow, reason: str, kind: str = "") -> None:
        """Put a row aside; `kind` groups reasons that differ only in details."""
        self._rejects.append(Rejected(row.number, row.cells, reason))
        self.reasons[kind or reason] += 1
        if len(self._rejects) > MOST_REJECTS:
            rows = counted(MOST_REJECTS, "строки", "строк", "строк")
            raise BadFile(
                f"В файле {self._path.name} не подходит больше {rows}: это не то, что загружается",
                "ничего не изменено",
                "проверьте, тот ли файл выбран",
            )

    def reject_later(self, row: int, reason: str, kind: str) -> None:
        """Put a row aside whose cells are not at hand; `settle` fetches them."""
        self._later[row] = (reason, kind)

    def settle(self, table: Table) -> None:
        """Read once more the rows that were put aside without their cells."""
        if not self._later:
            return
        for row in table.pick(set(self._later)):
            self.reject(row, *self._later[row.number])
        self._later.clear()

    def remark(self, row: int, column: str, value: str, reason: str) -> None:
        """Write down a value that was left out of a row that was taken."""
        if len(self.remarks) < MOST_REJECTS:
            self.remarks.append(Remark(row, column, value, reason))

    def forget_remarks(self, rows: set[int]) -> None:
        """Drop remarks on rows that are not taken after all."""
        self.remarks = [remark for remark in self.remarks if remark.row not in rows]

    def close(self) -> None:
        """Assert that no row was lost on the way."""
        settled = self.added + self.updated + self.same + len(self._rejects)
        if settled != self.read:
            message = f"{self.read} rows read, {settled} accounted for"
            raise AssertionError(message)


def surplus_reason(row: SourceRow) -> str:
    """Return why a row that does not fit its headings cannot be trusted, "" when it fits."""
    if row.surplus > 0:
        cells = counted(row.surplus, "ячейка", "ячейки", "ячеек")
        return f"правее заголовков ещё {cells}: столбцы сдвинуты"
    if row.surplus < 0:
        cells = counted(-row.surplus, "ячейки", "ячеек", "ячеек")
        return f"не хватает {cells}: строка обрывается"
    return ""
