"""Columns of the journals about tickets: letters, personal reception, handovers, callbacks.

After domain/journal_columns.csv; what is not kept: `journal_gaps`.
"""

import dataclasses

from desktop_app.core import clock
from desktop_app.core.enums import CallbackOutcome, HandoverOutcome, TicketSource
from desktop_app.core.journal_columns import JOURNAL
from desktop_app.core.records.journal import JournalRow
from desktop_app.core.records.journals import CallLine, HandoverLine
from desktop_app.core.records.sheets import CellKind, SheetColumn, Total

_MOMENT, _INTEGER, _DECIMAL = CellKind.MOMENT, CellKind.INTEGER, CellKind.DECIMAL
_OUTSIDE_BOOK = "дома нет в справочнике"
_FORMS = {
    TicketSource.LETTER: "письменное",
    TicketSource.MESSAGE: "электронное",
    TicketSource.HIGHER: "переслано",
}
_KNOWN = {column.key: column for column in JOURNAL}


def _own(key: str, title: str, width: float | None = None) -> SheetColumn:
    """Return a column of the journal of tickets under another heading."""
    column = _KNOWN[key]
    return dataclasses.replace(column, title=title, width=width or column.width)


def _kind(row: JournalRow) -> str:
    return row.kind.title_ru if row.kind else ""


def _form(row: JournalRow) -> str:
    return _FORMS.get(row.source, "")


def _again(row: JournalRow) -> str:
    return "повторное" if row.is_repeat or row.earlier else "первичное"


def _passed(row: JournalRow) -> str:
    if row.handed_over is None:
        return ""
    return f"{row.organization}, {clock.show_date(row.handed_over.sent_at)}"


def _ended(row: JournalRow) -> str:
    if row.closed_at is None:
        return ""
    return ", ".join(part for part in (clock.show_date(row.closed_at), row.closed_by) if part)


def _told(row: JournalRow) -> str:
    if row.close_result is not None:
        return row.close_result.title_ru
    return row.cancel_reason.title_ru if row.cancel_reason else ""


LETTERS: tuple[SheetColumn, ...] = (
    _own("number", "Рег. №"),
    SheetColumn("received_at", "Дата поступления", _MOMENT, 13),
    _own("registered_at", "Дата регистрации"),
    _own("source", "Канал", 13),
    _own("applicant_name", "ФИО"),
    _own("address", "Адрес"),
    _own("premise", "Квартира"),
    _own("phone", "Телефон"),
    SheetColumn("kind", "Вид", width=10, value=_kind),
    SheetColumn("form", "Форма", width=12, value=_form),
    SheetColumn("again", "Признак", width=12, value=_again),
    _own("topic", "Тематика"),
    _own("details", "Краткое содержание"),
    _own("organization", "Исполнитель"),
    _own("deadline_at", "Срок"),
    SheetColumn("passed", "Перенаправлено (куда, дата)", width=20, value=_passed),
    SheetColumn("acts", "Выезд на место (№ акта)", width=13, value=lambda r: ", ".join(r.acts)),
    SheetColumn("result", "Результат", width=18, value=_told),
    SheetColumn("answer", "Ответ", width=26, is_personal=True),
    _own("done_at", "Исполнено (дата, время)"),
    SheetColumn("ended", "Контроль снят (дата, кто)", width=20, value=_ended),
    _own("status", "Статус"),
    _own("late", "Просрочено, ч"),
)

RECEPTION: tuple[SheetColumn, ...] = (
    _own("number", "№"),
    _own("registered_at", "Дата и время приёма"),
    _own("clerk", "Кто вёл приём"),
    _own("applicant_name", "ФИО гражданина"),
    _own("address", "Адрес"),
    _own("premise", "Квартира"),
    _own("phone", "Телефон"),
    _own("topic", "Тематика"),
    _own("details", "Содержание"),
    _own("organization", "Ответственный"),
    _own("deadline_at", "Срок"),
    SheetColumn("result", "Результат", width=18, value=_told),
    SheetColumn("answer", "Ответ", width=26, is_personal=True),
    SheetColumn("ended", "Закрыто (дата, кто)", width=20, value=_ended),
    _own("status", "Статус"),
)


