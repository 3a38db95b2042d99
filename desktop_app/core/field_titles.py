"""What the fields of history are to people, for the journal of changes."""

import datetime as dt
import re
from collections.abc import Mapping

from desktop_app.core import clock, settings
from desktop_app.core.enums import (
    Access,
    ActKind,
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverChannel,
    HandoverOutcome,
    HoldReason,
    IncidentKind,
    InspectionStatus,
    OrganizationKind,
    RemedyState,
    Service,
    TicketKind,
    TicketSource,
    TicketStatus,
    Titled,
)
from desktop_app.core.records.history import Scalar
from desktop_app.core.text import DASH, one_line

_LONGEST = 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RULES = {setting.key: setting.title for setting in settings.ALL}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
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
    "file.password": "пароль на базу",
    "hold_reason": "почему отложено",
    "low": "не ниже",
    "high": "не выше",
    "tolerance": "допуск",
    "edition": "редакция",
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
    "access": "доступ",
    "attempt": "попытка",
    "call_attempts": "звонков",
    "channel": "как передано",
    "entrances": "подъездов",
    "kind": "вид",
    "outcome": "итог",
    "promised_at": "обещали",
    "remark": "замечание",
    "result": "итог",
    "sent_at": "передано",
    "state": "состояние",
    "status_at": "статус с",
    "their_number": "их номер",
    "title": "название",
    "basis": "основание",
    "tickets": "обращений",
    "entries": "записей",
    "rows_added": "добавлено",
    "rows_updated": "изменено",
    "rows_read": "прочитано",
    "rows_rejected": "не взято",
    "rows_same": "без изменений",
    "incident_id": "отключение",
    "post": "должность",
    "login": "учётная запись",
    "short_name": "краткое название",
    "street": "улица",
    "house": "дом",
    "settlement": "населённый пункт",
    "cycle_number": "цикл",
    "hold_from": "отложено с",
    "late_minutes": "опоздание, минут",
    "year": "год постройки",
    "conclusions": "выводы",
    "conclusions_edited": "выводы изменены вручную",
    "previous_id": "повторно после выезда",
    "started_at": "начало",
    "public_text": "текст для звонящих",
    "cause": "причина",
    "planned_end": "плановое окончание",
    "ended_at": "закончено",
    "service": "услуга",
    "authority_told_at": "ОМС оповещены",
    "authority_told_who": "кто оповестил ОМС",
    "authority_told_way": "как оповестили ОМС",
    "consumers_told_at": "потребители оповещены",
    "consumers_told_who": "кто оповестил потребителей",
    "consumers_told_way": "как оповестили потребителей",
    "cancelled_at": "отменено",
    "tickets_done": "исполнено обращений",
    "tickets_freed": "отсоединено обращений",
    "finished_at": "окончание проверки",
    "planned_at": "назначен на",
    "next_visit_on": "повторная проверка",
}


# Values stored as codes, by the field that holds them.
_CODES: Mapping[str, tuple[type[Titled], ...]] = {
    "access": (Access,),
    "cancel_reason": (CancelReason,),
    "channel": (HandoverChannel,),
    "close_result": (CloseResult,),
    "hold_reason": (HoldReason,),
    "kind": (TicketKind, ActKind, OrganizationKind, IncidentKind),
    "outcome": (CallbackOutcome, HandoverOutcome),
    "result": (CloseResult, TicketStatus),
    "source": (TicketSource,),
    "service": (Service,),
    "state": (RemedyState,),
    "status": (TicketStatus, InspectionStatus),
}
_SERVED: Mapping[str, str] = {
    **{service.value: f"кто обслуживает ({service.title_ru})" for service in Service},
    **{f"{service.value}.until": f"последний день ({service.title_ru})" for service in Service},
}
_SILENT = frozenset({"sha256", "version", "folded", "sort_key", "digest", "phone_digits"})


def change_words(field: str, before: Scalar, after: Scalar) -> str:
    """Return «квартира: 5 → 6», «заявитель: Соколова»; empty for what says nothing to people.

    Of a record behind a number only that it is another one is said.
    """
    name = field.rsplit(":", 1)[-1]
    if name in _SILENT or name.isdigit():
        return ""
    title = _TITLES.get(name) or _SERVED.get(name) or _RULES.get(name, name)
    if _DAY.fullmatch(title):
        title = clock.show_date(dt.date.fromisoformat(title))
    if name.endswith("_id"):
        return title if before in (None, "") else f"{title} (изменено)"
    if before in (None, ""):
        return f"{title}: {_shown(name, after)}"
    return f"{title}: {_shown(name, before)} → {_shown(name, after)}"


def _shown(name: str, value: Scalar) -> str:
    if name.startswith(("is_", "no_")) and value in (0, 1):
        return "да" if value else "нет"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",").replace("-", "−")
    text = one_line(str(value)) if value not in (None, "") else DASH
    for codes in _CODES.get(name, ()):
        known = {str(code.value): code for code in codes}
        if text in known:
            return known[text].title_ru.lower()
    if _MOMENT.fullmatch(text):
        return clock.show_moment(clock.unstamp(text))
    if _DAY.fullmatch(text):
        return clock.show_date(dt.date.fromisoformat(text))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
