"""Columns of domain/journal_columns.csv the program keeps nothing for, by journal, and why.

Told where columns are chosen, by the command `journals` and in the handbook: a clerk adds them to
the file by hand.
"""

from collections.abc import Mapping

_NO_FIELD = "в карточке нет такого поля"
_PAPER = "ведётся делопроизводством на бумаге"
_IN_ACT = "записано в самом акте"

GAPS: Mapping[str, Mapping[str, str]] = {
    "tickets": {
        "Начало нарушения (со слов)": "со слов записано в содержании",
        "Затронуто": "масштаб виден по отключению и повторам",
        "Сообщён срок заявителю": "срок называют при приёме, отметки времени нет",
    },
    "letters": {
        "Листов и приложений": _PAPER,
        "Откуда (сопроводительное №, дата)": _PAPER,
        "Резолюция, дата, автор": _PAPER,
        "Продление (до, уведомление)": "продлённый срок стоит в графе «Срок»",
        "Дело №": _PAPER,
    },
    "reception": {
        "Место приёма": "приём ведут в самом учреждении",
        "Место работы": _NO_FIELD,
        "Согласие на устный ответ": "ставят в карточке личного приёма на бумаге",
        "Принято письменное обращение": "у него своя запись в журнале обращений",
        "Подписи": "ставят на бумаге",
    },
    "visits": {
        "Виновная сторона (предварительно)": _IN_ACT,
    },
    "calls": {
        "Оценка 1–5": "обзвон спрашивает только, решено ли",
    },
    "sites": {
        "Категория": "контейнеры перечислены в своей графе",
    },
    "instruments": {
        "№ в Госреестре СИ": _NO_FIELD,
        "Дата поверки": "хранится, до какого дня поверка действует",
        "Кому выдан": _NO_FIELD,
    },
}


def words(key: str) -> str:
    """Return what a journal has no column for, «графа» (почему) by «;», "" when it has all."""
    by_reason: dict[str, list[str]] = {}
    for column, why in GAPS.get(key, {}).items():
        by_reason.setdefault(why, []).append(f"«{column}»")
    return "; ".join(f"{', '.join(named)} ({why})" for why, named in by_reason.items())
