"""Columns of the register, shared by every list of tickets."""

from desktop_app.core import clock, phones
from desktop_app.core.deadline_words import DeadlineFacts, DeadlineMark, deadline_mark
from desktop_app.core.enums import CloseResult, TicketStatus
from desktop_app.core.records.tickets import TicketRow
from desktop_app.core.short_address import short_address
from desktop_app.ui.models.columns import Column, Elide, Kind

_UNREAD = (TicketStatus.NEW, TicketStatus.REWORK)


def deadline_of(row: TicketRow, now: clock.Clock = clock.now) -> DeadlineMark:
    """Return the deadline cell of a row at this moment."""
    notes = {
        CloseResult.EXPLAINED: "разъяснено сразу",
        CloseResult.UNREACHED: "не дозвонились",
        CloseResult.BY_ACT: "решено комиссией",
    }
    note = notes.get(row.close_result, "") if row.close_result else ""
    if row.cancel_reason:
        note = row.cancel_reason.title_ru.lower()
    facts = DeadlineFacts(
        status=row.status,
        deadline=row.deadline_at,
        opened=row.registered_at,
        done_at=row.done_at,
        hold_until=row.hold_until.date() if row.hold_until else None,
        late_minutes=row.late_minutes,
        note=note,
    )
    return deadline_mark(facts, now())


def house_ticket_columns(topic: int) -> tuple[Column, ...]:
    """Return the columns of a short list of one house's tickets; `topic` is how wide that is."""
    return (
        Column("number", "№", 100, lambda row: row.number, Kind.BOLD_NUMBER, sortable=False),
        Column(
            "day",
            "Дата",
            66,
            lambda row: f"{row.registered_at:%d.%m}",
            elide=Elide.NONE,
            muted=True,
            sortable=False,
            leaves=1,
        ),
        Column(
            "flat", "Кв.", 52, lambda row: row.premise or None, elide=Elide.NONE, sortable=False
        ),
        Column("topic", "Тема", topic, lambda row: row.topic, sortable=False),
        Column(
            "status",
            "Статус",
            130,
            lambda row: TicketStatus(row.status),
            Kind.STATUS,
            sortable=False,
        ),
    )


def ticket_columns(now: clock.Clock = clock.now) -> tuple[Column, ...]:
    """Return the columns of a list of tickets, from left to right."""
    return (
        Column(
            "number",
            "№",
            95,
            lambda row: row.number,
            Kind.BOLD_NUMBER,
            bold=lambda row: row.status in _UNREAD,
        ),
        Column(
            "registered",
            "Принято",
            82,
            lambda row: row.registered_at,
            Kind.DATE,
            muted=True,
            leaves=3,
        ),
        Column(
            "address",
            "Адрес",
            150,
            lambda row: short_address(row.address, row.premise),
            elide=Elide.MIDDLE,
            least=112,
        ),
        # Most topics whole beside the preview at 1366 px; with large type they give way as before.
        Column("topic", "Тема", 160, lambda row: row.topic, leaves=1, least=90),
        Column("organization", "Исполнитель", 120, lambda row: row.organization or None, leaves=4),
        Column("status", "Статус", 118, lambda row: row.status, Kind.STATUS, leaves=2),
        Column("deadline", "Срок", 163, lambda row: deadline_of(row, now), Kind.DEADLINE),
        *_MORE,
    )


def _phone(row: TicketRow) -> str:
    return phones.shown(row.phone, row.phone_digits)


# Shown where a clerk asks for them.
_MORE = (
    Column(
        "applicant",
        "Заявитель",
        150,
        lambda row: row.applicant_name,
        sortable=False,
        hidden=True,
    ),
    Column("phone", "Телефон", 150, _phone, sortable=False, hidden=True),
    Column("clerk", "Принял", 110, lambda row: row.clerk, sortable=False, muted=True, hidden=True),
    Column("source", "Источник", 100, lambda row: row.source.title_ru, sortable=False, hidden=True),
)
