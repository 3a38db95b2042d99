"""What a clerk sees and says while calling one applicant back."""

import datetime as dt
from typing import Any

from db.connection import Store
from db.queries import callbacks as queries
from db.queries import ticket_card, ticket_edit
from desktop_app.core import call_script
from desktop_app.core.phones import to_dial, words_beside
from desktop_app.core.records.callbacks import Call, QueueRow, StopRule
from desktop_app.core.records.tickets import Handover
from desktop_app.core.settings import (
    CALL_ATTEMPTS,
    CALL_PAUSE_HOURS,
    CALL_RECORDED,
    CALL_SCRIPT,
    OFFICE_NAME,
)
from desktop_app.core.text import NBSP
from desktop_app.services.reference import Reference
from desktop_app.services.settings import Settings


def call(
    store: Store, row: QueueRow, reference: Reference, settings: Settings, now: dt.datetime
) -> Call:
    """Return the card of one call, read from one state of the file."""
    values = ticket_edit.state(store, row.id)
    cycle = int(values["cycle_number"])
    answer, answered_by = _answer(values, cycle, ticket_card.handovers(store, row.id))
    term = reference.deadline(values["topic_id"], now, values["room_temperature"])
    return Call(
        row=row,
        address=_address(row),
        phones=to_dial(row.ticket.phone, settings.area_code()),
        phone_words=words_beside(row.ticket.phone),
        details=values["details"],
        answer=answer,
        answered_by=answered_by or row.ticket.organization,
        script=_script(row, settings),
        rework_term=term.rule if term else "",
        stop=StopRule(
            queries.missed(store, row.id, cycle),
            settings.get(CALL_ATTEMPTS),
            settings.get(CALL_PAUSE_HOURS),
        ),
        attempts=ticket_card.callbacks(store, row.id),
    )


def _answer(values: dict[str, Any], cycle: int, handovers: tuple[Handover, ...]) -> tuple[str, str]:
    """Return what was answered in this cycle and by whom; an earlier cycle's answer is stale."""
    told = [h for h in handovers if h.cycle_number == cycle and h.answer]
    if told:
        last = max(told, key=lambda h: h.answered_at or h.sent_at)
        return last.answer, last.organization
    return (values["answer"] if cycle == 1 else ""), ""


def _address(row: QueueRow) -> str:
    """Return the address with the flat; «д.» stays on one line with its number."""
    flat = f", кв. {row.ticket.premise}" if row.ticket.premise else ""
    return f"{row.ticket.address}{flat}".replace(". ", f".{NBSP}")


def _script(row: QueueRow, settings: Settings) -> str:
    ticket = row.ticket
    facts = {
        "учреждение": settings.get(OFFICE_NAME),
        "номер": ticket.number,
        "адрес": _address(row),
        "тема": ticket.topic,
        "исполнитель": ticket.organization or "исполнитель",
    }
    text = settings.get(CALL_SCRIPT).strip() or CALL_SCRIPT.default
    return call_script.spoken(text, facts, recorded=settings.get(CALL_RECORDED))
