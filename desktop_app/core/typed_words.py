"""What a kept draft of a visit says to a person, when it cannot be put back into its form."""

import datetime as dt
import json
import re
from collections.abc import Mapping

from desktop_app.core import clock
from desktop_app.core.enums import Access, ActKind, Titled
from desktop_app.core.text import NBSP

TITLES: Mapping[str, str] = {
    "kind": "Вид акта",
    "premise": "Помещение",
    "access": "Доступ",
    "basis": "Основание",
    "planned_at": "Назначен на",
    "started_at": "Начало проверки",
    "finished_at": "Окончание проверки",
    "outdoor_temperature": "Температура на улице",
    "outdoor_daily": "Средняя за сутки",
    "outdoor_source": "Откуда температура",
    "system_text": "Система отопления",
    "chart_text": "Температурный график",
    "heat_meter": "Прибор учёта",
    "method_text": "Как измеряли",
    "condition_text": "Состояние системы",
    "conclusions": "Выводы",
    "attachments_text": "Приложения",
    "special_opinion": "Особое мнение",
    "next_visit_on": "Повторная проверка",
    "members": "Комиссия",
    "instruments": "Приборы",
    "measurements": "Замеры",
    "remedies": "Меры",
    "answers": "Ответы на вопросы акта",
    "photos": "Подписи под снимками",
}
"""What the fields of a visit are to people."""

# A row is read from its name on; the rest of it follows in any lasting order.
_FIRST = ("what", "name", "post", "place", "quantity", "value", "unit", "responsible", "due_on")
_CODES: Mapping[str, type[Titled]] = {"kind": ActKind, "access": Access}
_ITEM = 4 * NBSP
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")
# Codes, numbers of other records and norms copied from the book: nobody typed them.
_SILENT = frozenset(
    {
        "access",
        "attachment_id",
        "basis",
        "block",
        "building_id",
        "chart_value",
        "field",
        "id",
        "kind",
        "norm_max",
        "norm_min",
        "organization_id",
        "previous_id",
        "role",
        "signature",
        "state",
        "tolerance",
        "verdict",
    }
)


def typed_words(stored: object, typed: object) -> str:
    """Return what was typed over what stood there, line by line, of a draft's two JSON texts.

    Nothing is left out that a person wrote: a field this program does not know comes without a
    title, a text that is no JSON comes as it is.
    """
    before, now = _json(stored), _json(typed)
    if not isinstance(now, dict):
        return str(typed or "").strip()
    known = before if isinstance(before, dict) else {}
    ordered = [*(name for name in TITLES if name in now), *sorted(now.keys() - TITLES.keys())]
    lines = [line for name in ordered for line in _lines(name, known.get(name), now[name])]
    return "\n".join(lines)


def _lines(name: str, before: object, now: object) -> list[str]:
    title = TITLES.get(name, "")
    if isinstance(now, list):
        old = before if isinstance(before, list) else []
        rows = [words for item in now if item not in old and (words := _row(item))]
        if not rows:
            return []
        return [f"{title or 'Прочее'}:", *(f"{_ITEM}{words}" for words in rows)]
    if now == before or (name in _SILENT and name not in TITLES):
        return []
    words = _titled(_CODES[name], now) if name in _CODES else _value(now)
    if not words:
        return []
    return [f"{title}: {words}" if title else words]


def _row(item: object) -> str:
    if not isinstance(item, dict):
        return ""  # numbers of tickets: they stay with the visit
    ordered = [*(name for name in _FIRST if name in item), *sorted(item.keys() - set(_FIRST))]
    said = (_value(item[name]) for name in ordered if name not in _SILENT)
    return ", ".join(words for words in said if words)


def _value(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float | int):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, list):
        return "; ".join(words for one in value if (words := _value(one)))
    if isinstance(value, dict):
        return _row(value)
    return _moment(str(value).strip())


def _titled(codes: type[Titled], value: object) -> str:
    """Return the words of a code; a code this program does not know as it is."""
    known: dict[str, str] = {code.value: code.title_ru for code in codes}
    return known.get(str(value), str(value))


def _moment(text: str) -> str:
    """Return a stored day or moment as people write it, any other text as it is."""
    if not _MOMENT.fullmatch(text):
        return text
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return clock.show_moment(found) if "T" in text else clock.show_date(found)


def _json(text: object) -> object:
    try:
        return json.loads(str(text))
    except ValueError:
        return None
