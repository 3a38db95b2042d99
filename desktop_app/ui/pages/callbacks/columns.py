"""Columns of the callback queue."""

from PySide6.QtCore import Qt

from desktop_app.core import phones
from desktop_app.core.clock import Clock
from desktop_app.core.records.callbacks import QueueRow
from desktop_app.core.short_address import short_address
from desktop_app.core.text import DASH
from desktop_app.ui.models.columns import Column, Elide, Kind, Mark
from desktop_app.ui.theme import Tone


def queue_columns(now: Clock) -> tuple[Column, ...]:
    """Return the columns of the queue, from left to right; keys of sortable ones are orders."""
    return (
        Column("number", "№", 95, lambda row: row.ticket.number, Kind.BOLD_NUMBER),
        Column(
            "address",
            "Адрес",
            146,
            lambda row: short_address(row.ticket.address, row.ticket.premise),
            elide=Elide.MIDDLE,
            least=130,
        ),
        Column("topic", "Тема", 136, lambda row: row.ticket.topic, leaves=1, least=78),
        Column(
            "calls",
            "Звонков",
            92,
            lambda row: calls_mark(row, now),
            Kind.MARK,
            sortable=False,
            align=Qt.AlignmentFlag.AlignRight,
            sample="0 · 00:00",
            leaves=2,  # whose time has come stand first anyway, and the pane at the right tells all
        ),
        *_MORE,
    )


def calls_mark(row: QueueRow, now: Clock) -> Mark:
    """Return how often was called, and when again: the time for today, the day for later."""
    count = str(row.calls) if row.calls else DASH
    again = row.next_call_at
    if again is None:
        return Mark(count, tone=Tone.PLAIN if row.calls else Tone.MUTED)
    moment = now()
    when = f"{again:%H:%M}" if again.date() <= moment.date() else f"{again:%d.%m}"
    tone = Tone.WARNING if row.can_call(moment) else Tone.MUTED
    return Mark(f"{count} · {when}", "clock", tone)


# Shown where a clerk asks for them.
_MORE = (
    Column(
        "organization",
        "Исполнитель",
        110,
        lambda row: row.ticket.organization or None,
        hidden=True,
    ),
    Column(
        "applicant",
        "Заявитель",
        150,
        lambda row: row.ticket.applicant_name,
        sortable=False,
        hidden=True,
    ),
    Column(
        "phone",
        "Телефон",
        150,
        lambda row: phones.shown(row.ticket.phone, row.ticket.phone_digits),
        sortable=False,
        hidden=True,
    ),
    Column(
        "done",
        "Исполнено",
        92,
        lambda row: row.ticket.done_at,
        Kind.DATE,
        muted=True,
        hidden=True,
    ),
)