def _handed_house(line: HandoverLine | CallLine) -> str:
    # What was said instead of a house of the book may hold a flat or a name.
    return line.house or _OUTSIDE_BOOK


def _handed_address(line: HandoverLine | CallLine) -> str:
    return line.house or line.address_text


def _answered(line: HandoverLine) -> str:
    return line.outcome.title_ru


def _waited(line: HandoverLine) -> float | None:
    if line.answered_at is None:
        return None
    return round((line.answered_at - line.sent_at).total_seconds() / 3600, 1)


def _broken(line: HandoverLine) -> str:
    if line.promised_at is None or line.outcome is HandoverOutcome.REPLACED:
        return ""
    if line.answered_at is None:
        return ""
    return "нарушено" if line.answered_at > line.promised_at else "в срок"


HANDOVERS: tuple[SheetColumn, ...] = (
    SheetColumn("sent_at", "Передано (дата, время)", _MOMENT, 13),
    SheetColumn("number", "№ заявки", width=10.5),
    SheetColumn("cycle", "Цикл", _INTEGER, 6),
    SheetColumn(
        "address", "Адрес", width=24, is_personal=True, value=_handed_address, public=_handed_house
    ),
    SheetColumn("premise", "Квартира", width=9.5, is_personal=True),
    SheetColumn("service", "Услуга", width=12, value=lambda line: line.service.title_ru),
    SheetColumn("topic", "Категория", width=20),
    SheetColumn("organization", "Кому передано", width=20),
    SheetColumn("channel", "Способ", width=14, value=lambda line: line.channel.title_ru),
    SheetColumn("accepted_by", "Кто принял", width=15, is_personal=True),
    SheetColumn("their_number", "Их №", width=11),
    SheetColumn("promised_at", "Обещали до", _MOMENT, 13),
    SheetColumn("answered_at", "Ответ получен", _MOMENT, 13),
    SheetColumn("outcome", "Итог", width=14, value=_answered),
    SheetColumn("kept", "Обещание", width=11, value=_broken),
    SheetColumn("waited", "Ответа ждали, ч", _DECIMAL, 11, value=_waited, total=Total.AVERAGE),
    SheetColumn("answer", "Ответ", width=30, is_personal=True),
    SheetColumn("clerk", "Кто передал", width=14),
)


def _reached(line: CallLine) -> str:
    return f"{'да' if line.outcome.is_decisive else 'нет'}, попытка № {line.attempt}"


def _solved(line: CallLine) -> str:
    answers = {CallbackOutcome.SOLVED: "да", CallbackOutcome.REWORK: "нет"}
    return answers.get(line.outcome, "")


def _back(line: CallLine) -> str:
    again = line.outcome is CallbackOutcome.REWORK
    return f"{line.number}, цикл {line.cycle + 1}" if again else ""


CALLS: tuple[SheetColumn, ...] = (
    SheetColumn("made_at", "Дата и время звонка", _MOMENT, 13),
    SheetColumn("number", "№ заявки", width=10.5),
    SheetColumn(
        "address", "Адрес", width=24, is_personal=True, value=_handed_address, public=_handed_house
    ),
    SheetColumn("premise", "Квартира", width=9.5, is_personal=True),
    SheetColumn("service", "Услуга", width=12, value=lambda line: line.service.title_ru),
    SheetColumn("topic", "Категория", width=20),
    SheetColumn("organization", "Исполнитель", width=18),
    SheetColumn("ended_at", "Исполнено (дата, время)", _MOMENT, 13),
    SheetColumn("reached", "Дозвон", width=14, value=_reached),
    SheetColumn("solved", "Решено", width=9, value=_solved),
    SheetColumn("outcome", "Итог звонка", width=14, value=lambda line: line.outcome.title_ru),
    SheetColumn("remark", "Комментарий", width=30, is_personal=True),
    SheetColumn("next_call_at", "Перезвонить", _MOMENT, 13),
    SheetColumn("back", "Возврат в работу", width=16, value=_back),
    SheetColumn("clerk", "Кто звонил", width=14),
)
