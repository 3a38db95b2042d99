"""What the fields of history are to people, for the journal of changes."""

from collections.abc import Mapping

from desktop_app.core.records.history import Scalar
from desktop_app.core.text import DASH, one_line

_LONGEST = 60
_TITLES: Mapping[str, str] = {
    "accepted_by": "принял",
    "address": "адрес",
    "answer": "ответ",
    "applicant_name": "заявитель",
    "building_id": "дом",
    "cancel_reason": "причина отмены",
    "close_result": "итог",
    "closed_at": "закрыто",
    "deadline_at": "срок",
    "deadline_basis": "основание срока",
    "details": "содержание",
    "done_at": "исполнено",
    "entrance": "подъезд",
    "floor": "этаж",
    "floors": "этажей",
    "flats": "квартир",
    "hold_reason": "почему отложено",
    "hold_until": "отложено до",
    "is_control": "на контроле",
    "is_emergency": "авария",
    "is_repeat": "повтор",
    "name": "название",
    "next_call_at": "следующий звонок",
    "no_phone": "без телефона",
    "note": "заметка",
    "number": "номер",
    "organization_id": "исполнитель",
    "phone": "телефон",
    "premise": "квартира",
    "private_note": "заметка для своих",
    "rows": "строк",
    "source": "источник",
    "status": "статус",
    "topic_id": "тема",
    "year": "год постройки",
}


def change_words(field: str, before: Scalar, after: Scalar) -> str:
    """Return «квартира: 5 → 6», «заявитель: Соколова»; a field without a title is left as it is."""
    name = field.rsplit(":", 1)[-1]
    title = _TITLES.get(name, name)
    if before in (None, ""):
        return f"{title}: {_shown(after)}"
    return f"{title}: {_shown(before)} → {_shown(after)}"


def _shown(value: Scalar) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    text = one_line(str(value)) if value not in (None, "") else DASH
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
