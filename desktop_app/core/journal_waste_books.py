"""Columns of the register of collection sites and of the journal of missed collections.

After domain/journal_columns.csv; the act, the photographs and the operator's answer are those of
the ticket a missed collection opened.
"""

import re

from desktop_app.core.clock import show_date
from desktop_app.core.collection_words import titled_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.records.sheets import CellKind, SheetColumn, Total
from desktop_app.core.records.waste_journals import MissedLine, SiteLine
from desktop_app.core.text import decimal, fold

_MOMENT, _INTEGER, _DECIMAL = CellKind.MOMENT, CellKind.INTEGER, CellKind.DECIMAL
_ORGANIZATION = re.compile(
    r"(?:ооо|[опз]?ао|муп|мку|мбу|гуп|фгуп|гбу|мкд|тсж|тсн|жск|снт|ук)\b|общество|администрац|управлен"
    r"|комитет|департамент|муниципал|собственники|правлен|товарищ|городск|сельск|район"
)
_ROOF = {True: "есть", False: "нет", None: ""}


def _site(line: MissedLine) -> str:
    number = f"№ {line.register_number}" if line.register_number else ""
    return ", ".join(part for part in (number, line.site) if part)


def _hours(line: MissedLine) -> float | None:
    """Hours till the collection; an open one has none yet."""
    if line.collected_at is None:
        return None
    return round((line.collected_at - line.due_at).total_seconds() / 3600, 1)


def _allowed(line: MissedLine) -> int:
    return line.norm.hours(line.temperature)


def _cause(line: MissedLine) -> str:
    return line.cause.title_ru if line.cause else ""


def _answer(line: MissedLine) -> str:
    if line.outcome is None or line.answered_at is None:
        return ""
    return f"{line.outcome.title_ru}, {show_date(line.answered_at)}"


def _whole_answer(line: MissedLine) -> str:
    return ": ".join(part for part in (_answer(line), line.answer) if part)


MISSED: tuple[SheetColumn, ...] = (
    SheetColumn("id", "№", _INTEGER, 7),
    SheetColumn("site", "Площадка (№ реестра, адрес)", width=36, value=_site),
    SheetColumn("kind", "Что вывозят", width=14, value=lambda line: line.kind.title_ru),
    SheetColumn("planned_on", "Плановая дата вывоза", CellKind.DATE, 12),
    SheetColumn("due_at", "Не вывезено с (дата, время)", _MOMENT, 13),
    SheetColumn("temperature", "Среднесуточная температура, °C", _DECIMAL, 14),
    SheetColumn("allowed", "Норма разово, ч", _INTEGER, 9, value=_allowed),
    SheetColumn("cause", "Причина", width=16, value=_cause),
    SheetColumn("photos", "Фото при обращении", _INTEGER, 11),
    SheetColumn("carrier", "Перевозчик", width=22),
    SheetColumn("ticket", "Обращение №", width=13),
    SheetColumn("handed_at", "Регоператор (перевозчик) уведомлён", _MOMENT, 14),
    SheetColumn("acts", "Акт №", width=11, value=lambda line: ", ".join(line.acts)),
    SheetColumn(
        "answer",
        "Ответ оператора",
        width=24,
        is_personal=True,
        value=_whole_answer,
        public=_answer,
    ),
    SheetColumn("collected_at", "Вывезено (дата, время)", _MOMENT, 13),
    SheetColumn("hours", "Часов задержки", _DECIMAL, 10, value=_hours, total=Total.SUM),
    SheetColumn("houses", "Домов", _INTEGER, 8),
)


def _point(line: SiteLine) -> str:
    if line.latitude is None or line.longitude is None:
        return ""
    return f"{decimal(line.latitude, 6)}; {decimal(line.longitude, 6)}"


def _owner(line: SiteLine) -> str:
    """Words may name a person: only what begins as an organisation does goes upward."""
    if line.is_known or not line.owner or _ORGANIZATION.match(fold(line.owner)):
        return line.owner
    return "не раскрывается"


SITES: tuple[SheetColumn, ...] = (
    SheetColumn("register_number", "№ в реестре", width=14),
    SheetColumn("settlement", "Населённый пункт", width=18),
    SheetColumn("address", "Адрес площадки", width=36),
    SheetColumn("point", "Координаты", width=22, value=_point),
    SheetColumn("surface", "Покрытие", width=16),
    SheetColumn("fence", "Ограждение", width=16),
    SheetColumn("roof", "Крыша", width=8, value=lambda line: _ROOF[line.has_roof]),
    SheetColumn("area", "Площадь, м²", _DECIMAL, 10, total=Total.SUM),
    SheetColumn(
        "containers",
        "Контейнеры (число × объём)",
        width=24,
        value=lambda line: containers_words(line.containers),
    ),
    SheetColumn(
        "owner",
        "Собственник",
        width=28,
        is_personal=True,
        value=lambda line: line.owner,
        public=_owner,
    ),
    SheetColumn(
        "houses",
        "Источники образования ТКО",
        width=40,
        value=lambda line: "; ".join(line.houses),
    ),
    SheetColumn(
        "schedules",
        "График вывоза",
        width=32,
        value=lambda line: "; ".join(map(titled_words, line.schedules)),
    ),
    SheetColumn("carrier", "Перевозчик", width=22),
)
