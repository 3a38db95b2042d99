"""Columns of «Журнал учёта заявок» (journal_columns.csv; ПП 354 п. 104–113, ПП 416 п. 13–17).

Where the list names several facts in one column, each has its own here, so that dates stay dates.
Ours: квартира apart, комнатная температура, закрыто, просрочено. What is not kept: `journal_gaps`.
"""

from desktop_app.core import clock, phones
from desktop_app.core.enums import Priority
from desktop_app.core.people import accepted_words
from desktop_app.core.records.journal import JournalHandover, JournalRow
from desktop_app.core.records.sheets import CellKind, SheetColumn, Total
from desktop_app.core.text import NBSP

JOURNAL_TITLE = "Журнал учёта заявок"

_OUTSIDE_BOOK = "дома нет в справочнике"


def _source(row: JournalRow) -> str:
    return row.source.title_ru


def _phone(row: JournalRow) -> str:
    # Plain spaces: in a spreadsheet a number is searched as it is typed.
    return phones.shown(row.phone, row.phone_digits).replace(NBSP, " ")


def _address(row: JournalRow) -> str:
    return row.house or row.address_text


def _house(row: JournalRow) -> str:
    # What was said instead of a house of the book may hold a flat or a name.
    return row.house or _OUTSIDE_BOOK


def _access(row: JournalRow) -> str:
    parts = (
        f"подъезд {row.entrance}" if row.entrance else "",
        f"этаж {row.floor}" if row.floor else "",
        f"домофон {row.door_code}" if row.door_code else "",
    )
    return ", ".join(part for part in parts if part)


def _service(row: JournalRow) -> str:
    return row.service.title_ru


def _cause(row: JournalRow) -> str:
    return f"да: {row.cause}" if row.cause else ""


def _told(handover: JournalHandover | None) -> str:
    if handover is None:
        return ""
    parts = (
        handover.channel.title_ru,
        accepted_words(handover.accepted_by),
        f"их № {handover.their_number}" if handover.their_number else "",
    )
    return ", ".join(part for part in parts if part)


def _priority(row: JournalRow) -> str:
    return Priority.EMERGENCY.title_ru if row.is_emergency else row.priority.title_ru


def _repeat(row: JournalRow) -> str:
    return ", ".join(row.earlier) or ("да" if row.is_repeat else "")


def _result(row: JournalRow) -> str:
    ending = row.close_result or row.cancel_reason
    return ending.title_ru if ending else ""


def _measures(row: JournalRow) -> str:
    return ": ".join(part for part in (_result(row), row.answer) if part)


def _call(row: JournalRow) -> str:
    if row.call is None:
        return ""
    when = clock.show_date(row.call.made_at)
    times = f", звонок {row.call.attempts}-й" if row.call.attempts > 1 else ""
    return f"{row.call.outcome.title_ru}, {when}{times}"


def _control(row: JournalRow) -> str:
    remark = row.call.remark if row.call else ""
    return ": ".join(part for part in (_call(row), remark) if part)


def _late_hours(row: JournalRow) -> float | None:
    return None if row.late_minutes is None else round(row.late_minutes / 60, 1)


_MOMENT, _DECIMAL = CellKind.MOMENT, CellKind.DECIMAL

JOURNAL: tuple[SheetColumn, ...] = (
    SheetColumn("number", "№ заявки", width=10.5),
    SheetColumn("registered_at", "Дата и время регистрации", _MOMENT, 13),
    SheetColumn("source", "Канал", width=9.5, value=_source),
    SheetColumn("clerk", "Кто принял", width=14),
    SheetColumn("applicant_name", "ФИО заявителя", width=17, is_personal=True),
    SheetColumn("phone", "Телефон", width=17, is_personal=True, value=_phone),
    SheetColumn("address", "Адрес", width=24, is_personal=True, value=_address, public=_house),
    SheetColumn("premise", "Квартира", width=9.5, is_personal=True),
    SheetColumn("access", "Подъезд, этаж, домофон", width=12, is_personal=True, value=_access),
    SheetColumn("service", "Услуга", width=12, value=_service),
    SheetColumn("topic", "Категория", width=20),
    SheetColumn("details", "Содержание", width=36, is_personal=True),
    SheetColumn("room_temperature", "Температура, °C", _DECIMAL, 12, total=Total.AVERAGE),
    SheetColumn("cause", "Причина известна", width=14, value=_cause),
    SheetColumn("check_at", "Согласованное время проверки", _MOMENT, 14),
    SheetColumn(
        "told_at",
        "РСО уведомлена (дата, время)",
        _MOMENT,
        13,
        value=lambda row: row.utility_told.sent_at if row.utility_told else None,
    ),
    SheetColumn(
        "told_who",
        "РСО уведомлена (кто принял)",
        width=14,
        is_personal=True,
        value=lambda row: row.utility_told.accepted_by if row.utility_told else "",
    ),
    SheetColumn("organization", "Исполнитель", width=18),
    SheetColumn(
        "sent_at",
        "Передано (дата, время)",
        _MOMENT,
        13,
        value=lambda row: row.handed_over.sent_at if row.handed_over else None,
    ),
    SheetColumn(
        "sent_how",
        "Передано (способ, принял)",
        width=15,
        is_personal=True,
        value=lambda row: _told(row.handed_over),
        public=lambda row: row.handed_over.channel.title_ru if row.handed_over else "",
    ),
    SheetColumn("deadline_at", "Срок исполнения", _MOMENT, 13),
    SheetColumn("priority", "Приоритет", width=11, value=_priority),
    SheetColumn("repeat", "Повтор", width=11, value=_repeat),
    SheetColumn(
        "measures",
        "Принятые меры / результат",
        width=26,
        is_personal=True,
        value=_measures,
        public=_result,
    ),
    SheetColumn("done_at", "Фактическое исполнение (дата, время)", _MOMENT, 13),
    SheetColumn("restored_at", "Восстановлено качество (дата, время)", _MOMENT, 14),
    SheetColumn("late", "Просрочено, ч", _DECIMAL, 11.5, value=_late_hours, total=Total.SUM),
    SheetColumn("acts", "№ акта", width=11, value=lambda row: ", ".join(row.acts)),
    SheetColumn(
        "control",
        "Контроль: опрос / фото",
        width=18,
        is_personal=True,
        value=_control,
        public=_call,
    ),
    SheetColumn("status", "Статус", width=12.5, value=lambda row: row.status.title_ru),
    SheetColumn("closed_at", "Закрыто (дата, время)", _MOMENT, 13),
    SheetColumn("closed_by", "Кто закрыл", width=14),
)
