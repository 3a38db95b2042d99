"""Columns of the journals of personal data: what left the office, who looked, what was destroyed.

After domain/journal_columns.csv (152-ФЗ ст. 19; приказ Роскомнадзора № 179). Words a clerk typed
(a reason, the name of a file) may name a person, so they stay inside.
"""

from desktop_app.core import clock
from desktop_app.core.records.destruction import Subject
from desktop_app.core.records.journals import DestructionLine, ExportLine
from desktop_app.core.records.sheets import CellKind, SheetColumn, Total

_MOMENT, _INTEGER, _DATE, _SUM = CellKind.MOMENT, CellKind.INTEGER, CellKind.DATE, Total.SUM
_SHOWN = 200  # events of an act; the act itself lists all


def _narrowed(line: ExportLine) -> str:
    return "; ".join(part for part in (line.period, line.conditions) if part)


def _clean(line: ExportLine) -> str:
    if line.is_personal is None:
        return ""
    return "нет" if line.is_personal else "да"


def _said(words: str) -> str:
    return "указано" if words else ""


EXPORTS: tuple[SheetColumn, ...] = (
    SheetColumn("at", "Дата и время", _MOMENT, 13),
    SheetColumn("clerk", "Пользователь", width=18),
    SheetColumn("action", "Действие", width=13),
    SheetColumn("what", "Что", width=26),
    SheetColumn(
        "narrowed",
        "Отбор",
        width=30,
        is_personal=True,
        value=_narrowed,
        public=lambda line: line.period,
    ),
    SheetColumn("rows", "Строк", _INTEGER, 9, total=_SUM),
    SheetColumn("file", "Файл", width=36, is_personal=True),
    SheetColumn(
        "reason",
        "Получатель и основание",
        width=26,
        is_personal=True,
        public=lambda line: _said(line.reason),
    ),
    SheetColumn("clean", "Обезличено", width=11, value=_clean),
    SheetColumn("sha256", "Контрольная сумма файла (SHA-256)", width=22),
)


def _destroyed(line: DestructionLine) -> str:
    kinds = (kind for _, _, held in line.events for kind in held.split(", "))
    return ", ".join(dict.fromkeys(kind for kind in kinds if kind))


def _whose(line: DestructionLine) -> str:
    shown = "; ".join(_number(number) for number, _, _ in line.events[:_SHOWN])
    left = len(line.events) - _SHOWN
    whose = "участники выездов" if _is_of_visits(line) else "заявители обращений"
    return f"{whose} {shown}" + (f" и ещё {left}" if left > 0 else "")


def _number(said: str) -> str:
    return f"№ {said.removeprefix(Subject.VISITS.sign)}"


def _is_of_visits(line: DestructionLine) -> bool:
    return line.subject is Subject.VISITS


def _events(line: DestructionLine) -> str:
    ended = "окончен" if _is_of_visits(line) else "закрыто"
    rows = (f"{_number(n)}, {ended} {clock.show_date(day)}: {held}" for n, day, held in line.events)
    left = len(line.events) - _SHOWN
    shown = "; ".join(list(rows)[:_SHOWN])
    return shown + (f"; и ещё {left}, полностью в акте" if left > 0 else "")


def _signer(line: DestructionLine) -> str:
    return ", ".join(part for part in (line.post, line.clerk) if part)


DESTRUCTIONS: tuple[SheetColumn, ...] = (
    SheetColumn("number", "№ акта", width=10),
    SheetColumn("made_at", "Дата", _MOMENT, 13),
    SheetColumn("destroyed", "Перечень уничтоженного", width=30, value=_destroyed),
    SheetColumn("whose", "Субъекты", width=30, value=_whose),
    SheetColumn("system", "Система", width=16, value=lambda _: "Райштаб, база этого компьютера"),
    SheetColumn(
        "basis",
        "Причина",
        width=28,
        is_personal=True,
        public=lambda line: _said(line.basis),
    ),
    SheetColumn("closed_before", "Закрытые до", _DATE, 12),
    SheetColumn("tickets", "Обращений, выездов", _INTEGER, 10.5, total=_SUM),
    SheetColumn("entries", "Записей истории", _INTEGER, 10.5, total=_SUM),
    SheetColumn("signer", "Кто, подпись", width=22, value=_signer),
    SheetColumn("events", "Выгрузка из журнала событий", width=40, value=_events),
)
