"""«Проверка базы» and copies of it."""

from dataclasses import dataclass
from pathlib import Path

from db import backup, history, statistics
from db.queries import rollups
from desktop_app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing checked: what, whether it is sound, and in words."""

    what: str
    is_sound: bool
    words: str


class Health:
    """Checks of the file and verified copies."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def check(self) -> list[Finding]:
        """Check structure, references between rows, the chain of history and the kept figures.

        Figures that disagree with the tickets are counted anew at once: the tickets say it all.
        """
        store = self._desk.store
        structure = [row[0] for row in store.rows("PRAGMA integrity_check(20)")]
        sound = structure == ["ok"]
        found = [Finding("Структура файла", sound, "в порядке" if sound else "; ".join(structure))]
        orphans = store.rows("PRAGMA foreign_key_check")
        words = "в порядке" if not orphans else f"повисших строк: {len(orphans)}"
        found.append(Finding("Связи между записями", not orphans, words))
        broken = history.broken_link(store)
        words = "цепочка цела" if broken is None else f"нарушена с записи {broken}"
        found.append(Finding("История изменений", broken is None, words))
        if sound:
            found.append(self._figures())
        return found

    def _figures(self) -> Finding:
        store = self._desk.store
        wrong = rollups.wrong(store)
        if not wrong:
            return Finding("Счётчики обращений", is_sound=True, words="сходятся с обращениями")
        with store.write():
            rollups.recount(store)
        words = f"расходились с обращениями ({wrong}), пересчитаны заново"
        return Finding("Счётчики обращений", is_sound=False, words=words)

    def gather_statistics(self) -> bool:
        """Let SQLite look at the sizes of tables if the register has doubled; milliseconds."""
        return statistics.refresh(self._desk.store)

    def backup(self, target: Path) -> int:
        """Write a verified copy of the database; return its size in bytes."""
        return backup.write_copy(self._desk.store, target)
