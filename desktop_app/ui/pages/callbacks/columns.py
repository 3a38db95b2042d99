"""Columns of the callback queue."""

from PySide6.QtCore import Qt

from desktop_app.core.clock import Clock
from desktop_app.core.records.callbacks import QueueRow
from desktop_app.core.short_address import short_address
from desktop_app.core.text import DASH
from desktop_app.ui.models.columns import Column, Elide, Kind, Mark
from desktop_app.ui.theme import Tone


def queue_columns(now: Clock) -> tuple[Column, ...]:
    """Return the columns of the queue, from left to right; nothing here is sorted by hand."""
    return (
        Column("number", "№", 98, lambda row: row.ticket.number, Kind.BOLD_NUMBER, sortable=False),
        Column(
            "address",
            "Адрес",
            144,
            lambda row: short_address(row.ticket.address, row.ticket.premise),
            elide=Elide.MIDDLE,
            sortable=False,
        ),
        Column("topic", "Тема", 112, lambda row: row.ticket.topic, sortable=False, leaves=1),
        Column(
            "calls",
            "Звонков",
            96,
            lambda row: calls_mark(row, now),
            Kind.MARK,
            sortable=False,
            align=Qt.AlignmentFlag.AlignRight,
            sample="0 · 00:00",
        ),
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
