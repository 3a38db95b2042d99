"""«Проверка базы» and verified copies of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db import backup, history, integrity, schema_text, seals, statistics
from db.queries import rollups, ticket_text
from db.seals import SealVerdict
from desktop_app.core.errors import StorageError
from desktop_app.core.table_titles import row_title
from desktop_app.core.text import counted
from desktop_app.services.desk import Desk

_RESTORE = (
    "восстановите последнюю целую копию («Восстановить из копии…») или соберите уцелевшее в новый "
    "файл («Собрать уцелевшее…»)"
)
_NAMED = 5
_ROWS = ("строка", "строки", "строк")
Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing checked: what, whether it is sound, in words, and what to do if it is not."""

    what: str
    is_sound: bool
    words: str
    advice: str = ""


class Health:
    """Checks of the file and verified copies."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def check(self, step: Step = lambda: None) -> list[Finding]:
        """Check structure, references, tables, seals of rows, history, stored files, kept figures.

        All of it is asked of a private copy, so that others go on working; `step` is called
        between parts and may raise Cancelled. Figures that disagree with the tickets are counted
        anew at once, and rows not sealed yet are sealed: the rest is only told.
        """
        store = self._desk.store
        with integrity.private_copy(store) as copy:
            found = self._structure(integrity.structure(copy.raw))
            found.append(_written(schema_text.differences(copy.raw)))
            step()
            found.append(_seals(integrity.row_seals(copy.raw, step)))
            found.append(_contents(integrity.spoilt_contents(copy.raw, step)))
            sound = all(finding.is_sound for finding in found[:4])
            differ = integrity.words_differ(copy, step) if sound else None
            step()
            wrong = rollups.wrong(copy) if sound else None
        step()
        if differ is not None:
            found.append(self._words(differ))
        found.append(self._chain())
        found.append(self._left_behind())
        if wrong is not None:
            found.append(self._figures(wrong))
        if all(finding.is_sound for finding in found):
            seals.seal_missing(store)
        return found

    def _structure(self, said: integrity.Structure) -> list[Finding]:
        words = "; ".join(said.words[:_NAMED]) or "в порядке"
        structure = Finding(
            "Структура файла", not said.words, words, _RESTORE if said.words else ""
        )
        words = f"повисших строк: {said.dangling}" if said.dangling else "в порядке"
        advice = _RESTORE if said.dangling else ""
        return [structure, Finding("Связи между записями", not said.dangling, words, advice)]

    def _chain(self) -> Finding:
        what = "История изменений"
        try:
            broken = history.broken_link(self._desk.store)
        except StorageError:
            return Finding(what, is_sound=False, words="не читается", advice=_RESTORE)
        if broken is None:
            return Finding(what, is_sound=True, words="цепочка цела")
        return Finding(
            what,
            is_sound=False,
            words=f"нарушена с записи {broken}",
            advice="запись изменили помимо программы или испортился диск: "
            "сверьте с копией, сделанной раньше",
        )

    def _left_behind(self) -> Finding:
        what = "Лишние файлы рядом с базой"
        found = integrity.orphan_files(self._desk.store)
        if not found:
            return Finding(what, is_sound=True, words="нет")
        names = ", ".join(path.name for path in found)
        return Finding(
            what,
            is_sound=True,
            words=f"остались от прерванной работы: {names}",
            advice="их можно удалить, когда все окна «Райштаба» закрыты",
        )

    def _words(self, differ: bool) -> Finding:
        what = "Указатель поиска"
        if not differ:
            return Finding(what, is_sound=True, words="сходится с обращениями")
        store = self._desk.store
        with store.write():
            ticket_text.reindex(store)
        words = "расходился с обращениями, составлен заново"
        return Finding(what, is_sound=False, words=words)

    def _figures(self, wrong: int) -> Finding:
        if not wrong:
            return Finding("Счётчики обращений", is_sound=True, words="сходятся с обращениями")
        store = self._desk.store
        with store.write():
            rollups.recount(store)
        words = f"расходились с обращениями ({wrong}), пересчитаны заново"
        return Finding("Счётчики обращений", is_sound=False, words=words)

    def seal(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Seal rows the bulk writer left unsealed, by short transactions; return how many."""
        return seals.seal_missing(self._desk.store, stop)

    def gather_statistics(self) -> bool:
        """Let SQLite look at the sizes of tables if the register has doubled; milliseconds."""
        return statistics.refresh(self._desk.store)

    def backup(self, target: Path) -> int:
        """Write a verified copy of the database; return its size in bytes."""
        return backup.write_copy(self._desk.store, target)


def _written(differ: list[str] | None) -> Finding:
    """Word how tables and rules of the file stand to those the program makes."""
    what = "Таблицы и правила"
    if differ is None:
        return Finding(what, is_sound=False, words="не читаются", advice=_RESTORE)
    if not differ:
        return Finding(what, is_sound=True, words="такие, как их делает программа")
    more = len(differ) - _NAMED
    words = f"не такие: {', '.join(differ[:_NAMED])}{f' и ещё {more}' if more > 0 else ''}"
    return Finding(what, is_sound=False, words=words, advice=_RESTORE)


def _seals(said: SealVerdict | None) -> Finding:
    what = "Содержимое строк"
    if said is None:
        return Finding(what, is_sound=False, words="строки не читаются", advice=_RESTORE)
    if not said.doubts:
        words = f"{counted(said.sealed, *_ROWS)} с печатью, все сошлись"
        if said.unsealed:
            words += f"; ещё {counted(said.unsealed, *_ROWS)} без печати, поставлена сейчас"
        return Finding(what, is_sound=True, words=words)
    named = [row_title(doubt.table, doubt.key) for doubt in said.doubts[:_NAMED]]
    more = len(said.doubts) - len(named)
    words = f"не сходятся с печатью: {', '.join(named)}{f' и ещё {more}' if more else ''}"
    return Finding(what, is_sound=False, words=words, advice=_RESTORE)


def _contents(spoilt: list[str] | None) -> Finding:
    what = "Акты и вложения"
    if spoilt is None:
        return Finding(what, is_sound=False, words="не читаются", advice=_RESTORE)
    if not spoilt:
        return Finding(what, is_sound=True, words="контрольные суммы сходятся")
    words = f"испорчены: {', '.join(spoilt[:_NAMED])}"
    advice = "возьмите эти файлы из копии, сделанной раньше, или приложите заново"
    return Finding(what, is_sound=False, words=words, advice=advice)
